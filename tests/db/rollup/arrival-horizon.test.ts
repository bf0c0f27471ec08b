// When contacts enter the figures: at quarter-hours, late, and all of a quarter-hour together.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeZone } from '../../../db/domain/zone.ts';
import { readMeta } from '../../../db/meta.ts';
import { countingHorizon } from '../../../db/rollup/arrival-horizon.ts';
import { countDayAtHand } from '../../../db/rollup/rollup.ts';
import { contactOf, eventOf, intervalOf } from '../../support/records.ts';
import { RecordsDatabase, readFacts } from '../../support/records-database.ts';

const zone = makeZone('Europe/London');
const TEN = Date.parse('2026-11-17T10:00:00Z') / 1000;

let records: RecordsDatabase;
beforeEach(() => {
  records = new RecordsDatabase({ zone, liveDelayMinutes: 15 });
});
afterEach(() => records.close());

const offered = () => readFacts(records.db).get('day all {} 2026-11-17 offered 0') ?? 0;
const call = (at: number, more = {}) => contactOf({ id: String(at), offeredAt: TEN + at, ...more });

test('the horizon is the end of the last quarter-hour whose delay has passed', () => {
  for (const [after, quarters, delay] of [
    [0, -1, 15],
    [899, -1, 15],
    [900, 0, 15],
    [900, -2, 45],
    [1799, 0, 15],
    [60, 0, 0],
  ] as const)
    expect(countingHorizon(TEN + after, delay)).toBe(TEN + quarters * 900);
});

describe('a contact', () => {
  test('is counted once its quarter-hour has closed and the delay has passed', () => {
    records.load('contacts', [call(60), call(800), call(900)]);
    const seen = [899, 1200, 1799, 1800, 2000, 2700].map((after) => {
      records.rollUp(TEN + after);
      return offered();
    });
    expect(seen).toEqual([0, 0, 0, 2, 2, 3]);
  });

  test('that comes late into a counted quarter-hour waits for the next one while contacts come in', () => {
    records.load('contacts', [call(60)]);
    records.rollUp(TEN + 1800, { isLive: true });
    records.load('contacts', [call(70)]);
    records.rollUp(TEN + 1810, { isLive: true });
    expect(offered()).toBe(1);
    records.rollUp(TEN + 2700, { isLive: true });
    expect(offered()).toBe(2);
  });

  test('that came while nobody was counting is counted with the first count after', () => {
    records.load('contacts', [call(60)]);
    records.rollUp(TEN + 1800, { isLive: true });
    records.load('contacts', [call(70)]);
    countDayAtHand(records.db);
    records.rollUp(TEN + 1810, { isLive: true });
    expect(offered()).toBe(2);
    records.load('contacts', [call(80)]);
    records.rollUp(TEN + 1820, { isLive: true });
    expect(offered()).toBe(2);
  });

  test('of an earlier day is counted at once', () => {
    records.load('contacts', [call(60)]);
    records.rollUp(TEN + 1800, { isLive: true });
    records.load('contacts', [call(-86_400)]);
    records.rollUp(TEN + 1810, { isLive: true });
    expect(readFacts(records.db).get('day all {} 2026-11-16 offered 0')).toBe(1);
  });

  test('that is a case lies open until the quarter-hour in which it was closed counts', () => {
    records.load('contacts', [call(60, { channel: 'email', outcome: 'message', closedAt: TEN + 1000 })]);
    const closed = () => readFacts(records.db).get('day all {} 2026-11-17 casesClosed 0') ?? 0;
    records.rollUp(TEN + 1800);
    expect(closed()).toBe(0);
    records.rollUp(TEN + 2700);
    expect(closed()).toBe(1);
  });
});

test('where a source tells of now, nothing at all is counted between two quarter-hours, days gone by included', () => {
  const told = (id: string, at: number) =>
    eventOf({ contactId: id, event: 'queued', at: TEN + at, channel: 'phone' });
  records.load('events', [told('a', 60)], { nowSeconds: TEN + 60 });
  records.rollUp(TEN + 1800, { isLive: true });
  const version = readMeta(records.db, 'data_version');
  records.load('events', [told('late', -86_400)], { nowSeconds: TEN + 1805 });
  for (const links of [true, false]) expect(records.rollUp(TEN + 1810, { isLive: true, links })).toBe(false);
  expect(readMeta(records.db, 'data_version')).toBe(version);
  records.rollUp(TEN + 2700, { isLive: true, links: false });
  expect(readFacts(records.db).get('day all {} 2026-11-16 offered 0')).toBe(1);
});

test('a quarter-hour without a contact is counted too: the next contact waits for its own', () => {
  records.load('contacts', [call(60)]);
  records.rollUp(TEN + 1800, { isLive: true });
  records.rollUp(TEN + 2700, { isLive: true });
  records.load('contacts', [call(1000)]);
  records.rollUp(TEN + 2710, { isLive: true });
  expect(offered()).toBe(1);
});

test('a sum of a quarter-hour waits like its contacts would', () => {
  records.load('intervals', [intervalOf({ intervalStart: TEN, interval: 'PT15M', offered: 40 })]);
  records.rollUp(TEN + 1799);
  expect(offered()).toBe(0);
  records.rollUp(TEN + 1800);
  expect(offered()).toBe(40);
});
