/** Cells as they are said: one, or many as parallel columns. Values carry the mark of disclosure control, or do not compile. */
import { z } from 'zod';
import { CELL_STATUSES, type CellStatus } from '../../db/domain/cell.ts';
import type { Disclosed } from '../../db/domain/disclosure.ts';

export const cellStatus = z.enum(CELL_STATUSES).meta({
  id: 'CellStatus',
  description:
    'final, provisional, revised and partial cells have a value; suppressed (hidden to protect people), closed and missing cells have none. A metric that ended (`retired` under metrics) is missing from then on. A missing cell with n 0 had nothing of which a share or mean could be taken.',
});

export const values = z.array(z.number().nullable()).describe('null where status says why');
export const bases = z
  .array(z.number().nullable())
  .describe(
    'contacts, answers or cases behind the value, as disclosed; null where it is hidden or not known',
  );

export const cell = z.object({ value: z.number().nullable(), n: z.number().nullable(), status: cellStatus });
export const cells = z.object({ value: values, n: bases, status: z.array(cellStatus) });

/** One cell that passed disclosure control; only api/feeds can make it. */
export type SaidCell = Disclosed<{ value: number | null; n: number | null; status: CellStatus }>;
export type SaidColumns = Disclosed<{
  value: (number | null)[];
  n: (number | null)[];
  status: CellStatus[];
}>;
