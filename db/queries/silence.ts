/**
 * Hours in which the source was silent though people certainly called: an outage of the platform or of its export.
 * Owns the rule; refuses to call an hour silent where nothing usual is known of it.
 *
 * An hour without a contact is silent when the same weekday's hour in the four weeks before and after held at least
 * USUAL_LEAST contacts in the middle and never fewer than FEWEST: at a mean of 15, an empty hour by chance comes once
 * in three million. A day among the records without any is looked at like its hours; whether it was open is for others
 * to say. Source: reference 3.5 (zero calls in an open hour are a gap, not a quiet hour).
 */
import type { Channel } from '../domain/contact.ts';
import { Latest } from '../domain/latest.ts';
import { once } from '../domain/once.ts';
import type { CivilDay } from '../domain/zone.ts';
import { readMeta } from '../meta.ts';
import type { ReadHandle } from '../open.ts';
import { findCell } from '../rollup/cell-book.ts';
import { readCell } from './cell-facts.ts';
import { ASKED_FACTS, asked, coverageOf } from './coverage.ts';

const USUAL_LEAST = 15;
const FEWEST = 5;
const LEAST_NEIGHBOURS = 4;
const NEIGHBOUR_WEEKS = [-4, -3, -2, -1, 1, 2, 3, 4];
const HOURS = 24;
const LAST_DAY = 2 ** 20 - 1;

/** An hour slot of a civil day as one number. */
export function hourKey(day: CivilDay, hour: number): number {
  return day * HOURS + hour;
}

const known = new Latest<Map<Channel | null, ReadonlySet<number>>>();

/** The silent hours of a channel, or of all, as hour keys; found once for each version of the data. */
export function silentHoursOf(db: ReadHandle, channel: Channel | null): ReadonlySet<number> {
  const byChannel = known.of(db, [readMeta(db, 'data_version')], () => new Map());
  return once(byChannel, channel, () => findSilentHours(db, channel));
}

/** Days with a clock change are left out: their hours have no fellows. */
function findSilentHours(db: ReadHandle, channel: Channel | null): Set<number> {
  const cell = channel === null ? findCell(db, 'all', {}) : findCell(db, 'channel', { channel });
  const counts = new Map<CivilDay, number[]>();
  for (const [day, block] of readCell(db, 'hour', cell, 0, LAST_DAY, ASKED_FACTS)) {
    if (block.slots !== HOURS) continue;
    counts.set(
      day,
      Array.from({ length: HOURS }, (_, hour) => asked(block, hour)),
    );
  }
  const silent = new Set<number>();
  const note = (day: CivilDay, hour: number) => {
    if (isUsuallyBusy(counts, day, hour)) silent.add(hourKey(day, hour));
  };
  for (const [day, hours] of counts) {
    hours.forEach((count, hour) => {
      if (count === 0) note(day, hour);
    });
  }
  const { span, hasRecords, isInsideSum } = coverageOf(db, channel);
  for (let day = span?.firstDay ?? 1; day <= (span?.lastDay ?? 0); day++) {
    if (hasRecords(day) || isInsideSum(day, 'day')) continue;
    for (let hour = 0; hour < HOURS; hour++) note(day, hour);
  }
  return silent;
}

function isUsuallyBusy(counts: ReadonlyMap<CivilDay, number[]>, day: CivilDay, hour: number): boolean {
  const neighbours: number[] = [];
  for (const weeks of NEIGHBOUR_WEEKS) {
    const count = counts.get(day + 7 * weeks)?.[hour];
    if (count === undefined) continue;
    // Nearly every empty hour is one of the night, and its first neighbour is empty too.
    if (count < FEWEST) return false;
    neighbours.push(count);
  }
  if (neighbours.length < LEAST_NEIGHBOURS) return false;
  return neighbours.sort((a, b) => a - b)[Math.floor(neighbours.length / 2)]! >= USUAL_LEAST;
}
