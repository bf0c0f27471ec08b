/** Who was answered in time, month by month, by the organisation's clock and by the customer's. */
import type { SeriesAnswer } from '../../api/contract/series.ts';
import type { Tally } from '../../db/domain/confidence.ts';
import type { Clock } from '../../db/domain/target.ts';
import { type CivilDay, dateOfDay } from '../../db/domain/zone.ts';
import { type AimSpan, type MonthLine, placeMonthLines } from '../charts/month-lines.ts';
import { WIDTHS } from '../charts/picture.ts';
import { formatMonth, formatShortMonth } from '../words/date.ts';
import { formatThreshold } from '../words/duration.ts';
import { formatCount, formatShare } from '../words/number.ts';
import { judgeDays } from '../words/verdict.ts';
import { contactsWord, definitionOf, type FigureContext } from './context.ts';
import { absentFigure, type Figure, readingOf, type Table, tableCell } from './figure.ts';
import { cellsOf, hasRecords, latestWhole, type SeriesCell, shiftMonth } from './series-cells.ts';
import { type AimInForce, aimInForce } from './targets.ts';

const MONTHS = 25;
const NARROW_MONTHS = 13;
const METRIC: Readonly<Record<Clock, string>> = {
  internal: 'service_level',
  customer: 'customer_service_level',
};

/** One clock's months with what was aimed at in each. */
interface Course {
  clock: Clock;
  cells: SeriesCell[];
  aims: AimInForce[];
}

export function serviceFigure(context: FigureContext): Figure {
  const { say, within } = context;
  const courses = (['internal', 'customer'] as const)
    .map((clock) => courseOf(context, clock))
    .filter(({ cells }) => hasRecords(cells));
  const main = courses[0];
  if (main === undefined) return absentFigure('promises', say.service);
  const month =
    latestWhole(main.cells) ?? main.cells.findLast((cell) => cell.value !== null) ?? main.cells.at(-1)!;
  const heading = main.clock === 'internal' ? headingOf(context, main, month) : say.service.ourUnknownHeading;
  const pictureOf = (width: number, months: number) =>
    placeMonthLines(
      stateOf(
        context,
        courses.map((course) => lastMonths(course, months)),
        heading,
      ),
      width,
    );
  const ways = courses.map(({ clock }) => ({
    path: `series/month/${within}${METRIC[clock]}`,
    name: clock === 'internal' ? say.service.ourClock : say.service.customerClock,
  }));
  return {
    id: 'promises',
    kicker: say.service.kicker,
    heading,
    standfirst: [...comparison(context, main, month), ...customerSentence(context, courses, month)].join(' '),
    pictures: { wide: pictureOf(WIDTHS.full, MONTHS), narrow: pictureOf(WIDTHS.narrow, NARROW_MONTHS) },
    breadth: 'full',
    notes: courses.map(({ clock }) => definitionOf(context, METRIC[clock])).filter((note) => note !== ''),
    tables: [...channelTable(context, month.day), monthTable(context, courses)],
    isTableFolded: true,
    sources: ways,
  };
}

function courseOf(context: FigureContext, clock: Clock): Course {
  const { read, within, organisation, channel } = context;
  const all = cellsOf(read<SeriesAnswer>(`series/month/${within}${METRIC[clock]}`));
  const cells = all.slice(-MONTHS);
  const firstKnown = cells.findIndex((cell) => cell.status !== 'missing');
  const kept = firstKnown < 0 ? cells : cells.slice(firstKnown);
  const aims = kept.map((cell) =>
    aimInForce(organisation.targets, clock, channel, shiftMonth(cell.day, 1) - 1),
  );
  return { clock, cells: kept, aims };
}

function lastMonths({ clock, cells, aims }: Course, months: number): Course {
  return { clock, cells: cells.slice(-months), aims: aims.slice(-months) };
}

function headingOf({ say, channel }: FigureContext, course: Course, month: SeriesCell): string {
  const named = formatMonth(say, month.day);
  if (month.value === null) return say.service.headingHidden(named);
  const { aim, thresholdSeconds } = course.aims[course.cells.indexOf(month)]!;
  return say.service.heading(
    formatShare(say, month.value),
    contactsWord(say, channel),
    formatThreshold(say, thresholdSeconds),
    named,
    targetPhrase(say, month.value, aim),
  );
}

/** Compared as they are printed, so that no month is "short of 80%" at 80%. */
function targetPhrase(say: FigureContext['say'], value: number, aim: number | null): string {
  if (aim === null) return '';
  const said = formatShare(say, aim);
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
  const days = cellsOf(read<SeriesAnswer>(`series/day/${within}${METRIC[course.clock]}`));
  const verdict = judgeDays(talliesOf(days, month.day), talliesOf(days, before.day));
  return [
    say.service.change[verdict ?? 'plain'](
      formatMonth(say, before.day, month.day),
      formatShare(say, before.value),
    ),
  ];
}

function talliesOf(days: readonly SeriesCell[], month: CivilDay): Tally[] {
  const end = shiftMonth(month, 1);
  return days.flatMap(({ day, value, n }) =>
    day >= month && day < end && value !== null && n !== null ? [{ k: value * n, n }] : [],
  );
}

function customerSentence({ say }: FigureContext, courses: readonly Course[], month: SeriesCell): string[] {
  const course = courses.find(({ clock }) => clock === 'customer');
  if (course === undefined) return [say.service.customerUnknown];
  const at = course.cells.findIndex((cell) => cell.day === month.day);
  const value = course.cells[at]?.value ?? null;
  if (value === null) return [];
  const { aim, thresholdSeconds } = course.aims[at]!;
  return [
    say.service.customer(
      formatShare(say, value),
      formatThreshold(say, thresholdSeconds),
      targetPhrase(say, value, aim),
    ),
  ];
}

function stateOf({ say }: FigureContext, courses: readonly Course[], heading: string) {
  const cells = courses.reduce<SeriesCell[]>(
    (longest, one) => (one.cells.length > longest.length ? one.cells : longest),
    [],
  );
  const format = (value: number) => formatShare(say, value);
  return {
    months: cells.map((cell, i) => ({
      label: formatShortMonth(say, cell.day),
      isLabelled: isLabelled(cells, i),
    })),
    lines: courses.map((course) => lineOf(say, course, cells)),
    changes: courses.flatMap((course) => changesOf(say, course, cells)).slice(0, 2),
    label: say.service.figure(heading, formatMonth(say, cells[0]!.day), formatMonth(say, cells.at(-1)!.day)),
    words: { missing: say.statusInCell.missing, suppressed: say.statusInCell.suppressed },
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

function lineOf(say: FigureContext['say'], course: Course, months: readonly SeriesCell[]): MonthLine {
  const words = say.service;
  const isOurs = course.clock === 'internal';
  const name = isOurs ? words.ourClock : words.customerClock;
  const threshold = formatThreshold(say, course.aims.at(-1)!.thresholdSeconds);
  const byDay = new Map(course.cells.map((cell) => [cell.day, cell]));
  const offset = months.length - course.cells.length;
  return {
    ink: isOurs ? 'ours' : 'customers',
    name,
    detail: isOurs ? words.ourDetail(threshold) : words.customerDetail(threshold),
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

function changesOf(say: FigureContext['say'], course: Course, months: readonly SeriesCell[]) {
  const offset = months.length - course.cells.length;
  return course.aims.flatMap(({ thresholdSeconds }, i) => {
    const before = course.aims[i - 1]?.thresholdSeconds;
    if (before === undefined || before === thresholdSeconds) return [];
    return [
      {
        month: i + offset,
        text: say.service.changed(
          formatShortMonth(say, course.cells[i]!.day),
          formatThreshold(say, thresholdSeconds),
          formatThreshold(say, before),
        ),
      },
    ];
  });
}

function monthTable({ say, channel }: FigureContext, courses: readonly Course[]): Table {
  const words = say.service;
  const months = [...new Set(courses.flatMap(({ cells }) => cells.map((cell) => cell.day)))].sort(
    (a, b) => b - a,
  );
  const format = (value: number) => formatShare(say, value);
  return {
    caption: words.table(say.channels[channel ?? ''] ?? say.anyContacts),
    columns: [
      words.month,
      ...courses.flatMap(({ clock }) => [clock === 'internal' ? words.ours : words.customers, words.n]),
    ],
    rows: months.map((day) => ({
      name: formatMonth(say, day),
      cells: courses.flatMap(({ cells }) => {
        const cell = cells.find((one) => one.day === day);
        const status = cell?.status ?? 'missing';
        return [
          tableCell(say, cell?.value ?? null, status, format),
          { text: cell?.n ? formatCount(say, cell.n) : '–', status: 'final' as const },
        ];
      }),
    })),
  };
}

/** Every channel's month by both clocks beside its targets, where there is more than one. */
function channelTable({ say, read, organisation }: FigureContext, month: CivilDay): Table[] {
  if (organisation.channels.length < 2) return [];
  const words = say.service;
  const cellOf = (channel: string, clock: Clock) => {
    const cells = cellsOf(read<SeriesAnswer>(`series/month/${channel}/${METRIC[clock]}`));
    const cell = cells.find((one) => one.day === month);
    return tableCell(say, cell?.value ?? null, cell?.status ?? 'missing', (value) => formatShare(say, value));
  };
  const aimOf = (channel: string, clock: Clock) => {
    const { aim, thresholdSeconds } = aimInForce(
      organisation.targets,
      clock,
      channel,
      shiftMonth(month, 1) - 1,
    );
    const time = formatThreshold(say, thresholdSeconds);
    return {
      text: aim === null ? words.within(time) : words.aim(formatShare(say, aim), time),
      status: 'final' as const,
    };
  };
  return [
    {
      caption: words.tableChannels(formatMonth(say, month)),
      columns: [words.channel, words.ours, '', words.customers, ''],
      rows: organisation.channels.map((channel) => ({
        name: say.channels[channel] ?? channel,
        cells: (['internal', 'customer'] as const).flatMap((clock) => [
          cellOf(channel, clock),
          aimOf(channel, clock),
        ]),
      })),
    },
  ];
}
