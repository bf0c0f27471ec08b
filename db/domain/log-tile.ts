/**
 * The files of a log (C2SP tlog-tiles): which there are for a size, where they lie, and what is in them. Owns hash
 * tiles and entry bundles, written and read; refuses a path, a length or an entry that the format does not have.
 */
import { type Bytes, joinBytes, parseDecimal } from './bytes.ts';
import { HASH_BYTES } from './merkle-proof.ts';
import { type HashSource, parentHashes } from './merkle-tree.ts';

/** Hashes in a full tile, and entries in a full bundle. */
export const TILE_WIDTH = 256;
/** A bundle says the length of an entry in 16 bits. */
export const ENTRY_BYTES_MAX = 65_535;

const TILE_LEVELS = 8;
const LEVEL_MAX = 63;

/** One file: of hashes (of the full tiles one level down; level 0: of the entries), or of the entries themselves. */
export interface Tile {
  level: number | 'entries';
  index: number;
  /** 1 to 255 for a partial one, else TILE_WIDTH */
  width: number;
}

/** Reads a file of the log by its path below the log's own. */
export type ReadTile = (path: string) => Bytes | Promise<Bytes>;

export type Read<What> = ({ ok: true } & What) | { ok: false; reason: string };

/** `tile/0/x001/x234/067`, `tile/entries/000.p/5`. */
export function tilePath({ level, index, width }: Tile): string {
  const groups = [String(index % 1000).padStart(3, '0')];
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(`x${String(rest % 1000).padStart(3, '0')}`);
  }
  return `tile/${level}/${groups.join('/')}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** The inverse of `tilePath`; null for a path that it would not have written. */
export function parseTilePath(path: string): Tile | null {
  const [, written = '', groups = '', partial] =
    /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path) ?? [];
  const level: Tile['level'] | null = written === 'entries' ? written : parseDecimal(written);
  const index = Number(groups.replace(/[x/]/g, ''));
  const width = partial === undefined ? TILE_WIDTH : parseDecimal(partial);
  if (level === null || width === null || width < 1 || width > TILE_WIDTH) return null;
  if (level !== 'entries' && level > LEVEL_MAX) return null;
  const tile = { level, index, width };
  return tilePath(tile) === path ? tile : null;
}

/** Every file of a log of this size, apart from its checkpoint. */
export function tilesOf(size: number): Tile[] {
  return newTiles(0, size);
}

/** The files that a log of size `to` has and one of size `from` did not have: only these are written when it grows. */
export function newTiles(from: number, to: number): Tile[] {
  const tiles: Tile[] = [];
  for (let level = 0; hashesOn(level, to) > 0; level++) {
    const end = hashesOn(level, to);
    const start = hashesOn(level, from);
    for (let index = Math.floor(start / TILE_WIDTH); index * TILE_WIDTH < end && start < end; index++) {
      const width = Math.min(TILE_WIDTH, end - index * TILE_WIDTH);
      if (level === 0) tiles.push({ level: 'entries', index, width });
      tiles.push({ level, index, width });
    }
  }
  return tiles;
}

/** The file with one index in a log of this size; its width says whether it is partial. */
export function tileAt(level: number | 'entries', index: number, size: number): Tile {
  const width = Math.min(TILE_WIDTH, hashesOn(level === 'entries' ? 0 : level, size) - index * TILE_WIDTH);
  if (width < 1) throw new RangeError(`a log of ${size} entries has no tile ${index} on level ${level}`);
  return { level, index, width };
}

/** How many hashes the tiles of a level hold: those of the full tiles below. */
export function hashesOn(level: number, size: number): number {
  return Math.floor(size / TILE_WIDTH ** level);
}

export function writeHashTile(hashes: readonly Bytes[]): Bytes {
  if (hashes.length < 1 || hashes.length > TILE_WIDTH) {
    throw new RangeError(`a tile has 1 to ${TILE_WIDTH} hashes, not ${hashes.length}`);
  }
  return joinBytes(hashes);
}

export function readHashTile(bytes: Bytes, width: number): Read<{ hashes: Bytes[] }> {
  const expected = width * HASH_BYTES;
  if (bytes.length !== expected) {
    return { ok: false, reason: `the tile has ${bytes.length} bytes; expected ${expected}` };
  }
  const hashes = Array.from({ length: width }, (_, at) =>
    bytes.slice(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  );
  return { ok: true, hashes };
}

export function writeEntryBundle(entries: readonly Bytes[]): Bytes {
  if (entries.length < 1 || entries.length > TILE_WIDTH) {
    throw new RangeError(`a bundle has 1 to ${TILE_WIDTH} entries, not ${entries.length}`);
  }
  return joinBytes(
    entries.flatMap((entry) => {
      if (entry.length > ENTRY_BYTES_MAX) {
        throw new RangeError(`an entry has ${entry.length} bytes; expected ${ENTRY_BYTES_MAX} at most`);
      }
      return [Uint8Array.of(entry.length >> 8, entry.length & 255), entry];
    }),
  );
}

export function readEntryBundle(bytes: Bytes, width: number): Read<{ entries: Bytes[] }> {
  const entries: Bytes[] = [];
  let at = 0;
  while (entries.length < width) {
    const [high, low] = bytes.subarray(at, at + 2);
    const start = at + 2;
    if (high === undefined || low === undefined || start + high * 256 + low > bytes.length) {
      return {
        ok: false,
        reason: `the bundle ends within entry ${entries.length}; expected ${width} entries`,
      };
    }
    at = start + high * 256 + low;
    entries.push(bytes.slice(start, at));
  }
  if (at !== bytes.length) {
    return { ok: false, reason: `the bundle has ${bytes.length - at} bytes after its ${width} entries` };
  }
  return { ok: true, entries };
}

/**
 * The hashes of a log of this size as its tiles have them; each tile is read once, and only when it is asked for.
 * Throws an Error that names the tile where one is of another length.
 */
export function tileHashes(size: number, readTile: ReadTile): HashSource {
  const tiles = new Map<string, Promise<Bytes[]>>();
  const hashesOf = (tile: Tile) => {
    const path = tilePath(tile);
    const known = tiles.get(path) ?? readHashes(path, tile.width, readTile);
    tiles.set(path, known);
    return known;
  };
  return async (level, index) => {
    const tileLevel = Math.floor(level / TILE_LEVELS);
    const count = 2 ** (level % TILE_LEVELS);
    const first = index * count;
    if (first + count > hashesOn(tileLevel, size)) {
      throw new RangeError(`a log of ${size} entries has no full subtree ${index} on level ${level}`);
    }
    const all = await hashesOf(tileAt(tileLevel, Math.floor(first / TILE_WIDTH), size));
    let hashes = all.slice(first % TILE_WIDTH, (first % TILE_WIDTH) + count);
    while (hashes.length > 1) hashes = await parentHashes(hashes);
    return hashes[0] as Bytes;
  };
}

async function readHashes(path: string, width: number, readTile: ReadTile): Promise<Bytes[]> {
  const read = readHashTile(await readTile(path), width);
  if (!read.ok) throw new Error(`${path}: ${read.reason}`);
  return read.hashes;
}
