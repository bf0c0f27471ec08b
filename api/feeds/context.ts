/** What every feed needs: the records, the organisation's rules, and the moment for which it speaks. */
import type { Configuration } from '../../db/configuration.ts';
import { QUARTER_SECONDS } from '../../db/domain/bucket.ts';
import type { Calendar } from '../../db/domain/calendar.ts';
import { formatUtc } from '../../db/domain/instant.ts';
import type { CivilDay, Zone } from '../../db/domain/zone.ts';
import { readMetaNumber } from '../../db/meta.ts';
import type { ReadHandle } from '../../db/open.ts';
import { recordedSpan } from '../../db/queries/coverage.ts';
import { countingHorizon } from '../../db/rollup/arrival-horizon.ts';
import type { Ahead } from './period-cells.ts';

export interface FeedContext {
  db: ReadHandle;
  configuration: Configuration;
  zone: Zone;
  calendar: Calendar;
  nowSeconds: number;
  /** the edition as of which it speaks; left out: of now */
  edition?: number;
  /** named in place of the data's own version, while it is not decided which that is */
  version?: string;
  /** figures of many periods, read together where many reports are asked for one after another */
  ahead?: Ahead;
}

export type FeedResult<T> =
  | { ok: true; answer: T }
  | { ok: false; status: 404 | 422; title: string; detail: string };

export function refuse(
  title: string,
  detail: string,
): { ok: false; status: 422; title: string; detail: string } {
  return { ok: false, status: 422, title, detail };
}

/** Buckets that end by it are counted as a whole, in UTC seconds: whoever saw one grow would see who came meanwhile. */
export function horizonOf({ db, nowSeconds, configuration }: FeedContext): number {
  const passed = countingHorizon(nowSeconds, configuration.disclosure.liveDelayMinutes);
  return Math.min(passed, readMetaNumber(db, 'whole_horizon') ?? passed);
}

/** The last day that is counted as a whole. */
export function lastWholeDay(context: FeedContext): CivilDay {
  return context.zone.dayOf(horizonOf(context)) - 1;
}

/** The last day of which anything can be said: today, or the last on record. Days after it are not worth reading. */
export function lastTold(context: FeedContext): CivilDay {
  const today = context.zone.dayOf(context.nowSeconds);
  return Math.max(today, recordedSpan(context.db)?.lastDay ?? today);
}

/**
 * The version of the data as an instant: when what may be published last changed, to the quarter-hour, for the second
 * would be that of one contact's step.
 */
export function asOf(context: FeedContext): string {
  if (context.version !== undefined) return context.version;
  const known = readMetaNumber(context.db, 'data_as_of') ?? 0;
  const seconds = known - (known % QUARTER_SECONDS);
  return formatUtc(seconds);
}

/** With which every answer begins to say what it is of: the zone of its days, and the version of the data. */
export function versionOf(context: FeedContext): { timeZone: string; asOf: string } {
  return { timeZone: context.zone.id, asOf: asOf(context) };
}
