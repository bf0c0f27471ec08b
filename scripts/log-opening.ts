/**
 * Opens the log for a publication: its keys, and whether the database holds all that was ever signed. Owns what stops a
 * publication and what then is to be done; refuses to sign a shorter log than before, or another.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from '../db/configuration.ts';
import { type Bytes, sameBytes } from '../db/domain/bytes.ts';
import { openCheckpoint } from '../db/domain/checkpoint.ts';
import { leafHash } from '../db/domain/merkle-proof.ts';
import { keepTree, treeRoot } from '../db/domain/merkle-tree.ts';
import { isKeyName, parseVerifierKey, splitNote } from '../db/domain/signed-note.ts';
import { CHECKPOINT_PATH, LOG_FOLDER, verifierOf } from '../db/domain/site-log.ts';
import { slugOf } from '../db/domain/slug.ts';
import { lastCheckpointPath, readLastCheckpoint } from '../db/last-checkpoint.ts';
import { logSize, readEntries } from '../db/log-entries.ts';
import { type LogKeys, logKeyPath, makeLogKey, readLogKeys } from '../db/log-key.ts';
import { readMeta } from '../db/meta.ts';
import type { WriteHandle } from '../db/open.ts';
import { EXIT, UsageError } from './command.ts';

export interface LogSettings {
  organisation: Configuration['organisation'];
  /** UTC seconds */
  nowSeconds: number;
  /** the site that is published now */
  outPath: string;
  say(line: string): void;
}

/** The keys to sign with. Makes the first of a log that has no entry yet. Throws a UsageError before anything is done. */
export async function openLog(db: WriteHandle, settings: LogSettings): Promise<LogKeys> {
  const keys = await openKeys(db, settings);
  await refuseFork(db, keys, settings.outPath);
  return keys;
}

async function openKeys(db: WriteHandle, settings: LogSettings): Promise<LogKeys> {
  const { organisation, nowSeconds, say } = settings;
  const found = expectDone(await readLogKeys(db.path)).keys;
  if (found !== null) return found;
  const origin = originOf(organisation);
  const entries = logSize(db);
  if (entries > 0) {
    throw stopped(
      `the log in ${db.path} lists ${entries} entries, and its key ${logKeyPath(db.path)} is not here: put back the copies of that file and of the one that ends in .log-verifiers.json; if they are lost for good, "npm run log-key -- make NAME" goes on with a new key, which readers must be told of`,
    );
  }
  const { verifier } = expectDone(await makeLogKey(db.path, origin, nowSeconds));
  say(
    `made a key for the log ${origin}: ${logKeyPath(db.path)}, in no backup of the database; keep a copy apart`,
  );
  say(`readers check what is published with its public half: ${verifier}`);
  return expectDone(await readLogKeys(db.path)).keys!;
}

/** Where the log can be read, where that is known; else a name made of the organisation's. */
export function originOf({
  name,
  siteAddress,
}: Pick<Configuration['organisation'], 'name' | 'siteAddress'>): string {
  const url = siteAddress !== null && URL.canParse(siteAddress) ? new URL(siteAddress) : null;
  const place = url === null ? '' : `${url.host}${url.pathname.replace(/\/+$/, '')}/${LOG_FOLDER}`;
  return isKeyName(place) ? place : `${slugOf(name)}/${LOG_FOLDER}`;
}

/** Throws where the database lacks what was signed before, or has something else in its place. */
export async function refuseFork(db: WriteHandle, keys: LogKeys, outPath: string): Promise<void> {
  // It begins anew whenever its database is removed, and is nobody's word.
  if (readMeta(db, 'purpose') === 'demonstration') return;
  const signed = [
    { where: lastCheckpointPath(db.path), note: readLastCheckpoint(db.path), isOwn: true },
    {
      where: join(outPath, CHECKPOINT_PATH),
      note: readIfThere(join(outPath, CHECKPOINT_PATH)),
      isOwn: false,
    },
  ];
  const known = await Promise.all(
    keys.verifiers.map(async ({ verifier }) => {
      const parsed = await parseVerifierKey(verifier);
      if (!parsed.ok) throw stopped(parsed.reason);
      return verifierOf(parsed.key);
    }),
  );
  let leaves: Bytes[] | null = null;
  for (const { where, note, isOwn } of signed) {
    if (note === null) continue;
    const opened = await openCheckpoint(note, known, keys.origin);
    if (!opened.ok) {
      if (isOwn) throw stopped(`${where}: ${opened.reason}; ${REMEDY}`);
      // The folder held the log of another organisation, or of a demonstration.
      if (originIn(note) !== keys.origin) continue;
      throw stopped(
        `${where}: ${opened.reason}: the site there is of another log of the same name. Readers who kept its checkpoint would find this one to be false. Put back the database and the key of that log, or publish to another folder (CANDOUR_OUT), or, if it was never public, remove that folder`,
      );
    }
    const { size, root } = opened.checkpoint;
    leaves ??= await Promise.all(readEntries(db).map(leafHash));
    if (leaves.length < size) {
      throw stopped(
        `the log in ${db.path} lists ${leaves.length} entries, and ${where} says that ${size} were signed: the database seems to have been put back from an older copy; ${REMEDY}`,
      );
    }
    if (!sameBytes(await treeRoot(await keepTree(leaves.slice(0, size)), size), root)) {
      throw stopped(
        `the first ${size} entries of the log in ${db.path} are not those that were signed in ${where}; ${REMEDY}`,
      );
    }
  }
}

const REMEDY =
  'nothing was signed or published, since whoever kept a checkpoint would see a log that was cut or rewritten. Put back the newest copy of the database. If it is lost for good, begin a log under a new name and say so to readers (README, "A lost database")';

function originIn(note: Bytes): string | null {
  const split = splitNote(note);
  return split.ok ? (split.text.split('\n')[0] ?? null) : null;
}

function readIfThere(path: string): Bytes | null {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    if (/^(ENOENT|ENOTDIR)$/.test((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}

function expectDone<What>(done: ({ ok: true } & What) | { ok: false; problem: string }): { ok: true } & What {
  if (!done.ok) throw stopped(`${done.problem}; nothing was published`);
  return done;
}

function stopped(words: string): UsageError {
  return new UsageError(words, EXIT.nothing);
}
