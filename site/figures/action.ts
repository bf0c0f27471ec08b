/**
 * The page of one action: what came of it, the figure it should change with what would have come otherwise, what was
 * promised and when. Owns what stands on it; its curves are action-weeks.ts's.
 */
import type { ActionAnswer, ActionsAnswer } from '../../api/contract/actions.ts';
import type { EventsAnswer } from '../../api/contract/events.ts';
import type { SeriesAnswer } from '../../api/contract/series.ts';
import { formatDay } from '../../db/domain/civil-day.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { formatDate } from '../words/date.ts';
import { nameMember } from '../words/member.ts';
import { formatShare } from '../words/number.ts';
import { controlFigure, followFigure, judgedFigure, lastDayOf, pathOf } from './action-weeks.ts';
import {
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
import type { Figure, Table } from './figure.ts';
import { howSentences, readImpact } from './judged-weeks.ts';
import { cellsOf, hasRecords } from './series-cells.ts';
import { changeSentences, looksTable } from './verdict.ts';

export interface ActionPage extends ListedAction {
  /** what was said at each look; null where it is not judged */
  looks: Table | null;
  /** what was changed since it was registered, in sentences */
  changes: string[];
  /** how it was judged, a paragraph each */
  how: string[];
  /** what it was held against */
  control: Figure | null;

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
  const impact = readImpact(read, action);
  const isOne = action.follows.length === 1;
  const figures = [
    ...(isOne || impact === null || impact.kind === null ? [] : [judgedFigure(read, say, action, impact)]),
    ...action.follows.map((part, i) => followFigure(read, say, action, part, i + 1, isOne ? impact : null)),
  ].filter((figure) => figure !== null);
  return {
    ...base,
    why: sharesOf(read, say, action),
    subject: subjectFacts(say, base),
    terms: termsOf(read, say, action),
    figures,
    looks: action.looks.length === 0 ? null : looksTable(say, action),
    changes: changeSentences(say, action),
    how: howSentences(say, action, impact),
    control: impact === null ? null : controlFigure(read, say, action, impact),
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
  const said = action.isRegisteredLate
    ? words.registeredLate(registered)
    : words.registeredBefore(registered);
  return [
    factOf(terms.expected, expectationOf(read, say, action)),
    factOf(
      terms.registered,
      action.isRecordedLater ? say.verdicts.recorded(said, date(action.recordedAt)) : said,
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
    factOf(say.verdicts.window, say.verdicts.windowWeeks(action.windowWeeks)),
    ...(action.fromIdea === null
      ? []
      : [factOf(terms.idea, words.ideas[action.fromIdea ? 'customers' : 'own'])]),
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
