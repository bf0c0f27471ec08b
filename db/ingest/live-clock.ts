/**
 * The clock of a source that speaks of now, held against ours. Owns what is done where it goes wrong, and when each
 * source was last heard of; refuses to shift what happened in the past.
 *
 * Nothing that is told has not happened yet. A time that is ahead of ours by up to ten minutes is a clock that goes
 * wrong, and is taken for the moment of receipt: contacts that are told as they happen keep their waits. Further ahead it
 * is a wrong day or zone, and refused. A clock that is behind cannot be told from a late message: it is kept as it is,
 * and the receipt says how many came more than two minutes after they happened.
 */
import type { WriteHandle } from '../open.ts';

/** The kinds that tell of now. */
export const LIVE_KINDS = ['events', 'queue'] as const;
export type LiveKind = (typeof LIVE_KINDS)[number];

export const MOST_AHEAD_SECONDS = 600;
/** Messages on their way, and whole seconds. */
const SAME_TIME_SECONDS = 2;
const LATE_SECONDS = 120;
/** What is told within this speaks of now. */
const NOW_SECONDS = 600;
/** After a silence as long as this nobody knows what became of those who waited. */
export const LONG_SILENCE_SECONDS = 600;

export const AHEAD_RULE = 'times ahead of our clock taken for the moment of receipt';
export const LATE_RULE = 'told more than two minutes after they happened';

/** A time as it is kept, and the rule that was used; null: too far ahead. */
export function readLiveTime(at: number, nowSeconds: number): { at: number; rule: string | null } | null {
  const ahead = at - nowSeconds;
  if (ahead > MOST_AHEAD_SECONDS) return null;
  if (ahead > 0) return { at: nowSeconds, rule: ahead > SAME_TIME_SECONDS ? AHEAD_RULE : null };
  return { at, rule: ahead < -LATE_SECONDS ? LATE_RULE : null };
}

/**
 * Notes that a source was heard of; call inside the transaction that stores what it told. `latestAt`: of what it told;
 * null: it had nothing to tell, and is there.
 */
export function noteHeard(
  db: WriteHandle,
  source: number,
  kind: LiveKind,
  latestAt: number | null,
  nowSeconds: number,
): void {
  const heardAt = latestAt === null || nowSeconds - latestAt <= NOW_SECONDS ? nowSeconds : latestAt;
  db.sql
    .prepare(
      `INSERT INTO live_sources (source, kind, heard_at) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET
         silent_from = CASE WHEN excluded.heard_at - heard_at > ${LONG_SILENCE_SECONDS} THEN heard_at ELSE silent_from END,
         silent_until = CASE WHEN excluded.heard_at - heard_at > ${LONG_SILENCE_SECONDS} THEN excluded.heard_at ELSE silent_until END,
         heard_at = max(heard_at, excluded.heard_at)`,
    )
    .run(source, kind, heardAt);
}
