/**
 * How long a source may be silent before what it said last is called stale. Owns that rule: a platform that counts its
 * queue does so every few seconds; one that tells of contacts has nothing to tell while nobody comes, so that its
 * silence means something only where chance does not explain it.
 * Source of the rule: RARE_SILENCE.
 */
import type { Channel } from '../../db/domain/contact.ts';
import type { FactId } from '../../db/domain/fact.ts';
import { type LiveKind, RARE_SILENCE } from '../../db/ingest/live-clock.ts';
import { readCell } from '../../db/queries/cell-facts.ts';
import { asked } from '../../db/queries/coverage.ts';
import { findCell } from '../../db/rollup/cell-book.ts';
import type { FeedContext } from './context.ts';

const SNAPSHOT_MINUTES = 2;
const MOST_MINUTES = 60;
/** In steps, for the exact one would tell what is usual, which may be hidden. */
const STEPS = [2, 5, 10, 15, 30, MOST_MINUTES];
const UNKNOWN_MINUTES = 15;
const WEEKS = 4;
const PRESENCE = new Set<FactId>(['offered', 'contained', 'blocked']);

/** Whole minutes; a service line is told of by the same source as its channel. What is usual is looked up by the hour and never said, only how long it makes us wait. */
export function staleAfterMinutes(context: FeedContext, kind: LiveKind, channel: Channel): number {
  if (kind === 'queue') return SNAPSHOT_MINUTES;
  const { calendar, nowSeconds } = context;
  if (calendar.isOpen(channel, nowSeconds) === false) return MOST_MINUTES;
  const usual = usualOfHour(context, channel);
  if (usual === null) return UNKNOWN_MINUTES;
  const least = (RARE_SILENCE * 60) / usual;
  return STEPS.find((step) => step >= least) ?? MOST_MINUTES;
}

/** The middle of the same hour of the same weekday in the weeks before; null where there are no records of it. */
function usualOfHour({ db, zone, nowSeconds }: FeedContext, channel: Channel): number | null {
  const today = zone.dayOf(nowSeconds);
  const hour = Math.floor((nowSeconds - zone.startOfDay(today)) / 3600);
  const cell = findCell(db, 'channel', { channel });
  const blocks = readCell(db, 'hour', cell, today - 7 * WEEKS, today - 1, PRESENCE);
  const counts = Array.from({ length: WEEKS }, (_, i) => blocks.get(today - 7 * (i + 1)))
    .flatMap((block) => (block === undefined ? [] : [asked(block, hour)]))
    .sort((a, b) => a - b);
  const middle = counts[Math.floor(counts.length / 2)];
  return middle === undefined || middle === 0 ? null : middle;
}
