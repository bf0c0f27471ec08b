/**
 * Complaints month by month: a small picture for each cause over two years, with what happened to it marked.
 * Owns which events are signs of a cause; a renamed cause is one line, a merger or split cuts it.
 */
import type { ActionsAnswer } from '../../api/contract/actions.ts';
import type { ComplaintsAnswer } from '../../api/contract/complaints.ts';
import type { OrganisationAnswer } from '../../api/contract/organisation.ts';
import { type CivilDay, dateOfDay, daysInMonth, formatDay, parseDay } from '../../db/domain/civil-day.ts';
import { UNSTATED } from '../../db/domain/lattice.ts';
import { EVENT_SIGNS } from '../charts/history/event-lane.ts';
import { placeAll } from '../charts/picture.ts';
import { placeSmallMultiples, type SmallPanel, type SmallSign } from '../charts/small-multiples.ts';
import { formatDate, formatMonth, formatShortMonth } from '../words/date.ts';
import { capitalise, formatCount } from '../words/number.ts';
import { LATEST, nameCause } from './complaint-changes.ts';
import { type FigureContext, methodsOf } from './context.ts';
import { absentFigure, type Figure, readingOf, tableCell } from './figure.ts';
import { definitionDays } from './months-shown.ts';

const ID = 'complaint-months';
const POLICY_SIGN = '●';
/** Causes have the cross here. */
const DEFINITION_SIGN = '■';
const SIGNS = {
  action: EVENT_SIGNS.action,
  cause: EVENT_SIGNS.definition,
  responsible: POLICY_SIGN,
  target: EVENT_SIGNS.target,
  definition: DEFINITION_SIGN,
} as const;
type SignKind = keyof typeof SIGNS;

/** Metrics whose targets bear on complaints. */
const TARGETED = [
  'complaints',
  'complaint_rate',
  'kept_by_due_date',
  'complaint_days_p50',
  'complaint_days_p90',
];

export function complaintMonthsFigure(context: FigureContext): Figure {
  const { read, say } = context;
  const words = say.complaints.months;
  const answer = read<ComplaintsAnswer>(LATEST);
  const shown = answer === null ? null : knownMonths(answer);
  if (answer === null || shown === null || answer.causes.cause.length === 0) return absentFigure(ID, words);
  const { from, days } = shown;
  const redefined = definitionDays(read, 'complaints');
  const format = (count: number) => formatCount(say, count);
  const panels = answer.months.causes.map(({ cause, ...cells }): SmallPanel & { kinds: SignKind[] } => {
    const name = nameCause(say, answer, cause);
    const points = days.map((day, i) => {
      const [value, status] = [cells.value[from + i] ?? null, cells.status[from + i] ?? 'missing'];
      const reading = readingOf(say, value, status, format);
      return { value, status, title: say.reasonMonths.title(formatMonth(say, day), name, reading) };
    });
    const last = points.at(-1)!;
    const signs = cause === UNSTATED.cause ? [] : signsOf(context, answer, cause, days);
    return {
      name,
      reading: readingOf(say, last.value, last.status, format),
      points,
      signs,
      kinds: signs.map(({ kind }) => kind),
      cuts: [...cutsOf(answer, cause, days), ...redefined.map((day) => Math.ceil(placeOf(day, days)))],
      format,
    };
  });
  const [start, end] = [formatMonth(say, days[0]!), formatMonth(say, days.at(-1)!)];
  const heading = headingOf(context, answer, start, end);
  const kinds = (Object.keys(SIGNS) as SignKind[]).filter((kind) =>
    panels.some((panel) => panel.kinds.includes(kind)),
  );
  const state = {
    panels,
    ends: [formatShortMonth(say, days[0]!), formatShortMonth(say, days.at(-1)!)] as const,
    label: say.causes.figure(
      heading,
      say.listing(panels.map(({ name, reading }) => say.labelled(name, reading))),
    ),
  };
  const { total } = answer.months;
  return {
    id: ID,
    kicker: words.kicker,
    heading,
    standfirst: words.standfirst,
    pictures: placeAll((width) => placeSmallMultiples(state, width)),
    breadth: 'full',
    notes: [
      ...(kinds.length > 0
        ? [words.signs(say.listing(kinds.map((kind) => `${SIGNS[kind]}\u00a0${words.sign[kind]}`)))]
        : []),
      say.categories.rounded,
    ],
    methods: methodsOf(context, 'complaints'),
    tables: [
      {
        caption: words.table,
        columns: [words.column, words.all, ...panels.map(({ name }) => name)],
        rows: days
          .map((day, i) => ({
            name: capitalise(formatMonth(say, day)),
            cells: [total, ...answer.months.causes].map((cells) =>
              tableCell(say, cells.value[from + i] ?? null, cells.status[from + i] ?? 'missing', format),
            ),
          }))
          .toReversed(),
      },
    ],
    isTableFolded: true,
    sources: [{ path: LATEST, name: say.complaints.causes.source }],
  };
}

/** From the first month of which anything is known; null with fewer than two. */
export function knownMonths({ months }: ComplaintsAnswer): { from: number; days: CivilDay[] } | null {
  const from = months.total.status.findIndex((status) => status !== 'missing' && status !== 'closed');
  const days = months.start.map((date) => parseDay(date) ?? 0).slice(Math.max(0, from));
  return from < 0 || days.length < 2 ? null : { from, days };
}

/** Against the year before, where anything could be compared with it. */
function headingOf({ say }: FigureContext, answer: ComplaintsAnswer, from: string, to: string): string {
  const words = say.complaints.months;
  const { change } = answer.causes.last_year;
  const of = (verdict: string) =>
    answer.causes.cause.filter((cause, i) => cause !== UNSTATED.cause && change[i] === verdict);
  const [rose, fell] = [of('rose'), of('fell')];
  const listed = (causes: readonly string[]) => say.and(causes.map((cause) => nameCause(say, answer, cause)));
  if (rose.length > 0) return words.heading(words.rose(listed(rose)), from, to);
  if (fell.length > 0) return words.heading(words.fell(listed(fell)), from, to);
  return of('no_clear_change').length > 0
    ? words.heading(words.none, from, to)
    : words.headingPlain(from, to);
}

function namesOf(answer: ComplaintsAnswer, cause: string): string[] {
  const names = [cause];
  for (const name of names) {
    for (const { kind, from, to } of answer.breaks) {
      const before = from[0];
      if (kind === 'renamed' && to[0] === name && before !== undefined && !names.includes(before))
        names.push(before);
    }
  }
  return names;
}

function cutsOf(answer: ComplaintsAnswer, cause: string, days: readonly CivilDay[]): number[] {
  const names = namesOf(answer, cause);
  return answer.breaks
    .filter(({ kind, from, to }) => kind !== 'renamed' && [...from, ...to].some((one) => names.includes(one)))
    .map(({ date }) => Math.ceil(placeOf(parseDay(date) ?? 0, days)));
}

function signsOf(
  { read, say, organisation }: FigureContext,
  answer: ComplaintsAnswer,
  cause: string,
  days: readonly CivilDay[],
): (SmallSign & { kind: SignKind })[] {
  const names = namesOf(answer, cause);
  const found: { kind: SignKind; date: string; what: string }[] = [];
  const actions = read<ActionsAnswer>('actions')?.actions ?? [];
  for (const { cause: about, id, title } of answer.actions) {
    const action = actions.find((one) => one.id === id);
    if (about !== cause || action === undefined) continue;
    found.push({ kind: 'action', date: action.startsAt.slice(0, 10), what: title });
  }
  for (const { date, from, to, words: what } of answer.breaks) {
    if ([...from, ...to].some((one) => names.includes(one))) found.push({ kind: 'cause', date, what });
  }
  for (const one of answer.responsible) {
    if (one.cause === cause) found.push({ kind: 'responsible', date: one.from, what: one.words });
  }
  for (const { date, what } of targetChanges(organisation)) found.push({ kind: 'target', date, what });
  for (const day of definitionDays(read, 'complaints'))
    found.push({ kind: 'definition', date: formatDay(day), what: say.changes.log.otherwise });
  return found.flatMap(({ kind, date, what }) => {
    const day = parseDay(date) ?? 0;
    const at = placeOf(day, days);
    if (at < 0 || at > days.length) return [];
    return [{ kind, at, sign: SIGNS[kind], title: say.labelled(formatDate(say, day), what) }];
  });
}

function targetChanges({ targets }: OrganisationAnswer): { date: string; what: string }[] {
  return targets
    .filter(({ metric }) => metric !== null && TARGETED.includes(metric))
    .map(({ from, words }) => ({ date: from, what: words }));
}

/** Months from the first day of the first, with the part of the month that has passed; below 0 before it. */
function placeOf(day: CivilDay, days: readonly CivilDay[]): number {
  const [first, at] = [dateOfDay(days[0]!), dateOfDay(day)];
  const months = (at.year - first.year) * 12 + at.month - first.month;
  return months + (at.dayOfMonth - 1) / daysInMonth(at.year, at.month);
}
