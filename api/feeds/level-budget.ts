/**
 * The error budget of a clock over the window: what was allowed, what was spent, how fast, and day by day.
 * Owns which stretch burns; every number is a difference of two that are published.
 */
import { periodEnd, periodStart } from '../../db/domain/bucket.ts';
import { type BudgetStretch, budgetOf, exhaustedOnDay, isBurningFast } from '../../db/domain/error-budget.ts';
import { type Clock, targetInForce } from '../../db/domain/target.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import type { ErrorBudgetAnswer, HeldTarget } from '../contract/service-levels.ts';
import { countOf } from './attained.ts';
import { type LevelWindow, namedDays, type PublishedDay } from './level-window.ts';

const WEEK = 7;

/** Null without a target, or where nothing of the window is published. `known`: its days, and the week before them. */
export function budgetFigure(
  window: LevelWindow,
  clock: Clock,
  rules: readonly HeldTarget[],
  known: readonly PublishedDay[],
): ErrorBudgetAnswer | null {
  const stretches = rules.flatMap(({ aim, attained }) => stretchOf(aim, attained));
  const isHidden = rules.some(({ attained }) => attained.status === 'suppressed');
  const due = stretches.reduce((sum, { total }) => sum + total, 0);
  if (isHidden || due === 0) return null;
  const { budget, spent, remaining, burn } = budgetOf(stretches);
  const ofDays = known.map(({ day, cell }) => {
    const target = targetOf(window, clock, day);
    return { day, status: cell.status, stretch: target === null ? [] : stretchOf(target, cell) };
  });
  const last = ofDays.findLast(({ day, stretch }) => day >= window.fromDay && stretch.length > 0)?.day;
  const burnFrom = (fromDay: CivilDay, toDay: CivilDay) => ({
    ...namedDays({ fromDay, toDay }),
    burn: budgetOf(ofDays.flatMap(({ day, stretch }) => (day < fromDay || day > toDay ? [] : stretch))).burn,
  });
  const lastDay = last === undefined ? null : burnFrom(last, last);
  const lastWeek = last === undefined ? null : burnFrom(last - WEEK + 1, last);
  const usedUp = exhaustedOnDay(burn, periodLength(window));
  const shown = ofDays.filter(({ day }) => day >= window.fromDay);
  const partOf = (stretch: readonly BudgetStretch[], part: 'spent' | 'budget') =>
    stretch.length === 0 ? null : budgetOf(stretch)[part];
  return {
    budget,
    spent,
    remaining,
    burn,
    usedUpOn: usedUp === null ? null : formatDay(window.fromDay + usedUp - 1),
    lastDay,
    lastWeek,
    isFast: isBurningFast(lastDay?.burn ?? null, lastWeek?.burn ?? null),
    days: {
      date: shown.map(({ day }) => formatDay(day)),
      missed: shown.map(({ stretch }) => partOf(stretch, 'spent')),
      allowed: shown.map(({ stretch }) => partOf(stretch, 'budget')),
      status: shown.map(({ status }) => status),
    } as ErrorBudgetAnswer['days'],
  };
}

function targetOf({ context, channel, queue = null }: LevelWindow, clock: Clock, day: CivilDay) {
  return targetInForce(context.configuration.targets, { channel, queue, day, clock })?.share ?? null;
}

function stretchOf(target: number, cell: PublishedDay['cell']): BudgetStretch[] {
  const good = countOf(cell);
  return good === null || cell.n === null ? [] : [{ target, good, total: cell.n }];
}

/** Of a month that goes on, all of its days: the allowance is the month's. */
function periodLength({ fromDay, toDay }: LevelWindow): number {
  const isInMonth = periodStart('month', fromDay) === fromDay && toDay < periodEnd('month', fromDay);
  return (isInMonth ? periodEnd('month', fromDay) : toDay + 1) - fromDay;
}
