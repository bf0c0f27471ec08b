/**
 * Which cells add up to which, by one dimension at a time. Owns the way from a cell to its whole; refuses to know figures.
 */
import { type Dimension, dimensionsOf, LATTICE, type Member, type Shape } from '../domain/lattice.ts';
import { once } from '../domain/once.ts';
import type { ReadHandle } from '../open.ts';
import { memberText, parseMember } from './cell-book.ts';

/** Of problems and complaints every contact has a cause, or is counted as without one. */
const CAUSABLE = ['problem', 'complaint'];

interface Cell {
  shape: Shape;
  member: Member;
}

/** A cell of which another is a part, by one dimension. */
export interface Whole {
  cell: number;
  by: Dimension;
}

export class CellTree {
  private readonly cells = new Map<number, Cell>();
  private readonly ids = new Map<string, number>();
  private readonly wholes = new Map<number, readonly Whole[]>();

  constructor(db: ReadHandle) {
    const rows = db.sql.prepare('SELECT id, shape, member FROM cells').all() as {
      id: number;
      shape: Shape;
      member: string;
    }[];
    for (const { id, shape, member } of rows) {
      if (!LATTICE.month.includes(shape)) continue;
      this.cells.set(id, { shape, member: parseMember(shape, member) });
      this.ids.set(`${shape} ${member}`, id);
    }
  }

  /** Undefined where the number is of no cell of the lattice. */
  shapeOf(cell: number): Shape | undefined {
    return this.cells.get(cell)?.shape;
  }

  /** The cells of which this one is a part, where the parts are all there is. */
  wholesOf(cell: number): readonly Whole[] {
    return once(this.wholes, cell, () => {
      const { shape, member } = this.cells.get(cell)!;
      return dimensionsOf(shape).flatMap((by) => {
        if (by === 'sub_cause' || (by === 'cause' && !CAUSABLE.includes(member.category ?? ''))) return [];
        const left = dimensionsOf(shape).filter((one) => one !== by);
        const parent = (left.join('+') || 'all') as Shape;
        const whole = this.ids.get(`${parent} ${memberText(parent, member)}`);
        return whole === undefined ? [] : [{ cell: whole, by }];
      });
    });
  }
}
