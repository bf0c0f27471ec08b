/** GET /api/v1/profile: the usual week. */
import { z } from '@hono/zod-openapi';
import { PROFILE_WEEKS, profileAnswer } from '../contract/profile.ts';
import { profileFeed } from '../feeds/profile.ts';
import { profileCsv } from '../tables.ts';
import * as parameter from './parameters.ts';
import { defineResource } from './resource.ts';

const WRITTEN_WEEKS = PROFILE_WEEKS.map(String) as [string, ...string[]];

const query = z.object({
  metric: parameter.metric,
  weeks: parameter
    .choice(WRITTEN_WEEKS)
    .default('8')
    .openapi({
      type: 'integer',
      enum: [...PROFILE_WEEKS],
      default: 8,
      description: 'how many of the last whole weeks',
      example: 8,
    }),
  channel: parameter.channel,
  queue: parameter.queue,
});

export const profile = defineResource({
  name: 'profile',
  summary: 'The usual week: weekday by time of day',
  description:
    'A metric for each hour of the week over the last whole weeks, Monday to Sunday, holidays left out. Counts are ' +
    'means for each such hour, with the range (low to high) in which about 8 in 10 of them lie; shares, means and ' +
    'percentiles are taken over all of them together.',
  query,
  answer: profileAnswer,
  example: {
    query: 'metric=offered&weeks=8&channel=phone',
    answer: {
      metric: 'offered',
      unit: 'count',
      weeks: 8,
      from: '1999-01-04',
      to: '1999-02-28',
      timeZone: 'Asia/Jerusalem',
      asOf: '1999-03-15T04:00:00Z',
      filter: { channel: 'phone' },
      cells: {
        weekday: [1, 1],
        time: ['07:00', '08:00'],
        value: [41.5, 63],
        low: [31.2, 49.3],
        high: [52.5, 77.4],
        n: [332, 504],
        days: [8, 8],
        status: ['final', 'final'],
      },
    },
  },
  ask: (context, { weeks, ...rest }) =>
    profileFeed(context, { weeks: Number(weeks) as (typeof PROFILE_WEEKS)[number], ...rest }),
  csv: profileCsv,
});
