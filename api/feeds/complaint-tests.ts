/**
 * Complaints of several causes against two earlier windows, all tested together.
 * Owns which pairs can be compared and the level at which all are; the arithmetic is db/domain/count-change.ts's. It sees
 * nothing but published counts, so that whoever has the answer can test it again.
 */

import { partsStretches } from '../../db/domain/cause-change.ts';
import { directionOf, shareDifference, type Tally, wilsonInterval } from '../../db/domain/confidence.ts';
import {
  type CountChange,
  chanceOf,
  type Dispersion,
  dispersionOf,
  rateRatioOf,
  selectTogether,
} from '../../db/domain/count-change.ts';
import { effectiveTally } from '../../db/domain/design-effect.ts';
import type { CountOverDays } from '../../db/domain/moving-range.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import type { ComparedCauses } from '../contract/complaints.ts';
import type { Window } from './asked-window.ts';
import { figureColumns } from './complaint-cells.ts';
import { isShown } from './published-cells.ts';
import type { WindowFigure } from './window.ts';

/** Of the comparisons called a change, at most this share is expected to be none. */
export const CHANGE_RATE = 0.05;

export interface Compared {
  window: Window;
  /** days of it of which records speak */
  days: number;
}

export interface Line {
  now: WindowFigure;
  dispersion: Dispersion;
  cuts: readonly CivilDay[];
  /** in the order of the earlier windows */
  before: readonly WindowFigure[];
}

interface Pair {
  line: Line;
  now: CountOverDays;
  before: CountOverDays;
}

export interface TestedTogether {
  comparisons: number;
  level: number;
  /** one for each earlier window, with a row for each line */
  against: ComparedCauses[];
}

export function testTogether(
  lines: readonly Line[],
  now: Compared,
  earlier: readonly Compared[],
): TestedTogether {
  const cases = earlier.map((window, at) => lines.map((line) => caseOf(line, now, window, at)));
  const pairs = cases.flat().filter((one) => typeof one !== 'string');
  const chances = pairs.map((pair) => chanceOf(pair.now, pair.before, pair.line.dispersion)!);
  const { isSelected, level } = selectTogether(chances, CHANGE_RATE);
  const against = cases.map((column, at) => {
    const tested = column.map((one) => {
      if (typeof one === 'string') return { ratio: null, low: null, high: null, change: one };
      const { ratio, low, high } = rateRatioOf(one.now, one.before, one.line.dispersion, level)!;
      const isChange = isSelected[pairs.indexOf(one)]!;
      const change: CountChange = !isChange ? 'no_clear_change' : ratio > 1 ? 'rose' : 'fell';
      return { ratio: short(ratio), low: short(low), high: short(high), change };
    });
    return {
      ...figureColumns(lines.map(({ before }) => before[at]!)),
      ratio: tested.map(({ ratio }) => ratio),
      low: tested.map(({ low }) => low),
      high: tested.map(({ high }) => high),
      change: tested.map(({ change }) => change),
    } as ComparedCauses;
  });
  return { comparisons: pairs.length, level, against };
}

export interface KeptTested {
  low: number | null;
  high: number | null;
  change: CountChange[];
}

/**
 * A share with its interval and against earlier ones, 95 %: who is due on one day shares its fate, so that months differ by
 * more than chance, and counts are brought down by how much (`ranges`: of the months before).
 */
export function testShare(
  now: WindowFigure,
  before: readonly WindowFigure[],
  ranges: readonly number[],
): KeptTested {
  const { factor } = dispersionOf(ranges, []);
  const effective = (figure: WindowFigure): Tally | null => {
    const { said } = figure;
    if (countOf(figure) === null || said.kind !== 'value' || !said.n) return null;
    return effectiveTally({ k: said.value * said.n, n: said.n }, factor);
  };
  const own = effective(now);
  const interval = own === null ? null : wilsonInterval(own);
  const change = before.map((figure): CountChange => {
    if (isHidden(now) || isHidden(figure)) return 'hidden';
    const theirs = effective(figure);
    if (own === null || theirs === null) return 'not_known';
    return directionOf(shareDifference(own, theirs)!);
  });
  return { low: interval && short(interval.low), high: interval && short(interval.high), change };
}

function caseOf(line: Line, now: Compared, earlier: Compared, at: number): Pair | CountChange {
  const before = line.before[at]!;
  if (partsStretches(line.cuts, earlier.window.fromDay, now.window.toDay)) return 'broken';
  if (isHidden(line.now) || isHidden(before)) return 'hidden';
  const [counted, countedBefore] = [countOf(line.now), countOf(before)];
  if (counted === null || countedBefore === null || now.days === 0 || earlier.days === 0) return 'not_known';
  if (countedBefore === 0) return counted === 0 ? 'none' : 'none_before';
  return {
    line,
    now: { count: counted, days: now.days },
    before: { count: countedBefore, days: earlier.days },
  };
}

function isHidden({ status, hasHidden }: WindowFigure): boolean {
  return hasHidden || status === 'suppressed';
}

export function countOf({ said, status }: WindowFigure): number | null {
  return said.kind === 'value' && isShown(status) ? said.value : null;
}

/** Four significant digits: more would claim what the counts, rounded to 5, do not hold. */
function short(value: number): number {
  return Number(value.toPrecision(4));
}
