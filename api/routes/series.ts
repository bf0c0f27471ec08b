/** GET /api/v1/series: metrics over time. */
import { z } from '@hono/zod-openapi';
import type { Grain } from '../../db/domain/bucket.ts';
import { parseDay } from '../../db/domain/zone.ts';
import { seriesAnswer } from '../contract/series.ts';
import type { FeedContext } from '../feeds/context.ts';
import { seriesFeed } from '../feeds/series.ts';
import { seriesCsv } from '../tables.ts';
import * as parameter from './parameters.ts';
import { dayOf, rangeFaults } from './range.ts';
import { defineResource } from './resource.ts';

/** The most days one question may span: what is said stays a few megabytes, and nobody waits. */
const MOST_DAYS: Readonly<Partial<Record<Grain, { days: number; words: string }>>> = {
  '15min': { days: 92, words: '92 days' },
  hour: { days: 2009, words: '5.5 years' },
  day: { days: 21_915, words: '60 years' },
};

const query = z.object({
  metric: parameter.metrics,
  grain: parameter.grain,
  from: parameter.from,
  to: parameter.to,
  channel: parameter.channel,
  queue: parameter.queue,
  category: parameter.category,
  cause: parameter.cause,
  compare: parameter.compare,
});

export const series = defineResource({
  name: 'series',
  summary: 'Metrics over time',
  description:
    'One entry for each metric and comparison, its cells in parallel columns. Cells begin at `start`, or at `start0` ' +
    'and then every `step` seconds. At 15min: all, channel, queue. At hour: also category. At day: also channel × ' +
    'category, queue × category, cause. At week and month: also channel × category × cause. One question may span ' +
    '92 days at 15min, 5.5 years at hour, 60 years at day.',
  query,
  answer: seriesAnswer,
  example: {
    query: 'metric=service_level&grain=day&from=1999-02-01&to=1999-02-02&channel=phone',
    answer: {
      series: [
        {
          metric: 'service_level',
          unit: 'share',
          grain: 'day',
          timeZone: 'Asia/Jerusalem',
          asOf: '1999-03-15T04:00:00Z',
          filter: { channel: 'phone' },
          cells: {
            start: ['1999-02-01T00:00:00+02:00', '1999-02-02T00:00:00+02:00'],
            value: [0.78125, null],
            n: [1280, null],
            status: ['final', 'suppressed'],
          },
        },
      ],
    },
  },
  check(context, { grain, from, to }) {
    const faults = rangeFaults(from, to);
    const most = MOST_DAYS[grain];
    if (faults.length > 0 || most === undefined || from === undefined) return faults;
    const fromDay = parseDay(from) ?? 0;
    const toDay = dayOf(to) ?? today(context);
    if (toDay - fromDay < most.days) return [];
    const expected = `at most ${most.words} up to ${to ?? 'today'} with grain=${grain}; ask for less, or for a coarser grain`;
    return [{ parameter: 'from', value: from, expected }];
  },
  ask: (context, { metric, grain, from, to, ...rest }) =>
    seriesFeed(context, {
      metrics: metric.split(','),
      grain,
      fromDay: dayOf(from),
      toDay: dayOf(to),
      ...rest,
    }),
  csv: seriesCsv,
});

function today({ zone, nowSeconds }: FeedContext): number {
  return zone.dayOf(nowSeconds);
}
