// What is hidden beside small figures is decided by the roll-up, once for each day, and is read by what is published.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { FeedContext } from '../../../api/feeds/context.ts';
import { publishCells, withStatesKept } from '../../../api/feeds/published-cells.ts';
import { rulesOf } from '../../../db/configuration.ts';
import { GRAINS, type Grain, isSlotGrain, periodEnd } from '../../../db/domain/bucket.ts';
import type { Contact } from '../../../db/domain/contact.ts';
import { LATTICE, type Member, type Shape } from '../../../db/domain/lattice.ts';
import { findMetric } from '../../../db/domain/metric.ts';
import { formatDay, makeZone, weekdayOf } from '../../../db/domain/zone.ts';
import { readMeta, readMetaNumber } from '../../../db/meta.ts';
import { atOneMoment } from '../../../db/moment.ts';
import { openForReading, type ReadHandle } from '../../../db/open.ts';
import { cellsOf } from '../../../db/rollup/cell-book.ts';
import { readMarks } from '../../../db/rollup/dirty.ts';
import { beginHiding } from '../../../db/rollup/hiding.ts';
import { countLinks, markLinksGrown } from '../../../db/rollup/links.ts';
import { prepareRollUp, rollUp, rollUpFacts, rollUpSecondShare } from '../../../db/rollup/rollup.ts';
import { contactOf } from '../../support/records.ts';
import { contextOf, dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const DAY_SECONDS = 86_400;
/** A Monday. */
const FIRST = dayOf('2024-03-04');
const OFFICE = { organisation: { name: 'Test', timeZone: 'UTC' }, disclosure: { threshold: 10 } };

class Office {
  readonly records: RecordsDatabase;
  private loads = 0;

  constructor(path?: string) {
    this.records = new RecordsDatabase({ zone: makeZone('UTC') }, path);
  }

  /** As of six in the morning of a day. */
  contextOn(day: number, threshold = 10): FeedContext {
    const disclosure = { ...OFFICE.disclosure, threshold };
    return contextOf(this.records, { ...OFFICE, disclosure }, day * DAY_SECONDS + 6 * 3600);
  }

  load(contacts: readonly Contact[]): void {
    this.loads++;
    this.records.load('contacts', contacts, { name: `load ${this.loads}` });
  }

  rollUpOn(day: number, threshold?: number): void {
    const { configuration, nowSeconds } = this.contextOn(day, threshold);
    rollUp(this.records.db, rulesOf(configuration), nowSeconds);
  }

  said(
    metric: string,
    grain: Grain,
    [from, to]: readonly [number, number],
    {
      on = to + 1,
      member = {},
      threshold = 10,
      db = this.records.db,
    }: { on?: number; member?: Member; threshold?: number; db?: ReadHandle } = {},
  ): (number | string)[] {
    const shape = (Object.keys(member).join('+') || 'all') as Shape;
    const address = { shape, member, grain };
    const context = { ...this.contextOn(on, threshold), db };
    return publishCells(context, findMetric(metric)!, address, from, to).said.map((cell) =>
      cell.kind === 'value' ? cell.value : cell.kind,
    );
  }
}

const offices: Office[] = [];
function open(path?: string): Office {
  offices.push(new Office(path));
  return offices.at(-1)!;
}
afterEach(() => {
  for (const { records } of offices.splice(0)) records.close();
});

/** Calls that begin with the hour, as many as an hour is given, five seconds apart. */
function callsOf(
  day: number,
  counts: Readonly<Record<number, number>>,
  fields: Partial<Contact> = {},
): Contact[] {
  return Object.entries(counts).flatMap(([hour, count]) =>
    Array.from({ length: count }, (_, i) => {
      const offeredAt = day * DAY_SECONDS + Number(hour) * 3600 + i * 5;
      return contactOf({
        id: `${offeredAt} ${Object.values(fields).join()}`,
        offeredAt,
        waitSeconds: 3,
        ...fields,
      });
    }),
  );
}

/** Seeded; each draw lies in 0 to 1. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Monday to Thursday. */
const OPEN_DAYS = 4;

/** Calls of three hours in two queues, fewer of one of them. */
function callsInOffice(day: number, random: () => number): Contact[] {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  return Array.from({ length: 55 + Math.floor(random() * 12) }, (_, i) =>
    contactOf({
      id: `${day} ${i}`,
      offeredAt: day * DAY_SECONDS + pick([9, 9, 9, 10, 10, 10, 11]) * 3600 + i,
      outcome: random() < 0.8 ? 'answered' : 'abandoned',
      waitSeconds: pick([3, 12, 45, 90]),
      queue: pick(['orders', 'orders', 'returns']),
    }),
  );
}

/** All that is told of buckets that are over, by cell, metric and bucket: values with their n. */
function toldOf(office: Office, metrics: readonly string[], from: number, to: number): Map<string, string> {
  const told = new Map<string, string>();
  const { db } = office.records;
  const context = withStatesKept(office.contextOn(to + 1));
  atOneMoment(db, () => {
    for (const grain of GRAINS.slice(1))
      for (const shape of LATTICE[grain])
        for (const { member } of cellsOf(db, shape))
          for (const id of metrics) {
            const address = { shape, member, grain };
            const { startAt, said } = publishCells(context, findMetric(id)!, address, from, to);
            said.forEach((cell, i) => {
              const day = Math.floor(startAt[i]! / DAY_SECONDS);
              if (cell.kind !== 'value' || (!isSlotGrain(grain) && periodEnd(grain, day) > to + 1)) return;
              const name = `${grain} ${JSON.stringify(member)} ${id} ${formatDay(day)} ${(startAt[i]! % DAY_SECONDS) / 3600}`;
              told.set(name, `${cell.value} of ${cell.n}`);
            });
          }
  });
  return told;
}

const SMALL_HOUR = { 9: 20, 10: 30, 11: 3, 12: 40 };
const ALL_HIDDEN = ['suppressed', 'suppressed', 'suppressed', 'suppressed'];
/** From nine to three. */
const ofHours = (office: Office, day: number, more: Parameters<Office['said']>[3] = {}) =>
  office.said('offered', 'hour', [day, day], more).slice(9, 15);

describe('a day with one small hour', () => {
  test('hides a second hour, in every cell, and not the day', () => {
    const office = open();
    office.load(callsOf(FIRST, SMALL_HOUR));
    office.rollUpOn(FIRST + 1);
    for (const member of [{}, { channel: 'phone' }, { queue: 'unstated' }]) {
      const hours = ofHours(office, FIRST, { member });
      expect(hours[2]).toBe('suppressed');
      expect(hours.filter((hour) => hour === 'suppressed')).toHaveLength(2);
      expect(office.said('offered', 'day', [FIRST, FIRST], { member })).toEqual([93]);
    }
  });

  test('hides nothing else where no hour is small', () => {
    const office = open();
    office.load(callsOf(FIRST, { 9: 20, 10: 30, 12: 40 }));
    office.rollUpOn(FIRST + 1);
    expect(ofHours(office, FIRST)).toEqual([20, 30, 0, 40, 0, 0]);
  });

  test('is told without the second where nobody set a policy', () => {
    const office = open();
    office.load(callsOf(FIRST, SMALL_HOUR));
    const { configuration, nowSeconds } = office.contextOn(FIRST + 1);
    rollUp(office.records.db, { ...rulesOf(configuration), disclosure: null }, nowSeconds);
    expect(ofHours(office, FIRST)).toEqual([20, 30, 'suppressed', 40, 0, 0]);
    expect(readMeta(office.records.db, 'hiding_threshold')).toBeNull();
    expect(office.records.db.sql.prepare('SELECT count(*) FROM hidden_blocks').pluck().get()).toBe(0);
  });
});

describe('a day of which few in many hours are told', () => {
  /** Of twelve busy hours one caller each has given up; in a thirteenth nobody. */
  const open12 = (each: number) => {
    const office = open();
    for (let hour = 6; hour < 18; hour++) {
      office.load(callsOf(FIRST, { [hour]: 24 }));
      office.load(callsOf(FIRST, { [hour]: each }, { outcome: 'abandoned' }));
    }
    office.load(callsOf(FIRST, { 18: 30 }));
    office.rollUpOn(FIRST + 1);
    return office;
  };

  test('does not tell in which of its hours there was nobody, or each of the others would be known to have one', () => {
    const office = open12(1);
    expect(office.said('abandoned', 'day', [FIRST, FIRST])).toEqual([12]);
    const hours = office.said('abandoned', 'hour', [FIRST, FIRST]);
    expect(hours.slice(6, 19)).toEqual(Array(13).fill('suppressed'));
    // In the quarters in which nobody came it was closed.
    const quarters = office.said('abandoned', '15min', [FIRST, FIRST]).filter((cell) => cell !== 'none');
    expect(quarters).toEqual(Array(13).fill('suppressed'));
  });

  test('tells of those in which nobody was where enough came in the others', () => {
    const said = open12(3).said('abandoned', 'hour', [FIRST, FIRST]);
    expect(said.slice(6, 19)).toEqual([...Array(12).fill('suppressed'), 0]);
  });
});

test('a table of which most lies in small hours is told by the day and not by the hour', () => {
  const office = open();
  const counts = { 9: 6, 10: 7, 11: 5, 12: 20 };
  for (const queue of ['orders', 'returns']) office.load(callsOf(FIRST, counts, { queue }));
  office.rollUpOn(FIRST + 1);
  const member = { queue: 'orders' };
  expect(ofHours(office, FIRST, { member }).slice(0, 4)).toEqual(ALL_HIDDEN);
  expect(office.said('offered', 'day', [FIRST, FIRST], { member })).toEqual([38]);
  expect(ofHours(office, FIRST)).toEqual([12, 14, 10, 40, 0, 0]);
});

describe('records that come late', () => {
  test('decide anew: of a day that told all its hours two are hidden when a small one comes', () => {
    const office = open();
    office.load(callsOf(FIRST, { 9: 20, 10: 30, 12: 40 }));
    office.rollUpOn(FIRST + 1);
    office.load(callsOf(FIRST, { 13: 2 }));
    office.rollUpOn(FIRST + 2);
    const hours = ofHours(office, FIRST, { on: FIRST + 2 });
    expect(hours[4]).toBe('suppressed');
    expect(hours.filter((hour) => hour === 'suppressed')).toHaveLength(2);
  });

  test('show nothing again that was hidden beside a small hour, though no hour is small any more', () => {
    const office = open();
    office.load(callsOf(FIRST, SMALL_HOUR));
    office.rollUpOn(FIRST + 1);
    const before = ofHours(office, FIRST);
    office.load(callsOf(FIRST, { 11: 9 }, { waitSeconds: 4 }));
    office.rollUpOn(FIRST + 2);
    const after = ofHours(office, FIRST, { on: FIRST + 2 });
    before.forEach((hour, i) => {
      if (hour === 'suppressed' && i !== 2) expect(after[i]).toBe('suppressed');
    });
  });

  test('leave a small hour hidden that grew: the other would follow from the day, and by it what was small', () => {
    const office = open();
    office.load(callsOf(FIRST, SMALL_HOUR));
    office.rollUpOn(FIRST + 1);
    office.load(callsOf(FIRST, { 11: 9 }, { waitSeconds: 4 }));
    office.rollUpOn(FIRST + 2);
    // 102 in all, less 30 and 40 and 12, is 20; it was 23 for both before.
    expect(ofHours(office, FIRST, { on: FIRST + 2 }).slice(0, 4)).toEqual([
      'suppressed',
      30,
      'suppressed',
      40,
    ]);
  });
});

describe('another threshold', () => {
  test('decides anew for all days, and what was hidden by the first stays hidden', () => {
    const office = open();
    office.load(callsOf(FIRST, { 9: 20, 10: 30, 11: 7, 12: 40 }));
    office.rollUpOn(FIRST + 1, 5);
    expect(ofHours(office, FIRST, { threshold: 5 })).toEqual([20, 30, 7, 40, 0, 0]);
    office.rollUpOn(FIRST + 1, 10);
    const strict = ofHours(office, FIRST);
    expect(strict[2]).toBe('suppressed');
    expect(strict.filter((hour) => hour === 'suppressed')).toHaveLength(2);
    expect(readMeta(office.records.db, 'hiding_threshold')).toBe('10');
    office.rollUpOn(FIRST + 1, 5);
    const lax = ofHours(office, FIRST, { threshold: 5 });
    expect(lax.filter((hour) => hour === 'suppressed').length).toBeGreaterThan(0);
  });
});

describe('decided week by week', () => {
  test('a month is looked at with what the month before tells of the week that they share', () => {
    const few: Record<string, number> = { '2025-02-28': 9 };
    for (const day of ['01-29', '01-30', '02-01', '02-02']) few[`2025-${day}`] = 6;
    const [january, february, march] = [dayOf('2025-01-01'), dayOf('2025-02-01'), dayOf('2025-03-03')];
    const office = open();
    for (let day = january; day < march; day++) {
      office.load(callsOf(day, { 9: few[formatDay(day)] ?? 50 }));
      if (weekdayOf(day + 1) === 0) office.rollUpOn(day + 1);
    }
    const sumOf = (grain: Grain, from: number, to: number) =>
      office
        .said('offered', grain, [from, to], { on: march })
        .reduce<number>((sum, value) => sum + (typeof value === 'number' ? value : Number.NaN), 0);
    const endOfJanuary =
      sumOf('month', january, january) -
      sumOf('day', january, january + 4) -
      sumOf('week', january + 5, january + 25);
    const firstOfFebruary = sumOf('week', january + 26, january + 26) - endOfJanuary;
    const last =
      sumOf('month', february, february) -
      firstOfFebruary -
      sumOf('week', february + 2, february + 22) -
      sumOf('day', february + 23, february + 26);
    // 28 February, which is hidden, by what is told: one of it is not.
    expect(last).toBeNaN();
  });
});

describe('decided week by week, over three months', () => {
  test('what follows through a chain of months is not told either', () => {
    const few: Record<string, number> = { '2025-03-31': 9 };
    for (const day of ['01-29', '01-30', '02-01', '02-02', '02-26', '02-27', '03-01', '03-02'])
      few[`2025-${day}`] = 6;
    const [january, end] = [dayOf('2025-01-01'), dayOf('2025-04-07')];
    const office = open();
    for (let day = january; day < end; day++) {
      office.load(callsOf(day, { 9: few[formatDay(day)] ?? 50 }));
      if (weekdayOf(day + 1) === 0) office.rollUpOn(day + 1);
    }
    const sumOf = (grain: Grain, from: string, to = from) =>
      office
        .said('offered', grain, [dayOf(`2025-${from}`), dayOf(`2025-${to}`)], { on: end })
        .reduce<number>((sum, value) => sum + (typeof value === 'number' ? value : Number.NaN), 0);
    const endOfJanuary =
      sumOf('month', '01-01') - sumOf('day', '01-01', '01-05') - sumOf('week', '01-06', '01-20');
    const startOfFebruary = sumOf('week', '01-27') - endOfJanuary;
    const endOfFebruary = sumOf('month', '02-01') - startOfFebruary - sumOf('week', '02-03', '02-17');
    const startOfMarch = sumOf('week', '02-24') - endOfFebruary;
    // 31 March, which is hidden, by what is told: one of it is not.
    expect(sumOf('month', '03-01') - startOfMarch - sumOf('week', '03-03', '03-24')).toBeNaN();
    expect(endOfFebruary).toBe(3 * 50 + 2 * 6);
  });
});

describe('hidden ahead in the week that is open', () => {
  test('is what the last whole week hid by itself, and not what was hidden ahead in it', () => {
    const office = open();
    const [second, end] = [FIRST + 8, FIRST + 5 * 7];
    for (let day = FIRST; day < end; day++) {
      office.load(callsOf(day, { 9: day === second ? 3 : 50 }, { queue: 'orders' }));
      office.load(callsOf(day, { 10: 40 }, { queue: 'returns' }));
      office.load(callsOf(day, { 11: 60 }, { queue: 'others' }));
      office.rollUpOn(day + 1);
    }
    const tuesdays = (queue: string) =>
      [0, 1, 2, 3, 4].map((week) => {
        const day = FIRST + 1 + week * 7;
        return office.said('offered', 'day', [day, day], { on: end, member: { queue } })[0];
      });
    expect(tuesdays('orders')).toEqual([50, 'suppressed', 'suppressed', 50, 50]);
    expect(tuesdays('returns')).toEqual([40, 'suppressed', 'suppressed', 40, 40]);
    expect(tuesdays('others')).toEqual([60, 60, 60, 60, 60]);
  });
});

describe('between counting and deciding', () => {
  test('a day that was never decided is marked, and tells nothing until it is', () => {
    const office = open();
    office.load(callsOf(FIRST, SMALL_HOUR));
    office.rollUpOn(FIRST + 1);
    office.load(callsOf(FIRST + 1, SMALL_HOUR));
    const { configuration, nowSeconds } = office.contextOn(FIRST + 2);
    prepareRollUp(office.records.db, rulesOf(configuration), nowSeconds);
    rollUpFacts(office.records.db, rulesOf(configuration), nowSeconds);
    expect(readMarks(office.records.db, 'hiding').map(({ day }) => day)).toEqual([FIRST + 1]);
    expect(ofHours(office, FIRST + 1).slice(0, 4)).toEqual(Array(4).fill('suppressed'));
    office.rollUpOn(FIRST + 2);
    expect(readMarks(office.records.db, 'hiding')).toEqual([]);
    expect(readMetaNumber(office.records.db, 'hidden_through')).toBe(FIRST + 1);
    expect(ofHours(office, FIRST + 1).slice(0, 4)).toEqual(['suppressed', 30, 'suppressed', 40]);
  });

  test('a day that will be hidden beside another is not told before, and no week whose last day nobody told', () => {
    const office = open();
    for (let day = FIRST; day < FIRST + 14; day++) office.load(callsOf(day, { 9: 40 }));
    office.rollUpOn(FIRST + 14);
    const monday = FIRST + 14;
    for (const [at, count] of [45, 40, 22, 41, 3, 39, 44].entries())
      office.load(callsOf(monday + at, { 9: count }));
    const { configuration, nowSeconds } = office.contextOn(monday + 7);
    rollUp(office.records.db, rulesOf(configuration), nowSeconds, { hides: false });
    const week = [monday, monday + 6] as const;
    expect(new Set(office.said('offered', 'day', week))).toEqual(new Set(['suppressed']));
    expect(office.said('offered', 'week', week)).toEqual(['suppressed']);
    office.rollUpOn(monday + 7);
    expect(office.said('offered', 'day', week)).toEqual([45, 40, 'suppressed', 41, 'suppressed', 39, 44]);
  });

  test('whoever reads while it is counted never sees a week with a day that is not told', () => {
    const folder = mkdtempSync(join(tmpdir(), 'candour-test-'));
    const path = join(folder, 'records.db');
    const office = open(path);
    const sunday = FIRST + 13;
    for (let day = FIRST; day < sunday; day++) {
      office.load(callsOf(day, { 9: 28 }));
      office.rollUpOn(day + 1);
    }
    office.load(callsOf(sunday, { 9: 9 }));
    const { sql } = office.records.db;
    const transaction = sql.transaction.bind(sql);
    const weeks = new Set<number | string>();
    let seen = 0;
    const look = () => {
      if (sql.inTransaction) return;
      const db = openForReading(path);
      const [week] = office.said('offered', 'week', [sunday, sunday], { on: sunday + 1, db });
      db.close();
      weeks.add(week!);
      seen++;
    };
    sql.transaction = ((work: () => void) => {
      const made = transaction(work);
      const run = (how: () => unknown) => {
        const result = how();
        look();
        return result;
      };
      return Object.assign((...given: []) => run(() => made(...given)), {
        immediate: (...given: []) => run(() => made.immediate(...given)),
      });
    }) as unknown as typeof sql.transaction;
    office.rollUpOn(sunday + 1);
    sql.transaction = transaction;
    expect(seen).toBeGreaterThan(4);
    expect(weeks).not.toContain(6 * 28 + 9);
    rmSync(folder, { recursive: true });
  });

  test('a database of before decides all months at which what is known of a month begins', () => {
    const office = open();
    const few: Record<string, number> = { '2025-03-31': 9 };
    for (const day of ['01-29', '01-30', '02-01', '02-02', '02-26', '02-27', '03-01', '03-02'])
      few[`2025-${day}`] = 6;
    const end = dayOf('2025-04-07');
    for (let day = dayOf('2025-01-01'); day < end; day++) {
      office.load(callsOf(day, { 9: few[formatDay(day)] ?? 50 }));
      if (weekdayOf(day + 1) !== 0) continue;
      if (day + 1 === dayOf('2025-03-17')) office.records.db.sql.exec('DELETE FROM known_spans');
      office.rollUpOn(day + 1);
    }
    expect(office.said('offered', 'month', [dayOf('2025-01-01'), end - 1])).toEqual([
      ...[1462, 1224, 'suppressed', 'suppressed'],
    ]);
  });

  test('a contact marks its own day and those in which repeat contacts are others than they were, and no more', () => {
    const office = open();
    for (let day = FIRST; day < FIRST + 40; day++) office.load(callsOf(day, { 9: 20 }));
    office.rollUpOn(FIRST + 40);
    office.load(callsOf(FIRST + 40, { 9: 1 }, { customer: 'somebody' }));
    const { configuration, nowSeconds, zone } = office.contextOn(FIRST + 40);
    const now = nowSeconds + 6 * 3600;
    prepareRollUp(office.records.db, rulesOf(configuration), now);
    markLinksGrown(office.records.db, zone, now);
    countLinks(office.records.db, zone, now);
    rollUpFacts(office.records.db, rulesOf(configuration), now);
    const marked = readMarks(office.records.db, 'hiding').map(({ day }) => day);
    expect(marked).toContain(FIRST + 40);
    expect(marked.length).toBeLessThan(5);
  });

  test('a first day tells nothing', () => {
    const office = open();
    office.load(callsOf(FIRST, SMALL_HOUR));
    const { configuration, nowSeconds } = office.contextOn(FIRST + 1);
    beginHiding(office.records.db, configuration.disclosure);
    prepareRollUp(office.records.db, rulesOf(configuration), nowSeconds);
    rollUpFacts(office.records.db, rulesOf(configuration), nowSeconds);
    expect(ofHours(office, FIRST).slice(0, 4)).toEqual(ALL_HIDDEN);
  });

  test('a day that was decided and changed shows nothing of what was hidden in it', () => {
    const office = open();
    office.load(callsOf(FIRST, SMALL_HOUR));
    office.rollUpOn(FIRST + 1);
    const before = ofHours(office, FIRST);
    office.load(callsOf(FIRST, { 14: 1 }));
    const { configuration, nowSeconds } = office.contextOn(FIRST + 2);
    prepareRollUp(office.records.db, rulesOf(configuration), nowSeconds);
    rollUpFacts(office.records.db, rulesOf(configuration), nowSeconds);
    const after = ofHours(office, FIRST);
    before.forEach((hour, i) => {
      if (hour === 'suppressed') expect(after[i]).toBe('suppressed');
    });
  });

  test('a first count in two shares tells nothing', () => {
    const office = open();
    office.load(callsOf(FIRST, SMALL_HOUR));
    const { configuration, nowSeconds } = office.contextOn(FIRST + 1);
    prepareRollUp(office.records.db, rulesOf(configuration), nowSeconds);
    rollUpSecondShare(office.records.db, rulesOf(configuration), nowSeconds, null);
    expect(ofHours(office, FIRST).slice(0, 4)).toEqual(ALL_HIDDEN);
  });
});

describe('a week and a month that are not over', () => {
  /** A week of three queues alike every day, then a Monday as ever and a Tuesday of three calls in one of them. */
  function withSmallTuesday(): Office {
    const office = open();
    for (let day = FIRST; day <= TUESDAY; day++) {
      office.load(callsOf(day, { 9: day === TUESDAY ? 3 : 50 }, { queue: 'orders' }));
      office.load(callsOf(day, { 10: 40 }, { queue: 'returns' }));
      office.load(callsOf(day, { 11: 60 }, { queue: 'others' }));
      office.rollUpOn(day + 1);
    }
    return office;
  }
  const TUESDAY = FIRST + 8;

  test('hide in the day what is small and another beside it', () => {
    const office = withSmallTuesday();
    const days = ['orders', 'returns', 'others'].map(
      (queue) => office.said('offered', 'day', [TUESDAY, TUESDAY], { member: { queue } })[0],
    );
    expect(days[0]).toBe('suppressed');
    expect(days.filter((day) => day === 'suppressed')).toHaveLength(2);
  });

  test.each(['week', 'month'] as const)(
    'tell nothing by the %s of which a small day is the rest',
    (grain) => {
      const office = withSmallTuesday();
      const said = office.said('offered', grain, [TUESDAY, TUESDAY], { member: { queue: 'orders' } });
      expect(said).toEqual(['suppressed']);
    },
  );
});

describe('day by day', () => {
  test('over five weeks nothing that was told of a day, week or month that is over is hidden later', () => {
    const office = open();
    const random = randomOf(5);
    const metrics = ['offered', 'answered', 'abandonment_rate', 'average_speed_of_answer'];
    let before = new Map<string, string>();
    const lost: string[] = [];
    for (let day = FIRST; day < FIRST + 35; day++) {
      const weekday = (day - FIRST) % 7;
      if (weekday < OPEN_DAYS) office.load(callsInOffice(day, random));
      // On the morning after each day, and after each week.
      else if (weekday < 6) continue;
      office.rollUpOn(day + 1);
      const now = toldOf(office, metrics, FIRST, day);
      for (const [name, value] of before)
        if (now.get(name) !== value)
          lost.push(`${formatDay(day)}: ${name} was ${value}, is ${now.get(name)}`);
      before = now;
    }
    expect(lost).toEqual([]);
    const atOnce = open();
    const again = randomOf(5);
    for (let week = 0; week < 5; week++)
      for (let day = 0; day < OPEN_DAYS; day++) atOnce.load(callsInOffice(FIRST + week * 7 + day, again));
    atOnce.rollUpOn(FIRST + 35);
    const toldAtOnce = toldOf(atOnce, metrics, FIRST, FIRST + 34).size;
    expect(before.size / toldAtOnce).toBeGreaterThan(0.9);
    for (const [grain, least] of [
      ['hour', 1000],
      ['day', 300],
      ['week', 100],
      ['month', 20],
    ] as const)
      expect([...before.keys()].filter((name) => name.startsWith(grain)).length, grain).toBeGreaterThan(
        least,
      );
  });
});
