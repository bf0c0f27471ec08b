/**
 * How a log grows. Owns which files new entries make of those that are there; refuses to build on files that are not
 * those of the last checkpoint (it throws an Error that names the file), so that no damaged one gets a signature.
 */
import { type Bytes, sameBytes } from './bytes.ts';
import {
  hashesOn,
  type ReadTile,
  readEntryBundle,
  readHashTile,
  TILE_WIDTH,
  tileAt,
  tileHashes,
  tilePath,
  writeEntryBundle,
  writeHashTile,
} from './log-tile.ts';
import { leafHash, type TreeHead } from './merkle-proof.ts';
import { parentHashes, treeRoot } from './merkle-tree.ts';

export interface LogFile {
  /** below the log's own, e.g. `tile/0/000.p/5` */
  path: string;
  bytes: Bytes;
}

/**
 * Adds entries at the end. Reads the files on the right edge alone, and gives back the new ones: write them before
 * the checkpoint of `head`, and keep the old ones, which older checkpoints need.
 */
export async function growLog(
  from: TreeHead,
  entries: readonly Bytes[],
  readTile: ReadTile,
): Promise<{ head: TreeHead; files: LogFile[] }> {
  const root = await treeRoot(tileHashes(from.size, readTile), from.size);
  if (!sameBytes(root, from.root)) {
    throw new Error(`the tiles of the first ${from.size} entries do not give the root that was signed`);
  }
  const edge = await readEdge(from.size, readTile);

  const files: LogFile[] = [];
  const bundled = [...edge.entries, ...entries];
  const bundlesBefore = Math.floor(from.size / TILE_WIDTH);
  if (entries.length > 0) files.push(...fileRuns('entries', bundlesBefore, bundled, writeEntryBundle));

  let hashes = await Promise.all(entries.map(leafHash));
  for (let level = 0; hashes.length > 0; level++) {
    const before = hashesOn(level, from.size);
    const all = [...(level === 0 ? edge.hashes : await edgeHashes(level, from.size, readTile)), ...hashes];
    files.push(...fileRuns(level, Math.floor(before / TILE_WIDTH), all, writeHashTile));
    hashes = await fullTileRoots(all);
  }
  const size = from.size + entries.length;
  const made = new Map(files.map(({ path, bytes }) => [path, bytes]));
  const source = tileHashes(size, (path) => made.get(path) ?? readTile(path));
  return { head: { size, root: await treeRoot(source, size) }, files };
}

/** The last, partial bundle and the hashes of its entries: each must be what the other says. */
async function readEdge(size: number, readTile: ReadTile): Promise<{ entries: Bytes[]; hashes: Bytes[] }> {
  if (size % TILE_WIDTH === 0) return { entries: [], hashes: [] };
  const bundle = tileAt('entries', Math.floor(size / TILE_WIDTH), size);
  const read = readEntryBundle(await readTile(tilePath(bundle)), bundle.width);
  if (!read.ok) throw new Error(`${tilePath(bundle)}: ${read.reason}`);
  const [hashes, found] = await Promise.all([
    edgeHashes(0, size, readTile),
    Promise.all(read.entries.map(leafHash)),
  ]);
  const wrong = found.findIndex((hash, at) => !sameBytes(hash, hashes[at] as Bytes));
  if (wrong >= 0) throw new Error(`${tilePath(bundle)}: entry ${wrong} is not the one that was logged`);
  return { entries: read.entries, hashes };
}

async function edgeHashes(level: number, size: number, readTile: ReadTile): Promise<Bytes[]> {
  const count = hashesOn(level, size);
  if (count % TILE_WIDTH === 0) return [];
  const tile = tileAt(level, Math.floor(count / TILE_WIDTH), size);
  const read = readHashTile(await readTile(tilePath(tile)), tile.width);
  if (!read.ok) throw new Error(`${tilePath(tile)}: ${read.reason}`);
  return read.hashes;
}

function fileRuns(
  level: number | 'entries',
  firstIndex: number,
  all: readonly Bytes[],
  write: (run: readonly Bytes[]) => Bytes,
): LogFile[] {
  return Array.from({ length: Math.ceil(all.length / TILE_WIDTH) }, (_, at) => {
    const run = all.slice(at * TILE_WIDTH, (at + 1) * TILE_WIDTH);
    return { path: tilePath({ level, index: firstIndex + at, width: run.length }), bytes: write(run) };
  });
}

/** What a level gives to the one above: one hash of each full tile. */
async function fullTileRoots(hashes: readonly Bytes[]): Promise<Bytes[]> {
  let above = hashes.slice(0, hashes.length - (hashes.length % TILE_WIDTH));
  for (let width = TILE_WIDTH; width > 1; width /= 2) above = await parentHashes(above);
  return above;
}
