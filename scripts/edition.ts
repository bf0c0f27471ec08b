/**
 * The edition that a publication makes: what differs from the one before, of which kind that is, and its setting down.
 * Owns the comparison; refuses to make an edition in which no figure differs.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulesText } from '../api/as-of.ts';
import { asOf, type FeedContext } from '../api/feeds/context.ts';
import { readAddress } from '../api/render.ts';
import type { EditionKind } from '../db/domain/edition-kind.ts';
import type { CivilDay } from '../db/domain/zone.ts';
import {
  type Edition,
  type FileVersion,
  heldFiles,
  latestEdition,
  readRules,
  recordEdition,
} from '../db/editions.ts';
import type { ReadHandle, WriteHandle } from '../db/open.ts';
import { countRevisions } from '../db/revisions.ts';
import type { Organisation } from './organisation.ts';
import { readWhole, type WrittenFile } from './revisions.ts';

export interface EditionSettings {
  mark: number;
  /** UTC seconds, at which it is published */
  nowSeconds: number;
  throughDay: CivilDay | null;
  /** hash of the programme */
  code: string;
  /** what was wrong, in the operator's words; null: nothing was */
  correction: string | null;
  /** where the files were written */
  folder: string;
  /** where those of the edition before may still lie */
  outPath: string;
}

/**
 * Sets down what differs from the last edition; null where nothing does. `context`: as of the mark; `published`: written with
 * the revisions settled (`settleRevisions`).
 */
export function makeEdition(
  db: WriteHandle,
  { configuration, holidays }: Pick<Organisation, 'configuration' | 'holidays'>,
  context: FeedContext,
  published: readonly WrittenFile[],
  settings: EditionSettings,
): { id: number; files: number; figures: number } | null {
  const { mark, nowSeconds, throughDay, code, correction } = settings;
  const changes = changesSince(db, published, settings);
  if (changes.length === 0) return null;
  const last = latestEdition(db);
  const rules = rulesText(configuration, holidays);
  const kind = correction !== null ? 'correction' : kindOf(db, last, { rules, code, throughDay });
  const id = recordEdition(
    db,
    {
      ...{ mark, at: nowSeconds, now: context.nowSeconds, through: throughDay, asOf: asOf(context) },
      ...{ kind, reason: correction ?? '', rules, code, today: context.zone.dayOf(nowSeconds) },
    },
    changes,
  );
  return { id, files: changes.length, figures: countRevisions(db).get(id) ?? 0 };
}

/** A day that was due comes first: what else differs in its edition is told point by point. */
function kindOf(
  db: ReadHandle,
  last: Edition | null,
  { rules, code, throughDay }: { rules: string; code: string; throughDay: CivilDay | null },
): EditionKind {
  if (last === null || (throughDay ?? 0) > (last.through ?? 0)) return 'scheduled';
  return readRules(db, last.id) === rules && last.code === code ? 'revision' : 'definition';
}

function changesSince(
  db: ReadHandle,
  published: readonly WrittenFile[],
  { folder, outPath }: Pick<EditionSettings, 'folder' | 'outPath'>,
): FileVersion[] {
  const held = heldFiles(db);
  const changed = published.flatMap(({ path, address, sha256: hash }) => {
    const before = held.get(path);
    held.delete(path);
    if (before?.sha256.equals(hash) === true) return [];
    const old = before === undefined ? undefined : readWhole(join(outPath, path), before.sha256);
    const body = readFileSync(join(folder, path));
    return [{ path, address: normalOf(address), body, ...(old === undefined ? {} : { before: old }) }];
  });
  const ended = [...held].map(([path, { address }]) => ({ path, address, body: null }));
  return [...changed, ...ended];
}

function normalOf(address: string): string {
  const read = readAddress(address);
  if (!read.ok) throw new Error(`the published address ${address} cannot be read: ${read.problem.detail}`);
  return read.question.normal;
}
