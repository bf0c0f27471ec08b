/**
 * What an organisation promises its customers, each promise with its versions, and what became of one that was made.
 * Owns when a promise counts as kept, broken or withdrawn, and which version is in force; refuses to read a record.
 *
 * A promise belongs to the day on which it is due, whether anybody works on that day or not: due is due. It is judged by
 * the due time that its own record states, which is what this customer was told. Source: reference 1.3.
 */
import type { Channel } from './contact.ts';
import type { CivilDay } from './zone.ts';

/**
 * What a promise is about, and so by which records it is measured: `records`, those of the kind "promises"; callbacks,
 * messages and cases by their own due and closing times; the time on hold while served, or waited for an answer, of
 * contacts; `nothing`: no record that is kept can tell.
 */
export const PROMISED = [
  'records',
  'callbacks',
  'messages',
  'cases',
  'hold_time',
  'wait_time',
  'nothing',
] as const;
export type Promised = (typeof PROMISED)[number];
/** Of these the threshold decides, and no record states a due time. */
export const BY_THRESHOLD: readonly Promised[] = ['hold_time', 'wait_time'];

/** One version of a promise. A promise is never edited: its version ends, and the next begins under the same id. */
export interface PublicPromise {
  id: string;
  /** The promise in plain words, as the public reads it. */
  words: string;
  /** Where it was promised: a web address, or words. */
  source: string | null;
  /** "Within five days": the later end of what is promised, in seconds. */
  withinSeconds: number | null;
  /** "6 to 10 days" has two ends. */
  earliestSeconds: number | null;
  /** How the due time follows, in words, where it is no plain number of hours or days. */
  dueRule: string | null;
  /** The share, 0 to 1, to which the organisation holds itself. */
  target: number | null;
  of: Promised;
  /** Only of contacts: null is any. */
  channel: Channel | null;
  queue: string | null;
  /** First and last day in force, both included; null: since ever, still. */
  from: CivilDay | null;
  to: CivilDay | null;
}

/** The versions of each promise in order of time, promises in the order written. */
export function versionsById(promises: readonly PublicPromise[]): Map<string, PublicPromise[]> {
  const versions = Map.groupBy(promises, ({ id }) => id);
  for (const ofOne of versions.values()) ofOne.sort((a, b) => (a.from ?? -Infinity) - (b.from ?? -Infinity));
  return versions;
}

/** The version in force on a day; null where none is. */
export function versionOn(versions: readonly PublicPromise[], day: CivilDay): PublicPromise | null {
  return versions.find(({ from, to }) => (from ?? day) <= day && day <= (to ?? day)) ?? null;
}

/** Whether two versions of one promise are in force on one day. */
export function doOverlap(
  one: Pick<PublicPromise, 'from' | 'to'>,
  other: Pick<PublicPromise, 'from' | 'to'>,
): boolean {
  return (
    (one.from ?? -Infinity) <= (other.to ?? Infinity) && (other.from ?? -Infinity) <= (one.to ?? Infinity)
  );
}

export interface PromiseChange {
  change: 'new' | 'changed' | 'ended';
  /** the first day on which it is so: for an end, the first day without it */
  day: CivilDay;
  /** the version in force from then on; for an end, the one that was */
  version: PublicPromise;
  /** the version whose place it took, which ended the day before */
  before: PublicPromise | null;
}

/** One change for each beginning that has a day, and one for each end that no version follows; by day. */
export function promiseChanges(promises: readonly PublicPromise[]): PromiseChange[] {
  const changes: PromiseChange[] = [];
  for (const versions of versionsById(promises).values()) {
    versions.forEach((version, i) => {
      const earlier = versions[i - 1];
      const before = earlier !== undefined && earlier.to === (version.from ?? 0) - 1 ? earlier : null;
      if (version.from !== null) {
        changes.push({ change: before === null ? 'new' : 'changed', day: version.from, version, before });
      }
      const next = versions[i + 1];
      if (version.to !== null && next?.from !== version.to + 1) {
        changes.push({ change: 'ended', day: version.to + 1, version, before: null });
      }
    });
  }
  return changes.sort((a, b) => a.day - b.day);
}

/** The times of one promise that was made to somebody, in UTC seconds. */
export interface MadePromise {
  madeAt: number;
  dueAt: number;
  doneAt: number | null;
  cancelledAt: number | null;
}

/**
 * `kept`: done by its due time. `late`: done after it. `withdrawn`: the customer took it back by the due time, so that
 * nothing was broken; it is left out. `given_up`: taken back when it was overdue already, which is broken, as is `open`:
 * due and not done.
 */
export type Fate = 'kept' | 'late' | 'withdrawn' | 'given_up' | 'open';

/** What became of a promise whose due time has passed. What was done before it was taken back is done. */
export function fateOf({ dueAt, doneAt, cancelledAt }: MadePromise): Fate {
  if (doneAt !== null && (cancelledAt === null || doneAt <= cancelledAt)) {
    return doneAt <= dueAt ? 'kept' : 'late';
  }
  if (cancelledAt !== null) return cancelledAt <= dueAt ? 'withdrawn' : 'given_up';
  return 'open';
}
