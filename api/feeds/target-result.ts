/**
 * The targets in force within a period, each with whether the published figure of its days met it.
 * Owns which figure a target is held against; refuses to judge by a figure that is not published, or where the interval
 * holds the aim: of answers always, of contacts in a week or month, whose days vary. Of one day the contacts are all counted,
 * and its figure is what it is. Source: reference 2.5.
 */
import { findMetric, type Metric } from '../../db/domain/metric.ts';
import { type ReportPeriod, reportPeriod } from '../../db/domain/report-period.ts';
import {
  isInForce,
  METRIC_OF_CLOCK,
  metricTargetInForce,
  type Target,
  targetInForce,
} from '../../db/domain/target.ts';
import { judgeExactly, type TargetResult } from '../../db/domain/target-verdict.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import type { SaidCell } from '../contract/cell.ts';
import type { ReportTarget } from '../contract/report.ts';
import { type Attained, attainedOf, attainedOfAnswers, isSample, judged } from './attained.ts';
import type { FeedContext } from './context.ts';
import type { Part, PeriodCells } from './period-cells.ts';
import { isFiner } from './series.ts';

/** Figures of the report's own period, of its weeks and of its days. */
export interface TargetFigures {
  own: PeriodCells;
  weeks: PeriodCells;
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
  const { threshold } = configuration.disclosure;
  return targets.flatMap((target) => {
    const inForce = daysOf(period).filter((day) => isInForce(target, day) && isTheOne(targets, target, day));
    if (inForce.length === 0) return [];
    const isService = target.kind === 'service';
    const metric = isService ? METRIC_OF_CLOCK[target.clock] : target.metric;
    const aim = isService ? target.share : target.value;
    const known = findMetric(metric);
    const stretch = { firstDay: inForce[0]!, lastDay: inForce.at(-1)! };
    const part = partOf(target, channels);
    const { figure, verdict } =
      known === undefined || part === null || isFiner(period.grain, known.finestGrain)
        ? UNKNOWN
        : judgeWithin(figures, known, part, period, stretch, { aim, threshold });
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

interface Judgement {
  figure: StretchFigure;
  verdict: TargetResult;
}
const UNKNOWN: Judgement = { figure: NOT_PUBLISHED, verdict: 'unknown' };

/**
 * The figure of a period, or of the days of it from `firstDay` to `lastDay`, with its interval, and whether it met an aim
 * (null: there is none). In a week or month by the rule of service levels; of one day, and of what is no share, a figure
 * that is counted whole is what it is.
 */
export function judgeWithin(
  figures: TargetFigures,
  metric: Metric,
  part: Part,
  { grain }: Pick<ReportPeriod, 'grain'>,
  stretch: { firstDay: CivilDay; lastDay: CivilDay },
  { aim, threshold }: { aim: number | null; threshold: number },
): Judgement {
  const whole = cellOf(figures, metric, part, stretch);
  const { value, n } = whole.cell;
  if (value === null) return UNKNOWN;
  const { better } = metric;
  const isByAnswers = isSample(metric);
  const isExact = !isByAnswers && (grain === 'day' || metric.unit !== 'share');
  if (isExact) {
    const verdict = aim === null || better === null ? 'unknown' : judgeExactly(value, aim, better);
    return { figure: { ...NOT_PUBLISHED, value, n }, verdict };
  }
  const attained = isByAnswers
    ? attainedOfAnswers(metric, attainedOf(whole, [], threshold))
    : attainedOf(whole, daysWithin(figures, metric, part, stretch), threshold);
  const { low, high, verdict } = judged(attained, aim, { better: better ?? 'higher' });
  return { figure: { value, n, low, high }, verdict: better === null ? 'unknown' : (verdict ?? 'unknown') };
}

/** Of a whole period and of a week its own; of other days their sum, where all of them are published. */
function cellOf(
  figures: TargetFigures,
  metric: Metric,
  part: Part,
  { firstDay, lastDay }: { firstDay: CivilDay; lastDay: CivilDay },
): Pick<Attained, 'cell' | 'hasHidden'> {
  const { own, weeks } = figures;
  for (const { grain, cells } of [
    { grain: own.grain, cells: own },
    { grain: 'week', cells: weeks },
  ] as const) {
    const period = reportPeriod(grain, firstDay);
    if (period.firstDay === firstDay && period.lastDay === lastDay)
      return { cell: cells.cell(metric.id, part, firstDay), hasHidden: false };
  }
  const days = daysWithin(figures, metric, part, { firstDay, lastDay });
  const hasHidden = days.some(({ status }) => status === 'suppressed');
  const known = days.flatMap(({ value, n }) => (value === null || n === null ? [] : [{ k: value * n, n }]));
  const n = known.reduce((sum, day) => sum + day.n, 0);
  // Days are hidden where few were on one side of a share: those that are left would be another kind of days.
  if (n === 0 || metric.unit !== 'share' || hasHidden)
    return {
      cell: { value: null, n: null, status: hasHidden ? 'suppressed' : 'missing' } as SaidCell,
      hasHidden,
    };
  const value = known.reduce((sum, { k }) => sum + k, 0) / n;
  return { cell: { value, n, status: 'partial' } as SaidCell, hasHidden };
}

function daysWithin(
  { days }: TargetFigures,
  metric: Metric,
  part: Part,
  { firstDay, lastDay }: { firstDay: CivilDay; lastDay: CivilDay },
): readonly SaidCell[] {
  if (metric.unit !== 'share' || isFiner('day', metric.finestGrain)) return [];
  return days.range(metric.id, part, firstDay, lastDay);
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
