// The estimate from records to the public answer: learnt each night from what was loaded, made of what is told now.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { liveFeed } from '../../api/feeds/live.ts';
import type { Contact, EventRecord } from '../../db/domain/contact.ts';
import { learnWaits } from '../../db/rollup/wait-models.ts';
import { callsOf } from '../support/busy-line.ts';
import { eventOf } from '../support/records.ts';
import { SmallBank } from '../support/small-bank.ts';

const LINE = { servers: 2, callsAnHour: 36, handleSeconds: 180, patienceSeconds: 420 };
const DAYS = 50;
const DAY = 86_400;

let bank: SmallBank;
let noon: number;
let today: Contact[];

beforeAll(() => {
  bank = new SmallBank({ isEmpty: true });
  noon = bank.nowSeconds;
  for (let back = DAYS; back >= 1; back--)
    bank.load(callsOf(LINE, noon - back * DAY - 4 * 3600, 9 * 3600, back));
  today = callsOf(LINE, noon - 4 * 3600, 9 * 3600, 0);
  bank.rollUp();
});
afterAll(() => bank.close());

/** What has happened by an instant. */
function eventsOf(contacts: readonly Contact[], until: number): EventRecord[] {
  return contacts
    .flatMap(({ id, offeredAt, outcome, waitSeconds, handleSeconds }) => {
      const left = offeredAt + (waitSeconds ?? 0);
      const step = (event: EventRecord['event'], at: number) =>
        eventOf({ contactId: id, event, at, channel: 'phone' });
      return outcome === 'answered'
        ? [step('queued', offeredAt), step('answered', left), step('ended', left + (handleSeconds ?? 0))]
        : [step('queued', offeredAt), step('abandoned', left)];
    })
    .filter(({ at }) => at <= until);
}
const phone = (at: number) => {
  bank.nowSeconds = at;
  return liveFeed(bank.context()).places[0];
};

describe('the estimate', () => {
  test('is not there before anything was learnt', () => {
    bank.loadEvents(eventsOf(today, noon));
    expect(phone(noon)?.estimate).toBeNull();
  });

  test('is learnt once a night, with the record of the 28 days before', () => {
    bank.nowSeconds = noon;
    expect(learnWaits(bank.db, bank.zone, noon)).toBe(true);
    expect(learnWaits(bank.db, bank.zone, noon + 60)).toBe(false);
    const days = bank.db.sql
      .prepare('SELECT count(*), count(model), count(tally) FROM wait_models')
      .raw()
      .get();
    expect(days).toEqual([29, 1, 28]);
  });

  test('is said with its record, which holds what it promises', () => {
    const { estimate } = phone(noon + 61)!;
    expect(estimate).toMatchObject({ basis: 'calibrated', reason: null, coverageDays: 28, status: 'live' });
    expect(estimate!.coverage).toBeGreaterThan(0.55);
    expect(estimate!.coverage).toBeLessThan(0.65);
    expect(estimate!.coverageWaits).toBeGreaterThan(5000);
    expect(Number.isInteger(estimate!.lowMinutes) && Number.isInteger(estimate!.highMinutes)).toBe(true);
  });

  test('holds most of the waits that then come true', () => {
    let [inside, all] = [0, 0];
    for (let at = noon; at < noon + 4 * 3600; at += 300) {
      bank.nowSeconds = at;
      bank.loadEvents(eventsOf(today, at));
      const place = phone(at)!;
      const next = today.find(({ offeredAt, outcome }) => offeredAt >= at && outcome === 'answered');
      const { estimate } = place;
      if (estimate?.basis !== 'calibrated' || next === undefined || next.offeredAt > at + 60) continue;
      const minutes = next.waitSeconds! / 60;
      all++;
      if (minutes >= estimate.lowMinutes! && minutes <= estimate.highMinutes!) inside++;
    }
    expect(all).toBeGreaterThan(10);
    // Whole minutes are wider than the range, and so hold more than its six in ten.
    expect(inside / all).toBeGreaterThan(0.55);
  });

  test('grows with the queue', () => {
    const before = phone(bank.nowSeconds)!.estimate!;
    const crowd = Array.from({ length: 12 }, (_, i) =>
      eventOf({ contactId: `crowd-${i}`, event: 'queued', at: bank.nowSeconds - 120 + i, channel: 'phone' }),
    );
    bank.loadEvents(crowd);
    const after = phone(bank.nowSeconds)!.estimate!;
    expect([before.basis, after.basis]).toEqual(['calibrated', 'calibrated']);
    expect(after.highMinutes).toBeGreaterThan(before.highMinutes! + 2);
    expect(after.lowMinutes).toBeGreaterThan(before.lowMinutes!);
  });

  test('gives way to what is usual at the hour where too few were answered of late, and says why', () => {
    bank.db.sql.exec(`DELETE FROM live_contacts WHERE answered IS NOT NULL`);
    expect(phone(bank.nowSeconds)?.estimate).toMatchObject({ basis: 'usual', reason: 'few_answers' });
  });

  test('gives way where its record is not good', () => {
    const spoilt = JSON.stringify({
      ...{ days: 1, n: 400, below: 300, above: 0 },
      ...{ lowAtNought: 0, lowTies: 0, highAtNought: 0, highTies: 0 },
    });
    bank.db.sql.prepare('UPDATE wait_models SET tally = ? WHERE tally IS NOT NULL').run(spoilt);
    const { estimate } = phone(bank.nowSeconds + 61)!;
    expect(estimate).toMatchObject({ basis: 'usual', reason: 'too_narrow', coverage: 0.25 });
  });

  test('gives way where the source is silent', () => {
    expect(phone(bank.nowSeconds + 45 * 60)?.estimate).toMatchObject({ basis: 'usual', reason: 'silent' });
  });
});
