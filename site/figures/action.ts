/**
 * The page of one action: what is done, what was expected and when that was said, and the figure it should change.
 * Owns the curve and its marks; refuses to compare before with after, which proves nothing by itself.
 */
import type { ActionAnswer, ActionsAnswer } from '../../api/contract/actions.ts';
import type { EventsAnswer } from '../../api/contract/events.ts';
import type { OrganisationAnswer } from '../../api/contract/organisation.ts';
import type { SeriesAnswer } from '../../api/contract/series.ts';
import { type CivilDay, dateOfDay, formatDay, parseDay } from '../../db/domain/civil-day.ts';
import { placeAll } from '../charts/picture.ts';
import { placeWeekLine, type WeekLineState } from '../charts/week-line.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { formatDate, formatShortDay, formatShortMonth } from '../words/date.ts';
import { nameMember } from '../words/member.ts';
import { formatShare } from '../words/number.ts';
import { formatValue } from '../words/value.ts';
import {
  countedOf,
  dayOf,
  expectationOf,
  type Fact,
  factOf,
  figureName,
  type ListedAction,
  listed,
  ownerOf,
  sharesOf,
} from './actions.ts';
import { methodsOf } from './context.ts';
import { expectedLevel } from './expected-level.ts';
import { type Figure, plainCell, readingOf, tableCell } from './figure.ts';
import { cellsOf, hasRecords, latestWhole, type SeriesCell } from './series-cells.ts';

const MOST_LABELS = 5;
const WEEKS_A_MONTH = 4.35;

export interface ActionPage extends ListedAction {
  /** why it is done, in sentences made from published figures */
  why: string[];
  /** what it is about and who answers for it */
  subject: Fact[];
  /** what was set down beforehand, and when */
  terms: Fact[];
  figures: Figure[];
  /** each with an address without a language */
  links: { text: string; href: string }[];
}

/** Null where there is no such action. */
export function actionPage(read: Read, say: Say, slug: string): ActionPage | null {
  const action = read<ActionsAnswer>('actions')?.actions.find((one) => one.slug === slug);
  if (action === undefined) return null;
  const base = listed(read, say, action);
  const figures = action.follows.flatMap((part, i) => followFigure(read, say, action, part, i + 1) ?? []);
  return {
    ...base,
    why: sharesOf(read, say, action),
    subject: subjectFacts(say, base),
    terms: termsOf(read, say, action),
    figures,
    links: [
      ...base.subjects,
      ...action.follows.flatMap((part, i) => historyLink(read, say, action, part, i + 1) ?? []),
    ],
  };
}

function subjectFacts(say: Say, { action, subjects }: ListedAction): Fact[] {
  const { terms } = say.actions;
  return [
    ...(subjects.length === 0 ? [] : [{ name: terms.cause, values: subjects }]),
    ...ownerOf(say, action),
    ...(action.status === null ? [] : [factOf(terms.status, action.status)]),
  ];
}

function termsOf(read: Read, say: Say, action: ActionAnswer): ActionPage['terms'] {
  const words = say.actions;
  const { terms } = words;
  const date = (time: string) => formatDate(say, dayOf(time));
  // The entries of its events, so that a chart can lead to them.
  const anchors = new Map(
    (read<EventsAnswer>('events')?.events ?? []).flatMap((event) =>
      event.action?.id === action.id ? [[event.action.phase, event.id]] : [],
    ),
  );
  const dated = (name: string, time: string | null, phase: 'starts' | 'rolled_out' | 'ended') =>
    time === null ? [] : [factOf(name, date(time), anchors.get(phase))];
  const registered = date(action.registeredAt);
  return [
    factOf(terms.expected, expectationOf(read, say, action)),
    factOf(
      terms.registered,
      action.isRegisteredLate ? words.registeredLate(registered) : words.registeredBefore(registered),
    ),
    ...dated(terms.starts, action.startsAt, 'starts'),
    ...dated(terms.rolledOut, action.rolloutEndsAt, 'rolled_out'),
    ...dated(terms.ended, action.endedAt, 'ended'),
    factOf(terms.model, words.models[action.impactModel]),
    ...(action.worthwhileEffect === null
      ? []
      : [factOf(terms.worthwhile, words.worthwhile(formatShare(say, action.worthwhileEffect)))]),
    ...(action.control === null
      ? []
      : [factOf(terms.control, words.control(nameMember(say, action.control.id, action.control.label)))]),
    ...(action.fromIdea === null
      ? []
      : [factOf(terms.idea, words.ideas[action.fromIdea ? 'customers' : 'own'])]),
  ];
}

function pathOf({ slug }: ActionAnswer, number: number): string {
  return `actions/${slug}/${number}`;
}

/** Null where the series tells nothing. */
function followFigure(
  read: Read,
  say: Say,
  action: ActionAnswer,
  part: ActionAnswer['follows'][number],
  number: number,
): Figure | null {
  const words = say.actions;
  const path = pathOf(action, number);
  const answer = read<SeriesAnswer>(path);
  const cells = cellsOf(answer);
  const unit = answer?.series[0]?.unit;
  if (unit === undefined || !hasRecords(cells)) return null;
  const format = (value: number) => formatValue(say, unit, value);
  const name = figureName(read, say, action, part);
  const date = (day: CivilDay) => formatDate(say, day);
  const latest = latestWhole(cells);
  const value = latest?.value ?? null;
  const counted = countedOf(say, action, part);
  const heading =
    latest === null || value === null
      ? words.weekHeadingUnknown(name)
      : counted === null
        ? words.weekHeading(name, format(value), date(latest.day))
        : words.weekCount(format(value), counted.whose, counted.about, date(latest.day));
  const first = cells[0]!.day;
  const last = lastDayOf(read, cells);
  const moments = momentsOf(say, action, first);
  const expected = expectedLevel(action, cells);
  const state: WeekLineState = {
    weeks: cells.map((cell, week) => ({
      value: cell.value,
      status: cell.status,
      title: words.point(date(cell.day), markedReading(say, cell, format)),
      label: isMonthLabelled(cells, week) ? formatShortMonth(say, cell.day) : null,
    })),
    moments,
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
  return {
    id: `figure-${number}`,
    kicker: words.kicker,
    heading,
    standfirst: words.standfirst(date(first), date(last)),
    pictures: placeAll((width) => placeWeekLine(state, width)),
    breadth: 'full',
    notes: [words.marked, ...(expected === null ? [] : [words.expectedNote(expected.weeks)]), words.caution],
    methods: methodsOf({ read, say }, action.metric),
    tables: [
      {
        caption: words.table(name),
        columns: [words.week, words.value],
        rows: cells.map((cell) => ({
          name: date(cell.day),
          cells: [cell.value === 0 ? plainCell(format(0)) : tableCell(say, cell.value, cell.status, format)],
        })),
      },
    ],
    isTableFolded: true,
    sources: [{ path, name }],
  };
}

/** Of the last week, or of the records where they end within it. */
function lastDayOf(read: Read, cells: readonly SeriesCell[]): CivilDay {
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
  return [
    ...moment(action.startsAt, words.momentStarts),
    ...moment(action.rolloutEndsAt, words.momentRolledOut),
    ...moment(action.endedAt, words.momentEnded),
  ];
}

/** The same figure in the explorer. */
function historyLink(
  read: Read,
  say: Say,
  action: ActionAnswer,
  part: ActionAnswer['follows'][number],
  number: number,
): { text: string; href: string } | null {
  const cells = cellsOf(read<SeriesAnswer>(pathOf(action, number)));
  const first = cells[0];
  if (first === undefined || !hasRecords(cells)) return null;
  const query = new URLSearchParams({
    metric: action.metric,
    ...part,
    from: formatDay(first.day),
    to: formatDay(lastDayOf(read, cells)),
  });
  return { text: say.actions.history(figureName(read, say, action, part)), href: `/history/?${query}` };
}
