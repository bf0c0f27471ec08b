/**
 * When each record happened, held against the clock. Owns which kinds are of the past and how far ahead a record of them
 * may be; what tells of now has a clock of its own (live-clock.ts).
 */
import type { Kind, RecordOf } from '../domain/contact.ts';
import type { Zone } from '../domain/zone.ts';
import type { Refusal } from './stores/store.ts';

interface Moment {
  property: string;
  column: string;
}

/** When what is recorded as having happened happened; what is not here may be planned, as the due time of a promise is. */
const MOMENTS: Partial<Record<Kind, readonly Moment[]>> = {
  contacts: [{ property: 'offeredAt', column: 'offered_at' }],
  intervals: [{ property: 'intervalStart', column: 'interval_start' }],
  surveys: [
    { property: 'answeredAt', column: 'answered_at' },
    { property: 'periodStart', column: 'period_start' },
  ],
  promises: [
    { property: 'doneAt', column: 'done_at' },
    { property: 'cancelledAt', column: 'cancelled_at' },
  ],
};
/** Clocks differ, and so do the days of zones. */
const MOST_AHEAD_SECONDS = 86_400;

export interface ClockSettings {
  zone: Zone;
  nowSeconds: number;
}

export class RecordClock {
  protected readonly zone: Zone;
  protected readonly nowSeconds: number;
  readonly #moments: readonly Moment[];

  constructor(kind: Kind, { zone, nowSeconds }: ClockSettings) {
    this.zone = zone;
    this.nowSeconds = nowSeconds;
    this.#moments = MOMENTS[kind] ?? [];
  }

  /**
   * Why a record is refused, or null. One of what has not happened yet would be the latest of all: a wrong year, most
   * often. `applied`: where rules that were used on it are counted.
   */
  check(record: RecordOf[Kind], _applied: Map<string, number>): Refusal | null {
    for (const { property, column } of this.#moments) {
      const at = (record as unknown as Record<string, unknown>)[property];
      if (typeof at !== 'number' || at <= this.nowSeconds + MOST_AHEAD_SECONDS) continue;
      return {
        field: column,
        value: this.zone.formatInstant(at),
        reason: `it has not come yet: the clock shows ${this.zone.formatInstant(this.nowSeconds)}; expected a time that has passed`,
      };
    }
    return null;
  }
}
