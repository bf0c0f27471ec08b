/**
 * What is published of the made-up parcel company's promises: October 2026 whole, and November so far.
 * Owns its figures, small enough to reckon by hand; tests change single fields of a copy.
 */
import type {
  ClockFigure,
  ErrorBudgetAnswer,
  ServiceLevelsAnswer,
} from '../../api/contract/service-levels.ts';
import { formatDay, parseDay } from '../../db/domain/zone.ts';

type Cell = ClockFigure['attained'];
const cell = (value: number | null, n: number | null, status: Cell['status'] = 'final') =>
  ({ value, n, status }) as Cell;

/** So many days in a row, each with the same. */
function daysOf(from: string, count: number, missed: number, allowed: number): ErrorBudgetAnswer['days'] {
  const days = Array.from({ length: count }, (_, i) => formatDay(parseDay(from)! + i));
  return {
    ...{ date: days, missed: days.map(() => missed), allowed: days.map(() => allowed) },
    status: days.map(() => 'final'),
  } as unknown as ErrorBudgetAnswer['days'];
}

type Judged = Pick<ClockFigure, 'attained' | 'low' | 'high' | 'days' | 'verdict' | 'unjudged'>;

function clockOf(
  clock: ClockFigure['clock'],
  target: { id: string; thresholdSeconds: number; aim: number },
  judged: Judged,
  budget: ErrorBudgetAnswer | null,
): ClockFigure {
  const { id, thresholdSeconds, aim } = target;
  return {
    clock,
    metric: clock === 'internal' ? 'service_level' : 'customer_service_level',
    denominator: clock === 'internal' ? 'answered_or_gave_up' : 'everyone_who_asked',
    aim,
    ...judged,
    rules: [
      {
        ...{ id, words: id, thresholdSeconds, aim, exclusions: null, channel: 'phone', from: '2026-01-01' },
        ...{ to: null, supersedes: null, heldFrom: '2026-10-01', heldTo: '2026-10-31' },
        ...judged,
      },
    ],
    underTodaysRule: { id, thresholdSeconds, aim, attained: judged.attained, isPublished: true },
    budget,
  };
}

/** 10,000 calls, 7,000 of them within a minute, where 8 in 10 were promised. */
export function levelsFixture(): ServiceLevelsAnswer {
  const internal: Judged = {
    ...{ attained: cell(0.7, 10_000), low: 0.66, high: 0.74, days: 27 },
    verdict: 'missed',
    unjudged: null,
  };
  const customer: Judged = {
    ...{ attained: cell(0.6, 12_500), low: 0.55, high: 0.65, days: 27 },
    verdict: 'missed',
    unjudged: null,
  };
  const budget: ErrorBudgetAnswer = {
    ...{ budget: 2000, spent: 3000, remaining: -0.5, burn: 1.5, usedUpOn: '2026-10-21', isFast: false },
    lastDay: { from: '2026-10-31', to: '2026-10-31', burn: 1.2 },
    lastWeek: { from: '2026-10-25', to: '2026-10-31', burn: 1.4 },
    days: daysOf('2026-10-01', 31, 100, 65),
  };
  return {
    ...{ channel: 'phone', from: '2026-10-01', to: '2026-10-31', isWhole: true },
    ...{ timeZone: 'Europe/London', asOf: '2026-11-22T05:00:00Z' },
    clocks: [
      clockOf('internal', { id: 'phone-60', thresholdSeconds: 60, aim: 0.8 }, internal, budget),
      clockOf('customer', { id: 'phone-customer', thresholdSeconds: 180, aim: 0.7 }, customer, null),
    ],
    bridge: {
      ...{ from: 0.7, to: 0.6, reason: null },
      steps: [
        { part: 'threshold', points: -0.04, n: 500 },
        { part: 'menu', points: 0.09, n: 2000 },
        { part: 'refused', points: 0.028, n: 500 },
        { part: 'gave_up', points: 0, n: 900 },
        { part: 'other', points: 0.022, n: null },
      ],
    },
    halfHours: cell(0.46, 700),
    formulas: {
      formula: ['worst', 'short', 'excl', 'credit', 'ans'],
      metric: [
        ...['service_level', 'service_level_short', 'service_level_excl'],
        ...['service_level_credit', 'service_level_ans'],
      ],
      value: [0.7, 0.71, 0.73, 0.75, 0.77],
      n: [10_000, 9900, 9600, 10_000, 9100],
      status: ['final', 'final', 'final', 'final', 'final'],
    } as unknown as ServiceLevelsAnswer['formulas'],
    score: {
      score: 82,
      components: [
        {
          ...{ id: 'phone-60', words: 'phone-60', channel: 'phone', queue: null, metric: 'service_level' },
          ...{ clock: 'internal', thresholdSeconds: 60, aim: 0.8, weight: 0.5, leftOut: null, points: 43.75 },
          ...internal,
        },
        {
          ...{ id: 'satisfied', words: 'satisfied', channel: null, queue: null, metric: 'csat_top2' },
          ...{ clock: null, thresholdSeconds: null, aim: 0.8, weight: 0.5, leftOut: null, points: 38.25 },
          ...{
            attained: cell(0.612, 400),
            low: 0.56,
            high: 0.66,
            days: 27,
            verdict: 'missed',
            unjudged: null,
          },
        },
      ],
    },
  };
}

/** Of emails 9 in 10 are answered in time, and by the customer's clock 4 points fewer; no target is the customer's. */
export function emailLevels(): ServiceLevelsAnswer {
  const answer = levelsFixture();
  const [internal, customer] = answer.clocks;
  const attained = { attained: cell(0.9, 1200), low: 0.87, high: 0.93, verdict: 'met' as const };
  Object.assign(internal!, attained, { budget: null });
  Object.assign(internal!.rules[0]!, attained, { id: 'email-60', words: 'email-60', channel: 'email' });
  Object.assign(customer!, {
    ...{ attained: cell(0.86, 1250), low: 0.83, high: 0.89, aim: null, rules: [], underTodaysRule: null },
    ...{ verdict: null, unjudged: 'no_target' },
  });
  return {
    ...answer,
    channel: 'email',
    bridge: {
      ...{ from: 0.9, to: 0.86, reason: null },
      steps: [
        { part: 'refused', points: 0.03, n: 50 },
        { part: 'other', points: 0.01, n: null },
      ],
    },
  };
}

/** November so far: twenty-one days, each of which used more than it may. */
export function runningLevels(): ServiceLevelsAnswer {
  const answer = structuredClone(levelsFixture());
  const { budget, attained } = answer.clocks[0]!;
  Object.assign(answer, { from: '2026-11-01', to: '2026-11-30', isWhole: false });
  Object.assign(attained, { status: 'partial' });
  Object.assign(budget!, {
    ...{ budget: 1365, spent: 2100, remaining: -0.538, burn: 1.538, usedUpOn: '2026-11-20' },
    lastDay: { from: '2026-11-21', to: '2026-11-21', burn: 2.4 },
    lastWeek: { from: '2026-11-15', to: '2026-11-21', burn: 1.6 },
    isFast: true,
    days: daysOf('2026-11-01', 21, 100, 65),
  });
  return answer;
}
