/** GET /api/v1/complaints: complaints by cause, against earlier ones, and what is done about them. */
import { z } from '@hono/zod-openapi';
import { complaintsCsv } from '../complaint-table.ts';
import { complaintsAnswer } from '../contract/complaints.ts';
import { complaintsFeed } from '../feeds/complaints.ts';
import * as parameter from './parameters.ts';
import { dayOf, rangeFaults } from './range.ts';
import { defineResource } from './resource.ts';

const query = z.object({ from: parameter.from, to: parameter.to, channel: parameter.channel });

const one = (value: number | null, n: number | null = value) => ({
  value: [value],
  n: [n],
  status: ['final'],
});
const compared = (value: number, ratio: number, low: number, high: number, change: string) => ({
  ...one(value),
  ...{ ratio: [ratio], low: [low], high: [high], change: [change] },
});
const settled = { kept: one(0.9, 80), daysMedian: one(2, 90), daysNinety: one(9, 90) };

export const complaints = defineResource({
  name: 'complaints',
  summary: 'Complaints by cause',
  description:
    'Complaints of a window, left out the last whole month, by cause: counts, shares, what changed since the window ' +
    'before and the year before with intervals of the ratio, how many were settled in time and in how many days, the ' +
    'last 25 months, which policy the company holds responsible, and which action names which cause. All comparisons ' +
    'are tested together (Benjamini and Hochberg); they are made of the counts that are published, and so can be made again.',
  query,
  answer: complaintsAnswer,
  example: {
    query: 'from=1999-02-01&to=1999-02-28',
    answer: {
      from: '1999-02-01',
      to: '1999-02-28',
      timeZone: 'Asia/Jerusalem',
      asOf: '1999-03-15T04:00:00Z',
      filter: {},
      compared: {
        previous: { from: '1999-01-01', to: '1999-01-31', comparisonRule: 'the month before' },
        last_year: {
          from: '1998-02-01',
          to: '1998-02-28',
          comparisonRule: 'the same months of the year before',
        },
      },
      test: { rate: 0.05, comparisons: 4, level: 0.9625 },
      total: {
        ...one(100),
        perThousand: one(25, 4000),
        ...settled,
        keptLow: [0.84],
        keptHigh: [0.95],
        keptChange: { previous: ['no_clear_change'], last_year: ['no_clear_change'] },
        followedDays: 15,
        previous: compared(150, 0.738, 0.55, 0.99, 'fell'),
        last_year: compared(105, 0.952, 0.7, 1.3, 'no_clear_change'),
      },
      causes: {
        ...one(100),
        ...{ cause: ['billing'], label: ['Billing'], parent: [null], parentLabel: [null], share: [1] },
        ...{ shareLow: [0.963], shareHigh: [1], cumulative: [1], dispersion: [1] },
        ...settled,
        previous: compared(150, 0.738, 0.55, 0.99, 'fell'),
        last_year: compared(105, 0.952, 0.7, 1.3, 'no_clear_change'),
      },
      parts: { ...one(60), cause: ['billing'], part: ['unclear-bill'], label: ['unclear-bill'], share: [1] },
      months: {
        start: ['1999-02-01'],
        total: one(100),
        perThousand: one(25, 4000),
        ...settled,
        causes: [{ cause: 'billing', ...one(100) }],
      },
      breaks: [],
      responsible: [
        {
          cause: 'billing',
          words: 'Fees are shown as one sum on the bill',
          from: '1999-01-01',
          to: null,
        },
      ],
      actions: [
        { cause: 'billing', id: 'plain-invoices', slug: 'plain-invoices', title: 'Invoices in plain words' },
      ],
      withoutAction: [],
    },
  },
  check: (_, { from, to }) => rangeFaults(from, to),
  ask: (context, { from, to, channel }) =>
    complaintsFeed(context, { fromDay: dayOf(from), toDay: dayOf(to), channel }),
  csv: complaintsCsv,
});
