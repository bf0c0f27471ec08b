/** What `breakdown` answers: one row for each member of a dimension. */
import { z } from 'zod';
import type { CellStatus } from '../../db/domain/cell.ts';
import type { Disclosed } from '../../db/domain/disclosure.ts';
import { bases, cellStatus, values } from './cell.ts';
import { comparedWindow, windowHead } from './head.ts';

export const BREAKDOWNS = ['category', 'cause', 'channel', 'queue', 'language', 'region'] as const;
export type BreakdownDimension = (typeof BREAKDOWNS)[number];

/** One row a member. */
export const breakdownRows = z.object({
  member: z.array(z.string()),
  label: z.array(z.string()),
  value: values,
  share: z
    .array(z.number().nullable())
    .describe(
      'of all contacts that the metric counts; where a row is hidden, of their published total, or of the values shown where there is no such total (causes of other counts than complaints); null for anything but counts',
    ),
  n: bases,
  status: z.array(cellStatus),
});

export const breakdownAnswer = z
  .object({
    metric: z.string(),
    unit: z.string(),
    by: z.enum(BREAKDOWNS),
    ...windowHead,
    rows: breakdownRows,
    compared: z
      .object({
        ...comparedWindow,
        rows: breakdownRows,
      })
      .optional(),
  })
  .meta({ id: 'BreakdownAnswer' });

export type BreakdownRows = Disclosed<{
  member: string[];
  label: string[];
  value: (number | null)[];
  share: (number | null)[];
  n: (number | null)[];
  status: CellStatus[];
}>;
type Plain = z.infer<typeof breakdownAnswer>;
export type BreakdownAnswer = Omit<Plain, 'rows' | 'compared'> & {
  rows: BreakdownRows;
  compared?: Omit<NonNullable<Plain['compared']>, 'rows'> & { rows: BreakdownRows };
};
