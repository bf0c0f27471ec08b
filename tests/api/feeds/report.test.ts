import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { reportAnswer, reportsAnswer } from '../../../api/contract/report.ts';
import { breakdownFeed } from '../../../api/feeds/breakdown.ts';
import type { FeedContext } from '../../../api/feeds/context.ts';
import { readAhead, reportFeed, reportsFeed } from '../../../api/feeds/report.ts';
import { seriesFeed } from '../../../api/feeds/series.ts';
import { atMoment, renderAddress } from '../../../api/render.ts';
import type { Contact } from '../../../db/domain/contact.ts';
import { formatDay } from '../../../db/domain/zone.ts';
import { contactOf } from '../../support/records.ts';
import { contextOf, dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';
import {
  CONFIGURATION,
  FIRST,
  HOLIDAY,
  LAST,
  LOST,
  NOW,
  OFFICE_ZONE,
  openOffice,
} from '../../support/reported-office.ts';

describe('a report of a day', () => {
  let records: RecordsDatabase;
  let context: FeedContext;
  beforeAll(() => {
    ({ records, context } = openOffice());
  });
  afterAll(() => records.close());

  const reportOf = (date: string, at: FeedContext = context) => {
    const result = reportFeed(at, date);
    if (!result.ok) throw new Error(result.detail);
    expect(reportAnswer.parse(result.answer)).toEqual(result.answer);
    return result.answer;
  };
  const figureOf = (date: string, metric: string, channel: string | null = null) => {
    const { figures } = reportOf(date);
    const at = figures.metric.findIndex((one, i) => one === metric && figures.channel[i] === channel);
    const cellOf = (cells: Pick<typeof figures, 'value' | 'n' | 'status'>) => ({
      ...{ value: cells.value[at], n: cells.n[at], status: cells.status[at] },
    });
    return { own: cellOf(figures), previous: cellOf(figures.previous), lastYear: cellOf(figures.last_year) };
  };

  test('says which day it is, when it was open, and what lies before and after', () => {
    expect(reportOf('2024-03-06')).toMatchObject({
      ...{ date: '2024-03-06', weekday: 3, holiday: null, state: 'final', finalFrom: '2024-03-13' },
      ...{ previous: '2024-03-05', next: '2024-03-07', timeZone: 'Europe/London', outages: [] },
      openHours: { phone: ['08:00-20:00'], chat: ['09:00-24:00'] },
      compared: {
        previous: { date: '2024-02-28', holiday: null },
        last_year: { date: '2023-03-08', holiday: null },
      },
    });
  });

  test('holds for every metric and channel the very cell that series answers with, and those it is compared with', () => {
    const { figures } = reportOf('2024-03-06');
    expect(new Set(figures.channel)).toEqual(new Set([null, 'phone', 'chat']));
    figures.metric.forEach((metric, i) => {
      const channel = figures.channel[i];
      for (const [date, cells] of [
        ['2024-03-06', figures],
        ['2024-02-28', figures.previous],
        ['2023-03-08', figures.last_year],
      ] as const) {
        const day = dayOf(date);
        const asked = { metrics: [metric], grain: 'day', fromDay: day, toDay: day } as const;
        const result = seriesFeed(
          context,
          channel === null || channel === undefined ? asked : { ...asked, channel },
        );
        if (!result.ok) throw new Error(result.detail);
        const { value, n, status } = result.answer.series[0]!.cells;
        expect([cells.value[i], cells.n[i], cells.status[i]], `${metric} ${channel} ${date}`).toEqual([
          ...[value[0], n[0], status[0]],
        ]);
      }
    });
  });

  test('breaks the day down as breakdown does', () => {
    const { breakdowns } = reportOf('2024-03-06');
    expect(breakdowns.map(({ metric, by }) => `${metric} ${by}`)).toEqual([
      ...['offered category', 'offered queue', 'offered language', 'complaints cause'],
    ]);
    for (const { metric, by, rows } of breakdowns) {
      const day = dayOf('2024-03-06');
      const result = breakdownFeed(context, { metric, by, fromDay: day, toDay: day });
      if (!result.ok) throw new Error(result.detail);
      expect(rows).toEqual(result.answer.rows);
    }
  });

  test('has the hours of the series and what was usual at each of them', () => {
    const { hours, usual } = reportOf('2024-03-06').contacts;
    expect(hours.start).toHaveLength(24);
    expect(hours.value.slice(8, 14)).toEqual([15, 15, 30, 15, 35, 27]);
    expect(hours.usual.value.slice(8, 14)).toEqual([15, 15, 30, 15, 35, 27]);
    expect(hours.usual.days.slice(8, 10)).toEqual([8, 8]);
    expect(hours.status[3]).toBe('closed');
    expect(hours.usual.status[3]).toBe('closed');
    expect(usual).toEqual({ value: [227], days: [8], status: ['final'] });
  });

  test('has 23 hours where the clock goes forward, and the usual of each by the wall clock', () => {
    const { hours } = reportOf('2024-03-31').contacts;
    expect(hours.start).toHaveLength(23);
    expect(hours.start.slice(0, 3).map((start) => start.slice(11))).toEqual([
      ...['00:00:00+00:00', '02:00:00+01:00', '03:00:00+01:00'],
    ]);
    const after = reportOf('2024-04-01').contacts.hours;
    expect(after.start[0]).toBe('2024-04-01T00:00:00+01:00');
    expect([after.value[10], after.usual.value[10]]).toEqual([30, 30]);
  });

  test('of a closed day says closed, and so says what was usual', () => {
    const { contacts, state, openHours } = reportOf('2024-03-10');
    expect(figureOf('2024-03-10', 'offered').own).toEqual({ value: null, n: null, status: 'closed' });
    expect(contacts.usual).toEqual({ value: [null], days: [0], status: ['closed'] });
    expect(openHours).toEqual({ phone: [], chat: [] });
    expect(state).toBe('final');
  });

  test('of a day without records says that there are none, and it is no usual day for later ones', () => {
    expect(figureOf(LOST, 'offered').own).toMatchObject({ value: null, status: 'missing' });
    expect(reportOf('2024-03-07').contacts.usual).toEqual({ value: [227], days: [7], status: ['final'] });
  });

  test('names a holiday, and leaves it out of what is usual', () => {
    expect(reportOf(HOLIDAY).holiday).toBe('a holiday');
    expect(reportOf('2024-04-03').compared.previous.holiday).toBeNull();
    // The year before had no such holiday, and an ordinary day of it would be no measure.
    expect(reportOf(HOLIDAY).compared.last_year).toMatchObject({ date: null, holiday: null });
    expect(new Set(reportOf(HOLIDAY).figures.last_year.status)).toEqual(new Set(['missing']));
    const later = contextOf(records, CONFIGURATION, NOW, ['2024-03-20', '2024-03-27']);
    expect(reportOf('2024-04-03', later).contacts.usual.days).toEqual([6]);
    expect(reportOf('2024-04-03', later).compared.previous).toMatchObject({
      ...{ date: '2024-03-27', holiday: 'a holiday' },
    });
  });

  test('hides what is small, and what was usual where that is small', () => {
    expect(figureOf('2024-03-06', 'complaints', 'chat').own.value).toBe(20);
    const small = contextOf(records, { ...CONFIGURATION, disclosure: { threshold: 19 } }, NOW);
    const { hours } = reportOf('2024-03-06', small).contacts;
    expect([hours.value[8], hours.status[8]]).toEqual([null, 'suppressed']);
    expect([hours.usual.value[8], hours.usual.status[8]]).toEqual([null, 'suppressed']);
    expect([hours.value[10], hours.usual.value[10]]).toEqual([30, 30]);
  });

  test('is provisional until its figures are final, and says from which day they are', () => {
    expect(reportOf('2024-03-28')).toMatchObject({ state: 'final', finalFrom: '2024-04-04' });
    expect(reportOf('2024-04-03')).toMatchObject({ state: 'provisional', finalFrom: '2024-04-10' });
    expect(figureOf('2024-04-03', 'offered').own.status).toBe('provisional');
  });

  test('with an announced outage names it, and is partial where that was one of all channels', () => {
    const report = reportOf('2024-03-12');
    expect(report.outages).toEqual([
      {
        ...{ from: '2024-03-12T09:30:00+00:00', to: '2024-03-12T11:00:00+00:00' },
        ...{ channel: 'phone', note: 'exchange down' },
      },
    ]);
    expect(figureOf('2024-03-12', 'offered', 'phone').own.status).toBe('partial');
    const [outage] = CONFIGURATION.outages;
    const ofAll = { ...CONFIGURATION, outages: [{ ...outage, channel: undefined }] };
    expect(reportOf('2024-03-12', contextOf(records, ofAll, NOW)).state).toBe('partial');
  });

  test('holds each target in force against the figure of its channel', () => {
    const { targets } = reportOf('2024-03-06');
    expect(targets.map(({ id, metric, channel, isMet }) => [id, metric, channel, isMet])).toEqual([
      ['phone-60', 'service_level', 'phone', true],
      ['chat-60', 'service_level', 'chat', false],
      ['given-up', 'abandonment_rate', null, true],
    ]);
    expect(figureOf('2024-03-06', 'service_level', 'phone').own.value).toBe(0.8);
    expect(figureOf('2024-03-06', 'service_level', 'chat').own.value).toBe(12 / 32);
    expect(reportOf('2024-03-10').targets.map(({ isMet }) => isMet)).toEqual([null, null, null]);
  });

  test('at either end has nothing before or after, and nothing invented to compare with', () => {
    expect(reportOf('2024-01-01')).toMatchObject({ previous: null, next: '2024-01-02' });
    expect(figureOf('2024-01-01', 'offered').previous).toEqual({ value: null, n: null, status: 'missing' });
    expect(reportOf('2024-01-01').contacts.usual.status).toEqual(['missing']);
    expect(reportOf('2024-04-03')).toMatchObject({ previous: '2024-04-02', next: null });
  });

  test('of a day that has none names the first and the last that have one', () => {
    for (const date of ['2024-04-04', '2023-12-31', '2024-02-30', 'yesterday', '../secret']) {
      const result = reportFeed(context, date);
      expect(result, date).toMatchObject({ ok: false, status: 404, title: 'no such report' });
      expect(result.ok ? '' : result.detail).toContain('reports run from 2024-01-01 to 2024-04-03');
    }
  });

  test('is not written before its day is over', () => {
    const during = contextOf(records, CONFIGURATION, OFFICE_ZONE.startOfDay(LAST) + 12 * 3600);
    expect(reportFeed(during, '2024-04-03')).toMatchObject({ ok: false, status: 404 });
    expect(reportOf('2024-04-02', during).next).toBeNull();
  });

  test('has the same bytes whether read by itself or together with all others', () => {
    const ahead = readAhead(atMoment(context), LAST);
    const different: string[] = [];
    const days = new Set([dayOf('2024-03-12'), dayOf(HOLIDAY)]);
    // Every third day comes to every weekday, the lost day, the change of the clock and the last.
    for (let day = FIRST; day <= LAST; day += 3) days.add(day);
    for (const day of days) {
      for (const ending of ['', '.csv']) {
        const address = `/api/v1/reports/${formatDay(day)}${ending}`;
        if (renderAddress(ahead, address).body !== renderAddress(context, address).body)
          different.push(address);
      }
    }
    for (const id of ['2024-W11', '2024-W13', '2024-01', '2024-03']) {
      const address = `/api/v1/reports/${id}`;
      if (renderAddress(ahead, address).body !== renderAddress(context, address).body) different.push(id);
    }
    expect(different).toEqual([]);
  });

  test('of a week or month holds the very cells of that week or month, beside the one before', () => {
    for (const [id, grain, first, previous] of [
      ['2024-W10', 'week', '2024-03-04', '2024-W09'],
      ['2024-03', 'month', '2024-03-01', '2024-02'],
    ] as const) {
      const { figures, compared, contacts, period } = reportOf(id);
      expect([period, compared.previous.date]).toEqual([grain, previous]);
      expect([contacts.hours.start, contacts.usual.value]).toEqual([[], []]);
      figures.metric.forEach((metric, i) => {
        const channel = figures.channel[i];
        const asked = { metrics: [metric], grain, fromDay: dayOf(first), toDay: dayOf(first) };
        const result = seriesFeed(context, channel === null ? asked : { ...asked, channel: channel! });
        if (!result.ok) throw new Error(result.detail);
        const { value, n, status } = result.answer.series[0]!.cells;
        const own = [figures.value[i], figures.n[i], figures.status[i]];
        expect(own, `${id} ${metric} ${channel}`).toEqual([value[0], n[0], status[0]]);
      });
    }
  });

  test('leads from the day to its week and month once those are over, and from each to the one beside it', () => {
    expect(reportOf('2024-03-06').within).toEqual(['2024-W10', '2024-03']);
    expect(reportOf('2024-W10')).toMatchObject({
      within: ['2024-03'],
      previous: '2024-W09',
      next: '2024-W11',
    });
    expect(reportOf('2024-03')).toMatchObject({ within: [], previous: '2024-02', next: null });
    expect(reportOf('2024-04-03').within).toEqual([]);
    const { weeks, months } = reportsFeed(context, { fromDay: null, toDay: null });
    expect([weeks.date[0], weeks.date.at(-1), months.date]).toEqual([
      ...['2024-W01', '2024-W13', ['2024-01', '2024-02', '2024-03']],
    ]);
  });

  test('of a week with an outage is partial, names it, and compares only the days that are whole', () => {
    const report = reportOf('2024-W11');
    expect(report.state).toBe('partial');
    expect(report.outages.map(({ note }) => note)).toEqual(['exchange down']);
    const volume = report.findings.find(({ topic }) => topic === 'volume');
    // Of six open days the outage takes one, and an hour of silence another.
    expect(volume).toMatchObject({
      days: 4,
      changes: [{ verdict: 'no_clear_change' }, { verdict: 'too_few' }],
    });
  });

  test('of the week in which the clock goes forward has its seven days', () => {
    const { days } = reportOf('2024-W13').contacts;
    expect([days.date[0], days.date.at(-1), days.date.length]).toEqual(['2024-03-25', '2024-03-31', 7]);
    expect(days.holiday[4]).toBe('a holiday');
    expect(days.status.at(-1)).toBe('closed');
    expect([days.value[1], days.usual.value[1]]).toEqual([227, 227]);
  });

  test('of a week or month that goes on, or of none, says what there is', () => {
    const detailOf = (id: string) => {
      const result = reportFeed(context, id);
      return result.ok ? '' : result.detail;
    };
    expect(detailOf('2024-04')).toContain('that month is not over in the records');
    expect(detailOf('2024-W14')).toContain('that week is not over in the records');
    expect(detailOf('2023-11')).toContain('it is not among the months');
    expect(detailOf('2024-W60')).toMatch(/a day such as 2024-04-03, a week such as 2024-W14 or a month/);
  });

  test('says five things first, in the order of its chapters', () => {
    const topics = (id: string) => reportOf(id).findings.map(({ topic }) => topic);
    // Nobody was asked for an answer here: how many gave up, and how long the others waited, take its place.
    expect(topics('2024-03-06')).toEqual([
      ...['volume', 'categories', 'service_levels', 'abandonment', 'complaints'],
    ]);
    expect(topics('2024-03')).toHaveLength(5);
    expect(reportOf('2024-03').silence).toBeNull();
  });

  test('of a closed or lost day says why there is no more to say', () => {
    expect(reportOf('2024-03-10')).toMatchObject({ findings: [], silence: 'closed' });
    expect(reportOf(LOST)).toMatchObject({ findings: [], silence: 'no_records' });
  });

  test('stands in the list of all days with the same figures and state', () => {
    const list = reportsFeed(context, { fromDay: null, toDay: null });
    expect(reportsAnswer.parse(list)).toEqual(list);
    expect([list.days.date[0], list.days.date.at(-1)]).toEqual(['2024-01-01', '2024-04-03']);
    list.days.date.forEach((date, i) => {
      if (i % 4 !== 0) return;
      const report = reportOf(date);
      expect([list.days.state[i], list.days.finalFrom[i], list.days.holiday[i]]).toEqual([
        ...[report.state, report.finalFrom, report.holiday],
      ]);
      for (const { metric, value, status } of list.figures) {
        const at = report.figures.metric.indexOf(metric);
        expect([value[i], status[i]]).toEqual([report.figures.value[at], report.figures.status[at]]);
      }
    });
    const part = reportsFeed(context, { fromDay: dayOf('2024-03-30'), toDay: dayOf('2030-01-01') });
    expect(part.days.date).toEqual(['2024-03-30', '2024-03-31', '2024-04-01', '2024-04-02', '2024-04-03']);
  });
});

describe('reports of little or nothing', () => {
  const opened: RecordsDatabase[] = [];
  afterEach(() => {
    for (const one of opened.splice(0)) one.close();
  });
  const open = (contacts: readonly Contact[]) => {
    const records = new RecordsDatabase({ zone: OFFICE_ZONE });
    opened.push(records);
    records.load('contacts', contacts);
    records.rollUp(NOW);
    return contextOf(records, { organisation: { name: 'Test', timeZone: 'Europe/London' } }, NOW);
  };

  test('an organisation without records has no report and says so', () => {
    const context = open([]);
    expect(reportFeed(context, '2024-03-06')).toMatchObject({
      ...{ ok: false, status: 404, detail: 'there is no report of "2024-03-06": there are none yet' },
    });
    expect(reportsFeed(context, { fromDay: null, toDay: null }).days.date).toEqual([]);
  });

  test('a day with 25 hours has both hours that the clock repeats', () => {
    const day = dayOf('2023-10-29');
    const start = OFFICE_ZONE.startOfDay(day);
    const context = open(
      Array.from({ length: 40 }, (_, i) =>
        contactOf({ id: `${i}`, offeredAt: start + 3600 + i * 180, waitSeconds: 5 }),
      ),
    );
    const result = reportFeed(context, '2023-10-29');
    if (!result.ok) throw new Error(result.detail);
    const { hours } = result.answer.contacts;
    expect(hours.start).toHaveLength(25);
    expect(hours.start.slice(1, 3)).toEqual(['2023-10-29T01:00:00+01:00', '2023-10-29T01:00:00+00:00']);
    expect(hours.value.slice(1, 3)).toEqual([20, 20]);
  });
});
