/** GET /api/v1/history: a view of the past as it is drawn. */
import { z } from '@hono/zod-openapi';
import { GRAINS } from '../../db/domain/bucket.ts';
import {
  HISTORY_DIMENSIONS,
  MOST_PANELS,
  OPENING_VIEW,
  RANGES,
  viewFileName,
} from '../../db/domain/history-window.ts';
import { historyAnswer } from '../contract/history.ts';
import { historyFeed } from '../feeds/history.ts';
import { historyCsv } from '../tables.ts';
import * as parameter from './parameters.ts';
import { dayOf, rangeFaults } from './range.ts';
import { defineResource } from './resource.ts';

const flag = (description: string) =>
  parameter.choice(['1', '0']).default('0').openapi({ description, example: '1' });

const query = z.object({
  metric: parameter.metrics.default(OPENING_VIEW.metric),
  range: parameter
    .choice(RANGES)
    .optional()
    .openapi({ description: 'a stretch that ends on `to`; instead of `from`', example: '1y' }),
  from: parameter.from,
  to: parameter.to,
  grain: parameter.choice(GRAINS).optional().openapi({
    description: 'length of a bucket; left out: the one that follows from the range',
    example: 'week',
  }),
  channel: parameter.channel,
  queue: parameter.queue,
  category: parameter.category,
  cause: parameter.cause,
  by: parameter
    .choice(HISTORY_DIMENSIONS)
    .optional()
    .openapi({
      description: `one panel for each of the ${MOST_PANELS} members that most contacts were of`,
      example: 'channel',
    }),
  compare: parameter.compare,
  average: flag('1: with the mean over one full cycle around each bucket'),
  expected: flag('1: with the range to be expected from the weeks before'),
});

export const history = defineResource({
  name: 'history',
  summary: 'A view of the past as it is drawn',
  description:
    'Up to four metrics, or one metric by the members of a dimension, over a preset range or free dates, each bucket ' +
    'beside the one it is compared to. The grain follows from the range. The page /history/ has the same parameters, ' +
    'and /history.csv, /history.json, /history.svg and /history.png answer with the view of that page.',
  query,
  answer: historyAnswer,
  example: {
    query: 'metric=offered&from=1999-02-01&to=1999-02-02&grain=day&compare=previous',
    answer: {
      view: {
        range: null,
        from: '1999-02-01',
        to: '1999-02-02',
        grain: 'day',
        by: null,
        compare: 'previous',
        average: false,
        expected: false,
      },
      grains: ['15min', 'hour', 'day', 'week', 'month'],
      records: { from: '1999-01-01', to: '1999-12-31' },
      timeZone: 'Asia/Jerusalem',
      clock: [[917820000, 7200]],
      asOf: '1999-03-15T04:00:00Z',
      rule: { id: 'days_before', count: 7, words: '7 days before, so that each day meets the same weekday' },
      wholeRule: {
        id: 'days_before',
        count: 7,
        words: '7 days before, so that each day meets the same weekday',
      },
      panels: [
        {
          metric: 'offered',
          label: 'Offered',
          unit: 'count',
          better: null,
          filter: {},
          cells: {
            start: ['1999-02-01T00:00:00+02:00', '1999-02-02T00:00:00+02:00'],
            value: [1280, 1304],
            n: [1280, 1304],
            status: ['final', 'final'],
          },
          whole: { value: 2584, n: 2584, status: 'final', incompleteDays: 0 },
          compared: {
            from: '1999-01-25',
            to: '1999-01-26',
            date: ['1999-01-25', '1999-01-26'],
            value: [1221, 1250],
            n: [1221, 1250],
            status: ['final', 'final'],
            whole: { value: 2471, n: 2471, status: 'final', incompleteDays: 0 },
            byWeekday: null,
          },
        },
      ],
    },
  },
  check(_, { metric, range, from, to, by, ...rest }) {
    const faults = rangeFaults(from, to);
    const ids = metric.split(',');
    if (ids.length > MOST_PANELS) {
      faults.push({
        parameter: 'metric',
        value: metric,
        expected: `at most ${MOST_PANELS} metrics, not ${ids.length}`,
      });
    }
    if (by !== undefined && ids.length > 1) {
      faults.push({ parameter: 'by', value: by, expected: 'one metric to split, or several and no by' });
    }
    if (by !== undefined && rest[by] !== undefined) {
      faults.push({
        parameter: by,
        value: rest[by],
        expected: `nothing, where by=${by} shows all its members`,
      });
    }
    if (range !== undefined && from !== undefined) {
      faults.push({
        parameter: 'from',
        value: from,
        expected: 'nothing beside range, which begins by itself',
      });
    }
    return faults;
  },
  ask: (context, { metric, range, from, to, grain, channel, queue, category, cause, by, ...rest }) =>
    historyFeed(context, {
      metrics: metric.split(','),
      range: range ?? null,
      fromDay: dayOf(from),
      toDay: dayOf(to),
      grain: grain ?? null,
      filter: given({ channel, queue, category, cause }),
      by: by ?? null,
      compare: rest.compare ?? null,
      average: rest.average === '1',
      expected: rest.expected === '1',
    }),
  csv: historyCsv,
  fileName: ({ view, panels }) =>
    viewFileName(
      panels.map(({ metric }) => metric),
      view,
    ),
});

function given<T extends object>(values: T): { [Key in keyof T]?: NonNullable<T[Key]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
