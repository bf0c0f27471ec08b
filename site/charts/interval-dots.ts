/**
 * One value in several periods as dots with a soft band for how far each could be off, against a target.
 * Owns the rows' order as given: the period in question first, what it is compared to under it.
 */
import type { CellStatus } from '../../db/domain/cell.ts';
import { LABEL_SIZE } from './axis.ts';
import { HIDDEN_STRIP } from './bar.ts';
import { estimateWidth, type Mark, NARROW_BELOW, type Picture, shortenName } from './picture.ts';

export interface DotRow {
  name: string;
  value: number | null;
  status: CellStatus;
  /** 95 % interval; null where it is not known */
  low: number | null;
  high: number | null;
  reading: string;
  /** "of 369 answers" */
  detail: string;
  isNow: boolean;
  title: string;
  /** where it has a target of its own: a tick across its line */
  aim?: number | null;
  /** a class of its name and dot, by which a page marks it */
  key?: string;
}

export interface IntervalDotsState {
  rows: readonly DotRow[];
  aim: { value: number; label: string } | null;
  /** ends of the axis, in the unit of the values */
  from: number;
  to: number;
  /** where the strong line stands, if not at `from` */
  zero?: number;
  ticks: readonly number[];
  label: string;
  format: (value: number) => string;
}

/** Of the width, for the names beside the dots. */
const MOST_NAME = 0.4;
const ROW = 56;
const NARROW_ROW = 72;
const BOLD = 1.08;
const NAME_SIZE = 16;
/** Between a reading and what follows it. */
const DETAIL_GAP = 10;
/** Of the lines across one row, on a telephone, where the names stand above the dots. */
const HALF_LINE = 14;

/** The picture at a width in pixels. */
export function placeIntervalDots(state: IntervalDotsState, width: number): Picture {
  const isNarrow = width < NARROW_BELOW;
  const { rows, aim } = state;
  const halfTick = (value: number) => estimateWidth(state.format(value), LABEL_SIZE) / 2 + 2;
  const nameColumn = isNarrow
    ? halfTick(state.from)
    : Math.min(width * MOST_NAME, Math.max(...rows.map((row) => estimateWidth(row.name, NAME_SIZE))) + 24);
  const detailWidths = rows.map(({ detail }) =>
    detail === '' ? 0 : estimateWidth(detail, LABEL_SIZE) + DETAIL_GAP,
  );
  // Beside the dots readings stand under one another, and so do details; a word for no value has room of both.
  const detailColumn = Math.max(0, ...detailWidths);
  const columnBehind = ({ value, detail }: DotRow) => (value === null && detail === '' ? 0 : detailColumn);
  const readingWidths = rows.map(
    (row) => estimateWidth(row.reading, NAME_SIZE) * boldness(row) + columnBehind(row),
  );
  const right = isNarrow ? width - halfTick(state.to) : width - Math.max(...readingWidths) - 24;
  const x = (value: number) =>
    nameColumn + ((right - nameColumn) * (value - state.from)) / (state.to - state.from);
  const top = aim === null ? 8 : 32;
  const rowHeight = isNarrow ? NARROW_ROW : ROW;
  const bottom = top + rows.length * rowHeight;

  const middleOf = (row: number) => top + row * rowHeight + rowHeight / 2 + (isNarrow ? 12 : 0);
  /** From top to bottom; where names stand among the rows, only beside the dots. */
  const across = (at: number, ink: string, above = 0): Mark[] =>
    isNarrow
      ? rows.flatMap(({ value }, i): Mark[] => {
          // Where there is no dot, words stand in its place.
          if (value === null && ink !== 'zero') return [];
          const y = middleOf(i);
          // The first one reaches up to its name where no other words are in the way.
          const isFree = i === 0 && above > 0 && at > endOfWords(rows[0]!) + 8;
          return [
            {
              kind: 'line',
              x1: at,
              y1: isFree ? top - above : y - HALF_LINE,
              x2: at,
              y2: y + HALF_LINE,
              class: ink,
            },
          ];
        })
      : [{ kind: 'line', x1: at, y1: top - above, x2: at, y2: bottom, class: ink }];

  const marks: Mark[] = [];
  for (const tick of state.ticks) {
    const at = x(tick);
    marks.push(...across(at, tick === (state.zero ?? state.from) ? 'zero' : 'grid'));
    marks.push({
      kind: 'text',
      x: at,
      y: bottom + 22,
      text: state.format(tick),
      anchor: 'middle',
      class: 'label quiet',
    });
  }
  if (aim !== null) {
    const at = x(aim.value);
    const half = estimateWidth(aim.label, LABEL_SIZE) / 2;
    marks.push(...across(at, 'aim', 8));
    marks.push({
      kind: 'text',
      x: Math.min(Math.max(at, half), width - half),
      y: top - 14,
      text: aim.label,
      anchor: 'middle',
      class: 'label aim-label',
    });
  }
  rows.forEach((given, i) => {
    const row = isNarrow ? fitted(given, width) : given;
    const y = middleOf(i);
    const ink = row.isNow ? 'now' : 'past';
    const textAt = isNarrow ? y - 20 : y + 6;
    // The whole of a long name stands in the table. Without a value the reading stands in the place of the dot.
    const reads = row.value === null ? '' : row.reading;
    const said = estimateWidth(reads, NAME_SIZE) * boldness(row) + estimateWidth(row.detail, LABEL_SIZE) + 24;
    const name = shortenName(row.name, NAME_SIZE, (isNarrow ? width - said : nameColumn - 8) / boldness(row));
    const nameEnd = Math.round(estimateWidth(name, NAME_SIZE) * boldness(row));
    marks.push({
      kind: 'text',
      x: 0,
      y: textAt,
      text: name,
      class: `${row.isNow ? 'row-name strong' : 'row-name'}${keyOf(row)}`,
    });
    if (row.aim !== undefined && row.aim !== null && row.value !== null) {
      const at = x(row.aim);
      marks.push({ kind: 'line', x1: at, y1: y - 14, x2: at, y2: y + 14, class: 'aim own' });
    }
    marks.push(...dotOf(row, x, nameColumn, y, ink));
    const reading = row.value === null ? 'label quiet' : row.isNow ? 'reading strong' : 'reading';
    // On a telephone the reading of a row without a dot stands below, in the dot's place.
    const besideName =
      row.value === null ? 16 : Math.round(estimateWidth(row.reading, NAME_SIZE) * boldness(row)) + 24;
    const readingAt = isNarrow
      ? row.value === null
        ? nameColumn + HIDDEN_STRIP + 8
        : nameEnd + 16
      : width - columnBehind(row);
    const detailAt = isNarrow ? nameEnd + besideName : width - detailColumn + DETAIL_GAP;
    marks.push({
      kind: 'text',
      x: readingAt,
      y: isNarrow && row.value === null ? y + 6 : textAt,
      text: row.reading,
      ...(!isNarrow && { anchor: 'end' as const }),
      class: reading,
    });
    if (row.detail !== '') {
      marks.push({
        kind: 'text',
        x: detailAt,
        y: textAt,
        text: row.detail,
        class: 'label quiet',
      });
    }
  });
  return { width, height: bottom + 32, label: state.label, marks };
}

/** On a telephone the name comes first: what does not fit behind it stands in the table. */
function fitted(row: DotRow, width: number): DotRow {
  // Without a dot the word for why there is none stands in its place.
  if (row.value === null || endOfWords(row) <= width) return row;
  const room = (width - estimateWidth(row.reading, NAME_SIZE) * boldness(row) - 24) / boldness(row);
  return { ...row, detail: '', name: shortenName(row.name, NAME_SIZE, room) };
}

/** Behind the other classes of a mark. */
function keyOf({ key }: DotRow): string {
  return key === undefined ? '' : ` row-${key}`;
}

/** How much broader the letters of the row that matters most are, for they are strong. */
function boldness({ isNow }: DotRow): number {
  return isNow ? BOLD : 1;
}

/** Where the words above a dot end, on a telephone. */
function endOfWords(row: DotRow): number {
  const { name, reading, detail } = row;
  const sizes = [
    estimateWidth(name, NAME_SIZE) * boldness(row),
    estimateWidth(reading, NAME_SIZE) * boldness(row),
    estimateWidth(detail, LABEL_SIZE),
  ];
  return sizes.reduce((sum, one) => sum + one, 24);
}

function dotOf(row: DotRow, x: (value: number) => number, at: number, y: number, ink: string): Mark[] {
  const { value, status, title } = row;
  if (value === null) {
    return status === 'suppressed'
      ? [
          {
            kind: 'rect',
            x: at,
            y: y - 10,
            width: HIDDEN_STRIP,
            height: 20,
            class: 'suppressed',
            isHatched: true,
            title,
          },
        ]
      : [{ kind: 'line', x1: at, y1: y - 8, x2: at, y2: y + 8, class: 'missing', title }];
  }
  const marks: Mark[] = [];
  if (row.low !== null && row.high !== null) {
    marks.push({
      kind: 'rect',
      x: x(row.low),
      y: y - 8,
      width: x(row.high) - x(row.low),
      height: 16,
      class: `band ${ink}`,
    });
  }
  if (status === 'partial')
    marks.push({ kind: 'circle', cx: x(value), cy: y, r: 7, class: `dot paper ${ink}` });
  marks.push({
    kind: 'circle',
    cx: x(value),
    cy: y,
    r: row.isNow ? 7 : 6,
    class:
      status === 'partial'
        ? `partial ${ink}`
        : `dot ${ink}${status === 'provisional' ? ' provisional' : ''}${keyOf(row)}`,
    ...(status === 'partial' && { isHatched: true }),
    title,
  });
  return marks;
}
