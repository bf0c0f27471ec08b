/**
 * Whether an action worked: an interrupted time series of the weeks before and after it, judged at three looks that were
 * fixed beforehand. Owns the question's and the answer's shape and the way from one to the other; refuses to know where
 * the weeks come from, and what was registered when (`registered_late` is the register's matter).
 *
 * Design and fit are in `impact-model.ts`, the rules in `impact-verdict.ts` (reference 4).
 */

import { type Estimate, garwoodInterval, rateRatio, rateRatioExactly } from './confidence.ts';
import { betaShare, normalQuantile, studentQuantile } from './distribution.ts';
import { type Judgement, type Look, unjudged } from './impact-look.ts';
import {
  counterfactualOf,
  type Effect,
  ERROR_KINDS,
  effectOf,
  fitModel,
  type Model,
} from './impact-model.ts';
import { detectableShift, smallestDetectableRatio } from './impact-power.ts';
import { type ImpactQuestion, isControlUsable, namesControl, type Span, spanOf } from './impact-question.ts';
import {
  decideVerdict,
  LEAST_WEEKS_AFTER,
  LEAST_WEEKS_BEFORE,
  LOOK_LEVEL,
  LOOKS,
  type LookVerdict,
  type LookWeeks,
  type Reason,
} from './impact-verdict.ts';

export type { Judgement, Look, LookMethod } from './impact-look.ts';
export type { ImpactQuestion, ImpactWeek, LeftOut } from './impact-question.ts';
export {
  correctTogether,
  LOOK_LEVEL,
  LOOKS,
  type Reason,
  type Verdict,
  worthwhileOf,
} from './impact-verdict.ts';

/** More than this share of weeks hidden because few came, and those shown would tell only of the busy ones. */
const MOST_HIDDEN = 0.1;
/**
 * How far seasons may move a series between two parts of a year, on the log scale: where neither a year before nor a
 * control tells, the interval is wider by this on either side.
 */
const SEASON_ALLOWANCE = 0.1;
/** Of the band around the course without the action: for the eye, not for a verdict. */
const BAND_LEVEL = 0.95;

/** Judges at every look that is due. @throws RangeError for counts below 0 and parts greater than their whole */
export function judgeAction(question: ImpactQuestion): Judgement {
  const judged = LOOKS.map((weeks) => judgeLook(question, weeks));
  const last = judged.findLast(({ model }) => model !== null);
  const course =
    last?.model == null
      ? question.weeks.map(() => null)
      : counterfactualOf(last.model, question.startWeek + last.look.weeks, BAND_LEVEL);
  return {
    looks: judged.map(({ look }) => look),
    counterfactual: course.map((week) => week?.value ?? null),
    band: course.map((week) => (week === null ? null : { low: week.low, high: week.high })),
    naive: naiveRatio(question),
  };
}

function judgeLook(question: ImpactQuestion, weeks: LookWeeks): { look: Look; model: Model | null } {
  const { startWeek, endWeek, impactModel } = question;
  const lookEnd = startWeek + weeks;
  const isLast = weeks === LOOKS.at(-1);
  const without = (verdict: LookVerdict, ...reasons: Reason[]) => ({
    look: unjudged(weeks, verdict, reasons),
    model: null,
  });
  if (question.weeks.length < lookEnd) {
    // An action that ended before a look is never judged there, however long one waits.
    const isOver = endWeek !== null && endWeek < lookEnd && impactModel !== 'temporary';
    return isOver ? without('inconclusive', 'ended') : without('too_early', 'not_yet');
  }
  if (endWeek !== null && endWeek < lookEnd && impactModel !== 'temporary')
    return without('inconclusive', 'ended');
  const span = spanOf(question, lookEnd);
  // What is still missing at the last look will not come.
  const unknown: LookVerdict = isLast ? 'inconclusive' : 'too_early';
  if (span.otherAction === 'confounds') return without('inconclusive', 'other_action');
  if (span.hiddenShare > MOST_HIDDEN) return without(unknown, 'hidden_weeks');
  if (span.before < LEAST_WEEKS_BEFORE) return without(unknown, 'few_weeks_before');
  if (span.judged.length < LEAST_WEEKS_AFTER) return without(unknown, 'few_weeks_after');
  const reasons: Reason[] = span.otherAction === 'cuts' ? ['other_action'] : [];
  const isControlled = namesControl(question) && isControlUsable(question, span);
  if (namesControl(question) && !isControlled) reasons.push('control_unusable');
  const counts = totalsOf(question, span);
  if (counts.before === 0 && question.kind === 'count')
    return without('inconclusive', ...reasons, 'no_contacts');
  if (counts.after === 0 && question.kind === 'count')
    return { look: judgeNone(question, span, weeks, reasons), model: null };
  let model = fitModel(question, span, isControlled);
  if (model === null && isControlled) {
    model = fitModel(question, span, false);
    reasons.push('control_unusable');
  }
  if (model === null) return without('inconclusive', ...reasons, 'not_estimable');
  return { look: lookOf(question, model, weeks, reasons), model };
}

function lookOf(question: ImpactQuestion, model: Model, weeks: LookWeeks, given: readonly Reason[]): Look {
  const { span, isControlled, degreesOfFreedom } = model;
  const isCount = question.kind === 'count';
  const effect = effectOf(model);
  const wider = ERROR_KINDS.reduce((widest, kind) =>
    effect.standardErrors[kind] > effect.standardErrors[widest] ? kind : widest,
  );
  const standardError = effect.standardErrors[wider];
  const isSeasonKnown = span.hasYear || isControlled;
  const allowance = isSeasonKnown ? 0 : SEASON_ALLOWANCE;
  const quantile = studentQuantile((1 + LOOK_LEVEL) / 2, degreesOfFreedom);
  const half = quantile * standardError + allowance;
  const estimate = estimateAt(effect, half, (plain) => effect.observed / plain - 1);
  const reasons = [...given];
  if (!span.hasYear) reasons.push(isControlled ? 'season_by_control' : 'season_unknown');
  const smallestDetectable = smallestDetectableOf(question, effect, standardError, quantile, allowance);
  const isLast = weeks === LOOKS.at(-1);
  const verdict = decideVerdict(estimate, question, smallestDetectable, isLast);
  if (verdict === 'too_early') reasons.push('underpowered');
  const surplus = Math.max(0, Math.abs(effect.logEstimate) - allowance);
  return {
    weeks,
    isJudged: true,
    verdict,
    reasons,
    pValue: standardError > 0 ? twoSided(surplus / standardError, degreesOfFreedom) : null,
    effect: { ...estimate, level: LOOK_LEVEL },
    points: isCount ? null : estimateAt(effect, half, (plain) => effect.observed - plain),
    avoided: isCount ? mirrored(estimateAt(effect, half, (plain) => effect.observed - plain)) : null,
    expected: effect.without(0),
    observed: effect.observed,
    smallestDetectable,
    method: {
      family: isCount && !isControlled ? 'quasi_poisson' : 'quasi_binomial',
      terms: model.terms,
      weeksBefore: span.before,
      weeksAfter: span.judged.length,
      dispersion: model.dispersion,
      correlation: model.correlation,
      lags: model.lags,
      isControlled,
      wider,
      degreesOfFreedom,
      seasonAllowance: allowance,
    },
  };
}

/** A figure of what would have come, at the estimate and at both ends of the interval. */
function estimateAt(effect: Effect, half: number, figure: (without: number) => number): Estimate {
  return {
    estimate: figure(effect.without(0)),
    low: figure(effect.without(-half)),
    high: figure(effect.without(half)),
  };
}

/** The same with its sign changed: 0 stays 0. */
function mirrored({ estimate, low, high }: Estimate): Estimate {
  return { estimate: 0 - estimate, low: 0 - high, high: 0 - low };
}

function smallestDetectableOf(
  { kind, direction }: ImpactQuestion,
  effect: Effect,
  standardError: number,
  quantile: number,
  allowance: number,
): number | null {
  if (kind !== 'count') {
    const shift = (direction === 'down' ? -1 : 1) * (detectableShift(standardError, quantile) + allowance);
    const plain = effect.without(0);
    return plain > 0 ? Math.abs(effect.without(-shift) / plain - 1) : null;
  }
  const variance = Math.max(0, standardError ** 2 - effect.ownVariance);
  // What the judged weeks would bring if nothing had changed.
  const ownVariance = (effect.ownVariance * effect.observed) / effect.without(0);
  return smallestDetectableRatio(direction, { variance, ownVariance, quantile, allowance });
}

/**
 * Nothing came after: no regression has a maximum there. The exact interval of two rates says how little it can be, with
 * counts divided by the dispersion of the weeks before.
 */
function judgeNone(question: ImpactQuestion, span: Span, weeks: LookWeeks, given: readonly Reason[]): Look {
  const { before, beforeExposure, afterExposure } = totalsOf(question, span);
  const dispersion = dispersionOf(question, span);
  const ratio = rateRatioExactly(
    { count: 0, exposure: afterExposure },
    { count: before / dispersion, exposure: beforeExposure },
    LOOK_LEVEL,
  )!;
  const effect = { estimate: -1, low: -1, high: ratio.high - 1, level: LOOK_LEVEL };
  const expected = (before / beforeExposure) * afterExposure;
  const { low, high } = garwoodInterval(before / dispersion, LOOK_LEVEL);
  const spread = { low: (low * dispersion) / before, high: (high * dispersion) / before };
  const smallestDetectable = smallestDetectableRatio(question.direction, {
    variance: dispersion / before,
    ownVariance: dispersion / expected,
    quantile: normalQuantile((1 + LOOK_LEVEL) / 2),
  });
  return {
    ...unjudged(weeks, 'inconclusive', []),
    isJudged: true,
    verdict: decideVerdict(effect, question, smallestDetectable, weeks === LOOKS.at(-1)),
    reasons: [...given, 'none_after'],
    // Given as many as before, the chance that all of them fall before: one side, doubled.
    pValue: Math.min(1, 2 * (beforeExposure / (beforeExposure + afterExposure)) ** (before / dispersion)),
    effect,
    avoided: { estimate: expected, low: expected * spread.low, high: expected * spread.high },
    expected,
    observed: 0,
    smallestDetectable,
    method: {
      family: 'exact',
      terms: ['level', 'step'],
      weeksBefore: span.before,
      weeksAfter: span.judged.length,
      dispersion,
      correlation: 0,
      lags: 0,
      isControlled: false,
      wider: null,
      degreesOfFreedom: null,
      seasonAllowance: 0,
    },
  };
}

/** Pearson's χ² of the weeks before around their common rate, over the weeks less one, at least 1. */
function dispersionOf({ weeks }: ImpactQuestion, { without }: Span): number {
  const before = without.map((index) => weeks[index]!);
  const rate =
    before.reduce((sum, { value }) => sum + value!, 0) /
    before.reduce((sum, { exposure }) => sum + exposure, 0);
  const chi = before.reduce(
    (sum, { value, exposure }) => sum + (value! - rate * exposure) ** 2 / (rate * exposure),
    0,
  );
  return Math.max(1, chi / Math.max(1, before.length - 1));
}

function totalsOf({ kind, weeks }: ImpactQuestion, { without, judged }: Pick<Span, 'without' | 'judged'>) {
  const sum = (indexes: readonly number[], of: (index: number) => number) =>
    indexes.reduce((total, index) => total + of(index), 0);
  const events = (index: number) =>
    kind === 'clustered_share'
      ? (weeks[index]!.days ?? []).reduce((total, day) => total + (day?.k ?? 0), 0)
      : weeks[index]!.value!;
  return {
    before: sum(without, events),
    after: sum(judged, events),
    beforeExposure: sum(without, (index) => weeks[index]!.exposure),
    afterExposure: sum(judged, (index) => weeks[index]!.exposure),
  };
}

function naiveRatio(question: ImpactQuestion): Judgement['naive'] {
  if (question.kind !== 'count') return null;
  const span = spanOf(question, question.startWeek + LOOKS.at(-1)!);
  const { before, after, beforeExposure, afterExposure } = totalsOf(question, span);
  const ratio = rateRatio(
    { count: after, exposure: afterExposure },
    { count: before, exposure: beforeExposure },
  );
  return ratio === null ? null : { ratio };
}

/** The chance of a greater distance from 0 either way, of Student's t (DLMF 8.17). */
function twoSided(t: number, degreesOfFreedom: number): number {
  return betaShare(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5);
}
