/** Values worked out once. Owns the way to keep them; whoever keeps them says for how long they hold. */

/** What `make` says, asked once for each key; without a map, each time. Undefined is not kept. */
export function once<K, V>(
  kept: { get(key: K): V | undefined; set(key: K, value: V): unknown } | undefined,
  key: K,
  make: () => V,
): V {
  let value = kept?.get(key);
  if (value === undefined) {
    value = make();
    kept?.set(key, value);
  }
  return value;
}
