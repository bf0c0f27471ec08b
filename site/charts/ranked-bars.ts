/**
 * Counts of a few kinds as bars, longest first, each with a mark where it stood the month before.
 * Owns the order of reading along a row: name, bar, count with share, change.
 */
import type { CellStatus } from '../../db/domain/cell.ts';
import { HIDDEN_STRIP } from './bar.ts';
import { estimateWidth, type Mark, NARROW_BELOW, type Picture, shortenName } from './picture.ts';

export interface RankedRow {
  name: string;
  /** class of its colour */
  ink: string;
  value: number | null;
  status: CellStatus;
  before: number | null;
  /** beside the bar: "2,650" */
  reading: string;
  /** small after it: "30%" */
  detail: string;
  /** "50 more than in September"; empty where nothing can be compared */
  change: string;
  title: string;
}

export interface RankedBarsState {
  rows: readonly RankedRow[];
  label: string;
  /** names the mark of the month before, at the first row that has one */
  beforeLabel: string;
}

const ROW = 44;
const NARROW_ROW = 76;
/** with words under each bar */
const ROW_OVER_WORDS = 88;
/** Of the width, for what stands beside the bars on a telephone. */
const MOST_BESIDE = 0.6;
const BAR = 22;
/** Zero is a value, and has ink. */
const LEAST_LENGTH = 2;
const LABEL_SIZE = 14;
const NAME_SIZE = 16;
/** between a name and what stands after it */
const NAME_GAP = 8;

/** The picture at a width in pixels. */
export function placeRankedBars(state: RankedBarsState, width: number): Picture {
  const isNarrow = width < NARROW_BELOW;
  const { rows } = state;
  const nameColumn = isNarrow
    ? 0
    : Math.min(width * 0.34, Math.max(...rows.map((row) => estimateWidth(row.name, NAME_SIZE))) + 16);
  const widest = (textOf: (row: RankedRow) => string) =>
    Math.max(...rows.map((row) => estimateWidth(textOf(row), NAME_SIZE))) + 16;
  const beside = widest(({ reading, detail }) => `${reading} ${detail}`);
  // On a telephone long words beside the bars would leave them no length: they stand below.
  const isBelow = isNarrow && beside > width * MOST_BESIDE && rows.every(({ before }) => before === null);
  const readingColumn = isBelow ? widest(({ reading }) => reading) : beside;
  const changeColumn = isNarrow ? 0 : Math.max(0, ...rows.map((row) => estimateWidth(row.change, 14))) + 8;
  const room = width - nameColumn - readingColumn - changeColumn;
  const largest = Math.max(1, ...rows.map((row) => Math.max(row.value ?? 0, row.before ?? 0)));
  const lengthOf = (value: number) => (value / largest) * room;
  // On a telephone the month before is named under its bar.
  const top = !isNarrow && rows.some((row) => row.before !== null) ? 28 : 4;

  /** On a telephone the change stands at the end of the name's line. */
  const nameRoom = ({ change }: RankedRow) => width - (change === '' ? 0 : estimateWidth(change, 14));

  const rowHeight = isBelow ? ROW_OVER_WORDS : isNarrow ? NARROW_ROW : ROW;
  const marks: Mark[] = [];
  let isBeforeNamed = false;
  rows.forEach((row, i) => {
    const y = top + i * rowHeight + (isNarrow ? 24 : 0);
    const baseline = y + BAR / 2 + 6;
    marks.push(
      isNarrow
        ? {
            kind: 'text',
            x: 0,
            y: y - 8,
            text: shortenName(row.name, NAME_SIZE, nameRoom(row) - NAME_GAP),
            class: 'row-name',
          }
        : {
            kind: 'text',
            x: 0,
            y: baseline,
            text: shortenName(row.name, NAME_SIZE, nameColumn - NAME_GAP),
            class: 'row-name',
          },
    );
    const end =
      nameColumn + (row.value === null ? HIDDEN_STRIP : Math.max(LEAST_LENGTH, lengthOf(row.value)));
    marks.push(...barOf(row, nameColumn, y, end - nameColumn));
    if (row.before !== null) {
      const x = nameColumn + lengthOf(row.before);
      marks.push({ kind: 'line', x1: x, y1: y - 4, x2: x, y2: y + BAR + 4, class: 'before' });
      if (!isBeforeNamed) {
        const fits = x + estimateWidth(state.beforeLabel, 14) < width;
        marks.push({
          kind: 'text',
          x,
          // On a telephone the name stands above the bar, and there is room below.
          y: isNarrow ? y + BAR + 20 : y - 12,
          text: state.beforeLabel,
          anchor: fits ? 'start' : 'end',
          class: 'label quiet',
        });
        isBeforeNamed = true;
      }
    }
    const beforeAt = row.before === null ? 0 : nameColumn + lengthOf(row.before);
    // The word for a count that is not told stands at its sign, where the month before leaves it room.
    const isWord = row.value === null && end + 16 + estimateWidth(row.reading, LABEL_SIZE) < beforeAt;
    const after = (isWord ? end : Math.max(end, beforeAt)) + 8;
    marks.push({
      kind: 'text',
      x: after,
      y: baseline,
      text: row.reading,
      class: row.value === null ? 'label quiet' : 'reading',
    });
    if (row.detail !== '') {
      const x = isBelow ? 0 : after + estimateWidth(row.reading, NAME_SIZE) + 6;
      const isTaken = row.change !== '' && !isNarrow;
      const room = width - x - (isTaken ? estimateWidth(row.change, LABEL_SIZE) + 8 : 0);
      // The whole of it stands in the table.
      const text = shortenName(row.detail, LABEL_SIZE, room);
      const y2 = isBelow ? y + BAR + 18 : baseline;
      marks.push({ kind: 'text', x, y: y2, text, class: 'label quiet' });
    }
    if (row.change !== '') {
      marks.push(
        isNarrow
          ? { kind: 'text', x: width, y: y - 8, text: row.change, anchor: 'end', class: 'label quiet' }
          : { kind: 'text', x: width, y: baseline, text: row.change, anchor: 'end', class: 'label quiet' },
      );
    }
  });
  return { width, height: top + rows.length * rowHeight, label: state.label, marks };
}

function barOf(row: RankedRow, x: number, y: number, length: number): Mark[] {
  const { title } = row;
  if (row.status === 'missing' || row.status === 'closed') {
    return [{ kind: 'line', x1: x, y1: y + 2, x2: x, y2: y + BAR - 2, class: 'missing', title }];
  }
  if (row.value === null) {
    return [
      { kind: 'rect', x, y, width: HIDDEN_STRIP, height: BAR, class: 'suppressed', isHatched: true, title },
    ];
  }
  const dashed = row.status === 'provisional' ? ' provisional' : '';
  const whole: Mark = {
    kind: 'rect',
    x,
    y,
    width: length,
    height: BAR,
    class: `bar ${row.ink}${dashed}`,
    title,
  };
  if (row.status !== 'partial') return [whole];
  const end = Math.min(length, 18);
  return [
    { ...whole, width: length - end },
    {
      kind: 'rect',
      x: x + length - end,
      y,
      width: end,
      height: BAR,
      class: `partial ${row.ink}`,
      isHatched: true,
      title,
    },
  ];
}
