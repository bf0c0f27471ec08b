/**
 * What is published of a promise, as metrics: how many fell due, how many of them were kept, what is open.
 * Owns their definitions; the registry of metric.ts has those of contacts, these are asked of one promise at a time.
 */
import type { Metric, Value } from './metric.ts';

/** After a week the records of what was done are in: a month is provisional until then. */
const FINAL_AFTER_DAYS = 7;

const define = (id: string, label: string, value: Value, plain: string, definition: string): Metric => ({
  ...{ id, label, value, plain, definition, source: 'Candour, reference 1.3 (promises kept)' },
  unit: value.kind === 'ratio' ? 'share' : 'count',
  topic: 'cases',
  better: value.kind === 'ratio' ? 'higher' : null,
  finestGrain: 'day',
  finalAfterDays: FINAL_AFTER_DAYS,
});

export const PROMISES_DUE = define(
  'promises_due',
  'Due',
  { kind: 'count', of: { promisesDue: 1 } },
  'How many promises fell due.',
  'Promises whose due time fell into the bucket and has passed; those that the customer took back by then are left out.',
);

export const PROMISES_KEPT: Metric = {
  ...define(
    'promises_kept',
    'Kept',
    { kind: 'ratio', of: { promisesKept: 1 }, per: { promisesDue: 1 }, parts: true },
    'Of the promises that fell due, the share done by their due time.',
    'Promises done by their due time ÷ promises due. Counted when due, so that a late one cannot vanish; open and overdue is broken.',
  ),
  unknown: { of: { promisesUnknown: 1 }, among: { promisesDue: 1, promisesUnknown: 1 } },
};

/** What lies open is a stock: rounded, and hidden where it is small. */
export const PROMISES_OPEN = define(
  'promises_open',
  'Overdue and open',
  {
    kind: 'stock',
    came: { promisesDue: 1 },
    went: { promisesKept: 1, promisesLate: 1, promisesGivenUp: 1 },
  },
  'How many promises are overdue and not done.',
  'Promises due, less those done in time, done late, and taken back by the customer when overdue.',
);

export const PROMISES_WITHDRAWN = define(
  'promises_withdrawn',
  'Withdrawn',
  { kind: 'count', of: { promisesWithdrawn: 1 } },
  'How many promises customers took back before they were due.',
  'Promises cancelled by their due time without being done. They are neither kept nor broken.',
);

export const PROMISES_UNKNOWN = define(
  'promises_unknown',
  'Not known',
  { kind: 'count', of: { promisesUnknown: 1 } },
  'Of how many promises the records do not tell.',
  'Promises without a due time, or without a word on whether they were kept. Beyond 2 % of all the share is not published.',
);

export const PROMISE_METRICS: readonly Metric[] = [
  PROMISES_DUE,
  PROMISES_KEPT,
  PROMISES_OPEN,
  PROMISES_WITHDRAWN,
  PROMISES_UNKNOWN,
];
