/**
 * Linear quantile regression: the plane below which a given share of the values lies, as far as a plane can.
 * Owns the fit and the loss by which it is judged; refuses to know what the columns mean.
 *
 * The fit is the Frisch–Newton interior point of Portnoy and Koenker (Statistical Science 1997), with the predictor and
 * corrector of Mehrotra (SIAM J. Optimization 1992), on the dual of the linear programme of Koenker and Bassett
 * (Econometrica 1978): max y'd over 0 ≤ d ≤ 1 with X'd = (1−τ)X'1. It needs some 20 steps whatever the rows, draws
 * nothing at random, and ends when primal and dual differ by less than a billionth of the spread of the values a row.
 */

const MOST_STEPS = 200;
/** How near to the best, a row, in mean absolute values: where the fit ends unless told otherwise. */
const PRECISION = 1e-9;
/** How far towards a bound a step may go. */
const REACH = 0.9995;
/** A column of which less than this share of its squares is new, beside the columns before it, is left out. */
const COLLINEAR = 1e-9;
/** Added to the diagonal of the scaled normal equations, relative to it, against rounding. */
const RIDGE = 1e-13;

/** Rows one after the other, `columns` numbers each; a constant is a column like any other. */
export interface DesignMatrix {
  values: Float64Array;
  columns: number;
}

/** Mean loss of predicting `predicted` at the share τ: τ·(y−q) where y ≥ q, else (1−τ)·(q−y), in the unit of y. */
export function pinballLoss(actual: number, predicted: number, tau: number): number {
  return actual >= predicted ? tau * (actual - predicted) : (1 - tau) * (predicted - actual);
}

/** The row's value on the plane. */
export function evaluateRow(coefficients: ArrayLike<number>, row: ArrayLike<number>): number {
  let sum = 0;
  for (let j = 0; j < coefficients.length; j++) sum += coefficients[j]! * row[j]!;
  return sum;
}

/**
 * The coefficients, one a column, that make the (weighted) sum of pinball losses smallest. Columns that depend on
 * those before them get 0, so that of several equal planes it is always the same.
 * @param tau the share below the plane, in (0, 1)
 * @param weights of the rows, positive; equal where left out
 * @throws RangeError when τ is no share, or the sizes do not fit, or a number is not finite
 */
export function fitQuantile(
  matrix: DesignMatrix,
  y: Float64Array,
  tau: number,
  { weights = null, precision = PRECISION }: { weights?: Float64Array | null; precision?: number } = {},
): Float64Array {
  const { values, columns } = matrix;
  const rows = y.length;
  if (!(tau > 0 && tau < 1)) throw new RangeError(`share is ${tau}, expected more than 0 and less than 1`);
  if (rows === 0) throw new RangeError('there are no rows to fit');
  if (values.length !== rows * columns)
    throw new RangeError(`matrix has ${values.length} numbers, expected ${rows} rows of ${columns}`);
  const scaled = scale(values, y, columns, weights);
  const kept = independentColumns(scaled.x, rows, columns);
  const x = pick(scaled.x, rows, columns, kept);
  const fitted = interiorPoint(x, scaled.y, tau, kept.length, scaled.weights, precision);
  const coefficients = new Float64Array(columns);
  kept.forEach((column, k) => {
    coefficients[column] = (fitted[k]! * scaled.ofY) / scaled.ofX[column]!;
  });
  return coefficients;
}

/** Columns brought to a root mean square of 1 and values to a mean absolute value of 1. */
function scale(values: Float64Array, y: Float64Array, columns: number, weights: Float64Array | null) {
  const rows = y.length;
  const ofX = new Float64Array(columns);
  let ofY = 0;
  let total = 0;
  for (let i = 0; i < rows; i++) {
    ofY += Math.abs(y[i]!);
    total += weights === null ? 1 : weights[i]!;
    for (let j = 0; j < columns; j++) ofX[j]! += values[i * columns + j]! ** 2;
  }
  if (!Number.isFinite(ofY + total) || !ofX.every(Number.isFinite))
    throw new RangeError('a value to fit is not a finite number');
  // What is 0 throughout stays as it is.
  for (let j = 0; j < columns; j++) ofX[j] = Math.sqrt(ofX[j]! / rows) || 1;
  ofY = ofY / rows || 1;
  const x = new Float64Array(values.length);
  const scaledY = new Float64Array(rows);
  const share = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    share[i] = weights === null ? 1 : (weights[i]! * rows) / total;
    if (!(share[i]! > 0)) throw new RangeError(`weight of row ${i} is ${weights?.[i]}, expected more than 0`);
    scaledY[i] = y[i]! / ofY;
    for (let j = 0; j < columns; j++) x[i * columns + j] = values[i * columns + j]! / ofX[j]!;
  }
  return { x, y: scaledY, weights: share, ofX, ofY };
}

/** By a Cholesky factor of X'X that passes over a column when nothing of it is left. */
function independentColumns(x: Float64Array, rows: number, columns: number): number[] {
  const gram = new Float64Array(columns * columns);
  addSquares(gram, x, rows, columns, null);
  const kept: number[] = [];
  const factor: Float64Array[] = [];
  for (let j = 0; j < columns; j++) {
    const line = new Float64Array(kept.length);
    let left = gram[j * columns + j]!;
    kept.forEach((column, k) => {
      let dot = gram[j * columns + column]!;
      for (let m = 0; m < k; m++) dot -= line[m]! * factor[k]![m]!;
      line[k] = dot / factor[k]![k]!;
      left -= line[k]! ** 2;
    });
    if (left <= COLLINEAR * gram[j * columns + j]! || gram[j * columns + j] === 0) continue;
    factor.push(Float64Array.from([...line, Math.sqrt(left)]));
    kept.push(j);
  }
  return kept;
}

function pick(x: Float64Array, rows: number, columns: number, kept: readonly number[]): Float64Array {
  if (kept.length === columns) return x;
  const picked = new Float64Array(rows * kept.length);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < kept.length; k++) picked[i * kept.length + k] = x[i * columns + kept[k]!]!;
  }
  return picked;
}

/**
 * In the terms of the paper: `d` the dual variable of each row, `s` what it lacks to its bound, `z` and `w` the parts
 * of the residual below and above the plane, `q` the weights of the normal equations.
 */
function interiorPoint(
  x: Float64Array,
  y: Float64Array,
  tau: number,
  p: number,
  bound: Float64Array,
  precision: number,
): Float64Array {
  const n = y.length;
  const beta = new Float64Array(p);
  if (p === 0) return beta;
  const [d, s, z, w, q] = [0, 0, 0, 0, 0].map(() => new Float64Array(n)) as Vectors5;
  const [dd, dz, dw, r] = [0, 0, 0, 0].map(() => new Float64Array(n)) as Vectors4;
  const gram = new Float64Array(p * p);
  const rhs = new Float64Array(p);
  const step = new Float64Array(p);

  // From least squares, every row a little away from its bounds.
  addSquares(gram, x, n, p, bound);
  for (let i = 0; i < n; i++) addTo(rhs, x, i, p, bound[i]! * y[i]!);
  factorise(gram, p);
  solve(gram, rhs, beta, p);
  let spread = 0;
  for (let i = 0; i < n; i++) spread += Math.abs(y[i]! - dot(x, i, beta, p));
  const least = Math.max(1e-6, (0.1 * spread) / n);
  for (let i = 0; i < n; i++) {
    const residual = y[i]! - dot(x, i, beta, p);
    d[i] = (1 - tau) * bound[i]!;
    s[i] = bound[i]! - d[i]!;
    z[i] = Math.max(0, -residual) + least;
    w[i] = Math.max(0, residual) + least;
  }

  for (let count = 0; count < MOST_STEPS; count++) {
    let mu = 0;
    for (let i = 0; i < n; i++) mu += z[i]! * d[i]! + w[i]! * s[i]!;
    if (mu < precision * n) break;
    gram.fill(0);
    rhs.fill(0);
    for (let i = 0; i < n; i++) {
      q[i] = 1 / (z[i]! / d[i]! + w[i]! / s[i]!);
      addTo(rhs, x, i, p, q[i]! * (z[i]! - w[i]!));
    }
    addSquares(gram, x, n, p, q);
    factorise(gram, p);
    // Predictor: straight to the bounds.
    solve(gram, rhs, step, p);
    let primal = Number.POSITIVE_INFINITY;
    let dual = Number.POSITIVE_INFINITY;
    for (let i = 0; i < n; i++) {
      const move = q[i]! * (dot(x, i, step, p) - z[i]! + w[i]!);
      dd[i] = move;
      dz[i] = -z[i]! * (1 + move / d[i]!);
      dw[i] = -w[i]! * (1 - move / s[i]!);
      primal = Math.min(primal, move < 0 ? -d[i]! / move : move > 0 ? s[i]! / move : primal);
      if (dz[i]! < 0) dual = Math.min(dual, -z[i]! / dz[i]!);
      if (dw[i]! < 0) dual = Math.min(dual, -w[i]! / dw[i]!);
    }
    primal = Math.min(1, REACH * primal);
    dual = Math.min(1, REACH * dual);
    if (Math.min(primal, dual) < 1) {
      // Corrector: back towards the middle by as much as the predictor promises, and by what its bend is.
      let promised = 0;
      for (let i = 0; i < n; i++) {
        promised +=
          (z[i]! + dual * dz[i]!) * (d[i]! + primal * dd[i]!) +
          (w[i]! + dual * dw[i]!) * (s[i]! - primal * dd[i]!);
      }
      const centre = (mu * (promised / mu) ** 3) / (2 * n);
      // A short step bends less: the whole bend of a step that was not taken leads astray where many rows tie.
      const bent = primal * dual;
      for (let i = 0; i < n; i++) {
        const bend = bent * ((dd[i]! * dz[i]!) / d[i]! + (dd[i]! * dw[i]!) / s[i]!);
        r[i] = centre * (1 / d[i]! - 1 / s[i]!) - bend;
        addTo(rhs, x, i, p, -q[i]! * r[i]!);
      }
      solve(gram, rhs, step, p);
      primal = Number.POSITIVE_INFINITY;
      dual = Number.POSITIVE_INFINITY;
      for (let i = 0; i < n; i++) {
        const move = q[i]! * (dot(x, i, step, p) + r[i]! - z[i]! + w[i]!);
        const below = centre / d[i]! - z[i]! - (z[i]! * move + bent * dd[i]! * dz[i]!) / d[i]!;
        const above = centre / s[i]! - w[i]! + (w[i]! * move + bent * dd[i]! * dw[i]!) / s[i]!;
        dd[i] = move;
        dz[i] = below;
        dw[i] = above;
        primal = Math.min(primal, move < 0 ? -d[i]! / move : move > 0 ? s[i]! / move : primal);
        if (below < 0) dual = Math.min(dual, -z[i]! / below);
        if (above < 0) dual = Math.min(dual, -w[i]! / above);
      }
      primal = Math.min(1, REACH * primal);
      dual = Math.min(1, REACH * dual);
    }
    for (let i = 0; i < n; i++) {
      d[i]! += primal * dd[i]!;
      s[i]! -= primal * dd[i]!;
      z[i]! += dual * dz[i]!;
      w[i]! += dual * dw[i]!;
    }
    for (let k = 0; k < p; k++) beta[k]! -= dual * step[k]!;
  }
  return beta;
}

type Vectors4 = [Float64Array, Float64Array, Float64Array, Float64Array];
type Vectors5 = [...Vectors4, Float64Array];

function dot(x: Float64Array, row: number, of: Float64Array, p: number): number {
  let sum = 0;
  for (let k = 0, at = row * p; k < p; k++, at++) sum += x[at]! * of[k]!;
  return sum;
}

function addTo(sum: Float64Array, x: Float64Array, row: number, p: number, factor: number): void {
  for (let k = 0, at = row * p; k < p; k++, at++) sum[k]! += factor * x[at]!;
}

/** Adds X'QX, the lower half and its mirror. */
function addSquares(
  gram: Float64Array,
  x: Float64Array,
  n: number,
  p: number,
  weight: Float64Array | null,
): void {
  for (let i = 0; i < n; i++) {
    const at = i * p;
    for (let j = 0; j < p; j++) {
      const value = x[at + j]! * (weight === null ? 1 : weight[i]!);
      if (value === 0) continue;
      for (let k = 0; k <= j; k++) gram[j * p + k]! += value * x[at + k]!;
    }
  }
  for (let j = 0; j < p; j++) {
    for (let k = j + 1; k < p; k++) gram[j * p + k] = gram[k * p + j]!;
  }
}

/** Cholesky, in place, in the lower half. */
function factorise(gram: Float64Array, p: number): void {
  for (let j = 0; j < p; j++) {
    for (let k = 0; k <= j; k++) {
      let sum = gram[j * p + k]!;
      for (let m = 0; m < k; m++) sum -= gram[j * p + m]! * gram[k * p + m]!;
      if (k < j) gram[j * p + k] = sum / gram[k * p + k]!;
      else gram[j * p + j] = Math.sqrt(Math.max(sum, RIDGE * gram[j * p + j]!, Number.MIN_VALUE));
    }
  }
}

function solve(factor: Float64Array, rhs: Float64Array, into: Float64Array, p: number): void {
  for (let j = 0; j < p; j++) {
    let sum = rhs[j]!;
    for (let m = 0; m < j; m++) sum -= factor[j * p + m]! * into[m]!;
    into[j] = sum / factor[j * p + j]!;
  }
  for (let j = p - 1; j >= 0; j--) {
    let sum = into[j]!;
    for (let m = j + 1; m < p; m++) sum -= factor[m * p + j]! * into[m]!;
    into[j] = sum / factor[j * p + j]!;
  }
}
