/**
 * What it does to the errors of a regression that neighbouring weeks share their luck. Owns the correlation of a fit's
 * residuals, freed of what the fit itself takes out of them, and the covariance that follows; refuses to fit.
 *
 * In series of a hundred weeks the sandwich of Newey and West is too narrow (Andrews, Econometrica 1991, section 9), and
 * residuals correlate less than errors do, for the fit follows them. So correlation and dispersion are those under which
 * squares and neighbouring products of the residuals have the sums that are seen: with H the hat matrix, z the rows times
 * the root of their weights, and R = ρ^|t−s|, e has covariance φ (I − H) R (I − H).
 */
import { addOuter, dot, type Fit, type Matrix, multiply, type Row, square } from './regression.ts';

/** Beyond, a series has no mean of its own. */
const MOST_CORRELATED = 0.9;
const HALVINGS = 10;

export interface Autoregression {
  /** of neighbouring moments of a series, 0 where they do not hang together, or part */
  readonly correlation: number;
  /** of sums of a moment, at least 1: days of a week that share their luck count as one */
  readonly dispersion: number;
  /** of the coefficients, dispersion and correlation in it: B (φ Zᵀ R Z) B */
  readonly covariance: Matrix;
}

interface Moment {
  readonly series: number;
  readonly time: number;
  /** Pearson's, of the sum over the moment's rows */
  readonly residual: number;
  /** mean row times the root of its weight */
  readonly z: readonly number[];
}

/** @param rows those of the fit, in any order; rows of the same series and time are one moment */
export function autoregression(fit: Fit, rows: readonly Row[]): Autoregression {
  const moments = momentsOf(fit, rows);
  const next = moments.map((moment, i) => {
    const before = moments[i - 1];
    return before?.series === moment.series && before.time === moment.time - 1;
  });
  const squares = moments.reduce((sum, { residual }) => sum + residual ** 2, 0);
  const products = moments.reduce(
    (sum, { residual }, i) => sum + (next[i] ? residual * moments[i - 1]!.residual : 0),
    0,
  );
  const expect = expectationOf(moments, next, fit.unscaled);
  const seen = squares > 0 ? products / squares : 0;
  const isBelow = (correlation: number) => {
    const expected = expect(correlation);
    return expected.squares > 0 && expected.products / expected.squares < seen;
  };
  let [low, high] = [0, isBelow(0) ? MOST_CORRELATED : 0];
  for (let step = 0; step < HALVINGS && high > 0; step += 1) {
    const middle = (low + high) / 2;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
  const expected = expect(low);
  const dispersion = expected.squares > 0.5 ? Math.max(1, squares / expected.squares) : fit.dispersion;
  const meat = expected.meat.map((row) => row.map((value) => value * dispersion));
  return {
    correlation: low,
    dispersion,
    covariance: multiply(multiply(fit.unscaled, meat), fit.unscaled),
  };
}

/** What the sums of squares and of neighbouring products would be at a dispersion of 1, and ZᵀRZ. */
function expectationOf(moments: readonly Moment[], next: readonly boolean[], unscaled: Fit['unscaled']) {
  const columns = unscaled.length;
  const narrow = moments.map(({ z }) => unscaled.map((row) => dot(row, z)));
  const pairs = square(columns);
  moments.forEach(({ z }, i) => {
    if (next[i]) addOuter(pairs, moments[i - 1]!.z, z, 1);
  });
  const count = next.filter(Boolean).length;
  return (correlation: number) => {
    const spread = spreadOf(moments, correlation, columns);
    const meat = square(columns);
    moments.forEach(({ z }, i) => {
      addOuter(meat, z, spread[i]!, 1);
    });
    let crossed = 0;
    moments.forEach((_, i) => {
      if (next[i]) crossed += dot(narrow[i]!, spread[i - 1]!) + dot(spread[i]!, narrow[i - 1]!);
    });
    const inner = multiply(multiply(unscaled, meat), unscaled);
    return {
      meat,
      squares: moments.length - traceOf(unscaled, meat),
      products: count * correlation - crossed + traceOf(inner, pairs),
    };
  };
}

/** R Z: of each moment the rows of its series, fading with their distance. */
function spreadOf(moments: readonly Moment[], correlation: number, columns: number): number[][] {
  const fades = moments.map(({ series, time }, i) => {
    const before = moments[i - 1];
    return before?.series === series ? correlation ** (time - before.time) : 0;
  });
  const out = moments.map(({ z }) => [...z]);
  const carry = (order: readonly number[], fade: (i: number) => number, from: number) => {
    let carried = new Array<number>(columns).fill(0);
    for (const i of order) {
      const before = moments[i + from]?.z;
      const by = before === undefined ? 0 : fade(i);
      carried = carried.map((value, j) => by * (value + (before?.[j] ?? 0)));
      for (let j = 0; j < columns; j += 1) out[i]![j]! += carried[j]!;
    }
  };
  const order = [...moments.keys()];
  carry(order, (i) => fades[i]!, -1);
  carry(order.reverse(), (i) => fades[i + 1]!, 1);
  return out;
}

/** tr(A B). */
function traceOf(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number {
  return a.reduce((sum, row, j) => sum + row.reduce((part, value, k) => part + value * b[k]![j]!, 0), 0);
}

/** By series and time. */
function momentsOf(fit: Fit, rows: readonly Row[]): Moment[] {
  const sums = new Map<
    string,
    { series: number; time: number; residual: number; weight: number; x: number[] }
  >();
  rows.forEach(({ x, y, time, series = 0 }, i) => {
    const key = `${series} ${time}`;
    const sum = sums.get(key) ?? { series, time, residual: 0, weight: 0, x: x.map(() => 0) };
    const weight = fit.weights[i]!;
    sum.residual += y - fit.fitted[i]!;
    sum.weight += weight;
    for (let j = 0; j < x.length; j += 1) sum.x[j]! += weight * x[j]!;
    sums.set(key, sum);
  });
  return [...sums.values()]
    .sort((a, b) => a.series - b.series || a.time - b.time)
    .map(({ series, time, residual, weight, x }) => {
      const root = Math.sqrt(weight);
      return { series, time, residual: residual / root, z: x.map((value) => value / root) };
    });
}
