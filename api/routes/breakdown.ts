/** GET /api/v1/breakdown: one metric for each member of a dimension. */
import { z } from '@hono/zod-openapi';
import { BREAKDOWNS, breakdownAnswer } from '../contract/breakdown.ts';
import { breakdownFeed } from '../feeds/breakdown.ts';
import { breakdownCsv } from '../tables.ts';
import * as parameter from './parameters.ts';
import { dayOf, rangeFaults } from './range.ts';
import { defineResource } from './resource.ts';

const query = z.object({
  metric: parameter.metric,
  by: parameter
    .choice(BREAKDOWNS)
    .openapi({ description: 'what to break the metric down by', example: 'category' }),
  from: parameter.from,
  to: parameter.to,
  compare: parameter.compare,
});

export const breakdown = defineResource({
  name: 'breakdown',
  summary: 'A metric by category, cause, channel, queue, language or region',
  description:
    'One row for each member, the largest value first, over one window; left out, the last whole month. A whole ' +
    'calendar period has its own cells, any other window is composed of cells that are published already. `share` ' +
    'is of the sum of the values shown.',
  query,
  answer: breakdownAnswer,
  example: {
    query: 'metric=offered&by=category&from=1999-02-01&to=1999-02-28',
    answer: {
      metric: 'offered',
      unit: 'count',
      by: 'category',
      from: '1999-02-01',
      to: '1999-02-28',
      timeZone: 'Asia/Jerusalem',
      asOf: '1999-03-15T04:00:00Z',
      rows: {
        member: ['information', 'complaint'],
        label: ['Information', 'Complaint'],
        value: [1500, 500],
        share: [0.75, 0.25],
        n: [1500, 500],
        status: ['final', 'final'],
      },
    },
  },
  check: (_, { from, to }) => rangeFaults(from, to),
  ask: (context, { from, to, ...rest }) =>
    breakdownFeed(context, { fromDay: dayOf(from), toDay: dayOf(to), ...rest }),
  csv: breakdownCsv,
});
