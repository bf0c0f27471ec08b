/**
 * Which rows of the stranger's sums add up to which: over time, and over members. Refuses to know what is told of them.
 */
import { GRAINS, periodEnd } from '../domain/bucket.ts';
import type { CellSum } from '../domain/hiding-grid.ts';
import { once } from '../domain/once.ts';
import { TOLD } from '../domain/told-amounts.ts';
import type { CellTree } from './cell-tree.ts';
import type { Row } from './hiding-rows.ts';
import type { Stretch } from './stretches.ts';

/** Rows by `time cell`. */
export type Places = ReadonlyMap<string, number>;

/** Days of stretches, hours of days, quarters of hours. */
export function* sumsInTime(rows: readonly Row[], places: Places): Generator<CellSum> {
  const parts = new Map<number, number[]>();
  rows.forEach(({ within, cell }, at) => {
    const whole = within === null ? undefined : places.get(`${within} ${cell}`);
    if (whole !== undefined) once(parts, whole, () => []).push(at);
  });
  for (const [whole, own] of parts) yield { whole, parts: own, amounts: amountsAt(rows[own[0]!]!.grain) };
}

/** Cells that make up another, by each dimension. */
export function* sumsOverMembers(rows: readonly Row[], places: Places, tree: CellTree): Generator<CellSum> {
  const parts = new Map<string, { whole: number; parts: number[] }>();
  rows.forEach(({ time, cell }, at) => {
    for (const { cell: whole, by } of tree.wholesOf(cell)) {
      const place = places.get(`${time} ${whole}`);
      if (place !== undefined)
        once(parts, `${place} ${by}`, () => ({ whole: place, parts: [] as number[] })).parts.push(at);
    }
  });
  for (const sum of parts.values()) yield { ...sum, amounts: amountsAt(rows[sum.whole]!.grain) };
}

/** Weeks and the month as sums of stretches. */
export function* sumsOfPeriods(
  rows: readonly Row[],
  places: Places,
  stretches: readonly Stretch[],
): Generator<CellSum> {
  for (const [whole, { grain, start, cell }] of rows.entries()) {
    if (grain !== 'week' && grain !== 'month') continue;
    const end = periodEnd(grain, start);
    const parts = stretches
      .filter(({ from, to }) => from >= start && to < end)
      .flatMap(({ from }) => places.get(`span ${from} ${cell}`) ?? []);
    yield { whole, parts, amounts: amountsAt('day') };
  }
}

const amountsByGrain = new Map<Row['grain'], readonly number[]>();
/** The amounts that are counted in buckets of a grain. */
function amountsAt(grain: Row['grain']): readonly number[] {
  return once(amountsByGrain, grain, () => {
    const order = grain === 'span' ? GRAINS.length : GRAINS.indexOf(grain);
    return TOLD.amounts.flatMap(({ finest }, at) => (GRAINS.indexOf(finest) <= order ? [at] : []));
  });
}
