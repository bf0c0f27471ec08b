/**
 * Writes the log into a built site: logs the build, then tiles, lists, proofs and, last, the signed checkpoint. Owns what
 * lies in that folder; refuses to sign what no database keeps.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { Bytes } from '../db/domain/bytes.ts';
import { signCheckpoint } from '../db/domain/checkpoint.ts';
import { type LoggedFile, readLogEntry } from '../db/domain/log-entry.ts';
import { growLog } from '../db/domain/log-growth.ts';
import { formatLogProof } from '../db/domain/log-proof.ts';
import { emptyRoot, leafHash } from '../db/domain/merkle-proof.ts';
import { inclusionProof, keepTree } from '../db/domain/merkle-tree.ts';
import { formatVerifierKey } from '../db/domain/signed-note.ts';
import {
  BUILD_PROOF_PATH,
  CHECKPOINT_PATH,
  EDITION_ENTRIES,
  formatKeyList,
  isHiddenPath,
  LOG_FOLDER,
  proofPath,
  SITE_LIST_PATH,
  VERIFIERS_PATH,
} from '../db/domain/site-log.ts';
import { type CivilDay, formatDay } from '../db/domain/zone.ts';
import { codeOf } from '../db/edition-entry.ts';
import { keepLastCheckpoint } from '../db/last-checkpoint.ts';
import { appendEntry, fileOf, logFiles, readEntries } from '../db/log-entries.ts';
import type { LogKeys } from '../db/log-key.ts';
import type { WriteHandle } from '../db/open.ts';
import { refuseFork } from './log-opening.ts';
import { addWitnesses, type Witness } from './witnesses.ts';

export interface SiteLogSettings {
  /** the built site, whole but for its log */
  sitePath: string;
  /** the site that it will replace */
  outPath: string;
  /** the civil day of the build */
  today: CivilDay;
  code: string;
  /** who signs the checkpoint as well */
  witnesses: readonly Witness[];
  /** of those that do not */
  say: (line: string) => void;
  /** what is known of files of the site already, which nobody has written since, by path */
  passed?: ReadonlyMap<string, LoggedFile>;
}

/** Writes the public keys, which the pages tell and the list of the site names. */
export function writeKeyList(
  { origin, verifiers }: LogKeys,
  witnesses: readonly Witness[],
  folder: string,
): void {
  const file = join(folder, VERIFIERS_PATH);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(
    file,
    formatKeyList(
      origin,
      verifiers,
      witnesses.map(({ key }) => formatVerifierKey(key)),
    ),
  );
}

/** Returns how many entries the log has then, and how many files the site. */
export async function writeLog(
  db: WriteHandle,
  keys: LogKeys,
  { sitePath, outPath, today, code, witnesses, say, passed = new Map() }: SiteLogSettings,
): Promise<{ size: number; files: number }> {
  const write = (path: string, bytes: Uint8Array) => {
    const file = join(sitePath, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  };
  writeKeyList(keys, witnesses, sitePath);
  const files = filesOf(sitePath, passed);
  // Each build has its list at the same place, and only that of the last is kept: pages are made anew of what is logged.
  const { position, list } = appendEntry(
    db,
    'site',
    { kind: 'site-build', reportDate: formatDay(today), files, reason: null, codeCommit: codeOf(code) },
    SITE_LIST_PATH,
    { inlineBytes: 0, isListKept: false },
  );
  if (list !== null) write(SITE_LIST_PATH, list);

  const size = position + 1;
  for (const { path, body } of logFiles(db, size)) write(path, body);
  const entries = readEntries(db, size);
  const { head, files: tiles } = await growLog({ size: 0, root: await emptyRoot() }, entries, () => {
    throw new Error('a log that begins has no tiles');
  });
  for (const { path, bytes } of tiles) write(`${LOG_FOLDER}/${path}`, bytes);

  await refuseFork(db, keys, outPath);
  const signed = await signCheckpoint({ origin: keys.origin, ...head, extensions: [] }, keys.signers);
  const tree = await keepTree(await Promise.all(entries.map(leafHash)));
  // Before anybody else has it: a log that goes on from an older database would be found out here.
  keepLastCheckpoint(db.path, signed);
  const checkpoint = await addWitnesses(signed, tree, witnesses, say);
  const prove = async (path: string, index: number) => {
    const hashes = await inclusionProof(tree, index, size);
    write(path, formatLogProof({ index, hashes, checkpoint, extra: entries[index] as Bytes }));
  };
  let edition = 0;
  for (const [index, entry] of entries.entries()) {
    const read = readLogEntry(entry, index);
    if (!read.ok) throw new Error(`entry ${index} of the log: ${read.reason}`);
    if (EDITION_ENTRIES.has(read.entry.kind)) await prove(proofPath(++edition), index);
  }
  await prove(BUILD_PROOF_PATH, position);
  write(CHECKPOINT_PATH, checkpoint);
  return { size, files: files.length };
}

/** Every file that readers can ask for. */
function filesOf(sitePath: string, passed: ReadonlyMap<string, LoggedFile>): LoggedFile[] {
  return readdirSync(sitePath, { recursive: true, withFileTypes: true })
    .filter((found) => found.isFile())
    .map((found) => join(found.parentPath, found.name))
    .map((file) => ({ file, path: relative(sitePath, file).split(sep).join('/') }))
    .filter(({ path }) => !isHiddenPath(path))
    .map(({ file, path }) => passed.get(path) ?? fileOf(path, readFileSync(file)));
}
