/** Instants as they are read, on the wall of a zone. */
import { makeZone, parseInstant } from '../../db/domain/zone.ts';
import type { BasicSay } from '../i18n/say.ts';
import { formatDate } from './date.ts';

/** "22 November 2026, 14:05 (Europe/London)" of an RFC 3339 instant; as it is written where it is none. */
export function formatInstant(say: BasicSay, instant: string, timeZone: string): string {
  const parsed = parseInstant(instant);
  if (!parsed.ok) return instant;
  const zone = makeZone(timeZone);
  const [hour = 0, minute = 0] = zone.formatInstant(parsed.utcSeconds).slice(11, 16).split(':').map(Number);
  return say.instant(formatDate(say, zone.dayOf(parsed.utcSeconds)), say.time(hour, minute), timeZone);
}
