/**
 * One clock of the window: what was attained, under which targets, and what it would be under today's.
 * Owns how a target that changed within the window is told; refuses to judge history by a rule that did not hold.
 */
import { metricNamed } from '../../db/domain/metric.ts';
import { type Clock, METRIC_OF_CLOCK, targetInForce } from '../../db/domain/target.ts';
import { targetChanges } from '../../db/domain/target-change.ts';
import { formatDay } from '../../db/domain/zone.ts';
import type { SaidCell } from '../contract/cell.ts';
import type { ClockFigure, HeldTarget } from '../contract/service-levels.ts';
import { type Attained, countOf, judged } from './attained.ts';
import { budgetFigure } from './level-budget.ts';
import {
  attainedIn,
  daysIn,
  type HeldSpan,
  heldIn,
  type LevelWindow,
  type PublishedDay,
  sayWindow,
} from './level-window.ts';

const DENOMINATOR = { internal: 'answered_or_gave_up', customer: 'everyone_who_asked' } as const;
/** At these, how many were answered in time is published whatever the target is. */
const PUBLISHED_THRESHOLDS = [20, 60, 120, 300];
/** So many days before the window are read too, for the burn of its last week. */
const WEEK_BEFORE = 6;

export function clockFigure(window: LevelWindow, clock: Clock): ClockFigure {
  const metric = metricNamed(METRIC_OF_CLOCK[clock]);
  const known = daysIn(window, metric, WEEK_BEFORE);
  const days = known.filter(({ day }) => day >= window.fromDay);
  const attained = attainedIn(window, metric, days);
  const spans = heldIn(window, clock);
  const only = spans.length === 1 ? spans[0]! : null;
  const rules = spans.map((span) => ruleOf(window, clock, span, span === only ? attained : null, days));
  const isUnderOne = only !== null && days.every(({ day }) => day >= only.fromDay && day <= only.toDay);
  const aim = meanAim(rules);
  return {
    clock,
    metric: metric.id,
    denominator: DENOMINATOR[clock],
    aim,
    ...judged(attained, aim, { hasChanged: !isUnderOne }),
    rules,
    underTodaysRule: todaysRule(window, clock, spans, attained.cell, days),
    budget: budgetFigure(window, clock, rules, known),
  };
}

/** By how much was due under each; the last one's where nothing was. */
function meanAim(rules: readonly HeldTarget[]): number | null {
  if (rules.length < 2) return rules[0]?.aim ?? null;
  const due = rules.reduce((sum, { attained }) => sum + (attained.n ?? 0), 0);
  if (due === 0) return rules.at(-1)!.aim;
  return rules.reduce((sum, { aim, attained }) => sum + aim * (attained.n ?? 0), 0) / due;
}

function ruleOf(
  window: LevelWindow,
  clock: Clock,
  { target, fromDay, toDay }: HeldSpan,
  attainedOfAll: Attained | null,
  days: readonly PublishedDay[],
): HeldTarget {
  const isAll = fromDay === window.fromDay && toDay === window.toDay;
  const attained =
    isAll && attainedOfAll !== null
      ? attainedOfAll
      : attainedIn(
          { ...window, fromDay, toDay },
          metricNamed(METRIC_OF_CLOCK[clock]),
          days.filter(({ day }) => day >= fromDay && day <= toDay),
        );
  const superseded = targetChanges(window.context.configuration.targets).find(
    (change) => change.target === target && change.before !== null,
  );
  return {
    id: target.id,
    words: target.words,
    thresholdSeconds: target.thresholdSeconds,
    aim: target.share,
    exclusions: target.exclusions ?? null,
    channel: target.channel,
    from: formatDay(target.from),
    to: target.to === null ? null : formatDay(target.to),
    supersedes: superseded?.before?.id ?? null,
    heldFrom: formatDay(fromDay),
    heldTo: formatDay(toDay),
    ...judged(attained, target.share),
  };
}

/** The same contacts by the target of today: as it was where the time is the same, else of what is published at that time. */
function todaysRule(
  window: LevelWindow,
  clock: Clock,
  spans: readonly HeldSpan[],
  attained: SaidCell,
  days: readonly PublishedDay[],
): ClockFigure['underTodaysRule'] {
  const { context, channel, queue = null } = window;
  const today = context.zone.dayOf(context.nowSeconds);
  const target = targetInForce(context.configuration.targets, { channel, queue, day: today, clock });
  if (target === null) return null;
  const { id, thresholdSeconds, share: aim } = target;
  const isHeld = ({ day }: PublishedDay) =>
    spans.some(
      (span) => span.target.thresholdSeconds === thresholdSeconds && day >= span.fromDay && day <= span.toDay,
    );
  if (days.every(isHeld)) return { id, thresholdSeconds, aim, attained, isPublished: true };
  const within =
    clock === 'internal' && PUBLISHED_THRESHOLDS.includes(thresholdSeconds)
      ? answeredWithin(window, thresholdSeconds, attained)
      : null;
  const unknown = { value: null, n: null, status: 'missing' } as SaidCell;
  return { id, thresholdSeconds, aim, attained: within ?? unknown, isPublished: within !== null };
}

/** Answered within so many seconds ÷ (answered + gave up), both published; null where either is hidden in part. */
function answeredWithin(window: LevelWindow, seconds: number, attained: SaidCell): SaidCell | null {
  const { cell, hasHidden } = sayWindow(window, metricNamed(`answered_within_${seconds}s`));
  const within = countOf(cell);
  const { n, status } = attained;
  if (within === null || hasHidden || attained.value === null || n === null || n === 0) return null;
  const late = n - within;
  const least = window.context.configuration.disclosure.threshold;
  if (late < 0 || (late > 0 && late < least)) return null;
  return { value: within / n, n, status } as SaidCell;
}
