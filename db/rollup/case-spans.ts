/**
 * Cases by the day they were opened and the day they were closed: from these the age of a backlog follows for any
 * day, without looking at a contact. Owns the table of spans; refuses to hold anything but counts.
 */

import { keyAt } from '../contact-key.ts';
import { OUTCOMES } from '../domain/contact.ts';
import type { CivilDay, Zone } from '../domain/zone.ts';
import type { ReadHandle, WriteHandle } from '../open.ts';

/** Stands for "still open": later than every day. */
export const STILL_OPEN = 2 ** 31;
const OPEN = OUTCOMES.indexOf('open');

/** Counts anew the cases that were opened on a day; call inside a transaction. */
export function countCaseSpans(db: WriteHandle, zone: Zone, day: CivilDay): void {
  db.sql.prepare('DELETE FROM case_spans WHERE opened_day = ?').run(day);
  const cases = db.sql
    .prepare<unknown[], { channel: number; queue: number | null; closedAt: number | null }>(
      `SELECT channel, queue, closed_at AS closedAt FROM contacts
        WHERE key >= ? AND key < ? AND (outcome = ${OPEN} OR due_at IS NOT NULL OR closed_at IS NOT NULL)`,
    )
    .iterate(keyAt(zone.startOfDay(day)), keyAt(zone.startOfDay(day + 1)));
  const spans = new Map<string, { channel: number; queue: number; closedDay: number; count: number }>();
  for (const { channel, queue, closedAt } of cases) {
    const closedDay = closedAt === null ? STILL_OPEN : zone.dayOf(closedAt);
    const key = `${channel}|${queue}|${closedDay}`;
    const span = spans.get(key);
    if (span === undefined) spans.set(key, { channel, queue: queue ?? 0, closedDay, count: 1 });
    else span.count++;
  }
  const insert = db.sql.prepare(
    'INSERT INTO case_spans (opened_day, channel, queue, closed_day, cases) VALUES (?, ?, ?, ?, ?)',
  );
  for (const { channel, queue, closedDay, count } of spans.values())
    insert.run(day, channel, queue, closedDay, count);
}

export interface SpanFilter {
  channel?: number;
  queue?: number;
}

/** Ages in whole days of the cases open at the end of a civil day, ascending: [age, cases]. */
export function openAges(db: ReadHandle, day: CivilDay, filter: SpanFilter): [number, number][] {
  const rows = db.sql
    .prepare(
      `SELECT ? - opened_day AS age, sum(cases) AS cases FROM case_spans
        WHERE opened_day <= ? AND closed_day > ?
          AND (? IS NULL OR channel = ?) AND (? IS NULL OR queue = ?)
        GROUP BY age ORDER BY age`,
    )
    .raw()
    .all(
      day,
      day,
      day,
      filter.channel ?? null,
      filter.channel ?? null,
      filter.queue ?? null,
      filter.queue ?? null,
    );
  return rows as [number, number][];
}
