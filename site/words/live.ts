/** Moments as live figures say them: how long ago, what the clock showed, and what it shows where the reader is. */
import type { Say } from '../i18n/say.ts';

export type LiveSay = Pick<Say, 'live' | 'time'>;

/** How far apart two clocks are, in seconds east of UTC. */
export interface Offsets {
  organisation: number;
  reader: number;
}

const two = (value: number) => String(value).padStart(2, '0');

/** "40 seconds ago": to ten seconds, so that it does not change under the reader's eyes. */
export function formatAgo(say: LiveSay, seconds: number): string {
  const tens = Math.floor(seconds / 10) * 10;
  if (tens < 10) return say.live.justNow;
  if (tens < 60) return say.live.secondsAgo(tens);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return say.live.minutesAgo(minutes);
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? say.live.hoursAgo(hours) : say.live.daysAgo(Math.floor(hours / 24));
}

/** "14:05:20", and where the reader's clock shows another time "14:05:20 (16:05:20 your time)". */
export function formatTime(
  say: LiveSay,
  utcSeconds: number,
  offsets: Offsets,
  precision: 'seconds' | 'minutes',
): string {
  const there = clockAt(say, utcSeconds + offsets.organisation, precision);
  const here = clockAt(say, utcSeconds + offsets.reader, precision);
  return there === here ? there : say.live.yours(there, here);
}

/** To the second as on a digital clock, in every language; to the minute as the language says it. */
function clockAt(say: LiveSay, localSeconds: number, precision: 'seconds' | 'minutes'): string {
  const second = ((Math.floor(localSeconds) % 86_400) + 86_400) % 86_400;
  const [hour, minute] = [Math.floor(second / 3600), Math.floor(second / 60) % 60];
  return precision === 'minutes' ? say.time(hour, minute) : [hour, minute, second % 60].map(two).join(':');
}
