/**
 * The curve of an action: the weekly figure that it should change, with what would have come otherwise, the moments and
 * the weeks that are not used. Owns its state for the chart and its table; refuses to compare before with after.
 */
import type { ActionAnswer } from '../../api/contract/actions.ts';
import type { ImpactAnswer } from '../../api/contract/impact.ts';
import type { OrganisationAnswer } from '../../api/contract/organisation.ts';
import type { SeriesAnswer } from '../../api/contract/series.ts';
import { type CivilDay, dateOfDay, parseDay } from '../../db/domain/civil-day.ts';
import { placeAll } from '../charts/picture.ts';
import { placeWeekLine, type WeekLineState } from '../charts/week-line.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { formatDate, formatShortDay, formatShortMonth } from '../words/date.ts';
import { nameMember } from '../words/member.ts';
import { formatValue } from '../words/value.ts';
import { countedOf, dayOf, figureName } from './actions.ts';
import { methodsOf } from './context.ts';
import { expectedLevel } from './expected-level.ts';
import { type Figure, plainCell, readingOf, tableCell } from './figure.ts';
import { controlCells, judgedCells, overlayOf } from './judged-weeks.ts';
import { cellsOf, hasRecords, latestTold, type SeriesCell } from './series-cells.ts';

const MOST_LABELS = 5;
const WEEKS_A_MONTH = 4.35;

export function pathOf({ slug }: ActionAnswer, number: number): string {
  return `actions/${slug}/${number}`;
}

/** Several parts as the one figure that is judged. */
export function judgedFigure(
  read: Read,
  say: Say,
  action: ActionAnswer,
  impact: ImpactAnswer,
): Figure | null {
  return weekFigure(read, say, action, {
    id: 'figure-judged',
    kicker: say.verdicts.series,
    cells: judgedCells(impact, action),
    unit: impact.unit,
    name: figureName(read, say, action),
    counted: countedOf(say, action),
    isExpected: true,
    impact,
    sources: [],
  });
}

/** What the action should have left as it is; null where there is none, or nothing of it is known. */
export function controlFigure(
  read: Read,
  say: Say,
  action: ActionAnswer,
  impact: ImpactAnswer,
): Figure | null {
  if (action.control === null) return null;
  const words = say.verdicts;
  const cells = controlCells(impact, action);
  const name = nameMember(say, action.control.id, action.control.label);
  const figure = weekFigure(read, say, action, {
    id: 'figure-control',
    kicker: words.controlKicker,
    cells,
    unit: impact.unit,
    name,
    counted: null,
    isExpected: false,
    impact: null,
    sources: [],
  });
  return figure === null
    ? null
    : {
        ...figure,
        standfirst: `${words.controlLead(name)} ${figure.standfirst}`,
        notes: [words.controlNote],
        methods: [],
      };
}

/** Null where the series tells nothing. `impact`: what is drawn beside it. */
export function followFigure(
  read: Read,
  say: Say,
  action: ActionAnswer,
  part: ActionAnswer['follows'][number],
  number: number,
  impact: ImpactAnswer | null,
): Figure | null {
  const path = pathOf(action, number);
  const answer = read<SeriesAnswer>(path);
  const unit = answer?.series[0]?.unit;
  const name = figureName(read, say, action, part);
  if (unit === undefined) return null;
  return weekFigure(read, say, action, {
    id: `figure-${number}`,
    kicker: say.actions.kicker,
    cells: endedWeeks(read, cellsOf(answer)),
    unit,
    name,
    counted: countedOf(say, action, part),
    isExpected: true,
    impact,
    sources: [{ path, name }],
  });
}

interface WeekFigure {
  id: string;
  kicker: string;
  cells: readonly SeriesCell[];
  unit: string;
  name: string;
  counted: ReturnType<typeof countedOf>;
  /** whether what was announced is drawn where nothing was judged */
  isExpected: boolean;
  impact: ImpactAnswer | null;
  sources: Figure['sources'];
}

function weekFigure(
  read: Read,
  say: Say,
  action: ActionAnswer,
  { cells, unit, name, counted, impact, ...given }: WeekFigure,
): Figure | null {
  const words = say.actions;
  if (!hasRecords(cells)) return null;
  const format = (value: number) => formatValue(say, unit, value);
  const date = (day: CivilDay) => formatDate(say, day);
  const latest = latestTold(cells);
  const value = latest?.value ?? null;
  const isCount = countedOf(say, action) !== null;
  const heading =
    latest === null || value === null
      ? words.weekHeadingUnknown(name)
      : counted === null
        ? words.weekHeading(
            name,
            isCount ? say.avoidable.contacts(format(value)) : format(value),
            date(latest.day),
          )
        : words.weekCount(format(value), counted.whose, counted.about, date(latest.day));
  const first = cells[0]!.day;
  const last = lastDayOf(read, cells);
  const moments = momentsOf(say, action, first);
  const overlay = overlayOf(say, impact, action, cells);
  // What was hoped for would stand beside what would have come: once that is known, the table of terms says it.
  const isHoped = given.isExpected && overlay.without === null && !action.reasons.includes('given_up');
  const expected = isHoped ? expectedLevel(action, cells) : null;
  const state: WeekLineState = {
    weeks: cells.map((cell, week) => ({
      value: cell.value,
      status: cell.status,
      title: words.point(date(cell.day), markedReading(say, cell, format)),
      label: isMonthLabelled(cells, week) ? formatShortMonth(say, cell.day) : null,
      isLeftOut: overlay.leftOut.has(cell.day),
    })),
    moments,
    without: overlay.without,
    phase: overlay.phase,
    latest:
      latest === null || value === null
        ? null
        : {
            week: cells.indexOf(latest),
            value: format(value),
            detail: words.weekOf(formatShortDay(say, latest.day)),
          },
    expected:
      expected === null
        ? null
        : {
            at: (dayOf(action.startsAt) - first) / 7,
            until: action.endedAt === null ? cells.length : (dayOf(action.endedAt) - first) / 7,
            value: expected.value,
            text: words.expectedLevel(format(expected.value)),
          },
    label: words.picture(heading, date(first), date(last), say.and(moments.map(({ text }) => text))),
    words: { missing: say.statusInCell.missing, suppressed: say.statusInCell.suppressed },
    format,
  };
  const withoutAt = (i: number) => overlay.without?.weeks[i]?.value ?? null;
  const hasWithout = overlay.without !== null;
  return {
    id: given.id,
    kicker: given.kicker,
    heading,
    standfirst: words.standfirst(date(first), date(last)),
    pictures: placeAll((width) => placeWeekLine(state, width)),
    breadth: 'full',
    notes: [
      words.marked,
      ...overlay.notes,
      ...(expected === null ? [] : [words.expectedNote(expected.weeks)]),
      words.caution,
    ],
    methods: methodsOf({ read, say }, action.metric),
    tables: [
      {
        caption: words.table(name),
        columns: [words.week, words.value, ...(hasWithout ? [say.verdicts.without] : [])],
        rows: cells.map((cell, i) => ({
          name: date(cell.day),
          cells: [
            cell.value === 0 ? plainCell(format(0)) : tableCell(say, cell.value, cell.status, format),
            ...(hasWithout
              ? [plainCell(withoutAt(i) === null ? '' : formatValue(say, unit, rounded(unit, withoutAt(i)!)))]
              : []),
          ],
        })),
      },
    ],
    isTableFolded: true,
    sources:
      impact === null
        ? given.sources
        : [...given.sources, { path: `actions/${action.slug}/impact`, name: say.verdicts.weeks }],
  };
}

/** Contacts that would have come are no more exact than those that did. */
function rounded(unit: string, value: number): number {
  return unit === 'count' ? Math.round(value) : value;
}

/** Without the week that goes on: some of its days beside whole weeks would look like a fall. */
function endedWeeks(read: Read, cells: readonly SeriesCell[]): readonly SeriesCell[] {
  const last = cells.at(-1);
  return last !== undefined && lastDayOf(read, cells) < last.day + 6 ? cells.slice(0, -1) : cells;
}

/** Of the last week, or of the records where they end within it. */
export function lastDayOf(read: Read, cells: readonly SeriesCell[]): CivilDay {
  const end = (cells.at(-1)?.day ?? 0) + 6;
  const records = read<OrganisationAnswer>('organisation')?.records ?? null;
  return records === null ? end : Math.min(end, parseDay(records.to) ?? end);
}

function markedReading(
  say: Say,
  { value, status, n }: SeriesCell,
  format: (value: number) => string,
): string {
  const reading = readingOf(say, value, status, format, n);
  return value !== null && status !== 'final' ? `${reading} (${say.status[status]})` : reading;
}

/** The first week of a quarter, or of every so many quarters that five labels remain; of a month where there are few. */
function isMonthLabelled(cells: readonly SeriesCell[], week: number): boolean {
  const { year, month, dayOfMonth } = dateOfDay(cells[week]!.day);
  const months = cells.length / WEEKS_A_MONTH;
  const every = months <= MOST_LABELS ? 1 : Math.ceil(months / MOST_LABELS / 3) * 3;
  return dayOfMonth <= 7 && (year * 12 + month - 1) % every === 0;
}

/** What happened to the action, in weeks since the first of the chart. */
function momentsOf(say: Say, action: ActionAnswer, first: CivilDay): { at: number; text: string }[] {
  const words = say.actions;
  const moment = (time: string | null, text: (date: string) => string) =>
    time === null ? [] : [{ at: (dayOf(time) - first) / 7, text: text(formatDate(say, dayOf(time))) }];
  const began = action.reasons.includes('given_up')
    ? []
    : [
        ...moment(action.startsAt, words.momentStarts),
        ...moment(action.rolloutEndsAt, words.momentRolledOut),
      ];
  return [...began, ...moment(action.endedAt, words.momentEnded)];
}
