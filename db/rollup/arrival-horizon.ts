/**
 * Up to when contacts enter the figures: a quarter-hour is counted as a whole, once it has closed and the configured
 * delay has passed. Owns that moment, so that no figure grows by one contact as it comes. Source: reference 5 (live feed).
 */

import { arrivalOf, keyAt } from '../contact-record.ts';
import { QUARTER_SECONDS } from '../domain/bucket.ts';
import type { CivilDay, Zone } from '../domain/zone.ts';
import { readMetaNumber, writeMeta } from '../meta.ts';
import type { WriteHandle } from '../open.ts';
import { markDirty, markPeriods } from './dirty.ts';

/** The longest sum that is no whole civil period: it counts when its last quarter-hour does. */
const LONGEST_SUM_SECONDS = 3600;

/** The end of the last quarter-hour that counts, in UTC seconds. Zones differ by whole quarters, so UTC's are everyone's. */
export function countingHorizon(nowSeconds: number, delayMinutes: number): number {
  return Math.floor((nowSeconds - delayMinutes * 60) / QUARTER_SECONDS) * QUARTER_SECONDS;
}

/** Marks the days on which contacts have come to count since the horizon was kept last, and keeps it. */
export function markHorizonPassed(
  db: WriteHandle,
  zone: Zone,
  { nowSeconds, delayMinutes }: { nowSeconds: number; delayMinutes: number },
): void {
  const horizon = countingHorizon(nowSeconds, delayMinutes);
  const known = readMetaNumber(db, 'arrival_horizon');
  if (known === horizon) return;
  const [from, to] =
    known === null ? [horizon, horizon] : [Math.min(known, horizon), Math.max(known, horizon)];
  const days = new Set<CivilDay>();
  const arrived = db.sql.prepare('SELECT key FROM contacts WHERE key >= ? AND key < ? LIMIT 1').pluck();
  const closed = db.sql
    .prepare(
      'SELECT closed_at, key FROM contacts WHERE closed_at IS NOT NULL AND closed_at >= ? AND closed_at < ?',
    )
    .raw();
  const hasSums = ['intervals', 'capacity'].map((table) =>
    db.sql.prepare(`SELECT 1 FROM ${table} WHERE day = ? AND start_at >= ? AND start_at < ? LIMIT 1`).pluck(),
  );
  for (let day = zone.dayOf(from); day <= zone.dayOf(to); day++) {
    const [start, end] = [Math.max(from, zone.startOfDay(day)), Math.min(to, zone.startOfDay(day + 1))];
    if (start >= end) continue;
    const isTouched =
      arrived.get(keyAt(start), keyAt(end)) !== undefined ||
      hasSums.some((one) => one.get(day, start - LONGEST_SUM_SECONDS, end) !== undefined);
    if (isTouched) days.add(day);
  }
  // A case that was closed meanwhile lay open until now, on the day on which it came.
  for (const [closedAt, key] of closed.all(from, to) as [number, number][]) {
    days.add(zone.dayOf(closedAt));
    days.add(zone.dayOf(arrivalOf(key)));
  }
  db.sql
    .transaction(() => {
      markDirty(db, 'facts', days);
      // Weeks and months hold whole days.
      for (let day = zone.dayOf(from); day < zone.dayOf(to); day++) markPeriods(db, 'facts', day);
      writeMeta(db, 'arrival_horizon', horizon);
    })
    .immediate();
}
