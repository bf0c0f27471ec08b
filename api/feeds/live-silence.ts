/**
 * How long a source may be silent before what it said last is called stale. Owns that rule: a platform that counts its
 * queue does so every few seconds; one that tells of contacts has nothing to tell while nobody comes, so that its
 * silence means something only where chance does not explain it.
 * Source of the rule: RARE_SILENCE.
 */
import { CHANNELS, type Channel } from '../../db/domain/contact.ts';
import { type LiveKind, RARE_SILENCE } from '../../db/ingest/live-clock.ts';
import { readCell } from '../../db/queries/cell-facts.ts';
import { ASKED_FACTS, asked } from '../../db/queries/coverage.ts';
import { readLastHeard } from '../../db/queries/live-state.ts';
import { findCell } from '../../db/rollup/cell-book.ts';
import type { FeedContext } from './context.ts';

const SNAPSHOT_MINUTES = 2;
/** A line that is closed or usually silent at this hour says nothing by its silence. */
const MOST_MINUTES = 1440;
/** In steps, for the exact one would tell what is usual, which may be hidden. */
const STEPS = [2, 5, 10, 15, 30, 60, 120, 240, 480, MOST_MINUTES];
const UNKNOWN_MINUTES = 15;
const WEEKS = 4;

/** Whole minutes; a service line is told of by the same source as its channel. What is usual is looked up by the hour and never said, only how long it makes us wait. */
export function staleAfterMinutes(context: FeedContext, kind: LiveKind, channel: Channel): number {
  if (kind === 'queue') return SNAPSHOT_MINUTES;
  const { calendar, nowSeconds } = context;
  if (calendar.isOpen(channel, nowSeconds) === false) return MOST_MINUTES;
  const usual = usualOfHour(context, channel);
  if (usual === null) return UNKNOWN_MINUTES;
  const least = usual === 0 ? MOST_MINUTES : (RARE_SILENCE * 60) / usual;
  return STEPS.find((step) => step >= least) ?? MOST_MINUTES;
}

/**
 * From when on nothing is known of a channel because its source has stopped, in UTC seconds; Infinity: it has not, or
 * nobody tells of the channel as it happens. `channel` null: of any, for a total lacks what a channel of it lacks. As
 * little is said of closed hours as of channels without stated ones.
 */
export function unheardFrom(context: FeedContext, channel: Channel | null): number {
  const byChannel = unheard.get(context) ?? new Map<Channel | null, number>();
  unheard.set(context, byChannel);
  const from = byChannel.get(channel) ?? findUnheard(context, channel);
  byChannel.set(channel, from);
  return from;
}

/** Of one moment, in which thousands of cells may be asked for. */
const unheard = new WeakMap<FeedContext, Map<Channel | null, number>>();

function findUnheard(context: FeedContext, channel: Channel | null): number {
  if (channel === null) return Math.min(...CHANNELS.map((one) => unheardFrom(context, one)));
  const { db, calendar, nowSeconds } = context;
  const heardAt = calendar.hasHours(channel) ? readLastHeard(db, CHANNELS.indexOf(channel)) : null;
  if (heardAt === null) return Infinity;
  const open = calendar.openSeconds(channel, heardAt, nowSeconds) ?? 0;
  return open > staleAfterMinutes(context, 'events', channel) * 60 ? heardAt : Infinity;
}

/** The middle of the same hour of the same weekday in the weeks before; null where there are no records of it. */
function usualOfHour({ db, zone, nowSeconds }: FeedContext, channel: Channel): number | null {
  const today = zone.dayOf(nowSeconds);
  const hour = Math.floor((nowSeconds - zone.startOfDay(today)) / 3600);
  const cell = findCell(db, 'channel', { channel });
  const blocks = readCell(db, 'hour', cell, today - 7 * WEEKS, today - 1, ASKED_FACTS);
  const counts = Array.from({ length: WEEKS }, (_, i) => blocks.get(today - 7 * (i + 1)))
    .flatMap((block) => (block === undefined ? [] : [asked(block, hour)]))
    .sort((a, b) => a - b);
  const middle = counts[Math.floor(counts.length / 2)];
  return middle ?? null;
}
