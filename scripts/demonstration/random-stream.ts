/**
 * Reproducible random numbers in named streams: one for each seed, purpose and day.
 * Owns the generator and the distributions drawn from it; refuses the clock and the engine's own randomness.
 *
 * A stream never depends on how much another was used. So a day can be made alone, and a change to one purpose,
 * say waits, leaves arrivals as they were.
 */

/** From here on a sum of small Poisson draws would be slow; the normal approximation errs by less than 1 %. */
const LARGE_POISSON_MEAN = 200;
const POISSON_STEP = 30;

/** sfc32 by C. Doty-Humphrey (PractRand), seeded through the 32-bit finaliser of MurmurHash3. */
export class RandomStream {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** `day` may be any whole number that tells streams of one purpose apart. */
  constructor(seed: number, purpose: string, day: number) {
    const name = hashText(purpose);
    this.#a = mixBits(seed ^ name);
    this.#b = mixBits(this.#a ^ day);
    this.#c = mixBits(this.#b + name);
    for (let round = 0; round < 12; round += 1) this.uniform();
  }

  /** From 0, included, to 1, excluded. */
  uniform(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0, included, to `limit`, excluded. */
  below(limit: number): number {
    return Math.floor(this.uniform() * limit);
  }

  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.uniform());
  }

  /** Standard normal, by Box and Muller. */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  logNormal(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.normal());
  }

  /** By Knuth's product of uniforms, in steps that keep the product far from zero. */
  poisson(mean: number): number {
    if (mean > LARGE_POISSON_MEAN) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()));
    }
    let count = 0;
    for (let rest = mean; rest > 0; rest -= POISSON_STEP) {
      const floor = Math.exp(-Math.min(rest, POISSON_STEP));
      for (let product = this.uniform(); product > floor; product *= this.uniform()) count += 1;
    }
    return count;
  }

  /** An index into rising sums of weights, of which the last is the total. */
  pick(risingSums: ArrayLike<number>): number {
    const last = risingSums.length - 1;
    const at = this.uniform() * (risingSums[last] ?? 0);
    let index = 0;
    while (index < last && (risingSums[index] ?? 0) <= at) index += 1;
    return index;
  }
}

/** The running totals of weights, for `pick`. */
export function risingSumsOf(weights: readonly number[]): Float64Array {
  let total = 0;
  return Float64Array.from(weights, (weight) => {
    total += weight;
    return total;
  });
}

/** A 32-bit integer spread evenly over all of them: the finaliser of MurmurHash3. */
export function mixBits(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

/** FNV-1a over UTF-16 units. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}
