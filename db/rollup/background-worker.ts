/** The thread of background.ts: counts days that have come to rest until it is told to finish, then hides hours. */
import { parentPort, workerData } from 'node:worker_threads';
import { makeZone } from '../domain/zone.ts';
import { openForWriting } from '../open.ts';
import type { BackgroundSettings, ThreadOrder } from './background.ts';
import { readMarks } from './dirty.ts';
import { writeHiddenBlocks } from './hidden-blocks.ts';
import { HiddenCells } from './hidden-cells.ts';
import { type CountedDay, FactsRollup, rollUpSecondShare } from './rollup.ts';

/** A day is at rest when it was not marked again for one look; a file in order of time leaves its days so. */
const LOOK_MS = 100;
const DAYS_AT_ONCE = 16;
/** So many days may wait to be written, for the load holds the database most of the time. */
const MOST_WAITING = 96;

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
  let waiting: CountedDay[] = [];
  for (let at = 0; at + DAYS_AT_ONCE <= atRest.length; at += DAYS_AT_ONCE) {
    waiting.push(...facts.count(atRest.slice(at, at + DAYS_AT_ONCE)));
    const isLast = at + 2 * DAYS_AT_ONCE > atRest.length;
    if (isLast || waiting.length >= MOST_WAITING) facts.write(waiting);
    else if (!wroteAtOnce(waiting)) continue;
    waiting = [];
  }
  // The load is past these weeks and months.
  const firstLeft = readMarks(db, 'facts')[0]?.day;
  if (firstLeft !== undefined) facts.sumPeriods(firstLeft);
}

/** Writes unless the load holds the database just now: to wait for it would be to do nothing meanwhile. */
function wroteAtOnce(days: readonly CountedDay[]): boolean {
  const patience = db.sql.pragma('busy_timeout', { simple: true });
  db.sql.pragma('busy_timeout = 0');
  try {
    facts.write(days);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error;
    return false;
  } finally {
    db.sql.pragma(`busy_timeout = ${patience}`);
  }
}

const looking = setInterval(countDaysAtRest, LOOK_MS);
const { disclosure } = rules;
/** Made when all cells are known. */
let hours: HiddenCells | null = null;
parentPort?.on('message', (order: ThreadOrder) => {
  switch (order.step) {
    case 'count':
      clearInterval(looking);
      rollUpSecondShare(db, rules, nowSeconds, order.partedAt);
      parentPort?.postMessage('counted');
      return;
    case 'hide':
      if (disclosure === null) return;
      hours ??= new HiddenCells(db, rules.zone, disclosure);
      writeHiddenBlocks(db, hours.ofSlots(order.day));
      return;
    case 'end':
      db.close();
      parentPort?.close();
  }
});
