import { afterEach, describe, expect, test } from 'vitest';
import { complaintsCsv } from '../../../api/complaint-table.ts';
import type { ComplaintsAnswer } from '../../../api/contract/complaints.ts';
import { complaintsAnswer } from '../../../api/contract/complaints.ts';
import { type ComplaintsQuestion, complaintsFeed } from '../../../api/feeds/complaints.ts';
import type { FeedContext } from '../../../api/feeds/context.ts';
import { eventsFeed } from '../../../api/feeds/events.ts';
import type { Contact } from '../../../db/domain/contact.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { actionOf } from '../../support/actions.ts';
import { contactOf } from '../../support/records.ts';
import { contextOf, dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const ORGANISATION = { organisation: { name: 'Test', timeZone: 'UTC' } };
const NOW = Date.parse('2024-06-20T00:00:00Z') / 1000;
const DAY = 86_400;
const openRecords: RecordsDatabase[] = [];
afterEach(() => {
  for (const records of openRecords.splice(0)) records.close();
});

let number = 0;
/** Complaints spread over a month, an odd one on each day in turn. */
function complaints(
  month: string,
  count: number,
  fields: Partial<Contact> & { days?: number } = {},
): Contact[] {
  const from = Date.parse(`${month}-01T10:00:00Z`) / 1000;
  const { days, ...rest } = fields;
  return Array.from({ length: count }, (_, i) => {
    const offeredAt = from + (i % 27) * DAY + i;
    const closedAt = days === undefined ? null : offeredAt + days * DAY - 1;
    return contactOf({ id: `${number++}`, offeredAt, category: 'complaint', closedAt, ...rest });
  });
}
/** Each month has records, so that a month without a complaint is known to have none. */
function others(...months: string[]): Contact[] {
  return months.flatMap((month) =>
    complaints(month, 27, { category: 'information' }).map((contact) => ({ ...contact, cause: null })),
  );
}

function open(contacts: readonly Contact[], configuration: object = {}): FeedContext {
  const records = new RecordsDatabase({ zone: makeZone('UTC') });
  openRecords.push(records);
  records.load('contacts', contacts);
  records.rollUp(NOW);
  return contextOf(records, { ...ORGANISATION, ...configuration }, NOW);
}

function ask(context: FeedContext, from: string, to: string, channel?: ComplaintsQuestion['channel']) {
  const result = complaintsFeed(context, { fromDay: dayOf(from), toDay: dayOf(to), channel });
  if (!result.ok) throw new Error(result.detail);
  return result.answer;
}

const rowsOf = ({ causes }: ComplaintsAnswer) =>
  causes.cause.map((cause, i) => [cause, causes.value[i], causes.previous.change[i]]);

describe('the causes of a month', () => {
  test('are ranked by what is published of them, add up to the whole, and never tell of few', () => {
    const context = open([
      ...complaints('2024-04', 62, { cause: 'delivery' }),
      ...complaints('2024-05', 61, { cause: 'delivery' }),
      ...complaints('2024-05', 29, { cause: 'service' }),
      ...complaints('2024-05', 1, { cause: 'billing' }),
      ...complaints('2024-05', 13),
    ]);
    const answer = ask(context, '2024-05-01', '2024-05-31');
    expect(rowsOf(answer)).toEqual([
      ['delivery', 60, 'no_clear_change'],
      ['service', 30, 'none_before'],
      ['billing', null, 'hidden'],
      ['unstated', 15, 'none_before'],
    ]);
    expect(answer.causes.cumulative).toEqual([60 / 105, 90 / 105, null, 1]);
    expect(answer.causes.previous.ratio[1]).toBeNull();
    expect(answer.causes.shareLow[0]).toBeLessThan(60 / 105);
    // Beside rounded causes an exact whole would tell the one that is hidden, or nearly.
    expect(answer.total.value).toEqual([105]);
    expect(complaintsAnswer.safeParse(JSON.parse(JSON.stringify(answer))).error).toBeUndefined();
    const csv = complaintsCsv(answer).split('\r\n');
    expect(csv.filter((line) => line.startsWith('cause,'))).toHaveLength(4);
    expect(csv[2]).toMatch(/^cause,UTC,[^,]+,,2024-05-01,2024-05-31,delivery,,Delivery,,60,60,partial,/);
  });

  test('that have none any more have fallen, by a ratio of 0 with a limit', () => {
    const context = open([
      ...complaints('2024-04', 200, { cause: 'delivery' }),
      ...others('2024-03', '2024-05'),
    ]);
    const { causes, total } = ask(context, '2024-05-01', '2024-05-31');
    expect([causes.value, causes.previous.change, causes.previous.ratio]).toEqual([[0], ['fell'], [0]]);
    expect(causes.previous.high[0]).toBeLessThan(1);
    expect(causes.share).toEqual([null]);
    expect([total.value, total.status]).toEqual([[0], ['partial']]);
  });

  test('are none where nobody complained, and nothing is divided by that', () => {
    const answer = ask(open(others('2024-04', '2024-05')), '2024-05-01', '2024-05-31');
    expect([answer.total.value, answer.total.perThousand.value]).toEqual([[0], [0]]);
    expect([answer.causes.cause, answer.test.comparisons, answer.test.level]).toEqual([[], 0, 0.95]);
    expect(answer.total.previous.change).toEqual(['none']);
    expect(JSON.stringify(answer)).not.toMatch(/NaN|Infinity/);
  });

  test('are not known where the records tell no categories, nor of an organisation without any', () => {
    const silent = complaints('2024-05', 30).map((contact) => ({ ...contact, category: null }));
    const answer = ask(open(silent), '2024-05-01', '2024-05-31');
    expect([answer.total.value, answer.total.status]).toEqual([[null], ['missing']]);
    expect(ask(open([]), '2024-05-01', '2024-05-31').causes.cause).toEqual([]);
  });

  test('are asked of a channel too, and of windows that have cells', () => {
    const context = open([
      ...complaints('2024-05', 40, { cause: 'delivery' }),
      ...complaints('2024-05', 20, { cause: 'delivery', channel: 'email' }),
    ]);
    expect(ask(context, '2024-05-01', '2024-05-31', 'email').causes.value).toEqual([20]);
    expect(ask(context, '2024-05-06', '2024-05-12').causes.cause).toEqual(['delivery']);
    const refused = complaintsFeed(context, {
      fromDay: dayOf('2024-05-06'),
      toDay: dayOf('2024-05-09'),
      channel: 'email',
    });
    expect(refused).toMatchObject({ ok: false, status: 422, title: 'no such window' });
  });
});

describe('causes that were', () => {
  const change = (kind: string, from: string[], to: string[]) => ({
    causeChanges: [{ date: '2024-05-01', kind, from, to, words: 'another way to count' }],
  });
  const records = (before: string, after: string) => [
    ...complaints('2024-03', 100, { cause: before }),
    ...complaints('2024-04', 100, { cause: before }),
    ...complaints('2024-05', 105, { cause: after }),
  ];

  test('renamed are one series, with the day of it, and no rise from none', () => {
    const answer = ask(
      open(records('fees', 'charges'), change('renamed', ['fees'], ['charges'])),
      '2024-05-01',
      '2024-05-31',
    );
    expect(rowsOf(answer)).toEqual([['charges', 105, 'no_clear_change']]);
    expect(answer.months.causes[0]!.value.slice(-3)).toEqual([100, 100, 105]);
    expect(answer.breaks).toMatchObject([{ date: '2024-05-01', kind: 'renamed', from: ['fees'] }]);
  });

  test('renamed later bear their old name in the months before', () => {
    const context = open(records('fees', 'charges'), change('renamed', ['fees'], ['charges']));
    expect(rowsOf(ask(context, '2024-04-01', '2024-04-30'))).toEqual([['fees', 100, 'no_clear_change']]);
  });

  test.each([
    ['merged', ['fees', 'rates'], ['prices']],
    ['split', ['fees'], ['prices', 'rates']],
  ])('%s are not compared across the day, and are after it', (kind, from, to) => {
    const context = open(
      [...records('fees', 'prices'), ...complaints('2024-06', 100, { cause: 'prices' })],
      change(kind, from, to),
    );
    expect(rowsOf(ask(context, '2024-05-01', '2024-05-31'))).toEqual([
      ['prices', 105, 'broken'],
      ['fees', 0, 'broken'],
    ]);
    expect(ask(context, '2024-06-01', '2024-06-30').causes.previous.change[0]).toBe('no_clear_change');
    const events = eventsFeed(context, { fromDay: null, toDay: null }).events;
    expect(events.filter((event) => event.kind === 'cause')).toMatchObject([
      { from: '2024-05-01', title: 'another way to count', cause: { change: kind, from, to } },
    ]);
  });
});

test('how long complaints took counts those still open, and is not told beyond what is known', () => {
  const cases = (month: string) => [
    ...complaints(month, 60, { cause: 'delivery', days: 2 }),
    ...complaints(month, 25, { cause: 'delivery', days: 30 }),
    ...complaints(month, 15, { cause: 'delivery', outcome: 'open' }),
  ];
  const context = open([...cases('2024-03'), ...cases('2024-05'), ...others('2024-06')]);
  // May ended 18 days before the last day that is counted as a whole: 30 days cannot be known of all.
  const may = ask(context, '2024-05-01', '2024-05-31').total;
  expect([may.daysMedian.value, may.daysNinety.value, may.daysNinety.n]).toEqual([[2], [null], [null]]);
  expect([may.daysNinety.status, may.followedDays]).toEqual([['missing'], 18]);
  const march = ask(context, '2024-03-01', '2024-03-31');
  expect([march.total.daysMedian.value, march.total.daysNinety.value]).toEqual([[2], [null]]);
  expect(march.causes.daysMedian.value).toEqual([2]);
});

test('what was settled in time is a share of what was due, with a range, by cause too', () => {
  const due = (month: string, count: number, late: number) => [
    ...complaints(month, count, { cause: 'delivery', days: 1 }).map((one) => ({
      ...one,
      dueAt: one.offeredAt + DAY,
    })),
    ...complaints(month, late, { cause: 'delivery', days: 3 }).map((one) => ({
      ...one,
      dueAt: one.offeredAt + DAY,
    })),
  ];
  const context = open([...due('2024-03', 80, 20), ...due('2024-04', 80, 20), ...due('2024-05', 80, 20)]);
  const { total, causes } = ask(context, '2024-05-01', '2024-05-31');
  expect([total.kept.value, causes.kept.value]).toEqual([[0.8], [0.8]]);
  expect(total.keptLow[0]).toBeLessThan(0.8);
  expect(total.keptHigh[0]).toBeGreaterThan(0.8);
  expect(total.keptChange.previous).toEqual(['no_clear_change']);
});

describe('what is said and done about a cause', () => {
  const configuration = {
    causes: {
      delivery: {
        label: 'Delivery',
        responsible: [
          { words: 'too many stops', from: '2024-01-01' },
          { words: 'a day promised too early', from: '2024-05-10' },
        ],
      },
      late: { label: 'Late', parent: 'delivery' },
    },
  };
  const contacts = () => [
    ...complaints('2024-05', 40, { cause: 'delivery', subCause: 'late' }),
    ...complaints('2024-05', 20, { cause: 'delivery', subCause: 'lost' }),
    ...complaints('2024-05', 30, { cause: 'service' }),
  ];

  test('is dated, superseded and an event; a cause that no action names has none', () => {
    const context = open([...contacts(), ...complaints('2024-04', 30, { cause: 'delivery' })], configuration);
    const registered = Date.parse('2024-05-01T00:00:00Z') / 1000;
    openRecords[0]!.load(
      'actions',
      [actionOf({ id: 'rounds', causes: ['late'], registeredAt: registered, startsAt: registered + DAY })],
      { causes: ['late'] },
    );
    const answer = ask(context, '2024-05-01', '2024-05-31');
    expect(answer.responsible).toEqual([
      { cause: 'delivery', words: 'too many stops', from: '2024-01-01', to: '2024-05-09' },
      { cause: 'delivery', words: 'a day promised too early', from: '2024-05-10', to: null },
    ]);
    expect(answer.actions).toMatchObject([{ cause: 'delivery', id: 'rounds' }]);
    expect(answer.withoutAction).toEqual(['service']);
    const events = eventsFeed(context, { fromDay: null, toDay: null }).events;
    expect(events.filter(({ kind }) => kind === 'responsible').map(({ from }) => from)).toEqual([
      '2024-01-01',
      '2024-05-10',
    ]);
    expect(ask(context, '2024-04-01', '2024-04-30').responsible).toEqual([
      { cause: 'delivery', words: 'too many stops', from: '2024-01-01', to: null },
    ]);
  });

  test('goes down to what the cause consists of', () => {
    const { parts } = ask(open(contacts(), configuration), '2024-05-01', '2024-05-31');
    expect([parts.cause, parts.label, parts.value]).toEqual([
      ['delivery', 'delivery'],
      ['Late', 'lost'],
      [40, 20],
    ]);
    expect(parts.share[0]).toBeCloseTo(2 / 3, 12);
  });
});
