/** The last published day as a figure of the first page; the browser goes on with the same from there. */
import type { ProfileAnswer } from '../../api/contract/profile.ts';
import type { ReportAnswer } from '../../api/contract/report.ts';
import type { SeriesAnswer } from '../../api/contract/series.ts';
import { type CivilDay, formatDay, parseDay } from '../../db/domain/zone.ts';
import { placeAll } from '../charts/picture.ts';
import { placeWholeCourse } from '../charts/untold-course.ts';
import { formatDate, formatDayAndMonth } from '../words/date.ts';
import { type FigureContext, meaningOf, methodsOf } from './context.ts';
import { courseFigure, type DayCourse, hoursOfDay, isKnown, isRanged } from './day-course.ts';
import { absentFigure, type Figure } from './figure.ts';
import { cellsOf } from './series-cells.ts';

const HOURS = 'series/hour/latest/offered';
const USUAL = 'profile/offered';

/** What a live figure begins with; null where no day was published hour by hour. */
export function lastDayCourse({ read }: Pick<FigureContext, 'read'>): DayCourse | null {
  const series = read<SeriesAnswer>(HOURS)?.series[0];
  if (series === undefined) return null;
  const hours = hoursOfDay(series.cells, series.timeZone);
  const first = series.cells.start0 ?? series.cells.start?.[0] ?? '';
  const day = parseDay(first.slice(0, 10));
  if (day === null || !isKnown(hours)) return null;
  return { day, hours, ...usualOf(read<ProfileAnswer>(USUAL)), total: totalOf(read, day), knownUntil: null };
}

export function lastDayFigure(context: FigureContext): Figure {
  const { read, say } = context;
  const course = lastDayCourse(context);
  if (course === null) return absentFigure('today', say.dayCourse);
  const { heading, standfirst, state, table } = courseFigure(say, course);
  const profile = read<ProfileAnswer>(USUAL);
  const from = parseDay(profile?.from ?? '');
  const to = parseDay(profile?.to ?? '');
  const ordinary =
    profile === null || from === null || to === null
      ? []
      : [say.dayCourse.ordinary(profile.weeks, formatDayAndMonth(say, from, to), formatDate(say, to))];
  return {
    id: 'today',
    kicker: say.dayCourse.kicker,
    heading,
    // Without a bar there is none to explain.
    standfirst: course.hours.some(({ value }) => value !== null) ? standfirst : '',
    pictures: placeAll((width) => placeWholeCourse(state, width)),
    breadth: 'full',
    notes: [
      meaningOf(context, 'offered'),
      ...ordinary,
      ...(isRanged(course) ? [say.dayCourse.rangeNote] : []),
      say.dayCourse.note,
    ].filter((note) => note !== ''),
    methods: methodsOf(context, 'offered'),
    tables: [table],
    isTableFolded: true,
    sources: [
      { path: HOURS, name: say.dayCourse.downloads },
      { path: USUAL, name: say.dayCourse.downloadsUsual },
    ],
  };
}

/** A tenth of a contact is finer than a chart shows, and a page carries these numbers; a range is read in whole ones. */
function usualOf(profile: ProfileAnswer | null): Pick<DayCourse, 'usual' | 'range' | 'weeks'> {
  const rounded = (column: readonly (number | null)[] | undefined, parts: number) =>
    (column ?? []).map((value) => (value === null ? null : Math.round(value * parts) / parts));
  const cells = profile?.cells;
  return {
    usual: rounded(cells?.value, 10),
    range: { low: rounded(cells?.low, 1), high: rounded(cells?.high, 1) },
    weeks: profile?.weeks ?? 0,
  };
}

function totalOf(read: FigureContext['read'], day: CivilDay): DayCourse['total'] {
  const cell = cellsOf(read<SeriesAnswer>('series/day/offered')).find((one) => one.day === day);
  if (cell === undefined) return null;
  const usual = read<ReportAnswer>(`reports/${formatDay(day)}`)?.contacts.usual;
  const count = usual?.value[0] ?? null;
  const ordinary = count === null ? null : { count, days: usual?.days[0] ?? 0 };
  return { value: cell.value, status: cell.status, ordinary };
}
