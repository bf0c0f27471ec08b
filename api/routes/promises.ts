/** GET /api/v1/promises: what was promised, and whether it was kept. */
import { z } from '@hono/zod-openapi';
import { promisesAnswer } from '../contract/promises.ts';
import { promisesFeed } from '../feeds/promises.ts';
import { promisesCsv } from '../promise-table.ts';
import * as parameter from './parameters.ts';
import { dayOf, rangeFaults } from './range.ts';
import { defineResource } from './resource.ts';

const query = z.object({ promise: parameter.promise, from: parameter.from, to: parameter.to });
const cell = (value: number | null, n: number | null) => ({ value, n, status: 'final' });
const none = { value: null, n: null, status: 'missing' };
const period = (from: string, to: string, due: number, kept: number) => ({
  ...{ from, to, due: cell(due, due), kept: cell(kept, due), low: kept - 0.03, high: kept + 0.03 },
  ...{ clusteredBy: 'day', withdrawn: cell(20, 20), unknown: cell(0, 0) },
});
const columns = (value: number[], n: number[]) => ({ value, n, status: value.map(() => 'final') });

export const promises = defineResource({
  name: 'promises',
  summary: 'Promises and whether they were kept',
  description:
    'Each public promise with its source and its versions; how many fell due in the window, the share kept by the due time ' +
    'with its interval, against the company’s own target, the period before and the year before; what is overdue; how long ' +
    'it really took; month by month and week by week. A promise counts on the day on which it is due, open or closed, and ' +
    'what is open and overdue is broken. Left out, the window is the last whole month.',
  query,
  answer: promisesAnswer,
  example: {
    query: 'from=1999-02-01&to=1999-02-28',
    answer: {
      timeZone: 'Asia/Jerusalem',
      asOf: '1999-03-15T04:00:00Z',
      from: '1999-02-01',
      to: '1999-02-28',
      promises: [
        {
          ...{
            id: 'reply-5-days',
            slug: 'reply-5-days',
            of: 'records',
            channel: null,
            queue: null,
            silence: null,
          },
          versions: [
            {
              words: 'We reply within five days.',
              ...{ source: null, href: 'https://www.example.com/terms', withinSeconds: 432_000 },
              ...{ earliestSeconds: null, dueRule: null, target: 0.9, from: '1998-01-01', to: null },
            },
          ],
          inForce: 0,
          period: period('1999-02-01', '1999-02-28', 500, 0.82),
          standing: 'missed',
          compared: [
            {
              comparison: 'previous',
              comparisonRule: 'the month before',
              period: period('1999-01-01', '1999-01-31', 480, 0.8),
              difference: { estimate: 0.02, low: -0.03, high: 0.07 },
            },
          ],
          open: cell(35, 35),
          distribution: {
            ...{ from: '1999-02-01', to: '1999-02-28', unit: 'days', n: 500, p10: 2, p50: 4, p90: 8 },
            steps: { within: [2, 4, 5, 8], done: [60, 200, 150, 55], share: [0.12, 0.52, 0.82, 0.93] },
            open: { after: [15], count: [35] },
            ...{ beyond: 0, withinTwice: 0.93 },
          },
          months: {
            start: ['1999-02-01T00:00:00+02:00'],
            ...{ due: columns([500], [500]), kept: columns([0.82], [500]), low: [0.79], high: [0.85] },
          },
          weeks: { start: [], due: columns([], []), kept: columns([], []), low: [], high: [] },
        },
        {
          ...{
            id: 'offer',
            slug: 'offer',
            of: 'nothing',
            channel: null,
            queue: null,
            silence: 'not_recorded',
          },
          versions: [
            {
              words: 'A call back is offered after two minutes.',
              ...{ source: 'the announcement', href: null, withinSeconds: null, earliestSeconds: null },
              ...{ dueRule: null, target: null, from: null, to: null },
            },
          ],
          inForce: 0,
          period: {
            ...{ from: '1999-02-01', to: '1999-02-28', due: none, kept: none, low: null, high: null },
            ...{ clusteredBy: null, withdrawn: none, unknown: none },
          },
          ...{ standing: null, compared: [], open: none, distribution: null },
          months: { start: [], due: columns([], []), kept: columns([], []), low: [], high: [] },
          weeks: { start: [], due: columns([], []), kept: columns([], []), low: [], high: [] },
        },
      ],
    },
  },
  check: (_, { from, to }) => rangeFaults(from, to),
  ask: (context, { promise, from, to }) =>
    promisesFeed(context, { promise: promise ?? null, fromDay: dayOf(from), toDay: dayOf(to) }),
  csv: promisesCsv,
});
