/**
 * Whether what an action names is there: its causes and its control, among the records and in the configuration.
 * Owns saying so before a misspelt one is judged for months by records that nobody will send; refuses to know categories
 * and channels, whose words are fixed. What its kept form names already is not asked again.
 */
import { type ActionRecord, CATEGORIES, CAUSES, CHANNELS } from '../domain/contact.ts';
import { nearestName } from '../domain/nearest-name.ts';
import type { ReadHandle } from '../open.ts';
import type { Refusal } from './stores/store.ts';

const FIXED: readonly string[] = [...CATEGORIES, ...CHANNELS];
const MOST_SHOWN = 12;

/** What is asked of an action. */
export type Named = Pick<ActionRecord, 'id' | 'causes' | 'control' | 'category' | 'channel'>;

/** Every name that is wrong, with the nearest that is right; `configured`: the causes that the configuration names. */
export function faultsOfNames(
  db: ReadHandle,
  configured: ReadonlySet<string>,
  { id, causes, control, category, channel }: Named,
): Refusal[] {
  const kept = keptNames(db, id);
  const known = [...new Set([...CAUSES, ...configured, ...causesOnRecord(db)])];
  const isUnknown = (name: string) => !known.includes(name) && !kept.includes(name);
  const faults: Refusal[] = causes
    .filter(isUnknown)
    .map((cause) => ({ field: 'causes', value: cause, reason: unknownCause(cause, known) }));
  if (control === null || kept.includes(control)) return faults;
  if (causes.includes(control) || control === category || control === channel) {
    const reason =
      'the action is about it; expected a cause, category or channel that it should leave as it is';
    return [...faults, { field: 'control', value: control, reason }];
  }
  if (FIXED.includes(control) || !isUnknown(control)) return faults;
  return [...faults, { field: 'control', value: control, reason: unknownCause(control, known, FIXED) }];
}

/** The causes that records have named. */
export function causesOnRecord(db: ReadHandle): string[] {
  return db.sql
    .prepare("SELECT text FROM terms WHERE kind = 'cause' ORDER BY text")
    .pluck()
    .all() as string[];
}

function unknownCause(name: string, known: readonly string[], fixed: readonly string[] = []): string {
  const nearest = nearestName(name, [...known, ...fixed]);
  const shown = known.slice(0, MOST_SHOWN).join(', ');
  const others = fixed.length === 0 ? '' : 'a category, a channel or ';
  const hint =
    nearest === null
      ? `expected ${others}one of ${shown}${known.length > MOST_SHOWN ? ' …' : ''}; a`
      : `did you mean "${nearest}"? A`;
  return `no record has it and the configuration does not name it; ${hint} new cause is added under "causes" in the configuration`;
}

/** What the form on record names: an earlier version took any name, and a configuration may have lost one. */
function keptNames(db: ReadHandle, id: string): string[] {
  const row = db.sql.prepare('SELECT causes, control FROM actions WHERE id = ?').get(id) as
    | { causes: string; control: string | null }
    | undefined;
  if (row === undefined) return [];
  return [...(JSON.parse(row.causes) as string[]), ...(row.control === null ? [] : [row.control])];
}
