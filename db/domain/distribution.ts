/**
 * Quantiles of the distributions behind the intervals: normal, gamma, beta and Student t; 12 digits, 9 with
 * parameters in the millions.
 * Owns the special functions; refuses to know what is estimated with them.
 *
 * Quantiles are found by halving a bracket until two neighbouring numbers remain: some 60 evaluations, tens of
 * microseconds, and nothing that can diverge. DLMF is the NIST Digital Library of Mathematical Functions.
 */

const PRECISION = 1e-16;
const SMALLEST = 1e-300;
const MOST_TERMS = 1_000_000;

/** Lanczos coefficients for g = 7, nine terms (P. Godfrey). */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x > 0 (Lanczos 1964). */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`argument of ln Γ is ${x}, expected more than 0`);
  // Below ½ the series loses digits: Γ(x) = Γ(x + 1)/x.
  if (x < 0.5) return logGamma(x + 1) - Math.log(x);
  const sum = LANCZOS.reduce(
    (total, coefficient, k) => total + (k === 0 ? coefficient : coefficient / (x - 1 + k)),
    0,
  );
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Regularised lower incomplete gamma P(a, x), a > 0, x ≥ 0: the chance that a gamma variable of shape a is ≤ x. */
export function gammaShare(a: number, x: number): number {
  if (x <= 0) return 0;
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    // DLMF 8.11.4: γ(a, x) = xᵃ e⁻ˣ Σ xᵏ / (a (a+1) … (a+k)).
    let term = 1 / a;
    let sum = term;
    for (let k = 1; k < MOST_TERMS && term > sum * PRECISION; k += 1) {
      term *= x / (a + k);
      sum += term;
    }
    return Math.min(1, scale * sum);
  }
  // DLMF 8.9.2, contracted to even terms: Γ(a, x) = xᵃ e⁻ˣ / (x+1−a − 1(1−a)/(x+3−a − 2(2−a)/(x+5−a − …))).
  const fraction = continuedFraction(
    (k) => k * (a - k),
    (k) => x + 2 * k + 1 - a,
  );
  return Math.max(0, 1 - scale / fraction);
}

/** Regularised incomplete beta Iₓ(a, b), a, b > 0, 0 ≤ x ≤ 1: the chance that a beta variable is ≤ x. */
export function betaShare(x: number, a: number, b: number): number {
  return betaShareOf(x, a, b, logGamma(a + b), logGamma(a), logGamma(b));
}

/** The same, with ln Γ of a + b, of a and of b given: a quantile asks some sixty times of one pair. */
function betaShareOf(x: number, a: number, b: number, ofSum: number, ofA: number, ofB: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast below the mean; above it, Iₓ(a, b) = 1 − I₁₋ₓ(b, a).
  if (x > (a + 1) / (a + b + 2)) return 1 - betaShareOf(1 - x, b, a, ofSum, ofB, ofA);
  const scale = Math.exp(a * Math.log(x) + b * Math.log1p(-x) + ofSum - ofA - ofB - Math.log(a));
  // DLMF 8.17.22: 1/(1 + d₁/(1 + d₂/(1 + …))).
  const fraction = continuedFraction(
    (k) => {
      const m = Math.floor(k / 2);
      return k % 2 === 0
        ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
        : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    },
    () => 1,
  );
  return Math.min(1, scale / fraction);
}

/** Quantile of the gamma distribution with the given shape and scale 1; half of χ² with 2 × shape degrees. */
export function gammaQuantile(p: number, shape: number): number {
  refuseOutside(p);
  let high = shape + 1;
  while (gammaShare(shape, high) < p) high *= 2;
  return invert((x) => gammaShare(shape, x), p, high);
}

/** Quantile of the beta distribution. */
export function betaQuantile(p: number, a: number, b: number): number {
  refuseOutside(p);
  const [ofSum, ofA, ofB] = [logGamma(a + b), logGamma(a), logGamma(b)];
  return invert((x) => betaShareOf(x, a, b, ofSum, ofA, ofB), p, 1);
}

/** Quantile of the standard normal distribution, from P(|Z| ≤ z) = P(½, z²/2) (DLMF 7.11.1). */
export function normalQuantile(p: number): number {
  refuseOutside(p);
  if (p === 0.5) return 0;
  return p < 0.5 ? -normalQuantile(1 - p) : Math.sqrt(2 * gammaQuantile(2 * p - 1, 0.5));
}

/** Quantile of Student's t, from P(|T| ≤ t) = I_y(½, ν/2) with y = t²/(ν + t²) (DLMF 8.17, Student 1908). */
export function studentQuantile(p: number, degreesOfFreedom: number): number {
  refuseOutside(p);
  if (p === 0.5) return 0;
  if (p < 0.5) return -studentQuantile(1 - p, degreesOfFreedom);
  const y = betaQuantile(2 * p - 1, 0.5, degreesOfFreedom / 2);
  return Math.sqrt((degreesOfFreedom * y) / (1 - y));
}

/** b₀ + a₁/(b₁ + a₂/(b₂ + …)) by the method of Lentz, as modified by Thompson and Barnett (1986). */
function continuedFraction(numerator: (k: number) => number, denominator: (k: number) => number): number {
  let fraction = denominator(0) || SMALLEST;
  let c = fraction;
  let d = 0;
  for (let k = 1; k < MOST_TERMS; k += 1) {
    const a = numerator(k);
    const b = denominator(k);
    d = 1 / (b + a * d || SMALLEST);
    c = b + a / c || SMALLEST;
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 10 * PRECISION) return fraction;
  }
  throw new RangeError(`continued fraction did not settle in ${MOST_TERMS} terms: the counts are too large`);
}

/** The x in [0, high] at which an increasing share reaches p. */
function invert(share: (x: number) => number, p: number, high: number): number {
  let low = 0;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return high;
    if (share(middle) < p) low = middle;
    else high = middle;
  }
}

function refuseOutside(p: number): void {
  if (!(p > 0 && p < 1)) throw new RangeError(`probability is ${p}, expected more than 0 and less than 1`);
}
