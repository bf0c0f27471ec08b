/** What `live` answers: the queues as they are. */
import { z } from 'zod';
import type { Disclosed } from '../../db/domain/disclosure.ts';
import { cellStatus } from './cell.ts';

/**
 * `live`: as of its source's last word. `stale`: the source has stopped; what it said last. `suppressed`: too few to
 * say without saying something of one person. `closed`: nobody is there. `missing`: nobody tells it.
 */
export const LIVE_STATUSES = ['live', 'stale', 'suppressed', 'closed', 'missing'] as const;
export type LiveStatus = (typeof LIVE_STATUSES)[number];

const status = z.enum(LIVE_STATUSES);
const source = z
  .enum(['measured', 'estimated'])
  .nullable()
  .describe('told by the platform, or worked out from what it tells; null: there is no value');
const about = {
  status,
  source,
  asOf: z.string().nullable().describe('up to when its source has told, to the whole minute'),
  ageMinutes: z.number().int().nullable().describe('since then, as this answer was made'),
};

const band = z
  .object({
    low: z.number().int().nullable(),
    high: z.number().int().nullable(),
    ...about,
  })
  .describe('a count as a band, both ends included: 0–4, 5–9, 10–19, 20–49, 50–99, …');

const wholeMinutes = z.object({ minutes: z.number().int().nullable(), ...about });

const estimate = z
  .object({
    lowMinutes: z.number().int().nullable(),
    highMinutes: z.number().int().nullable(),
    basis: z
      .enum(['calibrated', 'usual'])
      .nullable()
      .describe('from the queue as it is; or what is usual at the hour, where that cannot be trusted'),
    reason: z
      .enum(['few_answers', 'few_records', 'unproven', 'too_narrow', 'too_wide', 'silent'])
      .nullable()
      .describe('why it is not estimated from the queue as it is'),
    coverage: z
      .number()
      .nullable()
      .describe(
        'of the waits of the last 28 days the share within the range that was estimated, before rounding; 0.6 is promised',
      ),
    coverageDays: z.number().int(),
    coverageWaits: z.number().int().describe('to the last full ten'),
    status: z.enum(['live', 'missing']),
  })
  .describe(
    'what to expect who comes now, of those who are answered: 2 in 10 wait less than the range, 2 in 10 longer',
  );

const count = z.object({ value: z.number().nullable(), status: cellStatus });

export const livePlace = z.object({
  channel: z.string(),
  queue: z.string().nullable().describe('a service line; null: all of the channel'),
  label: z.string(),
  isOpen: z.boolean().nullable().describe('null: nobody stated the hours'),
  changesAt: z.string().nullable().describe('when it closes, or opens next'),
  staleAfterMinutes: z.number().int().describe('a source that has been silent for longer is called stale'),
  waiting: band,
  longestWait: wholeMinutes.describe(
    'of those who wait now, begun minutes counted whole; not in the lowest band',
  ),
  estimate: estimate.nullable().describe('null: it is closed, or nothing was learnt yet'),
  inService: band.describe('being served now'),
  agents: band.describe('at work now, where the platform tells it'),
  quarters: z
    .object({
      start0: z.string(),
      step: z.number().int(),
      arrived: z.array(count),
      left: z.array(count).describe('left the queue: answered, given up or to be called back'),
    })
    .nullable()
    .describe('the last four quarter-hours that have closed and of which the delay has passed'),
  lastHour: z.object({ arrived: count, left: count }).nullable().describe('the four together'),
  today: z
    .object({
      until: z.string(),
      value: z.number().nullable(),
      status: cellStatus,
      usual: z
        .number()
        .nullable()
        .describe('the middle of the same weekday in the eight weeks before, to this hour'),
      usualLow: z.number().nullable(),
      usualHigh: z.number().nullable(),
      days: z.number().int(),
    })
    .nullable()
    .describe('contacts so far, to the last whole hour; of a service line over all its channels'),
  backlog: z.object({ value: z.number().nullable(), status: cellStatus }).nullable().describe('open cases'),
  backlogAgeDays: z
    .object({ value: z.number().nullable(), status: cellStatus })
    .nullable()
    .describe('their median age'),
});

export const liveAnswer = z
  .object({
    timeZone: z.string(),
    asOf: z.string().nullable().describe('up to when the latest source has told, to the whole minute'),
    madeAt: z.string().describe('the minute in which this answer was made'),
    delayMinutes: z.number().int().describe('how long after its end a quarter-hour is counted'),
    linesLeftOut: z.number().int().describe('service lines beyond the hundred that were told of first'),
    places: z
      .array(livePlace)
      .describe('channels, each followed by its service lines; empty: nobody tells of now'),
  })
  .meta({ id: 'LiveAnswer' });

export type LiveEstimate = z.infer<typeof estimate>;
export type LiveBand = Disclosed<z.infer<typeof band>>;
export type LiveMinutes = Disclosed<z.infer<typeof wholeMinutes>>;
export type LivePlace = Omit<
  z.infer<typeof livePlace>,
  'waiting' | 'longestWait' | 'inService' | 'agents'
> & { waiting: LiveBand; longestWait: LiveMinutes; inService: LiveBand; agents: LiveBand };
export type LiveAnswer = Omit<z.infer<typeof liveAnswer>, 'places'> & { places: LivePlace[] };
