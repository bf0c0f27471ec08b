/**
 * How wide a forecast must be: the ranges in which 80 and 95 in 100 counts are to lie, learnt from the forecast's own
 * errors at the same lead and the same grain, and brought back to those shares as days are scored.
 * Owns the width; refuses to say one before LEAST_RECORD days were scored, and to know how forecasts are made.
 *
 * Counts vary by a negative binomial law, var = λ + σ²λ², σ² = max(0, Σ[(y−λ)²−λ] ÷ Σλ²), estimated at the grain at
 * which the range is said (a Poisson range covers 57 in 100 hours where it promises 95). Its quantiles by Wilson and
 * Hilferty's cube root. Each count leaves a score: at how many normal deviations of the range then in force it lay. The
 * range is stretched until the share of the last 56 days' scores inside it is the promised one, as in split conformal
 * prediction. Sources: reference 3.3; Wilson and Hilferty 1931; Lei et al. 2018.
 */
import { normalQuantile } from './distribution.ts';

export const RANGE_SHARES = [0.8, 0.95] as const;
/** Days of scores from which ranges are stretched. */
export const RECORD_DAYS = 56;
export const LEAST_RECORD = 20;
/** In days: what σ² is learnt from. */
const SPREAD_HALF_LIFE = 90;
const BIN = 0.02;
const BINS = 500;

/** Lower and upper ends of the 80 and the 95 % range, in contacts, not rounded. */
export interface Ranges {
  low80: number;
  high80: number;
  low95: number;
  high95: number;
}

/** Of one lead at one grain. Days are scored in order. */
export class RangeBook {
  private excess = 0;
  private squares = 0;
  /** how many of the last days' scores fell into each bin of |score| */
  private readonly bins = new Int32Array(BINS);
  private scores = 0;
  private readonly scoredDays: Uint16Array[] = [];
  private stretches: readonly number[] | null = null;

  /** Takes in a day: what was forecast and what came, slot by slot; `spread`: what `spread` said when it was forecast. */
  score(forecasts: readonly number[], counts: readonly number[], spread: number): void {
    const decay = 2 ** (-1 / SPREAD_HALF_LIFE);
    this.excess *= decay;
    this.squares *= decay;
    const scores = new Uint16Array(forecasts.length);
    for (let i = 0; i < scores.length; i++) {
      const [mean, count] = [forecasts[i]!, counts[i]!];
      this.excess += (count - mean) * (count - mean) - mean;
      this.squares += mean * mean;
      const score = Math.abs(deviationOf(count, mean, spread));
      const bin = Math.min(BINS - 1, Math.floor(score / BIN));
      scores[i] = bin;
      this.bins[bin]! += 1;
    }
    this.scoredDays.push(scores);
    this.scores += scores.length;
    if (this.scoredDays.length > RECORD_DAYS) {
      const old = this.scoredDays.shift()!;
      for (const bin of old) this.bins[bin]! -= 1;
      this.scores -= old.length;
    }
    this.stretches = null;
  }

  /** σ², by which counts vary more than chance: the variance is λ + σ²λ². */
  get spread(): number {
    return this.squares > 0 ? Math.max(0, this.excess / this.squares) : 0;
  }

  /** Days scored, up to RECORD_DAYS. */
  get days(): number {
    return this.scoredDays.length;
  }

  /** Null while fewer than LEAST_RECORD days were scored. */
  rangesOf(mean: number): Ranges | null {
    if (this.days < LEAST_RECORD) return null;
    this.stretches ??= RANGE_SHARES.map((share) => this.scoreAt(share));
    const [narrow, wide] = this.stretches as [number, number];
    const { centre, middle, step } = lawOf(mean, this.spread);
    return {
      low80: centre * cubeOf(middle - narrow * step),
      high80: centre * cubeOf(middle + narrow * step),
      low95: centre * cubeOf(middle - wide * step),
      high95: centre * cubeOf(middle + wide * step),
    };
  }

  /** The |score| below which this share of the last days' scores lies. */
  private scoreAt(share: number): number {
    const rank = share * (this.scores + 1);
    let reached = 0;
    for (let bin = 0; bin < BINS; bin++) {
      reached += this.bins[bin]!;
      if (reached >= rank) return (bin + 1) * BIN;
    }
    // Fewer scores than it takes: the law's own.
    return Math.max(normalQuantile((1 + share) / 2), this.highestScore());
  }

  private highestScore(): number {
    for (let bin = BINS - 1; bin >= 0; bin--) if (this.bins[bin]! > 0) return (bin + 1) * BIN;
    return 0;
  }
}

/** A count lower than this mean is taken as one of it: the cube root has no slope at 0. */
const LEAST_MEAN = 0.05;

/** The cube root of a count, by its mean, is about normal: around `middle`, `step` a deviation. */
function lawOf(mean: number, spread: number): { centre: number; middle: number; step: number } {
  const centre = Math.max(mean, LEAST_MEAN);
  const shape = centre / (1 + spread * centre);
  return { centre, middle: 1 - 1 / (9 * shape), step: 1 / (3 * Math.sqrt(shape)) };
}

/** The count at so many normal deviations from the middle of the law; never below 0. */
export function countAt(mean: number, spread: number, deviations: number): number {
  const { centre, middle, step } = lawOf(mean, spread);
  return centre * cubeOf(middle + deviations * step);
}

function cubeOf(root: number): number {
  return root <= 0 ? 0 : root * root * root;
}

/** At how many normal deviations a count lies: the inverse of `countAt`. */
export function deviationOf(count: number, mean: number, spread: number): number {
  const { centre, middle, step } = lawOf(mean, spread);
  return (Math.cbrt(count / centre) - middle) / step;
}
