/**
 * How buckets without a value are drawn in a history: closed tinted, missing a tick in the gap, hidden hatched.
 * Owns merging them where they are finer than pixels; the same signs as in every other chart of the site.
 */
import { CELL_STATUSES } from '../../../db/domain/cell.ts';
import { LABEL_SIZE } from '../axis.ts';
import { estimateWidth, type Mark } from '../picture.ts';
import type { HistoryPanelState, PlotBox, Sign } from './panel-state.ts';
import type { TimeScale } from './scales.ts';
import { endOf, STATUS, statusRuns, type TimeSeries } from './time-series.ts';

export interface PlacedSigns {
  /** under grid and series */
  under: Mark[];
  /** over them */
  over: Mark[];
  /** signs that are drawn and not named in place */
  unnamed: Sign[];
}

type GapSign = 'closed' | 'missing' | 'suppressed';
interface Run {
  sign: GapSign;
  first: number;
  beyond: number;
  x: number;
  end: number;
}

/** Narrower stretches of closed hours are texture, not information: there the gap alone speaks. */
const LEAST_CLOSED_WIDTH = 3;
const HIDDEN_HEIGHT = 24;
const HIDDEN_HEIGHT_DENSE = 8;
/** Buckets narrower than this are signed by the run and not one by one. */
const LEAST_BUCKET = 8;
const LEAST_TICK_GAP = 4;
/** By the number of a status. */
const SIGN_OF = CELL_STATUSES.map((status) =>
  status === 'closed' || status === 'missing' || status === 'suppressed' ? status : undefined,
);

/** Signs of the buckets [first, beyond). */
export function placeSigns(
  state: HistoryPanelState,
  scale: TimeScale,
  box: PlotBox,
  { first, beyond }: { first: number; beyond: number },
): PlacedSigns {
  const placed: PlacedSigns = { under: [], over: [], unnamed: [] };
  const runs = runsOf(state.series, scale, first, beyond);
  for (const run of mergeClose(runs.filter(({ sign }) => sign === 'closed'))) {
    if (run.end - run.x < LEAST_CLOSED_WIDTH) continue;
    placed.under.push({ kind: 'rect', ...across(run, box), class: 'closed' });
  }
  placed.over.push(...missingMarks(state, runs, scale, box), ...hiddenMarks(runs, box));
  placed.over.push(...nameGaps(state, runs, box, placed));
  addUnnamedValues(state.series, first, beyond, placed.unnamed);
  return placed;
}

function runsOf(series: TimeSeries, scale: TimeScale, first: number, beyond: number): Run[] {
  const starts = statusRuns(series);
  const runs: Run[] = [];
  for (let k = runAt(starts, first); k < starts.length && starts[k]! < beyond; k++) {
    const sign = SIGN_OF[series.status[starts[k]!]!];
    if (sign === undefined) continue;
    const start = Math.max(first, starts[k]!);
    const end = Math.min(beyond, starts[k + 1] ?? beyond);
    const x = Math.max(scale.left, scale.of(series.at[start]!));
    const right = Math.min(scale.right, scale.of(endOf(series, end - 1)));
    // What is cut out of the axis has no width, and no sign.
    if (right - x > 1e-6) runs.push({ sign, first: start, beyond: end, x, end: right });
  }
  return runs;
}

/** The run that an index lies in. */
function runAt(starts: Int32Array, index: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (starts[middle]! <= index) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** Runs that would touch on the screen as one. */
function mergeClose(runs: readonly Run[], gap = 0.5): Run[] {
  const merged: Run[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (last !== undefined && run.x - last.end < gap) {
      last.end = run.end;
      last.beyond = run.beyond;
    } else merged.push({ ...run });
  }
  return merged;
}

function across({ x, end }: { x: number; end: number }, { top, bottom }: PlotBox) {
  return { x, y: top, width: end - x, height: bottom - top };
}

function missingMarks(
  state: HistoryPanelState,
  runs: readonly Run[],
  scale: TimeScale,
  { bottom }: PlotBox,
): Mark[] {
  const marks: Mark[] = [];
  let last = Number.NEGATIVE_INFINITY;
  const tick = (x: number) => {
    if (x - last < LEAST_TICK_GAP) return;
    last = x;
    marks.push({ kind: 'line', x1: x, y1: bottom - 6, x2: x, y2: bottom + 6, class: 'missing' });
  };
  for (const { sign, first, beyond, x, end } of runs) {
    if (sign !== 'missing') continue;
    if ((end - x) / (beyond - first) < LEAST_BUCKET) tick((x + end) / 2);
    else {
      for (let i = first; i < beyond; i++) {
        const from = Math.max(scale.left, scale.of(state.series.at[i]!));
        tick((from + Math.min(scale.right, scale.of(endOf(state.series, i)))) / 2);
      }
    }
  }
  return marks;
}

function hiddenMarks(runs: readonly Run[], { bottom }: PlotBox): Mark[] {
  const hidden = mergeClose(
    runs.filter(({ sign }) => sign === 'suppressed'),
    2,
  );
  return hidden.map((run): Mark => {
    const height = hiddenHeight(run);
    const width = Math.max(2, run.end - run.x);
    const geometry = { x: run.x, y: bottom - height, width, height };
    return { kind: 'rect', ...geometry, class: 'suppressed', isHatched: true };
  });
}

function hiddenHeight({ first, beyond, x, end }: Run): number {
  return (end - x) / (beyond - first) < LEAST_BUCKET ? HIDDEN_HEIGHT_DENSE : HIDDEN_HEIGHT;
}

/** The word of each sign once, in the first of its runs that has room. */
function nameGaps(
  state: HistoryPanelState,
  runs: readonly Run[],
  box: PlotBox,
  { unnamed }: PlacedSigns,
): Mark[] {
  const marks: Mark[] = [];
  const taken: { x: number; end: number }[] = [];
  for (const sign of ['closed', 'missing', 'suppressed'] as const) {
    const own = runs.filter((run) => run.sign === sign);
    if (own.length === 0) continue;
    const half = estimateWidth(state.words.inPlace[sign], LABEL_SIZE) / 2 + 4;
    const place = own.find(({ x, end }) => {
      const middle = (x + end) / 2;
      const isFree = taken.every((other) => middle + half < other.x || middle - half > other.end);
      return isFree && end - x >= 2 * half;
    });
    if (place === undefined) {
      if (sign !== 'closed' || own.some(({ x, end }) => end - x >= LEAST_CLOSED_WIDTH)) unnamed.push(sign);
      continue;
    }
    const x = (place.x + place.end) / 2;
    taken.push({ x: x - half, end: x + half });
    const y = box.bottom - (sign === 'suppressed' ? hiddenHeight(place) + 8 : 12);
    const ink = sign === 'closed' ? 'label quiet on-closed' : 'label quiet';
    marks.push({ kind: 'text', x, y, text: state.words.inPlace[sign], anchor: 'middle', class: ink });
  }
  return marks;
}

function addUnnamedValues({ status }: TimeSeries, first: number, beyond: number, unnamed: Sign[]): void {
  for (const sign of ['provisional', 'partial'] as const) {
    if (status.lastIndexOf(STATUS[sign], beyond - 1) >= first) unnamed.push(sign);
  }
}
