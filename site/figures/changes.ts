/**
 * What changed about the numbers themselves: entries made from published events, and the days that are not final yet.
 * Owns which events are changes and how each is said; refuses to say what a change did to any figure.
 */
import type { EventAnswer, EventsAnswer } from '../../api/contract/events.ts';
import type { SeriesAnswer } from '../../api/contract/series.ts';
import type { CivilDay } from '../../db/domain/civil-day.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { formatDate } from '../words/date.ts';
import { addressOfMethod, registryIn } from '../words/method.ts';
import { dayOf } from './actions.ts';
import { cellsOf } from './series-cells.ts';

export interface ChangeEntry {
  /** its anchor */
  id: string;
  when: string;
  kind: string;
  /** our words, which come first where there are others */
  said: string;
  /** the operator's or the calendar's words */
  quoted: string | null;
  /** the target before, in the operator's words */
  before: string | null;
}

export interface Unsettled {
  finalAfterDays: number;
  /** null: no day is provisional */
  days: { from: CivilDay; to: CivilDay; finalOn: CivilDay } | null;
  metrics: { label: string; href: string }[];
}

export interface ChangesPage {
  /** a sentence about the newest change that has come; null where there is none */
  latest: string | null;
  unsettled: Unsettled[];
  /** the newest first */
  years: { year: string; entries: ChangeEntry[] }[];
  holidays: { year: string; entries: ChangeEntry[] }[];
}

const LISTED: readonly EventAnswer['kind'][] = ['target', 'outage', 'gap', 'definition'];

/** `today`: the day at the organisation's place. */
export function changesPage(read: Read, say: Say, today: CivilDay): ChangesPage {
  const events = (read<EventsAnswer>('events')?.events ?? []).toReversed();
  const changes = events.filter(({ kind }) => LISTED.includes(kind));
  const newest = changes.find(({ from }) => dayOf(from) <= today);
  return {
    latest: newest === undefined ? null : latestOf(read, say, newest),
    unsettled: unsettledOf(read, say),
    years: byYear(
      changes.map((event) => entryOf(read, say, event)),
      changes,
    ),
    holidays: byYear(
      events.filter(({ kind }) => kind === 'holiday').map((event) => entryOf(read, say, event)),
      events.filter(({ kind }) => kind === 'holiday'),
    ),
  };
}

function byYear(entries: readonly ChangeEntry[], events: readonly EventAnswer[]): ChangesPage['years'] {
  const years = Map.groupBy(
    entries.map((entry, i) => ({ entry, year: events[i]!.from.slice(0, 4) })),
    ({ year }) => year,
  );
  return [...years].map(([year, some]) => ({ year, entries: some.map(({ entry }) => entry) }));
}

function entryOf(read: Read, say: Say, event: EventAnswer): ChangeEntry {
  return {
    id: event.id,
    when: whenOf(say, event),
    kind: say.changes.kinds[event.kind],
    said: saidOf(read, say, event),
    quoted: event.title,
    before: event.target?.before?.words ?? null,
  };
}

function saidOf(read: Read, say: Say, event: EventAnswer): string {
  const words = say.changes;
  const channel = event.channel === null ? null : (say.channels[event.channel] ?? event.channel);
  switch (event.kind) {
    case 'target':
      return { new: words.targetNew, changed: words.targetChanged, ended: words.targetEnded }[
        event.target?.change ?? 'new'
      ];
    case 'definition': {
      const id = event.definition?.metric ?? '';
      return words.definition(registryIn(say, read).metrics.find((one) => one.id === id)?.label ?? id);
    }
    case 'gap':
      return words.gap(channel ?? say.anyContacts);
    case 'outage':
      return channel === null ? '' : words.outage(channel);
    default:
      return '';
  }
}

function latestOf(read: Read, say: Say, event: EventAnswer): string {
  const what = [saidOf(read, say, event), event.title ?? ''].filter((part) => part !== '').join(' ');
  return say.changes.latest(formatDate(say, dayOf(event.from)), what);
}

/** A date, a stretch of dates, or with times where they are known. */
function whenOf(say: Say, { from, to }: EventAnswer): string {
  const words = say.changes;
  const date = (time: string) => formatDate(say, dayOf(time));
  const isTimed = from.length > 10;
  const moment = (time: string) => (isTimed ? words.moment(date(time), time.slice(11, 16)) : date(time));
  if (to === null || to === from) return moment(from);
  if (!isTimed) return words.span(date(from), date(to));
  const isOneDay = from.slice(0, 10) === to.slice(0, 10);
  return words.span(moment(from), isOneDay ? to.slice(11, 16) : moment(to));
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
