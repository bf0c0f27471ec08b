/** The thread in which records are counted, with a database connection of its own. Started by upkeep.ts alone. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Configuration, calendarOf, rulesOf, zoneOf } from '../db/configuration.ts';
import type { CivilDay } from '../db/domain/zone.ts';
import { openForWriting } from '../db/open.ts';
import { forgetPast, retireLost } from '../db/rollup/live-upkeep.ts';
import { rollUp } from '../db/rollup/rollup.ts';
import { learnWaits } from '../db/rollup/wait-models.ts';
import { sayError } from './log.ts';
import { keepOutlooks } from './outlook-keeping.ts';

/** By what is counted, in a form that passes between threads. */
export interface UpkeepRules {
  databasePath: string;
  configuration: Configuration;
  /** by civil day, for the years of the records and the next */
  holidays: ReadonlyMap<CivilDay, string>;
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

const { databasePath, configuration, holidays } = workerData as UpkeepRules;
const db = openForWriting(databasePath);
const zone = zoneOf(configuration);
const calendar = calendarOf(configuration, holidays);
const rules = rulesOf(configuration);

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
    let { changed } = rollUp(db, rules, nowSeconds, { links, isLive: true });
    if (links) {
      learnWaits(db, zone, nowSeconds);
      changed = keepOutlooks({ db, configuration, zone, calendar, nowSeconds }) > 0 || changed;
    }
    parentPort?.postMessage(answer(changed, null));
  } catch (error) {
    parentPort?.postMessage(answer(false, sayError(error)));
  }
});
