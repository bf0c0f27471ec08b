/** The thread of two-presses.ts: writes its share of the published files, as of the mark that it is started with. */
import { parentPort, workerData } from 'node:worker_threads';
import { calendarOf, zoneOf } from '../db/configuration.ts';
import { atOneMoment } from '../db/moment.ts';
import { openPast } from '../db/open.ts';
import { tellPresent } from '../db/present.ts';
import { aheadOf, FilePress } from './published-files.ts';
import {
  BEGIN,
  type PressOrder,
  type PressReport,
  partsFrom,
  type SecondPressSettings,
  TAKEN,
} from './two-presses.ts';

const { databasePath, mark, configuration, holidays, nowSeconds, throughDay, folder } =
  workerData as SecondPressSettings;
const db = openPast(databasePath, mark);
const context = {
  ...{ db, configuration, nowSeconds },
  zone: zoneOf(configuration),
  calendar: calendarOf(configuration, holidays),
};
const say = (report: PressReport) => parentPort?.postMessage(report);

parentPort?.on('message', (order: PressOrder) => {
  const press = new FilePress(folder);
  atOneMoment(db, () => {
    say({ present: tellPresent(db) });
    Atomics.wait(order.taken, TAKEN.word, 0);
    if (Atomics.load(order.taken, TAKEN.word) !== BEGIN) return;
    press.print(partsFrom('last', order), aheadOf(context, throughDay));
  });
  say({ written: [...press.written.values()] });
});
