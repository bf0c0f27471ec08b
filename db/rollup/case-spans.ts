/**
 * Cases by the day they were opened and the day they were closed: from these the age of a backlog follows for any
 * day, without looking at a contact. Owns the table of spans; refuses to hold anything but counts.
 */

import type { CivilDay, Zone } from '../domain/zone.ts';
import type { ReadHandle, WriteHandle } from '../open.ts';
import { prepared } from '../prepared.ts';

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
    prepared(db, 'DELETE FROM case_spans WHERE opened_day = ?').run(day);
    const insert = prepared(
      db,
      'INSERT INTO case_spans (opened_day, channel, queue, closed_day, cases) VALUES (?, ?, ?, ?, ?)',
    );
    for (const { channel, queue, closedDay, cases } of this.spans.values()) {
      insert.run(day, channel, queue, closedDay, cases);
    }
  }
}

/** The codes of a channel and of a queue; null: any. */
export interface SpanFilter {
  channel?: number | null;
  queue?: number | null;
}

/**
 * The ages of the cases that were open at the end of a civil day, for days that are asked for in their order: the spans
 * are read once, and each day goes on from the one before.
 */
export class OpenAges {
  /** opening day, closing day, cases; by opening day */
  readonly #opened: readonly [number, number, number][];
  readonly #closing = new Map<CivilDay, [number, number][]>();
  /** cases still open by the day on which they were opened, oldest first */
  readonly #open = new Map<CivilDay, number>();
  #next = 0;
  #day: CivilDay;

  /** `from`: no earlier day will be asked for */
  constructor(db: ReadHandle, from: CivilDay, { channel = null, queue = null }: SpanFilter) {
    this.#day = from - 1;
    this.#opened = db.sql
      .prepare(
        `SELECT opened_day, closed_day, sum(cases) FROM case_spans
          WHERE closed_day >= ? AND (? IS NULL OR channel = ?) AND (? IS NULL OR queue = ?)
          GROUP BY opened_day, closed_day ORDER BY opened_day`,
      )
      .raw()
      .all(from, channel, channel, queue, queue) as [number, number, number][];
    for (const [opened, closed, cases] of this.#opened) {
      const closing = this.#closing.get(closed);
      if (closing === undefined) this.#closing.set(closed, [[opened, cases]]);
      else closing.push([opened, cases]);
    }
  }

  /** Ages in whole days, ascending: [age, cases]. Throws for a day before the last one asked for. */
  at(day: CivilDay): [number, number][] {
    if (day < this.#day)
      throw new Error(`open cases of day ${day} were asked for after those of ${this.#day}`);
    for (; this.#opened[this.#next] !== undefined && this.#opened[this.#next]![0] <= day; this.#next++) {
      const [opened, closed, cases] = this.#opened[this.#next]!;
      // What is closed already is not taken back again below.
      if (closed > this.#day) this.#open.set(opened, (this.#open.get(opened) ?? 0) + cases);
    }
    for (let closed = this.#day + 1; closed <= day; closed++) {
      for (const [opened, cases] of this.#closing.get(closed) ?? []) {
        const left = (this.#open.get(opened) ?? 0) - cases;
        if (left > 0) this.#open.set(opened, left);
        else this.#open.delete(opened);
      }
    }
    this.#day = day;
    return [...this.#open].map(([opened, cases]): [number, number] => [day - opened, cases]).reverse();
  }
}
