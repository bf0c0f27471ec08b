/** Both clocks as the state of their chart: points, targets in force, changes of threshold. */
import { METRIC_OF_CLOCK } from '../../db/domain/target.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import type { MonthLine, MonthLinesState } from '../charts/month-lines.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { formatMonth } from '../words/date.ts';
import { formatThreshold } from '../words/duration.ts';
import { formatCount, formatShare } from '../words/number.ts';
import type { Course } from './clock-course.ts';
import { aimSpans, changesOfAim, changesOfDefinition, markedReading, namedMonths } from './months-shown.ts';
import type { SeriesCell } from './series-cells.ts';

/** The chart's state: what its sentence says, `settled` being the month that the names at the lines' ends speak of. */
export function clockLines(
  say: Say,
  courses: readonly Course[],
  heading: string,
  settled: CivilDay,
  read: Read,
): MonthLinesState {
  const cells = courses.reduce<SeriesCell[]>(
    (longest, one) => (one.cells.length > longest.length ? one.cells : longest),
    [],
  );
  const days = cells.map(({ day }) => day);
  const redefined = courses.map(({ clock }) => changesOfDefinition(say, read, METRIC_OF_CLOCK[clock], days));
  const format = (value: number) => formatShare(say, value);
  const hasNamed = courses.some((course) =>
    course.cells.some(({ day, value }) => day === settled && value !== null),
  );
  return {
    months: namedMonths(say, days),
    lines: courses.map((course, i) => {
      const line = lineOf(say, course, cells, settled);
      return { ...line, breaks: [...line.breaks, ...redefined[i]!.map(({ month }) => month)] };
    }),
    namedLabel: hasNamed ? say.service.atDots(formatMonth(say, settled)) : '',
    changes: withoutTwins([
      ...redefined.flat(),
      ...withoutTwins(courses.flatMap((course) => changesOf(say, course, cells))).slice(0, 2),
    ]),
    label: say.service.figure(heading, formatMonth(say, cells[0]!.day), formatMonth(say, cells.at(-1)!.day)),
    words: { missing: say.statusInCell.missing, suppressed: say.statusInCell.suppressed },
    cutAxis: say.service.cutAxis,
    format,
  };
}

/** What changed for both clocks in the same words is said once. */
function withoutTwins(changes: MonthLinesState['changes']): MonthLinesState['changes'] {
  return changes.filter(
    ({ month, label }, i) =>
      changes.findIndex((other) => other.month === month && other.label === label) === i,
  );
}

function lineOf(say: Say, course: Course, months: readonly SeriesCell[], settled: CivilDay): MonthLine {
  const words = say.service;
  const isOurs = course.clock === 'internal';
  const name = isOurs ? words.ourClock : words.customerClock;
  const byDay = new Map(course.cells.map((cell) => [cell.day, cell]));
  const offset = months.length - course.cells.length;
  const at = course.cells.findIndex((cell) => cell.day === settled);
  const value = course.cells[at]?.value ?? null;
  const threshold = formatThreshold(say, (course.aims[at] ?? course.aims.at(-1)!).thresholdSeconds);
  return {
    ink: isOurs ? 'ours' : 'customers',
    name: value === null ? name : words.latest(name, formatShare(say, value)),
    detail: isOurs ? words.ourDetail(threshold) : words.customerDetail(threshold),
    aimOwner: isOurs ? words.ourAim : words.customerAim,
    points: months.map(({ day }) => {
      const cell = byDay.get(day);
      const status = cell?.status ?? 'missing';
      const value = cell?.value ?? null;
      const n = cell?.n ?? null;
      const marked = markedReading(say, { value, status, n }, (share) => formatShare(say, share));
      const month = formatMonth(say, day);
      return {
        value,
        status,
        title:
          value === null || n === null
            ? words.titleBare(month, name, marked)
            : words.title(month, name, marked, formatCount(say, n)),
      };
    }),
    aims: aimSpans(
      course.aims.map(({ aim }) => aim),
      (aim) => words.target(formatShare(say, aim)),
    ).map((span) => ({ ...span, from: span.from + offset, to: span.to + offset })),
    named: value === null ? null : at + offset,
    recast: recastOf(say, course, offset),
    breaks: course.aims.flatMap((aim, i) =>
      i > 0 && aim.thresholdSeconds !== course.aims[i - 1]!.thresholdSeconds ? [i + offset] : [],
    ),
  };
}

function recastOf(say: Say, { clock, cells, recast }: Course, offset: number): MonthLine['recast'] {
  if (recast === null) return null;
  const words = say.service;
  const name = clock === 'internal' ? words.ourClock : words.customerClock;
  const time = formatThreshold(say, recast.thresholdSeconds);
  const points = recast.cells.map((cell, i) => {
    if (cell === null) return null;
    const reading = `${formatShare(say, cell.value)} (${words.within(time)})`;
    const month = formatMonth(say, cells[i]!.day);
    const title =
      cell.n === null
        ? words.titleBare(month, name, reading)
        : words.title(month, name, reading, formatCount(say, cell.n));
    return { value: cell.value, title };
  });
  const last = points.findLastIndex((point) => point !== null);
  return {
    name: words.recast(words.within(time)),
    points: [...Array.from({ length: offset }, () => null), ...points],
    until: recast.isOwn[last + 1] ? last + 1 + offset : null,
  };
}

/** Every change of a target, whether of its time or of its share alone. */
function changesOf(say: Say, { aims, cells }: Course, months: readonly SeriesCell[]) {
  const words = say.service;
  const offset = months.length - cells.length;
  const days = cells.map(({ day }) => day);
  const changes = changesOfAim(say, days, (i) => {
    const [before, { thresholdSeconds, aim }] = [aims[i - 1]!, aims[i]!];
    if (before.thresholdSeconds !== thresholdSeconds)
      return words.within(formatThreshold(say, thresholdSeconds));
    const isOtherShare = before.aim !== null && aim !== null && before.aim !== aim;
    return isOtherShare ? words.target(formatShare(say, aim)) : null;
  });
  return changes.map(({ month, label }) => ({ month: month + offset, label }));
}
