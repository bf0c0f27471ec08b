/**
 * When each record happened, held against the clock. Owns which kinds are of the past and how far ahead a record of them
 * may be; what tells of now has a clock of its own (live-clock.ts).
 */
import type { Kind, RecordOf } from '../domain/contact.ts';
import type { Zone } from '../domain/zone.ts';
import type { Refusal } from './stores/store.ts';

/** When a record of what has happened happened; what is not here may be planned. */
const MOMENTS: Partial<Record<Kind, { property: string; column: string }>> = {
  contacts: { property: 'offeredAt', column: 'offered_at' },
  intervals: { property: 'intervalStart', column: 'interval_start' },
  surveys: { property: 'answeredAt', column: 'answered_at' },
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
  readonly #moment: { property: string; column: string } | undefined;

  constructor(kind: Kind, { zone, nowSeconds }: ClockSettings) {
    this.zone = zone;
    this.nowSeconds = nowSeconds;
    this.#moment = MOMENTS[kind];
  }

  /**
   * Why a record is refused, or null. One of what has not happened yet would be the latest of all: a wrong year, most
   * often. `applied`: where rules that were used on it are counted.
   */
  check(record: RecordOf[Kind], _applied: Map<string, number>): Refusal | null {
    const at = this.timeOf(record);
    if (at === null || at <= this.nowSeconds + MOST_AHEAD_SECONDS) return null;
    const clock = this.zone.formatInstant(this.nowSeconds);
    return {
      field: this.#moment?.column ?? '',
      value: this.zone.formatInstant(at),
      reason: `it has not come yet: the clock shows ${clock}; expected a time that has passed`,
    };
  }

  /** In UTC seconds; null where the kind has none, or the record does not say it. */
  timeOf(record: RecordOf[Kind]): number | null {
    if (this.#moment === undefined) return null;
    const at = (record as unknown as Record<string, unknown>)[this.#moment.property];
    return typeof at === 'number' ? at : null;
  }
}
