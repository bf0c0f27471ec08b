/**
 * The life of one contact, put together from its events: arrived, waits, is served, is gone. Owns what each event means
 * and what is made of events that come late, twice or out of order; refuses to know the clock, the source or the queue.
 *
 * Of each event the earliest instant counts. So the order in which events come, and how often, changes nothing: applied
 * in any order they give the same life. What cannot be of the same call is told apart by time alone, whichever came first.
 */
import { CHANNELS, type Channel, LIFECYCLE_EVENTS, type LifecycleEvent, type Outcome } from './contact.ts';

/** When each event happened, in UTC seconds; null: not heard of. */
export type Lifecycle = Record<LifecycleEvent, number | null>;

export function emptyLifecycle(): Lifecycle {
  return Object.fromEntries(LIFECYCLE_EVENTS.map((event) => [event, null])) as Lifecycle;
}

/** Notes an event; says whether that changed anything. */
export function applyEvent(life: Lifecycle, event: LifecycleEvent, at: number): boolean {
  const known = life[event];
  if (known !== null && known <= at) return false;
  life[event] = at;
  return true;
}

/**
 * When the contact began to wait; null: it has not, as far as is known. What was answered, left or asked to be called
 * back has waited since its first event where `queued` never came. An arrival alone is still in the menu.
 */
export function queuedAt(life: Lifecycle): number | null {
  const left = leftAt(life);
  // Clocks of two machines differ by seconds; what is queued later still was transferred.
  if (life.queued !== null && (left === null || life.queued <= left + SAME_MOMENT_SECONDS))
    return life.queued;
  if (left === null) return null;
  return life.offered;
}

const SAME_MOMENT_SECONDS = 60;

/** When it left the queue: answered, abandoned, asked to be called back, or ended without any of these. */
export function leftAt(life: Lifecycle): number | null {
  const ways = [life.answered, life.abandoned, life.callback_asked].filter((at) => at !== null);
  if (ways.length > 0) return Math.min(...ways);
  // What ends in the queue without a word was hung up.
  return life.queued === null ? null : earliest(life.ended, life.closed, life.callback_made);
}

/** What a record of contacts says of it. Durations in seconds, never negative; null: not known (yet). */
export interface LivedContact {
  offeredAt: number;
  outcome: Outcome;
  menuSeconds: number | null;
  waitSeconds: number | null;
  handleSeconds: number | null;
  closedAt: number | null;
}

/**
 * The contact as far as it has come; null while it is not known to have arrived or is still in the menu. `open`: it
 * waits. An answer counts more than a hanging up that is said to have come earlier, for two sources of time may differ.
 */
export function contactOf(life: Lifecycle): LivedContact | null {
  const arrived = earliest(life.offered, life.queued, life.answered, life.abandoned, life.callback_asked);
  if (arrived === null) return null;
  const entered = queuedAt(life);
  const left = leftAt(life);
  const closedAt = life.closed ?? life.callback_made;
  const gone = { offeredAt: arrived, closedAt };
  const menuSeconds = entered === null || life.offered === null ? null : span(life.offered, entered);
  if (entered === null && left === null) {
    // It ended in the menu; until then nobody knows what becomes of it.
    if (life.ended === null) return null;
    return {
      ...gone,
      outcome: 'contained',
      menuSeconds: span(arrived, life.ended),
      waitSeconds: null,
      handleSeconds: null,
    };
  }
  const since = entered ?? arrived;
  const waited = { ...gone, menuSeconds, handleSeconds: null };
  if (life.answered !== null) {
    const waitSeconds = span(since, life.answered);
    const handleSeconds = life.ended === null ? null : span(life.answered, life.ended);
    return { ...waited, outcome: 'answered', waitSeconds, handleSeconds };
  }
  if (life.callback_asked !== null)
    return { ...waited, outcome: 'callback', waitSeconds: span(since, life.callback_asked) };
  if (left !== null && (life.abandoned !== null || life.ended !== null))
    return { ...waited, outcome: 'abandoned', waitSeconds: span(since, left) };
  return { ...waited, outcome: 'open', waitSeconds: null };
}

/** Channels on which somebody waits at the other end; on the others a case lies until it is done, for days if need be. */
const ATTENDED: readonly Channel[] = ['phone', 'chat', 'in_person'];
/** Where the histogram of waits ends: nobody holds the line for longer. */
export const LONGEST_HOLD_SECONDS = 4 * 3600;

/** When the case of somebody is taken for closed who has waited since then and of whose end nobody told. */
export const closedByRetiring = (waitingFrom: number) => waitingFrom + LONGEST_HOLD_SECONDS;

/**
 * No call, chat or visit takes longer from its first step to leaving the queue: the longest hold, three times. Ids that
 * start anew each day are further apart.
 */
export const LONGEST_PASSAGE_SECONDS = 3 * LONGEST_HOLD_SECONDS;
/** A transfer is queued again within this of an end that was told for the first part of the call. */
const AFTER_END_SECONDS = 3600;

/**
 * Whether a step is of another call, chat or visit than the one known under its id, which was then used twice: it lies
 * more than LONGEST_PASSAGE_SECONDS from the passage through the queue, before or after, or begins, answers or leaves
 * more than an hour after the end. What may come days later is of the same: `closed`, `callback_made`, the service of
 * who asked to be called back, an end that was not heard of. Told in any order, the steps of one passage within an hour
 * are of one life. Not for channels whose cases lie for days.
 */
export function isOfAnotherLife(life: Lifecycle, event: LifecycleEvent, at: number): boolean {
  const { offered, queued, answered, abandoned, callback_asked: asked, ended } = life;
  const isCalledBack = asked !== null && answered !== null && answered > asked;
  const passage = [offered, queued, isCalledBack ? null : answered, abandoned, asked].filter(
    (x) => x !== null,
  );
  const known = passage.length > 0 || ended === null ? passage : [ended];
  if (known.length === 0) return false;
  if (at < Math.max(...known) - LONGEST_PASSAGE_SECONDS) return true;
  if (event === 'closed' || event === 'callback_made') return false;
  if ((event === 'answered' || event === 'ended') && asked !== null && at >= asked) return false;
  const end = ended ?? (answered === null && asked === null ? abandoned : null);
  // A visit may be forgotten open; what was never answered ended in the queue.
  if (event === 'ended' && answered !== null) return end !== null && at > end + LONGEST_PASSAGE_SECONDS;
  if (event === 'ended') return at > Math.min(...known) + LONGEST_PASSAGE_SECONDS;
  return at > Math.min(...known) + LONGEST_PASSAGE_SECONDS || (end !== null && at > end + AFTER_END_SECONDS);
}

/** Positions in CHANNELS of those on which a wait of LONGEST_HOLD_SECONDS means that its end was never told. */
export const ATTENDED_CHANNELS: readonly number[] = ATTENDED.map((channel) => CHANNELS.indexOf(channel));

const earliest = (...instants: (number | null)[]): number | null =>
  instants.reduce((first, at) => (first === null || (at !== null && at < first) ? at : first), null);

const span = (from: number, to: number) => Math.max(0, to - from);
