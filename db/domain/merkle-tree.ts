/**
 * Makes roots and proofs of a log (RFC 6962, section 2.1) from hashes that are kept somewhere. Owns which hashes a
 * proof needs; asks for no other, so that a proof of a large log reads few of them. Refuses places outside the log.
 */
import type { Bytes } from './bytes.ts';
import { emptyRoot, nodeHash } from './merkle-proof.ts';

/**
 * The hash of a full subtree: of the 2^level leaves from index · 2^level on; level 0 has the hashes of leaves.
 * It is never asked for one that is not full.
 */
export type HashSource = (level: number, index: number) => Bytes | Promise<Bytes>;

/** The root of the first `size` leaves. */
export async function treeRoot(source: HashSource, size: number): Promise<Bytes> {
  expectSize(size);
  return size === 0 ? emptyRoot() : rangeHash(source, 0, size);
}

/** The siblings on the way from a leaf to the root of the first `size` leaves. */
export async function inclusionProof(source: HashSource, index: number, size: number): Promise<Bytes[]> {
  expectSize(size);
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) {
    throw new RangeError(`the log of ${size} entries has none with the index ${index}`);
  }
  return Promise.all(pathRanges(index, 0, size).map(([start, end]) => rangeHash(source, start, end)));
}

/** The hashes which show that the first `from` leaves begin the first `to`; none where either is nothing or all. */
export async function consistencyProof(source: HashSource, from: number, to: number): Promise<Bytes[]> {
  expectSize(from);
  expectSize(to);
  if (from > to) throw new RangeError(`a log of ${from} entries cannot have grown to ${to}`);
  const ranges = from === 0 || from === to ? [] : growthRanges(from, 0, to, true);
  return Promise.all(ranges.map(([start, end]) => rangeHash(source, start, end)));
}

/** Keeps every hash of a small log in memory. */
export async function keepTree(leaves: readonly Bytes[]): Promise<HashSource> {
  const levels: Bytes[][] = [[...leaves]];
  for (let below = levels[0] ?? []; below.length > 1; levels.push(below)) below = await parentHashes(below);
  return (level, index) => {
    const hash = levels[level]?.[index];
    if (hash === undefined) throw new RangeError(`no full subtree ${index} on level ${level}`);
    return hash;
  };
}

/** The hashes one level up; a last one without a sibling has no parent yet. */
export function parentHashes(hashes: readonly Bytes[]): Promise<Bytes[]> {
  const pairs = Array.from({ length: Math.floor(hashes.length / 2) }, (_, at) =>
    // All at once: each by itself would wait for a thread of its own, which takes twenty times as long.
    nodeHash(hashes[2 * at] as Bytes, hashes[2 * at + 1] as Bytes),
  );
  return Promise.all(pairs);
}

type Range = readonly [start: number, end: number];

/** PATH of RFC 6962, section 2.1.1, as ranges of leaves, the leaf's own sibling first. */
function pathRanges(index: number, start: number, end: number): Range[] {
  if (end - start === 1) return [];
  const middle = start + largestPowerBelow(end - start);
  return index < middle
    ? [...pathRanges(index, start, middle), [middle, end]]
    : [...pathRanges(index, middle, end), [start, middle]];
}

/** SUBPROOF of RFC 6962, section 2.1.2, as ranges of leaves. `isKnown`: the checker has the hash of the range. */
function growthRanges(from: number, start: number, end: number, isKnown: boolean): Range[] {
  if (from === end) return isKnown ? [] : [[start, end]];
  const middle = start + largestPowerBelow(end - start);
  return from <= middle
    ? [...growthRanges(from, start, middle, isKnown), [middle, end]]
    : [...growthRanges(from, middle, end, false), [start, middle]];
}

async function rangeHash(source: HashSource, start: number, end: number): Promise<Bytes> {
  const length = end - start;
  const level = Math.round(Math.log2(length));
  if (2 ** level === length) return source(level, start / length);
  const middle = start + largestPowerBelow(length);
  const [left, right] = await Promise.all([rangeHash(source, start, middle), rangeHash(source, middle, end)]);
  return nodeHash(left, right);
}

/** The largest power of two below `length`, which is at least 2. */
function largestPowerBelow(length: number): number {
  let power = 1;
  while (power * 2 < length) power *= 2;
  return power;
}

function expectSize(size: number): void {
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`a log cannot have ${size} entries`);
}
