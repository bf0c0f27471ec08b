/**
 * What changed about the numbers themselves: entries made from published events, and the days that are not final yet.
 * Owns which events are changes and how each is said; refuses to say what a change did to any figure.
 */
import type { Change } from '../../api/contract/changes.ts';
import type { EventAnswer, EventsAnswer } from '../../api/contract/events.ts';
import type { SeriesAnswer } from '../../api/contract/series.ts';
import type { CivilDay } from '../../db/domain/civil-day.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { formatDate } from '../words/date.ts';
import { addressOfMethod, registryIn } from '../words/method.ts';
import { capitalise } from '../words/number.ts';
import { dayOf } from './actions.ts';
import { kindOf, type LoggedChange, loggedChange, readChanges, withStop } from './change-log.ts';
import { cellsOf } from './series-cells.ts';

export interface ChangeEntry {
  /** its anchor */
  id: string;
  when: string;
  kind: string;
  /** our words, which come first where there are others */
  said: string;
  /** the operator's or the calendar's words, and the same as a sentence */
  title: string | null;
  quoted: string | null;
  /** the target before, in the operator's words */
  before: string | null;
  /** what the log of changes has of it; null: it is no change of a figure */
  log: LoggedChange | null;
}

export interface LatestChange {
  heading: string;
  /** where it was and when, as exactly as is known */
  detail: string;
  /** the operator's words, which stand in the heading or the detail */
  quoted: string | null;
  /** when targets changed last, where the newest change is another */
  targets: string | null;
}

export interface Unsettled {
  finalAfterDays: number;
  /** null: no day is provisional */
  days: { from: CivilDay; to: CivilDay; finalOn: CivilDay } | null;
  metrics: { label: string; href: string }[];
}

export interface ChangesPage {
  /** the newest change that has come; null where there is none */
  latest: LatestChange | null;
  unsettled: Unsettled[];
  /** the newest first */
  years: { year: string; entries: ChangeEntry[] }[];
  holidays: { year: string; entries: ChangeEntry[] }[];
}

const LISTED: readonly EventAnswer['kind'][] = [
  ...(['target', 'outage', 'gap', 'definition', 'cause', 'retirement'] as const),
  'judgement',
];
/** Of these the newest heads the page: a verdict changes no number. */
const NEWS: readonly EventAnswer['kind'][] = LISTED.filter((kind) => kind !== 'judgement');

/** `today`: the day at the organisation's place. */
export function changesPage(read: Read, say: Say, today: CivilDay): ChangesPage {
  const events = (read<EventsAnswer>('events')?.events ?? []).toReversed();
  const logged = readChanges(read)?.changes ?? [];
  const changeOf = new Map(logged.map((change) => [change.id, change]));
  const dated = (some: readonly EventAnswer[]): Dated[] =>
    some.map((event) => ({
      date: event.from,
      entry: entryOf(read, say, event, changeOf.get(event.id) ?? null),
    }));
  const editions = logged.filter(isOfEdition);
  const listed = [
    ...dated(events.filter(({ kind }) => LISTED.includes(kind))),
    ...editions.map((change) => ({ date: change.date, entry: editionEntry(read, say, change) })),
  ];
  const past = events.filter(({ kind, from }) => NEWS.includes(kind) && dayOf(from) <= today);
  const latest = latestOf(read, say, past);
  return {
    latest: latestEdition(read, say, editions, past[0] ?? null) ?? latest,
    unsettled: unsettledOf(read, say),
    // Of one day, in the order of each list.
    years: byYear(listed.toSorted((a, b) => dayOf(b.date) - dayOf(a.date))),
    holidays: byYear(dated(events.filter(({ kind }) => kind === 'holiday'))),
  };
}

type OfEdition = Change & { kind: 'revision' | 'correction' | 'recount' };

function isOfEdition(change: Change): change is OfEdition {
  return change.kind === 'revision' || change.kind === 'correction' || change.kind === 'recount';
}

/** The newest edition that changed what was published, where nothing has happened since; else null. */
function latestEdition(
  read: Read,
  say: Say,
  [change]: readonly OfEdition[],
  event: EventAnswer | null,
): LatestChange | null {
  if (change === undefined || (event !== null && event.from.slice(0, 10) > change.date)) return null;
  const { said, quoted, words } = loggedChange(read, say, change);
  return {
    heading: say.changes.latest(formatDate(say, dayOf(change.date)), say.changes.news[change.kind]),
    detail: quoted === null ? said : `${said} ${quoted}`,
    quoted: words,
    targets: null,
  };
}

/** What an edition changed of what was published before. */
function editionEntry(read: Read, say: Say, change: OfEdition): ChangeEntry {
  const log = loggedChange(read, say, change);
  const { said, quoted, words: title } = log;
  const told = change.toldAt ?? change.date;
  return {
    ...{ id: change.id, kind: kindOf(say, change), said, title, quoted, before: null, log },
    when: say.changes.moment(
      formatDate(say, dayOf(told)),
      say.time(Number(told.slice(11, 13)), Number(told.slice(14, 16))),
    ),
  };
}

interface Dated {
  date: string;
  entry: ChangeEntry;
}

function byYear(entries: readonly Dated[]): ChangesPage['years'] {
  const years = Map.groupBy(entries, ({ date }) => date.slice(0, 4));
  return [...years].map(([year, some]) => ({ year, entries: some.map(({ entry }) => entry) }));
}

function entryOf(read: Read, say: Say, event: EventAnswer, change: Change | null): ChangeEntry {
  return {
    log: change === null ? null : loggedChange(read, say, change),
    id: event.id,
    when: whenOf(say, event),
    kind: isPromise(event) ? say.changes.promise.kind : say.changes.kinds[event.kind],
    said: saidOf(read, say, event),
    title: event.title,
    quoted: event.title === null || event.kind === 'holiday' ? event.title : withStop(event.title),
    before: event.target?.before?.words ?? null,
  };
}

function saidOf(read: Read, say: Say, event: EventAnswer): string {
  const words = say.changes;
  const channel = event.channel === null ? null : (say.channels[event.channel] ?? event.channel);
  switch (event.kind) {
    case 'target':
      if (isPromise(event)) return words.promise.said[event.target?.change ?? 'new'];
      return { new: words.targetNew, changed: words.targetChanged, ended: words.targetEnded }[
        event.target?.change ?? 'new'
      ];
    case 'definition':
      return words.definition(metricName(read, say, event));
    case 'judgement': {
      const { weeks, verdict } = event.judgement!;
      return words.judged(weeks, say.verdicts.names[verdict].toLowerCase());
    }
    case 'cause':
      return words.cause[event.cause?.change ?? 'renamed'];
    case 'retirement':
      return words.log.ended(metricName(read, say, event), formatDate(say, dayOf(event.from)));
    case 'gap':
      return words.gap(channel ?? say.anyContacts);
    case 'outage':
      return channel === null ? '' : words.outage(channel);
    default:
      return '';
  }
}

/** `past`: the changes that have come, the newest first. */
function latestOf(read: Read, say: Say, past: readonly EventAnswer[]): LatestChange | null {
  const [event] = past;
  if (event === undefined) return null;
  const words = say.changes;
  const { what, isQuoted } = newsOf(read, say, event);
  const channel = event.channel === null ? null : (say.channels[event.channel] ?? event.channel);
  const place = [channel, whenOf(say, event)].filter((part) => part !== null).join(', ');
  const target = past.find(({ kind }) => kind === 'target');
  return {
    heading: words.latest(formatDate(say, dayOf(event.from)), what),
    detail: withStop(isQuoted || event.title === null ? place : say.labelled(place, event.title)),
    quoted: event.title,
    targets:
      target === undefined || target === event
        ? null
        : words.latestTarget(formatDate(say, dayOf(target.from))),
  };
}

/** A change in a few words, and whether they are the operator's. */
function newsOf(read: Read, say: Say, event: EventAnswer): { what: string; isQuoted: boolean } {
  const { news } = say.changes;
  switch (event.kind) {
    case 'target':
      return isPromise(event)
        ? { what: say.changes.promise.news[event.target?.change ?? 'new'], isQuoted: false }
        : { what: news.target[event.target?.change ?? 'new'], isQuoted: false };
    case 'definition':
      return { what: news.definition(metricName(read, say, event)), isQuoted: false };
    case 'cause':
      return { what: news.cause[event.cause?.change ?? 'renamed'], isQuoted: false };
    case 'retirement':
      return { what: news.retirement(metricName(read, say, event)), isQuoted: false };
    case 'gap':
      return { what: news.gap, isQuoted: false };
    default:
      return { what: event.title ?? news.outage, isQuoted: event.title !== null };
  }
}

/** A public promise is told as a target of neither clock nor metric. */
function isPromise({ target }: EventAnswer): boolean {
  return target !== null && target.clock === null && target.metric === null;
}

function metricName(read: Read, say: Say, { definition }: EventAnswer): string {
  const id = definition?.metric ?? '';
  return registryIn(say, read).metrics.find((one) => one.id === id)?.label ?? id;
}

/** A date, a stretch of dates, or with times where they are known. */
function whenOf(say: Say, { from, to }: EventAnswer): string {
  const date = (time: string) => formatDate(say, dayOf(time));
  const clock = (time: string) => say.time(Number(time.slice(11, 13)), Number(time.slice(14, 16)));
  const isTimed = from.length > 10;
  const moment = (time: string) => (isTimed ? say.changes.moment(date(time), clock(time)) : date(time));
  if (to === null || to === from) return moment(from);
  if (isTimed && from.slice(0, 10) === to.slice(0, 10))
    return say.changes.moment(date(from), say.shortRange(clock(from), clock(to)));
  return capitalise(say.range(moment(from), moment(to)));
}

/** Metrics by when they become final, each group with the days that are provisional in any of its daily series. */
function unsettledOf(read: Read, say: Say): Unsettled[] {
  const published = registryIn(say, read).metrics.map(({ id, label, finalAfterDays }) => ({
    label,
    href: addressOfMethod(id),
    finalAfterDays,
    answer: read<SeriesAnswer>(`series/day/${id}`),
  }));
  const groups = Map.groupBy(
    published.filter(({ answer }) => answer !== null),
    ({ finalAfterDays }) => finalAfterDays,
  );
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([finalAfterDays, metrics]) => {
      const days = metrics.flatMap(({ answer }) =>
        cellsOf(answer).flatMap(({ day, status }) => (status === 'provisional' ? [day] : [])),
      );
      const [from, to] = [Math.min(...days), Math.max(...days)];
      return {
        finalAfterDays,
        days: days.length === 0 ? null : { from, to, finalOn: to + finalAfterDays },
        metrics: metrics.map(({ label, href }) => ({ label, href })),
      };
    });
}
