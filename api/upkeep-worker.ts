/** The thread in which records are counted, with a database connection of its own. Started by upkeep.ts alone. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Target } from '../db/domain/target.ts';
import { makeZone } from '../db/domain/zone.ts';
import { openForWriting } from '../db/open.ts';
import { forgetPast, retireLost } from '../db/rollup/live-upkeep.ts';
import { rollUp } from '../db/rollup/rollup.ts';
import { learnWaits } from '../db/rollup/wait-models.ts';

/** The counting rules in a form that passes between threads. */
export interface UpkeepRules {
  databasePath: string;
  timeZone: string;
  targets: readonly Target[];
  shortAbandonSeconds: number;
  liveDelayMinutes: number | null;
  signature: string;
}

export interface UpkeepAsked {
  nowSeconds: number;
  links: boolean;
}

export interface UpkeepDone {
  changed: boolean;
  milliseconds: number;
  error: string | null;
}

const { databasePath, timeZone, ...rules } = workerData as UpkeepRules;
const db = openForWriting(databasePath);
const zone = makeZone(timeZone);

parentPort?.on('message', ({ nowSeconds, links }: UpkeepAsked) => {
  const startedAt = performance.now();
  const answer = (changed: boolean, error: string | null): UpkeepDone => ({
    changed,
    error,
    milliseconds: Math.round(performance.now() - startedAt),
  });
  try {
    if (links) {
      retireLost(db, zone, nowSeconds);
      forgetPast(db, nowSeconds);
    }
    const { changed } = rollUp(db, { ...rules, zone }, nowSeconds, { links, isLive: true });
    if (links) learnWaits(db, zone, nowSeconds);
    parentPort?.postMessage(answer(changed, null));
  } catch (error) {
    parentPort?.postMessage(answer(false, String(error)));
  }
});
