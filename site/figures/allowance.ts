/** What a promise allows to wait longer, and how much of it is used up: of the month that goes on, else of the last. */
import type { ClockFigure, ErrorBudgetAnswer } from '../../api/contract/service-levels.ts';
import { parseDay } from '../../db/domain/zone.ts';
import { placeAllowanceCourse } from '../charts/allowance-course.ts';
import { placeColumn } from '../charts/picture.ts';
import { formatDayAndMonth, formatShortDay } from '../words/date.ts';
import { formatCount, formatDecimal, formatShare } from '../words/number.ts';
import { type FigureContext, methodsOf } from './context.ts';
import { type Figure, plainCell, type Table } from './figure.ts';
import { daysInMonth, type Levels, lastLevels, mainClock, monthName, runningLevels } from './levels.ts';

/** Days with contacts before which a month's rate of spending is chance. */
const FEWEST_DAYS = 5;

interface Course {
  levels: Levels;
  clock: ClockFigure;
  budget: ErrorBudgetAnswer;
  /** sums up to the end of each day that is told */
  days: { date: string; at: number; missed: number; allowed: number; spentSum: number; allowedSum: number }[];
}

/** Null where no target is in force, or nothing of it is told. */
export function allowanceFigure(context: FigureContext): Figure | null {
  const course = courseOf(runningLevels(context)) ?? courseOf(lastLevels(context));
  if (course === null) return null;
  const { say } = context;
  const words = say.levels.allowance;
  const { levels, clock, budget, days } = course;
  const month = monthName(say, levels.month);
  const isRunning = !levels.answer.isWhole;
  const heading = headingOf(context, course, month);
  const count = (n: number) => formatCount(say, n);
  const sums = [formatShare(say, clock.aim!), count(budget.budget), count(budget.spent)] as const;
  const length = daysInMonth(levels.month);
  const last = days.at(-1)!;
  const state = {
    days: days.map(({ at, date, spentSum, allowedSum }) => ({
      ...{ at, spent: spentSum, allowed: allowedSum },
      title: say.service.title(
        formatShortDay(say, parseDay(date)!),
        words.spent,
        count(spentSum),
        count(allowedSum),
      ),
    })),
    length,
    ticks: [0, 7, 14, 21, length - 1].map((at) => ({ at, label: formatShortDay(say, levels.month + at) })),
    spentName: words.spent,
    allowedName: words.allowed,
    label: words.figure(heading, count(last.spentSum), count(last.allowedSum)),
    format: count,
  };
  return {
    id: 'allowance',
    kicker: words.kicker,
    heading,
    standfirst: [
      isRunning ? words.soFar(...sums) : words.standfirst(...sums),
      ...burnSentence(context, budget),
    ].join(' '),
    pictures: placeColumn((width) => placeAllowanceCourse(state, width)),
    breadth: 'column',
    notes: [words.note],
    methods: methodsOf(context, clock.metric),
    tables: [tableOf(context, days, month)],
    isTableFolded: true,
    tableName: words.table(month),
    sources: [{ path: levels.path, name: words.kicker }],
  };
}

function courseOf(levels: Levels | null): Course | null {
  if (levels === null) return null;
  const clock = mainClock(levels.answer);
  const { budget } = clock;
  if (budget === null || clock.aim === null) return null;
  const days: Course['days'] = [];
  let [spentSum, allowedSum] = [0, 0];
  budget.days.date.forEach((date, i) => {
    const [missed, allowed] = [budget.days.missed[i] ?? null, budget.days.allowed[i] ?? null];
    if (missed === null || allowed === null) return;
    spentSum += missed;
    allowedSum += allowed;
    const at = (parseDay(date) ?? levels.month) - levels.month;
    days.push({ date, at, missed, allowed, spentSum, allowedSum });
  });
  return days.length === 0 ? null : { levels, clock, budget, days };
}

function headingOf({ say }: FigureContext, { levels, budget, days }: Course, month: string): string {
  const words = say.levels.allowance;
  if (!levels.answer.isWhole) {
    if (days.length < FEWEST_DAYS) return words.early(month);
    const usedUp = budget.usedUpOn === null ? null : parseDay(budget.usedUpOn);
    if (usedUp === null) return words.lasts(month);
    const said = [formatDayAndMonth(say, usedUp, levels.month), month] as const;
    // What lies behind is told as past.
    return usedUp <= parseDay(days.at(-1)!.date)! ? words.wasUsedUp(...said) : words.usedUp(...said);
  }
  const times = budget.burn === null ? '–' : say.percent(formatDecimal(say, budget.burn * 100, 0));
  return (budget.burn ?? 0) > 1 ? words.over(times, month) : words.under(times, month);
}

function burnSentence({ say }: FigureContext, budget: ErrorBudgetAnswer): string[] {
  const words = say.levels.allowance;
  const { lastDay, lastWeek, isFast } = budget;
  if (lastDay?.burn == null || lastWeek?.burn == null) return [];
  const day = parseDay(lastDay.to)!;
  const times = (burn: number) => formatDecimal(say, burn, 1);
  const said = words.burn(formatDayAndMonth(say, day, day), times(lastDay.burn), times(lastWeek.burn));
  return isFast ? [said, words.fast] : [said];
}

function tableOf({ say }: FigureContext, days: Course['days'], month: string): Table {
  const words = say.levels.allowance;
  const count = (n: number) => plainCell(formatCount(say, n));
  return {
    caption: words.table(month),
    columns: [words.day, words.missed, words.allowedOnDay, words.sum],
    rows: days.map(({ date, missed, allowed, spentSum, allowedSum }) => ({
      name: formatShortDay(say, parseDay(date)!),
      cells: [
        count(missed),
        count(allowed),
        plainCell(allowedSum === 0 ? '–' : say.percent(formatDecimal(say, (100 * spentSum) / allowedSum, 0))),
      ],
    })),
  };
}
