/**
 * Generalised linear regression of counts and of shares, with standard errors that own up to spread and to weeks that
 * hang together. Owns the fit and its variances; refuses to know what the columns mean.
 *
 * Poisson with a log link and binomial with a logit, by iteratively reweighted least squares (McCullagh and Nelder
 * 1989); "quasi" variances are multiplied by the dispersion, Pearson's χ² over the degrees of freedom, floored at 1.
 * The other variance is the sandwich of Newey and West (Econometrica 1987) with Bartlett's weights over the lags.
 * What cannot be estimated is a value that says why, never NaN.
 */

const MOST_STEPS = 60;
const PRECISION = 1e-10;
/** A column of which less than this share of its squares is new, beside the others, depends on them. */
const COLLINEAR = 1e-9;
/** A linear predictor beyond this, or a variance below, has run away: the likelihood has no maximum. */
const RUNAWAY = 30;
const VANISHED = 1e-7;

export type Family = 'poisson' | 'binomial';

/** One observation. */
export interface Row {
  /** columns, the same number in each row; a constant is a column like any other */
  readonly x: readonly number[];
  /** events: 0 or more, and of a share at most `trials` */
  readonly y: number;
  /** of a share: out of how many, more than 0; counts need none */
  readonly trials?: number;
  /** added to the linear predictor: the logarithm of the exposure */
  readonly offset?: number;
  /** position in time, whole; rows of the same moment are one cluster */
  readonly time: number;
  /** rows of one series may hang together from one moment to the next; 0 where left out */
  readonly series?: number;
}

export interface Fit {
  readonly ok: true;
  readonly beta: readonly number[];
  /** inverse of the information, for a dispersion of 1 */
  readonly unscaled: readonly (readonly number[])[];
  /** expected events of each row */
  readonly fitted: readonly number[];
  /** their variances at a dispersion of 1 */
  readonly weights: readonly number[];
  /** Pearson's χ² over the degrees of freedom, as it is; 1 where no degree is left */
  readonly rawDispersion: number;
  /** the same, at least 1 */
  readonly dispersion: number;
  readonly deviance: number;
  /** rows less columns */
  readonly degreesOfFreedom: number;
}

export interface NoFit {
  readonly ok: false;
  /** `empty`: fewer rows than columns; `singular`: columns depend on each other; `unbounded`: no maximum exists */
  readonly reason: 'empty' | 'singular' | 'unbounded';
}

export type Matrix = number[][];

/** @throws RangeError for counts that are none, shares of more than all, and numbers that are not finite */
export function fitRegression(family: Family, rows: readonly Row[]): Fit | NoFit {
  const columns = rows[0]?.x.length ?? 0;
  refuseRows(family, rows, columns);
  if (columns === 0 || rows.length < columns) return { ok: false, reason: 'empty' };
  // Columns of a like size keep the normal equations well conditioned.
  const scale = Array.from({ length: columns }, (_, j) => Math.hypot(...rows.map(({ x }) => x[j]!)));
  if (scale.includes(0)) return { ok: false, reason: 'singular' };
  const x = rows.map((row) => row.x.map((value, j) => value / scale[j]!));
  const offsets = rows.map(({ offset = 0 }) => offset);
  let eta = rows.map((row) => firstGuess(family, row));
  let beta: number[] = [];
  let deviance = Number.POSITIVE_INFINITY;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const parts = rows.map((row, i) => partsOf(family, row, eta[i]!));
    const { normal, right } = equations(
      x,
      parts.map(({ weight }) => weight),
      rows.map((row, i) => {
        const { mean, weight } = parts[i]!;
        return eta[i]! - offsets[i]! + (row.y - mean) / weight;
      }),
    );
    const factor = cholesky(normal);
    if (factor === null) return { ok: false, reason: step === 0 ? 'singular' : 'unbounded' };
    beta = solve(factor, right);
    eta = x.map((row, i) => dot(row, beta) + offsets[i]!);
    if (eta.some((value, i) => !(Math.abs(value - offsets[i]!) < RUNAWAY + Math.abs(offsets[i]!))))
      return { ok: false, reason: 'unbounded' };
    const next = rows.reduce((sum, row, i) => sum + devianceOf(family, row, eta[i]!), 0);
    const isSettled = Math.abs(next - deviance) <= PRECISION * (Math.abs(next) + 0.1);
    deviance = next;
    if (isSettled) return finish(family, rows, x, scale, beta, eta, deviance);
  }
  return { ok: false, reason: 'unbounded' };
}

/** Covariance of the coefficients with the dispersion in it. */
export function quasiCovariance(fit: Fit): Matrix {
  return fit.unscaled.map((row) => row.map((value) => value * fit.dispersion));
}

/** ⌊4 (n/100)^{2/9}⌋ lags, after Newey and West (1994). @param n moments in time */
export function bartlettLags(n: number): number {
  return Math.floor(4 * (n / 100) ** (2 / 9));
}

/**
 * Newey–West covariance: B (Σ_l w_l Σ_t u_t u_{t−l}ᵀ) B with B the inverse information, u_t the score of a moment and
 * w_l = 1 − l/(L + 1). Lags are differences of `time`, so that weeks left out stay a distance.
 */
export function neweyWestCovariance(fit: Fit, rows: readonly Row[], lags: number): Matrix {
  const columns = fit.beta.length;
  const scores = new Map<number, number[]>();
  rows.forEach(({ x, y, time }, i) => {
    const score = scores.get(time) ?? new Array<number>(columns).fill(0);
    const residual = y - fit.fitted[i]!;
    for (let j = 0; j < columns; j += 1) score[j]! += x[j]! * residual;
    scores.set(time, score);
  });
  const meat: Matrix = square(columns);
  for (const [time, score] of scores) {
    addOuter(meat, score, score, 1);
    for (let lag = 1; lag <= lags; lag += 1) {
      const before = scores.get(time - lag);
      if (before === undefined) continue;
      const weight = 1 - lag / (lags + 1);
      addOuter(meat, score, before, weight);
      addOuter(meat, before, score, weight);
    }
  }
  return multiply(multiply(fit.unscaled, meat), fit.unscaled);
}

/** Variance of a linear combination of coefficients, never below 0. */
export function varianceOf(covariance: readonly (readonly number[])[], gradient: readonly number[]): number {
  const sum = covariance.reduce((total, row, j) => total + gradient[j]! * dot(row, gradient), 0);
  return Math.max(0, sum);
}

export function dot(left: readonly number[], right: readonly number[]): number {
  let sum = 0;
  for (let j = 0; j < left.length; j += 1) sum += left[j]! * right[j]!;
  return sum;
}

function finish(
  family: Family,
  rows: readonly Row[],
  x: readonly (readonly number[])[],
  scale: readonly number[],
  beta: readonly number[],
  eta: readonly number[],
  deviance: number,
): Fit | NoFit {
  const parts = rows.map((row, i) => partsOf(family, row, eta[i]!));
  if (parts.some(({ weight }) => weight < VANISHED)) return { ok: false, reason: 'unbounded' };
  const { normal } = equations(
    x,
    parts.map(({ weight }) => weight),
    rows.map(() => 0),
  );
  const factor = cholesky(normal);
  if (factor === null) return { ok: false, reason: 'unbounded' };
  const inverse = scale.map((_, j) =>
    solve(
      factor,
      scale.map((_, k) => Number(j === k)),
    ),
  );
  const degreesOfFreedom = rows.length - beta.length;
  const pearson = rows.reduce((sum, { y }, i) => sum + (y - parts[i]!.mean) ** 2 / parts[i]!.weight, 0);
  const rawDispersion = degreesOfFreedom > 0 ? pearson / degreesOfFreedom : 1;
  return {
    ok: true,
    beta: beta.map((value, j) => value / scale[j]!),
    unscaled: inverse.map((row, j) => row.map((value, k) => value / (scale[j]! * scale[k]!))),
    fitted: parts.map(({ mean }) => mean),
    weights: parts.map(({ weight }) => weight),
    rawDispersion,
    dispersion: Math.max(1, rawDispersion),
    deviance,
    degreesOfFreedom,
  };
}

/** The linear predictor at which the search begins: the row's own figure, kept off the edges. */
function firstGuess(family: Family, { y, trials = 1 }: Row): number {
  return family === 'poisson' ? Math.log(y + 0.5) : Math.log((y + 0.5) / (trials - y + 0.5));
}

/** Expected events and their variance at a dispersion of 1, which is the weight of a canonical link. */
function partsOf(family: Family, { trials = 1 }: Row, eta: number): { mean: number; weight: number } {
  if (family === 'poisson') {
    const mean = Math.exp(eta);
    return { mean, weight: Math.max(mean, 1e-300) };
  }
  const share = 1 / (1 + Math.exp(-eta));
  return { mean: trials * share, weight: Math.max(trials * share * (1 - share), 1e-300) };
}

/** Twice the log likelihood lost against a model that says each row exactly. */
function devianceOf(family: Family, { y, trials = 1 }: Row, eta: number): number {
  const { mean } = partsOf(family, { x: [], y, trials, time: 0 }, eta);
  if (family === 'poisson') return 2 * (relative(y, mean) - (y - mean));
  return 2 * (relative(y, mean) + relative(trials - y, trials - mean));
}

/** y ln(y/mean), 0 for nothing. */
function relative(y: number, mean: number): number {
  return y === 0 ? 0 : y * Math.log(y / mean);
}

function equations(x: readonly (readonly number[])[], weights: readonly number[], z: readonly number[]) {
  const columns = x[0]!.length;
  const normal = square(columns);
  const right = new Array<number>(columns).fill(0);
  x.forEach((row, i) => {
    const weight = weights[i]!;
    for (let j = 0; j < columns; j += 1) {
      const scaled = weight * row[j]!;
      if (scaled === 0) continue;
      right[j]! += scaled * z[i]!;
      for (let k = 0; k <= j; k += 1) normal[j]![k]! += scaled * row[k]!;
    }
  });
  return { normal, right };
}

/** The lower triangle L with L Lᵀ = A, of which the lower triangle is read; null where a column depends on others. */
function cholesky(a: Matrix): Matrix | null {
  const factor = square(a.length);
  for (let j = 0; j < a.length; j += 1) {
    let pivot = a[j]![j]!;
    for (let k = 0; k < j; k += 1) pivot -= factor[j]![k]! ** 2;
    if (!(pivot > COLLINEAR * a[j]![j]!)) return null;
    const root = Math.sqrt(pivot);
    factor[j]![j] = root;
    for (let i = j + 1; i < a.length; i += 1) {
      let sum = a[i]![j]!;
      for (let k = 0; k < j; k += 1) sum -= factor[i]![k]! * factor[j]![k]!;
      factor[i]![j] = sum / root;
    }
  }
  return factor;
}

function solve(factor: Matrix, right: readonly number[]): number[] {
  const n = factor.length;
  const out = [...right];
  for (let i = 0; i < n; i += 1) {
    for (let k = 0; k < i; k += 1) out[i]! -= factor[i]![k]! * out[k]!;
    out[i]! /= factor[i]![i]!;
  }
  for (let i = n - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < n; k += 1) out[i]! -= factor[k]![i]! * out[k]!;
    out[i]! /= factor[i]![i]!;
  }
  return out;
}

export function square(n: number): Matrix {
  return Array.from({ length: n }, () => new Array<number>(n).fill(0));
}

export function addOuter(
  into: Matrix,
  left: readonly number[],
  right: readonly number[],
  weight: number,
): void {
  for (let j = 0; j < left.length; j += 1) {
    for (let k = 0; k < right.length; k += 1) into[j]![k]! += weight * left[j]! * right[k]!;
  }
}

export function multiply(
  left: readonly (readonly number[])[],
  right: readonly (readonly number[])[],
): Matrix {
  return left.map((row) =>
    right.map((_, k) => row.reduce((sum, value, j) => sum + value * right[j]![k]!, 0)),
  );
}

function refuseRows(family: Family, rows: readonly Row[], columns: number): void {
  rows.forEach(({ x, y, trials, offset = 0, time }, i) => {
    const at = `row ${i}`;
    if (x.length !== columns) throw new RangeError(`${at} has ${x.length} columns, expected ${columns}`);
    if (![...x, offset].every(Number.isFinite)) throw new RangeError(`${at} has a number that is not finite`);
    if (!Number.isInteger(time)) throw new RangeError(`${at} has time ${time}, expected a whole number`);
    if (!(y >= 0 && y < Infinity)) throw new RangeError(`${at} has count ${y}, expected 0 or more`);
    if (family === 'binomial' && !(trials !== undefined && trials > 0 && y <= trials))
      throw new RangeError(`${at} has ${y} of ${trials}, expected at most the whole, and that more than 0`);
  });
}
