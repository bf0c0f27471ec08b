/** GET /api/v1/reports and /api/v1/reports/{date}: which days, weeks and months there are, and one of them on its own. */
import { z } from '@hono/zod-openapi';
import { reportAnswer, reportsAnswer } from '../contract/report.ts';
import { reportFeed, reportsFeed } from '../feeds/report.ts';
import { reportCsv, reportsCsv } from '../report-tables.ts';
import * as parameter from './parameters.ts';
import { dayOf, rangeFaults } from './range.ts';
import { defineResource } from './resource.ts';

const NO_PERIODS = { date: [], from: [], to: [], state: [], finalFrom: [], figures: [] };

export const reports = defineResource({
  name: 'reports',
  summary: 'Every day, week and month that has a report',
  description:
    'All days, weeks and months that are over and of which there can be records, with a few figures each and how settled ' +
    'they are; where `from` and `to` are given those that lie between them.',
  query: z.object({ from: parameter.from, to: parameter.to }),
  answer: reportsAnswer,
  example: {
    query: 'from=1999-02-21&to=1999-02-22',
    answer: {
      timeZone: 'Asia/Jerusalem',
      asOf: '1999-03-15T04:00:00Z',
      days: {
        date: ['1999-02-21', '1999-02-22'],
        holiday: [null, null],
        state: ['final', 'final'],
        finalFrom: ['1999-02-28', '1999-03-01'],
      },
      figures: [
        {
          metric: 'offered',
          unit: 'count',
          value: [1402, 1287],
          n: [1402, 1287],
          status: ['final', 'final'],
        },
      ],
      weeks: NO_PERIODS,
      months: {
        ...{ date: ['1999-02'], from: ['1999-02-01'], to: ['1999-02-28'], state: ['final'] },
        finalFrom: ['1999-03-07'],
        figures: [{ metric: 'offered', unit: 'count', value: [31125], n: [31125], status: ['final'] }],
      },
    },
  },
  check: (_, { from, to }) => rangeFaults(from, to),
  ask: (context, { from, to }) => ({
    ok: true,
    answer: reportsFeed(context, { fromDay: dayOf(from), toDay: dayOf(to) }),
  }),
  csv: reportsCsv,
});

const EXAMPLE_CELLS = { value: [1287], n: [1287], status: ['final'] };
const EXAMPLE_USUAL = { value: [1310], days: [8], status: ['final'] };

export const report = defineResource({
  name: 'reports/{date}',
  summary: 'One day, week or month: five findings, and everything that is published of it',
  description:
    'Everything that is published of a day (`2026-11-20`), an ISO week (`2026-W47`) or a month (`2026-10`) that is over, by ' +
    'chapters: volume, categories, service levels by both clocks, complaints by cause, actions, satisfaction. `findings` are ' +
    'the five things to be told first, each with a verdict no surer than its interval. A day stands beside the same weekday a ' +
    'week and 364 days before, a week and a month beside the one before and the year before; `contacts.usual` and ' +
    '`contacts.hours.usual` are the middle of the same weekday in the eight weeks before. Each figure is a cell of `series` ' +
    'or a row of `breakdown`. What has no report is answered with 404 and the first and last day that have one.',
  path: { name: 'date', description: 'a local date, an ISO week or a month', example: '1999-02-22' },
  query: z.object({}),
  answer: reportAnswer,
  example: {
    query: '',
    answer: {
      date: '1999-02-22',
      period: 'day',
      from: '1999-02-22',
      to: '1999-02-22',
      weekday: 1,
      holiday: null,
      timeZone: 'Asia/Jerusalem',
      asOf: '1999-03-15T04:00:00Z',
      state: 'final',
      finalFrom: '1999-03-01',
      previous: '1999-02-21',
      next: '1999-02-23',
      within: ['1999-W08', '1999-02'],
      findings: [
        {
          ...{ topic: 'volume', value: 1287, days: null },
          changes: [
            {
              ...{ against: 'usual', value: 1310, measure: 'ratio', estimate: 0.982 },
              ...{ low: 0.86, high: 1.14, verdict: 'no_clear_change' },
            },
          ],
        },
      ],
      silence: 'not_recorded',
      openHours: { phone: ['07:00-24:00'] },
      outages: [],
      compared: {
        previous: { date: '1999-02-15', holiday: null, comparisonRule: '7 days before' },
        last_year: { date: '1998-02-23', holiday: null, comparisonRule: '364 days before' },
      },
      figures: {
        chapter: ['volume'],
        metric: ['offered'],
        unit: ['count'],
        channel: [null],
        ...EXAMPLE_CELLS,
        previous: { value: [1251], n: [1251], status: ['final'] },
        last_year: { value: [null], n: [null], status: ['missing'] },
      },
      targets: [],
      contacts: {
        usual: EXAMPLE_USUAL,
        hours: {
          start: ['1999-02-22T08:00:00+02:00'],
          ...{ value: [96], n: [96], status: ['final'] },
          usual: { value: [99], days: [8], status: ['final'] },
        },
        days: {
          ...{ date: [], holiday: [], value: [], n: [], status: [] },
          usual: { value: [], days: [], status: [] },
        },
      },
      breakdowns: [
        {
          ...{ chapter: 'categories', metric: 'offered', unit: 'count', by: 'category', previous: null },
          rows: {
            ...{ member: ['information'], label: ['Information'] },
            ...{ value: [1285], share: [1], n: [1285], status: ['final'] },
          },
        },
      ],
      actions: [],
    },
  },
  ask: (context, _, date) => reportFeed(context, date),
  csv: reportCsv,
});
