/**
 * What a report says first: up to five findings, in figures and verdicts; each language has its own sentence for them.
 * Refuses a verdict without the change or target that it is about.
 */
import { z } from 'zod';
import { STAGES } from '../../db/domain/action-stage.ts';
import { VERDICTS } from '../../db/domain/impact-verdict.ts';
import { CHANGES } from '../../db/domain/period-change.ts';
import { CLOCKS } from '../../db/domain/target.ts';
import { TARGET_RESULTS } from '../../db/domain/target-verdict.ts';
import { namedCause } from './actions.ts';
import { look } from './impact.ts';

/** `usual`: of a day, the middle of the same weekday in the eight weeks before. */
export const REFERENCES = ['usual', 'previous', 'last_year'] as const;
export type Reference = (typeof REFERENCES)[number];

/** Why a report says less than five things: nobody could get in touch, nothing is on record, or it is hidden. */
export const SILENCES = ['closed', 'no_records', 'hidden', 'not_recorded'] as const;

const limit = (which: string) =>
  z.number().nullable().describe(`${which} limit of the 95 % interval; null where there is none`);
const interval = { low: limit('lower'), high: limit('upper') };

const change = z
  .object({
    against: z.enum(REFERENCES),
    value: z.number().nullable().describe('of what it is held against; null where that is not published'),
    measure: z
      .enum(['ratio', 'difference'])
      .describe('a ratio of counts, day for day and like days with like days, or a difference of shares'),
    estimate: z.number().nullable(),
    ...interval,
    verdict: z
      .enum(CHANGES)
      .describe(
        'rose and fell only where the interval leaves out no change (of a day: where the day lies outside of what such ' +
          'days before it let expect); not_comparable where the promise was another or records are incomplete',
      ),
  })
  .meta({ id: 'ReportChange' });
const changes = z.array(change);

const volume = z.object({
  topic: z.literal('volume'),
  value: z.number(),
  days: z
    .number()
    .int()
    .nullable()
    .describe('days with whole records, which are held against others; null of a day'),
  changes,
});

const reasons = z.object({
  topic: z.literal('categories'),
  member: z.string(),
  label: z.string(),
  value: z.number(),
  share: z.number(),
  changes,
});

const clock = z.object({
  clock: z.enum(CLOCKS),
  metric: z.string(),
  from: z.string().describe('the days of the report on which this was the promise'),
  to: z.string(),
  thresholdSeconds: z.number(),
  aim: z.number().nullable().describe('null: no share is promised'),
  value: z.number().nullable(),
  n: z.number().nullable(),
  ...interval,
  verdict: z
    .enum(TARGET_RESULTS)
    .nullable()
    .describe(
      'null without a target; too_close: the 95 % interval holds the target; unknown: the figure is not published, or ' +
        'too little of its days is',
    ),
});
const serviceLevels = z.object({
  topic: z.literal('service_levels'),
  channel: z.string().nullable(),
  clocks: z.array(clock).describe('more than one a clock where the promise changed within the period'),
  changes: changes.describe('of the internal clock'),
});

export const reportAction = z
  .object({
    slug: z.string(),
    title: z.string(),
    stage: z.enum(STAGES).describe('on the last day of the report'),
    startsAt: z.string(),
    causes: z.array(namedCause),
    verdict: z.enum(VERDICTS).describe('as `actions` says on the last day of the report'),
    look: look
      .pick({ weeks: true, date: true, effect: true, points: true })
      .nullable()
      .describe('the look that stands then, with what it found; null before the first'),
  })
  .meta({ id: 'ReportAction' });

const complaints = z.object({
  topic: z.literal('complaints'),
  value: z.number(),
  main: z
    .object({
      member: z.string(),
      label: z.string(),
      value: z.number(),
      changes,
      actions: z.array(reportAction).describe('those on record for this cause'),
    })
    .nullable()
    .describe('null where no cause is known or shown'),
  changes: changes.describe('of all complaints'),
});

const satisfaction = z.object({
  topic: z.literal('satisfaction'),
  value: z.number(),
  n: z.number().describe('answers'),
  ...interval,
  aim: z.number().nullable(),
  verdict: z.enum(TARGET_RESULTS).nullable(),
  changes,
});

const actions = z.object({
  topic: z.literal('actions'),
  judged: z
    .array(reportAction)
    .describe('whose verdict fell in the period; where none did, all that were judged before'),
  count: z.number().int().describe('those under way, judged or not'),
});

const abandonment = z.object({
  topic: z.literal('abandonment'),
  channel: z.string().nullable(),
  value: z.number(),
  n: z.number(),
  changes,
});

const waits = z.object({
  topic: z.literal('waits'),
  channel: z.string().nullable(),
  half: z.number().describe('seconds within which half of those who stay get through'),
  nineInTen: z.number().nullable(),
});

export const reportFinding = z
  .discriminatedUnion('topic', [
    volume,
    reasons,
    serviceLevels,
    complaints,
    satisfaction,
    actions,
    abandonment,
    waits,
  ])
  .meta({ id: 'ReportFinding' });

export const reportFindings = z
  .array(reportFinding)
  .describe('at most five, in the order in which they are to be read');
export const reportSilence = z
  .enum(SILENCES)
  .nullable()
  .describe('why there are fewer than five; null where there are five');

export type ReportFinding = z.infer<typeof reportFinding>;
export type Finding<Topic extends ReportFinding['topic']> = Extract<ReportFinding, { topic: Topic }>;
export type ReportChange = z.infer<typeof change>;
export type ClockResult = z.infer<typeof clock>;
export type ReportAction = z.infer<typeof reportAction>;
export type ReportSilence = z.infer<typeof reportSilence>;
