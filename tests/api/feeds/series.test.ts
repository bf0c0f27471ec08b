import { afterEach, describe, expect, test } from 'vitest';
import type { FeedContext } from '../../../api/feeds/context.ts';
import { type SeriesQuestion, seriesFeed } from '../../../api/feeds/series.ts';
import type { Contact } from '../../../db/domain/contact.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { answerOf, contactOf, intervalOf } from '../../support/records.ts';
import { contextOf, dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const zone = makeZone('Europe/London');
const at = (local: string) => Date.parse(`${local}Z`) / 1000;
/** Monday to Friday, 9 to 17. */
const WEEKDAYS = {
  organisation: { name: 'Test', timeZone: 'Europe/London' },
  channels: {
    phone: {
      hours: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, ['09:00-17:00']])),
    },
  },
};
const NO_HOURS = { organisation: { name: 'Test', timeZone: 'Europe/London' } };

const openRecords: RecordsDatabase[] = [];
afterEach(() => {
  for (const records of openRecords.splice(0)) records.close();
});

/** Calls of January 2024: as many as asked at each instant, a second apart. */
function callsAt(local: string, count: number, fields: Partial<Contact> = {}): Contact[] {
  return Array.from({ length: count }, (_, i) =>
    contactOf({
      id: `${local} ${i} ${fields.queue ?? ''}`,
      offeredAt: at(local) + i,
      waitSeconds: 10,
      ...fields,
    }),
  );
}

function fresh(): RecordsDatabase {
  const records = new RecordsDatabase({ zone });
  openRecords.push(records);
  return records;
}

function open(contacts: readonly Contact[], now: string, configuration: object = WEEKDAYS): FeedContext {
  const records = fresh();
  records.load('contacts', contacts);
  records.rollUp(at(now));
  return contextOf(records, configuration, at(now));
}

function ask(
  context: FeedContext,
  question: Partial<Omit<SeriesQuestion, 'fromDay' | 'toDay'>> & { from: string; to: string },
) {
  const { from, to, ...rest } = question;
  const result = seriesFeed(context, {
    metrics: ['offered'],
    grain: 'day',
    fromDay: dayOf(from),
    toDay: dayOf(to),
    ...rest,
  });
  if (!result.ok) throw new Error(result.detail);
  return result.answer.series;
}

const cellsOf = (...args: Parameters<typeof ask>) => {
  const { value, status } = ask(...args)[0]!.cells;
  return value.map((one, i) => one ?? status[i]);
};

/** Two weeks: every weekday from 10 to 11 twenty calls; none on Wednesday the 10th; three on Friday the 12th. */
const TWO_WEEKS = ['01', '02', '03', '04', '05', '08', '09', '11']
  .flatMap((day) => callsAt(`2024-01-${day}T10:00:00`, 20))
  .concat(callsAt('2024-01-12T10:00:00', 3));
const LATER = '2024-03-01T12:00:00';

describe('a day', () => {
  test('is its count, closed, missing or hidden, and never a zero that stands for any of these', () => {
    const context = open(TWO_WEEKS, LATER);
    expect(cellsOf(context, { from: '2023-12-30', to: '2024-01-14' })).toEqual([
      ...['missing', 'missing'],
      ...[20, 20, 20, 20, 20, 'closed', 'closed'],
      ...[20, 20, 'missing', 20, 'suppressed', 'missing', 'missing'],
    ]);
  });

  test('without stated hours is open when it has contacts', () => {
    const context = open(TWO_WEEKS, LATER, NO_HOURS);
    expect(cellsOf(context, { from: '2024-01-05', to: '2024-01-12' })).toEqual([
      20,
      'closed',
      'closed',
      20,
      20,
      'closed',
      20,
      'suppressed',
    ]);
  });

  test('is not said while it lasts, provisional for a week, then final', () => {
    const statusOn = (now: string) =>
      ask(open(TWO_WEEKS, now), { from: '2024-01-11', to: '2024-01-13' })[0]!.cells.status;
    expect(statusOn('2024-01-11T11:00:00')[0]).toBe('missing');
    expect(statusOn('2024-01-12T00:14:59')[0]).toBe('missing');
    expect(statusOn('2024-01-12T00:15:00')[0]).toBe('provisional');
    expect(statusOn('2024-01-13T11:00:00')).toEqual(['provisional', 'suppressed', 'missing']);
    expect(statusOn('2024-01-17T23:59:59')[0]).toBe('provisional');
    expect(statusOn('2024-01-18T00:00:00')[0]).toBe('final');
  });

  test('with an outage in its opening hours is partial', () => {
    const outage = {
      from: '2024-01-04T14:00:00+00:00',
      to: '2024-01-04T16:00:00+00:00',
      note: 'platform down',
    };
    const context = open(TWO_WEEKS, LATER, { ...WEEKDAYS, outages: [outage] });
    expect(ask(context, { from: '2024-01-03', to: '2024-01-05' })[0]!.cells.status).toEqual([
      'final',
      'partial',
      'final',
    ]);
  });
});

describe('an hour', () => {
  test('is closed outside opening hours and zero within', () => {
    const context = open(TWO_WEEKS, LATER);
    const hours = cellsOf(context, { grain: 'hour', from: '2024-01-02', to: '2024-01-02' });
    expect(hours.slice(7, 19)).toEqual(['closed', 'closed', 0, 20, 0, 0, 0, 0, 0, 0, 'closed', 'closed']);
  });

  test('of a day without records is missing where it was open', () => {
    const context = open(TWO_WEEKS, LATER);
    const hours = cellsOf(context, { grain: 'hour', from: '2024-01-10', to: '2024-01-10' });
    expect(hours.slice(8, 11)).toEqual(['closed', 'missing', 'missing']);
  });

  test('of an outage is missing', () => {
    const outage = {
      from: '2024-01-04T14:00:00+00:00',
      to: '2024-01-04T15:00:00+00:00',
      note: 'platform down',
    };
    const context = open(TWO_WEEKS, LATER, { ...WEEKDAYS, outages: [outage] });
    expect(cellsOf(context, { grain: 'hour', from: '2024-01-04', to: '2024-01-04' }).slice(13, 16)).toEqual([
      0,
      'missing',
      0,
    ]);
  });

  test('has a share only where somebody came', () => {
    const context = open(TWO_WEEKS, LATER);
    const [series] = ask(context, {
      metrics: ['service_level'],
      grain: 'hour',
      from: '2024-01-02',
      to: '2024-01-02',
    });
    expect(series!.cells.status.slice(8, 12)).toEqual(['closed', 'missing', 'final', 'missing']);
    expect(series!.cells.n.slice(8, 12)).toEqual([null, 0, 20, 0]);
  });

  test('of a queue that had none is zero, and not closed, when others had', () => {
    const calls = [
      ...callsAt('2024-01-02T20:00:00', 12, { queue: 'a' }),
      ...callsAt('2024-01-02T10:00:00', 12, { queue: 'b' }),
    ];
    const hours = cellsOf(open(calls, LATER), {
      grain: 'hour',
      queue: 'b',
      from: '2024-01-02',
      to: '2024-01-02',
    });
    expect(hours.slice(19, 22)).toEqual(['closed', 0, 'closed']);
  });
});

describe('the slots of a day', () => {
  const context = () => open(callsAt('2024-03-31T10:00:00', 20), '2024-05-01T00:00:00', NO_HOURS);

  test('are evenly apart: the first start and the step stand for all', () => {
    const [series] = ask(context(), { grain: '15min', from: '2024-03-30', to: '2024-03-31' });
    expect(series!.cells.start).toBeUndefined();
    expect(series!.cells).toMatchObject({ start0: '2024-03-30T00:00:00+00:00', step: 900 });
    expect(series!.cells.value).toHaveLength(96 + 92);
  });

  test('are 23 hours on the day on which the clock is put forward', () => {
    const [series] = ask(context(), { grain: 'hour', from: '2024-03-31', to: '2024-03-31' });
    expect(series!.cells.value).toHaveLength(23);
    expect(series!.cells.value[10]).toBe(20);
  });
});

describe('weeks and months', () => {
  test('are partial where records cover only a part of them', () => {
    const context = open(TWO_WEEKS, LATER);
    const weeks = ask(context, { grain: 'week', from: '2024-01-01', to: '2024-01-14' })[0]!.cells;
    expect(weeks.value).toEqual([100, 63]);
    expect(weeks.status).toEqual(['final', 'partial']);
    expect(ask(context, { grain: 'month', from: '2024-01-01', to: '2024-01-31' })[0]!.cells).toMatchObject({
      value: [163],
      status: ['partial'],
    });
  });

  test('begin before the range when they reach into it', () => {
    const { start } = ask(open(TWO_WEEKS, LATER), { grain: 'week', from: '2024-01-03', to: '2024-01-09' })[0]!
      .cells;
    expect(start).toEqual(['2024-01-01T00:00:00+00:00', '2024-01-08T00:00:00+00:00']);
  });
});

describe('sums of a platform', () => {
  function openIntervals(...intervals: Parameters<typeof intervalOf>[0][]): FeedContext {
    const records = fresh();
    records.load('intervals', intervals.map(intervalOf));
    records.rollUp(at(LATER));
    return contextOf(records, NO_HOURS, at(LATER));
  }

  test('over a day tell nothing of its hours', () => {
    const context = openIntervals({
      intervalStart: at('2024-01-02T00:00:00'),
      interval: 'P1D',
      offered: 500,
      answered: 400,
      abandoned: 100,
    });
    expect(cellsOf(context, { from: '2024-01-02', to: '2024-01-02' })).toEqual([500]);
    expect(new Set(cellsOf(context, { grain: 'hour', from: '2024-01-02', to: '2024-01-02' }))).toEqual(
      new Set(['missing']),
    );
  });

  test('over a month tell nothing of its days, and the month is whole', () => {
    const context = openIntervals({
      intervalStart: at('2024-01-01T00:00:00'),
      interval: 'P1M',
      offered: 500,
      answered: 400,
      abandoned: 100,
    });
    expect(new Set(cellsOf(context, { from: '2024-01-01', to: '2024-01-31' }))).toEqual(new Set(['missing']));
    expect(new Set(cellsOf(context, { grain: 'week', from: '2024-01-01', to: '2024-01-28' }))).toEqual(
      new Set(['missing']),
    );
    expect(ask(context, { grain: 'month', from: '2024-01-01', to: '2024-01-31' })[0]!.cells).toMatchObject({
      value: [500],
      status: ['final'],
    });
  });

  test('tell no percentile and no longest wait, rather than one of nought', () => {
    const context = openIntervals({
      intervalStart: at('2024-01-02T00:00:00'),
      interval: 'P1D',
      offered: 500,
      answered: 400,
      abandoned: 100,
      waitTotalSeconds: 8000,
    });
    for (const metric of ['wait_p90', 'longest_wait', 'wait_p50_answered_only']) {
      expect(cellsOf(context, { metrics: [metric], from: '2024-01-02', to: '2024-01-02' }), metric).toEqual([
        'missing',
      ]);
    }
    expect(
      cellsOf(context, { metrics: ['average_speed_of_answer'], from: '2024-01-02', to: '2024-01-02' }),
    ).toEqual([20]);
  });
});

describe('surveys', () => {
  test('speak for their own days, whether or not contacts are known', () => {
    const records = fresh();
    const days = ['2024-01-02', '2024-01-06'];
    records.load(
      'surveys',
      days.flatMap((date) =>
        Array.from({ length: 12 }, (_, i) =>
          answerOf({ id: `${date} ${i}`, answeredAt: at(`${date}T12:00:00`) + i, score: 4 }),
        ),
      ),
    );
    records.rollUp(at(LATER));
    const context = contextOf(records, WEEKDAYS, at(LATER));
    expect(cellsOf(context, { metrics: ['csat_mean'], from: '2024-01-02', to: '2024-01-07' })).toEqual([
      4,
      'missing',
      'missing',
      'missing',
      4,
      'missing',
    ]);
    // Saturday is a closed day, on which surveys are answered all the same.
    expect(cellsOf(context, { metrics: ['survey_answers'], from: '2024-01-02', to: '2024-01-07' })).toEqual([
      12,
      0,
      0,
      0,
      12,
      'missing',
    ]);
    expect(cellsOf(context, { from: '2024-01-02', to: '2024-01-03' })).toEqual(['missing', 'missing']);
  });

  test('given as means of a month make it whole, and say nothing of its days', () => {
    const records = fresh();
    records.load('surveys', [
      {
        shape: 'aggregate',
        id: 'january',
        periodStart: at('2024-01-01T00:00:00'),
        period: 'P1M',
        channel: 'phone',
        category: null,
        n: 40,
        mean: 2,
        sd: null,
        scaleMin: 1,
        scaleMax: 5,
        best: 'low',
        sent: null,
      },
    ]);
    records.rollUp(at(LATER));
    const context = contextOf(records, NO_HOURS, at(LATER));
    const [series] = ask(context, {
      metrics: ['csat_mean'],
      grain: 'month',
      from: '2024-01-01',
      to: '2024-01-31',
    });
    expect(series!.cells).toMatchObject({ value: [4], n: [40], status: ['final'] });
    expect(cellsOf(context, { metrics: ['csat_mean'], from: '2024-01-10', to: '2024-01-10' })).toEqual([
      'missing',
    ]);
  });
});

describe('open cases', () => {
  test('are what came less what went, rounded, carried from day to day and from slot to slot', () => {
    const cases = Array.from({ length: 30 }, (_, i) =>
      contactOf({
        id: `case ${i}`,
        offeredAt: at('2024-01-02T10:00:00') + i,
        outcome: 'message',
        closedAt: i < 12 ? at('2024-01-03T10:00:00') + i : null,
        dueAt: at('2024-01-05T10:00:00'),
      }),
    );
    const context = open([...cases, ...callsAt('2024-01-08T10:00:00', 12)], LATER);
    expect(cellsOf(context, { metrics: ['backlog'], from: '2024-01-02', to: '2024-01-04' })).toEqual([
      30, 20, 20,
    ]);
    const hours = cellsOf(context, {
      metrics: ['backlog'],
      grain: 'hour',
      from: '2024-01-03',
      to: '2024-01-03',
    });
    expect(hours.slice(9, 12)).toEqual([30, 20, 20]);
    expect(cellsOf(context, { metrics: ['backlog_age_p50'], from: '2024-01-02', to: '2024-01-04' })).toEqual([
      0, 1, 2,
    ]);
    expect(cellsOf(context, { metrics: ['kept_by_due_date'], from: '2024-01-05', to: '2024-01-05' })).toEqual(
      [12 / 30],
    );
  });
});

describe('a comparison', () => {
  test('meets the same weekday, and says by which rule', () => {
    const [now, before] = ask(open(TWO_WEEKS, LATER), {
      from: '2024-01-08',
      to: '2024-01-09',
      compare: 'previous',
    });
    expect(now!.comparison).toBeUndefined();
    expect(before).toMatchObject({
      comparison: 'previous',
      comparisonRule: '7 days before, so that each day meets the same weekday',
    });
    expect(before!.cells.start).toEqual(['2024-01-01T00:00:00+00:00', '2024-01-02T00:00:00+00:00']);
    const [, year] = ask(open(TWO_WEEKS, LATER), {
      from: '2024-01-08',
      to: '2024-01-08',
      compare: 'last_year',
    });
    expect(year!.cells.start).toEqual(['2023-01-09T00:00:00+00:00']);
  });

  test('of whole months meets whole months', () => {
    const [, before] = ask(open(TWO_WEEKS, LATER), {
      grain: 'month',
      from: '2024-01-01',
      to: '2024-01-31',
      compare: 'last_year',
    });
    expect(before!.cells.start).toEqual(['2023-01-01T00:00:00+00:00']);
    const [, days] = ask(open(TWO_WEEKS, LATER), {
      from: '2024-03-01',
      to: '2024-03-31',
      compare: 'previous',
    });
    expect(days!.cells.start).toHaveLength(29);
  });
});

describe('a question', () => {
  test('may name several metrics, which are answered in order', () => {
    const series = ask(open(TWO_WEEKS, LATER), {
      metrics: ['service_level', 'offered'],
      from: '2024-01-01',
      to: '2024-01-01',
    });
    expect(series.map(({ metric }) => metric)).toEqual(['service_level', 'offered']);
  });

  test.each([
    [{ metrics: ['service_levl'] }, 'did you mean "service_level"?'],
    [{ metrics: ['csat_mean'], grain: 'hour' }, 'grain=day'],
    [{ grain: 'hour', cause: 'fees' }, 'grain=day'],
    [{ grain: '15min', category: 'problem' }, 'grain=hour'],
    [{ channel: 'phone', queue: 'a' }, 'no table is published by channel and queue together'],
  ] as [Partial<SeriesQuestion>, string][])(
    '%j that nothing is published for says what is',
    (question, words) => {
      const result = seriesFeed(open(TWO_WEEKS, LATER), {
        metrics: ['offered'],
        grain: 'day',
        fromDay: dayOf('2024-01-01'),
        toDay: dayOf('2024-01-02'),
        ...question,
      });
      expect(result.ok).toBe(false);
      if (!result.ok) expect(result.detail).toContain(words);
    },
  );

  test('without a range gets all days of the records, or the last weeks of hours', () => {
    const whole = { metrics: ['offered'], fromDay: null, toDay: null } as const;
    const result = seriesFeed(open(TWO_WEEKS, LATER), { ...whole, grain: 'day' });
    expect(result.ok && result.answer.series[0]!.cells.start).toHaveLength(12);
    const empty = seriesFeed(open([], LATER), { ...whole, grain: 'day' });
    expect(empty.ok && empty.answer.series[0]!.cells).toMatchObject({ value: [null], status: ['missing'] });
  });
});
