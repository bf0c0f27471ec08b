/** What `events` answers: what happened beside the figures. */
import { z } from 'zod';
import { CAUSE_CHANGE_KINDS } from '../../db/domain/cause-change.ts';
import { CHANNELS } from '../../db/domain/contact.ts';
import { CLOCKS } from '../../db/domain/target.ts';
import { versionHead } from './head.ts';
import { verdict } from './impact.ts';

export const EVENT_KINDS = [
  ...(['holiday', 'outage', 'target', 'definition', 'action', 'judgement', 'gap'] as const),
  ...(['cause', 'responsible', 'retirement'] as const),
] as const;
export const TARGET_CHANGES = ['new', 'changed', 'ended'] as const;
export const ACTION_PHASES = ['starts', 'rolled_out', 'ended', 'judged'] as const;

const targetForm = z.object({
  id: z.string(),
  words: z.string().describe('the promise in the operator’s own words'),
  clock: z
    .enum(CLOCKS)
    .nullable()
    .describe('null for a target of another metric; clock and metric both null: a public promise'),
  queue: z.string().nullable(),
  thresholdSeconds: z.number().nullable(),
  share: z.number().nullable().describe('of contacts, or of promises kept, 0 to 1'),
  metric: z.string().nullable().describe('null for a target of answering in time'),
  value: z.number().nullable().describe('of the metric, in its own unit'),
});

const event = z
  .object({
    id: z.string().describe('the same in every answer'),
    kind: z.enum(EVENT_KINDS),
    from: z
      .string()
      .describe(
        'local RFC 3339 with offset for `outage`, `gap` and `action`; a local date for all other kinds',
      ),
    to: z
      .string()
      .nullable()
      .describe(
        'the end, written like `from`: a date is included, a time is not; null for a single moment, and for what had ' +
          'not ended on the last day asked for',
      ),
    title: z.string().nullable().describe('in the words of the operator, or of the calendar'),
    channel: z.enum(CHANNELS).nullable().describe('null: every channel'),
    target: targetForm
      .extend({
        change: z
          .enum(TARGET_CHANGES)
          .describe('`ended`: the target is the one that was, and `from` the first day without it'),
        before: targetForm.nullable().describe('the one whose place it took'),
      })
      .nullable(),
    action: z
      .object({ id: z.string(), phase: z.enum(ACTION_PHASES) })
      .nullable()
      .describe('the action, listed under `actions`'),
    judgement: z
      .object({ weeks: z.number().int(), verdict })
      .nullable()
      .describe('of the action: after so many whole weeks of full effect it was judged so'),
    cause: z
      .object({
        change: z.enum(CAUSE_CHANGE_KINDS).nullable(),
        from: z.array(z.string()),
        to: z.array(z.string()),
      })
      .optional()
      .describe(
        'of the kind `cause`: causes renamed, merged or split, before and after; of the kind `responsible`: the cause for which the company holds another policy responsible from then on, `change` null',
      ),
    definition: z
      .object({ metric: z.string() })
      .nullable()
      .describe('the metric that is counted otherwise or, of the kind `retirement`, published no more'),
  })
  .meta({ id: 'Event' });

export const eventsAnswer = z
  .object({
    ...versionHead,
    events: z.array(event).describe('in order of `from`'),
  })
  .meta({ id: 'EventsAnswer' });

export type EventAnswer = z.infer<typeof event>;
export type EventsAnswer = z.infer<typeof eventsAnswer>;
