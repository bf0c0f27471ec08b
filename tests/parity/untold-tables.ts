/**
 * Which tables are too small to be told, stated a second time from the policy in words: a table of which less than three
 * quarters of the contacts lie in cells of ten or more is untold. A month is judged by itself; a quarter-hour, hour, day or week
 * by the buckets of the four weeks before its own week, and by its own week where these know nothing of the table. Where no hours
 * are told there are no quarter-hours, and where no days, no hours. Uses nothing of the product.
 */
import { addDays, firstOfMonth, mondayOf } from './civil-dates.ts';

/** The contacts offered in one cell of a table in one bucket; of an hour or quarter-hour `day` is its day. */
export interface CellSize {
  /** the first day of the bucket */
  day: string;
  offered: number;
}

const LEAST = 3 / 4;
const SMALL = 10;
/** Each is told only where the one after it is. */
const WITHIN_A_DAY = ['15min', 'hour', 'day'];

/** One table: of every grain at which it exists, its cells. */
export class UntoldTable {
  private readonly sizes: ReadonlyMap<string, Map<string, CellSize[]>>;
  private readonly known = new Map<string, boolean>();

  constructor(grains: Readonly<Record<string, readonly CellSize[]>>) {
    this.sizes = new Map(
      Object.entries(grains).map(([grain, cells]) => [grain, Map.groupBy(cells, ({ day }) => day)]),
    );
  }

  /** Whether nothing is told of the table in the bucket of a grain that begins on, or lies in, a day. */
  has(grain: string, day: string): boolean {
    const name = `${grain} ${grain === 'month' ? firstOfMonth(day) : mondayOf(day)}`;
    let isUntold = this.known.get(name);
    if (isUntold === undefined) {
      isUntold = this.judge(grain, day);
      this.known.set(name, isUntold);
    }
    return isUntold;
  }

  private judge(grain: string, day: string): boolean {
    if (grain === 'month') return isSmall(this.between(grain, firstOfMonth(day), 1));
    const monday = mondayOf(day);
    const before = this.between(grain, addDays(monday, -28), 28);
    if (isSmall(before.length > 0 ? before : this.between(grain, monday, 7))) return true;
    const coarser = WITHIN_A_DAY[WITHIN_A_DAY.indexOf(grain) + 1];
    return WITHIN_A_DAY.includes(grain) && coarser !== undefined && this.has(coarser, day);
  }

  private between(grain: string, from: string, days: number): CellSize[] {
    return Array.from({ length: days }, (_, i) => this.sizes.get(grain)?.get(addDays(from, i)) ?? []).flat();
  }
}

function isSmall(cells: readonly CellSize[]): boolean {
  const sum = (some: readonly CellSize[]) => some.reduce((total, { offered }) => total + offered, 0);
  return sum(cells.filter(({ offered }) => offered >= SMALL)) < LEAST * sum(cells);
}
