/** Who was answered in time, month by month, by the organisation's clock and by the customer's. */

import type { ProfileAnswer } from '../../api/contract/profile.ts';
import type { SeriesAnswer } from '../../api/contract/series.ts';
import { shiftMonths } from '../../db/domain/civil-day.ts';
import type { Tally } from '../../db/domain/confidence.ts';
import { METRIC_OF_CLOCK } from '../../db/domain/target.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import { placeMonthLines } from '../charts/month-lines.ts';
import { NARROW_BELOW, placeAll } from '../charts/picture.ts';
import { formatMonth } from '../words/date.ts';
import { formatThreshold } from '../words/duration.ts';
import { formatShare } from '../words/number.ts';
import { judgeDays } from '../words/verdict.ts';
import { type Course, courseOf, lastMonths, type RecastMonths } from './clock-course.ts';
import { clockLines } from './clock-lines.ts';
import { channelTable, monthTable } from './clock-tables.ts';
import { contactsWord, type FigureContext, meaningOf, methodsOf } from './context.ts';
import { absentFigure, type Figure } from './figure.ts';
import { lastLevels } from './levels.ts';
import { hiddenSince, NARROW_MONTHS } from './months-shown.ts';
import { bucketSpokenOf, cellsOf, hasRecords, type SeriesCell } from './series-cells.ts';
import { aimInForce } from './targets.ts';

/** By which records show that people's waits are known. */
const WAITS = ['wait_p50', 'wait_p90', 'average_speed_of_answer'];

export function clocksFigure(context: FigureContext): Figure {
  const { say, within } = context;
  const courses = (['internal', 'customer'] as const)
    .map((clock) => courseOf(context, clock))
    .filter(({ cells }) => hasRecords(cells));
  const main = courses[0];
  if (main === undefined) return absentFigure('promises', absenceOf(context));
  const month = bucketSpokenOf(main.cells)!;
  const heading = main.clock === 'internal' ? headingOf(context, main, month) : say.service.ourUnknownHeading;
  const pictureOf = (width: number) => {
    const shown = width < NARROW_BELOW ? courses.map((course) => lastMonths(course, NARROW_MONTHS)) : courses;
    return placeMonthLines(clockLines(say, shown, heading, month.day, context.read), width);
  };
  const ways = courses.map(({ clock }) => ({
    path: `series/month/${within}${METRIC_OF_CLOCK[clock]}`,
    name: clock === 'internal' ? say.service.ourClock : say.service.customerClock,
  }));
  return {
    id: 'promises',
    kicker: say.service.kicker,
    heading,
    standfirst: [
      ...hiddenSince(context, main.cells, month),
      ...comparison(context, main, month),
      ...customerSentence(context, courses, month),
    ].join(' '),
    pictures: placeAll(pictureOf),
    breadth: 'full',
    notes: [
      ...courses.map(({ clock }) => meaningOf(context, METRIC_OF_CLOCK[clock])),
      ...courses.flatMap(({ recast }) => (recast === null ? [] : [recastNote(say, recast)])),
    ].filter((note) => note !== ''),
    methods: methodsOf(context, ...courses.map(({ clock }) => METRIC_OF_CLOCK[clock])),
    tables: [...channelTable(context, month.day), monthTable(context, courses)],
    isTableFolded: true,
    sources: ways,
  };
}

function recastNote(say: FigureContext['say'], { thresholdSeconds }: RecastMonths): string {
  return say.service.recastNote(formatThreshold(say, thresholdSeconds));
}

/** What is missing: a month, whether people were answered within the time that is meant, or waits altogether. */
function absenceOf(context: FigureContext): Parameters<typeof absentFigure>[1] {
  const { read, say, within, organisation, channel, today, lastDay } = context;
  const words = say.service;
  const isKnown = (path: string) => hasRecords(cellsOf(read<SeriesAnswer>(`series/${path}`)));
  if (isKnown(`day/${within}service_level`)) return { ...words, ...words.tooEarly };
  const profile = read<ProfileAnswer>(`profile/${within}wait_p50`)?.cells;
  const isWaitKnown =
    profile?.status.some((status, i) => profile.value[i] !== null || status === 'suppressed') ||
    WAITS.some((metric) => isKnown(`month/${within}${metric}`) || isKnown(`day/${within}${metric}`));
  if (!isWaitKnown) return words;
  // An aggregate knows it for its own threshold alone, which holds only as a target.
  const { aim, thresholdSeconds } = aimInForce(organisation.targets, 'internal', channel, lastDay ?? today);
  const time = formatThreshold(say, thresholdSeconds);
  return {
    ...words,
    absentHeading: words.ourUnknownHeading,
    absent: aim === null ? words.withinUnknownUnset(time) : words.withinUnknown(time),
  };
}

function headingOf(context: FigureContext, course: Course, month: SeriesCell): string {
  const { say, channel } = context;
  const named = formatMonth(say, month.day);
  if (month.value === null)
    return course.cells.length > 1 ? say.service.headingNeverTold : say.service.headingHidden(named);
  const { aim, thresholdSeconds } = course.aims[course.cells.indexOf(month)]!;
  return say.service.heading(
    formatShare(say, month.value),
    contactsWord(say, channel),
    formatThreshold(say, thresholdSeconds),
    named,
    targetPhrase(context, course, month, aim),
  );
}

/**
 * No firmer than the verdict on the month, where one is published. Compared as they are printed, so that no month is
 * "short of 80%" at 80%.
 */
function targetPhrase(
  context: FigureContext,
  { clock }: Course,
  { day, value }: SeriesCell,
  aim: number | null,
): string {
  const { say } = context;
  if (aim === null || value === null) return '';
  const said = formatShare(say, aim);
  const levels = lastLevels(context);
  const judged = levels?.month === day ? levels.answer.clocks.find((one) => one.clock === clock) : undefined;
  if (judged?.verdict === 'too_close') return say.service.close(said);
  if (formatShare(say, value) === said) return say.service.met(said);
  return value > aim ? say.service.above(said) : say.service.below(said);
}

/** Against the month before, with a verdict where the days allow one; nothing where the threshold was another. */
function comparison(context: FigureContext, course: Course, month: SeriesCell): string[] {
  const { say, read, within } = context;
  const at = course.cells.indexOf(month);
  const before = course.cells[at - 1];
  if (month.value === null || before === undefined || before.value === null) return [];
  if (course.clock !== 'internal') return [];
  if (course.aims[at]!.thresholdSeconds !== course.aims[at - 1]!.thresholdSeconds) return [];
  const days = cellsOf(read<SeriesAnswer>(`series/day/${within}${METRIC_OF_CLOCK[course.clock]}`));
  const verdict = judgeDays(talliesOf(days, month.day), talliesOf(days, before.day));
  return [
    say.service.change[verdict ?? 'plain'](
      formatMonth(say, before.day, month.day),
      formatShare(say, before.value),
    ),
  ];
}

function talliesOf(days: readonly SeriesCell[], month: CivilDay): Tally[] {
  const end = shiftMonths(month, 1);
  return days.flatMap(({ day, value, n }) =>
    day >= month && day < end && value !== null && n !== null ? [{ k: value * n, n }] : [],
  );
}

function customerSentence(context: FigureContext, courses: readonly Course[], month: SeriesCell): string[] {
  const { say } = context;
  const course = courses.find(({ clock }) => clock === 'customer');
  if (course === undefined) return [say.service.customerUnknown];
  const at = course.cells.findIndex((cell) => cell.day === month.day);
  const cell = course.cells[at];
  const value = cell?.value ?? null;
  if (cell === undefined || value === null) return [];
  const { aim, thresholdSeconds } = course.aims[at]!;
  return [
    say.service.customer(
      formatShare(say, value),
      formatThreshold(say, thresholdSeconds),
      targetPhrase(context, course, cell, aim),
    ),
  ];
}
