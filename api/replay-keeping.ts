/**
 * Keeps how past days would have been forecast and advised, of days of which no score is kept: what `npm run backtest`
 * publishes. Owns which days these are; refuses to touch a score that is there, and days from the first outlook on, whose
 * scores are of what was said (outlook-keeping.ts).
 */
import type { CivilDay } from '../db/domain/civil-day.ts';
import { advanceVersion } from '../db/meta.ts';
import { firstOutlookDay, keepScore, type Place, readScores, readVersions } from '../db/outlooks.ts';
import { lastDayOf } from './feeds/demand.ts';
import { makeOutlook } from './feeds/outlook-making.ts';
import type { KeepingContext } from './outlook-keeping.ts';

/** Replays days from `from` to `to`, both included, as far as there are records; returns of how many scores were kept. */
export function keepReplays(
  context: KeepingContext,
  places: readonly Place[],
  { from, to }: { from: CivilDay; to: CivilDay },
): number {
  let kept = 0;
  for (const place of places)
    kept += context.db.sql.transaction(() => keepReplay(context, place, from, to)).immediate();
  return kept;
}

function keepReplay(context: KeepingContext, place: Place, from: CivilDay, to: CivilDay): number {
  const { db, nowSeconds } = context;
  const last = lastDayOf(context, place);
  if (last === null) return 0;
  const before = firstOutlookDay(db, place) ?? Number.POSITIVE_INFINITY;
  const through = Math.min(to, last, before - 1);
  const known = new Set(readScores(db, place, from, through).map(({ day }) => day));
  const missing = Array.from({ length: Math.max(0, through - from + 1) }, (_, i) => from + i).filter(
    (day) => !known.has(day),
  );
  const [scoreFrom] = missing;
  if (scoreFrom === undefined) return 0;
  const versions = readVersions(db, place);
  const request = { today: through + 1, through, scoreFrom, said: new Map(), versions };
  const scores = makeOutlook(context, place, request)?.scores.filter(({ day }) => !known.has(day)) ?? [];
  for (const score of scores) keepScore(db, place, score);
  if (scores.length > 0) advanceVersion(db, nowSeconds);
  return scores.length;
}
