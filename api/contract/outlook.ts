/** What `best-times`, `forecast` and `track-record` answer: when to come, how many are expected, and how good that was. */
import { z } from 'zod';
import type { Disclosed } from '../../db/domain/disclosure.ts';
import { cellStatus } from './cell.ts';
import { versionHead } from './head.ts';

/**
 * `advised`: hours are recommended. `no_clear_best`: all are alike, or too little is known to tell them apart.
 * `withheld`: nothing is said, and `reason` says why.
 */
export const ADVICE_STATES = ['advised', 'no_clear_best', 'withheld'] as const;
export const WITHHELD_REASONS = [
  'no_records',
  'too_few',
  'records_ended',
  'not_by_the_hour',
  'not_yet',
] as const;
export type WithheldReason = (typeof WITHHELD_REASONS)[number];

export const METHOD_NAMES = ['candour', 'last_week', 'mean_of_8', 'same_weekday_mean'] as const;

const share = z.number().min(0).max(1).nullable();
const shares = z.array(share);
const counts = z.array(z.number().int().nullable());
const filter = z.partialRecord(z.enum(['channel', 'queue']), z.string());
const about = { ...versionHead, filter };

const hour = z.object({
  time: z.string().describe('start of the hour, local'),
  within: share.describe('who gets through in time, of all who ask in that hour'),
  low: share,
  high: share.describe('the interval of that share: what is known of it, not how days differ'),
  usualLow: share,
  usualHigh: share.describe(
    'between which it lay on 8 in 10 such days of recent weeks; null: too few to say',
  ),
  load: z
    .number()
    .nullable()
    .describe(
      'expected work by the time of the agents who will be there, to the tenth; null: not known, or of few contacts or agents',
    ),
  isFragile: z
    .boolean()
    .nullable()
    .describe('the load is above 0.95: a little more than expected, and the queue grows all hour'),
});

const score = z.object({
  method: z.enum(METHOD_NAMES),
  leadDays: z.number().int().describe('how many days before, 1: on the morning of the day'),
  n: z.number().int().describe('hours, or days where forecasts are made by the day'),
  wmape: z.number().nullable().describe('sum of errors by sum of contacts'),
  rmse: z.number().nullable(),
  pinball: z.number().nullable().describe('mean over the quantiles 2.5, 10, 50, 90 and 97.5 %, in contacts'),
  cover80: share.describe('of counts, the share inside the 80 % range'),
  cover95: share,
});
const advised = z.object({
  method: z.enum(['candour', 'last_week', 'mean_of_8']),
  hours: z.number().int().describe('recommended hours that are over and in which somebody came'),
  hits: z.number().int().describe('of them those in which more got through in time than on the whole day'),
  lift: z.number().nullable().describe('mean of the share in those hours less that of their day'),
});
const record = z
  .object({
    from: z.string().nullable(),
    to: z.string().nullable(),
    days: z.number().int().describe('that were scored'),
    replayedDays: z
      .number()
      .int()
      .describe('of them those before the first forecast that was published: what would have been said'),
    forecasts: z.array(score),
    advice: z.array(advised),
  })
  .describe('how good forecasts and advice of the last 56 days were, against plain rivals');

export const bestTimesAnswer = z
  .object({
    ...about,
    state: z.enum(ADVICE_STATES),
    reason: z.enum(WITHHELD_REASONS).nullable(),
    madeOn: z.string().nullable(),
    knownThrough: z.string().nullable().describe('the last day of which the records were known'),
    thresholdSeconds: z
      .number()
      .int()
      .describe('what "in time" means here: 120, or 300 where nearly nobody gets through sooner'),
    overall: share.describe('over all hours, each counted once'),
    capacity: z
      .enum(['known', 'unknown'])
      .describe(
        'whether it is known how many agents will be there on the coming days; of four or fewer it counts as unknown',
      ),
    days: z
      .array(
        z.object({
          date: z.string(),
          holiday: z.string().nullable(),
          isOpen: z.boolean().nullable().describe('null: no hours are stated'),
          best: z.array(hour),
          avoid: z.array(hour),
        }),
      )
      .describe('today and the days after it'),
    cells: z
      .object({
        weekday: z.array(z.number().int().min(1).max(7)).describe('1 Monday … 7 Sunday'),
        time: z.array(z.string()).describe('start of the hour, local'),
        tier: z
          .array(z.enum(['quickest', 'average', 'slowest']).nullable())
          .describe('quickest and slowest: the interval leaves the mean of all hours out'),
        within120: shares,
        within120Low: shares,
        within120High: shares,
        usualLow: shares,
        usualHigh: shares,
        within300: shares,
        medianSeconds: z.array(z.number().nullable()).describe('Kaplan–Meier, recent days counting more'),
        ninetySeconds: z.array(z.number().nullable()),
        abandonment: shares,
        days: counts.describe('of evidence; null: of so few contacts that it would tell of them'),
        n: counts.describe('contacts, at least so many: 10, 20, 50, 100 and so on'),
        isBorrowed: z.array(z.boolean()).describe('fewer than four days: estimated from other weekdays'),
        status: z.array(cellStatus),
      })
      .describe('the usual week: the last 26 weeks, a day counting for half after six weeks'),
    record,
  })
  .meta({ id: 'BestTimesAnswer' });

const ranged = {
  expected: z.array(z.number().int().nullable()).describe('null where the status says why'),
  low80: counts,
  high80: counts.describe('8 in 10 counts lie from low80 to high80'),
  low95: counts,
  high95: counts,
  status: z
    .array(z.enum(['forecast', 'suppressed', 'closed']))
    .describe('forecast; too few to say without saying something of one person; closed'),
};

export const forecastAnswer = z
  .object({
    ...about,
    madeOn: z.string().nullable(),
    knownThrough: z.string().nullable(),
    hoursKnown: z.number().int().describe('hours of the first day that were over when it was made'),
    reason: z.enum(WITHHELD_REASONS).nullable(),
    days: z.object({ date: z.array(z.string()), holiday: z.array(z.string().nullable()), ...ranged }),
    hours: z.object({ start: z.array(z.string()), ...ranged }),
  })
  .meta({ id: 'ForecastAnswer' });

export const trackRecordAnswer = z
  .object({
    ...about,
    record,
    days: z
      .object({
        date: z.array(z.string()),
        isReplayed: z.array(z.boolean()),
        expected: z
          .array(z.number().int().nullable())
          .describe('contacts, as forecast on the morning of the day'),
        low80: counts,
        high80: counts,
        low95: counts,
        high95: counts,
        came: z.array(z.number().int().nullable()),
        isInside80: z.array(z.boolean().nullable()),
        isInside95: z.array(z.boolean().nullable()),
        recommended: counts.describe('hours; null with what came'),
        hits: counts,
      })
      .describe('one row a day that is over, the latest last'),
  })
  .meta({ id: 'TrackRecordAnswer' });

type Answer<T> = Disclosed<T>;
export type BestTimesAnswer = Answer<z.infer<typeof bestTimesAnswer>>;
export type AdvisedHour = z.infer<typeof hour>;
export type RecordAnswer = z.infer<typeof record>;
export type ForecastAnswer = Answer<z.infer<typeof forecastAnswer>>;
export type TrackRecordAnswer = Answer<z.infer<typeof trackRecordAnswer>>;
