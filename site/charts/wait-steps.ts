/**
 * Everyone who asked, in the order of how long it took: a stair of bars, each beginning where the one above it ends.
 * Owns the places of steps, target and year before; refuses to draw a length for a step that is hidden.
 */
import type { CellStatus } from '../../db/domain/cell.ts';
import { LABEL_SIZE } from './axis.ts';
import { estimateWidth, type Mark, NARROW_BELOW, type Picture } from './picture.ts';

export interface StepRow {
  name: string;
  /** classes of its ink: `now` in time, none later, `customers` gave up, `past` the rest */
  ink: string;
  /** shares of all who asked, 0 to 1, at which it begins and ends; a hidden step ends where what is known goes on */
  from: number;
  to: number;
  status: CellStatus;
  /** no length may be read off */
  isHidden: boolean;
  /** "12%" */
  reading: string;
  /** "70% so far"; empty where nothing adds up */
  detail: string;
  /** the same step a year before */
  before: { from: number; to: number } | null;
  title: string;
}

export interface WaitStepsState {
  rows: readonly StepRow[];
  /** the share that should be reached by the end of a row */
  aim: { row: number; at: number; label: string } | null;
  /** says what the thin bars are; empty without any */
  beforeLabel: string;
  label: string;
}

const ROW = 44;
const NARROW_ROW = 62;
const BAR = 20;
const THIN = 4;
const NAME_SIZE = 16;
/** Heavy letters run wider. */
const BOLD = 1.08;
const LEAST_LENGTH = 2;
const FOOTNOTE = 22;

/** The picture at a width in pixels. */
export function placeWaitSteps(state: WaitStepsState, width: number): Picture {
  const isNarrow = width < NARROW_BELOW;
  const { rows, aim } = state;
  const widest = (texts: readonly string[], size: number) =>
    Math.max(0, ...texts.map((text) => estimateWidth(text, size)));
  const nameColumn = isNarrow
    ? 1
    : widest(
        rows.map(({ name }) => name),
        NAME_SIZE,
      ) + 16;
  const readings = widest(
    rows.map(({ reading }) => reading),
    NAME_SIZE * BOLD,
  );
  const details = widest(
    rows.map(({ detail }) => detail),
    LABEL_SIZE,
  );
  const right = isNarrow ? width - 1 : width - readings - (details === 0 ? 0 : details + 10) - 14;
  const x = (share: number) => nameColumn + (right - nameColumn) * Math.min(1, Math.max(0, share));
  const top = aim === null ? 6 : 30;
  const rowHeight = isNarrow ? NARROW_ROW : ROW;
  const barAt = (row: number) => top + row * rowHeight + (isNarrow ? 26 : 8);
  const end = barAt(rows.length - 1) + BAR + THIN + 8;

  // Above one another, bars and words leave no room for lines down the whole picture.
  const marks: Mark[] = isNarrow
    ? []
    : [
        { kind: 'line', x1: x(0), y1: top, x2: x(0), y2: end, class: 'zero' },
        { kind: 'line', x1: x(1), y1: top, x2: x(1), y2: end, class: 'grid' },
      ];
  rows.forEach((row, i) => {
    const y = barAt(i);
    if (i < rows.length - 1) {
      marks.push({ kind: 'line', x1: x(row.to), y1: y, x2: x(row.to), y2: barAt(i + 1), class: 'grid' });
    }
    marks.push(stepMark(row, x, y));
    if (row.before !== null) {
      const from = x(row.before.from);
      const length = Math.max(LEAST_LENGTH, x(row.before.to) - from);
      const thin: Mark = { kind: 'rect', x: from, y: y + BAR + 2, width: length, height: THIN };
      marks.push({ ...thin, class: 'bar past' });
    }
    marks.push(...rowWords(row, { y, isNarrow, right, width, readings }));
  });
  if (aim !== null) {
    const at = x(aim.at);
    const half = estimateWidth(aim.label, LABEL_SIZE) / 2;
    const labelAt = Math.min(Math.max(at, half), width - half);
    const y2 = barAt(aim.row) + BAR + THIN + 6;
    marks.push(
      { kind: 'line', x1: at, y1: 20, x2: at, y2, class: 'aim' },
      { kind: 'text', x: labelAt, y: 14, text: aim.label, anchor: 'middle', class: 'label quiet' },
    );
  }
  if (state.beforeLabel !== '') {
    const y = end + FOOTNOTE - 6;
    marks.push({ kind: 'text', x: x(0), y, text: state.beforeLabel, class: 'label quiet footnote' });
  }
  const height = end + (state.beforeLabel === '' ? 0 : FOOTNOTE);
  return { width, height, label: state.label, marks };
}

function stepMark(row: StepRow, x: (share: number) => number, y: number): Mark {
  const { from, to, status, isHidden, title } = row;
  if (isHidden && status !== 'suppressed') {
    return { kind: 'line', x1: x(from), y1: y + 2, x2: x(from), y2: y + BAR - 2, class: 'missing', title };
  }
  const width = Math.max(LEAST_LENGTH, x(to) - x(from));
  // A step at the far end keeps its ink inside the picture.
  const rect = { kind: 'rect', x: Math.min(x(from), x(1) - width), y, width, height: BAR } as const;
  if (isHidden) return { ...rect, class: 'suppressed', isHatched: true, title };
  const dashed = status === 'provisional' ? ' provisional' : '';
  return { ...rect, class: `bar ${row.ink}${dashed}`.replace('  ', ' ').trim(), title };
}

/** On a telephone the reading follows the name, and what adds up stands in the table. */
function rowWords(
  { name, reading, detail, isHidden }: StepRow,
  {
    y,
    isNarrow,
    right,
    width,
    readings,
  }: { y: number; isNarrow: boolean; right: number; width: number; readings: number },
): Mark[] {
  const baseline = isNarrow ? y - 7 : y + BAR / 2 + 6;
  const readingClass = isHidden ? 'label quiet' : 'reading';
  const nameMark: Mark = { kind: 'text', x: 0, y: baseline, text: name, class: 'row-name' };
  if (isNarrow) {
    const x = estimateWidth(name, NAME_SIZE) + 8;
    return [nameMark, { kind: 'text', x, y: baseline, text: reading, class: readingClass }];
  }
  const x = right + 14 + readings;
  return [
    nameMark,
    { kind: 'text', x, y: baseline, text: reading, anchor: 'end', class: readingClass },
    ...(detail === ''
      ? []
      : [
          { kind: 'text', x: width, y: baseline, text: detail, anchor: 'end', class: 'label quiet' } as const,
        ]),
  ];
}
