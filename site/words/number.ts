/** Numbers as they are read: rounded to what is known, and shares as natural frequencies. */
import { once } from '../../db/domain/once.ts';
import type { BasicSay } from '../i18n/say.ts';

export { capitalise } from '../i18n/capitalise.ts';

/** Making a format takes a thousand times as long as using it. */
const formats = new Map<string, Intl.NumberFormat>();

export function formatDecimal(say: BasicSay, value: number, digits: number): string {
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return once(formats, `${say.locale} ${digits}`, () => new Intl.NumberFormat(say.locale, options)).format(
    value,
  );
}

export function formatCount(say: BasicSay, count: number): string {
  return formatDecimal(say, count, 0);
}

/** Whole percent; one decimal where a difference of one would hide it, near 0 and 100. */
export function formatShare(say: BasicSay, share: number): string {
  const percent = share * 100;
  const isNearEnd = (percent > 0 && percent < 0.95) || (percent > 99.05 && percent < 100);
  return say.percent(formatDecimal(say, percent, isNearEnd ? 1 : 0));
}

/** The frequencies that people take in at once, each as part of a whole. */
const PLAIN: readonly (readonly [number, number])[] = [
  ...([1, 2, 3, 4, 6, 7, 8, 9] as const).map((part) => [part, 10] as const),
  [1, 20],
  [3, 20],
  [1, 4],
  [1, 3],
  [2, 3],
  [3, 4],
  [19, 20],
];

/**
 * A share, 0 to 1, of `whose` as "about 3 in 10 contacts", for people who do not think in percent; the nearest of a
 * few plain frequencies. Too coarse to stand beside a target.
 */
export function formatFrequency(say: BasicSay, share: number, whose: string): string {
  const { frequency } = say;
  if (share <= 0) return frequency.none(whose);
  if (share >= 1) return frequency.all(whose);
  if (share < 0.04) return frequency.rare(whose);
  if (share > 0.96) return frequency.nearlyAll(whose);
  if (share >= 0.44 && share < 0.56) {
    const half = share < 0.48 ? 'nearlyHalf' : share <= 0.52 ? 'half' : 'overHalf';
    return frequency[half](whose);
  }
  const distance = ([part, whole]: readonly [number, number]) => Math.abs(part / whole - share);
  const [part, whole] = PLAIN.reduce((best, one) => (distance(one) < distance(best) ? one : best));
  return frequency.about(part, whole, whose);
}

/** "69–78%" */
export function formatShareRange(say: BasicSay, low: number, high: number): string {
  return say.percentRange(formatDecimal(say, low * 100, 0), formatDecimal(say, high * 100, 0));
}
