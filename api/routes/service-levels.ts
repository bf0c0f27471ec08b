/** GET /api/v1/service-levels: whether promises were kept, by two clocks. */
import { z } from '@hono/zod-openapi';
import { serviceLevelsAnswer } from '../contract/service-levels.ts';
import { serviceLevelsFeed } from '../feeds/service-levels.ts';
import { serviceLevelsCsv } from '../level-table.ts';
import * as parameter from './parameters.ts';
import { dayOf, rangeFaults } from './range.ts';
import { defineResource } from './resource.ts';

const february = { value: 0.6726, n: 31125, status: 'final' };
const judged = {
  attained: february,
  low: 0.6283,
  high: 0.717,
  days: 27,
  verdict: 'missed',
  unjudged: null,
};

const EXAMPLE = {
  channel: 'phone',
  from: '1999-02-01',
  to: '1999-02-28',
  isWhole: true,
  timeZone: 'Asia/Jerusalem',
  asOf: '1999-03-15T04:00:00Z',
  clocks: [
    {
      clock: 'internal',
      metric: 'service_level',
      denominator: 'answered_or_gave_up',
      aim: 0.8,
      ...judged,
      rules: [
        {
          id: 'answer-60',
          words: '8 in 10 calls answered within a minute',
          thresholdSeconds: 60,
          aim: 0.8,
          exclusions: null,
          channel: 'phone',
          from: '1999-01-01',
          to: null,
          supersedes: null,
          heldFrom: '1999-02-01',
          heldTo: '1999-02-28',
          ...judged,
        },
      ],
      underTodaysRule: {
        id: 'answer-60',
        thresholdSeconds: 60,
        aim: 0.8,
        attained: february,
        isPublished: true,
      },
      budget: {
        budget: 6225,
        spent: 10190,
        remaining: -0.637,
        burn: 1.637,
        usedUpOn: '1999-02-18',
        lastDay: { from: '1999-02-28', to: '1999-02-28', burn: 1.9 },
        lastWeek: { from: '1999-02-22', to: '1999-02-28', burn: 1.4 },
        isFast: false,
        days: { date: ['1999-02-28'], missed: [420], allowed: [221], status: ['final'] },
      },
    },
  ],
  bridge: {
    from: 0.6726,
    to: 0.599,
    steps: [
      { part: 'menu', points: 0.0394, n: 1941 },
      { part: 'other', points: 0.0342, n: null },
    ],
    reason: null,
  },
  halfHours: { value: 0.46, n: 900, status: 'final' },
  formulas: {
    formula: ['worst', 'ans'],
    metric: ['service_level', 'service_level_ans'],
    value: [0.6726, 0.7707],
    n: [31125, 27162],
    status: ['final', 'final'],
  },
  score: {
    score: 84.1,
    components: [
      {
        id: 'answer-60',
        words: '8 in 10 calls answered within a minute',
        channel: 'phone',
        queue: null,
        metric: 'service_level',
        clock: 'internal',
        thresholdSeconds: 60,
        aim: 0.8,
        weight: 1,
        leftOut: null,
        points: 84.1,
        ...judged,
      },
    ],
  },
};

export const serviceLevels = defineResource({
  name: 'service-levels',
  summary: 'Whether promises were kept, by two clocks',
  description:
    'Each target over the days on which it was in force, by the clock of the company (queue to answer) and by the ' +
    'customer’s (first ask to need met), with the bridge between the two, the error budget, the same window under each ' +
    'formula in use, and the score with its components. Left out, the last whole month. Whole months, weeks (Monday ' +
    'to Sunday) and days have cells of their own; any other window is composed of them.',
  query: z.object({ channel: parameter.channel, from: parameter.from, to: parameter.to }),
  answer: serviceLevelsAnswer,
  example: { query: 'channel=phone&from=1999-02-01&to=1999-02-28', answer: EXAMPLE },
  check: (_, { from, to }) => rangeFaults(from, to),
  ask: (context, { channel, from, to }) =>
    serviceLevelsFeed(context, { channel, fromDay: dayOf(from), toDay: dayOf(to) }),
  csv: serviceLevelsCsv,
});
