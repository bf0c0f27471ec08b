/** The thread of background.ts: counts days that have come to rest until it is told to finish. */
import { parentPort, workerData } from 'node:worker_threads';
import { makeZone } from '../domain/zone.ts';
import { openForWriting } from '../open.ts';
import type { BackgroundSettings } from './background.ts';
import { readMarks } from './dirty.ts';
import { FactsRollup, rollUpFacts } from './rollup.ts';

/** A day is at rest when it was not marked again for one look; a file in order of time leaves its days so. */
const LOOK_MS = 250;
const DAYS_AT_ONCE = 16;

const { databasePath, rules: sent, nowSeconds } = workerData as BackgroundSettings;
const rules = { ...sent, zone: makeZone(sent.timeZone) };
const db = openForWriting(databasePath);
db.sql.pragma('synchronous = NORMAL');
// Days are read once and written once: nothing is gained by keeping their pages.
db.sql.pragma('cache_size = -4096');
const facts = new FactsRollup(db, rules, nowSeconds);
let before = new Map<number, number>();

function countDaysAtRest(): void {
  const marks = readMarks(db, 'facts');
  const atRest = marks.filter(({ day, marks: times }) => before.get(day) === times);
  before = new Map(marks.map(({ day, marks: times }) => [day, times]));
  for (let at = 0; at + DAYS_AT_ONCE <= atRest.length; at += DAYS_AT_ONCE) {
    facts.countDays(atRest.slice(at, at + DAYS_AT_ONCE));
  }
}

const looking = setInterval(countDaysAtRest, LOOK_MS);
parentPort?.once('message', () => {
  clearInterval(looking);
  rollUpFacts(db, rules, nowSeconds);
  db.close();
});
