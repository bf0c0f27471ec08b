/** The hours of a day beside what is usual at each, as the chart and the table of its report. */
import type { ReportAnswer } from '../../api/contract/report.ts';
import { parseDay, weekdayOf } from '../../db/domain/zone.ts';
import type { CourseHour } from '../charts/day-course.ts';
import { placeAll } from '../charts/picture.ts';
import { placeWholeCourse } from '../charts/untold-course.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { formatCount } from '../words/number.ts';
import { meaningOf } from './context.ts';
import { type Figure, readingOf, type Table, tableCell } from './figure.ts';
import { isSurelyMost } from './surely-most.ts';

export function hoursFigure(say: Say, read: Read, report: ReportAnswer): Figure {
  const words = say.reports.hours;
  const weekday = say.weekdays[weekdayOf(parseDay(report.date) ?? 0)]!;
  const hours = hoursOf(say, report);
  const heading = headingOf(say, report, hours);
  const known = hours.flatMap(({ value }) => (value === null ? [] : [value]));
  const format = (value: number) => formatCount(say, value);
  const state = {
    hours,
    label:
      known.length === 0
        ? words.figureBare(heading)
        : words.figure(heading, format(Math.min(...known)), format(Math.max(...known))),
    usualLabel: words.usual(weekday),
    hourLabel: say.hour,
    words: say.statusInCell,
    footnotes: say.signFootnotes,
    format,
  };
  const hasPicture = hours.some(({ status }) => status !== 'closed' && status !== 'missing');
  return {
    id: 'hours',
    kicker: words.kicker,
    heading,
    standfirst: gapSentence(say, hours),
    pictures: hasPicture ? placeAll((width) => placeWholeCourse(state, width)) : null,
    breadth: 'full',
    notes: [meaningOf({ read, say }, 'offered'), words.note(weekday), words.leftOut].filter(
      (note) => note !== '',
    ),
    methods: [],
    tables: hasPicture ? [tableOf(say, report)] : [],
    isTableFolded: true,
    tableName: words.tableName,
    sources: [],
  };
}

function hoursOf(say: Say, { contacts }: ReportAnswer): CourseHour[] {
  const { start, value, status, usual } = contacts.hours;
  return start.map((text, i) => {
    const hour = Number(text.slice(11, 13));
    const format = (count: number) => formatCount(say, count);
    const reading = readingOf(say, value[i]!, status[i]!, format);
    const often = usual.value[i]!;
    const [from, to] = [say.hour(hour), say.hour(hour + 1)];
    return {
      ...{ hour, value: value[i]!, status: status[i]!, usual: often, range: null },
      title:
        often === null
          ? say.reports.hours.title(from, to, reading)
          : say.reports.hours.titleUsual(from, to, reading, format(often)),
    };
  });
}

function headingOf(say: Say, report: ReportAnswer, hours: readonly CourseHour[]): string {
  const words = say.reports.hours;
  if (hours.every(({ status }) => status === 'closed')) return words.headingClosed;
  const most = hours.reduce<CourseHour | null>(
    (best, one) => (one.value !== null && one.value > (best?.value ?? 0) ? one : best),
    null,
  );
  const isNone =
    hours.some(({ value }) => value === 0) && !hours.some(({ status }) => status === 'suppressed');
  if (most === null) return isNone ? words.headingNone : words.headingUnknown;
  const heading = isSurelyMost(report, report.contacts.hours) ? words.heading : words.headingTold;
  return heading(say.hour(most.hour), say.hour(most.hour + 1), formatCount(say, most.value!));
}

/** Names the hours of which there are no records, where there are of others. */
function gapSentence(say: Say, hours: readonly CourseHour[]): string {
  const { gap, stretch } = say.reports.hours;
  const isLost = (i: number) => hours[i]?.status === 'missing';
  const stretches = hours.flatMap(({ hour }, first) => {
    if (!isLost(first) || isLost(first - 1)) return [];
    let last = first;
    while (isLost(last + 1)) last++;
    return first === 0 && last === hours.length - 1
      ? []
      : [stretch(say.hour(hour), say.hour(hours[last]!.hour + 1))];
  });
  return stretches.length === 0 ? '' : gap(say.and(stretches));
}

function tableOf(say: Say, { contacts }: ReportAnswer): Table {
  const { start, value, status, usual } = contacts.hours;
  const words = say.reports.hours;
  const format = (count: number) => formatCount(say, count);
  return {
    caption: words.table,
    columns: [words.hour, words.own, words.usualColumn],
    rows: start.map((text, i) => ({
      name: say.hour(Number(text.slice(11, 13))),
      cells: [
        tableCell(say, value[i]!, status[i]!, format),
        tableCell(say, usual.value[i]!, usual.status[i]!, format),
      ],
    })),
  };
}
