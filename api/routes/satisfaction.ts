/** GET /api/v1/satisfaction: what people said afterwards, and whom that leaves out. */
import { z } from '@hono/zod-openapi';
import { satisfactionAnswer } from '../contract/satisfaction.ts';
import { satisfactionFeed } from '../feeds/satisfaction.ts';
import { satisfactionCsv } from '../satisfaction-table.ts';
import * as parameter from './parameters.ts';
import { dayOf, rangeFaults } from './range.ts';
import { defineResource } from './resource.ts';

const AGAINST = { difference: 0.04, low: -0.012, high: 0.091, change: 'no_clear_change' } as const;
const SCORE = { value: 0.79, n: 523, status: 'final', low: 0.751, high: 0.821 } as const;
const MEAN = { value: 4.1, n: 523, status: 'final', low: 4.01, high: 4.19 } as const;
const RECOMMEND = { value: 44, n: 500, status: 'final', low: 37.4, high: 50.6 } as const;
const UNKNOWN = { value: null, n: 0, status: 'missing', low: null, high: null } as const;
const SILENT = { difference: null, low: null, high: null, change: null } as const;

export const satisfaction = defineResource({
  name: 'satisfaction',
  summary: 'What people said afterwards, and whom that leaves out',
  description:
    'Score, mean, spread of the answers, recommendation and response rate over one window (left out: the last whole ' +
    'month), against the period before, the year before and the targets in force, each with its 95 % interval, and by ' +
    'channel and category. `change` is `rose` or `fell` only where the interval of the difference leaves zero out. The ' +
    'spread exists for calendar months and sums of them; points that fewer chose than may be published are hidden, and ' +
    'all of them where one could be worked out from the others.',
  query: z.object({ from: parameter.from, to: parameter.to, channel: parameter.channel }),
  answer: satisfactionAnswer,
  example: {
    query: 'from=1999-02-01&to=1999-02-28',
    answer: {
      ...{ from: '1999-02-01', to: '1999-02-28', channel: null },
      ...{ timeZone: 'Asia/Jerusalem', asOf: '1999-03-15T04:00:00Z' },
      score: SCORE,
      mean: { ...MEAN, sd: 1.1 },
      meanOriginal: { value: 4.1, n: 523, status: 'final' },
      points: {
        point: [1, 2, 3, 4, 5],
        answers: [25, 30, 55, 170, 245],
        share: [0.048, 0.057, 0.105, 0.324, 0.467],
        status: ['final', 'final', 'final', 'final', 'final'],
      },
      recommend: { ...RECOMMEND, promoters: 300, passives: 120, detractors: 80, isWidest: false },
      response: { value: 0.118, invited: 4432, answered: 523, status: 'final' },
      contacts: {
        offered: { value: 33000, n: 33000, status: 'final' },
        gaveUp: { value: 3963, n: 3963, status: 'final' },
      },
      targets: [
        { id: 'satisfied', words: '8 in 10 are satisfied', metric: 'csat_top2', aim: 0.8, side: 'near' },
      ],
      compared: [
        {
          comparison: 'previous',
          comparisonRule: 'the month before',
          ...{ from: '1999-01-01', to: '1999-01-31' },
          score: { value: 0.749, n: 505, status: 'final', low: 0.709, high: 0.784, against: AGAINST },
          mean: { ...UNKNOWN, against: SILENT },
          recommend: { ...UNKNOWN, against: SILENT },
          response: { value: 0.121, n: 4174, status: 'final' },
        },
      ],
      parts: [],
    },
  },
  check: (_, { from, to }) => rangeFaults(from, to),
  ask: (context, { from, to, channel }) =>
    satisfactionFeed(context, {
      fromDay: dayOf(from),
      toDay: dayOf(to),
      ...(channel !== undefined && { channel }),
    }),
  csv: satisfactionCsv,
});
