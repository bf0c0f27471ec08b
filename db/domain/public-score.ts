/**
 * One number for all promises: the weighted mean of how far each was attained, none more than wholly.
 * Owns the arithmetic, and when there is no score; refuses to stand alone: whoever shows it shows its components.
 * Source: reference 2.6.
 */

export interface ScoreComponent {
  /** above 0 */
  weight: number;
  /** null where it is not published, or nothing was due */
  attained: number | null;
  /** what is promised, above 0, in the unit of what is attained; more is better */
  aim: number;
}

export interface PublicScore {
  /** 0 to 100; null where a component of weight is missing, or there is none */
  score: number | null;
  /** by component, its share of all weights */
  shares: number[];
  /** by component, what it adds to the score; null where it is missing */
  points: (number | null)[];
}

/** A component of this share or more that is missing leaves no score. */
export const LARGEST_MISSING = 0.2;

/** S = 100 · Σ w·min(1, attained/aim) over the components that are known, whose weights are brought to 1. */
export function publicScore(components: readonly ScoreComponent[]): PublicScore {
  const total = components.reduce((sum, { weight }) => sum + weight, 0);
  const shares = components.map(({ weight }) => weight / total);
  const known = components.reduce((sum, { weight, attained }) => sum + (attained === null ? 0 : weight), 0);
  // A third of 0.6 is no fifth: weights are compared with some room for what their sum leaves over.
  const isMissing = components.some(
    ({ attained }, i) => attained === null && shares[i]! >= LARGEST_MISSING - 1e-9,
  );
  if (known === 0 || isMissing) return { score: null, shares, points: components.map(() => null) };
  const points = components.map(({ weight, attained, aim }) =>
    attained === null ? null : (100 * weight * Math.min(1, attained / aim)) / known,
  );
  return { score: points.reduce<number>((sum, point) => sum + (point ?? 0), 0), shares, points };
}
