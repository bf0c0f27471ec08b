/**
 * The two axes of a history: time in UTC seconds with ticks of the organisation's wall clock, and values by their unit.
 * Owns spans, ticks and whether an axis is broken; refuses words and number formats, which come from outside.
 */
import { nice, ticks as roundTicks } from 'd3';
import type { CivilClock } from '../../../db/domain/civil-clock.ts';
import { LABEL_SIZE, type ValueScale } from '../axis.ts';
import { estimateWidth } from '../picture.ts';
import { type CivilTick, civilTicks } from './civil-ticks.ts';
import { type Cuts, cutAt, fromOpen, NO_CUTS, toOpen } from './open-time.ts';

export interface TimeWindow {
  /** UTC seconds, included */
  from: number;
  /** UTC seconds, excluded */
  to: number;
}

export interface TimeAxis extends TimeWindow {
  clock: CivilClock;
  /** the words of a tick: "21 Nov", "Mon", "2026" */
  labelOf: (tick: CivilTick) => string;
  /** closed hours that are left out; without them the axis is all time */
  cuts?: Cuts;
}

export interface TimeScale {
  /** pixels of UTC seconds */
  of: (seconds: number) => number;
  /** UTC seconds of pixels */
  at: (pixels: number) => number;
  /** pixels = offset + perSecond × open seconds: what a loop over many points uses */
  offset: number;
  perSecond: number;
  left: number;
  right: number;
}

/** Time laid between two pixel positions, evenly over what is not cut out. */
export function timeScale(
  { from, to, cuts = NO_CUTS }: TimeWindow & { cuts?: Cuts },
  left: number,
  right: number,
): TimeScale {
  const start = toOpen(cuts, from);
  const length = Math.max(1, toOpen(cuts, to) - start);
  const perSecond = (right - left) / length;
  const offset = left - start * perSecond;
  return {
    of: (seconds) => offset + toOpen(cuts, seconds) * perSecond,
    at: (pixels) => fromOpen(cuts, (pixels - offset) / perSecond),
    offset,
    perSecond,
    left,
    right,
  };
}

export interface PlacedTick extends CivilTick {
  x: number;
  /** the label's middle, moved inwards where it would leave the picture */
  labelX: number;
  text: string;
}

/** Source: the explorer's specification; more labels than this are read as texture. */
const MOST_LABELS = { narrow: 6, wide: 10 } as const;
const NARROW_PLOT = 460;
const LABEL_GAP = 14;

/** Ticks with labels that have room, in the finest step for which all of them have. */
export function timeTicks(axis: TimeAxis, scale: TimeScale, width: number): PlacedTick[] {
  const cuts = axis.cuts ?? NO_CUTS;
  const most = scale.right - scale.left < NARROW_PLOT ? MOST_LABELS.narrow : MOST_LABELS.wide;
  let placed: PlacedTick[] = [];
  const fits = (ticks: readonly CivilTick[]) => {
    const open = ticks.filter(({ at, hour }) => hour === 0 || cutAt(cuts, at) === null);
    placed = open.map((tick) => {
      const text = axis.labelOf(tick);
      const half = estimateWidth(text, LABEL_SIZE) / 2;
      const x = scale.of(tick.at);
      return { ...tick, x, text, labelX: Math.min(Math.max(x, half), width - half) };
    });
    // Midnights of days that are cut out all stand where time goes on: the last of them begins that day.
    placed = placed.filter((tick, i) => placed[i + 1] === undefined || placed[i + 1]!.x - tick.x > 0.5);
    return placed.every((tick, i) => {
      const before = placed[i - 1];
      if (before === undefined || hasRoom(before, tick)) return true;
      // The first names its year as well, and may be moved inwards: the second can do without words.
      if (i > 1) return before.text === '' && hasRoom(placed[i - 2]!, tick);
      tick.text = '';
      return placed.length > 2;
    });
  };
  // Cut time holds ticks that are not drawn, so the count is judged by the room that labels need.
  const possible = cuts.from.length === 0 ? most : most * 4;
  const ticks = civilTicks(
    axis.clock,
    axis.from,
    axis.to,
    possible,
    (some) => fits(some) && placed.length <= most,
  );
  return ticks.length === 0 ? [] : placed;
}

function hasRoom(before: PlacedTick, tick: PlacedTick): boolean {
  const halves = (estimateWidth(before.text, LABEL_SIZE) + estimateWidth(tick.text, LABEL_SIZE)) / 2;
  return tick.labelX - before.labelX >= halves + LABEL_GAP;
}

/** How values are measured, which decides where their axis begins and which steps are round. */
export type ValueKind = 'count' | 'share' | 'duration' | 'number';

export interface HistoryValueScale extends ValueScale {
  low: number;
  high: number;
  /** a share's axis that does not show the whole from 0 to 100 %: to be said beside it */
  isBroken: boolean;
}

export interface ValueRange {
  kind: ValueKind;
  /** least and largest value shown; NaN where there is none */
  least: number;
  largest: number;
  /** shares only: as close as the values allow, in place of 0 to 100 % */
  isClose?: boolean;
}

const MOST_STEPS = 4;
/** 79.5 % to 80.5 % must not look dramatic. Source: reference 7. */
const LEAST_SHARE_SPAN = 0.1;
const SHARE_STEPS = [0.025, 0.05, 0.1, 0.2, 0.25];
const DURATION_STEPS = [
  ...[
    1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
  ],
];

/** Values laid between two pixel positions: from zero but for shares shown close, and for numbers below zero. */
export function valueScale(range: ValueRange, bottom: number, top: number): HistoryValueScale {
  const { low, high, step } = domainOf(range);
  const perUnit = (top - bottom) / (high - low);
  const ticks: number[] = [];
  // Counted in whole steps, so that 0.1 + 0.2 does not become 0.30000000000000004.
  const decimals = Math.max(0, 4 - Math.floor(Math.log10(step)));
  for (let i = Math.round(low / step); i <= Math.round(high / step); i++) {
    ticks.push(Number((i * step).toFixed(Math.min(decimals, 12))));
  }
  const isBroken = range.kind === 'share' && (low > 0 || high < 1);
  return { of: (value) => bottom + (value - low) * perUnit, ticks, low, high, isBroken };
}

function domainOf({ kind, least, largest, isClose }: ValueRange): {
  low: number;
  high: number;
  step: number;
} {
  const most = Number.isNaN(largest) ? 0 : largest;
  if (kind === 'share') {
    return isClose && !Number.isNaN(least) ? closeShares(least, most) : { low: 0, high: 1, step: 0.25 };
  }
  if (kind === 'duration') {
    const step =
      DURATION_STEPS.find((one) => Math.ceil(most / one) <= MOST_STEPS) ??
      Math.ceil(most / MOST_STEPS / 86_400) * 86_400;
    return { low: 0, high: Math.max(1, Math.ceil(most / step)) * step, step };
  }
  const bottom = kind === 'number' && least < 0 ? least : 0;
  const top = Math.max(most, 0) > bottom ? Math.max(most, 0) : 1;
  // d3's steps without its scales, which bring colours and number formats along: half of the script.
  const [low, high] = nice(bottom, top, MOST_STEPS);
  const [one = low, other = high] = roundTicks(low, high, MOST_STEPS);
  // Half a contact is no contact.
  const step = kind === 'count' ? Math.max(1, Math.ceil(other - one)) : other - one;
  return { low, high: Math.ceil(high / step - 1e-9) * step, step };
}

function closeShares(least: number, largest: number): { low: number; high: number; step: number } {
  const missing = Math.max(0, LEAST_SHARE_SPAN - (largest - least)) / 2;
  for (const step of SHARE_STEPS) {
    let low = Math.floor((least - missing) / step + 1e-9) * step;
    let high = Math.ceil((largest + missing) / step - 1e-9) * step;
    // What the edge of 0 or 100 % takes away is given on the other side.
    if (low < 0) [low, high] = [0, Math.max(high, LEAST_SHARE_SPAN)];
    if (high > 1) [low, high] = [Math.min(low, 1 - LEAST_SHARE_SPAN), 1];
    if (Math.round((high - low) / step) <= MOST_STEPS) return { low, high, step };
  }
  return { low: 0, high: 1, step: 0.25 };
}
