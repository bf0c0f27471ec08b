/**
 * The organisation's wall clock from a short list of its offsets, so that a browser needs neither a zone library nor
 * Intl to find local midnights. Owns reading that list; refuses to know zones by name (`db/domain/zone.ts` does).
 */
import type { CivilDay } from '../../../db/domain/civil-day.ts';

/** What ticks need to know of a zone; `Zone` of db/domain is one. */
export interface CivilClock {
  /** seconds east of UTC */
  offsetAt(utcSeconds: number): number;
  /** the first instant of a civil day */
  startOfDay(day: CivilDay): number;
}

/** From each instant (UTC seconds) on, the offset in seconds east of UTC; ascending, the first holds for all before. */
export type OffsetChanges = readonly (readonly [fromUtcSeconds: number, offsetSeconds: number])[];

const DAY_SECONDS = 86_400;

/** Every change of offset between two instants, to the second: a handful for years, to be sent along with the data. */
export function offsetChanges(
  clock: Pick<CivilClock, 'offsetAt'>,
  fromSeconds: number,
  toSeconds: number,
): OffsetChanges {
  const changes: [number, number][] = [[fromSeconds, clock.offsetAt(fromSeconds)]];
  // No zone has changed its clock twice within a day.
  for (let at = fromSeconds; at < toSeconds; at += DAY_SECONDS) {
    const offset = clock.offsetAt(at);
    let changed = Math.min(at + DAY_SECONDS, toSeconds);
    if (clock.offsetAt(changed) === offset) continue;
    let same = at;
    while (changed - same > 1) {
      const middle = Math.floor((same + changed) / 2);
      if (clock.offsetAt(middle) === offset) same = middle;
      else changed = middle;
    }
    changes.push([changed, clock.offsetAt(changed)]);
  }
  return changes;
}

/** The clock that a list of changes describes. @throws RangeError when the list is empty. */
export function clockOf(changes: OffsetChanges): CivilClock {
  if (changes.length === 0) throw new RangeError('a clock needs at least one offset; the list is empty');
  const stretchAt = (utcSeconds: number) => {
    let index = changes.length - 1;
    while (index > 0 && changes[index]![0] > utcSeconds) index--;
    return index;
  };
  return {
    offsetAt: (utcSeconds) => changes[stretchAt(utcSeconds)]![1],
    startOfDay(day) {
      // As `firstInstantOf` of db/domain/zone.ts: midnight, or the end of the gap in which it was skipped.
      const local = day * DAY_SECONDS;
      for (let i = stretchAt(local - DAY_SECONDS); ; i++) {
        const [from, offset] = changes[i]!;
        const candidate = i === 0 ? local - offset : Math.max(from, local - offset);
        const next = changes[i + 1];
        if (next === undefined || candidate < next[0]) return candidate;
      }
    },
  };
}

/** The civil day whose first instant is the last at or before this one. */
export function dayAt(clock: CivilClock, utcSeconds: number): CivilDay {
  const day = Math.floor((utcSeconds + clock.offsetAt(utcSeconds)) / DAY_SECONDS);
  return clock.startOfDay(day + 1) <= utcSeconds ? day + 1 : day;
}
