/**
 * What a strip is called and how much its whole day holds: beside it, or above it on a telephone.
 * Owns how much of a picture these words may take; what is cut stands whole in the table.
 */
import { LABEL_SIZE } from './axis.ts';
import { estimateWidth, type Mark, shortenName } from './picture.ts';
import { wrapText } from './wrapped-text.ts';

export interface DayNames {
  /** the weekday */
  name: string;
  /** the date */
  detail: string;
  /** null: none */
  holiday: string | null;
  /** of the whole day, "about 950", and how far it is known; empty where nothing is said */
  reading: string;
  range: string;
  /** the day at hand */
  isNow: boolean;
}

const NAME_SIZE = 16;
/** What marks a cut name takes beside it. */
const CUT = 14;
/** Of the name of a holiday, in pixels. */
const HOLIDAY = 150;
/** Beyond this share names and readings leave too little of the picture to the hours. */
const WIDEST_NAMES = 0.22;

/** What the names need on the left, and the readings on the right. */
export function columnsOf(days: readonly DayNames[], width: number): { left: number; right: number } {
  const names = days.flatMap(({ name, detail, holiday }) => [
    estimateWidth(name, NAME_SIZE),
    estimateWidth(detail, LABEL_SIZE),
    // In two lines: a single long name would take its room from the hours of all days.
    Math.min(estimateWidth(holiday ?? '', LABEL_SIZE), HOLIDAY),
  ]);
  const readings = days.flatMap(({ reading, range }) => [
    estimateWidth(reading, NAME_SIZE),
    estimateWidth(range, LABEL_SIZE),
  ]);
  const most = width * WIDEST_NAMES;
  return {
    left: Math.min(most, Math.max(...names)) + 20,
    right: width - Math.min(most, Math.max(...readings)) - 16,
  };
}

/** Weekday, date and holiday on the left, on the right the whole day; within what one row takes. */
export function sideMarks(
  day: DayNames,
  top: number,
  { left, right }: { left: number; right: number },
  width: number,
): Mark[] {
  const room = left - 16;
  const strong = day.isNow ? 'row-name strong' : 'row-name';
  const marks: Mark[] = [
    { kind: 'text', x: 0, y: top + 34, text: shortenName(day.name, NAME_SIZE, room), class: strong },
    {
      kind: 'text',
      x: 0,
      y: top + 54,
      text: shortenName(day.detail, LABEL_SIZE, room),
      class: 'label quiet',
    },
  ];
  const below = day.holiday === null ? [] : holidayLines(day.holiday, room);
  below.forEach((text, i) => {
    marks.push({ kind: 'text', x: 0, y: top + 74 + i * 18, text, class: 'label' });
  });
  if (day.reading !== '') {
    const text = shortenName(day.reading, NAME_SIZE, width - right - 8);
    marks.push({
      kind: 'text',
      x: width,
      y: top + 34,
      text,
      anchor: 'end',
      class: day.isNow ? 'reading' : 'row-name',
    });
  }
  if (day.range !== '') {
    marks.push({ kind: 'text', x: width, y: top + 54, text: day.range, anchor: 'end', class: 'label quiet' });
  }
  return marks;
}

function holidayLines(holiday: string, room: number): string[] {
  return wrapText(holiday, { width: room, fontSize: LABEL_SIZE, mostLines: 2 });
}

/** How far down the words beside a strip reach. */
export function sideHeight({ holiday }: DayNames): number {
  return holiday === null ? 60 : 98;
}

export function headHeight({ holiday }: DayNames): number {
  return holiday === null ? 22 : 42;
}

/** The same above a strip: the day at the left, its reading at the right, the holiday under it. */
export function headMarks(day: DayNames, y: number, width: number): Mark[] {
  const isSaid = day.reading !== '';
  const reading = [day.reading, ...(day.range === '' ? [] : [`(${day.range})`])].join(' ');
  const taken = isSaid ? estimateWidth(reading, LABEL_SIZE) + 12 : 0;
  const name = shortenName(`${day.name} ${day.detail}`, NAME_SIZE, width - taken - CUT);
  const marks: Mark[] = [
    { kind: 'text', x: 0, y: y + 16, text: name, class: day.isNow ? 'row-name strong' : 'row-name' },
  ];
  if (isSaid)
    marks.push({ kind: 'text', x: width, y: y + 16, text: reading, anchor: 'end', class: 'label quiet' });
  if (day.holiday !== null)
    marks.push({
      kind: 'text',
      x: 0,
      y: y + 36,
      text: shortenName(day.holiday, LABEL_SIZE, width - CUT),
      class: 'label',
    });
  return marks;
}
