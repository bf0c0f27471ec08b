/**
 * The key by which contacts lie in order of arrival: UTC second × 2^20 + a number within the second.
 * Owns its layout; 2^20 contacts may arrive in one second, and the year 2100 still fits a safe integer.
 */
export const WITHIN_SECOND = 2 ** 20;

/** The lowest key of a second. */
export function keyAt(utcSeconds: number): number {
  return utcSeconds * WITHIN_SECOND;
}

export function arrivalOf(key: number): number {
  return Math.floor(key / WITHIN_SECOND);
}
