/** One answer of the API, fetched and checked. Owns what counts as out of reach: silence, refusal, slowness, nonsense. */

/** Longer than this nobody waits for a figure. */
const PATIENCE_MS = 10_000;

export class OutOfReachError extends Error {
  override name = 'OutOfReachError';
  /** no answer came in time, which took long enough to be told of */
  readonly isSlow: boolean;

  constructor(message: string, isSlow = false) {
    super(message);
    this.isSlow = isSlow;
  }
}

/**
 * `read`: the answer where it has the shape that was promised, else null. A kept copy is asked about again each
 * time, so that the answer is of now.
 * @throws OutOfReachError
 */
export async function fetchAnswer<T>(
  address: string,
  read: (answer: unknown) => T | null,
  signal: AbortSignal,
  /** statuses besides 200 whose answer is read all the same */
  alsoRead: readonly number[] = [],
): Promise<T> {
  return patiently(address, signal, async (patience) => {
    const response = await fetch(address, { cache: 'no-cache', signal: patience });
    if (!response.ok && !alsoRead.includes(response.status))
      throw new OutOfReachError(`${address} answered ${response.status}; expected 200`);
    const answer = read(await response.json());
    if (answer === null)
      throw new OutOfReachError(`${address} answered with something else than was asked for`);
    return answer;
  });
}

/** What `ask` brings, as long as it does not take too long. @throws OutOfReachError */
export async function patiently<T>(
  address: string,
  signal: AbortSignal,
  ask: (patience: AbortSignal) => Promise<T>,
): Promise<T> {
  const patience = new AbortController();
  let isSlow = false;
  const timer = setTimeout(() => {
    isSlow = true;
    patience.abort();
  }, PATIENCE_MS);
  const give = () => patience.abort();
  signal.addEventListener('abort', give);
  const givenUp = new Promise<never>((_, reject) =>
    patience.signal.addEventListener('abort', () => reject(patience.signal.reason)),
  );
  try {
    return await Promise.race([ask(patience.signal), givenUp]);
  } catch (error) {
    if (signal.aborted || error instanceof OutOfReachError) throw error;
    throw isSlow
      ? new OutOfReachError(`${address} did not answer within ${PATIENCE_MS / 1000} seconds`, true)
      : new OutOfReachError(`${address}: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', give);
  }
}
