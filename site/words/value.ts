/** A figure as it is read, by the unit in which it is published: rounded in sentences and reports, in full where it is looked at. */
import type { BasicSay } from '../i18n/say.ts';
import { formatExactDuration } from './duration.ts';
import { formatCount, formatDecimal, formatShare } from './number.ts';

const HOUR = 3600;
const MINUTE = 60;

/** `rounded`: to what a reader takes in; `full`: one digit more of the same, so that the two never contradict. */
export type Precision = 'rounded' | 'full';

/**
 * "1,106", "93%", "2 min 6 s", "20.0 h", "3 days"; in full "93.4%", "20 h 2 min", "3.1 days". `unit` as in the registry;
 * a duration under an hour is exact either way.
 */
export function formatValue(
  say: BasicSay,
  unit: string,
  value: number,
  precision: Precision = 'rounded',
): string {
  const isFull = precision === 'full';
  switch (unit) {
    case 'share':
      return isFull ? say.percent(formatDecimal(say, value * 100, 1)) : formatShare(say, value);
    case 'seconds':
      if (Math.round(value) < HOUR) return formatExactDuration(say, value);
      return isFull ? formatHours(say, value) : say.inCell.hours(formatDecimal(say, value / HOUR, 1));
    case 'days':
      return say.days(formatDecimal(say, value, isFull ? 1 : 0));
    case 'score':
    case 'points':
    case 'per_1000':
      return formatDecimal(say, value, isFull ? 2 : 1);
    default:
      return Number.isInteger(value) ? formatCount(say, value) : formatDecimal(say, value, 1);
  }
}

/** "20 h 2 min" */
function formatHours(say: BasicSay, seconds: number): string {
  const minutes = Math.round(seconds / MINUTE);
  return `${say.inCell.hours(formatCount(say, Math.floor(minutes / 60)))} ${say.tick.minutes(minutes % 60)}`;
}

/** As `formatValue`, with one decimal more where rounding would set a share on the wrong side of what it is held to. */
export function formatAgainst(say: BasicSay, unit: string, value: number, aim: number): string {
  const plain = formatValue(say, unit, value);
  if (unit !== 'share' || value === aim || plain !== formatValue(say, unit, aim)) return plain;
  return formatValue(say, unit, value, 'full');
}
