/** Both clocks as the state of their chart: points, targets in force, changes of threshold. */
import { type CivilDay, dateOfDay } from '../../db/domain/zone.ts';
import type { AimSpan } from '../charts/aim-labels.ts';
import type { MonthLine, MonthLinesState } from '../charts/month-lines.ts';
import type { Say } from '../i18n/say.ts';
import { formatMonth, formatShortMonth } from '../words/date.ts';
import { formatThreshold } from '../words/duration.ts';
import { formatCount, formatShare } from '../words/number.ts';
import type { Course } from './clock-course.ts';
import { readingOf } from './figure.ts';
import type { SeriesCell } from './series-cells.ts';

/** The chart's state: what its sentence says, `settled` being the month that the names at the lines' ends speak of. */
export function clockLines(
  say: Say,
  courses: readonly Course[],
  heading: string,
  settled: CivilDay,
): MonthLinesState {
  const cells = courses.reduce<SeriesCell[]>(
    (longest, one) => (one.cells.length > longest.length ? one.cells : longest),
    [],
  );
  const format = (value: number) => formatShare(say, value);
  const hasNamed = courses.some((course) =>
    course.cells.some(({ day, value }) => day === settled && value !== null),
  );
  return {
    months: cells.map((cell, i) => ({
      label: formatShortMonth(say, cell.day),
      isLabelled: isLabelled(cells, i),
    })),
    lines: courses.map((course) => lineOf(say, course, cells, settled)),
    namedLabel: hasNamed ? say.service.atDots(formatMonth(say, settled)) : '',
    changes: courses.flatMap((course) => changesOf(say, course, cells)).slice(0, 2),
    label: say.service.figure(heading, formatMonth(say, cells[0]!.day), formatMonth(say, cells.at(-1)!.day)),
    words: { missing: say.statusInCell.missing, suppressed: say.statusInCell.suppressed },
    cutAxis: say.service.cutAxis,
    format,
  };
}

/** The first month of a quarter, thinned until at most five remain; every month where there are few. */
function isLabelled(cells: readonly SeriesCell[], i: number): boolean {
  if (cells.length <= 5) return true;
  const every = Math.ceil(cells.length / 5 / 3) * 3;
  const { year, month } = dateOfDay(cells[i]!.day);
  return (year * 12 + month - 1) % every === 0;
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
      const reading = readingOf(say, value, status, (share) => formatShare(say, share));
      const marked = value !== null && status !== 'final' ? `${reading} (${say.status[status]})` : reading;
      const n = cell?.n ?? null;
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
    aims: spansOf(course).map((span) => ({
      ...span,
      from: span.from + offset,
      to: span.to + offset,
      label: words.target(formatShare(say, span.aim)),
    })),
    named: value === null ? null : at + offset,
    breaks: course.aims.flatMap((aim, i) =>
      i > 0 && aim.thresholdSeconds !== course.aims[i - 1]!.thresholdSeconds ? [i + offset] : [],
    ),
  };
}

function spansOf({ aims }: Course): Omit<AimSpan, 'label'>[] {
  const spans: Omit<AimSpan, 'label'>[] = [];
  aims.forEach(({ aim }, i) => {
    const last = spans.at(-1);
    if (aim === null) return;
    if (last !== undefined && last.aim === aim && last.to === i - 1) last.to = i;
    else spans.push({ from: i, to: i, aim });
  });
  return spans;
}

/** Every change of a target, whether of its time or of its share alone. */
function changesOf(say: Say, course: Course, months: readonly SeriesCell[]) {
  const words = say.service;
  const offset = months.length - course.cells.length;
  return course.aims.flatMap(({ thresholdSeconds, aim }, i) => {
    const before = course.aims[i - 1];
    if (before === undefined) return [];
    const isOtherTime = before.thresholdSeconds !== thresholdSeconds;
    const isOtherShare = before.aim !== null && aim !== null && before.aim !== aim;
    if (!isOtherTime && !isOtherShare) return [];
    const now = isOtherTime
      ? words.within(formatThreshold(say, thresholdSeconds))
      : words.target(formatShare(say, aim!));
    return [{ month: i + offset, label: words.since(formatShortMonth(say, course.cells[i]!.day), now) }];
  });
}
