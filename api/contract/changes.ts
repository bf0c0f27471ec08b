/** What `changes` answers: every change to the numbers themselves, typed, with the metrics it touches. */
import { z } from 'zod';
import { CAUSE_CHANGE_KINDS } from '../../db/domain/cause-change.ts';
import { CHANNELS } from '../../db/domain/contact.ts';
import { TARGET_CHANGES } from './events.ts';
import { versionHead } from './head.ts';

const affected = z
  .object({
    metric: z.string(),
    channel: z.enum(CHANNELS).nullable().describe('null: every channel'),
    by: z.literal('cause').nullable().describe('`cause`: only where it is broken down by causes'),
    before: z.string().nullable().describe('the address that answers with what was before'),
    after: z.string().nullable().describe('the address that answers with what is since'),
  })
  .meta({ id: 'AffectedMetric' });

const head = {
  id: z.string().describe('the same for ever'),
  date: z.string().describe('from which day it is so; of a revision, when it was published'),
  toldAt: z
    .string()
    .nullable()
    .describe('local RFC 3339 with offset, when the first edition told of it; null: none has yet'),
  version: z
    .number()
    .int()
    .nullable()
    .describe('of the definition, the target, the causes or the edition, whichever it is about'),
  words: z.string().nullable().describe('of the operator or, of a definition, ours'),
  affects: z.array(affected),
};
const edition = {
  ...head,
  edition: z.number().int().describe('which tells every figure it changed under `editions/{id}`'),
  figures: z.number().int().describe('figures that had been final; of a correction, all that it changed'),
};

const change = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('revision'), ...edition }),
    z.object({ kind: z.literal('correction'), ...edition }),
    z.object({ kind: z.literal('recount'), ...edition }),
    z.object({ kind: z.literal('definition'), ...head }),
    z.object({
      kind: z.literal('target'),
      ...head,
      of: z.enum(['target', 'promise']),
      change: z.enum(TARGET_CHANGES),
      wordsBefore: z.string().nullable().describe('of the one whose place it took'),
    }),
    z.object({
      kind: z.literal('mapping'),
      ...head,
      change: z.enum(CAUSE_CHANGE_KINDS),
      from: z.array(z.string()).describe('causes before'),
      to: z.array(z.string()).describe('causes from then on'),
    }),
    z.object({
      kind: z.literal('retirement'),
      ...head,
      decidedBy: z.string().describe('a role, in the operator’s words'),
      replacedBy: z.string().nullable().describe('the metric that took its place'),
      noticeDays: z
        .number()
        .int()
        .nullable()
        .describe('days between the edition that told of it and its end'),
      besideDays: z
        .number()
        .int()
        .nullable()
        .describe('days for which it and the one that took its place were published beside one another'),
    }),
  ])
  .meta({ id: 'Change' });

export const changesAnswer = z
  .object({
    ...versionHead,
    noticeDays: z.number().int().describe('for so many days the pages say it beside the figures it touches'),
    since: z.string().nullable().describe('the day of the first edition; null: there is none'),
    changes: z.array(change).describe('the newest first'),
  })
  .meta({ id: 'ChangesAnswer' });

export type Change = z.infer<typeof change>;
export type ChangesAnswer = z.infer<typeof changesAnswer>;
