/**
 * In which order publications of a database happen: one at a time, and none before the one it follows. Owns the waiting
 * and what is said; refuses to judge what is published.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { formatUtc } from '../db/domain/instant.ts';
import { latestEdition } from '../db/editions.ts';
import { readMeta } from '../db/meta.ts';
import type { ReadHandle } from '../db/open.ts';
import { type Turn, takeTurn } from '../db/turn.ts';
import { EXIT, UsageError } from './command.ts';

const LOOK_EVERY_MS = 200;
const LONGEST_TURN_MS = 30 * 60_000;
/** Clocks are put right by so much without anybody noticing. */
const CLOCK_DRIFT_SECONDS = 600;

/**
 * A clock that was set back would have figures of days that have come withdrawn, and an edition that says it was before
 * the one it follows. A demonstration lives by any clock.
 */
export function refuseClockSetBack(db: ReadHandle, nowSeconds: number): void {
  const last = latestEdition(db);
  if (last === null || nowSeconds >= last.now - CLOCK_DRIFT_SECONDS) return;
  if (readMeta(db, 'purpose') === 'demonstration') return;
  throw new UsageError(
    `the clock shows ${formatUtc(nowSeconds)}, and edition ${last.id} was published when it showed ${formatUtc(last.now)}: nothing was published; set the clock right and run the same command again. If it is right now and was wrong then, "npm run publish -- --clock-is-right" goes on`,
    EXIT.nothing,
  );
}

/** Throws a UsageError where the other goes on for half an hour. */
export async function waitForTurn(databasePath: string, say: (line: string) => void): Promise<Turn> {
  const until = performance.now() + LONGEST_TURN_MS;
  for (let isSaid = false; performance.now() < until; ) {
    const turn = takeTurn(databasePath, 'publishing');
    if (turn !== null) return turn;
    if (!isSaid) say(`another publication of ${databasePath} is running: waiting for it to end`);
    isSaid = true;
    await sleep(LOOK_EVERY_MS);
  }
  throw new UsageError(
    `another publication of ${databasePath} has been running for half an hour: nothing was published; see whether that one goes on, end it if it does not, and run the same command again`,
    EXIT.nothing,
  );
}
