/** The moment that the pages show: the machine's own, or the one that CANDOUR_NOW names. Refuses to be read twice. */
import process from 'node:process';
import { parseInstant } from '../db/domain/zone.ts';

export interface Moment {
  utcSeconds: number;
  /** set by CANDOUR_NOW: every page then says when by it it was made */
  isSet: boolean;
}

export function readMoment(): Moment {
  const written = process.env.CANDOUR_NOW;
  const parsed = written ? parseInstant(written) : null;
  if (parsed?.ok) return { utcSeconds: parsed.utcSeconds, isSet: true };
  return { utcSeconds: Math.floor(Date.now() / 1000), isSet: false };
}
