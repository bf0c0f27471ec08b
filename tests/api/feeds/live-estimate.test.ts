// What the public answer expects of the wait shows no person: neither who waits of a few, nor who serves.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { liveFeed } from '../../../api/feeds/live.ts';
import { CHANNELS, type EventRecord } from '../../../db/domain/contact.ts';
import { fitWaitModel, HOURS_OF_WEEK, type WaitModel } from '../../../db/domain/wait-model.ts';
import { findTerm } from '../../../db/queries/term.ts';
import { eventOf } from '../../support/records.ts';
import { SmallBank } from '../../support/small-bank.ts';

const PHONE = CHANNELS.indexOf('phone');
/** Half a minute and more of every column: whatever showed would change the minutes. */
const PLANES = [30, 45, 90].map((step) => Array.from({ length: 10 }, () => step));
const MODEL: WaitModel = {
  ...fitWaitModel([]),
  planes: PLANES,
  hourMeans: Array.from({ length: HOURS_OF_WEEK }, () => 60),
  hourRanges: Array.from({ length: HOURS_OF_WEEK }, () => ({ low: 0, middle: 60, high: 120 })),
};
const DAY = {
  days: 1,
  n: 101,
  below: 20,
  above: 20,
  lowAtNought: 0,
  lowTies: 0,
  highAtNought: 0,
  highTies: 0,
};

let bank: SmallBank;
let noon: number;
beforeEach(() => {
  bank = new SmallBank({ isEmpty: true });
  noon = bank.nowSeconds;
  plant(MODEL);
  // The earliest are of 44 minutes ago before the next quarter-hour begins, and still count.
  tell(Array.from({ length: 80 }, (_, i) => call(`past-${i}`, noon - 1790 + 20 * i, 20 + i, 60)).flat());
});
afterEach(() => bank.close());

/** In force today, after 28 days that were as they should be. */
function plant(model: object, queue = 0): void {
  const today = bank.zone.dayOf(noon);
  const write = bank.db.sql.prepare(
    'INSERT OR REPLACE INTO wait_models (channel, queue, day, model, tally) VALUES (?, ?, ?, ?, ?)',
  );
  for (let back = 1; back <= 28; back++) write.run(PHONE, queue, today - back, null, JSON.stringify(DAY));
  write.run(PHONE, queue, today, JSON.stringify(model), null);
}
const step = (contactId: string, event: EventRecord['event'], at: number) =>
  eventOf({ contactId, event, at, channel: 'phone' });
const call = (id: string, at: number, wait: number, service: number) => [
  step(id, 'queued', at),
  step(id, 'answered', at + wait),
  step(id, 'ended', at + wait + service),
];
function tell(events: readonly EventRecord[]): void {
  bank.loadEvents(events);
}
const estimateAt = (at: number) => {
  bank.nowSeconds = at;
  return liveFeed(bank.context()).places[0]!.estimate;
};

describe('the estimate of the public answer', () => {
  test('is the same whether nobody waits or up to four do, and another with five', () => {
    const before = estimateAt(noon + 400);
    expect(before).toMatchObject({ basis: 'calibrated', reason: null });
    for (let i = 1; i <= 4; i++) {
      bank.nowSeconds = noon + 60 * i;
      tell([step(`one-${i}`, 'queued', noon + 60 * i)]);
      expect(estimateAt(noon + 400), `${i} wait`).toEqual(before);
    }
    tell([step('fifth', 'queued', noon + 300)]);
    expect(estimateAt(noon + 400)!.highMinutes).toBeGreaterThan(before!.highMinutes!);
  });

  test('is the same whether one of four is free, busy or done again', () => {
    const before = estimateAt(noon + 400);
    for (let i = 1; i <= 3; i++) {
      bank.nowSeconds = noon + 70 * i;
      tell([
        step(`served-${i}`, 'queued', noon + 60 * i),
        step(`served-${i}`, 'answered', noon + 60 * i + 9),
      ]);
      expect(estimateAt(noon + 400), `${i} are busy`).toEqual(before);
    }
    tell([step('served-1', 'ended', noon + 300)]);
    expect(estimateAt(noon + 400)).toEqual(before);
  });

  test('is the same in all of a quarter-hour in which a few come, wait long, give up or are answered', () => {
    const before = estimateAt(noon);
    const steps = [
      ...call('long', noon + 10, 800, 60),
      ...[step('gone', 'queued', noon + 30), step('gone', 'abandoned', noon + 700)],
      step('there', 'queued', noon + 500),
    ];
    for (let minute = 0; minute < 15; minute++) {
      bank.nowSeconds = noon + 60 * minute + 59;
      tell(steps.filter(({ at }) => at <= bank.nowSeconds && at > bank.nowSeconds - 60));
      expect(estimateAt(bank.nowSeconds), `minute ${minute}`).toEqual(before);
    }
  });

  test('of a service line is of its own queue, and as blind to four', () => {
    const onLine = (queue: string, id: string, at: number) =>
      [...call(id, at, 40, 60)].map((event) => ({ ...event, queue }));
    const lines = ['PS', 'NW'];
    tell(
      Array.from({ length: 40 }, (_, i) => onLine(lines[i % 2]!, `line-${i}`, noon - 1700 + 40 * i)).flat(),
    );
    const numbers = lines.map((line) => findTerm(bank.db, 'queue', line)!);
    plant({ ...MODEL, hourMeans: MODEL.hourMeans.map(() => 0) }, numbers[0]);
    const estimates = (at: number) => {
      bank.nowSeconds = at;
      return Object.fromEntries(
        liveFeed(bank.context()).places.map(({ queue, estimate }) => [queue ?? 'all', estimate]),
      );
    };
    const before = estimates(noon + 400);
    expect(before.PS).toMatchObject({ basis: 'calibrated', coverageWaits: 2820 });
    expect(before.NW).toBeNull();
    for (let i = 1; i <= 5; i++) {
      expect(estimates(noon + 400).PS, `${i - 1} wait`).toEqual(before.PS);
      tell([{ ...step(`there-${i}`, 'queued', noon + 60 * i), queue: i < 5 ? 'PS' : 'NW' }]);
    }
    const after = estimates(noon + 400);
    expect(after.PS).toEqual(before.PS);
    expect(after.all!.highMinutes).toBeGreaterThan(before.all!.highMinutes!);
    tell([{ ...step('sixth', 'queued', noon + 350), queue: 'PS' }]);
    expect(estimates(noon + 400).PS!.highMinutes).toBeGreaterThan(before.PS!.highMinutes!);
  });

  test('tells its record in tens', () => {
    expect(estimateAt(noon)).toMatchObject({ coverageDays: 28, coverageWaits: 2820 });
  });

  test('is none where what was learnt is of an older edition', () => {
    const { version, ...older } = MODEL;
    plant(older);
    expect(estimateAt(noon)).toBeNull();
    plant({ ...older, version: version - 1 });
    expect(estimateAt(noon + 61)).toBeNull();
  });
});
