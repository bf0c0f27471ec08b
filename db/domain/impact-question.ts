/**
 * What is asked when an action is judged: the weeks of its series, as they are published, and what was registered.
 * Owns the shape of the question and which weeks of it can be used; refuses to judge.
 */
import type { CivilDay } from './civil-day.ts';
import type { Tally } from './confidence.ts';

/** Why a week is left out although it has a value. */
export const LEFT_OUT = ['outage', 'rollout', 'selection', 'break', 'other_action'] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

/** One civil week of the series that an action is to change, as it is published. */
export interface ImpactWeek {
  /** its Monday */
  readonly day: CivilDay;
  /** count of the week (rounded as published), or k of a share; null: hidden, missing, partial or left out */
  readonly value: number | null;
  /** n of a share, else null */
  readonly base: number | null;
  /** orders, customers or open days of the week; the count is per this, a share per 1; a week of 0 is not used */
  readonly exposure: number;
  /** the control's count (or k) and base in the same week; null where there is none */
  readonly control: number | null;
  readonly controlBase: number | null;
  /**
   * null: used. The week in which the action begins is `rollout` unless it begins on its Monday, and so are all up to
   * the end of the roll-out.
   */
  readonly leftOut: LeftOut | null;
  /** value is null because it is small: such weeks are not missing by chance */
  readonly isHidden?: boolean;
  /** of a clustered share: the week's days, Monday first, so that the day is the unit; null or n = 0: not known */
  readonly days?: readonly (Tally | null)[];
  /** the same of the control */
  readonly controlDays?: readonly (Tally | null)[];
}

export interface ImpactQuestion {
  /** `clustered_share`: contacts of a day share the queue, so that days vary and not contacts: waits, abandonment */
  readonly kind: 'count' | 'share' | 'clustered_share';
  /** one after the other, before and after, only weeks that are final */
  readonly weeks: readonly ImpactWeek[];
  /** index of the first whole week after the start, or after the end of the roll-out; may be `weeks.length` or more */
  readonly startWeek: number;
  /** index of the first week that is not wholly before the end of the action; null: it goes on */
  readonly endWeek: number | null;
  readonly direction: 'down' | 'up';
  /** relative and positive, 0.15 = 15 % in the direction; null: not stated */
  readonly expectedEffect: number | null;
  /** null: `worthwhileOf` says what is taken */
  readonly worthwhileEffect: number | null;
  readonly impactModel: 'step' | 'slope' | 'temporary';
  readonly exposureKind: 'orders' | 'customers' | 'open_days';
  /** a control was registered, though perhaps nothing of it is known */
  readonly isControlNamed?: boolean;
  /**
   * indexes of weeks in which another action on the same series took effect: each gets a step of its own where it is
   * eight weeks or more before ours; later ones end what can be judged
   */
  readonly otherSteps?: readonly number[];
}

/** No more than two years before: a straight trend through more would be believed of nothing. */
const MOST_WEEKS_BEFORE = 104;
/** A year before, of which so many weeks are known, can tell seasons. */
const YEAR_WEEKS = 52;
const LEAST_OF_YEAR = 39;
/** Two actions nearer than this cannot be told apart. */
export const APART_WEEKS = 8;
/** Of an earlier step's own weeks before it. */
const LEAST_BEFORE_STEP = 4;
/** A control must be known in three quarters of the weeks, and hold so many a week, to say anything. */
const LEAST_CONTROL_SHARE = 0.75;
const LEAST_CONTROL_MEAN = 5;

/** The weeks that one look can use. */
export interface Span {
  /** indexes of weeks without the action, in order; of a temporary one also those after its end */
  readonly without: readonly number[];
  /** indexes of the judged weeks, in order */
  readonly judged: readonly number[];
  /** how many of `without` come before the action */
  readonly before: number;
  /** index after the last week that can be judged */
  readonly actionEnd: number;
  /** a year lies before the action, and is known well enough to tell seasons */
  readonly hasYear: boolean;
  /** among weeks that were looked at, the share of those hidden because few came, before or after, whichever is more */
  readonly hiddenShare: number;
  /** steps of other actions to be fitted */
  readonly otherSteps: readonly number[];
  /** another action came too near to be told apart, or cut the judged weeks short */
  readonly otherAction: 'none' | 'cuts' | 'confounds';
}

export function isUsable(kind: ImpactQuestion['kind'], week: ImpactWeek): boolean {
  if (week.leftOut !== null || !(week.exposure > 0)) return false;
  if (kind === 'clustered_share') return daysOf(week.days).length > 0;
  return week.value !== null && (kind === 'count' || (week.base !== null && week.base > 0));
}

/** The control is known in the week. */
export function hasControl(kind: ImpactQuestion['kind'], week: ImpactWeek): boolean {
  if (kind === 'clustered_share') return daysOf(week.controlDays).length > 0;
  if (week.control === null) return false;
  return kind === 'count' || (week.controlBase !== null && week.controlBase > 0);
}

/** Days of which something is known, with the weekday, 0 is Monday. */
export function daysOf(days: ImpactWeek['days']): { weekday: number; k: number; n: number }[] {
  return (days ?? []).flatMap((day, weekday) =>
    day === null || !(day.n > 0) ? [] : [{ weekday, k: day.k, n: day.n }],
  );
}

/** @param endWeek of the look, excluded: only weeks before it may be known to it */
export function spanOf(question: ImpactQuestion, endWeek: number): Span {
  const { kind, weeks, startWeek, impactModel } = question;
  // An action may have begun before the first week that is known.
  const range = (from: number, to: number) =>
    Array.from({ length: Math.max(0, Math.min(to, weeks.length)) }, (_, i) => i).slice(Math.max(0, from));
  const usable = (from: number, to: number) =>
    range(from, to).filter((index) => isUsable(kind, weeks[index]!));
  let first = Math.max(0, startWeek - MOST_WEEKS_BEFORE);
  const others = (question.otherSteps ?? []).filter((step) => step > first && step < endWeek);
  const otherSteps: number[] = [];
  for (const step of others.filter((one) => one <= startWeek - APART_WEEKS).sort((a, b) => a - b)) {
    // With too little before it to tell its step, what came before it is left out instead.
    if (usable(otherSteps.at(-1) ?? first, step).length < LEAST_BEFORE_STEP) first = step;
    else otherSteps.push(step);
  }
  const cut = Math.min(endWeek, ...others.filter((step) => step >= startWeek + APART_WEEKS));
  const actionEnd = Math.min(cut, question.endWeek ?? cut);
  const before = usable(first, startWeek);
  const hidden = (from: number, to: number) => {
    const all = range(from, to).filter((index) => weeks[index]!.leftOut === null);
    return all.filter((index) => weeks[index]!.isHidden === true).length / Math.max(1, all.length);
  };
  const isNear = others.some((step) => Math.abs(step - startWeek) < APART_WEEKS);
  return {
    without: [...before, ...(impactModel === 'temporary' ? usable(actionEnd, cut) : [])],
    judged: usable(startWeek, actionEnd),
    before: before.length,
    actionEnd,
    hasYear: startWeek - (before[0] ?? startWeek) >= YEAR_WEEKS && before.length >= LEAST_OF_YEAR,
    hiddenShare: Math.max(hidden(first, startWeek), hidden(startWeek, actionEnd)),
    otherSteps,
    otherAction: isNear ? 'confounds' : cut < endWeek ? 'cuts' : 'none',
  };
}

/** Whether the control is known well enough in the weeks of a span to be held against. */
export function isControlUsable({ kind, weeks }: ImpactQuestion, span: Span): boolean {
  return [span.without, span.judged].every((indexes) => {
    const known = indexes.map((index) => weeks[index]!).filter((week) => hasControl(kind, week));
    const size = known.reduce((sum, week) => {
      if (kind === 'count') return sum + week.control!;
      return sum + (kind === 'share' ? week.controlBase! : daysOf(week.controlDays).length);
    }, 0);
    const least = kind === 'clustered_share' ? 1 : LEAST_CONTROL_MEAN;
    return known.length >= LEAST_CONTROL_SHARE * indexes.length && size >= least * Math.max(1, known.length);
  });
}

/** Somebody registered a control: it is said, or in at least one week it is known. */
export function namesControl({ kind, weeks, isControlNamed }: ImpactQuestion): boolean {
  return isControlNamed === true || weeks.some((week) => hasControl(kind, week));
}
