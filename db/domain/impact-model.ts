/**
 * What would have happened without an action: a regression of the weeks on trend, season and control, and how far the
 * weeks after the action lie from it. Owns design, fit and counterfactual; refuses to say whether the action worked.
 *
 * Counts: ln μ = ln exposure + level + trend + year + step (+ slope), quasi-Poisson (Lopez Bernal, Cummins and
 * Gasparrini, IJE 2017; reference 4.2). Shares: the same on the logit, quasi-binomial. Waits: the day is the unit, with
 * weekdays. With a control, counts are fitted as the week's share of both series, which is the Poisson model of two
 * groups with an effect of its own for each week (conditional on the week's sum): whatever moves both alike cancels.
 * Shares are stacked, and the interaction of group and step is the effect.
 */
import { autoregression } from './autoregression.ts';
import { studentQuantile } from './distribution.ts';
import { daysOf, hasControl, type ImpactQuestion, type ImpactWeek, type Span } from './impact-question.ts';
import {
  bartlettLags,
  dot,
  type Family,
  type Fit,
  fitRegression,
  neweyWestCovariance,
  quasiCovariance,
  type Row,
  varianceOf,
} from './regression.ts';

/** Ways to the variance of an effect, of which the widest counts. */
export const ERROR_KINDS = ['quasi', 'newey_west', 'autoregressive'] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

export type Term = 'level' | 'trend' | 'year' | 'weekday' | 'other_step' | 'control' | 'step' | 'slope';

/** Days of a mean year. */
const YEAR_DAYS = 365.2425;
const HARMONICS = 2;

/** What a design is made of; `season` is the share of the year that has passed, null without seasonal terms. */
export interface Position {
  /** whole; 0 is the first judged week */
  readonly time: number;
  readonly season: number | null;
  readonly isJudged: boolean;
}

/** Columns of trend and year, without the level: trend a week, then sine and cosine of the year and of half of it. */
export function courseColumns({ time, season }: Position): number[] {
  const year =
    season === null ? [] : Array.from({ length: HARMONICS }, (_, k) => 2 * Math.PI * (k + 1) * season);
  return [time, ...year.flatMap((angle) => [Math.sin(angle), Math.cos(angle)])];
}

/** Columns of the effect: the step, and its change a week since where the model has one. */
export function effectColumns({ time, isJudged }: Position, hasSlope: boolean): number[] {
  const step = Number(isJudged);
  return hasSlope ? [step, step * time] : [step];
}

interface ModelRow extends Row {
  /** index of the week */
  readonly week: number;
  /** of the series that the action is to change, else of the control */
  readonly isTarget: boolean;
}

export interface Model {
  readonly question: ImpactQuestion;
  readonly span: Span;
  readonly fit: Fit;
  readonly rows: readonly ModelRow[];
  readonly terms: readonly Term[];
  /** the columns from here on are the effect */
  readonly effectFrom: number;
  readonly isControlled: boolean;
  readonly lags: number;
  /** of the sums of a week, at least 1 */
  readonly dispersion: number;
  /** of neighbouring weeks */
  readonly correlation: number;
  readonly covariances: Readonly<Record<ErrorKind, number[][]>>;
  /** weeks less columns: what Student's t is given, so that days of a week do not count as so many weeks */
  readonly degreesOfFreedom: number;
  /** the terms of a week but for the effect */
  readonly plain: (week: number) => number[];
}

/** Null where nothing can be estimated: nothing before, nothing after, or columns that cannot be told apart. */
export function fitModel(question: ImpactQuestion, span: Span, isControlled: boolean): Model | null {
  const { kind, weeks, startWeek, impactModel } = question;
  const hasSlope = impactModel === 'slope' && span.judged.length > 2;
  const isStacked = isControlled && kind !== 'count';
  const judged = new Set(span.judged);
  const used = [...span.without, ...span.judged].sort((a, b) => a - b);
  const weekdays = kind === 'clustered_share' ? weekdayShares(question, used) : [];
  const positionOf = (week: number): Position => ({
    time: week - startWeek,
    season: span.hasYear ? weeks[week]!.day / YEAR_DAYS : null,
    // Weeks left out are drawn as the others, so the control's own step reaches them too.
    isJudged: judged.has(week) || (week >= startWeek && week < span.actionEnd),
  });
  const steps = (week: number) => span.otherSteps.map((step) => Number(week >= step));
  const own = (week: number) => [1, week - startWeek, ...steps(week)];
  /** Without the effect; of a stacked design what is common comes first, then what only the target has. */
  const plain = (
    week: number,
    days: readonly number[] = weekdays.map(() => 0),
    isTarget = true,
  ): number[] => {
    const position = positionOf(week);
    const common = [1, ...courseColumns(position), ...days];
    if (!isStacked) return [...common, ...steps(week)];
    const target = own(week);
    return [...common, ...effectColumns(position, hasSlope), ...(isTarget ? target : target.map(() => 0))];
  };
  const rowsOf = (week: number, isTarget: boolean): ModelRow[] => {
    const effect = effectColumns(positionOf(week), hasSlope);
    const x = (days?: readonly number[]) => [
      ...plain(week, days, isTarget),
      ...(isTarget ? effect : effect.map(() => 0)),
    ];
    const row = { week, isTarget, time: week, series: Number(isTarget) };
    const one = weeks[week]!;
    if (kind === 'count') {
      if (!isControlled) return [{ ...row, x: x(), y: one.value!, offset: Math.log(one.exposure) }];
      const trials = one.value! + one.control!;
      return trials > 0 ? [{ ...row, x: x(), y: one.value!, trials }] : [];
    }
    if (kind === 'share') {
      const [y, trials] = isTarget ? [one.value!, one.base!] : [one.control!, one.controlBase!];
      // A rounded part may be more than its rounded whole.
      return [{ ...row, x: x(), y: Math.min(y, trials), trials }];
    }
    return daysOf(isTarget ? one.days : one.controlDays).map(({ weekday, k, n }) => ({
      ...row,
      x: x(weekdays.map(({ of, share }) => Number(of === weekday) - share)),
      y: Math.min(k, n),
      trials: n,
    }));
  };
  const all = used
    .filter((week) => !isControlled || hasControl(kind, weeks[week]!))
    .flatMap((week) => [...rowsOf(week, true), ...(isStacked ? rowsOf(week, false) : [])]);
  const rows = kind === 'count' ? all : loosened(all, ({ week, isTarget }) => isTarget && judged.has(week));
  const family: Family = kind === 'count' && !isControlled ? 'poisson' : 'binomial';
  const fit = fitRegression(family, rows);
  if (!fit.ok || fit.degreesOfFreedom < 1) return null;
  const series = autoregression(fit, rows);
  const moments = new Set(rows.map(({ time }) => time)).size;
  const lags = bartlettLags(moments);
  const degreesOfFreedom = Math.max(1, moments - fit.beta.length + weekdays.length);
  return {
    question,
    span,
    fit,
    rows,
    terms: [
      'level',
      'trend',
      ...(span.hasYear ? (['year'] as const) : []),
      ...(weekdays.length > 0 ? (['weekday'] as const) : []),
      ...(span.otherSteps.length > 0 ? (['other_step'] as const) : []),
      ...(isControlled ? (['control'] as const) : []),
      'step',
      ...(hasSlope ? (['slope'] as const) : []),
    ],
    effectFrom: fit.beta.length - (hasSlope ? 2 : 1),
    isControlled,
    lags,
    covariances: {
      quasi: quasiCovariance(fit),
      newey_west: neweyWestCovariance(fit, rows, lags),
      autoregressive: series.covariance,
    },
    dispersion: Math.max(fit.dispersion, series.dispersion),
    correlation: series.correlation,
    degreesOfFreedom,
    plain: (week) => plain(week),
  };
}

/** The effect over the judged weeks on the scale of the logarithm (counts) or logit (shares), and what it comes to. */
export interface Effect {
  readonly logEstimate: number;
  readonly standardErrors: Readonly<Record<ErrorKind, number>>;
  /** dispersion over the events of the judged weeks: the part of the variance that they bring */
  readonly ownVariance: number;
  /** what came of the judged weeks, contacts or the share of them */
  readonly observed: number;
  /** what would have come, were the effect on the log or logit scale greater by `shift` */
  readonly without: (shift: number) => number;
}

/**
 * The mean effect over the judged weeks, weighed by what would have come in each: a step is its own mean, of a slope
 * it is that of the whole weeks so far.
 */
export function effectOf(model: Model): Effect {
  const { fit, rows, effectFrom, question } = model;
  const isCount = question.kind === 'count';
  const judged = new Set(model.span.judged);
  const gradient = new Array<number>(fit.beta.length).fill(0);
  const parts: { eta: number; size: number }[] = [];
  let [weights, came, sizes, expected] = [0, 0, 0, 0];
  rows.forEach((row, i) => {
    if (!row.isTarget || !judged.has(row.week)) return;
    const contrast = row.x.map((value, j) => (j >= effectFrom ? value : 0));
    const fitted = fit.fitted[i]!;
    const trials = row.trials ?? 0;
    // The linear predictor without the action: of counts the logarithm of contacts, of shares a logit.
    const eta = (isCount ? Math.log(fitted) : Math.log(fitted / (trials - fitted))) - dot(contrast, fit.beta);
    const size = isCount ? 1 : trials;
    const plain = inverse(isCount, eta);
    const weight = isCount ? plain : trials * plain * (1 - plain);
    contrast.forEach((value, j) => {
      gradient[j]! += weight * value;
    });
    weights += weight;
    came += row.y;
    sizes += size;
    expected += fitted;
    parts.push({ eta, size });
  });
  const scale = isCount ? 1 : sizes;
  const without = (shift: number) =>
    parts.reduce((sum, { eta, size }) => sum + size * inverse(isCount, eta - shift), 0) / scale;
  const mean = gradient.map((sum) => sum / weights);
  const error = (kind: ErrorKind) => Math.sqrt(varianceOf(model.covariances[kind], mean));
  return {
    logEstimate: isCount ? Math.log(expected / without(0)) : dot(mean, fit.beta),
    standardErrors: {
      quasi: error('quasi'),
      newey_west: error('newey_west'),
      autoregressive: error('autoregressive'),
    },
    ownVariance: model.dispersion / Math.max(expected, 1e-12),
    observed: came / scale,
    without,
  };
}

/** Contacts or share of a week without the action, and how far that could be off. */
export interface WithoutAction {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The course without the action of every week that the model reaches, with a band of the mean; else null. */
export function counterfactualOf(model: Model, endWeek: number, level: number): (WithoutAction | null)[] {
  const { question, fit, covariances, effectFrom } = model;
  const { kind, weeks } = question;
  const first = Math.min(model.span.without[0] ?? endWeek, model.span.judged[0] ?? endWeek);
  const quantile = studentQuantile((1 + level) / 2, model.degreesOfFreedom);
  return weeks.map((week, index) => {
    if (index < first || index >= endWeek) return null;
    const base = baseOf(model, week);
    if (base === null) return null;
    const plain = model.plain(index);
    const x = [...plain, ...new Array<number>(fit.beta.length - effectFrom).fill(0)];
    const eta = dot(x, fit.beta);
    const error = Math.sqrt(Math.max(...ERROR_KINDS.map((kind) => varianceOf(covariances[kind], x))));
    const at = (shift: number) => base * inverse(kind === 'count', eta + shift);
    return { value: at(0), low: at(-quantile * error), high: at(quantile * error) };
  });
}

/** What the linear predictor of a week is multiplied with; null where the week has nothing to be held against. */
function baseOf({ question: { kind }, isControlled }: Model, week: ImpactWeek): number | null {
  if (kind !== 'count') return 1;
  if (isControlled) return week.control;
  return week.exposure > 0 ? week.exposure : null;
}

/**
 * Shares of which none or all of the judged contacts are have no finite logit: half a contact is then added to both sides
 * (Haldane 1956, Anscombe 1956), spread over the rows. Other rows, and other shares, stay as they are.
 */
function loosened(rows: readonly ModelRow[], isJudged: (row: ModelRow) => boolean): readonly ModelRow[] {
  const judged = rows.filter(isJudged);
  const rest = judged.reduce((sum, { y, trials = 0 }) => sum + (trials - y), 0);
  const part = judged.reduce((sum, { y }) => sum + y, 0);
  if (part > 0 && rest > 0) return rows;
  const more = 0.5 / judged.length;
  return rows.map((row) =>
    isJudged(row) ? { ...row, y: row.y + more, trials: (row.trials ?? 0) + 2 * more } : row,
  );
}

function inverse(isCount: boolean, eta: number): number {
  return isCount ? Math.exp(eta) : 1 / (1 + Math.exp(-eta));
}

/** The weekdays on which something is known but for the busiest, with their shares of all, so that 0 is the usual day. */
function weekdayShares({ weeks }: ImpactQuestion, used: readonly number[]): { of: number; share: number }[] {
  const sums = new Array<number>(7).fill(0);
  for (const index of used) for (const { weekday, n } of daysOf(weeks[index]!.days)) sums[weekday]! += n;
  const total = sums.reduce((sum, n) => sum + n, 0);
  const busiest = sums.indexOf(Math.max(...sums));
  return sums.flatMap((n, of) => (n === 0 || of === busiest ? [] : [{ of, share: n / total }]));
}
