/**
 * Checks that an entry is in a log and that a log only grew (RFC 6962, section 2.1; checks as in RFC 9162, 2.1.3.2
 * and 2.1.4.2). Owns the hashes of leaves and nodes; refuses every proof that is longer, shorter or other than the one
 * there is. A size is bound by the signature of its checkpoint, never by a proof: that of the first of three leaves
 * has the form of that of the first of four.
 */
import { type Bytes, joinBytes, sameBytes, sha256 } from './bytes.ts';

export const HASH_BYTES = 32;

/** How many leaves a log has, and the one hash that stands for all of them in their order. */
export interface TreeHead {
  size: number;
  root: Bytes;
}

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export function leafHash(entry: Uint8Array): Promise<Bytes> {
  return sha256(joinBytes([LEAF, entry]));
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Promise<Bytes> {
  return sha256(joinBytes([NODE, left, right]));
}

/** The root of a log without leaves. */
export function emptyRoot(): Promise<Bytes> {
  return sha256(new Uint8Array(0));
}

/** Whether `proof` (siblings, from the leaf's upwards) leads from the leaf with this hash and index to the root. */
export async function checkInclusion(
  proof: readonly Bytes[],
  { leaf, index }: { leaf: Bytes; index: number },
  { size, root }: TreeHead,
): Promise<boolean> {
  if (!isCount(index) || !isCount(size) || index >= size || !areHashes([leaf, root, ...proof])) return false;
  let hash = leaf;
  let place = index;
  let last = size - 1;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      hash = await nodeHash(sibling, hash);
      // A last leaf stands alone on some levels: there it has no sibling, and rises as it is.
      for (; !isOdd(place) && place !== 0; place /= 2) last = half(last);
    } else {
      hash = await nodeHash(hash, sibling);
    }
    place = half(place);
    last = half(last);
  }
  return last === 0 && sameBytes(hash, root);
}

/** Whether `proof` shows that the log of `from`, in its order and unchanged, begins the log of `to`. */
export async function checkConsistency(
  proof: readonly Bytes[],
  from: TreeHead,
  to: TreeHead,
): Promise<boolean> {
  if (!isCount(from.size) || !isCount(to.size) || from.size > to.size) return false;
  if (!areHashes([from.root, to.root, ...proof])) return false;
  if (from.size === to.size) return proof.length === 0 && sameBytes(from.root, to.root);
  if (from.size === 0) return proof.length === 0 && sameBytes(from.root, await emptyRoot());

  let place = from.size - 1;
  let last = to.size - 1;
  for (; isOdd(place); place = half(place)) last = half(last);
  // A log whose size is a power of two is one subtree of the longer one: its root is not repeated in the proof.
  const [first, ...rest] = place === 0 ? [from.root, ...proof] : proof;
  if (first === undefined || proof.length === 0) return false;
  let older = first;
  let newer = first;
  for (const hash of rest) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      older = await nodeHash(hash, older);
      newer = await nodeHash(hash, newer);
      for (; !isOdd(place) && place !== 0; place /= 2) last = half(last);
    } else {
      newer = await nodeHash(newer, hash);
    }
    place = half(place);
    last = half(last);
  }
  return last === 0 && sameBytes(older, from.root) && sameBytes(newer, to.root);
}

// Bit operations would cut a number to 32 bits.
const isOdd = (value: number) => value % 2 === 1;
const half = (value: number) => Math.floor(value / 2);
const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0;
const areHashes = (all: readonly Bytes[]) => all.every((one) => one.length === HASH_BYTES);
