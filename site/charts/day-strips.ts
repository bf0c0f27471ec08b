/**
 * The coming days as strips on one clock, a bar for each open hour with the band in which most such hours lie; the hours to
 * choose and those to avoid are marked under them, by a sign and a word.
 * Owns the rows, the hours that all of them share, and the signs; refuses hours in which no day is open.
 */
import { LABEL_SIZE } from './axis.ts';
import { HIDDEN_STRIP } from './bar.ts';
import { columnsOf, type DayNames, headHeight, headMarks, sideHeight, sideMarks } from './day-strip-names.ts';
import { estimateWidth, type Mark, NARROW_BELOW, type Picture, shortenName } from './picture.ts';
import { short } from './print.ts';
import { wrapText } from './wrapped-text.ts';

export interface StripHour {
  /** the wall's hour at which it begins, 0 to 23 */
  hour: number;
  /** null: hidden to protect people */
  count: number | null;
  /** in which most such hours lie; null where that is not known */
  range: { low: number; high: number } | null;
  isOver: boolean;
  advice: 'best' | 'avoid' | null;
  title: string;
}

export interface DayStrip extends DayNames {
  /** none: closed all day */
  hours: readonly StripHour[];
  /** the word in hours that are not open, and the sentence of a day without any */
  closed: string;
  title: string;
  /** what the signs say, as lines of text, where a strip has no room for their words */
  lines: readonly { advice: 'best' | 'avoid'; text: string }[];
}

export interface DayStripsState {
  days: readonly DayStrip[];
  hourLabel: (hour: number) => string;
  /** `hidden`: as long as there is room for it, the longest first */
  words: { best: string; avoid: string; hidden: readonly string[] };
  /** under the picture, where any hour is hidden, or none of those closed has room for its word */
  footnotes: { hidden: string; closed: string };
  label: string;
  format: (value: number) => string;
}

const AXIS = 24;
/** Above the bars: the number of the highest. */
const NUMBER = 18;
const PLOT = 46;
const CLOSED_PLOT = 28;
/** Under the bars: the line of a stretch, its sign and word. */
const SIGNS = 30;
const ROW_GAP = 18;
const LINE = 20;
const SIGN = 10;
const LEAST_HEIGHT = 2;
const LABEL_GAP = 14;
const LABEL_STEPS = [1, 2, 3, 4, 6, 12];

interface Clock {
  first: number;
  hours: number;
  left: number;
  step: number;
  x: (hour: number) => number;
}

/** The picture at a width in pixels: names and readings beside the strips, or above them on a telephone. */
export function placeDayStrips(state: DayStripsState, width: number): Picture {
  const isNarrow = width < NARROW_BELOW;
  const columns = isNarrow ? { left: 0, right: width } : columnsOf(state.days, width);
  const open = state.days.flatMap(({ hours }) => hours.map(({ hour }) => hour));
  const first = open.length === 0 ? 0 : Math.min(...open);
  const hours = open.length === 0 ? 24 : Math.max(...open) + 1 - first;
  const step = (columns.right - columns.left) / hours;
  const x = (hour: number) => columns.left + (hour - first) * step;
  const clock: Clock = { first, hours, left: columns.left, step, x };
  const largest = Math.max(
    1,
    ...state.days.flatMap((day) =>
      day.hours.map(({ count, range }) => Math.max(count ?? 0, range?.high ?? 0)),
    ),
  );

  const marks: Mark[] = open.length === 0 ? [] : clockLabels(state, clock, AXIS - 10, columns.right);
  let y = AXIS;
  for (const day of state.days) {
    const isClosed = day.hours.length === 0;
    const plot = isClosed ? CLOSED_PLOT : PLOT;
    const top = y + (isNarrow ? headHeight(day) : 0) + (isClosed ? 4 : NUMBER);
    const zeroAt = top + plot;
    marks.push(
      ...(isNarrow ? headMarks(day, y, width) : sideMarks(day, isClosed ? y - 8 : y, columns, width)),
    );
    marks.push(...closedMarks(day, clock, top, zeroAt));
    if (!isClosed) {
      marks.push(...hourMarks(state, day, clock, { top, zeroAt, largest }));
      marks.push(...signMarks(state, day, clock, zeroAt, !isNarrow, columns.right));
    }
    y = zeroAt + (isClosed ? ROW_GAP : 0);
    if (!isClosed && !isNarrow) y += Math.max(SIGNS, sideHeight(day) - NUMBER - PLOT) + ROW_GAP - 8;
    if (!isClosed && isNarrow) {
      y += day.lines.length > 0 ? 24 : 4;
      const lines = day.lines.flatMap(({ text }) =>
        wrapText(text, { width, fontSize: LABEL_SIZE, mostLines: 3 }),
      );
      for (const text of lines) {
        y += LINE;
        marks.push({ kind: 'text', x: 0, y: y - 2, text, class: 'label' });
      }
      y += ROW_GAP + 4;
    }
  }
  if (open.length > 0) {
    y += 6;
    marks.push(...clockLabels(state, clock, y, columns.right));
    y += 10;
  }
  const isClosedNamed = marks.some((mark) => mark.class?.includes('on-closed'));
  const footnotes = [
    ...(isClosedNamed || !marks.some((mark) => mark.class === 'closed') ? [] : [state.footnotes.closed]),
    ...(marks.some((mark) => mark.class === 'suppressed') ? [state.footnotes.hidden] : []),
  ];
  for (const footnote of footnotes) {
    for (const text of wrapText(footnote, { width, fontSize: LABEL_SIZE, mostLines: 2 })) {
      y += LINE + 2;
      marks.push({ kind: 'text', x: 0, y: y - 4, text, class: 'label quiet footnote' });
    }
  }
  return { width, height: Math.ceil(y), label: state.label, marks };
}

/** As many hours as fit, at even distances, each at its beginning. */
function clockLabels({ hourLabel }: DayStripsState, clock: Clock, y: number, right: number): Mark[] {
  const { first, hours, step, x } = clock;
  const all = Array.from({ length: hours }, (_, i) => first + i);
  const widest = Math.max(...all.map((hour) => estimateWidth(hourLabel(hour), LABEL_SIZE)));
  const every = LABEL_STEPS.find((one) => one * step >= widest + LABEL_GAP) ?? 24;
  return all.flatMap((hour): Mark[] => {
    const text = hourLabel(hour);
    const isLabelled = hour % every === 0 && x(hour) + estimateWidth(text, LABEL_SIZE) <= right + 4;
    return isLabelled ? [{ kind: 'text', x: x(hour), y, text, class: 'label quiet' }] : [];
  });
}

/** Hours in which others are open and this day is not, as tinted runs that say so where there is room. */
function closedMarks(day: DayStrip, { first, hours, step, x }: Clock, top: number, zeroAt: number): Mark[] {
  const isOpen = new Set(day.hours.map(({ hour }) => hour));
  const marks: Mark[] = [];
  for (let hour = first; hour < first + hours; hour++) {
    if (isOpen.has(hour)) continue;
    const from = hour;
    while (hour + 1 < first + hours && !isOpen.has(hour + 1)) hour++;
    const run = (hour + 1 - from) * step;
    const height = zeroAt - top;
    marks.push({ kind: 'rect', x: x(from), y: top, width: run, height, class: 'closed', title: day.title });
    const text = shortenName(day.closed, LABEL_SIZE, run - 12);
    // A word that is cut says nothing, unless it is the name of a day that is closed all day.
    if (text === day.closed || isOpen.size === 0) {
      const at = { x: x(from) + run / 2, y: top + height / 2 + 5 };
      marks.push({ kind: 'text', ...at, text, anchor: 'middle', class: 'label quiet on-closed' });
    }
  }
  return marks;
}

interface Plot {
  top: number;
  zeroAt: number;
  largest: number;
}

function hourMarks(
  state: DayStripsState,
  day: DayStrip,
  clock: Clock,
  { top, zeroAt, largest }: Plot,
): Mark[] {
  const { step, x } = clock;
  const y = (value: number) => zeroAt - ((zeroAt - top) * value) / largest;
  const band = day.hours.flatMap(({ hour, range, isOver }) =>
    range === null || isOver
      ? []
      : [
          `M${short(x(hour))} ${short(y(range.high))}H${short(x(hour) + step)}V${short(y(range.low))}H${short(x(hour))}Z`,
        ],
  );
  const marks: Mark[] = band.length === 0 ? [] : [{ kind: 'path', d: band.join(''), class: 'usual-band' }];
  const [from, to] = [day.hours[0]!.hour, day.hours.at(-1)!.hour + 1];
  marks.push({ kind: 'line', x1: x(from), y1: zeroAt, x2: x(to), y2: zeroAt, class: 'zero' });
  for (const { hour, count, isOver, title } of day.hours) {
    if (count === null) {
      const box = { x: x(hour), y: zeroAt - HIDDEN_STRIP, width: step, height: HIDDEN_STRIP };
      marks.push({ kind: 'rect', ...box, class: 'suppressed', isHatched: true, title });
      continue;
    }
    const at = Math.min(y(count), zeroAt - LEAST_HEIGHT);
    const box = { x: x(hour) + step * 0.22, y: at, width: step * 0.56, height: zeroAt - at };
    marks.push({ kind: 'rect', ...box, class: isOver ? 'bar past' : day.isNow ? 'bar now' : 'bar', title });
  }
  const highest = day.hours.reduce<StripHour | null>(
    (most, hour) => ((hour.count ?? -1) > (most?.count ?? -1) ? hour : most),
    null,
  );
  if (highest?.count === undefined || highest.count === null) {
    const text = state.words.hidden.find((word) => estimateWidth(word, LABEL_SIZE) <= x(to) - x(from));
    if (text === undefined) return marks;
    const at = { x: (x(from) + x(to)) / 2, y: zeroAt - HIDDEN_STRIP - 8 };
    marks.push({ kind: 'text', ...at, text, anchor: 'middle', class: 'label quiet' });
    return marks;
  }
  const over = highest.isOver ? highest.count : Math.max(highest.count, highest.range?.high ?? 0);
  marks.push({
    kind: 'text',
    x: x(highest.hour) + step / 2,
    y: y(over) - 5,
    text: state.format(highest.count),
    anchor: 'middle',
    class: 'label quiet',
  });
  return marks;
}

/** A line under each stretch, and its sign: a tick or a cross; with its word where that meets no other. */
function signMarks(
  { words }: DayStripsState,
  { hours }: DayStrip,
  { step, x, left }: Clock,
  zeroAt: number,
  hasWords: boolean,
  right: number,
): Mark[] {
  const stretches: { advice: 'best' | 'avoid'; from: number; to: number }[] = [];
  for (const { hour, advice } of hours) {
    if (advice === null) continue;
    const last = stretches.at(-1);
    if (last?.advice === advice && last.to === hour) last.to++;
    else stretches.push({ advice, from: hour, to: hour + 1 });
  }
  const marks: Mark[] = [];
  let free = left;
  stretches.forEach(({ advice, from, to }, i) => {
    const ink = advice === 'best' ? 'better' : 'worse';
    const box = { x: x(from) + 1, y: zeroAt + 4, width: (to - from) * step - 2, height: 4 };
    marks.push({ kind: 'rect', ...box, class: `stretch ${ink}` });
    const word = words[advice];
    const middle = (x(from) + x(to)) / 2;
    const size = SIGN + 5 + estimateWidth(word, LABEL_SIZE);
    const next = stretches[i + 1];
    const until = next === undefined ? right : (x(next.from) + x(next.to)) / 2 - SIGN;
    const start = Math.max(Math.min(middle - size / 2, until - size), free);
    const isWorded = hasWords && start + size <= until && Math.abs(start + size / 2 - middle) <= size / 2;
    const at = isWorded ? start : middle - SIGN / 2;
    const y = zeroAt + 14;
    const [a, b, c] = [short(at), short(at + SIGN), short(at + SIGN * 0.38)];
    marks.push({
      kind: 'path',
      d:
        advice === 'best'
          ? `M${a} ${short(y + 5)}L${c} ${short(y + SIGN - 1)}L${b} ${short(y)}`
          : `M${a} ${short(y)}L${b} ${short(y + SIGN)}M${b} ${short(y)}L${a} ${short(y + SIGN)}`,
      class: `sign-line ${ink}`,
    });
    if (isWorded)
      marks.push({ kind: 'text', x: at + SIGN + 5, y: y + SIGN, text: word, class: `label ${ink}` });
    free = at + (isWorded ? size : SIGN) + 8;
  });
  return marks;
}
