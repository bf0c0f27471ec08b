/**
 * From one share to another in steps: each bar begins where the one before ended.
 * Owns the common scale of the two ends and the steps, whose axis may begin above zero and then says so.
 */
import { LABEL_SIZE, scaleFromBreak } from './axis.ts';
import { estimateWidth, type Mark, NARROW_BELOW, type Picture, shortenName } from './picture.ts';

export interface BridgeRow {
  name: string;
  /** what it takes away from the share so far; negative where it adds */
  points: number;
  /** "−2.3 points" */
  reading: string;
  /** "2,904 people" */
  detail: string;
  title: string;
}

export interface BridgeEnd {
  name: string;
  value: number;
  reading: string;
  /** class of its colour */
  ink: 'ours' | 'customers';
}

export interface BridgeBarsState {
  from: BridgeEnd;
  to: BridgeEnd;
  rows: readonly BridgeRow[];
  label: string;
  /** "The axis begins at 60%." */
  cutAxis: (from: string) => string;
  format: (value: number) => string;
}

const ROW = 44;
const NARROW_ROW = 68;
const BAR = 18;
const NAME_SIZE = 16;
const NAME_GAP = 12;
const TOP = 8;
const AXIS = 30;
const FOOTNOTE = 22;
/** So small a step is still seen. */
const LEAST_LENGTH = 2;
/** Room around the shares, in points; below it small steps among large shares would not be seen. */
const ROOM = 0.05;

/** The picture at a width in pixels. */
export function placeBridgeBars(state: BridgeBarsState, width: number): Picture {
  const isNarrow = width < NARROW_BELOW;
  const { from, to, rows } = state;
  const names = [from.name, ...rows.map(({ name }) => name), to.name];
  // The number of people stands in a column of its own, so that readings stand under one another.
  const detailWidths = rows.map(({ detail }) => (detail === '' ? 0 : estimateWidth(detail, LABEL_SIZE) + 8));
  const detailColumn = isNarrow ? 0 : Math.max(0, ...detailWidths);
  const nameColumn = isNarrow
    ? 0
    : Math.min(width * 0.34, Math.max(...names.map((name) => estimateWidth(name, NAME_SIZE))) + NAME_GAP);
  const readingColumn = isNarrow
    ? 0
    : Math.max(...[from, ...rows, to].map(({ reading }) => estimateWidth(reading, NAME_SIZE))) +
      detailColumn +
      28;

  const levels = [from.value];
  for (const { points } of rows) levels.push(levels.at(-1)! - points);
  const all = [...levels, to.value];
  const low = Math.max(0, Math.floor((Math.min(...all) - ROOM) * 10) / 10);
  const high = Math.min(1, Math.ceil((Math.max(...all) + ROOM / 2) * 10) / 10);
  const edge = isNarrow ? estimateWidth(state.format(low), LABEL_SIZE) / 2 + 2 : 0;
  const left = nameColumn + edge;
  const right = width - readingColumn - (isNarrow ? edge : 0);
  const scale = scaleFromBreak(low, high, left, right);
  const height = isNarrow ? NARROW_ROW : ROW;
  const bottom = TOP + names.length * height;

  const marks: Mark[] = [];
  const middleOf = (row: number) => TOP + row * height + height / 2 + (isNarrow ? 14 : 0);
  for (const tick of scale.ticks) {
    const x = scale.of(tick);
    // Where the names stand above the bars, no line crosses them.
    const spans = isNarrow
      ? names.map((_, row) => [middleOf(row) - BAR / 2 - 3, middleOf(row) + BAR / 2 + 3] as const)
      : [[TOP, bottom] as const];
    for (const [y1, y2] of spans)
      marks.push({ kind: 'line', x1: x, y1, x2: x, y2, class: tick === 0 ? 'zero' : 'grid' });
    marks.push({
      ...{ kind: 'text', x, y: bottom + 20, text: state.format(tick) },
      ...{ anchor: 'middle', class: 'label quiet' },
    });
  }
  const words = (row: number, name: string, reading: string, more: string, isEnd: boolean) => {
    // On a telephone the number of people stands in the table alone.
    const detail = isNarrow ? '' : more;
    const y = isNarrow ? middleOf(row) - 20 : middleOf(row) + 6;
    const room = isNarrow ? width - estimateWidth(reading, NAME_SIZE) - NAME_GAP : nameColumn - NAME_GAP;
    marks.push({
      ...{ kind: 'text', x: 0, y, text: shortenName(name, NAME_SIZE, room) },
      class: isEnd ? 'row-name strong' : 'row-name',
    });
    marks.push({
      ...{ kind: 'text', x: width - detailColumn, y, text: reading, anchor: 'end' },
      class: isEnd ? 'reading strong' : 'reading',
    });
    if (detail !== '')
      marks.push({ kind: 'text', x: width, y, text: detail, anchor: 'end', class: 'label quiet' });
  };
  const joint = (row: number, level: number) => {
    if (isNarrow) return;
    const x = scale.of(level);
    marks.push({
      ...{ kind: 'line', x1: x, y1: middleOf(row) + BAR / 2, x2: x, y2: middleOf(row + 1) - BAR / 2 },
      class: 'joint',
    });
  };
  const end = ({ name, value, reading, ink }: BridgeEnd, row: number) => {
    marks.push({
      ...{ kind: 'circle', cx: scale.of(value), cy: middleOf(row), r: 7 },
      ...{ class: `dot ${ink}`, title: `${name}: ${reading}` },
    });
    words(row, name, reading, '', true);
  };

  end(from, 0);
  rows.forEach(({ name, points, reading, detail, title }, i) => {
    const [before, after] = [scale.of(levels[i]!), scale.of(levels[i + 1]!)];
    joint(i, levels[i]!);
    marks.push({
      ...{ kind: 'rect', x: Math.min(before, after), y: middleOf(i + 1) - BAR / 2 },
      ...{ width: Math.max(LEAST_LENGTH, Math.abs(after - before)), height: BAR },
      ...{ class: `bar ${inkOf(points)}`, title },
    });
    words(i + 1, name, reading, detail, false);
  });
  joint(rows.length, levels.at(-1)!);
  end(to, rows.length + 1);

  const isCut = low > 0;
  if (isCut) {
    const y = bottom + AXIS + FOOTNOTE - 8;
    const text = state.cutAxis(state.format(scale.ticks[0] ?? low));
    marks.push({ kind: 'text', x: 0, y, text, class: 'label quiet footnote' });
  }
  return { width, height: bottom + AXIS + (isCut ? FOOTNOTE : 0), label: state.label, marks };
}

/** What makes no difference to a tenth of a point is neither better nor worse. */
function inkOf(points: number): string {
  if (Math.abs(points) < 0.0005) return 'past';
  return points > 0 ? 'worse' : 'better';
}
