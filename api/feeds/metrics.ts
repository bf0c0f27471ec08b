/** The registry, said aloud. */
import { versionOf } from '../../db/domain/definition-change.ts';
import { FACT_IDS, FACTS } from '../../db/domain/fact.ts';
import { finalAfter, USUAL_LAGS } from '../../db/domain/finality.ts';
import { METRICS, type Metric, type Sum } from '../../db/domain/metric.ts';
import type { ToldRetirement } from '../../db/domain/retirement.ts';
import type { MetricsAnswer } from '../contract/metrics.ts';
import { sayRetirement } from './retired.ts';

export function metricsFeed(
  lags = USUAL_LAGS,
  retired: ReadonlyMap<string, ToldRetirement> = new Map(),
): MetricsAnswer {
  return {
    metrics: METRICS.map((metric) => ({
      id: metric.id,
      label: metric.label,
      topic: metric.topic,
      unit: metric.unit,
      better: metric.better,
      finestGrain: metric.finestGrain,
      finalAfterDays: finalAfter(metric.finalAfterDays, lags),
      ...partsOf(metric),
      plain: metric.plain,
      definition: metric.definition,
      source: metric.source,
      version: versionOf(metric.id),
      retired: retired.has(metric.id) ? sayRetirement(retired.get(metric.id)!) : null,
    })),
    facts: Object.fromEntries(FACT_IDS.map((id) => [id, FACTS[id].counts])),
  };
}

function partsOf({ value }: Metric): { numerator: Sum | null; denominator: Sum | null } {
  if (value.kind === 'ratio') return { numerator: value.of, denominator: value.per };
  if (value.kind === 'count') return { numerator: value.of, denominator: null };
  return { numerator: null, denominator: null };
}
