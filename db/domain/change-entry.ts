/**
 * The log of changes to the numbers themselves: every kind of entry, what it is about, and which metrics it touches.
 * Owns the order and until when an entry is said beside a figure; refuses to say how a change moved any figure.
 */
import type { Grain } from './bucket.ts';
import type { CauseChangeKind } from './cause-change.ts';
import type { CivilDay } from './civil-day.ts';
import type { Channel } from './contact.ts';
import { METRIC_OF_CLOCK, type Target } from './target.ts';
import type { TargetChange } from './target-change.ts';

/**
 * `revision`: figures that had been final are better known; `correction`: they were wrong; `recount`: they changed in an
 * edition made by other rules, or by another version of the programme; `definition`: a metric means something else from a day on; `target`:
 * a target or promise begins, changes or ends; `mapping`: causes are named, merged or split otherwise; `retirement`: a
 * metric ends. Source of the first two: reference 6.1, which keeps them apart.
 */
export const CHANGE_KINDS = [
  ...(['revision', 'correction', 'recount', 'definition', 'target', 'mapping', 'retirement'] as const),
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What an entry touches: a metric, of one channel (null: all), and only where it is broken down by causes. */
export interface Affected {
  metric: string;
  channel: Channel | null;
  by: 'cause' | null;
  /** addresses that answer with what was before, and with what is since; null: there is none, or not yet */
  before: string | null;
  after: string | null;
}

interface Told {
  /** the same for ever; those of events are the events' own */
  id: string;
  /** from which day it is so; of a revision, when it was published */
  day: CivilDay;
  /** UTC seconds, when the first edition told of it; null: none has yet */
  toldAt: number | null;
  /** of the definition, the target, the causes or the edition, whichever it is about; null: it begins none */
  version: number | null;
  /** the operator's or the programme's; null: the kind says it */
  words: string | null;
  affects: readonly Affected[];
}

export type ChangeEntry = Told &
  (
    | { kind: 'revision' | 'correction' | 'recount'; edition: number; figures: number }
    | { kind: 'definition' }
    | { kind: 'target'; of: 'target' | 'promise'; change: TargetChange['change']; wordsBefore: string | null }
    | { kind: 'mapping'; change: CauseChangeKind; from: readonly string[]; to: readonly string[] }
    | {
        kind: 'retirement';
        decidedBy: string;
        replacedBy: string | null;
        noticeDays: number | null;
        besideDays: number | null;
      }
  );

/** Figures whose time is that of the target in force for our clock. */
const BY_THRESHOLD = [
  ...(['service_level', 'service_level_excl', 'service_level_credit', 'service_level_ans'] as const),
  ...(['service_level_short', 'half_hours_met'] as const),
] as const;

/** The metrics that are counted otherwise, or held against another target, once a target changes. */
export function metricsOfTarget({ target, before }: Pick<TargetChange, 'target' | 'before'>): string[] {
  if (target.kind === 'metric') return [target.metric];
  const own = METRIC_OF_CLOCK[target.clock];
  const isSameTime = before?.kind === 'service' && before.thresholdSeconds === target.thresholdSeconds;
  if (target.clock === 'customer') return [own];
  // Half-hours are held against the share, so that they change with it too.
  return isSameTime ? [own, 'half_hours_met'] : [...BY_THRESHOLD];
}

/** Whether figures before and after are counted otherwise, and not only held against another target. */
export function breaksSeries({ target, before }: Pick<TargetChange, 'target' | 'before'>): boolean {
  if (target.kind !== 'service') return false;
  return before?.kind !== 'service' || before.thresholdSeconds !== target.thresholdSeconds;
}

/** Which form of a target begins with each change: 1 for a new one, one more each time another takes its place. */
export function targetVersions(changes: readonly TargetChange[]): Map<TargetChange, number> {
  const versionOf = new Map<Target, number>();
  return new Map(
    changes.map((change) => {
      const { target, before } = change;
      const version = versionOf.get(target) ?? (before === null ? 1 : (versionOf.get(before) ?? 1) + 1);
      versionOf.set(target, version);
      return [change, version];
    }),
  );
}

/** The newest first; of one day, what was told last. */
export function newestFirst(entries: readonly ChangeEntry[]): ChangeEntry[] {
  return entries.toSorted(
    (one, other) =>
      other.day - one.day ||
      (other.toldAt ?? Infinity) - (one.toldAt ?? Infinity) ||
      (one.id < other.id ? -1 : one.id > other.id ? 1 : 0),
  );
}

export function touches(entry: Pick<ChangeEntry, 'affects'>, metric: string): boolean {
  return entry.affects.some((one) => one.metric === metric);
}

/** When a change is said: the day at hand, for how many days, and the day of the first edition (null: there is none). */
export interface NoticeTerms {
  today: CivilDay;
  days: number;
  since: CivilDay | null;
}

/**
 * Whether an entry is still to be said beside a figure: from the day on which it was told until so many days after that
 * day or the day from which it holds, whichever comes later. `toldOn` null: it is told on the day at hand. What had
 * changed before anything was published is history, and no news.
 */
export function isFresh(
  { day, toldOn }: { day: CivilDay; toldOn: CivilDay | null },
  { today, days, since }: NoticeTerms,
): boolean {
  if (since !== null && toldOn === since && day <= since) return false;
  const told = toldOn ?? today;
  return told <= today && today < Math.max(day, told) + days;
}

/** The address of a series, up to a day or from one, or as it was published by a moment. */
export function seriesAddress(
  metric: string,
  grain: Grain,
  more: { channel?: string | null; from?: string; to?: string; as_of?: string } = {},
): string {
  const given = Object.entries({ metric, grain, ...more }).flatMap(([name, value]) =>
    value == null ? [] : [[name, value]],
  );
  return `/api/v1/series?${new URLSearchParams(given)}`;
}
