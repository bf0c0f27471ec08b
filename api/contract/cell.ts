/** Cells as they are said: parallel columns. Values carry the mark of disclosure control, or do not compile. */
import { z } from 'zod';
import { CELL_STATUSES } from '../../db/domain/cell.ts';

export const cellStatus = z.enum(CELL_STATUSES).meta({
  id: 'CellStatus',
  description:
    'final, provisional, revised and partial cells have a value; suppressed (hidden to protect people), closed and missing cells have none. A missing cell with n 0 had nothing of which a share or mean could be taken.',
});

export const values = z.array(z.number().nullable()).describe('null where status says why');
export const bases = z
  .array(z.number().nullable())
  .describe(
    'contacts, answers or cases behind the value, as disclosed; null where it is hidden or not known',
  );
