/** Compares every metric of every published cell with the plain account of it, and says what differs. */
import { GRAINS } from '../../db/domain/bucket.ts';
import { type Evaluation, evaluate, viewOf } from '../../db/domain/evaluation.ts';
import { METRICS } from '../../db/domain/metric.ts';
import type { ReadHandle } from '../../db/open.ts';
import { BruteForce, type Expected } from './bruteforce.ts';
import { sortIntoBuckets, type World } from './bruteforce-buckets.ts';
import { readViews } from './bruteforce-views.ts';

/**
 * Metrics that no bucket can tell on its own: of what has built up by its end, and of half-hours, which are judged by the
 * target of the part of the service that the bucket is of (tests/db/rollup/half-hours.test.ts has its own account).
 */
export const NOT_OF_ONE_BUCKET: ReadonlySet<string> = new Set([
  'backlog',
  'backlog_age_p50',
  'backlog_age_p90',
  'half_hours_met',
]);

export interface WorldComparison {
  compared: number;
  /** `metric value` and `metric missing`, for each that was met */
  met: Set<string>;
  /** lines that name a bucket, a metric, what was found and what was expected */
  wrong: string[];
}

export function compareWorld(db: ReadHandle, world: World): WorldComparison {
  const views = readViews(db, world.timeZone);
  const buckets = sortIntoBuckets(world);
  const reference = new BruteForce(world);
  const met = new Set<string>();
  const wrong = [...views.keys()].filter((name) => !buckets.has(name)).map((name) => `${name}: no record`);
  let compared = 0;
  for (const [name, bucket] of buckets) {
    const grain = GRAINS.findIndex((known) => name.startsWith(`${known} `));
    for (const metric of METRICS) {
      if (NOT_OF_ONE_BUCKET.has(metric.id) || GRAINS.indexOf(metric.finestGrain) > grain) continue;
      const define = reference.metrics[metric.id];
      if (define === undefined) throw new Error(`the plain account does not know ${metric.id}`);
      const expected = define(bucket);
      const found = evaluate(metric, views.get(name) ?? viewOf({}));
      compared++;
      if (expected !== 'none') met.add(`${metric.id} ${expected === 'missing' ? 'missing' : 'value'}`);
      if (!isSame(metric.id, found, expected)) {
        wrong.push(`${name} ${metric.id}: ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
      }
    }
  }
  return { compared, met, wrong };
}

function isSame(metricId: string, found: Evaluation, expected: Expected): boolean {
  if (expected === 'none' || expected === 'missing') return found.kind === expected;
  if (found.kind !== 'value' || found.n !== expected.n) return false;
  // Percentiles come from bins that are true to 1 %; scores are kept in millionths, durations in milliseconds.
  const tolerance = metricId.startsWith('wait_p')
    ? 0.01 * expected.value
    : 2e-6 * Math.max(1, Math.abs(expected.value));
  return Math.abs(found.value - expected.value) <= tolerance;
}
