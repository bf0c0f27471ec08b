/**
 * How complaints were dealt with: settled in time, within how many days, how many for each thousand contacts.
 * Owns the statement; what took longer than is known yet is said so, and never left out.
 */

import type { SaidColumns } from '../../api/contract/cell.ts';
import type { ComplaintsAnswer } from '../../api/contract/complaints.ts';
import { parseDay } from '../../db/domain/civil-day.ts';
import { UNSTATED } from '../../db/domain/lattice.ts';
import { placeAll } from '../charts/picture.ts';
import { placeSmallMultiples, type SmallPanel } from '../charts/small-multiples.ts';
import type { Say } from '../i18n/say.ts';
import { formatMonth, formatShortMonth } from '../words/date.ts';
import { capitalise, formatCount, formatDecimal, formatShare, formatShareRange } from '../words/number.ts';
import { periodOf } from './breakdown-rows.ts';
import { LATEST, nameCause, nameEarlier } from './complaint-changes.ts';
import { knownMonths } from './complaint-months.ts';
import { type FigureContext, methodsOf } from './context.ts';
import { absentFigure, type Figure, readingOf, type TableCell, tableCell } from './figure.ts';

const ID = 'complaint-handling';

export function complaintHandlingFigure(context: FigureContext): Figure {
  const { read, say } = context;
  const words = say.complaints.handling;
  const answer = read<ComplaintsAnswer>(LATEST);
  const heading = answer === null ? null : headingOf(say, answer);
  const shown = answer === null ? null : knownMonths(answer);
  if (answer === null || heading === null || shown === null) return absentFigure(ID, words);
  const { from, days } = shown;
  const panels = panelsOf(say, answer).map(({ name, cells, format }): SmallPanel => {
    const points = days.map((day, i) => {
      const [value, status] = [cells.value[from + i] ?? null, cells.status[from + i] ?? 'missing'];
      const reading = readingOf(say, value, status, format, cells.n[from + i] ?? null);
      return { value, status, title: say.reasonMonths.title(formatMonth(say, day), name, reading) };
    });
    const last = points.at(-1)!;
    const reading = last.value === null ? '' : format(last.value);
    return { name, reading, points, signs: [], cuts: [], format };
  });
  const period = periodOf(say, answer);
  const state = {
    panels,
    ends: [formatShortMonth(say, days[0]!), formatShortMonth(say, days.at(-1)!)] as const,
    label: say.causes.figure(
      heading,
      say.listing(panels.map(({ name, reading }) => say.labelled(name, reading || '–'))),
    ),
  };
  return {
    id: ID,
    kicker: words.kicker,
    heading,
    standfirst: [...keptSentences(say, answer), ...casesSentence(say, answer)].join(' '),
    pictures: placeAll((width) => placeSmallMultiples(state, width)),
    breadth: 'full',
    notes: [words.open, say.complaints.months.standfirst],
    methods: methodsOf(context, 'kept_by_due_date', 'complaint_days_p50', 'complaint_days_p90'),
    tables: [causesTable(say, answer, period), monthsTable(say, answer, shown)],
    isTableFolded: false,
    sources: [{ path: LATEST, name: say.complaints.causes.source }],
  };
}

interface Course {
  name: string;
  cells: SaidColumns;
  format: (value: number) => string;
}

/** Those of which anything is known. */
function panelsOf(say: Say, { months }: ComplaintsAnswer): Course[] {
  const words = say.complaints.handling.panels;
  const whole = (value: number) => formatCount(say, value);
  const courses: Course[] = [
    {
      name: words.rate,
      cells: months.perThousand,
      format: (value) => formatDecimal(say, value, value < 10 && value % 1 !== 0 ? 1 : 0),
    },
    { name: words.kept, cells: months.kept, format: (value) => formatShare(say, value) },
    { name: words.median, cells: months.daysMedian, format: whole },
    { name: words.ninety, cells: months.daysNinety, format: whole },
  ];
  return courses.filter(({ cells }) => cells.value.some((value) => value !== null));
}

/** Null where nothing is known of how complaints were dealt with. */
function headingOf(say: Say, { total, from }: ComplaintsAnswer): string | null {
  const words = say.complaints.handling;
  const month = formatMonth(say, parseDay(from) ?? 0);
  const [half, ninety] = [total.daysMedian.value[0] ?? null, total.daysNinety.value[0] ?? null];
  const followed = total.followedDays;
  // Where there are no cases at all, it says that it is of none.
  const hasCases =
    half !== null || (total.daysMedian.status[0] === 'missing' && total.daysMedian.n[0] === null);
  if (half !== null && ninety !== null) return words.heading(words.days(half), words.days(ninety), month);
  if (half !== null && followed !== null && followed > 0)
    return words.headingHalf(words.days(half), month, words.days(followed));
  if (hasCases && followed !== null && followed > 0) return words.headingOpen(month, words.days(followed));
  const kept = total.kept.value[0] ?? null;
  return kept === null ? null : words.headingKept(formatShare(say, kept), month);
}

function keptSentences(say: Say, answer: ComplaintsAnswer): string[] {
  const words = say.complaints.handling;
  const { kept, keptLow, keptHigh, keptChange } = answer.total;
  const [share, n] = [kept.value[0] ?? null, kept.n[0] ?? null];
  if (share === null || n === null) return [];
  const [low, high] = [keptLow[0] ?? null, keptHigh[0] ?? null];
  const range = low === null || high === null ? '' : words.keptRange(formatShareRange(say, low, high));
  const change = keptChange.previous[0];
  return [
    words.kept(formatShare(say, share), range, formatCount(say, n)),
    ...(change === 'rose' || change === 'fell' || change === 'no_clear_change'
      ? [words.keptChange[change](nameEarlier(say, answer, 'previous'))]
      : []),
  ];
}

/** Of how many complaints it is known how long they took. */
function casesSentence(say: Say, { total }: ComplaintsAnswer): string[] {
  const [cases, all] = [total.daysMedian.n[0] ?? null, total.value[0] ?? null];
  if (cases === null || all === null || cases === 0 || cases >= all) return [];
  return [say.complaints.handling.cases(formatCount(say, cases), formatCount(say, all))];
}

function causesTable(say: Say, answer: ComplaintsAnswer, period: string): Figure['tables'][number] {
  const words = say.complaints.handling;
  const { causes, total } = answer;
  const rowOf = (name: string, of: typeof causes | typeof total, i: number) => ({
    name,
    cells: [
      tableCell(say, of.kept.value[i] ?? null, of.kept.status[i] ?? 'missing', (share) =>
        formatShare(say, share),
      ),
      daysCell(say, answer, of.daysMedian, i),
      daysCell(say, answer, of.daysNinety, i),
    ],
  });
  return {
    caption: words.table(period),
    columns: [say.causes.column, words.keptColumn, words.median, words.ninety],
    rows: [
      rowOf(words.all, total, 0),
      ...causes.cause.flatMap((cause, i) =>
        cause === UNSTATED.cause ? [] : [rowOf(nameCause(say, answer, cause), causes, i)],
      ),
    ],
  };
}

/** What took longer than is known yet took more than so many days. */
function daysCell(say: Say, { total }: ComplaintsAnswer, cells: SaidColumns, i: number): TableCell {
  const words = say.complaints.handling;
  const [value, status, followed] = [
    cells.value[i] ?? null,
    cells.status[i] ?? 'missing',
    total.followedDays,
  ];
  const isOpen = value === null && status === 'missing' && cells.n[i] !== 0 && (followed ?? 0) > 0;
  if (isOpen) return { text: words.moreThan(words.days(followed!)), status };
  return tableCell(say, value, status, words.days);
}

function monthsTable(
  say: Say,
  answer: ComplaintsAnswer,
  { from, days }: NonNullable<ReturnType<typeof knownMonths>>,
): Figure['tables'][number] {
  const courses = panelsOf(say, answer);
  const caption = say.complaints.handling.monthsTable;
  return {
    caption,
    foldedName: caption,
    columns: [say.complaints.months.column, ...courses.map(({ name }) => name)],
    rows: days
      .map((day, i) => ({
        name: capitalise(formatMonth(say, day)),
        cells: courses.map(({ cells, format }) =>
          tableCell(say, cells.value[from + i] ?? null, cells.status[from + i] ?? 'missing', format),
        ),
      }))
      .toReversed(),
  };
}
