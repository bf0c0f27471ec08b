/**
 * What was worked out of a state of things, kept until that state is another: of one version of the data, of one day, of
 * one configuration. Owns when it is dropped; of each owner only the latest is kept, so that none of it grows with time.
 */
export class Latest<T> {
  readonly #kept = new WeakMap<object, { restsOn: readonly unknown[]; value: T }>();

  /** What `make` said when it was asked last for this owner, where all that it rests on is the same; else asked now. */
  of(owner: object, restsOn: readonly unknown[], make: () => T): T {
    const kept = this.#kept.get(owner);
    const isSame =
      kept?.restsOn.length === restsOn.length && kept.restsOn.every((one, i) => one === restsOn[i]);
    if (isSame) return kept.value;
    const value = make();
    this.#kept.set(owner, { restsOn, value });
    return value;
  }
}
