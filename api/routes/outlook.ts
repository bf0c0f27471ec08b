/** GET /api/v1/best-times, /forecast and /track-record: when to come, what is expected, and how good that was. */
import { z } from '@hono/zod-openapi';
import { FORECAST_DAYS } from '../../db/domain/demand-series.ts';
import { bestTimesAnswer, forecastAnswer, METHOD_NAMES, trackRecordAnswer } from '../contract/outlook.ts';
import { bestTimesFeed, forecastFeed } from '../feeds/outlook.ts';
import { trackRecordFeed } from '../feeds/track-record.ts';
import { bestTimesCsv, forecastCsv, trackRecordCsv } from '../outlook-tables.ts';
import * as parameter from './parameters.ts';
import { dayOf, rangeFaults } from './range.ts';
import { defineResource } from './resource.ts';

const whose = {
  channel: parameter.channel.openapi({
    description: 'one channel; left out, with no service line: the first that has records',
    example: 'phone',
  }),
  queue: parameter.queue,
};

const MOST_ADVICE_DAYS = 8;

const adviceDays = parameter.wholeNumber(
  'how many days, today among them',
  1,
  MOST_ADVICE_DAYS,
  MOST_ADVICE_DAYS,
);
const forecastDays = parameter.wholeNumber(
  'how many days, today among them',
  1,
  FORECAST_DAYS,
  FORECAST_DAYS,
);

const EXAMPLE_RECORD = {
  from: '1999-04-20',
  to: '1999-06-14',
  days: 55,
  replayedDays: 55,
  forecasts: [
    {
      method: METHOD_NAMES[0],
      leadDays: 1,
      n: 734,
      wmape: 0.1896,
      rmse: 34.11,
      pinball: 4.863,
      cover80: 0.8447,
      cover95: 0.9591,
    },
  ],
  advice: [{ method: METHOD_NAMES[0], hours: 144, hits: 125, lift: 0.1485 }],
} as const;
const EXAMPLE_ABOUT = {
  timeZone: 'Asia/Jerusalem',
  asOf: '1999-06-15T03:00:00Z',
  filter: { channel: 'phone' },
} as const;

export const bestTimes = defineResource({
  name: 'best-times',
  summary: 'When to get in touch: the hours of the week, and advice for the coming days',
  description:
    'For each hour of the week the chance to get through within 2 and 5 minutes, with its interval; the hours that are ' +
    'usually quickest and slowest, where the interval supports it; up to three hours to recommend and three to avoid for ' +
    'today and the next seven days, taking turns among hours that are as good; and how good past advice was. Where ' +
    'nothing can be advised, `reason` says why.',
  query: z.object({ ...whose, days: adviceDays }),
  answer: bestTimesAnswer,
  example: {
    query: 'channel=phone&days=1',
    answer: {
      ...EXAMPLE_ABOUT,
      state: 'advised',
      reason: null,
      madeOn: '1999-06-15',
      knownThrough: '1999-06-14',
      thresholdSeconds: 120,
      overall: 0.69,
      capacity: 'unknown',
      days: [
        {
          date: '1999-06-15',
          holiday: null,
          isOpen: true,
          best: [
            {
              time: '07:00',
              within: 0.93,
              low: 0.88,
              high: 0.98,
              usualLow: 0.8,
              usualHigh: 1,
              load: null,
              isFragile: null,
            },
          ],
          avoid: [
            {
              time: '10:00',
              within: 0.47,
              low: 0.41,
              high: 0.53,
              usualLow: 0.2,
              usualHigh: 0.7,
              load: null,
              isFragile: null,
            },
          ],
        },
      ],
      cells: {
        weekday: [1],
        time: ['07:00'],
        tier: ['quickest'],
        within120: [0.93],
        within120Low: [0.88],
        within120High: [0.98],
        usualLow: [0.8],
        usualHigh: [1],
        within300: [0.99],
        medianSeconds: [12],
        ninetySeconds: [95],
        abandonment: [0.04],
        days: [25],
        n: [1032],
        isBorrowed: [false],
        status: ['final'],
      },
      record: EXAMPLE_RECORD,
    },
  },
  ask: (context, { days, ...rest }) => bestTimesFeed(context, { ...rest, days }),
  csv: bestTimesCsv,
});

export const forecast = defineResource({
  name: 'forecast',
  summary: 'How many contacts are expected in the coming two weeks',
  description:
    'Offered contacts by the day and by the hour, with the ranges in which 8 and 19 in 20 of them are to lie; as it was ' +
    'made this morning, or since then by the hours of today that are over. Every forecast is kept and scored.',
  query: z.object({ ...whose, days: forecastDays }),
  answer: forecastAnswer,
  example: {
    query: 'channel=phone&days=1',
    answer: {
      ...EXAMPLE_ABOUT,
      madeOn: '1999-06-15',
      knownThrough: '1999-06-14',
      hoursKnown: 0,
      reason: null,
      days: {
        date: ['1999-06-15'],
        holiday: [null],
        expected: [1650],
        low80: [1362],
        high80: [1938],
        low95: [862],
        high95: [2765],
        status: ['forecast'],
      },
      hours: {
        start: ['1999-06-15T07:00:00+03:00'],
        expected: [45],
        low80: [33],
        high80: [60],
        low95: [27],
        high95: [71],
        status: ['forecast'],
      },
    },
  },
  ask: (context, { days, ...rest }) => forecastFeed(context, { ...rest, days }),
  csv: forecastCsv,
});

export const trackRecord = defineResource({
  name: 'track-record',
  summary: 'How good forecasts and advice were, day by day and summed up',
  description:
    'What was forecast on the morning of each day beside what came, whether it lay inside the ranges, and how often more ' +
    'people got through in recommended hours than on the whole day; summed up against the same day last week, the mean ' +
    'of eight same weekdays and the mean of all. Days before the first published forecast are replayed: what would have ' +
    'been said, from what was known then. The sums are those of the last 56 days, whatever days are asked for.',
  query: z.object({ ...whose, from: parameter.from, to: parameter.to }),
  answer: trackRecordAnswer,
  example: {
    query: 'channel=phone&from=1999-06-14&to=1999-06-14',
    answer: {
      ...EXAMPLE_ABOUT,
      record: EXAMPLE_RECORD,
      days: {
        date: ['1999-06-14'],
        isReplayed: [true],
        expected: [1423],
        low80: [1190],
        high80: [1665],
        low95: [820],
        high95: [2290],
        came: [1501],
        isInside80: [true],
        isInside95: [true],
        recommended: [3],
        hits: [3],
      },
    },
  },
  check: (_, { from, to }) => rangeFaults(from, to),
  ask: (context, { from, to, ...rest }) =>
    trackRecordFeed(context, { ...rest, from: dayOf(from), to: dayOf(to) }),
  csv: trackRecordCsv,
});
