/**
 * The usual week, weekday by hour, as cells: the darker, the longer the wait.
 * Owns the steps of the shading, fixed so that two organisations can be held side by side; refuses closed hours a shade.
 */
import type { CellStatus } from '../../db/domain/cell.ts';
import { estimateWidth, type Mark, NARROW_BELOW, type Picture } from './picture.ts';

export interface WeekCell {
  /** 0 Monday … 6 Sunday */
  weekday: number;
  /** 0 … 23 */
  hour: number;
  /** seconds; null where the status says why */
  waitSeconds: number | null;
  status: CellStatus;
  title: string;
  /** in the cell: "2½ m" */
  text: string;
  /** few days are known: hatched, and the text says how many */
  isThin: boolean;
}

/** A rectangle of the week to be framed, both ends included. */
export interface WeekFrame {
  fromWeekday: number;
  toWeekday: number;
  fromHour: number;
  toHour: number;
}

export interface WeekGridState {
  cells: readonly WeekCell[];
  /** upper ends of the steps of the shading, in seconds, as `scaleOf` gives them */
  steps: readonly number[];
  /** the quickest hours */
  frames: readonly WeekFrame[];
  /** Monday first */
  weekdays: readonly { long: string; short: string }[];
  /** the weekdays in the order in which they are shown */
  order: readonly number[];
  hourLabel: (hour: number) => string;
  closedLabel: string;
  /** names each step of the shading, `short` as the cells do, and the scale as a whole */
  stepLabels: readonly { long: string; short: string }[];
  scaleLabel: string;
  quietLabel: string;
  label: string;
}

/** Upper ends of the steps, in seconds; the last step has none. */
export const WAIT_STEPS = [10, 30, 60, 120, 300, 900] as const;
/** The same for what is answered in hours, such as letters: on the other scale all of it would be darkest. */
const LONG_STEPS = [1800, 3600, 7200, 14_400, 28_800, 86_400] as const;

/** The scale on which the waits of a week, in seconds, can be told apart: the long one where half exceed the other. */
export function scaleOf(waits: readonly (number | null)[]): readonly number[] {
  const known = waits.filter((wait) => wait !== null);
  const beyond = known.filter((wait) => wait > WAIT_STEPS[WAIT_STEPS.length - 1]!);
  return beyond.length * 2 > known.length ? LONG_STEPS : WAIT_STEPS;
}

/** 0 for the lightest shade, the number of steps for the darkest. */
export function stepOf(waitSeconds: number, steps: readonly number[]): number {
  const step = steps.findIndex((end) => waitSeconds <= end);
  return step < 0 ? steps.length : step;
}

const GAP = 2;
const WIDE_ROW = 40;
const NARROW_ROW = 30;
const SCALE = 20;
/** A cell less wide cannot hold its text. */
const LEAST_CELL = 37;

/** The picture at a width in pixels: hours run across a wide page, and down where that leaves no room for their text. */
export function placeWeekGrid(state: WeekGridState, width: number): Picture {
  const shown = state.cells.filter((cell) => cell.waitSeconds !== null);
  const firstHour = Math.min(...shown.map((cell) => cell.hour));
  const hours = Math.max(...shown.map((cell) => cell.hour)) - firstHour + 1;
  const names = state.weekdays.map((day) => estimateWidth(day.long, 14));
  const across = Math.max(...names) + 12;
  const isDown = width < NARROW_BELOW || (width - across) / hours < LEAST_CELL;
  const left = isDown ? 52 : across;
  const top = 28;
  const cellWidth = (width - left) / (isDown ? 7 : hours);
  const cellHeight = isDown ? NARROW_ROW : WIDE_ROW;
  const rows = isDown ? hours : 7;
  const boxOf = (weekday: number, hour: number) => {
    const place = state.order.indexOf(weekday);
    return {
      x: left + cellWidth * (isDown ? place : hour - firstHour),
      y: top + cellHeight * (isDown ? hour - firstHour : place),
      width: cellWidth - GAP,
      height: cellHeight - GAP,
    };
  };

  const marks: Mark[] = [];
  state.weekdays.forEach((day, weekday) => {
    const { x, y } = boxOf(weekday, firstHour);
    marks.push(
      isDown
        ? {
            kind: 'text',
            x: x + cellWidth / 2 - GAP / 2,
            y: top - 10,
            text: day.short,
            anchor: 'middle',
            class: 'label quiet',
          }
        : { kind: 'text', x: 0, y: y + cellHeight / 2 + 4, text: day.long, class: 'label' },
    );
  });
  const every = isDown || cellWidth >= 48 ? 1 : 2;
  for (let hour = firstHour; hour < firstHour + hours; hour += every) {
    const { x, y } = boxOf(state.order[0]!, hour);
    const text = state.hourLabel(hour);
    marks.push(
      isDown
        ? { kind: 'text', x: left - 8, y: y + cellHeight / 2 + 4, text, anchor: 'end', class: 'label quiet' }
        : { kind: 'text', x, y: top - 10, text, class: 'label quiet' },
    );
  }
  for (const cell of state.cells) {
    if (cell.hour < firstHour || cell.hour >= firstHour + hours) continue;
    marks.push(...cellMarks(cell, boxOf(cell.weekday, cell.hour), state.steps));
  }
  marks.push(...closedLabels(state, firstHour, hours, boxOf));
  marks.push(...state.frames.flatMap((frame) => quietOutline(state, frame, boxOf)));
  const scaleTop = top + rows * cellHeight + 24;
  marks.push(...shadingScale(state, scaleTop, isDown ? 0 : left, width));
  return { width, height: scaleTop + 16 + SCALE + 20, label: state.label, marks };
}

type Box = { x: number; y: number; width: number; height: number };

function cellMarks(cell: WeekCell, box: Box, steps: readonly number[]): Mark[] {
  const { title } = cell;
  if (cell.status === 'closed') return [{ kind: 'rect', ...box, class: 'closed', title }];
  if (cell.status === 'missing') {
    const middle = box.x + box.width / 2;
    const y = box.y + box.height / 2;
    return [{ kind: 'line', x1: middle - 4, y1: y, x2: middle + 4, y2: y, class: 'missing', title }];
  }
  if (cell.waitSeconds === null) {
    return [{ kind: 'rect', ...box, class: 'suppressed', isHatched: true, title }];
  }
  const step = stepOf(cell.waitSeconds, steps);
  const marks: Mark[] = cell.isThin
    ? [{ kind: 'rect', ...box, class: 'thin', isHatched: true, title }]
    : [{ kind: 'rect', ...box, class: `heat-${step}`, title }];
  if (cell.text !== '' && estimateWidth(cell.text, 14) <= box.width) {
    marks.push({
      kind: 'text',
      x: box.x + box.width / 2,
      y: box.y + box.height / 2 + 5,
      text: cell.text,
      anchor: 'middle',
      class: cell.isThin ? 'cell-text on-thin' : `cell-text on-heat-${step}`,
    });
  }
  return marks;
}

/** The word for closed hours in each run of them that is long enough to hold it. */
function closedLabels(
  state: WeekGridState,
  firstHour: number,
  hours: number,
  boxOf: (weekday: number, hour: number) => Box,
): Mark[] {
  const isClosed = (weekday: number, hour: number) =>
    state.cells.some((cell) => cell.weekday === weekday && cell.hour === hour && cell.status === 'closed');
  const marks: Mark[] = [];
  for (let weekday = 0; weekday < 7; weekday++) {
    let start = firstHour;
    for (let hour = firstHour; hour <= firstHour + hours; hour++) {
      if (hour < firstHour + hours && isClosed(weekday, hour)) continue;
      if (hour > start) {
        const first = boxOf(weekday, start);
        const last = boxOf(weekday, hour - 1);
        const room = estimateWidth(state.closedLabel, 14) + 4;
        const isWide = last.x + last.width - first.x >= room;
        const isTall = last.y + last.height - first.y >= room;
        const middle = (first.x + last.x + last.width) / 2;
        if (isWide || isTall) {
          marks.push({
            kind: 'text',
            x: isWide ? middle : middle + 5,
            y: (first.y + last.y + last.height) / 2 + (isWide ? 5 : 0),
            text: state.closedLabel,
            anchor: 'middle',
            class: 'label quiet on-closed',
            ...(!isWide && { isUpright: true }),
          });
        }
      }
      start = hour + 1;
    }
  }
  return marks;
}

/** A frame around quick hours. */
function quietOutline(
  state: WeekGridState,
  { fromWeekday, toWeekday, fromHour, toHour }: WeekFrame,
  boxOf: (weekday: number, hour: number) => Box,
): Mark[] {
  const places = state.order.flatMap((weekday, i) =>
    weekday >= fromWeekday && weekday <= toWeekday ? i : [],
  );
  // Monday to Sunday run together in the week as it is counted, but not where another day is shown first.
  const runs = places.filter((place, i) => i === 0 || place > places[i - 1]! + 1);
  return runs.flatMap((from, i): Mark[] => {
    const to = places.findLast((place) => place < (runs[i + 1] ?? 7))!;
    const first = boxOf(state.order[from]!, fromHour);
    const last = boxOf(state.order[to]!, toHour);
    const frame = {
      kind: 'rect',
      x: first.x - 1,
      y: first.y - 1,
      width: last.x + last.width - first.x + 2,
      height: last.y + last.height - first.y + 2,
    } as const;
    return [
      { ...frame, class: 'quiet-rim' },
      { ...frame, class: 'quiet-frame', title: state.quietLabel },
    ];
  });
}

/** Names of steps nearer to one another than this are read as one. */
const LEGEND_GAP = 8;

/** Each step is named at its end, since that is the wait it goes up to; as in the cells where there is little room. */
function shadingScale(state: WeekGridState, y: number, left: number, width: number): Mark[] {
  const step = Math.min(84, (width - left) / state.stepLabels.length);
  const isTight = state.stepLabels.some(
    ({ long }, i) => i > 0 && step - estimateWidth(long, 14) < LEGEND_GAP,
  );
  return [
    { kind: 'text', x: left, y: y + 4, text: state.scaleLabel, class: 'label quiet' },
    ...state.stepLabels.flatMap(({ long, short }, i): Mark[] => [
      { kind: 'rect', x: left + i * step, y: y + 14, width: step - GAP, height: 12, class: `heat-${i}` },
      {
        kind: 'text',
        x: left + (i + 1) * step - GAP,
        y: y + 44,
        text: isTight ? short : long,
        anchor: 'end',
        class: 'label quiet',
      },
    ]),
  ];
}
