/** Waits as they are said: never shorter than they were, where the sentence says "within". */
import type { BasicSay } from '../i18n/say.ts';
import { formatDecimal } from './number.ts';

const HALF = '½';

/**
 * "45 seconds", "1½ minutes", "2 hours". `rounding` up for "within" and "up to", down for "longer than", so that no
 * sentence promises more than the figure, near for "about"; steps grow with the length, since nobody knows a wait to
 * the second.
 */
export function formatDuration(say: BasicSay, seconds: number, rounding: 'up' | 'down' | 'near'): string {
  const round = (value: number, step: number) =>
    step *
    (rounding === 'near'
      ? Math.round(value / step)
      : rounding === 'up'
        ? Math.ceil(value / step - 1e-9)
        : Math.floor(value / step + 1e-9));
  if (seconds < 20) return say.seconds(String(round(seconds, 1)));
  const fives = round(seconds, 5);
  if (fives < 60) return say.seconds(String(fives));
  const halves = round(seconds / 60, 0.5);
  if (halves < 10) return say.minutes(withHalf(Math.max(1, halves)));
  const minutes = round(seconds / 60, rounding === 'near' && seconds >= 1800 ? 5 : 1);
  if (minutes < 90) return say.minutes(String(minutes));
  const hours = round(seconds / 3600, 0.5);
  if (hours < 48) return say.hours(withHalf(Math.max(1.5, hours)));
  return say.days(formatDecimal(say, round(seconds / 86_400, 1), 0));
}

/** A threshold exactly as it was set: "a minute", "90 seconds", "12 hours". */
export function formatThreshold(say: BasicSay, seconds: number): string {
  if (seconds % 3600 === 0 && seconds > 0) return say.hours(String(seconds / 3600));
  if (seconds % 60 === 0 && seconds > 0) return say.minutes(String(seconds / 60));
  return say.seconds(String(seconds));
}

/** `2:06` minutes and seconds; from an hour on `1:02:06`. */
export function formatClock(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/**
 * "33 s", "1½ m": the nearest that fits into a cell of a chart, and no other than the table beside it says. `isLong`:
 * all in hours, where waits are that long.
 */
export function formatShortDuration(say: BasicSay, seconds: number, isLong = false): string {
  const short = { ...say, ...say.inCell };
  if (isLong) return short.hours(withHalf(Math.max(0.5, Math.round(seconds / 1800) / 2)));
  return seconds < 59.5 ? short.seconds(String(Math.round(seconds))) : formatDuration(short, seconds, 'near');
}

/** "35 s", "2 min 6 s": to the second, and not to be taken for a time of day. */
export function formatExactDuration(say: BasicSay, seconds: number): string {
  const whole = Math.round(seconds);
  const rest = say.tick.seconds(whole % 60);
  return whole < 60 ? rest : `${say.tick.minutes(Math.floor(whole / 60))} ${rest}`;
}

function withHalf(value: number): string {
  const whole = Math.floor(value);
  if (value === whole) return String(whole);
  return whole === 0 ? HALF : `${whole}${HALF}`;
}
