/** What `series` answers. */
import { z } from 'zod';
import { GRAINS } from '../../db/domain/bucket.ts';
import type { CellStatus } from '../../db/domain/cell.ts';
import type { Disclosed } from '../../db/domain/disclosure.ts';
import { COMPARISONS, type Comparison } from '../../db/domain/history-window.ts';
import { cells } from './cell.ts';
import { versionHead } from './head.ts';

export { COMPARISONS, type Comparison };

const timedCells = z.object({
  start: z.array(z.string()).optional().describe('local RFC 3339 with offset'),
  start0: z.string().optional().describe('first start, where all are `step` seconds apart'),
  step: z.number().int().optional(),
  ...cells.shape,
});

export const series = z
  .object({
    metric: z.string(),
    unit: z.string(),
    grain: z.enum(GRAINS),
    ...versionHead,
    comparison: z.enum(COMPARISONS).optional(),
    comparisonRule: z.string().optional().describe('how the compared range was found, in words'),
    filter: z.partialRecord(z.enum(['channel', 'queue', 'category', 'cause']), z.string()),
    cells: timedCells,
  })
  .meta({ id: 'Series' });

export const seriesAnswer = z.object({ series: z.array(series) }).meta({ id: 'SeriesAnswer' });

/** Columns that passed disclosure control; only api/feeds can make them. */
export type SeriesCells = Disclosed<{
  start?: string[];
  start0?: string;
  step?: number;
  value: (number | null)[];
  n: (number | null)[];
  status: CellStatus[];
}>;
export type Series = Omit<z.infer<typeof series>, 'cells'> & { cells: SeriesCells };
export interface SeriesAnswer {
  series: Series[];
}
