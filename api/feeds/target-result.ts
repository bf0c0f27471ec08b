/**
 * The targets in force within a period, each with whether the published figure of its days met it.
 * Owns which figure a target is held against; refuses to judge by a figure that is not published, or where the interval
 * holds the aim: of answers always, of contacts in a week or month, whose days vary. Of one day the contacts are all counted,
 * and its figure is what it is. Source: reference 2.5.
 */
import {
  clusteredRatio,
  type Interval,
  sideOfTarget,
  type Tally,
  wilsonInterval,
} from '../../db/domain/confidence.ts';
import { evidenceOf, factsOf, findMetric, type Metric } from '../../db/domain/metric.ts';
import type { ReportPeriod } from '../../db/domain/report-period.ts';
import {
  isInForce,
  METRIC_OF_CLOCK,
  metricTargetInForce,
  type Target,
  targetInForce,
} from '../../db/domain/target.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import type { ReportTarget, SaidCell } from '../contract/report.ts';
import type { TargetVerdict } from '../contract/report-finding.ts';
import type { FeedContext } from './context.ts';
import type { Part, PeriodCells } from './period-cells.ts';
import { isFiner } from './series.ts';

/** Figures of the report's own period, and of its days. */
export interface TargetFigures {
  own: PeriodCells;
  days: PeriodCells;
}

/** `channels`: those with records. A target that another one goes before, for the same figure, is left out. */
export function targetsWithin(
  { configuration }: FeedContext,
  figures: TargetFigures,
  channels: readonly string[],
  period: ReportPeriod,
): ReportTarget[] {
  const { targets } = configuration;
  return targets.flatMap((target) => {
    const inForce = daysOf(period).filter((day) => isInForce(target, day) && isTheOne(targets, target, day));
    if (inForce.length === 0) return [];
    const isService = target.kind === 'service';
    const metric = isService ? METRIC_OF_CLOCK[target.clock] : target.metric;
    const aim = isService ? target.share : target.value;
    const known = findMetric(metric);
    const stretch = { firstDay: inForce[0]!, lastDay: inForce.at(-1)! };
    const part = partOf(target, channels);
    const figure =
      known === undefined || part === null || isFiner(period.grain, known.finestGrain)
        ? NOT_PUBLISHED
        : figureWithin(figures, known, part, period, stretch);
    const verdict = known === undefined ? 'unknown' : judge(known, figure, aim, period);
    return [
      {
        id: target.id,
        words: target.words,
        metric,
        clock: isService ? target.clock : null,
        channel: target.channel,
        queue: target.queue,
        thresholdSeconds: isService ? target.thresholdSeconds : null,
        aim,
        isMet: verdict === 'met' ? true : verdict === 'missed' ? false : null,
        from: formatDay(stretch.firstDay),
        to: formatDay(stretch.lastDay),
        ...figure,
        verdict,
      },
    ];
  });
}

export interface StretchFigure {
  value: number | null;
  n: number | null;
  /** 95 % interval; null where there is none */
  low: number | null;
  high: number | null;
}
const NOT_PUBLISHED: StretchFigure = { value: null, n: null, low: null, high: null };

/** With more of the days hidden, those that are shown are the worse ones: a share near all is hidden as well. */
export const MOST_HIDDEN_SHARE = 0.1;

/** The figure of a period, or of the days of it from `firstDay` to `lastDay`, with its interval. */
export function figureWithin(
  { own, days }: TargetFigures,
  metric: Metric,
  part: Part,
  period: ReportPeriod,
  { firstDay, lastDay }: { firstDay: CivilDay; lastDay: CivilDay },
): StretchFigure {
  const isWhole = firstDay === period.firstDay && lastDay === period.lastDay;
  const tallies =
    metric.unit !== 'share' || isFiner('day', metric.finestGrain)
      ? null
      : talliesOf(days.range(metric.id, part, firstDay, lastDay));
  const { value, n } = isWhole ? own.cell(metric.id, part, firstDay) : pooled(tallies ?? []);
  if (value === null) return NOT_PUBLISHED;
  const interval = intervalOf(metric, { value, n }, tallies, period);
  return { value, n, low: interval?.low ?? null, high: interval?.high ?? null };
}

/** Days of which the share is known, as parts and wholes; null where so many are hidden that the rest is no fair picture. */
export function talliesOf(cells: readonly SaidCell[]): Tally[] | null {
  const known = cells.flatMap(({ value, n }) => (value === null || n === null ? [] : [{ k: value * n, n }]));
  const hidden = cells.filter(({ status }) => status === 'suppressed').length;
  return hidden > MOST_HIDDEN_SHARE * (known.length + hidden) ? null : known;
}

function pooled(tallies: readonly Tally[]): { value: number | null; n: number | null } {
  const n = tallies.reduce((sum, day) => sum + day.n, 0);
  return n === 0 ? { value: null, n: null } : { value: tallies.reduce((sum, { k }) => sum + k, 0) / n, n };
}

function intervalOf(
  metric: Metric,
  { value, n }: { value: number; n: number | null },
  tallies: readonly Tally[] | null,
  { grain }: ReportPeriod,
): Interval | null {
  if (metric.unit !== 'share') return null;
  if (isSample(metric)) return n === null ? null : wilsonInterval({ k: value * n, n });
  if (grain === 'day' || tallies === null) return null;
  const ofDays = clusteredRatio(tallies);
  if (ofDays === null) return null;
  // About the figure that is said: the days of which the share is hidden are in it, and not among these.
  const half = (ofDays.high - ofDays.low) / 2;
  return { low: Math.max(0, value - half), high: Math.min(1, value + half) };
}

/** At least the aim where more is better, at most where less is. */
export function judge(
  metric: Metric,
  { value, low, high }: StretchFigure,
  aim: number,
  { grain }: Pick<ReportPeriod, 'grain'>,
): TargetVerdict {
  if (value === null || metric.better === null) return 'unknown';
  const isHigherBetter = metric.better === 'higher';
  const met = (isMet: boolean) => (isMet ? 'met' : 'missed');
  const isExact = !isSample(metric) && (grain === 'day' || metric.unit !== 'share');
  if (isExact) return met(isHigherBetter ? value >= aim : value <= aim);
  // Of a mean of answers no interval is known, nor of a month of which one day alone has contacts.
  if (low === null || high === null) return 'unknown';
  const side = sideOfTarget({ low, high }, aim);
  return side === 'near' ? 'too_close' : met((side === 'above') === isHigherBetter);
}

export function daysOf({ firstDay, lastDay }: Pick<ReportPeriod, 'firstDay' | 'lastDay'>): CivilDay[] {
  return Array.from({ length: lastDay - firstDay + 1 }, (_, i) => firstDay + i);
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

/** Null where no figure is published of what the target speaks of: nothing is by channel and queue together. */
function partOf({ channel, queue }: Target, channels: readonly string[]): Part | null {
  if (channel !== null && queue !== null && channels.length > 1) return null;
  return queue !== null ? { queue } : channel !== null ? { channel } : {};
}

/** What people answered; how many answered is counted like contacts. */
export function isSample(metric: Metric): boolean {
  return evidenceOf(metric) === 'surveys' && !factsOf(metric).has('surveysSent');
}
