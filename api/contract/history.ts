/** What `history` answers: a view of the past as it is drawn, every column ready. */
import { z } from 'zod';
import { GRAINS } from '../../db/domain/bucket.ts';
import { COMPARISONS, HISTORY_DIMENSIONS, RANGES } from '../../db/domain/history-window.ts';
import { bases, cellStatus, values } from './cell.ts';
import { versionHead } from './head.ts';
import { type SeriesCells, series } from './series.ts';

export const COUNTERPART_RULES = [
  'months_before',
  'year_of_months',
  'days_before',
  'year_by_days',
  'year_by_weekday',
] as const;

const rule = z.object({ id: z.enum(COUNTERPART_RULES), count: z.number().int(), words: z.string() });
export type CounterpartRule = z.infer<typeof rule>;

const whole = z.object({
  value: z.number().nullable(),
  n: z.number().nullable(),
  status: cellStatus,
  incompleteDays: z
    .number()
    .int()
    .nullable()
    .describe(
      'days of the range that are incomplete or without a record; null where it reaches beyond the records, is not over, or holds something hidden',
    ),
});
export type WholeFigure = z.infer<typeof whole>;

const compared = z.object({
  from: z.string().describe('the stretch that the whole range is held against'),
  to: z.string(),
  date: z
    .array(z.string().nullable())
    .describe(
      'the local date of the bucket that each bucket is held against; by hour, the same time of that day',
    ),
  value: values,
  n: bases,
  status: z.array(cellStatus),
  whole: whole.nullable(),
  byWeekday: z
    .object({ from: z.string(), to: z.string(), whole: whole.nullable() })
    .nullable()
    .describe(
      'of whole calendar months also the same weekdays a year before; null where `whole` is of those',
    ),
});

const panel = z.object({
  metric: z.string(),
  label: z.string().describe('of the metric, or of the member where a metric is split'),
  unit: z.string(),
  better: z.enum(['higher', 'lower']).nullable().describe('which way is the good one'),
  filter: z.partialRecord(z.enum(HISTORY_DIMENSIONS), z.string()),
  cells: series.shape.cells,
  whole: whole
    .nullable()
    .describe(
      'the metric over the whole range: its own published cell, or put together from published ones, and `partial` where the range goes beyond the records; null for percentiles of any other range',
    ),
  compared: compared.optional(),
  average: z
    .object({ buckets: z.number().int(), value: z.array(z.number().nullable()) })
    .nullable()
    .optional()
    .describe(
      'the mean over one full cycle around each bucket; null for percentiles, of which no mean is one',
    ),
  expected: z
    .object({
      share: z.number().describe('how many of ordinary buckets lie inside'),
      weeks: z.number().int(),
      low: z.array(z.number().nullable()),
      high: z.array(z.number().nullable()),
    })
    .nullable()
    .optional()
    .describe(
      'the range to be expected from the same weekday and time in the weeks before; null by week and month',
    ),
});

export const historyAnswer = z
  .object({
    view: z.object({
      range: z.enum(RANGES).nullable(),
      from: z.string(),
      to: z.string(),
      grain: z.enum(GRAINS),
      by: z.enum(HISTORY_DIMENSIONS).nullable(),
      compare: z.enum(COMPARISONS).nullable(),
      average: z.boolean(),
      expected: z.boolean(),
    }),
    grains: z.array(z.enum(GRAINS)).describe('that can be asked for with the same range and filter'),
    records: z.object({ from: z.string(), to: z.string() }).nullable(),
    ...versionHead,
    clock: z
      .array(z.tuple([z.number().int(), z.number().int()]))
      .describe('from each instant (UTC seconds) on, the seconds that the wall clock is ahead of UTC'),
    rule: rule.nullable().describe('how the compared buckets were found'),
    wholeRule: rule.nullable().describe('how the stretch was found that the whole range is held against'),
    panels: z.array(panel),
  })
  .meta({ id: 'HistoryAnswer' });

type Plain = z.infer<typeof historyAnswer>;
export type HistoryPanel = Omit<Plain['panels'][number], 'cells'> & { cells: SeriesCells };
export type HistoryAnswer = Omit<Plain, 'panels'> & { panels: HistoryPanel[] };
