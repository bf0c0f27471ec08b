/**
 * The targets in force on a day, each with whether the published figure of that day met it.
 * Owns which figure a target is held against; refuses to judge by a figure that is not published, or by answers too few
 * to tell on which side of the target all customers would be.
 */
import { sideOfTarget, wilsonInterval } from '../../db/domain/confidence.ts';
import { evidenceOf, factsOf, findMetric, type Metric } from '../../db/domain/metric.ts';
import {
  isInForce,
  METRIC_OF_CLOCK,
  metricTargetInForce,
  type Target,
  targetInForce,
} from '../../db/domain/target.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import type { ReportAnswer, SaidCell } from '../contract/report.ts';
import type { FeedContext } from './context.ts';
import type { DayCells, Part } from './day-cells.ts';

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

/** Whether it is the one by which its part of the service is judged on a day. */
export function isTheOne(targets: readonly Target[], target: Target, day: CivilDay): boolean {
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
): SaidCell | null {
  // No day is published by channel and queue together.
  if (channel !== null && queue !== null && channels.length > 1) return null;
  const known = findMetric(metric);
  if (known === undefined || !isDaily(known)) return null;
  const part: Part = queue !== null ? { queue } : channel !== null ? { channel } : {};
  return figures.cell(metric, part, day);
}

function isDaily({ finestGrain }: Metric): boolean {
  return finestGrain !== 'week' && finestGrain !== 'month';
}

/**
 * At least the aim where more is better, at most where less is; null where neither is said. Contacts are all counted,
 * but a survey asks some: there the interval has to leave the aim out. Of a mean of answers no interval is known.
 */
function isMet(metric: Metric | undefined, cell: SaidCell | null, aim: number): boolean | null {
  if (cell === null || cell.value === null || metric === undefined || metric.better === null) return null;
  const { value, n } = cell;
  const isHigherBetter = metric.better === 'higher';
  if (!isSample(metric)) return isHigherBetter ? value >= aim : value <= aim;
  const interval = metric.unit === 'share' && n !== null ? wilsonInterval({ k: value * n, n }) : null;
  const side = interval === null ? 'near' : sideOfTarget(interval, aim);
  return side === 'near' ? null : (side === 'above') === isHigherBetter;
}

/** What people answered; how many answered is counted like contacts. */
export function isSample(metric: Metric): boolean {
  return evidenceOf(metric) === 'surveys' && !factsOf(metric).has('surveysSent');
}
