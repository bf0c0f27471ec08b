import { afterEach, describe, expect, test } from 'vitest';
import { type SatisfactionQuestion, satisfactionFeed } from '../../../api/feeds/satisfaction.ts';
import { renderAddress } from '../../../api/render.ts';
import type { SurveyAggregate, SurveyAnswer } from '../../../db/domain/contact.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { answerOf, contactOf } from '../../support/records.ts';
import { contextOf, dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const at = (time: string) => Date.parse(time) / 1000;
const NOW = at('2024-06-20T12:00:00Z');
const CONFIGURATION = {
  organisation: { name: 'Test', timeZone: 'UTC' },
  targets: [{ id: 'satisfied', words: '8 in 10', metric: 'csat_top2', value: 0.8, from: '2020-01-01' }],
};
const open: RecordsDatabase[] = [];
afterEach(() => {
  for (const records of open.splice(0)) records.close();
});

let number = 0;
/** Answers by score, spread over the days of a month. */
function answersIn(
  month: string,
  byScore: Readonly<Record<number, number>>,
  more: Partial<SurveyAnswer> = {},
): SurveyAnswer[] {
  return Object.entries(byScore).flatMap(([score, count]) =>
    Array.from({ length: count }, (_, i) =>
      answerOf({
        id: `s${++number}`,
        answeredAt: at(`${month}-${String((i % 28) + 1).padStart(2, '0')}T10:00:00Z`) + i,
        score: Number(score),
        ...more,
      }),
    ),
  );
}
function sumsOf(fields: Partial<SurveyAggregate>): SurveyAggregate {
  return {
    ...{ shape: 'aggregate', id: `a${++number}`, periodStart: at('2024-05-01T00:00:00Z'), period: 'P1M' },
    ...{
      channel: null,
      category: null,
      n: 100,
      mean: 4,
      sd: null,
      scaleMin: 1,
      scaleMax: 5,
      best: 'high',
      sent: null,
    },
    ...fields,
  };
}

function openWith(
  surveys: readonly (SurveyAnswer | SurveyAggregate)[],
  contacts: Parameters<typeof contactOf>[0][] = [],
  nowSeconds = NOW,
) {
  const records = new RecordsDatabase({ zone: makeZone('UTC') });
  open.push(records);
  if (contacts.length > 0) records.load('contacts', contacts.map(contactOf));
  records.load('surveys', surveys);
  records.rollUp(nowSeconds);
  return { records, context: contextOf(records, CONFIGURATION, nowSeconds) };
}
const MAY: SatisfactionQuestion = { fromDay: dayOf('2024-05-01'), toDay: dayOf('2024-05-31') };
function ask(
  surveys: readonly (SurveyAnswer | SurveyAggregate)[],
  contacts: Parameters<typeof contactOf>[0][] = [],
) {
  // Somebody answered after May, so that all of it is known.
  const later = answersIn('2024-06', { 5: 1 }, { answeredAt: at('2024-06-12T10:00:00Z') });
  const asked = satisfactionFeed(openWith([...surveys, ...later], contacts).context, MAY);
  if (!asked.ok) throw new Error(asked.detail);
  return asked.answer;
}

describe('satisfaction of a month', () => {
  // vectors.json, newcombe95 and wilson95: 412/523 − 378/505.
  test('is held against the month before as Newcombe has it, and is no clear change', () => {
    const { score, compared, targets } = ask([
      ...answersIn('2024-05', { 1: 41, 2: 30, 3: 40, 4: 200, 5: 212 }),
      ...answersIn('2024-04', { 1: 47, 2: 40, 3: 40, 4: 180, 5: 198 }),
    ]);
    expect(score).toMatchObject({ n: 523, status: 'final' });
    expect(score.value).toBeCloseTo(0.787763, 6);
    expect([score.low, score.high].map((one) => one!.toFixed(6))).toEqual(['0.750686', '0.820643']);
    const [previous, lastYear] = compared;
    expect(previous).toMatchObject({ comparison: 'previous', from: '2024-04-01', to: '2024-04-30' });
    expect(previous!.score.against.difference).toBeCloseTo(0.039248, 6);
    expect(previous!.score.against.low).toBeCloseTo(-0.012339, 6);
    expect(previous!.score.against.high).toBeCloseTo(0.090735, 6);
    expect(previous!.score.against.change).toBe('no_clear_change');
    expect(lastYear!.score).toMatchObject({ value: null, against: { difference: null, change: null } });
    expect(targets).toEqual([
      { id: 'satisfied', words: '8 in 10', metric: 'csat_top2', aim: 0.8, side: 'near' },
    ]);
  });

  test('rose or fell where the interval of the difference leaves zero out', () => {
    const good = answersIn('2024-05', { 3: 50, 4: 100, 5: 150 });
    const bad = answersIn('2024-04', { 1: 100, 2: 50, 3: 100, 4: 30, 5: 20 });
    const [previous] = ask([...good, ...bad]).compared;
    expect(previous!.score.against.change).toBe('rose');
    expect(previous!.mean.against.change).toBe('rose');
    expect(previous!.mean.against.low).toBeGreaterThan(0);
  });

  test('is too early to compare while the month goes on', () => {
    const { context } = openWith([
      ...answersIn('2024-06', { 1: 30, 5: 70 }, { answeredAt: at('2024-06-10T10:00:00Z') }),
      ...answersIn('2024-05', { 1: 70, 5: 30 }),
    ]);
    const asked = satisfactionFeed(context, { fromDay: dayOf('2024-06-01'), toDay: dayOf('2024-06-30') });
    expect(asked.ok && asked.answer.compared[0]!.score.against.change).toBe('too_early');
  });

  test('is told by point, rounded, with what few chose hidden and no interval made of exact counts', () => {
    const { points, mean } = ask(answersIn('2024-05', { 1: 3, 2: 5, 3: 21, 4: 61, 5: 98 }));
    expect(points).toEqual({
      point: [1, 2, 3, 4, 5],
      answers: [null, null, 20, 60, 100],
      share: [null, null, 20 / 180, 60 / 180, 100 / 180],
      status: ['suppressed', 'suppressed', 'final', 'final', 'final'],
    });
    expect(mean.sd).toBe(0.9);
    expect(mean.high! - mean.value!).toBeCloseTo((1.9727 * 0.9) / Math.sqrt(188), 3);
  });

  test('has no spread, and no deviation, where the mean gives a small count away', () => {
    const { points, mean } = ask(answersIn('2024-05', { 1: 3, 5: 60 }));
    expect(points.status).toEqual(Array.from({ length: 5 }, () => 'suppressed'));
    expect(points.answers).toEqual(Array.from({ length: 5 }, () => null));
    expect(mean).toMatchObject({ n: 63, sd: null, low: null, high: null });
  });

  test('of one answer says nothing, and of none is missing', () => {
    const one = ask(answersIn('2024-05', { 5: 1 }));
    expect(one.score).toMatchObject({ value: null, n: null, status: 'suppressed', low: null, high: null });
    expect(one.mean).toMatchObject({ value: null, status: 'suppressed' });
    const none = ask(answersIn('2024-04', { 5: 40 }), [
      { id: 'c', offeredAt: at('2024-05-02T10:00:00Z') },
      { id: 'd', offeredAt: at('2024-06-12T10:00:00Z') },
    ]);
    expect(none.score).toMatchObject({ value: null, low: null, high: null, status: 'missing' });
    expect(none.recommend).toMatchObject({ value: null, low: null, promoters: null });
    expect(JSON.stringify([one, none])).not.toContain('NaN');
  });

  test('of sums that state a deviation has an interval for the mean, without one it has none', () => {
    const stated = ask([sumsOf({ n: 400, mean: 4, sd: 1 })]);
    expect(stated.mean).toMatchObject({ value: 4, n: 400, sd: 1 });
    expect(stated.mean.high! - 4).toBeCloseTo(1.9659 / 20, 3);
    expect(stated.points.status[0]).toBe('missing');
    const unstated = ask([sumsOf({ n: 400, mean: 4 })]);
    expect(unstated.mean).toMatchObject({ value: 4, sd: null, low: null, high: null });
    expect(unstated.score).toMatchObject({ value: null, status: 'missing' });
  });
});

describe('scales', () => {
  test.each([
    ['1 to 5', { scaleMin: 1, scaleMax: 5 }, { 5: 40, 1: 60 }],
    ['0 to 10', { scaleMin: 0, scaleMax: 10 }, { 10: 40, 0: 60 }],
    ['1 to 7, 1 the best', { scaleMin: 1, scaleMax: 7, best: 'low' }, { 1: 40, 7: 60 }],
  ] as const)(
    'from %s come to the same mean and points, and the original stands beside',
    (_, scale, byScore) => {
      const answer = ask(answersIn('2024-05', byScore, scale));
      expect(answer.mean.value).toBeCloseTo(2.6, 6);
      expect(answer.points.answers).toEqual([60, 0, 0, 0, 40]);
      const [best, worst] = 'best' in scale ? [1, 7] : [scale.scaleMax, scale.scaleMin];
      expect(answer.meanOriginal.value).toBeCloseTo((40 * best + 60 * worst) / 100, 6);
    },
  );

  test('that meet have one common mean and no original one', () => {
    const { mean, meanOriginal } = ask([
      ...answersIn('2024-05', { 5: 50 }),
      ...answersIn('2024-05', { 10: 50 }, { scaleMin: 0, scaleMax: 10 }),
    ]);
    expect(mean.value).toBe(5);
    expect(meanOriginal).toMatchObject({ value: null, status: 'missing' });
  });
});

describe('recommendation', () => {
  const recommending = (byScore: Readonly<Record<number, number>>) =>
    Object.entries(byScore).flatMap(([said, count]) =>
      answersIn('2024-05', { 4: count }, { wouldRecommend: Number(said) }),
    );

  // vectors.json, nps: 300 promoters, 120 passives, 80 detractors → 44.0 ± 6.59666927.
  test('has the interval of a net score', () => {
    const { recommend } = ask(recommending({ 9: 100, 10: 200, 7: 120, 3: 80 }));
    expect(recommend).toMatchObject({
      n: 500,
      promoters: 300,
      passives: 120,
      detractors: 80,
      isWidest: false,
    });
    expect(recommend.value).toBeCloseTo(44, 9);
    expect(recommend.high! - 44).toBeCloseTo(6.59666927, 6);
    expect(44 - recommend.low!).toBeCloseTo(6.59666927, 6);
  });

  test('has the widest interval that its score allows where few of a kind would be given away', () => {
    const { recommend } = ask(recommending({ 10: 40, 3: 2 }));
    expect(recommend).toMatchObject({ promoters: null, passives: null, detractors: null, isWidest: true });
    const score = 38 / 42;
    expect(recommend.high! - recommend.low!).toBeLessThanOrEqual(2 * 196 * Math.sqrt((1 - score ** 2) / 42));
    expect(recommend.low).toBeLessThan(recommend.value!);
  });

  test('of people all of one mind has no interval: how far others differ cannot be told', () => {
    expect(ask(recommending({ 10: 40 })).recommend).toMatchObject({ value: 100, low: null, high: null });
  });
});

describe('who is not in it', () => {
  test('stands beside it: how many came, gave up, were asked and answered', () => {
    const contacts = Array.from({ length: 60 }, (_, i) => ({
      ...{ id: `c${i}`, offeredAt: at('2024-05-02T10:00:00Z') + i * 60 },
      ...(i % 4 === 0 && { outcome: 'abandoned' as const, waitSeconds: 60 }),
    }));
    const { contacts: told, response } = ask(
      [
        ...answersIn('2024-05', { 5: 20, 2: 12 }),
        sumsOf({ n: 0, mean: null, sent: 40, scaleMin: null, scaleMax: null }),
      ],
      contacts,
    );
    expect(told).toMatchObject({ offered: { value: 60 }, gaveUp: { value: 15 } });
    expect(response).toEqual({ value: null, invited: null, answered: 32, status: 'suppressed' });
  });
});

describe('answers that come after the month has closed', () => {
  const early = answersIn('2024-05', { 1: 20, 5: 30 });
  const late = answersIn('2024-05', { 1: 30, 5: 20 });
  const told = (records: RecordsDatabase, nowSeconds: number) => {
    records.rollUp(nowSeconds);
    const asked = satisfactionFeed(contextOf(records, CONFIGURATION, nowSeconds), MAY);
    if (!asked.ok) throw new Error(asked.detail);
    return asked.answer.score;
  };

  test('change a figure that is provisional until then, and is final a week after the month', () => {
    const june = at('2024-06-03T12:00:00Z');
    const { records } = openWith(
      [...early, ...answersIn('2024-06', { 5: 1 }, { answeredAt: june - 86_400 })],
      [],
      june,
    );
    expect(told(records, june)).toMatchObject({ value: 0.6, n: 50, status: 'provisional' });
    records.load('surveys', late, { name: 'late.csv' });
    expect(told(records, june + 86_400)).toMatchObject({ value: 0.5, n: 100, status: 'provisional' });
    expect(told(records, at('2024-06-09T12:00:00Z'))).toMatchObject({ value: 0.5, n: 100, status: 'final' });
  });

  test('belong to the month in which they were given', () => {
    const june = at('2024-06-20T12:00:00Z');
    const contacts = [{ id: 'may', offeredAt: at('2024-05-31T20:00:00Z') }];
    const { records } = openWith(
      [...early, ...answersIn('2024-06', { 1: 15 }, { contactId: 'may' })],
      contacts,
      june,
    );
    expect(told(records, june)).toMatchObject({ n: 50, value: 0.6 });
  });
});

describe('by channel and category', () => {
  test('each has its own interval, and by category nothing is said of fewer than 30', () => {
    const contacts = Array.from({ length: 90 }, (_, i) => ({
      ...{ id: `c${i}`, offeredAt: at('2024-05-02T10:00:00Z') + i * 60 },
      ...{ channel: i < 50 ? ('phone' as const) : ('email' as const) },
      ...{ category: i < 70 ? ('problem' as const) : ('idea' as const) },
    }));
    const { parts } = ask(
      contacts.map(({ id, offeredAt }, i) =>
        answerOf({ id, contactId: id, answeredAt: offeredAt + 60, score: i % 2 === 0 ? 5 : 2 }),
      ),
      contacts,
    );
    expect(parts.map(({ by, member }) => [by, member])).toEqual([
      ['channel', ['email', 'phone']],
      ['category', ['problem', 'idea']],
    ]);
    expect(parts[0]!.score).toMatchObject({ value: [0.5, 0.5], n: [40, 50] });
    expect(parts[0]!.score.low.every((low) => low !== null && low < 0.5)).toBe(true);
    expect(parts[1]!.score.status).toEqual(['partial', 'suppressed']);
  });
});

test('answers as JSON and as a table, each with zone and version', () => {
  const { context } = openWith(answersIn('2024-05', { 1: 20, 5: 30 }));
  const query = '?from=2024-05-01&to=2024-05-31';
  const json = JSON.parse(renderAddress(context, `/api/v1/satisfaction${query}`).body);
  expect(json).toMatchObject({ timeZone: 'UTC', score: { value: 0.6 } });
  expect(json.asOf).toMatch(/Z$/);
  const csv = renderAddress(context, `/api/v1/satisfaction.csv${query}`).body.split('\r\n');
  expect(csv[0]).toMatch(/^figure,from,to,channel,time_zone,as_of/);
  expect(csv.find((line) => line.startsWith('csat_top2,2024-05'))).toContain(',0.6,');
  expect(csv.filter((line) => line.startsWith('answers_at_point'))).toHaveLength(5);
});

test('a window put together of days, of which some are hidden, has no share, no change and no side of its target', () => {
  // All twelve of one day were unhappy, which is shown; five of twelve of the other days were happy, which is not.
  const onDay = (date: string, score: number, count: number) =>
    Array.from({ length: count }, (_, i) =>
      answerOf({ id: `s${++number}`, answeredAt: at(`${date}T10:00:00Z`) + i, score }),
    );
  const { context } = openWith([
    ...['2024-05-01', '2024-05-02', '2024-05-03', '2024-05-04'].flatMap((date) => onDay(date, 5, 12)),
    ...onDay('2024-05-05', 1, 12),
    ...['2024-05-06', '2024-05-07', '2024-05-08'].flatMap((date) => [
      ...onDay(date, 5, 5),
      ...onDay(date, 1, 7),
    ]),
    ...onDay('2024-06-12', 5, 12),
  ]);
  const asked = satisfactionFeed(context, { fromDay: dayOf('2024-05-05'), toDay: dayOf('2024-05-08') });
  if (!asked.ok) throw new Error(asked.detail);
  const { score, targets, compared } = asked.answer;
  expect(score).toMatchObject({ value: null, n: null, status: 'suppressed', low: null, high: null });
  expect(targets).toMatchObject([{ id: 'satisfied', side: null }]);
  expect(compared[0]!.score).toMatchObject({ value: 1, against: { low: null, high: null, change: null } });
});
