/**
 * One day hour by hour: a bar an hour, beside the usual of that weekday as a thin stepped line named in place, within the
 * band in which most such hours lie.
 * Owns the clock under the bars and what is still to come, which is left empty; refuses to choose the hours shown.
 */
import type { CellStatus } from '../../db/domain/cell.ts';
import {
  clearOfGrid,
  horizontalGrid,
  LABEL_SIZE,
  scaleFromZero,
  tickColumn,
  type ValueScale,
} from './axis.ts';
import { barMarks, closedMarks, type GapNames, HIDDEN_STRIP, nameGaps } from './bar.ts';
import { estimateWidth, type Mark, NARROW_BELOW, type Picture } from './picture.ts';
import { short } from './print.ts';

export interface CourseHour {
  /** the wall's hour at which it begins, 0 to 23 */
  hour: number;
  /** null where the status says why */
  value: number | null;
  /** `ahead`: not over, and nothing known of it yet */
  status: CellStatus | 'ahead';
  /** of the same hour on an ordinary day; null where that is not known */
  usual: number | null;
  /** in which most such hours lie; null where that is not known */
  range: { low: number; high: number } | null;
  title: string;
}

export interface DayCourseState extends GapNames {
  hours: readonly CourseHour[];
  label: string;
  /** at the line of the usual */
  usualLabel: string;
  hourLabel: (hour: number) => string;
  format: (value: number) => string;
}

const TOP = 32;
const BOTTOM = 32;
/** Under bars too narrow for words: all three may come while a day goes on, and nothing below may move. */
const FOOTNOTES = 66;
const FOOTNOTES_BELOW = 15;
const LEAST_HEIGHT = 2;
const LABEL_GAP = 14;
/** Every how many hours one may be labelled. */
const LABEL_STEPS = [1, 2, 3, 4, 6, 12];

/** The picture at a width in pixels; as high at every hour of the day. */
export function placeDayCourse(state: DayCourseState, width: number): Picture {
  const { hours } = state;
  const plotHeight = width < NARROW_BELOW ? 180 : 240;
  const zeroAt = TOP + plotHeight;
  // Below, the axis would have ticks between whole contacts.
  const largest = Math.max(
    4,
    ...hours.map(({ value, usual, range }) => Math.max(value ?? 0, usual ?? 0, range?.high ?? 0)),
  );
  const scale = scaleFromZero(largest, zeroAt, TOP);
  const left = tickColumn(scale.ticks, state.format);
  const step = (width - left) / Math.max(1, hours.length);
  const xs = hours.map((_, i) => left + i * step);
  const known = hours.map(({ status, ...hour }, i) => ({
    ...hour,
    x: xs[i]!,
    // What is still to come has no sign: nothing is missing of it.
    status: status === 'ahead' ? null : status,
  }));
  const bars = known.flatMap(({ status, ...bar }) =>
    status === null ? [] : [{ ...bar, status, isStrong: true }],
  );
  const marks: Mark[] = closedMarks(
    bars,
    bars.map(({ x }) => x),
    step,
    TOP,
    zeroAt,
  );
  const usual = usualMarks(hours, xs, step, scale.of);
  marks.push(...usual.band, ...horizontalGrid(scale, state.format, left, width));
  for (const bar of bars) {
    const top = Math.min(scale.of(bar.value ?? 0), zeroAt - LEAST_HEIGHT);
    marks.push(...barMarks(bar, { x: bar.x + step * 0.1, width: step * 0.8, zeroAt, top }));
  }
  marks.push(...usual.line);
  marks.push(...hourLabels(state, xs, step, zeroAt + 22, width));
  marks.push(...usualName(state, step, width, scale));
  const named = nameGaps(
    state,
    known.map(({ status }) => ({ status: status ?? 'ahead' })),
    {
      xs,
      step,
      zeroAt,
      left,
      underAt: zeroAt + BOTTOM,
      // The usual goes on over hours without a value.
      spanOf: (i) => {
        const { usual, range } = hours[i]!;
        return [scale.of(range?.high ?? usual ?? 0), scale.of(range?.low ?? usual ?? 0)];
      },
    },
  );
  marks.push(...named.marks);
  const footnotes = step < FOOTNOTES_BELOW ? FOOTNOTES : 0;
  return { width, height: zeroAt + BOTTOM + footnotes, label: state.label, marks };
}

/** A piece of the band and a step of the line for each hour; the line is broken where the usual is not known. */
function usualMarks(
  hours: readonly CourseHour[],
  xs: readonly number[],
  step: number,
  y: (value: number) => number,
): { band: Mark[]; line: Mark[] } {
  let [band, line] = ['', ''];
  let isDrawing = false;
  hours.forEach(({ usual, range }, i) => {
    const [x, end] = [short(xs[i]!), short(xs[i]! + step)];
    if (range !== null) band += `M${x} ${short(y(range.high))}H${end}V${short(y(range.low))}H${x}Z`;
    if (usual !== null) line += `${isDrawing ? 'V' : `M${x} `}${short(y(usual))}H${end}`;
    isDrawing = usual !== null;
  });
  const pathsOf = (d: string, ...classes: string[]) =>
    d === '' ? [] : classes.map((name): Mark => ({ kind: 'path', d, class: name }));
  return { band: pathsOf(band, 'usual-band'), line: pathsOf(line, 'usual-rim', 'usual') };
}

/** As many hours as fit, at even distances. */
export function hourLabels(
  { hours, hourLabel }: DayCourseState,
  xs: readonly number[],
  step: number,
  y: number,
  width: number,
): Mark[] {
  const widest = Math.max(0, ...hours.map(({ hour }) => estimateWidth(hourLabel(hour), LABEL_SIZE)));
  const every = LABEL_STEPS.find((one) => one * step >= widest + LABEL_GAP) ?? 24;
  return hours.flatMap(({ hour }, i): Mark[] => {
    const text = hourLabel(hour);
    const isLabelled = hour % every === 0 && xs[i]! + estimateWidth(text, LABEL_SIZE) <= width;
    return isLabelled ? [{ kind: 'text', x: xs[i]!, y, text, class: 'label quiet' }] : [];
  });
}

/** The usual is named at its end, above all that stands there. */
function usualName(
  { hours, usualLabel }: DayCourseState,
  step: number,
  width: number,
  scale: ValueScale,
): Mark[] {
  const { of: y } = scale;
  const last = hours.findLastIndex(({ usual }) => usual !== null);
  if (last < 0) return [];
  const reach = Math.ceil(estimateWidth(usualLabel, LABEL_SIZE) / step) + 1;
  const beneath = hours.slice(Math.max(0, last + 1 - reach), last + 1);
  const highest = Math.min(
    ...beneath.map(({ value, usual, range, status }) => {
      const top = y(Math.max(value ?? 0, usual ?? 0, range?.high ?? 0));
      return status === 'suppressed' ? Math.min(top, y(0) - HIDDEN_STRIP) : top;
    }),
  );
  const end = Math.max(width - (hours.length - 1 - last) * step, estimateWidth(usualLabel, LABEL_SIZE));
  return [
    {
      kind: 'text',
      x: end,
      y: Math.max(14, clearOfGrid(scale, highest - 12)),
      text: usualLabel,
      anchor: 'end',
      class: 'label before-label',
    },
  ];
}
