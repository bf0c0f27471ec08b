/**
 * What was forecast on the morning of each day, with its ranges, and what came: a stepped line in two bands, a dot a day.
 * Owns how a count outside a range is told apart, by shape and by name; refuses to join days across one without a forecast.
 */
import { horizontalGrid, LABEL_SIZE, scaleFromZero, tickColumn } from './axis.ts';
import { estimateWidth, type Mark, NARROW_BELOW, type Picture } from './picture.ts';
import { short } from './print.ts';

export interface RecordDay {
  /** null: nothing is said of the day */
  expected: number | null;
  came: number | null;
  range80: { low: number; high: number } | null;
  range95: { low: number; high: number } | null;
  isInside80: boolean | null;
  isInside95: boolean | null;
  /** forecast later, from what was known that morning */
  isReplayed: boolean;
  /** no day of the record: closed */
  isGap: boolean;
  title: string;
  /** its date, where it may be named under the chart; null elsewhere */
  tick: string | null;
}

export interface ForecastRecordState {
  /** one after the other, gaps too */
  days: readonly RecordDay[];
  words: {
    forecast: string;
    came: string;
    inside80: string;
    inside95: string;
    outside80: string;
    outside95: string;
    replayed: string;
    published: string;
    untold: string;
  };
  label: string;
  format: (value: number) => string;
}

const ROW = 24;
const SWATCH = 18;
const ITEM_GAP = 22;
const STATES = 22;
const BOTTOM = 32;
const MOST_TICKS = 5;
const TICK_GAP = 16;
/** Where days are narrower, lines from day to day would hide the dots. */
const LEAST_RISER = 8;

/** The picture at a width in pixels. */
export function placeForecastRecord(state: ForecastRecordState, width: number): Picture {
  const { days, words, format } = state;
  const isNarrow = width < NARROW_BELOW;
  const key = keyMarks(state, width);
  const hasBoth = days.some(({ isReplayed }) => isReplayed);
  const top = key.height + (hasBoth ? STATES : 0) + 10;
  const zeroAt = top + (isNarrow ? 220 : 280);
  const largest = Math.max(
    0,
    ...days.map(({ expected, came, range95, range80 }) =>
      Math.max(expected ?? 0, came ?? 0, range80?.high ?? 0, range95?.high ?? 0),
    ),
  );
  const scale = scaleFromZero(largest, zeroAt, top);
  const left = tickColumn(scale.ticks, format);
  const step = (width - left) / Math.max(1, days.length);
  const x = (i: number) => left + i * step;
  const y = scale.of;

  const marks: Mark[] = [...key.marks];
  for (const name of ['range95', 'range80'] as const) {
    for (const isReplayed of [true, false]) {
      const d = days.map((day, i) => {
        const range = day.isReplayed === isReplayed ? day[name] : null;
        if (range === null) return '';
        return `M${short(x(i))} ${short(y(range.high))}H${short(x(i) + step)}V${short(y(range.low))}H${short(x(i))}Z`;
      });
      const ink = name === 'range95' ? 'range-95' : 'range-80';
      if (d.some(Boolean))
        marks.push({ kind: 'path', d: d.join(''), class: isReplayed ? `${ink} replayed` : ink });
    }
  }
  marks.push(...horizontalGrid(scale, format, left, width));
  marks.push(...lineMarks(days, x, step, y));
  if (hasBoth) marks.push(...stateMarks(state, x, key.height, zeroAt, width));
  const radius = Math.min(4, Math.max(2.3, step * 0.3));
  days.forEach((day, i) => {
    const middle = x(i) + step / 2;
    if (day.isGap) return;
    if (day.came === null) {
      const at = { x1: middle, y1: zeroAt - 6, x2: middle, y2: zeroAt + 6 };
      marks.push({ kind: 'line', ...at, class: 'missing', title: day.title });
    } else {
      marks.push(cameMark(day, middle, y(day.came), radius));
    }
  });
  const hasUntold = days.some(({ isGap, came }) => !isGap && came === null);
  marks.push(...tickMarks(days, x, zeroAt + 22, width));
  let height = zeroAt + BOTTOM;
  if (hasUntold) {
    marks.push({ kind: 'text', x: left, y: height + 12, text: words.untold, class: 'label quiet footnote' });
    height += 22;
  }
  return { width, height, label: state.label, marks };
}

/** Inside a dot, outside the narrow range a ring, outside the broad one too a diamond. */
function cameMark(
  { isInside80, isInside95, title }: Pick<RecordDay, 'isInside80' | 'isInside95' | 'title'>,
  cx: number,
  cy: number,
  radius: number,
): Mark {
  if (isInside95 === false) {
    const r = Math.max(5, radius * 1.9);
    const [a, b, c, d] = [cx - r, cx + r, cy - r, cy + r].map(short);
    return {
      kind: 'path',
      d: `M${a} ${short(cy)}L${short(cx)} ${c}L${b} ${short(cy)}L${short(cx)} ${d}Z`,
      class: 'came far',
      title,
    };
  }
  const isOutside = isInside80 === false;
  return {
    kind: 'circle',
    cx,
    cy,
    r: isOutside ? radius + 0.5 : radius,
    class: isOutside ? 'came outside' : 'came',
    title,
  };
}

/** A step for each day, joined to the next where both were forecast in the same way and there is room for the riser. */
function lineMarks(
  days: readonly RecordDay[],
  x: (i: number) => number,
  step: number,
  y: (value: number) => number,
): Mark[] {
  return [true, false].flatMap((isReplayed): Mark[] => {
    let d = '';
    let isDrawing = false;
    days.forEach(({ expected, isReplayed: isOwn }, i) => {
      const isHere = expected !== null && isOwn === isReplayed;
      if (isHere)
        d += `${isDrawing && step >= LEAST_RISER ? 'V' : `M${short(x(i))} `}${short(y(expected))}H${short(x(i) + step)}`;
      isDrawing = isHere;
    });
    if (d === '') return [];
    return [{ kind: 'path', d, class: isReplayed ? 'forecast-line replayed' : 'forecast-line' }];
  });
}

/** Which days are replayed, over the chart, and a rule where the first published one begins. */
function stateMarks(
  { days, words }: ForecastRecordState,
  x: (i: number) => number,
  above: number,
  zeroAt: number,
  width: number,
): Mark[] {
  const baseline = above + STATES - 2;
  const first = days.findIndex(({ isReplayed, isGap }) => !isReplayed && !isGap);
  const marks: Mark[] = [{ kind: 'text', x: x(0), y: baseline, text: words.replayed, class: 'label quiet' }];
  if (first < 0) return marks;
  marks.push({ kind: 'line', x1: x(first), y1: above + 6, x2: x(first), y2: zeroAt, class: 'moment' });
  const room = estimateWidth(words.published, LABEL_SIZE);
  const isAfter = x(first) + 6 + room <= width;
  const start = x(0) + estimateWidth(words.replayed, LABEL_SIZE) + 12;
  if (isAfter && x(first) + 6 >= start)
    marks.push({ kind: 'text', x: x(first) + 6, y: baseline, text: words.published, class: 'label' });
  else if (!isAfter && x(first) - 6 - room >= start)
    marks.push({
      kind: 'text',
      x: x(first) - 6,
      y: baseline,
      text: words.published,
      anchor: 'end',
      class: 'label',
    });
  return first === 0 || x(first) - 6 >= start - 12 ? marks : marks.slice(1);
}

/** Every shape beside its name, over the chart, in as many lines as they need; only those that occur. */
function keyMarks({ days, words }: ForecastRecordState, width: number): { marks: Mark[]; height: number } {
  const has = (test: (day: RecordDay) => boolean) => days.some(test);
  const box = (x: number, y: number, ink: string): Mark => ({
    kind: 'rect',
    ...{ x, y: y - 10, width: SWATCH, height: 12 },
    class: ink,
  });
  const shape = (x: number, y: number, isInside80: boolean, isInside95: boolean): Mark => {
    const { title: _, ...mark } = cameMark({ isInside80, isInside95, title: '' }, x + SWATCH / 2, y - 5, 4);
    return mark;
  };
  const isAllReplayed = !has(({ isReplayed, isGap }) => !isReplayed && !isGap);
  const lineInk = isAllReplayed ? 'forecast-line replayed' : 'forecast-line';
  const items: { text: string; mark: (x: number, y: number) => Mark }[] = [
    {
      text: words.forecast,
      mark: (x, y) => ({
        kind: 'path',
        d: `M${short(x)} ${short(y - 5)}H${short(x + SWATCH)}`,
        class: lineInk,
      }),
    },
    ...(has(({ range80 }) => range80 !== null)
      ? [{ text: words.inside80, mark: (x: number, y: number) => box(x, y, 'range-80') }]
      : []),
    ...(has(({ range95 }) => range95 !== null)
      ? [{ text: words.inside95, mark: (x: number, y: number) => box(x, y, 'range-95') }]
      : []),
    { text: words.came, mark: (x, y) => shape(x, y, true, true) },
    ...(has(({ isInside80, isInside95 }) => isInside80 === false && isInside95 !== false)
      ? [{ text: words.outside80, mark: (x: number, y: number) => shape(x, y, false, true) }]
      : []),
    ...(has(({ isInside95 }) => isInside95 === false)
      ? [{ text: words.outside95, mark: (x: number, y: number) => shape(x, y, false, false) }]
      : []),
  ];
  const marks: Mark[] = [];
  let [x, y] = [0, 16];
  for (const { text, mark } of items) {
    const size = SWATCH + 8 + estimateWidth(text, LABEL_SIZE);
    if (x > 0 && x + size > width) [x, y] = [0, y + ROW];
    marks.push(mark(x, y), { kind: 'text', x: x + SWATCH + 8, y, text, class: 'label' });
    x += size + ITEM_GAP;
  }
  return { marks, height: y + 8 };
}

/** Some of the dates, at even distances. */
function tickMarks(days: readonly RecordDay[], x: (i: number) => number, y: number, width: number): Mark[] {
  const ticks = days.flatMap(({ tick }, i) => (tick === null ? [] : [{ i, tick }]));
  const widest = Math.max(0, ...ticks.map(({ tick }) => estimateWidth(tick, LABEL_SIZE)));
  let every = Math.max(1, Math.ceil(ticks.length / MOST_TICKS));
  const gap = (count: number) =>
    ticks[count] === undefined ? Infinity : x(ticks[count]!.i) - x(ticks[0]!.i);
  while (gap(every) < widest + TICK_GAP) every++;
  return ticks.flatMap(({ i, tick }, nth): Mark[] => {
    const isShown = nth % every === 0 && x(i) + estimateWidth(tick, LABEL_SIZE) <= width;
    return isShown ? [{ kind: 'text', x: x(i), y, text: tick, class: 'label quiet' }] : [];
  });
}
