// Whoever asks again and again must not learn from the differences what is hidden: no bucket is said before it is whole.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { seriesFeed } from '../../../api/feeds/series.ts';
import { makeVersionReader } from '../../../db/data-version.ts';
import { GRAINS, type Grain } from '../../../db/domain/bucket.ts';
import type { Contact } from '../../../db/domain/contact.ts';
import { METRICS } from '../../../db/domain/metric.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { readMetaNumber } from '../../../db/meta.ts';
import { contactOf } from '../../support/records.ts';
import { contextOf, dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const zone = makeZone('Europe/London');
const OFFICE = { organisation: { name: 'Test', timeZone: 'Europe/London' } };
const QUARTER = 900;
const TUESDAY = Date.parse('2026-11-17T00:00:00Z') / 1000;
const MONDAY = TUESDAY - 86_400;
const FIRST_DAY = dayOf('2026-11-16');
const LAST_DAY = dayOf('2026-11-18');

let records: RecordsDatabase;
beforeEach(() => {
  records = new RecordsDatabase({ zone, liveDelayMinutes: 15 });
});
afterEach(() => records.close());

/** Two days of a small office: some quarters hold enough to be shown, most do not; letters are closed an hour later. */
function twoDays(): Contact[] {
  const contacts: Contact[] = [];
  for (let quarter = 32; quarter < 160; quarter++) {
    const isBusy = quarter % 7 === 0;
    for (let i = 0; i < (isBusy ? 14 : quarter % 4); i++) {
      const offeredAt = MONDAY + quarter * QUARTER + i * 31;
      const more = { waitSeconds: 20 + i, handleSeconds: 200, queue: i % 2 === 0 ? 'orders' : 'returns' };
      contacts.push(contactOf({ id: `call ${offeredAt}`, offeredAt, ...more }));
      contacts.push(
        contactOf({
          id: `letter ${offeredAt}`,
          offeredAt,
          channel: 'email',
          outcome: 'message',
          category: 'complaint',
          closedAt: offeredAt + 3600,
        }),
      );
    }
  }
  return contacts;
}

/** Every value that is said at an instant, by metric, member, grain and bucket. */
function saidAt(now: number, grains: readonly Grain[]): Map<string, number> {
  const said = new Map<string, number>();
  const context = contextOf(records, OFFICE, now);
  const members = [{}, { channel: 'phone' }, { channel: 'email' }, { queue: 'orders' }] as const;
  for (const grain of grains) {
    for (const member of members) {
      const metrics = METRICS.filter((metric) => !isCoarser(metric.finestGrain, grain)).map(({ id }) => id);
      const result = seriesFeed(context, { metrics, grain, fromDay: FIRST_DAY, toDay: LAST_DAY, ...member });
      for (const { metric, cells } of result.ok ? result.answer.series : []) {
        cells.value.forEach((value, i) => {
          const bucket = cells.start?.[i] ?? `${cells.start0} ${i}`;
          if (value !== null) said.set(`${metric} ${JSON.stringify(member)} ${grain} ${bucket}`, value);
        });
      }
    }
  }
  return said;
}

const isCoarser = (one: Grain, than: Grain) => GRAINS.indexOf(one) > GRAINS.indexOf(than);

/** How often a value that had been said was another one, or none, a quarter of an hour later. */
function changesWhileAsked(from: number, to: number, grains: readonly Grain[]) {
  const contacts = twoDays();
  let before = new Map<string, number>();
  let loaded = 0;
  const changed: string[] = [];
  for (let now = from; now <= to; now += QUARTER) {
    const come = contacts.filter(({ offeredAt }) => offeredAt < now);
    records.load('contacts', come.slice(loaded), { name: String(now), nowSeconds: now });
    loaded = come.length;
    records.rollUp(now, { isLive: true });
    const said = saidAt(now, grains);
    for (const [what, value] of before) if (said.get(what) !== value) changed.push(`${now} ${what}`);
    before = said;
  }
  return { changed, said: before.size };
}

describe('asked every quarter of an hour', () => {
  test('no quarter, hour or day changes once it is said', () => {
    const { changed, said } = changesWhileAsked(TUESDAY + 40 * QUARTER, TUESDAY + 56 * QUARTER, [
      '15min',
      'hour',
      'day',
    ]);
    expect(changed).toEqual([]);
    expect(said).toBeGreaterThan(100);
  });

  test('weeks and months change when a day is over, and at no other time', () => {
    const { changed, said } = changesWhileAsked(TUESDAY + 40 * QUARTER, TUESDAY + 56 * QUARTER, [
      'week',
      'month',
    ]);
    expect(changed).toEqual([]);
    expect(said).toBeGreaterThan(10);
    const next = changesWhileAsked(TUESDAY + 95 * QUARTER, TUESDAY + 98 * QUARTER, ['week', 'month']);
    expect(new Set(next.changed.map((line) => Number(line.split(' ')[0])))).toEqual(
      new Set([TUESDAY + 97 * QUARTER]),
    );
  });
});

describe('a bucket that is over', () => {
  /** Contacts from nine to ten on Tuesday: the 33rd hour from Monday's first. */
  const hourAt = (now: number) => saidAt(now, ['hour']).get('offered {} hour 2026-11-16T00:00:00+00:00 33');
  const TEN = TUESDAY + 40 * QUARTER;
  const counted = () =>
    records.load(
      'contacts',
      twoDays().filter(({ offeredAt }) => offeredAt < TEN),
    );

  test('is said when it has been counted, not when only its time has come', () => {
    counted();
    records.rollUp(TEN, { isLive: true });
    expect(hourAt(TEN + QUARTER + 5)).toBeUndefined();
    records.rollUp(TEN + QUARTER + 30, { isLive: true });
    expect(hourAt(TEN + QUARTER + 31)).toBeGreaterThan(10);
  });

  test('is said also where nobody came into its last quarter-hour, and answers that were kept are made anew', () => {
    const version = makeVersionReader(records.db);
    counted();
    records.rollUp(TEN + QUARTER, { isLive: true });
    const before = version.now();
    expect(records.rollUp(TEN + 2 * QUARTER, { isLive: true })).toBe(false);
    expect(version.now()).not.toBe(before);
    expect(readMetaNumber(records.db, 'whole_horizon')).toBe(TEN + QUARTER);
  });
});
