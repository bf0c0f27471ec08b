/** Limits how often each of many may do something: so many at once, so many a minute. Refuses to grow without bound. */

export interface BucketLimits {
  /** the most at once */
  burst: number;
  perMinute: number;
}

export interface Taken {
  ok: boolean;
  /** how many more may follow at once */
  remaining: number;
  /** seconds until one more may follow; 0 when one may now */
  waitSeconds: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

const MOST_BUCKETS = 10_000;

export class TokenBuckets {
  readonly limits: BucketLimits;
  readonly #buckets = new Map<string, Bucket>();
  readonly #perSecond: number;

  constructor(limits: BucketLimits) {
    this.limits = limits;
    this.#perSecond = limits.perMinute / 60;
  }

  /** of how many it is remembered how often they asked */
  get size(): number {
    return this.#buckets.size;
  }

  /** Takes one from the bucket of `name`, if it holds one. */
  take(name: string, nowSeconds: number): Taken {
    const known = this.#buckets.get(name);
    const elapsed = known === undefined ? 0 : Math.max(0, nowSeconds - known.at);
    const full = this.limits.burst;
    const tokens = known === undefined ? full : Math.min(full, known.tokens + elapsed * this.#perSecond);
    const ok = tokens >= 1;
    const left = ok ? tokens - 1 : tokens;
    // At the end of the map: what stands at its beginning was not touched for the longest.
    this.#buckets.delete(name);
    this.#buckets.set(name, { tokens: left, at: nowSeconds });
    if (this.#buckets.size > MOST_BUCKETS) {
      const [oldest = ''] = this.#buckets.keys();
      this.#buckets.delete(oldest);
    }
    return {
      ok,
      remaining: Math.max(0, Math.floor(left)),
      waitSeconds: left >= 1 ? 0 : Math.ceil((1 - left) / this.#perSecond),
    };
  }

  /** Takes more from the bucket of `name` for what was done since; what is not there is owed. */
  spend(name: string, tokens: number): void {
    const known = this.#buckets.get(name);
    if (known !== undefined) known.tokens -= tokens;
  }
}

/** RateLimit fields as drafted by the HTTP API working group of the IETF (draft-ietf-httpapi-ratelimit-headers-10). */
export function limitHeaders(
  policy: string,
  { burst, perMinute }: BucketLimits,
  { remaining, waitSeconds }: Taken,
): Record<string, string> {
  const windowSeconds = Math.ceil((burst / perMinute) * 60);
  return {
    'ratelimit-policy': `"${policy}";q=${burst};w=${windowSeconds}`,
    ratelimit: `"${policy}";r=${remaining};t=${waitSeconds}`,
  };
}
