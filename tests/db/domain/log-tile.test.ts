import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Bytes, sameBytes, toHex } from '../../../db/domain/bytes.ts';
import { growLog } from '../../../db/domain/log-growth.ts';
import {
  ENTRY_BYTES_MAX,
  newTiles,
  parseTilePath,
  readEntryBundle,
  readHashTile,
  type Tile,
  tileAt,
  tileHashes,
  tilePath,
  tilesOf,
  writeEntryBundle,
  writeHashTile,
} from '../../../db/domain/log-tile.ts';
import {
  checkConsistency,
  checkInclusion,
  emptyRoot,
  leafHash,
  type TreeHead,
} from '../../../db/domain/merkle-proof.ts';
import {
  consistencyProof,
  type HashSource,
  inclusionProof,
  keepTree,
  treeRoot,
} from '../../../db/domain/merkle-tree.ts';
import { base64, flipBit, logVectors, utf8 } from '../../support/log-vectors.ts';

const paths = (tiles: readonly Tile[]) => tiles.map(tilePath);

/** A folder of files that remembers which were read. */
function keepFiles() {
  const files = new Map<string, Bytes>();
  const read: string[] = [];
  const readTile = (path: string) => {
    read.push(path);
    const bytes = files.get(path);
    if (bytes === undefined) throw new Error(`no file ${path}`);
    return bytes;
  };
  const grow = async (from: TreeHead, entries: readonly Bytes[]) => {
    const grown = await growLog(from, entries, readTile);
    for (const { path, bytes } of grown.files) files.set(path, bytes);
    return grown;
  };
  return { files, read, readTile, grow };
}

describe('the path of a tile', () => {
  test.each([
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 2, index: 1_234_067, width: 256 }, 'tile/2/x001/x234/067'],
    [{ level: 'entries', index: 1000, width: 5 }, 'tile/entries/x001/000.p/5'],
    [{ level: 63, index: 999, width: 255 }, 'tile/63/999.p/255'],
  ] as const)('of %o is %s', (tile, path) => {
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  test('is read back whatever the tile', () => {
    const anyTile = fc.record({
      level: fc.oneof(fc.constant('entries' as const), fc.integer({ min: 0, max: 63 })),
      index: fc.maxSafeNat(),
      width: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(
      fc.property(anyTile, (tile) => {
        expect(parseTilePath(tilePath(tile))).toEqual(tile);
      }),
    );
  });

  test.each([
    '',
    'tile/0',
    'tile/0/0',
    'tile/0/0000',
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/0/x000/001',
    'tile/0/001/000',
    'tile/0/x001',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/05',
    'tile/0/000.p/5/',
    'tile/0/000/../001',
    'tile/data/000',
    '/tile/0/000',
    'tile/0/000\n',
    'tile/0/x999/x999/x999/x999/x999/999',
  ])('is never %j', (path) => {
    expect(parseTilePath(path)).toBeNull();
  });
});

describe('the files of a log', () => {
  test('are those that the format names for 70,000 and for 256 entries', () => {
    const of70k = paths(tilesOf(70_000)).filter((path) => !path.startsWith('tile/entries'));
    expect(of70k.filter((path) => /^tile\/0\/\d{3}$/.test(path))).toHaveLength(273);
    expect(of70k.filter((path) => !/^tile\/0\/\d{3}$/.test(path))).toEqual([
      'tile/0/273.p/112',
      'tile/1/000',
      'tile/1/001.p/17',
      'tile/2/000.p/1',
    ]);
    expect(paths(tilesOf(256))).toEqual(['tile/entries/000', 'tile/0/000', 'tile/1/000.p/1']);
    expect(tilesOf(0)).toEqual([]);
  });

  test('that are new between two sizes are those that the smaller one did not have', () => {
    fc.assert(
      fc.property(fc.nat(70_000), fc.nat(1000), (from, more) => {
        const before = new Set(paths(tilesOf(from)));
        const expected = paths(tilesOf(from + more)).filter((path) => !before.has(path));
        expect(paths(newTiles(from, from + more))).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  test('have the width that the size gives them', () => {
    expect(tileAt('entries', 1, 300)).toEqual({ level: 'entries', index: 1, width: 44 });
    expect(tileAt(1, 0, 300)).toEqual({ level: 1, index: 0, width: 1 });
    expect(() => tileAt(1, 0, 255)).toThrow('a log of 255 entries has no tile 0 on level 1');
  });
});

describe('an entry bundle', () => {
  const anyEntries = fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 20 });
  const bytesOf = (list: Uint8Array[]) => list.map((entry) => new Uint8Array(entry));

  test('gives back the entries that it was made of, and no other number of them', () => {
    fc.assert(
      fc.property(anyEntries, (list) => {
        const entries = bytesOf(list);
        const bundle = writeEntryBundle(entries);
        expect(readEntryBundle(bundle, entries.length)).toEqual({ ok: true, entries });
        expect(readEntryBundle(bundle, entries.length + 1).ok).toBe(false);
        expect(entries.length > 1 && readEntryBundle(bundle, entries.length - 1).ok).toBe(false);
        expect(readEntryBundle(bundle.slice(0, -1), entries.length).ok).toBe(false);
        expect(readEntryBundle(new Uint8Array([...bundle, 0]), entries.length).ok).toBe(false);
      }),
    );
  });

  test('says each length in two bytes, the larger first', () => {
    const bundle = writeEntryBundle([new Uint8Array(258), utf8('a')]);
    expect([...bundle.slice(0, 2)]).toEqual([1, 2]);
    expect([...bundle.slice(260)]).toEqual([0, 1, 97]);
  });

  test('takes an entry of 65,535 bytes, and refuses one byte more, no entries, and more than 256', () => {
    const longest = new Uint8Array(ENTRY_BYTES_MAX);
    expect(readEntryBundle(writeEntryBundle([longest]), 1)).toEqual({ ok: true, entries: [longest] });
    expect(() => writeEntryBundle([new Uint8Array(65_536)])).toThrow(
      'an entry has 65536 bytes; expected 65535 at most',
    );
    expect(() => writeEntryBundle([])).toThrow(RangeError);
    expect(() => writeEntryBundle(Array(257).fill(utf8('a')))).toThrow(RangeError);
  });
});

test('a hash tile of another length is refused', () => {
  const tile = writeHashTile([new Uint8Array(32), new Uint8Array(32)]);
  expect(readHashTile(tile, 2).ok).toBe(true);
  expect(readHashTile(tile, 1)).toEqual({ ok: false, reason: 'the tile has 64 bytes; expected 32' });
  expect(readHashTile(tile.slice(1), 2).ok).toBe(false);
  expect(() => writeHashTile([])).toThrow(RangeError);
});

describe('the log of the vectors', () => {
  const { entries, roots_b64, tile_0_000_p3_hex } = logVectors.log_e2e;

  test('grows entry by entry to its roots, and has its tile to the byte', async () => {
    const { files, grow } = keepFiles();
    let head: TreeHead = { size: 0, root: await emptyRoot() };
    for (const entry of entries) {
      ({ head } = await grow(head, [utf8(entry)]));
      expect(head.root, `size ${head.size}`).toEqual(base64(roots_b64[head.size] ?? ''));
    }
    expect(toHex(files.get('tile/0/000.p/3') as Bytes)).toBe(tile_0_000_p3_hex);
    expect([...files.keys()]).toEqual(
      [1, 2, 3].flatMap((n) => [`tile/entries/000.p/${n}`, `tile/0/000.p/${n}`]),
    );
  });

  test('has the proofs of the vectors, made from its tiles', async () => {
    const { readTile, grow } = keepFiles();
    await grow({ size: 0, root: await emptyRoot() }, entries.map(utf8));
    const source = tileHashes(3, readTile);
    expect(await inclusionProof(source, 1, 3)).toEqual(
      logVectors.log_e2e.inclusion_idx1_size3_b64.map(base64),
    );
    expect(await consistencyProof(source, 2, 3)).toEqual(logVectors.log_e2e.consistency_2_3_b64.map(base64));
  });
});

describe('a log around the edges of its tiles', () => {
  const LARGEST = 65_537;
  const entry = (index: number) => utf8(`entry ${index}`);
  let tree: HashSource;
  beforeAll(async () => {
    tree = await keepTree(await Promise.all(Array.from({ length: LARGEST }, (_, at) => leafHash(entry(at)))));
  });

  test('has at every size the root, files and proofs of its entries, however it grew, and reads few of them', async () => {
    const { files, read, readTile, grow } = keepFiles();
    let head: TreeHead = { size: 0, root: await emptyRoot() };
    for (const size of [1, 255, 256, 257, 511, 513, 65_535, 65_536, 65_537]) {
      const before = head;
      const entries = Array.from({ length: size - before.size }, (_, at) => entry(before.size + at));
      read.length = 0;
      const grown = await grow(before, entries);
      head = grown.head;
      expect(head).toEqual({ size, root: await treeRoot(tree, size) });
      const names = grown.files.map(({ path }) => path);
      expect(names.toSorted(), `new at ${size}`).toEqual(paths(newTiles(before.size, size)).toSorted());
      // The right edge alone: a bundle, and a tile on each of three levels.
      expect(new Set(read).size).toBeLessThanOrEqual(4);

      for (const tile of newTiles(before.size, size)) {
        const bytes = files.get(tilePath(tile)) as Bytes;
        if (tile.level !== 'entries') {
          expect(readHashTile(bytes, tile.width).ok).toBe(true);
          continue;
        }
        const bundle = readEntryBundle(bytes, tile.width);
        const expected = Array.from({ length: tile.width }, (_, at) => entry(tile.index * 256 + at));
        if (!bundle.ok) throw new Error(bundle.reason);
        expect(bundle.entries.every((one, at) => sameBytes(one, expected[at] as Bytes))).toBe(true);
      }

      const consistency = await consistencyProof(tileHashes(size, readTile), before.size, size);
      expect(await checkConsistency(consistency, before, head)).toBe(true);
      for (const index of [0, Math.floor(size / 3), size - 1]) {
        const proof = await inclusionProof(tileHashes(size, readTile), index, size);
        expect(await checkInclusion(proof, { leaf: await leafHash(entry(index)), index }, head)).toBe(true);
      }
    }
    // A proof reads the tiles on its way, each once.
    for (const index of [0, 300, 65_535, 65_536]) {
      read.length = 0;
      await inclusionProof(tileHashes(LARGEST, readTile), index, LARGEST);
      expect(new Set(read).size, `index ${index}`).toBe(read.length);
      expect(read.length, `index ${index}: ${read}`).toBeLessThanOrEqual(4);
    }
  });
});

describe('a log whose files are not those that were signed', () => {
  test('does not grow: any byte of the right edge changed is found', async () => {
    const { files, grow } = keepFiles();
    const entries = Array.from({ length: 259 }, (_, at) => utf8(`entry ${at}`));
    const { head } = await grow({ size: 0, root: await emptyRoot() }, entries);
    const edge = ['tile/entries/001.p/3', 'tile/0/001.p/3', 'tile/1/000.p/1'];
    for (const path of edge) {
      const whole = files.get(path) as Bytes;
      for (let byte = 0; byte < whole.length; byte++) {
        files.set(path, flipBit(whole, byte, byte % 8));
        await expect(grow(head, [utf8('one more')]), `${path}, byte ${byte}`).rejects.toThrow();
      }
      files.set(path, whole.slice(0, -1));
      await expect(grow(head, [utf8('one more')])).rejects.toThrow(/tile|root/);
      files.set(path, whole);
    }
    expect((await grow(head, [utf8('one more')])).head.size).toBe(260);
  });

  test('does not grow from another root, and growing by nothing changes nothing', async () => {
    const { grow } = keepFiles();
    const { head } = await grow({ size: 0, root: await emptyRoot() }, [utf8('a'), utf8('b')]);
    await expect(grow({ ...head, root: flipBit(head.root, 3) }, [])).rejects.toThrow(
      'the tiles of the first 2 entries do not give the root that was signed',
    );
    expect(await grow(head, [])).toEqual({ head, files: [] });
  });

  test('a tile of another length is named, and none is asked for beyond the size', async () => {
    const source = tileHashes(3, () => new Uint8Array(31));
    await expect(treeRoot(source, 3)).rejects.toThrow('tile/0/000.p/3: the tile has 31 bytes; expected 96');
    await expect(Promise.resolve(source(1, 1))).rejects.toThrow('no full subtree 1 on level 1');
  });
});
