/**
 * Cases by the day they were opened and the day they were closed: from these the age of a backlog follows for any
 * day, without looking at a contact. Owns the table of spans; refuses to hold anything but counts.
 */

import type { CivilDay, Zone } from '../domain/zone.ts';
import type { ReadHandle, WriteHandle } from '../open.ts';

/** Stands for "still open": later than every day. */
export const STILL_OPEN = 2 ** 31;

/** The cases opened on one day, counted by channel, queue and closing day. */
export class CaseSpans {
  private readonly zone: Zone;
  private readonly spans = new Map<
    string,
    { channel: number; queue: number; closedDay: number; cases: number }
  >();

  constructor(zone: Zone) {
    this.zone = zone;
  }

  add(channel: number, queue: number | null, closedAt: number | null): void {
    const closedDay = closedAt === null ? STILL_OPEN : this.zone.dayOf(closedAt);
    const key = `${channel}|${queue}|${closedDay}`;
    const span = this.spans.get(key);
    if (span === undefined) this.spans.set(key, { channel, queue: queue ?? 0, closedDay, cases: 1 });
    else span.cases++;
  }

  /** Replaces what was kept of the day; call inside a transaction. */
  write(db: WriteHandle, day: CivilDay): void {
    db.sql.prepare('DELETE FROM case_spans WHERE opened_day = ?').run(day);
    const insert = db.sql.prepare(
      'INSERT INTO case_spans (opened_day, channel, queue, closed_day, cases) VALUES (?, ?, ?, ?, ?)',
    );
    for (const { channel, queue, closedDay, cases } of this.spans.values()) {
      insert.run(day, channel, queue, closedDay, cases);
    }
  }
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
