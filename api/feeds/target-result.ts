/**
 * The targets in force on a day, each with whether the published figure of that day met it.
 * Owns which figure a target is held against; refuses to judge by a figure that is not published.
 */
import { findMetric, type Metric } from '../../db/domain/metric.ts';
import { isInForce, metricTargetInForce, type Target, targetInForce } from '../../db/domain/target.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import type { ReportAnswer } from '../contract/report.ts';
import type { FeedContext } from './context.ts';
import type { DayCells, Part } from './day-cells.ts';

const METRIC_OF_CLOCK = { internal: 'service_level', customer: 'customer_service_level' } as const;

/** `channels`: those with records. A target that another one goes before, for the same figure, is left out. */
export function targetsOn(
  { configuration }: FeedContext,
  figures: DayCells,
  channels: readonly string[],
  day: CivilDay,
): ReportAnswer['targets'] {
  const { targets } = configuration;
  return targets
    .filter((target) => isInForce(target, day) && isTheOne(targets, target, day))
    .map((target) => {
      const isService = target.kind === 'service';
      const metric = isService ? METRIC_OF_CLOCK[target.clock] : target.metric;
      const aim = isService ? target.share : target.value;
      return {
        id: target.id,
        words: target.words,
        metric,
        clock: isService ? target.clock : null,
        channel: target.channel,
        queue: target.queue,
        thresholdSeconds: isService ? target.thresholdSeconds : null,
        aim,
        isMet: isMet(findMetric(metric), figureFor(figures, metric, target, channels, day), aim),
      };
    });
}

function isTheOne(targets: readonly Target[], target: Target, day: CivilDay): boolean {
  const { channel, queue } = target;
  const scope = { channel, queue, day };
  const first =
    target.kind === 'service'
      ? targetInForce(targets, { ...scope, clock: target.clock })
      : metricTargetInForce(targets, { ...scope, metric: target.metric });
  return first === target;
}

function figureFor(
  figures: DayCells,
  metric: string,
  { channel, queue }: Target,
  channels: readonly string[],
  day: CivilDay,
): number | null {
  // No day is published by channel and queue together.
  if (channel !== null && queue !== null && channels.length > 1) return null;
  const known = findMetric(metric);
  if (known === undefined || !isDaily(known)) return null;
  const part: Part = queue !== null ? { queue } : channel !== null ? { channel } : {};
  return figures.cell(metric, part, day).value;
}

function isDaily({ finestGrain }: Metric): boolean {
  return finestGrain !== 'week' && finestGrain !== 'month';
}

/** At least the aim where more is better, at most where less is; null where neither is said. */
function isMet(metric: Metric | undefined, value: number | null, aim: number): boolean | null {
  if (value === null || metric === undefined || metric.better === null) return null;
  return metric.better === 'higher' ? value >= aim : value <= aim;
}
