/** What `promises` answers: what was promised, whether it was kept by its due date, and how long it really took. */
import { z } from 'zod';
import { PROMISED } from '../../db/domain/promise.ts';
import type { SaidCell, SaidColumns } from './cell.ts';
import { cell, cells, values } from './cell.ts';
import { comparedWindow, windowHead } from './head.ts';

export const PROMISE_STANDINGS = ['met', 'missed', 'too_close'] as const;
/** Why nothing is said of a promise. */
export const PROMISE_SILENCES = ['not_recorded', 'no_records'] as const;

const limits = 'of the 95 % interval of the share kept; null where no share is published';

const version = z.object({
  words: z.string().describe('the promise in the words of the operator'),
  source: z
    .string()
    .nullable()
    .describe('where it was promised, in words; null where that is not said, or is an address'),
  href: z.string().nullable().describe('the web address where it was promised'),
  withinSeconds: z.number().nullable().describe('the later end of what is promised'),
  earliestSeconds: z.number().nullable().describe('the earlier end, where it has two'),
  dueRule: z.string().nullable().describe('how the due time follows, in the words of the operator'),
  target: z.number().nullable().describe('the share that the company holds itself to keep'),
  from: z.string().nullable().describe('first day in force; null: since ever'),
  to: z.string().nullable().describe('last day in force; null: still'),
});

const period = z.object({
  from: z.string(),
  to: z.string(),
  due: cell.describe('promises that fell due, those withdrawn by then left out'),
  kept: cell.describe('share of those done by their due time; open and overdue is broken'),
  low: z.number().nullable().describe(`lower limit ${limits}`),
  high: z.number().nullable().describe(`upper limit ${limits}`),
  clusteredBy: z
    .enum(['day', 'week', 'month'])
    .nullable()
    .describe(
      'what shared a fate, so that the interval is the wider; null: too little to tell, taken as independent',
    ),
  withdrawn: cell.describe('taken back by the customer before they were due: neither kept nor broken'),
  unknown: cell.describe('of which the records do not tell'),
});

const buckets = z.object({
  start: z.array(z.string()).describe('first day, local RFC 3339 with offset'),
  due: cells,
  kept: cells,
  low: values,
  high: values,
});

const distribution = z.object({
  from: z.string(),
  to: z.string(),
  unit: z.enum(['days', 'seconds']).describe('`days`: civil days from the day of making to the day of doing'),
  n: z
    .number()
    .describe('done, open and told together; these counts are rounded to 5 and are not those of `due`'),
  p10: z
    .number()
    .nullable()
    .describe('as `within`: by then a tenth was done; null where that was not reached'),
  p50: z.number().nullable(),
  p90: z.number().nullable(),
  steps: z
    .object({
      within: z.array(z.number().nullable()).describe('upper edges in `unit`; null: longer than a year'),
      done: z.array(z.number()).describe('done between the edge before and this one'),
      share: z
        .array(z.number())
        .describe('done within the edge (Kaplan–Meier, open ones cut short at their age)'),
    })
    .describe('bins are joined until none is small'),
  open: z.object({
    after: z.array(z.number().nullable()).describe('age in `unit`, at the least'),
    count: z.array(z.number()),
  }),
  beyond: z
    .number()
    .describe('took longer than the last step, or are open: told together, since either is few'),
  withinTwice: z.number().nullable().describe('share done within twice the promised time, at the least'),
});

const promise = z
  .object({
    id: z.string().describe('the operator’s own'),
    slug: z.string().describe('the id as addresses and anchors have it'),
    of: z.enum(PROMISED).describe('by which records it is measured'),
    channel: z.string().nullable(),
    queue: z.string().nullable(),
    silence: z
      .enum(PROMISE_SILENCES)
      .nullable()
      .describe('`not_recorded`: no record can tell; `no_records`: none has come; null: there are records'),
    versions: z.array(version).describe('in order of time; several where the promise was changed'),
    inForce: z.number().nullable().describe('index of the version in force on the last day of the window'),
    period,
    standing: z
      .enum(PROMISE_STANDINGS)
      .nullable()
      .describe('against the target in force at the end of the window; null without a target or a share'),
    compared: z.array(
      z.object({
        ...{ comparison: comparedWindow.comparison, comparisonRule: comparedWindow.comparisonRule },
        period,
        difference: z
          .object({ estimate: z.number(), low: z.number(), high: z.number() })
          .nullable()
          .describe('share kept, less that of the compared period, with its 95 % interval (Newcombe)'),
      }),
    ),
    open: cell.describe(
      'overdue and not done of all that fell due up to the end of the last month that is over, rounded to 5; hidden where the window ends before the records do',
    ),
    distribution: distribution.nullable().describe('of windows of whole months; null where too few are told'),
    months: buckets.describe('by due date, up to the end of the window; none is told before it is over'),
    weeks: buckets.describe(
      'by due date, the half-year up to the end of the window; none is told before its months are over',
    ),
  })
  .meta({ id: 'Promise' });

export const promisesAnswer = z
  .object({
    ...windowHead,
    promises: z.array(promise).describe('in the order of the configuration'),
  })
  .meta({ id: 'PromisesAnswer' });

type Plain = z.infer<typeof promisesAnswer>;
type PlainPromise = Plain['promises'][number];
export type PromisePeriod = Omit<z.infer<typeof period>, 'due' | 'kept' | 'withdrawn' | 'unknown'> & {
  due: SaidCell;
  kept: SaidCell;
  withdrawn: SaidCell;
  unknown: SaidCell;
};
export type PromiseBuckets = Omit<z.infer<typeof buckets>, 'due' | 'kept'> & {
  due: SaidColumns;
  kept: SaidColumns;
};
export type PromiseVersionAnswer = z.infer<typeof version>;
export type PromiseDistribution = z.infer<typeof distribution>;
export type PromiseAnswer = Omit<
  PlainPromise,
  'period' | 'compared' | 'open' | 'months' | 'weeks' | 'distribution'
> & {
  period: PromisePeriod;
  compared: (Omit<PlainPromise['compared'][number], 'period'> & { period: PromisePeriod })[];
  open: SaidCell;
  distribution: PromiseDistribution | null;
  months: PromiseBuckets;
  weeks: PromiseBuckets;
};
export type PromisesAnswer = Omit<Plain, 'promises'> & { promises: PromiseAnswer[] };
