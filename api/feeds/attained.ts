/**
 * What was attained of a promise over a period, and whether that reached the aim: for service levels and reports alike.
 * Owns which published days an interval is made of and why there is no verdict; the rule is db/domain/target-verdict.ts's.
 */
import { wilsonInterval } from '../../db/domain/confidence.ts';
import { evidenceOf, factsOf, type Metric } from '../../db/domain/metric.ts';
import {
  type AttainedByDays,
  attainedByDays,
  type Better,
  judgeTarget,
} from '../../db/domain/target-verdict.ts';
import type { SaidCell } from '../contract/cell.ts';
import type { HeldTarget } from '../contract/service-levels.ts';

/** A figure of a period, with how its days differ. */
export interface Attained {
  cell: SaidCell;
  byDays: AttainedByDays;
  /** the figure is a sum of days of which some are hidden */
  hasHidden: boolean;
}

export type Judged = Pick<HeldTarget, 'attained' | 'low' | 'high' | 'days' | 'verdict' | 'unjudged'>;

/** A share as a count, made whole again: times its n; null where either is not said. */
export function countOf({ value, n }: Pick<SaidCell, 'value' | 'n'>): number | null {
  return value === null || n === null ? null : Math.round(value * n);
}

/** `days`: the published days of the period; `threshold`: the least count that is shown. */
export function attainedOf(
  { cell, hasHidden }: Pick<Attained, 'cell' | 'hasHidden'>,
  days: readonly SaidCell[],
  threshold: number,
): Attained {
  const shown = days.flatMap(({ value, n }) => (value === null || n === null ? [] : [{ value, n }]));
  const hidden = days.filter(({ status }) => status === 'suppressed').length;
  const k = countOf(cell);
  // A sum of shown days tells nothing of the others; a period with a cell of its own does.
  const rest =
    hasHidden || k === null ? null : { days: hidden, whole: { k, n: cell.n! }, most: threshold - 1 };
  return { cell, byDays: attainedByDays(shown, rest), hasHidden };
}

/** Answers to a survey may be taken as independent, so that no days are needed; of a mean of them no interval is known. */
export function attainedOfAnswers(metric: Metric, attained: Attained): Attained {
  const { n } = attained.cell;
  const k = countOf(attained.cell);
  const interval = metric.unit === 'share' && k !== null ? wilsonInterval({ k, n: n! }) : null;
  return { ...attained, byDays: { ...attained.byDays, interval } };
}

/** What people answered; how many answered is counted like contacts. */
export function isSample(metric: Metric): boolean {
  return evidenceOf(metric) === 'surveys' && !factsOf(metric).has('surveysSent');
}

/** Whether what was attained reached the aim; `hasChanged`: no single aim held. */
export function judged(
  { cell, byDays, hasHidden }: Attained,
  aim: number | null,
  { better = 'higher', hasChanged = false }: { better?: Better; hasChanged?: boolean } = {},
): Judged {
  const { interval } = byDays;
  const isSaid = cell.value !== null;
  const unjudged = !isSaid
    ? cell.status !== 'suppressed'
      ? 'no_records'
      : hasHidden
        ? 'days_hidden'
        : 'hidden'
    : aim === null
      ? 'no_target'
      : hasChanged
        ? 'target_changed'
        : interval === null
          ? 'too_few_days'
          : null;
  return {
    attained: cell,
    low: isSaid ? (interval?.low ?? null) : null,
    high: isSaid ? (interval?.high ?? null) : null,
    days: byDays.days,
    verdict: unjudged === null ? judgeTarget(interval!, aim!, better) : null,
    unjudged,
  };
}
