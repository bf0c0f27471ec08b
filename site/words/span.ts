/** How long something took, exactly as the edge of its step: "3 days", "90 minutes". */
import type { BasicSay } from '../i18n/say.ts';
import { formatThreshold } from './duration.ts';
import { formatDecimal } from './number.ts';

/** `unit`: of `span`. Days of the calendar are whole, or half where a span of hours was counted. */
export function formatSpan(say: BasicSay, span: number, unit: 'days' | 'seconds'): string {
  if (unit === 'seconds') {
    const isDays = span % 86_400 === 0 && span > 0;
    return isDays ? say.days(formatDecimal(say, span / 86_400, 0)) : formatThreshold(say, span);
  }
  return say.days(formatDecimal(say, span, span % 1 === 0 ? 0 : 1));
}

/** A promised time in seconds: in days from two of them, else as it was set. */
export function formatPromised(say: BasicSay, seconds: number): string {
  return formatSpan(say, seconds, 'seconds');
}
