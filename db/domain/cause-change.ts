/**
 * A cause renamed, merged or split: from that day on other contacts are counted under its key.
 * Owns which days part the series of a cause and under which keys it goes on; refuses to look at a figure.
 */
import type { CivilDay } from './civil-day.ts';

export const CAUSE_CHANGE_KINDS = ['renamed', 'merged', 'split'] as const;
export type CauseChangeKind = (typeof CAUSE_CHANGE_KINDS)[number];

export interface CauseChange {
  /** the first day on which contacts are counted by the new keys */
  day: CivilDay;
  kind: CauseChangeKind;
  /** keys before; one of several may go on as one of `to` */
  from: readonly string[];
  to: readonly string[];
  /** why, in the operator's own words */
  words: string;
}

/**
 * The days on which what is counted under one key changed, renamed causes included, ascending: whoever reads the cells
 * of this key alone must not compare across them. Who joins a renamed cause under all its names asks `cutsOf`.
 */
export function breaksOf(changes: readonly CauseChange[], cause: string): CivilDay[] {
  return daysOf(changes.filter(({ from, to }) => from.includes(cause) || to.includes(cause)));
}

/** The days across which no comparison holds, also of a cause whose names are joined: it was merged or split. */
export function cutsOf(changes: readonly CauseChange[], cause: string): CivilDay[] {
  const names = namesOf(changes, cause);
  const touches = ({ from, to }: CauseChange) => names.some((one) => from.includes(one) || to.includes(one));
  return daysOf(changes.filter((change) => change.kind !== 'renamed' && touches(change)));
}

/** The keys under which a cause was counted, its own first, then what it was called before, step by step back. */
export function namesOf(changes: readonly CauseChange[], cause: string): string[] {
  const names = [cause];
  for (const name of names) {
    for (const { kind, from, to } of changes) {
      const before = from[0];
      if (kind !== 'renamed' || to[0] !== name || before === undefined || names.includes(before)) continue;
      names.push(before);
    }
  }
  return names;
}

/**
 * What a cause is called on a day: its own key, or what the renamings up to then made of it, one after another in time, so
 * that of names that were changed and changed back only one is left.
 */
export function nameOn(changes: readonly CauseChange[], cause: string, day: CivilDay): string {
  return changes
    .filter((one) => one.kind === 'renamed' && one.day <= day)
    .sort((a, b) => a.day - b.day)
    .reduce((name, { from, to }) => (from[0] === name ? (to[0] ?? name) : name), cause);
}

/** Whether a day parts two stretches: it lies after the first day of the earlier and not after the last of the later. */
export function partsStretches(cuts: readonly CivilDay[], earlierFrom: CivilDay, laterTo: CivilDay): boolean {
  return cuts.some((day) => day > earlierFrom && day <= laterTo);
}

function daysOf(changes: readonly CauseChange[]): CivilDay[] {
  return [...new Set(changes.map(({ day }) => day))].sort((a, b) => a - b);
}
