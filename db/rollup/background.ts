/**
 * Counting on a second thread while records still come in: a load need not wait for its figures.
 * Owns the thread's life; what it counts, and by which rules, is rollup.ts's.
 */
import { Worker } from 'node:worker_threads';
import type { CivilDay } from '../domain/zone.ts';
import type { RollupRules } from './rollup.ts';

/** The rules as they can be sent to a thread. */
export interface SentRules extends Omit<RollupRules, 'zone'> {
  timeZone: string;
}

export interface BackgroundSettings {
  databasePath: string;
  rules: SentRules;
  nowSeconds: number;
}

export interface BackgroundRollup {
  /** Counts its share of what is left (see rollUpSecondShare) and ends; rejects with what went wrong in the thread. */
  finish(partedAt: CivilDay | null): Promise<void>;
}

export function sendable({ zone, ...rules }: RollupRules): SentRules {
  return { ...rules, timeZone: zone.id };
}

/** What a day leaves behind is dead by the next: more room would only be filled before it is cleared. */
const YOUNG_GENERATION_MB = 6;

/** Starts counting the facts of days that no longer change. Call prepareRollUp before. */
export function countInBackground(settings: BackgroundSettings): BackgroundRollup {
  const worker = new Worker(new URL('./background-worker.ts', import.meta.url), {
    workerData: settings,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  });
  const ended = new Promise<void>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the counting thread ended with code ${code}`)),
    );
  });
  // Until finish() is called nobody waits for it: a failure shall not end the process before then.
  ended.catch(() => {});
  return {
    finish: (partedAt) => {
      worker.postMessage(partedAt);
      return ended;
    },
  };
}
