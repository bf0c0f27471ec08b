import { afterEach, describe, expect, test } from 'vitest';
import { breakdownFeed } from '../../../api/feeds/breakdown.ts';
import type { FeedContext } from '../../../api/feeds/context.ts';
import { reasonsFeed } from '../../../api/feeds/reasons.ts';
import { reasonsCsv } from '../../../api/reasons-table.ts';
import { rulesOf } from '../../../db/configuration.ts';
import type { Category, CodingRecord, Contact, ExposureRecord } from '../../../db/domain/contact.ts';
import { formatDay, makeZone } from '../../../db/domain/zone.ts';
import { rollUp } from '../../../db/rollup/rollup.ts';
import { contactOf } from '../../support/records.ts';
import { contextOf, dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const NOW = Date.parse('2024-06-01T00:00:00Z') / 1000;
const CONFIGURATION = {
  organisation: { name: 'Test', timeZone: 'UTC' },
  progressChasing: { causes: ['late', 'delivery'] },
  ideas: { words: 'Tell us.', href: 'mailto:ideas@example.org' },
};
const openRecords: RecordsDatabase[] = [];
afterEach(() => {
  for (const records of openRecords.splice(0)) records.close();
});

interface Parts {
  exposure?: ExposureRecord[];
  codings?: CodingRecord[];
  configuration?: object;
}

function open(contacts: readonly Contact[], parts: Parts = {}): FeedContext {
  const records = new RecordsDatabase({ zone: makeZone('UTC') });
  openRecords.push(records);
  records.load('contacts', contacts);
  if (parts.exposure !== undefined) records.load('exposure', parts.exposure);
  if (parts.codings !== undefined) records.load('codings', parts.codings);
  const context = contextOf(records, parts.configuration ?? CONFIGURATION, NOW);
  rollUp(records.db, { ...rulesOf(context.configuration), liveDelayMinutes: null }, NOW);
  return context;
}

let number = 0;
/** So many contacts of each reason on every day of a month; null: of no reason. */
function month(
  first: string,
  each: readonly (readonly [Category | null, number])[],
  more: Partial<Contact> = {},
) {
  const from = dayOf(first);
  const days = new Date(Date.UTC(Number(first.slice(0, 4)), Number(first.slice(5, 7)), 0)).getUTCDate();
  return Array.from({ length: days }, (_, i) =>
    each.flatMap(([category, count]) =>
      Array.from({ length: count }, (_, at) =>
        contactOf({ id: `c${number++}`, offeredAt: (from + i) * 86_400 + 36_000 + at, category, ...more }),
      ),
    ),
  ).flat();
}

function ask(context: FeedContext, from = '2024-03-01', to = '2024-03-31') {
  return reasonsFeed(context, { fromDay: dayOf(from), toDay: dayOf(to), channel: null });
}

const rowOf = (answer: ReturnType<typeof ask>, category: string) =>
  answer.categories.find((row) => row.category === category)!;
const figureOf = (answer: ReturnType<typeof ask>, metric: string) =>
  [...answer.demand, ...answer.resolution].find((figure) => figure.metric === metric)!.share;

describe('reasons', () => {
  test('have shares of all contacts, with intervals that rest on the days, and a clear change is called one', () => {
    const context = open([
      ...month('2024-02-01', [
        ['information', 30],
        ['problem', 10],
      ]),
      ...month('2024-03-01', [
        ['information', 20],
        ['problem', 20],
      ]),
    ]);
    const answer = ask(context);
    const problem = rowOf(answer, 'problem');
    expect(problem.count).toBe(620);
    expect(problem.share).toMatchObject({ value: 0.5, n: 1240, basis: 'days' });
    expect(problem.share.changes[0]).toMatchObject({
      comparison: 'previous',
      value: 0.25,
      direction: 'rose',
    });
    expect(rowOf(answer, 'information').share.changes[0]?.direction).toBe('fell');
    // Nothing is on record of the year before.
    expect(problem.share.changes[1]).toMatchObject({ comparison: 'last_year', direction: 'not_known' });
  });

  test('a category that is never used is there with none, and a hidden one without anything', () => {
    const context = open([
      ...month('2024-03-01', [
        ['information', 20],
        ['problem', 20],
      ]),
      contactOf({ id: 'one', offeredAt: dayOf('2024-03-05') * 86_400, category: 'idea' }),
    ]);
    const answer = ask(context);
    expect(rowOf(answer, 'compliment')).toMatchObject({ count: 0, share: { value: 0, low: 0 } });
    expect(rowOf(answer, 'idea')).toMatchObject({
      count: null,
      status: 'suppressed',
      share: { value: null },
    });
    expect(answer.ideas).toMatchObject({
      received: null,
      status: 'suppressed',
      href: 'mailto:ideas@example.org',
    });
  });

  test('of a month in which no contact has a reason are missing, not none', () => {
    const answer = ask(open(month('2024-03-01', [[null, 20]])));
    expect(rowOf(answer, 'problem')).toMatchObject({
      count: null,
      status: 'missing',
      share: { value: null },
    });
    expect(rowOf(answer, 'unclassified')).toMatchObject({ count: 620 });
  });

  test('are shares of all contacts where one is hidden, in months too, as the breakdown by reason says', () => {
    const context = open([
      ...month('2024-03-01', [
        ['information', 20],
        ['problem', 20],
      ]),
      ...month('2024-03-01', [['idea', 9]]).slice(0, 9),
      ...month('2024-03-01', [['compliment', 6]]).slice(0, 6),
    ]);
    const answer = ask(context);
    expect(rowOf(answer, 'idea')).toMatchObject({ count: null, status: 'suppressed' });
    const { value, n } = rowOf(answer, 'problem').share;
    expect({ value: value!.toFixed(4), n }).toEqual({ value: (620 / 1255).toFixed(4), n: 1255 });
    const question = { metric: 'offered', by: 'category', fromDay: dayOf('2024-03-01') } as const;
    const told = breakdownFeed(context, { ...question, toDay: dayOf('2024-03-31') });
    if (!told.ok) throw new Error(told.detail);
    const { member, share } = told.answer.rows;
    expect(share[member.indexOf('problem')]).toBeCloseTo(620 / 1255, 10);
    const { months } = answer;
    const ofMonths = months.categories.find(({ category }) => category === 'problem')!;
    expect(ofMonths.share.at(-1)).toBeCloseTo(620 / 1255, 3);
  });

  test('of a single contact are hidden, and nothing is NaN', () => {
    const answer = ask(
      open([
        contactOf({
          id: 'x',
          offeredAt: dayOf('2024-03-05') * 86_400,
          category: 'idea',
          demand: 'value',
          customer: 'a',
        }),
      ]),
    );
    expect(rowOf(answer, 'idea').share).toMatchObject({ value: null, low: null });
    expect(JSON.stringify(answer)).not.toContain('NaN');
    expect(answer.demand.every(({ share }) => share.value === null)).toBe(true);
  });

  test('whose days are hidden rest on weeks', () => {
    const answer = ask(
      open(
        ['2023-12-01', '2024-01-01', '2024-02-01', '2024-03-01'].flatMap((first) =>
          month(first, [
            ['information', 40],
            ['complaint', 3],
          ]),
        ),
      ),
    );
    expect(rowOf(answer, 'complaint').share).toMatchObject({ basis: 'weeks' });
    expect(rowOf(answer, 'complaint').share.low).toBeGreaterThan(0.05);
    expect(rowOf(answer, 'information').share.basis).toBe('days');
  });

  test('over days that differ have a wider interval than independent contacts would', () => {
    const uneven = month('2024-03-01', [['information', 20]]).map((contact, i) => ({
      ...contact,
      category: (Math.floor(i / 20) % 2 === 0 ? 'problem' : 'information') as Category,
    }));
    const { low, high, value } = rowOf(ask(open(uneven)), 'problem').share;
    // Of 620 independent contacts about 0.08 wide; whole days differ here.
    expect(high! - low!).toBeGreaterThan(0.3);
    expect(value).toBeCloseTo(16 / 31, 6);
  });

  test('by month go back as far as records do', () => {
    const answer = ask(
      open([...month('2024-02-01', [['problem', 20]]), ...month('2024-03-01', [['problem', 20]])]),
    );
    expect(answer.months.start).toEqual(['2024-02-01', '2024-03-01']);
    expect(answer.months.categories.find(({ category }) => category === 'problem')?.share).toEqual([1, 1]);
  });
});

describe('per 1,000', () => {
  const days = Array.from({ length: 31 }, (_, i) => dayOf('2024-03-01') + i);
  const contacts = () => month('2024-03-01', [['problem', 20]]);

  test('are the same whether the window ends today or in a hundred years', () => {
    const context = open(contacts());
    const [now, ever] = ['2024-06-01', '2099-12-31'].map((to) => ask(context, '2024-03-02', to));
    const said = ({ categories }: ReturnType<typeof ask>) =>
      categories.map(({ count, share }) => [count, share.value, share.low]);
    expect(said(ever!)).toEqual(said(now!));
    expect(ask(context, '2099-12-01', '2099-12-31').categories.every(({ count }) => count === null)).toBe(
      true,
    );
  });

  test('of one to nine orders or customers are not told', () => {
    const exposure = days.map((day, i) => ({ day, customers: 3, orders: i < 7 ? 1 : 0 }));
    const answer = ask(open(contacts(), { exposure }));
    expect(rowOf(answer, 'problem').rates).toEqual([]);
    expect([answer.months.customers, answer.months.orders]).toEqual([[null], [null]]);
  });

  test('customers by their mean, orders by their sum, a year at this pace for customers alone', () => {
    const exposure = days.map((day) => ({ day, customers: 6200, orders: 1000 }));
    const [customers, orders] = rowOf(ask(open(contacts(), { exposure })), 'problem').rates;
    expect(customers).toMatchObject({ per: 'customers', value: 100 });
    expect(customers?.perYear).toBeCloseTo((100 * 365) / 31, 9);
    expect(orders).toMatchObject({ per: 'orders', value: 20, perYear: null });
    // Garwood's interval of 620, for days that do not differ at all.
    expect(orders?.low).toBeCloseTo(18.456, 2);
    expect(orders?.high).toBeCloseTo(21.638, 2);
  });

  test('orders of which a day is missing, or none at all, are held against nothing', () => {
    const exposure = days.map((day, i) => ({ day, customers: 0, orders: i === 3 ? null : 1000 }));
    const answer = ask(open(contacts(), { exposure }));
    expect(rowOf(answer, 'problem').rates).toEqual([]);
    expect(answer.months.orders).toEqual([null]);
    expect(answer.months.customers).toEqual([null]);
  });

  test('is not said of days, for orders are published by the month', () => {
    const exposure = days.map((day) => ({ day, customers: 6200, orders: 1000 }));
    const answer = ask(open(contacts(), { exposure }), '2024-03-02', '2024-03-20');
    expect(rowOf(answer, 'problem').rates).toEqual([]);
  });
});

describe('wanted and avoidable', () => {
  const of = (demand: 'value' | 'failure' | 'unclear', count: number) =>
    month('2024-03-01', [['problem', 1]], { demand }).slice(0, count);

  test('are shares of what was judged, and it is said how much was', () => {
    const answer = ask(
      open([
        ...of('value', 20),
        ...of('failure', 30),
        ...of('unclear', 10),
        ...month('2024-03-01', [[null, 2]]),
      ]),
    );
    expect(figureOf(answer, 'value_demand_share')).toMatchObject({ value: 1 / 3, n: 60 });
    expect(figureOf(answer, 'failure_demand_share')).toMatchObject({ value: 0.5, n: 60 });
    expect(figureOf(answer, 'unclear_demand_share').value).toBeCloseTo(1 / 6, 12);
    expect(figureOf(answer, 'assessed_share').value).toBeCloseTo(60 / 122, 12);
  });

  test('a small third part is told by neither of the other two', () => {
    const answer = ask(open([...of('value', 20), ...of('failure', 30), ...of('unclear', 4)]));
    expect(figureOf(answer, 'failure_demand_share').n).toBe(54);
    expect(figureOf(answer, 'value_demand_share')).toMatchObject({
      value: null,
      n: null,
      status: 'suppressed',
    });
    expect(figureOf(answer, 'unclear_demand_share')).toMatchObject({ value: null, status: 'suppressed' });
  });

  test('progress chasing follows the rule: causes and sub-causes, each contact once', () => {
    const context = open([
      ...month('2024-03-01', [['problem', 1]], { cause: 'delivery', subCause: 'late' }),
      ...month('2024-03-01', [['complaint', 1]], { cause: 'service', subCause: 'late' }),
      ...month('2024-03-01', [['information', 2]]),
      ...month('2024-03-01', [[null, 3]]),
    ]);
    expect(figureOf(ask(context), 'progress_chasing_share')).toMatchObject({ value: 0.5, n: 124 });
  });

  test('without a rule nobody knows, and it is not none', () => {
    const configuration = { organisation: { name: 'Test', timeZone: 'UTC' } };
    const answer = ask(open(month('2024-03-01', [['problem', 20]]), { configuration }));
    expect(figureOf(answer, 'progress_chasing_share')).toMatchObject({ value: null, status: 'missing' });
  });
});

test('coverage says of each channel of how many contacts what is known', () => {
  const answer = ask(
    open([
      ...month('2024-03-01', [['problem', 1]], { cause: 'fees', customer: 'a', resolvedFirst: true }),
      ...month('2024-03-01', [['complaint', 1]]),
      ...month('2024-03-01', [[null, 2]], { channel: 'email', outcome: 'message' }),
    ]),
  );
  const of = (channel: string, metric: string) =>
    answer.coverage.find((row) => row.channel === channel)?.figures.find((row) => row.metric === metric);
  expect(answer.coverage.map(({ channel }) => channel)).toEqual(['phone', 'email']);
  expect(of('phone', 'classified_share')?.value).toBe(1);
  expect(of('phone', 'cause_share')).toMatchObject({ value: 0.5, n: 62 });
  expect(of('phone', 'outcome_share')?.value).toBe(0.5);
  expect(of('email', 'classified_share')?.value).toBe(0);
  // Nothing that could have a cause came by email.
  expect(of('email', 'cause_share')).toMatchObject({ value: null, n: 0, status: 'missing' });
});

describe('a second coding', () => {
  const coded = (first: CodingRecord['first'], second: CodingRecord['second'], count: number, from = 0) =>
    Array.from({ length: count }, (_, i): CodingRecord => ({ contactId: `s${from + i}`, first, second }));
  const checkOf = (codings: CodingRecord[]) =>
    ask(open(month('2024-03-01', [['problem', 20]]), { codings })).coding.checks;

  test('of contacts that are not on record counts all the same: it tells how far two coders agree', () => {
    const [check] = checkOf([
      ...coded('problem', 'problem', 60),
      ...coded('complaint', 'complaint', 45, 100),
      ...coded('problem', 'complaint', 15, 200),
      ...coded('information', 'problem', 3, 300),
    ]);
    // 18 differed, 3 of them hidden: 20 of 125 as rounded.
    expect(check).toMatchObject({
      about: 'category',
      state: 'told',
      n: 125,
      agreement: 0.84,
      ofContacts: null,
    });
    expect(check?.kappa).toBeGreaterThan(0.6);
    expect(check?.kappaLow).toBeLessThan(check!.kappa!);
    expect(check?.pairs).toContainEqual({ first: 'information', second: 'problem', count: null });
    expect(check?.pairs).toContainEqual({ first: 'problem', second: 'complaint', count: 15 });
  });

  test('of few is not told', () => {
    expect(checkOf(coded('problem', 'problem', 20))).toMatchObject([
      { state: 'too_few', n: null, kappa: null, pairs: [] },
    ]);
  });

  test('with one code only has no kappa, however well they agree', () => {
    expect(checkOf(coded('value', 'value', 40))).toMatchObject([
      { about: 'demand', state: 'one_code', agreement: 1, kappa: null },
    ]);
  });

  test('in which a few differ tells nothing of them', () => {
    expect(checkOf([...coded('value', 'value', 40), ...coded('value', 'failure', 4, 100)])).toMatchObject([
      { state: 'hidden', agreement: null, kappa: null, pairs: [] },
    ]);
  });

  test('loaded twice is unchanged, and says from which months it is', () => {
    const contacts = month('2024-03-01', [['problem', 20]]);
    const codings = contacts
      .slice(0, 40)
      .map(({ id }): CodingRecord => ({ contactId: id, first: 'problem', second: 'problem' }));
    const context = open(contacts, { codings });
    const records = openRecords.at(-1)!;
    expect(records.load('codings', codings)).toMatchObject({ unchanged: 40, accepted: 0 });
    expect(records.load('codings', [{ ...codings[0]!, second: 'complaint' }])).toMatchObject({ updated: 1 });
    expect(ask(context).coding.checks).toMatchObject([
      { ofContacts: 620, from: '2024-03-01', to: '2024-03-31' },
    ]);
  });
});

test('the table has a row for each figure and each comparison', () => {
  const lines = reasonsCsv(ask(open(month('2024-03-01', [['problem', 20]]))))
    .trimEnd()
    .split('\r\n');
  expect(lines[0]).toMatch(/^section,name,channel,from,to,time_zone,as_of,value/);
  expect(lines.filter((line) => line.startsWith('share,problem'))).toHaveLength(3);
  expect(lines.filter((line) => line.startsWith('coverage,classified_share,phone'))).toHaveLength(1);
  expect(formatDay(dayOf('2024-03-31'))).toBe('2024-03-31');
});

test('a share of which days are hidden is hidden, and no change is told of it', () => {
  const judged = (day: string, failures: number) =>
    Array.from({ length: 24 }, (_, i) =>
      contactOf({
        ...{ id: `c${number++}`, offeredAt: dayOf(day) * 86_400 + 36_000 + i },
        demand: i < failures ? 'failure' : 'value',
      }),
    );
  const days = Array.from({ length: 70 }, (_, i) => formatDay(dayOf('2024-02-01') + i));
  // Six of 24 are hidden; twelve of 24, and none, are shown.
  const failuresOn = (day: string) => (day < '2024-03-04' ? 12 : day === '2024-03-05' ? 0 : 6);
  const context = open(days.flatMap((day) => judged(day, failuresOn(day))));
  const share = figureOf(ask(context, '2024-03-05', '2024-03-08'), 'failure_demand_share');
  expect(share).toMatchObject({ value: null, n: null, status: 'suppressed', low: null, high: null });
  expect(share.changes[0]).toMatchObject({ direction: 'not_known' });
});
