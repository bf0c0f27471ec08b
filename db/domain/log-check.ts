/**
 * Checks the log of a published site by itself: keys, checkpoint, every tile made anew from the entries, and that it goes
 * on from a checkpoint that the reader kept. Owns what of it may be believed; refuses to look at what the entries name.
 */
import { type Bytes, sameBytes } from './bytes.ts';
import { type Checkpoint, openCheckpoint } from './checkpoint.ts';
import { cosignatureTime } from './cosignature.ts';
import { type LogEntry, readLogEntry } from './log-entry.ts';
import { growLog } from './log-growth.ts';
import { readEntryBundle, readHashTile, TILE_WIDTH, tileAt, tilePath } from './log-tile.ts';
import { emptyRoot, leafHash } from './merkle-proof.ts';
import { type HashSource, keepTree, treeRoot } from './merkle-tree.ts';
import { formatVerifierKey, KEY_TYPE, parseVerifierKey, type VerifierKey } from './signed-note.ts';
import { eachOf, type Faults, type ReadSite } from './site-faults.ts';
import {
  CHECKPOINT_PATH,
  LOG_FOLDER,
  type ReadKeyList,
  readKeyList,
  shortHash,
  VERIFIERS_PATH,
  verifierOf,
} from './site-log.ts';

export interface CheckedLog {
  /** the file, byte for byte */
  note: Bytes;
  checkpoint: Checkpoint;
  /** as they were logged; null where one cannot be read */
  entries: (LogEntry | null)[];
  bytes: Bytes[];
  tree: HashSource;
  /** the tiles that there are for this size, below the site's root */
  paths: string[];
}

/** What a reader holds against the site: nothing, and then it is checked against itself alone. */
export interface Anchors {
  /** one of them at least must have signed */
  keys: readonly VerifierKey[];
  /** a checkpoint that was kept, as it was saved */
  kept: Bytes | null;
}

export interface AnchorsHeld {
  /** one that was brought and has signed, a log's before a witness's */
  key: { verifier: string; isWitness: boolean } | null;
  /** how many entries the kept checkpoint had */
  keptSize: number | null;
  /** who is asked to sign as well, and when they did (UTC seconds; null: not this state) */
  witnesses: { name: string; at: number | null; isBrought: boolean }[];
}

const KEPT_NAME = 'the checkpoint that you kept';

/** Null where nothing that the log says can be believed; every fault is told. */
export async function checkLog(
  site: ReadSite,
  { keys: brought, kept }: Anchors,
  faults: Faults,
): Promise<{ log: CheckedLog; anchors: AnchorsHeld } | null> {
  const [listed, note] = [
    await readKeys(site, faults),
    await faults.read(site, CHECKPOINT_PATH, 'the signed head of the log'),
  ];
  if (note === null) return null;
  const inUse = listed?.keys ?? [];
  const witnesses = await readWitnessKeys(listed?.witnesses ?? [], faults);
  const all = [...inUse.map(({ key }) => key), ...witnesses, ...brought];
  const origin = listed?.origin ?? brought[0]?.name ?? '';
  const known = all.map(verifierOf);
  const opened = await openCheckpoint(note, known, origin);
  if (!opened.ok) {
    faults.add(CHECKPOINT_PATH, `a checkpoint of ${origin || 'the log'}, signed by its keys`, opened.reason);
    return null;
  }
  const { checkpoint, verified, unknown } = opened;
  for (const { name, id } of unknown) {
    faults.add(CHECKPOINT_PATH, `signatures of the keys in ${VERIFIERS_PATH} alone`, `one of ${name} ${id}`);
  }
  const hasSigned = ({ id, name }: VerifierKey) => verified.some((one) => one.id === id && one.name === name);
  for (const { key, end } of inUse) {
    if (end === null && !hasSigned(key))
      faults.add(CHECKPOINT_PATH, `a signature of the key ${key.id}, which is in use`, 'none');
  }
  if (listed !== null && inUse.every(({ end }) => end !== null)) {
    faults.add(VERIFIERS_PATH, 'a key that is in use', 'none');
  }
  if (checkpoint.extensions.length > 0) {
    faults.add(CHECKPOINT_PATH, 'name, size and root alone', `the line "${checkpoint.extensions[0]}"`);
  }
  const signed = brought.filter(hasSigned);
  const signing = signed.find(({ type }) => type !== KEY_TYPE.witness) ?? signed[0];
  if (brought.length > 0 && signing === undefined) {
    const ended = inUse.find(({ key, end }) => end !== null && brought.some(({ id }) => id === key.id));
    const words =
      ended === undefined
        ? ''
        : ` (the site says that the key ${ended.key.id} was ${ended.end}: ask for the new one where you know the publisher)`;
    faults.add(
      CHECKPOINT_PATH,
      `a signature of ${brought.map(({ id }) => id).join(' or ')}, which you brought`,
      `those of ${verified.map(({ id }) => id).join(', ')}${words}`,
    );
  }
  const log = await readTiles(site, { checkpoint, note }, faults);
  if (log === null) return null;
  const keptSize = kept === null ? null : await checkGrowth(log, kept, { known, origin }, faults);
  const key =
    signing === undefined
      ? null
      : { verifier: formatVerifierKey(signing), isWitness: signing.type === KEY_TYPE.witness };
  const asked = new Map(
    all.flatMap((one) => (one.type === KEY_TYPE.witness ? [[`${one.name} ${one.id}`, one] as const] : [])),
  );
  const heldBy = [...asked.values()].map(({ name, id }) => {
    const line = verified.find((one) => one.name === name && one.id === id);
    const at = line === undefined ? null : cosignatureTime(line.signature);
    return { name, at, isBrought: brought.some((one) => one.name === name && one.id === id) };
  });
  return { log, anchors: { key, keptSize, witnesses: heldBy } };
}

async function readWitnessKeys(listed: readonly string[], faults: Faults): Promise<VerifierKey[]> {
  const keys: VerifierKey[] = [];
  for (const text of listed) {
    const parsed = await parseVerifierKey(text);
    if (parsed.ok && parsed.key.type === KEY_TYPE.witness) keys.push(parsed.key);
    else faults.add(VERIFIERS_PATH, 'keys of witnesses', parsed.ok ? `a log's key, ${text}` : parsed.reason);
  }
  return keys;
}

async function readKeys(site: ReadSite, faults: Faults): Promise<Extract<ReadKeyList, { ok: true }> | null> {
  const bytes = await faults.read(site, VERIFIERS_PATH, 'the public keys of the log');
  if (bytes === null) return null;
  const read = await readKeyList(bytes);
  if (read.ok) return read;
  faults.add(VERIFIERS_PATH, 'the public keys of the log', read.reason);
  return null;
}

/** Entries first: everything else must be what they give. */
async function readTiles(
  site: ReadSite,
  { checkpoint, note }: Pick<CheckedLog, 'checkpoint' | 'note'>,
  faults: Faults,
): Promise<CheckedLog | null> {
  const { size, root } = checkpoint;
  const bytes: Bytes[] = [];
  const bundles: string[] = [];
  // One after the other: a size that is a lie ends at the first bundle that is not there.
  for (let index = 0; index * TILE_WIDTH < size; index++) {
    const bundle = tileAt('entries', index, size);
    const path = `${LOG_FOLDER}/${tilePath(bundle)}`;
    const file = await faults.read(site, path, `${bundle.width} entries of the log`);
    if (file === null) return null;
    const read = readEntryBundle(file, bundle.width);
    if (!read.ok) {
      faults.add(path, `${bundle.width} entries of the log`, read.reason);
      return null;
    }
    for (const entry of read.entries) bytes.push(entry);
    bundles.push(path);
  }
  const leaves = await Promise.all(bytes.map(leafHash));
  const { head, files } = await growLog({ size: 0, root: await emptyRoot() }, bytes, () => {
    throw new Error('a log that begins has no tiles');
  });
  const isWhole = sameBytes(head.root, root);
  if (!isWhole)
    faults.add(CHECKPOINT_PATH, `the root of its ${size} entries, ${shortHash(head.root)}`, shortHash(root));
  const tiles = files.map(({ path, bytes: made }) => ({ path: `${LOG_FOLDER}/${path}`, made }));
  await eachOf(
    tiles.filter(({ path }) => !bundles.includes(path)),
    site.width,
    async ({ path, made }) => {
      const file = await faults.read(site, path, 'hashes of the log');
      if (file === null || sameBytes(file, made)) return;
      // Either is wrong: the signed root says which.
      const bundle = isWhole ? undefined : bundles.find((one) => one === path.replace('/0/', '/entries/'));
      const differs = whichDiffer(file, made);
      if (bundle === undefined) faults.add(path, 'the hashes that the entries give', differs);
      else faults.add(bundle, `the entries whose hashes are in ${path}`, differs);
    },
  );
  const entries = bytes.map((entry, index) => {
    const read = readLogEntry(entry, index);
    if (read.ok) return read.entry;
    const path = bundles[Math.floor(index / TILE_WIDTH)] ?? '';
    faults.add(path, `entry ${index} in the form of an entry`, read.reason);
    return null;
  });
  return {
    note,
    checkpoint,
    entries,
    bytes,
    tree: await keepTree(leaves),
    paths: tiles.map(({ path }) => path),
  };
}

function whichDiffer(file: Bytes, made: Bytes): string {
  const read = readHashTile(file, made.length / 32);
  if (!read.ok) return read.reason;
  const at = read.hashes.findIndex(
    (hash, index) => !sameBytes(hash, made.subarray(index * 32, (index + 1) * 32)),
  );
  return `another hash at place ${at}`;
}

/** How many entries the kept checkpoint had, where the log begins with just those; else null, with a fault. */
async function checkGrowth(
  { checkpoint, tree }: CheckedLog,
  kept: Bytes,
  { known, origin }: { known: ReturnType<typeof verifierOf>[]; origin: string },
  faults: Faults,
): Promise<number | null> {
  const opened = await openCheckpoint(kept, known, origin);
  if (!opened.ok) {
    faults.add(KEPT_NAME, `a checkpoint of ${origin} that one of its keys signed`, opened.reason);
    return null;
  }
  const { size, root } = opened.checkpoint;
  if (size > checkpoint.size) {
    faults.add(
      CHECKPOINT_PATH,
      `${size} entries at least, as in ${KEPT_NAME}`,
      `${checkpoint.size}: the log was cut, or an old site was put back`,
    );
    return null;
  }
  const now = await treeRoot(tree, size);
  if (!sameBytes(now, root)) {
    faults.add(
      CHECKPOINT_PATH,
      `a log whose first ${size} entries have the root ${shortHash(root)}, as in ${KEPT_NAME}`,
      `${shortHash(now)}: the log was rewritten`,
    );
    return null;
  }
  return size;
}
