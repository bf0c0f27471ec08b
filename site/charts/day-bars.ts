/**
 * One bar a day over some weeks, each beside the same weekday of the year before.
 * Owns how the weeks are set apart and labelled, and where the year before is named; a bar is drawn by `bar.ts`.
 */
import {
  clearOfGrid,
  gridOfTold,
  LABEL_SIZE,
  scaleFromZero,
  tickColumn,
  UNTOLD_HEIGHT,
  type ValueScale,
} from './axis.ts';
import {
  type BarValue,
  barMarks,
  closedMarks,
  type GapNames,
  nameGaps,
  nameProvisional,
  needsWord,
} from './bar.ts';
import { estimateWidth, type Mark, NARROW_BELOW, type Picture } from './picture.ts';

export interface DayBar extends BarValue {
  /** the same weekday a year before; null where it is not known */
  before: number | null;
  /** 0 Monday … 6 Sunday */
  weekday: number;
  /** under the first day of a week */
  weekLabel: string | null;
  /** the name of a public holiday, under its bar */
  holiday?: string;
}

export interface DayBarsState extends GapNames {
  bars: readonly DayBar[];
  label: string;
  beforeLabel: string;
  /** over bars that may still change, where they are too narrow to show it */
  provisionalLabel: string;
  format: (value: number) => string;
}

const TOP = 32;
/** Room for a second line of words above the bars. */
const WORD = 18;
const BOTTOM = 32;
const WEEK_GAP_DAYS = 0.6;
const LABEL_GAP = 12;
/** The line of the names of holidays, under that of the weeks. */
const HOLIDAYS = 22;
/** Zero is a value, and has ink. */
const LEAST_HEIGHT = 2;

/** The picture at a width in pixels. */
export function placeDayBars(state: DayBarsState, width: number): Picture {
  const isNarrow = width < NARROW_BELOW;
  const { bars } = state;
  // Below, the axis would have ticks between whole contacts.
  const told = bars.flatMap(({ value, before }) => [value ?? [], before ?? []].flat());
  const largest = Math.max(4, ...told);
  const plotHeight = told.length === 0 ? UNTOLD_HEIGHT : isNarrow ? 180 : 260;
  const left = tickColumn(scaleFromZero(largest, plotHeight, 0).ticks, state.format);
  const gaps = bars.filter((bar, i) => i > 0 && bar.weekday === 0).length;
  const step = (width - left) / (bars.length + gaps * WEEK_GAP_DAYS);
  const hasWord = needsWord(bars, step * 0.8);
  const top = hasWord ? TOP + WORD : TOP;
  const zeroAt = top + plotHeight;
  const scale = scaleFromZero(largest, zeroAt, top);
  const xs: number[] = [];
  let at = left;
  bars.forEach((bar, i) => {
    if (i > 0 && bar.weekday === 0) at += step * WEEK_GAP_DAYS;
    xs.push(at);
    at += step;
  });

  const marks: Mark[] = closedMarks(bars, xs, step, top, zeroAt);
  marks.push(...gridOfTold(told.length > 0, scale, state.format, left, width));
  bars.forEach((bar, i) => {
    marks.push(
      ...barMarks(bar, {
        x: xs[i]! + step * 0.1,
        width: step * 0.8,
        zeroAt,
        top: Math.min(scale.of(bar.value ?? 0), zeroAt - LEAST_HEIGHT),
      }),
    );
  });
  bars.forEach((bar, i) => {
    if (bar.before === null) return;
    const y = scale.of(bar.before);
    const dash = { kind: 'line', x1: xs[i]!, y1: y, x2: xs[i]! + step, y2: y } as const;
    marks.push({ ...dash, class: 'before-rim' }, { ...dash, class: 'before' });
  });
  const holidays = holidayLabels(bars, xs, step, zeroAt + BOTTOM + 12, { left, right: width });
  marks.push(...weekLabels(bars, xs, zeroAt + 22, width), ...holidays);
  const underAt = zeroAt + BOTTOM + (holidays.length > 0 ? HOLIDAYS : 0);
  const [before] = beforeLabel(state, xs, step, scale, width);
  if (before !== undefined) marks.push(before);
  if (hasWord) {
    const topOf = (i: number) => scale.of(Math.max(bars[i]!.value ?? 0, bars[i]!.before ?? 0));
    const above = before?.kind === 'text' ? before : null;
    marks.push(
      nameProvisional(state.provisionalLabel, bars, { xs, step, topOf, free: [left, width], above }),
    );
  }
  const named = nameGaps(state, bars, { xs, step, zeroAt, left, underAt });
  marks.push(...named.marks);
  return { width, height: underAt + named.height, label: state.label, marks };
}

/** As many week labels as fit without touching: the strong week's first, then from the latest backwards. */
function weekLabels(bars: readonly DayBar[], xs: readonly number[], y: number, width: number): Mark[] {
  const labelled = bars.flatMap((bar, i) =>
    bar.weekLabel === null ? [] : [{ bar, i, text: bar.weekLabel }],
  );
  const strong = labelled.find(({ bar }) => bar.isStrong);
  const order = [...(strong === undefined ? [] : [strong]), ...labelled.toReversed()];
  const taken: { x: number; end: number }[] = [];
  return order.flatMap(({ bar, i, text }): Mark[] => {
    const x = Math.min(xs[i]!, width - estimateWidth(text, 14));
    const end = x + estimateWidth(text, 14) + LABEL_GAP;
    if (taken.some((other) => x < other.end && other.x < end)) return [];
    taken.push({ x, end });
    return [{ kind: 'text', x, y, text, class: bar.isStrong ? 'label strong' : 'label quiet' }];
  });
}

/** Holidays by name, as many as fit beside one another, the latest first; each with a tick under its bar. */
function holidayLabels(
  bars: readonly DayBar[],
  xs: readonly number[],
  step: number,
  y: number,
  { left, right }: { left: number; right: number },
): Mark[] {
  let free = right;
  return bars.flatMap((_, i) => {
    const at = bars.length - 1 - i;
    const text = bars[at]!.holiday;
    if (text === undefined) return [];
    const size = estimateWidth(text, LABEL_SIZE);
    const middle = xs[at]! + step / 2;
    const x = Math.max(left, Math.min(middle - size / 2, free - size));
    const isBeneath = x <= middle && middle <= x + size;
    if (!isBeneath || x + size > free) return [];
    free = x - LABEL_GAP;
    const tick = { kind: 'line', x1: middle, y1: y - 41, x2: middle, y2: y - 35, class: 'holiday' } as const;
    return [tick, { kind: 'text', x, y, text, class: 'label quiet' }] satisfies Mark[];
  });
}

/** Names the year before at the place where its dashes stand clear of the bars, else at the first. */
function beforeLabel(
  state: DayBarsState,
  xs: readonly number[],
  step: number,
  scale: ValueScale,
  width: number,
): Mark[] {
  const first = state.bars.findIndex((bar) => bar.before !== null);
  if (first < 0) return [];
  const size = estimateWidth(state.beforeLabel, LABEL_SIZE);
  // At the end of the chart it ends with it, over the bars before.
  const x = Math.min(xs[first]!, Math.max(0, width - size));
  const beneath = state.bars.filter((_, i) => xs[i]! < x + size && xs[i]! + step > x);
  const highest = Math.max(...beneath.map((bar) => Math.max(bar.value ?? 0, bar.before ?? 0)));
  return [
    {
      kind: 'text',
      x,
      y: Math.max(14, clearOfGrid(scale, scale.of(highest) - 10)),
      text: state.beforeLabel,
      class: 'label before-label',
    },
  ];
}
