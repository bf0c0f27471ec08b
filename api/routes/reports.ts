/** GET /api/v1/reports and /api/v1/reports/{date}: which days there are, and one day on its own. */
import { z } from '@hono/zod-openapi';
import { reportAnswer, reportsAnswer } from '../contract/report.ts';
import { reportFeed, reportsFeed } from '../feeds/report.ts';
import { reportCsv, reportsCsv } from '../report-tables.ts';
import * as parameter from './parameters.ts';
import { dayOf, rangeFaults } from './range.ts';
import { defineResource } from './resource.ts';

export const reports = defineResource({
  name: 'reports',
  summary: 'Every day that has a report',
  description:
    'All days that are over and of which there can be records, with a few figures each and how settled they are; ' +
    'between `from` and `to` where they are given.',
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
  summary: 'One day: its figures, hours, reasons and targets',
  description:
    'Everything that is published of one day, beside the same weekday a week and 364 days before. Each figure is a cell ' +
    'of `series` or a row of `breakdown`. `contacts.usual` and `contacts.hours.usual` are the middle of the same weekday ' +
    'in the eight weeks before. A day that has no report is answered with 404 and the first and last day that have one.',
  path: { name: 'date', description: 'a local date', format: 'date', example: '1999-02-22' },
  query: z.object({}),
  answer: reportAnswer,
  example: {
    query: '',
    answer: {
      date: '1999-02-22',
      weekday: 1,
      holiday: null,
      timeZone: 'Asia/Jerusalem',
      asOf: '1999-03-15T04:00:00Z',
      state: 'final',
      finalFrom: '1999-03-01',
      previous: '1999-02-21',
      next: '1999-02-23',
      openHours: { phone: ['07:00-24:00'] },
      outages: [],
      compared: {
        previous: { date: '1999-02-15', holiday: null, comparisonRule: '7 days before' },
        last_year: { date: '1998-02-23', holiday: null, comparisonRule: '364 days before' },
      },
      figures: {
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
      },
      breakdowns: [
        {
          ...{ metric: 'offered', unit: 'count', by: 'category' },
          rows: {
            ...{ member: ['information'], label: ['Information'] },
            ...{ value: [1285], share: [1], n: [1285], status: ['final'] },
          },
        },
      ],
    },
  },
  ask: (context, _, date) => reportFeed(context, date),
  csv: reportCsv,
});
