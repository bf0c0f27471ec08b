/** How small an effect would still be found: four times in five (reference 4.5). Refuses to know whether there is one. */
import { normalQuantile } from './distribution.ts';

/** Of the normal distribution, for a power of 0.8. */
const POWER_SCORE = normalQuantile(0.8);
const MOST_STEPS = 500;

/**
 * The smallest relative effect in a direction that would be found four times in five, 0.1 = 10 %; at most 1 downwards,
 * null where none would be. The variance that the judged weeks bring grows as their contacts become fewer.
 * @param variance of the estimate if nothing changed, less `ownVariance`
 * @param ownVariance dispersion over the contacts expected in the judged weeks without effect
 * @param allowance added to the half-width on the log scale
 */
export function smallestDetectableRatio(
  direction: 'down' | 'up',
  { variance, ownVariance, quantile, allowance = 0 }: DetectableQuestion,
): number | null {
  const sign = direction === 'down' ? -1 : 1;
  const score = quantile + POWER_SCORE;
  let ratio = 1;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const next = Math.exp(sign * (score * Math.sqrt(variance + ownVariance / ratio) + allowance));
    if (!(next > 1e-6 && next < 1e6)) return direction === 'down' ? 1 : null;
    if (Math.abs(next - ratio) < 1e-9) break;
    ratio = next;
  }
  return Math.abs(ratio - 1);
}

export interface DetectableQuestion {
  variance: number;
  ownVariance: number;
  /** of the interval's level */
  quantile: number;
  allowance?: number;
}

/** How far off the estimate on the scale of the model must be to be found four times in five. */
export function detectableShift(standardError: number, quantile: number): number {
  return (quantile + POWER_SCORE) * standardError;
}
