import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CapacityRecord,
  CHANNELS,
  type IntervalRecord,
  type SurveyRecord,
} from '../../../db/domain/contact.ts';
import { viewOf } from '../../../db/domain/evaluation.ts';
import { METRICS } from '../../../db/domain/metric.ts';
import type { Target } from '../../../db/domain/target.ts';
import { formatDay, makeZone, parseDay, parseInstant, type Zone } from '../../../db/domain/zone.ts';
import { OpenAges } from '../../../db/rollup/case-spans.ts';
import { BruteForce } from '../../support/bruteforce.ts';
import type { Bucket, World } from '../../support/bruteforce-buckets.ts';
import { compareWorld, NOT_OF_ONE_BUCKET } from '../../support/bruteforce-comparison.ts';
import { readViews } from '../../support/bruteforce-views.ts';
import { answerOf, anyContacts, intervalOf } from '../../support/records.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const runs = process.env.CANDOUR_TEST_SIZE === 'all' ? 20 : 3;
const EMPTY: Bucket = {
  arrivals: [],
  closings: [],
  dues: [],
  links: [],
  intervals: [],
  answers: [],
  aggregates: [],
  capacity: [],
};

const instant = (text: string) => {
  const parsed = parseInstant(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.utcSeconds;
};
const dayOf = (text: string) => parseDay(text)!;
const few = <T>(values: readonly T[]) => fc.constantFrom(...values);

/** A target for all, a stricter one for a queue, and another that takes over for a channel on 1 April. */
const targets: Target[] = [
  {
    kind: 'service',
    id: 'all',
    words: 'a',
    clock: 'internal',
    channel: null,
    queue: null,
    thresholdSeconds: 60,
    share: 0.8,
    from: 0,
    to: null,
  },
  {
    kind: 'service',
    id: 'sales',
    words: 'b',
    clock: 'internal',
    channel: null,
    queue: 'sales',
    thresholdSeconds: 20,
    share: 0.8,
    from: 0,
    to: null,
  },
  {
    kind: 'service',
    id: 'chat',
    words: 'c',
    clock: 'internal',
    channel: 'chat',
    queue: null,
    thresholdSeconds: 120,
    share: 0.8,
    from: dayOf('2024-04-01'),
    to: null,
  },
  {
    kind: 'service',
    id: 'customer',
    words: 'd',
    clock: 'customer',
    channel: 'phone',
    queue: null,
    thresholdSeconds: 300,
    share: 0.8,
    from: 0,
    to: dayOf('2024-04-05'),
  },
];

/** Six weeks and a half around the night in which London puts the clock forward. */
const FROM = instant('2024-03-04T00:00:00Z');
const TO = instant('2024-04-18T12:00:00Z');
const PERIOD_SECONDS = { PT15M: 900, PT30M: 1800, PT1H: 3600, P1D: 0, P1W: 0, P1M: 0 } as const;
const DAYS = (TO - FROM) / 86_400 - 1;

function startOf(zone: Zone, period: keyof typeof PERIOD_SECONDS, place: number): number {
  const day = zone.dayOf(FROM) + Math.floor(place * DAYS);
  if (period === 'P1D') return zone.startOfDay(day);
  if (period === 'P1W') return zone.startOfDay(dayOf('2024-03-04') + 7 * Math.floor(place * 6));
  if (period === 'P1M') return zone.startOfDay(dayOf(place < 0.5 ? '2024-03-01' : '2024-04-01'));
  const length = PERIOD_SECONDS[period];
  return Math.floor((FROM + place * (TO - FROM)) / length) * length;
}

function anyIntervals(zone: Zone): fc.Arbitrary<IntervalRecord[]> {
  const anyInterval = fc
    .record({
      interval: few(['PT15M', 'PT30M', 'PT1H', 'P1D', 'P1D', 'P1W', 'P1M'] as const),
      place: fc.double({ min: 0, max: 0.999, noNaN: true }),
      channel: few(CHANNELS.slice(0, 2)),
      queue: few([null, 'sales', 'lines']),
      category: few([null, 'complaint', 'idea'] as const),
      offered: fc.integer({ min: 0, max: 60 }),
      answeredShare: few([null, 0, 0.6, 1, 1]),
      abandonedShare: few([null, 0, 1]),
      blocked: few([null, 2]),
      within: few([null, 20, 60, 45]),
      meanWaitSeconds: few([null, 0, 31.5]),
      handleTotalSeconds: few([null, 900.25]),
    })
    .map(({ place, answeredShare, abandonedShare, within, meanWaitSeconds, ...told }) => {
      const answered = answeredShare === null ? null : Math.floor(told.offered * answeredShare);
      const others = told.offered - (answered ?? 0);
      const abandoned = abandonedShare === null ? null : Math.floor(others * abandonedShare);
      return intervalOf({
        ...told,
        intervalStart: startOf(zone, told.interval, place),
        answered,
        abandoned,
        withinSeconds: within,
        answeredWithin:
          within === null ? null : Math.floor((answered ?? told.offered - (abandoned ?? 0)) / 2),
        waitTotalSeconds: meanWaitSeconds === null ? null : meanWaitSeconds * (answered ?? 1),
      });
    });
  return fc.uniqueArray(anyInterval, {
    maxLength: 12,
    selector: ({ intervalStart, interval, channel, queue, category }) =>
      [intervalStart, interval, channel, queue, category].join(),
  });
}

function anySurveys(zone: Zone, contacts: number): fc.Arbitrary<SurveyRecord[]> {
  const scales = few([
    { scaleMin: 1, scaleMax: 5, best: 'high' },
    { scaleMin: 1, scaleMax: 5, best: 'low' },
    { scaleMin: 0, scaleMax: 100, best: 'high' },
  ] as const);
  const anyAnswer = fc
    .record({
      contact: fc.option(fc.nat(contacts), { freq: 3 }),
      at: fc.integer({ min: FROM, max: TO }),
      scale: scales,
      place: fc.option(fc.integer({ min: 0, max: 4 }), { freq: 8 }),
      wouldRecommend: fc.option(fc.integer({ min: 0, max: 10 })),
    })
    .map(({ contact, at, scale, place, wouldRecommend }, i = 0) =>
      answerOf({
        id: `${at} ${i}`,
        contactId: contact === null ? null : `c${contact}`,
        answeredAt: at,
        ...scale,
        score: place === null ? null : scale.scaleMin + ((scale.scaleMax - scale.scaleMin) * place) / 4,
        wouldRecommend,
      }),
    );
  const anyAggregate = fc
    .record({
      period: few(['P1D', 'P1W', 'P1M'] as const),
      place: fc.double({ min: 0, max: 0.999, noNaN: true }),
      channel: few([null, 'phone', 'web'] as const),
      category: few([null, 'problem'] as const),
      n: fc.integer({ min: 0, max: 40 }),
      scale: scales,
      sent: few([null, 100]),
    })
    .map(({ place, scale, ...told }): SurveyRecord => {
      const periodStart = startOf(zone, told.period, place);
      return {
        shape: 'aggregate',
        id: [periodStart, told.period, told.channel, told.category].join(),
        periodStart,
        ...told,
        mean: told.n === 0 ? null : scale.scaleMin + (scale.scaleMax - scale.scaleMin) / 3,
        sd: null,
        ...scale,
      };
    });
  return fc.uniqueArray(fc.oneof<fc.Arbitrary<SurveyRecord>[]>(anyAnswer, anyAggregate), {
    maxLength: 24,
    selector: ({ id }) => id,
  });
}

function anyCapacity(zone: Zone): fc.Arbitrary<CapacityRecord[]> {
  return fc.uniqueArray(
    fc
      .record({
        interval: few(['PT15M', 'PT1H', 'P1D'] as const),
        place: fc.double({ min: 0, max: 0.999, noNaN: true }),
        channel: few(CHANNELS.slice(0, 2)),
        queue: few([null, 'sales']),
        agents: few([1, 2.5]),
      })
      .map(({ place, ...told }) => ({ ...told, intervalStart: startOf(zone, told.interval, place) })),
    { maxLength: 6, selector: ({ agents: _, ...key }) => Object.values(key).join() },
  );
}

function anyWorld(timeZone: string): fc.Arbitrary<World> {
  const zone = makeZone(timeZone);
  return fc.record({
    timeZone: fc.constant(timeZone),
    nowSeconds: fc.integer({ min: TO - 20 * 86_400, max: TO + 40 * 86_400 }),
    targets: few([[], targets]),
    progressChasing: fc.constant({ causes: ['fees', 'late'], queues: ['sales'] }),
    shortAbandonSeconds: few([5, 12]),
    contacts: anyContacts({ from: FROM, to: TO, most: 80, least: 60 }),
    intervals: anyIntervals(zone),
    surveys: anySurveys(zone, 80),
    capacity: anyCapacity(zone),
  });
}

function openWorld(world: World): RecordsDatabase {
  const { timeZone, targets, shortAbandonSeconds, progressChasing } = world;
  const records = new RecordsDatabase({
    ...{ zone: makeZone(timeZone), targets, shortAbandonSeconds },
    progressChasing: progressChasing ? { categories: [], ...progressChasing } : null,
  });
  for (const kind of ['contacts', 'intervals', 'surveys', 'capacity'] as const) {
    const { rejected } = records.load(kind, world[kind] as never);
    if (rejected > 0) throw new Error(`${rejected} ${kind} of the test were rejected`);
  }
  records.rollUp(world.nowSeconds);
  return records;
}

describe('the roll-up', () => {
  // Drawn once and looked at whole: a shrunken world would say less than the first lines that differ.
  const worlds = fc.sample(anyWorld('Europe/London'), { numRuns: runs, seed: 7 });

  test('gives every metric of every cell of the lattice as the records themselves give it', () => {
    let compared = 0;
    const seen = new Set<string>();
    for (const world of worlds) {
      const records = openWorld(world);
      const comparison = compareWorld(records.db, world);
      records.close();
      expect(comparison.wrong.slice(0, 20)).toEqual([]);
      compared += comparison.compared;
      for (const kind of comparison.met) seen.add(kind);
    }
    expect(compared).toBeGreaterThan(10_000);
    for (const { id } of METRICS) if (!NOT_OF_ONE_BUCKET.has(id)) expect(seen, id).toContain(`${id} value`);
  });

  test('is checked on every metric of the registry', () => {
    const reference = new BruteForce({
      timeZone: 'UTC',
      nowSeconds: 0,
      targets: [],
      shortAbandonSeconds: 5,
      contacts: [],
      intervals: [],
      surveys: [],
      capacity: [],
    });
    const known = new Set([...Object.keys(reference.metrics), ...NOT_OF_ONE_BUCKET]);
    expect(METRICS.map(({ id }) => id).filter((id) => !known.has(id))).toEqual([]);
    for (const { id } of METRICS.filter(({ id }) => !NOT_OF_ONE_BUCKET.has(id))) {
      expect(['none', { value: 0, n: 0 }], id).toContainEqual(reference.metrics[id]!(EMPTY));
    }
  });

  test('keeps the open cases and their ages of every day', () => {
    for (const world of worlds) {
      const records = openWorld(world);
      const views = readViews(records.db, world.timeZone);
      const reference = new BruteForce(world);
      let stock = 0;
      const first = dayOf('2024-03-03');
      const last = dayOf('2024-05-02');
      const ages = new OpenAges(records.db, first, {});
      const agesOfChat = new OpenAges(records.db, first, { channel: CHANNELS.indexOf('chat') });
      for (let day = first; day <= last; day++) {
        const view = views.get(`day all [] ${formatDay(day)}`) ?? viewOf({});
        stock += view.sum('casesOpened') - view.sum('casesClosed');
        const all = reference.openCases(formatDay(day), () => true);
        expect(stock, formatDay(day)).toBe(all.length);
        expect(spread(ages.at(day))).toEqual(all);
        const chat = reference.openCases(formatDay(day), ({ channel }) => channel === 'chat');
        expect(spread(agesOfChat.at(day))).toEqual(chat);
        // From any day on, and over days that nobody asks for.
        if (day % 7 === 0) expect(spread(new OpenAges(records.db, day - 9, {}).at(day))).toEqual(all);
      }
      expect(() => ages.at(first)).toThrow(/asked for after/);
      records.close();
    }
  });
});

const spread = (ages: [number, number][]) =>
  ages.flatMap(([age, cases]) => Array.from({ length: cases }, () => age));
