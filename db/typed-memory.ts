/**
 * Numbers in bulk. What an array leaves behind when it grows would lie until the engine next clears, and a load that
 * grows many of them would hold several times what it needs: here the memory is given back at once.
 */

type NumberArray = Float64Array | Uint32Array | Uint8Array;

/** The same numbers with room for twice as many; the array itself is no longer good. */
export function enlarged<T extends NumberArray>(list: T): T {
  const made = new (list.constructor as new (length: number) => T)(list.length * 2);
  made.set(list as never);
  release(list);
  return made;
}

/** Gives the memory of an array back, which is empty then. */
export function release(list: NumberArray): void {
  (list.buffer as ArrayBuffer).transfer(0);
}
