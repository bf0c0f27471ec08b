/** Actions on shares, from records to verdict: who gave up, who was answered in time, who was satisfied. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ActionAnswer } from '../../../api/contract/actions.ts';
import { actionsFeed } from '../../../api/feeds/actions.ts';
import type { FeedContext } from '../../../api/feeds/context.ts';
import { impactFeed } from '../../../api/feeds/impact.ts';
import type { ActionRecord, IntervalRecord, RecordOf } from '../../../db/domain/contact.ts';
import { actionOf } from '../../support/actions.ts';
import { mondayOf, OFFICE_ZONE, officeContext, startOfWeek } from '../../support/judged-office.ts';
import { answerOf, intervalOf } from '../../support/records.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const START = 30;
const WEEKS = START + 28;
const CALLS = 200;
const ANSWERS_A_DAY = 8;

const registered = (fields: Partial<ActionRecord> & Pick<ActionRecord, 'id' | 'metric' | 'direction'>) =>
  actionOf({
    startsAt: startOfWeek(START),
    registeredAt: startOfWeek(START - 4),
    channel: 'phone',
    expectedEffect: 0.3,
    worthwhileEffect: 0.1,
    ...fields,
  });

/** Days go up and down by as much as days do, the same in each run. */
const sway = (day: number) => 0.02 * Math.sin(day * 1.7) + 0.02 * Math.cos(day * 0.9);

const DAYS = Array.from({ length: WEEKS * 7 }, (_, i) => ({
  day: mondayOf(0) + i,
  isAfter: i >= START * 7,
  i,
}));

/** Each in an office of its own: two at once on the same contacts could not be told apart. */
const offices = new Map<string, { records: RecordsDatabase; context: FeedContext; action: ActionAnswer }>();
function open<K extends 'intervals' | 'surveys'>(action: ActionRecord, kind: K, all: RecordOf[K][]): void {
  const records = new RecordsDatabase({ zone: OFFICE_ZONE });
  records.load('actions', [action], { nowSeconds: action.registeredAt });
  records.load(kind, all);
  const now = startOfWeek(WEEKS + 3);
  records.rollUp(now);
  const context = officeContext(records, now);
  const [judged] = actionsFeed(context, { toDay: null }).actions;
  offices.set(action.id, { records, context, action: judged! });
}

beforeAll(() => {
  const daily = (day: number, fields: Partial<IntervalRecord>) =>
    intervalOf({
      intervalStart: OFFICE_ZONE.startOfDay(day),
      interval: 'P1D',
      ...{ offered: CALLS, answered: CALLS, abandoned: 0 },
      ...fields,
    });
  open(
    registered({ id: 'gave-up', metric: 'abandonment_rate', direction: 'down' }),
    'intervals',
    DAYS.map(({ day, isAfter, i }) => {
      const abandoned = Math.round(CALLS * ((isAfter ? 0.1 : 0.2) + sway(i)));
      return daily(day, { answered: CALLS - abandoned, abandoned });
    }),
  );
  open(
    registered({ id: 'in-time', metric: 'answered_within_120s', direction: 'up' }),
    'intervals',
    DAYS.map(({ day, isAfter, i }) => {
      const answeredWithin = Math.round(CALLS * ((isAfter ? 0.4 : 0.6) + sway(i)));
      return daily(day, { withinSeconds: 120, answeredWithin });
    }),
  );
  open(
    registered({ id: 'satisfied', metric: 'csat_top2', direction: 'up', channel: null }),
    'surveys',
    DAYS.flatMap(({ day, isAfter, i }) =>
      Array.from({ length: ANSWERS_A_DAY }, (_, n) =>
        answerOf({
          id: `${i} ${n}`,
          answeredAt: OFFICE_ZONE.startOfDay(day) + 36_000 + n,
          // Four of eight are good ones before and six after, one more on every third day.
          score: n < (isAfter ? 6 : 4) + Number(i % 3 === 0) ? 5 : 2,
        }),
      ),
    ),
  );
});
afterAll(() => {
  for (const { records } of offices.values()) records.close();
});

const at26 = (id: string) => offices.get(id)!.action.looks.find(({ weeks }) => weeks === 26)!;

test('half as many who give up, day by day, is an action that worked, by ten points', () => {
  const { verdict, effect, points, avoided, method } = at26('gave-up');
  expect(offices.get('gave-up')!.action.verdict).toBe('worked');
  expect(verdict).toBe('worked');
  expect(method).toMatchObject({ family: 'quasi_binomial' });
  expect(method!.terms).toContain('weekday');
  expect(points!.low).toBeLessThan(-0.1);
  expect(points!.high).toBeGreaterThan(-0.1);
  expect(points!.high).toBeLessThan(-0.05);
  expect(effect!.estimate).toBeCloseTo(-0.5, 1);
  expect(avoided).toBeNull();
});

test('fewer answered in time, where more were promised, made it worse', () => {
  const { verdict, points } = at26('in-time');
  expect(verdict).toBe('made_it_worse');
  expect(points!.low).toBeLessThan(-0.2);
  expect(points!.high).toBeGreaterThan(-0.2);
  expect(points!.high).toBeLessThan(-0.14);
});

test('more who are satisfied is told by weeks, for answers do not share a queue', () => {
  const { verdict, points, method } = at26('satisfied');
  expect(verdict).toBe('worked');
  expect(method!.terms).not.toContain('weekday');
  expect(points!.low).toBeLessThan(0.25);
  expect(points!.high).toBeGreaterThan(0.25);
});

test('weeks of shares are published with what they are a share of, and nothing else', () => {
  const result = impactFeed(offices.get('gave-up')!.context, { id: 'gave-up', toDay: null });
  if (!result.ok) throw new Error(result.detail);
  const { weeks } = result.answer;
  expect(weeks.value[START - 10]).toBeCloseTo(0.2, 1);
  expect(weeks.value[START + 10]).toBeCloseTo(0.1, 1);
  expect(weeks.leftOut.filter((why) => why === 'selection')).toHaveLength(4);
  expect(weeks.without[START + 10]!).toBeGreaterThan(0.17);
});
