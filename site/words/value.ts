/** A figure as it is read, by the unit in which it is published. */
import type { Say } from '../i18n/say.ts';
import { formatExactDuration } from './duration.ts';
import { formatCount, formatDecimal, formatShare } from './number.ts';

const HOUR = 3600;

/** "1,106", "93%", "2 min 6 s", "20.0 hours", "3 days": `unit` as in the registry. */
export function formatValue(say: Say, unit: string, value: number): string {
  switch (unit) {
    case 'share':
      return formatShare(say, value);
    case 'seconds':
      return value < HOUR
        ? formatExactDuration(say, value)
        : say.inCell.hours(formatDecimal(say, value / HOUR, 1));
    case 'days':
      return say.days(formatDecimal(say, value, 0));
    case 'score':
    case 'points':
    case 'per_1000':
      return formatDecimal(say, value, 1);
    default:
      return formatCount(say, value);
  }
}

/** As `formatValue`, with one decimal more where rounding would set a share on the wrong side of what it is held to. */
export function formatAgainst(say: Say, unit: string, value: number, aim: number): string {
  const plain = formatValue(say, unit, value);
  if (unit !== 'share' || value === aim || plain !== formatValue(say, unit, aim)) return plain;
  return say.percent(formatDecimal(say, value * 100, 1));
}
