/**
 * Which metrics are published no more, and since when: what the operator configured, held against what was published.
 * Owns that nothing which was published before anybody was told is taken back; refuses to look at a figure.
 */
import type { Grain } from '../../db/domain/bucket.ts';
import { Latest } from '../../db/domain/latest.ts';
import { PUBLISHED_FOLDER } from '../../db/domain/published-folder.ts';
import { endsFrom, lastBefore, type Retirement, type ToldRetirement } from '../../db/domain/retirement.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import { latestEdition } from '../../db/editions.ts';
import { firstHolding, firstTold } from '../../db/rule-versions.ts';
import type { MetricRetirement } from '../contract/metrics.ts';
import type { FeedContext } from './context.ts';

const known = new Latest<ReadonlyMap<string, ToldRetirement>>();
const NONE: ReadonlyMap<string, ToldRetirement> = new Map();

/** By the id of the metric. */
export function retirementsOf(context: FeedContext): ReadonlyMap<string, ToldRetirement> {
  const { db, configuration, edition } = context;
  const { retired } = configuration;
  if (retired.length === 0) return NONE;
  return known.of(db, [configuration, edition, latestEdition(db)?.id], () => {
    return new Map(retired.map((one) => [one.metric, toldOf(context, one)]));
  });
}

function toldOf({ db, zone, edition }: FeedContext, one: Retirement): ToldRetirement {
  const told = firstTold(db, edition, ({ retired = [] }) =>
    retired.some(({ metric, from }) => metric === one.metric && from === one.from),
  );
  const before = told === null ? latestEdition(db) : told.before;
  const beside =
    one.replacedBy === null
      ? null
      : firstHolding(db, `${PUBLISHED_FOLDER}/series/month/${one.replacedBy}.json`, edition);
  return {
    ...one,
    from: endsFrom(one, before?.through ?? null),
    announced: told === null ? null : zone.dayOf(told.edition.at),
    besideSince: beside === null ? null : zone.dayOf(beside.at),
  };
}

/** The first day of which a metric is not published; null: it goes on. */
export function endOf(context: FeedContext, metric: string): CivilDay | null {
  return retirementsOf(context).get(metric)?.from ?? null;
}

/** The last day of a range that ends no later than a metric does. */
export function lastToldOf(context: FeedContext, metric: string, grain: Grain, toDay: CivilDay): CivilDay {
  const end = endOf(context, metric);
  return end === null ? toDay : Math.min(toDay, lastBefore(end, grain));
}

/** As `metrics` and `changes` say it. */
export function sayRetirement({
  from,
  by,
  why,
  replacedBy,
  announced,
  besideSince,
}: ToldRetirement): MetricRetirement {
  const said = (day: CivilDay | null) => (day === null ? null : formatDay(day));
  return {
    from: formatDay(from),
    decidedBy: by,
    words: why,
    replacedBy,
    announced: said(announced),
    besideSince: said(besideSince),
  };
}
