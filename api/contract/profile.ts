/** What `profile` answers: the usual week, weekday by hour of the day. */
import { z } from 'zod';
import type { CellStatus } from '../../db/domain/cell.ts';
import type { Disclosed } from '../../db/domain/disclosure.ts';
import { bases, cellStatus, values } from './cell.ts';
import { windowHead } from './head.ts';

export const PROFILE_WEEKS = [4, 8, 13, 26, 52] as const;

export const profileAnswer = z
  .object({
    metric: z.string(),
    unit: z.string(),
    weeks: z.number().int(),
    ...windowHead,
    filter: z.partialRecord(z.enum(['channel', 'queue']), z.string()),
    cells: z.object({
      weekday: z.array(z.number().int().min(1).max(7)).describe('1 Monday … 7 Sunday'),
      time: z.array(z.string()).describe('start of the hour, local'),
      value: values.describe(
        'counts are means for each such hour; all else is taken over all of them together',
      ),
      low: values.describe(
        'counts alone: about 8 in 10 such hours of a week without holidays lie from low to high, by how those of ' +
          'these weeks differed; null where the value is null or fewer than four such hours are known',
      ),
      high: values.describe('the other end of that range'),
      n: bases,
      days: z
        .array(z.number().int())
        .describe('how many such hours were open and have records; holidays are left out'),
      status: z.array(cellStatus),
    }),
  })
  .meta({ id: 'ProfileAnswer' });

export type ProfileCells = Disclosed<{
  weekday: number[];
  time: string[];
  value: (number | null)[];
  low: (number | null)[];
  high: (number | null)[];
  n: (number | null)[];
  days: number[];
  status: CellStatus[];
}>;
export type ProfileAnswer = Omit<z.infer<typeof profileAnswer>, 'cells'> & { cells: ProfileCells };
