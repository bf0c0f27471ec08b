/** Moments as live figures say them: how long ago, what the clock showed, and what it shows where the reader is. */
import type { Say } from '../i18n/say.ts';

export type LiveSay = Pick<Say, 'live'>;

/** How far apart two clocks are, in seconds east of UTC. */
export interface Offsets {
  organisation: number;
  reader: number;
}

const two = (value: number) => String(value).padStart(2, '0');

/** "40 seconds ago": to ten seconds, so that it does not change under the reader's eyes. */
export function formatAgo({ live }: LiveSay, seconds: number): string {
  const tens = Math.floor(seconds / 10) * 10;
  if (tens < 10) return live.justNow;
  if (tens < 60) return live.secondsAgo(tens);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return live.minutesAgo(minutes);
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? live.hoursAgo(hours) : live.daysAgo(Math.floor(hours / 24));
}

/** "14:05:20", and where the reader's clock shows another time "14:05:20 (16:05:20 your time)". */
export function formatTime(
  { live }: LiveSay,
  utcSeconds: number,
  offsets: Offsets,
  precision: 'seconds' | 'minutes',
): string {
  const there = clockAt(utcSeconds + offsets.organisation, precision);
  const here = clockAt(utcSeconds + offsets.reader, precision);
  return there === here ? there : live.yours(there, here);
}

function clockAt(localSeconds: number, precision: 'seconds' | 'minutes'): string {
  const second = ((Math.floor(localSeconds) % 86_400) + 86_400) % 86_400;
  const parts = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
  return parts
    .slice(0, precision === 'seconds' ? 3 : 2)
    .map(two)
    .join(':');
}
