import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Bytes, toHex } from '../../../db/domain/bytes.ts';
import {
  checkConsistency,
  checkInclusion,
  emptyRoot,
  leafHash,
  nodeHash,
  type TreeHead,
} from '../../../db/domain/merkle-proof.ts';
import {
  consistencyProof,
  type HashSource,
  inclusionProof,
  keepTree,
  treeRoot,
} from '../../../db/domain/merkle-tree.ts';
import { flipBit, hex, logVectors, utf8 } from '../../support/log-vectors.ts';

const { rfc6962 } = logVectors;
const LARGEST = 70;

/** The definition itself (RFC 6962, 2.1), by another library. */
function rootByDefinition(entries: readonly Uint8Array[]): Buffer {
  const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  const [only] = entries;
  if (only === undefined) return sha256();
  if (entries.length === 1) return sha256(Buffer.of(0), only);
  let split = 1;
  while (split * 2 < entries.length) split *= 2;
  return sha256(
    Buffer.of(1),
    rootByDefinition(entries.slice(0, split)),
    rootByDefinition(entries.slice(split)),
  );
}

const entries = Array.from({ length: LARGEST }, (_, at) => utf8(`entry ${at}`));
let leaves: Bytes[];
let source: HashSource;
/** by size */
let heads: TreeHead[];
beforeAll(async () => {
  leaves = await Promise.all(entries.map(leafHash));
  source = await keepTree(leaves);
  heads = await Promise.all(
    Array.from({ length: LARGEST + 1 }, async (_, size) => ({ size, root: await treeRoot(source, size) })),
  );
});
const head = (size: number) => heads[size] as TreeHead;
const leaf = (index: number) => leaves[index] as Bytes;

describe('hashes and roots', () => {
  test('a leaf, a node and an empty log hash as the vectors say', async () => {
    expect(toHex(await leafHash(utf8('L123456')))).toBe(rfc6962.leaf_L123456);
    expect(toHex(await nodeHash(utf8('N123'), utf8('N456')))).toBe(rfc6962.node_N123_N456);
    expect(toHex(await emptyRoot())).toBe(rfc6962.roots[0]);
  });

  test('the roots of 0 to 8 leaves are those of the vectors', async () => {
    const tree = await keepTree(await Promise.all(rfc6962.leaf_inputs.map((input) => leafHash(hex(input)))));
    const roots = await Promise.all(rfc6962.roots.map((_, size) => treeRoot(tree, size)));
    expect(roots.map(toHex)).toEqual(rfc6962.roots);
  });

  test('the roots of 0 to 70 leaves are those of the definition', () => {
    for (const { size, root } of heads) {
      expect(toHex(root), `${size} leaves`).toBe(rootByDefinition(entries.slice(0, size)).toString('hex'));
    }
  });
});

describe('the vectors of proofs', () => {
  let tree: HashSource;
  const vectorHead = (size: number) => ({ size, root: hex(rfc6962.roots[size] ?? '') });
  beforeAll(async () => {
    tree = await keepTree(await Promise.all(rfc6962.leaf_inputs.map((input) => leafHash(hex(input)))));
  });

  test.each(rfc6962.inclusion)('inclusion of $index in $size is made and checks', async (vector) => {
    const { index, size, proof } = vector;
    expect((await inclusionProof(tree, index, size)).map(toHex)).toEqual(proof);
    const at = { leaf: await leafHash(hex(rfc6962.leaf_inputs[index] ?? '')), index };
    expect(await checkInclusion(proof.map(hex), at, vectorHead(size))).toBe(true);
  });

  test.each(rfc6962.consistency)('consistency of $from with $to is made and checks', async (vector) => {
    const { from, to, proof } = vector;
    expect((await consistencyProof(tree, from, to)).map(toHex)).toEqual(proof);
    expect(await checkConsistency(proof.map(hex), vectorHead(from), vectorHead(to))).toBe(true);
  });
});

describe('inclusion', () => {
  test('every leaf of every log of 1 to 70 is proven, and its proof holds for no other place', async () => {
    for (let size = 1; size <= LARGEST; size++) {
      const indices = Array.from({ length: size }, (_, index) => index);
      await Promise.all(
        indices.map(async (index) => {
          const proof = await inclusionProof(source, index, size);
          expect(await checkInclusion(proof, { leaf: leaf(index), index }, head(size))).toBe(true);
          const others = [(index + 1) % size, size - 1 - index, index ^ 1].filter((other) => other !== index);
          for (const other of others) {
            expect(await checkInclusion(proof, { leaf: leaf(index), index: other }, head(size))).toBe(false);
          }
        }),
      );
    }
  });

  test('is refused with any byte of proof, leaf or root changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: LARGEST }).chain((size) =>
          fc.record({
            size: fc.constant(size),
            index: fc.integer({ min: 0, max: size - 1 }),
            bit: fc.integer({ min: 0, max: 7 }),
          }),
        ),
        async ({ size, index, bit }) => {
          const proof = await inclusionProof(source, index, size);
          const parts = [leaf(index), head(size).root, ...proof];
          const changes = parts.flatMap((part, at) => Array.from(part, (_, byte) => [at, byte] as const));
          const verdicts = await Promise.all(
            changes.map(([at, byte]) => {
              const changed = parts.map((part, place) => (place === at ? flipBit(part, byte, bit) : part));
              const [changedLeaf, root, ...rest] = changed as [Bytes, Bytes, ...Bytes[]];
              return checkInclusion(rest, { leaf: changedLeaf, index }, { size, root });
            }),
          );
          expect(verdicts).not.toContain(true);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('is refused with a hash more, less, repeated, out of order, or of another length', async () => {
    for (const [index, size] of [
      [0, 1],
      [3, 8],
      [6, 7],
      [64, 65],
      [69, 70],
    ] as const) {
      const at = { leaf: leaf(index), index };
      const proof = await inclusionProof(source, index, size);
      const extra = proof[0] ?? leaf(1);
      const wrong = [
        [...proof, extra],
        [extra, ...proof],
        proof.slice(1),
        proof.slice(0, -1),
        proof.toReversed(),
        proof.map((hash) => hash.slice(1)),
        proof.map((hash) => new Uint8Array([...hash, 0])),
      ];
      for (const one of wrong.filter((other) => toHexes(other) !== toHexes(proof))) {
        expect(await checkInclusion(one, at, head(size)), `${index} of ${size}`).toBe(false);
      }
      expect(await checkInclusion(proof, { leaf: at.leaf.slice(1), index }, head(size))).toBe(false);
      expect(await checkInclusion(proof, at, { size, root: head(size).root.slice(1) })).toBe(false);
    }
  });

  test.each([
    [-1, 4],
    [4, 4],
    [0, 0],
    [0.5, 4],
    [Number.NaN, 4],
    [0, Number.POSITIVE_INFINITY],
    [2 ** 53, 2 ** 54],
  ])('of index %d in %d is refused', async (index, size) => {
    const proof = await inclusionProof(source, 0, 4);
    expect(await checkInclusion(proof, { leaf: leaf(0), index }, { size, root: head(4).root })).toBe(false);
  });

  test('counts beyond 32 bits are not cut short', async () => {
    const size = 2 ** 40 + 1;
    const last = { leaf: leaf(0), index: size - 1 };
    const root = await nodeHash(leaf(1), leaf(0));
    expect(await checkInclusion([leaf(1)], last, { size, root })).toBe(true);
    expect(await checkInclusion([leaf(1)], { ...last, index: size - 2 }, { size, root })).toBe(false);
  });
});

describe('consistency', () => {
  test('every log of 0 to 70 begins every longer one, and is proven to begin no other', async () => {
    for (let to = 0; to <= LARGEST; to++) {
      await Promise.all(
        Array.from({ length: to + 1 }, async (_, from) => {
          const proof = await consistencyProof(source, from, to);
          expect(await checkConsistency(proof, head(from), head(to)), `${from} in ${to}`).toBe(true);
          const other = head(from === 0 ? LARGEST : from - 1).root;
          expect(await checkConsistency(proof, { size: from, root: other }, head(to))).toBe(false);
        }),
      );
    }
  });

  test('is refused with any byte of proof or of either root changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .tuple(
            fc.integer({ min: 0, max: LARGEST }),
            fc.integer({ min: 0, max: LARGEST }),
            fc.integer({ min: 0, max: 7 }),
          )
          .map(([one, other, bit]) => ({ from: Math.min(one, other), to: Math.max(one, other), bit })),
        async ({ from, to, bit }) => {
          const proof = await consistencyProof(source, from, to);
          // The root of the longer log is bound by a proof only where the shorter one has leaves.
          const parts = from === 0 ? [head(0).root] : [head(from).root, head(to).root, ...proof];
          const verdicts = await Promise.all(
            parts.flatMap((part, at) =>
              Array.from(part, (_, byte) => {
                const changed = parts.map((one, place) => (place === at ? flipBit(one, byte, bit) : one));
                const [older, newer = head(to).root, ...rest] = changed as [Bytes, ...Bytes[]];
                return checkConsistency(rest, { size: from, root: older }, { size: to, root: newer });
              }),
            ),
          );
          expect(verdicts).not.toContain(true);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('is refused with a hash more or less, the two exchanged, or a log that shrank', async () => {
    for (const [from, to] of [
      [0, 5],
      [4, 8],
      [5, 5],
      [6, 8],
      [33, 70],
    ] as const) {
      const proof = await consistencyProof(source, from, to);
      const extra = proof[0] ?? leaf(0);
      expect(await checkConsistency([...proof, extra], head(from), head(to))).toBe(false);
      expect(await checkConsistency([extra, ...proof], head(from), head(to))).toBe(false);
      if (proof.length > 0) {
        expect(await checkConsistency(proof.slice(1), head(from), head(to))).toBe(false);
        expect(await checkConsistency(proof.slice(0, -1), head(from), head(to))).toBe(false);
      }
      if (from < to) expect(await checkConsistency(proof, head(to), head(from))).toBe(false);
    }
    expect(await checkConsistency([], head(4), head(8))).toBe(false);
    expect(await checkConsistency([], { size: -1, root: head(0).root }, head(8))).toBe(false);
    expect(await checkConsistency([], { size: 1.5, root: head(1).root }, head(8))).toBe(false);
  });

  test('of a rewritten log is refused: with another second entry no proof leads from the old root', async () => {
    const rewritten = await keepTree([leaf(0), leaf(9), ...leaves.slice(2, 8)]);
    const proof = await consistencyProof(rewritten, 4, 8);
    const newer = { size: 8, root: await treeRoot(rewritten, 8) };
    expect(await checkConsistency(proof, head(4), newer)).toBe(false);
  });
});

describe('what is asked for outside the log', () => {
  test('throws: an index beyond the size, a size that is none, a log that shrinks', async () => {
    await expect(inclusionProof(source, 4, 4)).rejects.toThrow(
      'the log of 4 entries has none with the index 4',
    );
    await expect(inclusionProof(source, -1, 4)).rejects.toThrow(RangeError);
    await expect(treeRoot(source, 1.5)).rejects.toThrow('a log cannot have 1.5 entries');
    await expect(treeRoot(source, LARGEST + 58)).rejects.toThrow('no full subtree');
    await expect(consistencyProof(source, 5, 4)).rejects.toThrow('a log of 5 entries cannot have grown to 4');
  });
});

function toHexes(hashes: readonly Bytes[]): string {
  return hashes.map(toHex).join();
}
