import { afterEach, describe, expect, test } from 'vitest';
import { createApp } from '../../../api/app.ts';
import type { FeedContext } from '../../../api/feeds/context.ts';
import { type ServiceLevelsQuestion, serviceLevelsFeed } from '../../../api/feeds/service-levels.ts';
import { parseConfiguration } from '../../../db/configuration.ts';
import type { Contact } from '../../../db/domain/contact.ts';
import { formatDay, makeZone, weekdayOf } from '../../../db/domain/zone.ts';
import { answerOf, contactOf } from '../../support/records.ts';
import { contextOf, dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const zone = makeZone('Europe/London');
const NOW = Date.parse('2024-02-20T12:00:00Z') / 1000;
const promise = (id: string, more: object) => ({
  ...{ id, words: `promise ${id}`, clock: 'internal', channel: 'phone', thresholdSeconds: 60, share: 0.8 },
  ...{ from: '2020-01-01', ...more },
});

const openRecords: RecordsDatabase[] = [];
afterEach(() => {
  for (const records of openRecords.splice(0)) records.close();
});

/** Waits of answered calls and other ends of one day, a minute apart from ten in the morning. */
function callsOn(date: string, calls: readonly (number | Partial<Contact>)[]): Contact[] {
  return calls.map((call, i) =>
    contactOf({
      id: `${date} ${i}`,
      offeredAt: zone.firstInstantOf(dayOf(date), 36_000) + 60 * i,
      ...(typeof call === 'number' ? { waitSeconds: call } : call),
    }),
  );
}

const times = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);
/** Every weekday from one day to another, as many in time as told out of thirty. */
function weekdays(from: string, to: string, inTime: (date: string) => number): Contact[] {
  const contacts: Contact[] = [];
  for (let day = dayOf(from); day <= dayOf(to); day++) {
    if (weekdayOf(day) > 4) continue;
    const kept = inTime(formatDay(day));
    contacts.push(...callsOn(formatDay(day), [...times(kept, 20), ...times(30 - kept, 100)]));
  }
  return contacts;
}

function open(contacts: readonly Contact[], targets: readonly object[], more: object = {}): FeedContext {
  const configuration = { organisation: { name: 'Test', timeZone: zone.id }, targets, ...more };
  const parsed = parseConfiguration(JSON.stringify(configuration), 'test');
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  const records = new RecordsDatabase({ zone, targets: parsed.configuration.targets });
  openRecords.push(records);
  records.load('contacts', contacts);
  records.rollUp(NOW);
  return contextOf(records, configuration, NOW);
}

function ask(context: FeedContext, question: Partial<ServiceLevelsQuestion> = {}) {
  const result = serviceLevelsFeed(context, { fromDay: null, toDay: null, ...question });
  if (!result.ok) throw new Error(result.detail);
  const [internal, customer] = result.answer.clocks;
  return { answer: result.answer, internal: internal!, customer: customer! };
}
const JANUARY = { fromDay: dayOf('2024-01-01'), toDay: dayOf('2024-01-31') };

describe('a promise over the last whole month', () => {
  test.each([
    [() => 29, 'met'],
    [() => 12, 'missed'],
    [(date: string) => (date < '2024-01-15' ? 30 : 18), 'too_close'],
  ] as const)('is judged by how its days differ', (inTime, verdict) => {
    const { answer, internal } = ask(
      open(weekdays('2024-01-01', '2024-02-16', inTime), [promise('a', { exclusions: 'nothing' })]),
    );
    expect([answer.from, answer.to, answer.isWhole]).toEqual(['2024-01-01', '2024-01-31', true]);
    expect(internal).toMatchObject({ verdict, aim: 0.8, days: 23, unjudged: null });
    expect(internal.rules).toMatchObject([{ id: 'a', exclusions: 'nothing', heldFrom: '2024-01-01' }]);
    expect(internal.low!).toBeLessThanOrEqual(internal.attained.value!);
  });

  test('tells its budget, and the day on which it is used up at this rate', () => {
    const { internal } = ask(
      open(
        weekdays('2024-01-01', '2024-01-31', () => 15),
        [promise('a', {})],
      ),
    );
    // Of 690 calls 138 may miss it; 345 did, two and a half times as many: on the 13th of 31 days.
    expect(internal.budget).toMatchObject({ budget: 138, spent: 345, burn: 2.5, usedUpOn: '2024-01-13' });
    expect(internal.budget).toMatchObject({ isFast: true, lastDay: { from: '2024-01-31', burn: 2.5 } });
    expect(internal.budget!.days.missed[0]).toBe(15);
  });

  test('takes hidden days into account: those on which nearly all were in time are hidden', () => {
    const { internal } = ask(
      open(
        weekdays('2024-01-01', '2024-01-31', (date) => (date < '2024-01-04' ? 18 : 28)),
        [promise('a', {})],
      ),
    );
    expect(internal.attained.value).toBeCloseTo((3 * 18 + 20 * 28) / 690, 12);
    expect(internal.days).toBe(23);
    // The days that are shown would say that it was missed.
    expect(internal.verdict).toBe('too_close');
    expect(internal.high!).toBeGreaterThan(internal.attained.value!);
  });

  test('that goes on is told so far, and named so', () => {
    const { answer, internal } = ask(
      open(
        weekdays('2024-01-01', '2024-02-16', () => 29),
        [promise('a', {})],
      ),
      {
        fromDay: dayOf('2024-02-01'),
        toDay: dayOf('2024-02-29'),
      },
    );
    expect(answer.isWhole).toBe(false);
    expect(internal.attained).toMatchObject({ status: 'partial', n: 360 });
  });
});

describe('a target that changed within the month', () => {
  const TARGETS = [
    promise('old', { thresholdSeconds: 120, to: '2024-01-15' }),
    promise('new', { from: '2024-01-16' }),
  ];
  // Calls wait 20 s or 100 s: all are in time at two minutes, 18 of 30 at one.
  const CONTACTS = weekdays('2024-01-01', '2024-01-31', () => 18);

  test('is two rows, each over its own days, and the month is what both met of all that was due', () => {
    const { internal } = ask(open(CONTACTS, TARGETS));
    expect(internal.rules).toMatchObject([
      { id: 'old', heldTo: '2024-01-15', attained: { value: 1, n: 330 }, verdict: 'met', supersedes: null },
      { id: 'new', heldFrom: '2024-01-16', attained: { value: 0.6, n: 360 }, verdict: 'missed' },
    ]);
    expect(internal.rules[1]!.supersedes).toBe('old');
    expect(internal.attained.n).toBe(690);
    expect(internal.attained.value).toBeCloseTo((330 + 216) / 690, 12);
    expect(internal).toMatchObject({ verdict: null, unjudged: 'target_changed' });
    expect(internal.budget!.spent).toBe(144);
  });

  test('is also told under the rule of today, from what is published at its threshold', () => {
    const { internal } = ask(open(CONTACTS, TARGETS));
    expect(internal.underTodaysRule).toMatchObject({ id: 'new', isPublished: true });
    expect(internal.underTodaysRule!.attained.value).toBeCloseTo(0.6, 12);
  });

  test('says that it cannot where nothing is published at that threshold', () => {
    const { internal } = ask(
      open(CONTACTS, [TARGETS[0]!, promise('new', { from: '2024-01-16', thresholdSeconds: 45 })]),
    );
    expect(internal.underTodaysRule).toMatchObject({ isPublished: false, attained: { value: null } });
  });
});

describe('the two clocks', () => {
  const DAY = [
    ...times(30, { waitSeconds: 20, menuSeconds: 10 }),
    ...times(10, { waitSeconds: 50, menuSeconds: 30 }),
    ...times(10, { outcome: 'abandoned', waitSeconds: 30 } as const),
    ...times(20, { outcome: 'contained', menuSeconds: 15, resolvedFirst: false } as const),
    ...times(10, { outcome: 'blocked' } as const),
    ...times(10, { outcome: 'callback' } as const),
  ];
  const context = () =>
    open(
      ['02', '03', '04'].flatMap((day) => callsOn(`2024-01-${day}`, DAY)),
      [promise('a', {}), promise('b', { clock: 'customer', share: 0.7 })],
    );

  test('stand side by side, with a bridge that adds up in published figures', () => {
    const { answer, internal, customer } = ask(context(), JANUARY);
    expect(internal.attained).toMatchObject({ value: 0.8, n: 150 });
    expect(customer.attained).toMatchObject({ value: 1 / 3, n: 270 });
    const { steps, from, to } = answer.bridge;
    const parts = Object.fromEntries(steps.map(({ part, points, n }) => [part, { points, n }]));
    expect(steps.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(from - to, 12);
    expect(parts.menu).toMatchObject({ points: (60 * 0.8) / 270, n: 60 });
    expect(parts.refused!.points).toBeCloseTo((30 * 0.8) / 270, 12);
    expect(parts.later!.points).toBeCloseTo((30 * 0.8) / 270, 12);
    expect(parts.gave_up).toEqual({ points: 0, n: 30 });
    // The ten who waited 50 s after half a minute in the menu.
    expect(parts.other!.points).toBeCloseTo(30 / 270, 12);
  });

  test('a part that is hidden is told within the rest', () => {
    const few = callsOn('2024-01-02', [...DAY.slice(0, 50), ...times(3, { outcome: 'blocked' } as const)]);
    const { answer } = ask(open(few, [promise('a', {})]), JANUARY);
    expect(answer.bridge.steps.map(({ part }) => part)).not.toContain('refused');
    const sum = answer.bridge.steps.reduce((total, { points }) => total + points, 0);
    expect(sum).toBeCloseTo(answer.bridge.from - answer.bridge.to, 12);
  });

  test('a clock without records is said to be unknown, and there is no bridge', () => {
    const records = open(callsOn('2024-01-02', times(40, { waitSeconds: null })), [promise('a', {})]);
    const { answer, internal, customer } = ask(records, JANUARY);
    for (const clock of [internal, customer])
      expect(clock).toMatchObject({
        attained: { value: null },
        verdict: null,
        unjudged: 'no_records',
        budget: null,
      });
    expect(answer.bridge).toEqual({ from: 0, to: 0, steps: [], reason: 'no_internal' });
  });
});

describe('where there is little or nothing to tell', () => {
  test('without any records everything is missing, and nothing is NaN', () => {
    const { answer } = ask(open([], [promise('a', {})]));
    expect(JSON.stringify(answer)).not.toMatch(/NaN|Infinity/);
    expect(answer.clocks[0]).toMatchObject({ attained: { value: null }, unjudged: 'no_records', days: 0 });
    expect(answer.score.score).toBeNull();
  });

  test('of one call nothing is said, not even that it was in time', () => {
    const { answer, internal } = ask(open(callsOn('2024-01-02', [20]), [promise('a', {})]), JANUARY);
    expect(internal).toMatchObject({ attained: { value: null, n: null }, unjudged: 'hidden', budget: null });
    expect(answer.formulas.value).toEqual([null, null, null, null, null]);
    expect(answer.halfHours!.value).toBeNull();
    expect(answer.bridge.reason).toBe('hidden');
  });

  test('of a single day there is no verdict, for one day says nothing of how days differ', () => {
    const { internal } = ask(open(callsOn('2024-01-02', times(40, 20)), [promise('a', {})]), JANUARY);
    expect(internal).toMatchObject({
      attained: { value: 1, n: 40 },
      verdict: null,
      unjudged: 'too_few_days',
    });
  });

  test('without a target nothing is judged, spent or scored', () => {
    const { answer, internal } = ask(
      open(
        weekdays('2024-01-01', '2024-01-31', () => 20),
        [],
      ),
    );
    expect(internal).toMatchObject({
      aim: null,
      rules: [],
      verdict: null,
      unjudged: 'no_target',
      budget: null,
    });
    expect(internal.attained.value).toBeCloseTo(2 / 3, 12);
    expect(internal.underTodaysRule).toBeNull();
    expect(answer.halfHours).toMatchObject({ value: null, status: 'missing' });
    expect(answer.score).toEqual({ score: null, components: [] });
  });

  test('half-hours are told of whole weeks and months alone, rounded', () => {
    const context = open(
      weekdays('2024-01-01', '2024-01-31', (date) => (date < '2024-01-17' ? 30 : 12)),
      [promise('a', {})],
    );
    // 12 days of 23 on which the one half-hour with calls met it.
    expect(ask(context).answer.halfHours).toMatchObject({ value: 10 / 25, n: 25 });
    const days = { fromDay: dayOf('2024-01-02'), toDay: dayOf('2024-01-20') };
    expect(ask(context, days).answer.halfHours).toBeNull();
  });
});

describe('the score', () => {
  const CALLS = weekdays('2024-01-01', '2024-01-31', () => 18);
  const satisfied = { id: 's', words: 'satisfied', metric: 'csat_top2', value: 0.9, from: '2020-01-01' };

  test('stands with every promise in force, and takes over the weight of one that was superseded', () => {
    const context = open(
      CALLS,
      [
        promise('old', { to: '2023-12-31' }),
        promise('a', {}),
        promise('b', { clock: 'customer', share: 0.9 }),
      ],
      { score: { weights: { old: 3, b: 1 } } },
    );
    const { answer } = ask(open(CALLS, context.configuration.targets.length > 0 ? [promise('a', {})] : []));
    expect(answer.score.score).toBeCloseTo(75, 9);
    const weighed = ask(
      open(
        CALLS,
        [
          promise('old', { to: '2023-12-31' }),
          promise('a', { from: '2024-01-01' }),
          promise('b', { clock: 'customer', share: 0.9 }),
        ],
        { score: { weights: { old: 3, b: 1 } } },
      ),
    ).answer.score;
    expect(weighed.components).toMatchObject([
      { id: 'a', weight: 0.75, verdict: 'missed' },
      { id: 'b', weight: 0.25 },
    ]);
    expect(weighed.score).toBeCloseTo(100 * (0.75 * 0.75 + (0.25 * 0.6) / 0.9), 9);
  });

  test('is not told where a promise of a fifth or more is hidden, whose component says so', () => {
    const records = open(CALLS, [promise('a', {}), satisfied]);
    const { answer } = ask(records);
    expect(answer.score.score).toBeNull();
    expect(answer.score.components).toMatchObject([
      { id: 'a', attained: { value: expect.closeTo(0.6, 9) } },
      { id: 's', attained: { value: null }, leftOut: 'not_published', points: null },
    ]);
  });

  test('counts answers to a survey as independent', () => {
    const context = open(CALLS, [promise('a', {}), satisfied]);
    const answers = Array.from({ length: 100 }, (_, i) =>
      answerOf({
        id: `s${i}`,
        answeredAt: Date.parse('2024-01-10T12:00:00Z') / 1000 + i,
        score: i < 70 ? 5 : 1,
      }),
    );
    openRecords.at(-1)!.load('surveys', answers);
    openRecords.at(-1)!.rollUp(NOW + 60);
    const { answer } = ask(context);
    expect(answer.score.components[1]).toMatchObject({ attained: { value: 0.7, n: 100 }, verdict: 'missed' });
  });

  test('leaves out what is better the lower, and says so', () => {
    const gaveUp = {
      id: 'g',
      words: 'few give up',
      metric: 'abandonment_rate',
      value: 0.1,
      from: '2020-01-01',
    };
    const { answer } = ask(open(CALLS, [promise('a', {}), gaveUp]));
    expect(answer.score.components[1]).toMatchObject({ id: 'g', weight: null, leftOut: 'lower_is_better' });
    expect(answer.score.score).toBeCloseTo(75, 9);
  });
});

test('the address answers as JSON and as CSV, of one channel and of any window', async () => {
  const context = open(
    weekdays('2024-01-01', '2024-01-31', () => 18),
    [promise('a', {})],
  );
  const { configuration, calendar, db } = context;
  const app = createApp({
    ...{ db: null, read: db, configuration, zone, calendar, clock: () => NOW, log: () => undefined },
  });
  const json = await app.request('/api/v1/service-levels?channel=phone&from=2024-01-10&to=2024-01-20');
  expect(json.status).toBe(200);
  expect(await json.json()).toMatchObject({
    channel: 'phone',
    from: '2024-01-10',
    isWhole: true,
    halfHours: null,
  });
  const csv = await app.request('/api/v1/service-levels.csv?channel=phone');
  const [header, ...lines] = (await csv.text()).trim().split('\r\n');
  expect(header).toContain(
    'part,id,words,clock,channel,from,to,time_zone,as_of,unit,value,low,high,n,status',
  );
  expect(new Set(lines.map((line) => line.split(',')[0]))).toEqual(
    new Set([
      'clock',
      'target',
      'todays_rule',
      'budget',
      'bridge',
      'half_hours',
      'formula',
      'score',
      'component',
    ]),
  );
  const long = await app.request('/api/v1/service-levels?from=1990-01-01&to=2024-01-20');
  expect(long.status).toBe(422);
});
