/**
 * A made-up line of which we decide who comes and how long they wait, behind the real loader, roll-up and keeping of
 * outlooks. Owns its clock and its usual hours; every answer about it is held against the contract.
 */
import type { z } from 'zod';
import { bestTimesAnswer, forecastAnswer, trackRecordAnswer } from '../../api/contract/outlook.ts';
import type { FeedContext, FeedResult } from '../../api/feeds/context.ts';
import { bestTimesFeed, forecastFeed } from '../../api/feeds/outlook.ts';
import type { PlaceQuestion } from '../../api/feeds/outlook-places.ts';
import { trackRecordFeed } from '../../api/feeds/track-record.ts';
import { keepOutlooks } from '../../api/outlook-keeping.ts';
import type { CapacityRecord, Contact } from '../../db/domain/contact.ts';
import { makeZone, weekdayOf, type Zone } from '../../db/domain/zone.ts';
import { readMetaNumber } from '../../db/meta.ts';
import { RandomStream } from '../../scripts/demonstration/random-stream.ts';
import { contactOf } from './records.ts';
import { contextOf, dayOf } from './records-context.ts';
import { type LoadSettings, RecordsDatabase } from './records-database.ts';

export interface LineSettings {
  zone?: string;
  /** by weekday, as in the configuration; default: 09:00 to 17:00 from Monday to Friday; null: none are stated */
  hours?: Record<string, string[]> | null;
  holidays?: readonly (readonly [date: string, name: string])[];
  outages?: object[];
  threshold?: number;
  /** of the database; default: in memory */
  path?: string;
}

/** What comes in one hour. */
export interface MadeHour {
  calls: number;
  waitSeconds?: number;
  /** of how many the wait is 10 s instead, and how many give up */
  soon?: number;
  gone?: number;
  queue?: string;
  handleSeconds?: number;
}

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri'];
export const OFFICE = Object.fromEntries(WEEK.map((day) => [day, ['09:00-17:00']]));

export class MadeLine {
  readonly records: RecordsDatabase;
  readonly zone: Zone;
  private readonly settings: LineSettings;
  /** UTC seconds */
  nowSeconds = 0;

  constructor(settings: LineSettings = {}) {
    this.settings = settings;
    this.zone = makeZone(settings.zone ?? 'UTC');
    this.records = new RecordsDatabase({ zone: this.zone }, settings.path);
  }

  /** Calls of the days from one date to another, both included, in the hours from 9 to 17 of weekdays if not told. */
  fill(
    from: string,
    to: string,
    hourOf: (day: number, hour: number) => MadeHour | number | null = usual,
  ): this {
    const calls: Contact[] = [];
    for (let day = dayOf(from); day <= dayOf(to); day++) {
      for (let hour = 0; hour < 24; hour++) {
        const made = hourOf(day, hour);
        if (made !== null)
          calls.push(...this.callsOf(day, hour, typeof made === 'number' ? { calls: made } : made));
      }
    }
    return this.load(calls);
  }

  load(calls: readonly Contact[], settings: LoadSettings = {}): this {
    this.records.load('contacts', calls, settings);
    return this;
  }

  loadCapacity(records: readonly CapacityRecord[]): this {
    this.records.load('capacity', records);
    return this;
  }

  callsOf(
    day: number,
    hour: number,
    { calls, waitSeconds = 200, soon = 0, gone = 0, ...rest }: MadeHour,
  ): Contact[] {
    const startAt = this.zone.firstInstantOf(day, hour * 3600);
    return Array.from({ length: calls }, (_, i) =>
      contactOf({
        id: `${day} ${hour} ${i} ${rest.queue ?? ''}`,
        offeredAt: startAt + Math.floor((3500 * i) / calls),
        outcome: i < soon || i >= soon + gone ? 'answered' : 'abandoned',
        waitSeconds: i < soon ? 10 : i < soon + gone ? 60 : waitSeconds,
        queue: rest.queue ?? null,
        handleSeconds: rest.handleSeconds ?? null,
      }),
    );
  }

  /** Sets the clock to a local time, and counts. */
  at(date: string, time = '06:00'): this {
    const [hours, minutes] = time.split(':').map(Number) as [number, number];
    this.nowSeconds = this.zone.firstInstantOf(dayOf(date), hours * 3600 + minutes * 60);
    this.records.rollUp(this.nowSeconds);
    return this;
  }

  /** Makes and keeps what is to be said now; how many were made. */
  keep(): number {
    return keepOutlooks({ ...this.context(), db: this.records.db });
  }

  get dataVersion(): number {
    return readMetaNumber(this.records.db, 'data_version') ?? 0;
  }

  context(): FeedContext {
    const { hours = OFFICE, holidays = [], outages = [], threshold } = this.settings;
    const configuration = {
      organisation: { name: 'Made Line', timeZone: this.zone.id },
      ...(hours === null ? {} : { channels: { phone: { hours } } }),
      ...(outages.length === 0 ? {} : { outages }),
      ...(threshold === undefined ? {} : { disclosure: { threshold } }),
    };
    return contextOf(this.records, configuration, this.nowSeconds, holidays);
  }

  bestTimes(days = 8, asked: PlaceQuestion = {}) {
    return answerOf(bestTimesAnswer, bestTimesFeed(this.context(), { days, ...asked }));
  }

  forecast(days = 14, asked: PlaceQuestion = {}) {
    return answerOf(forecastAnswer, forecastFeed(this.context(), { days, ...asked }));
  }

  record(from: string | null = null, to: string | null = null, asked: PlaceQuestion = {}) {
    const range = { from: from === null ? null : dayOf(from), to: to === null ? null : dayOf(to) };
    return answerOf(trackRecordAnswer, trackRecordFeed(this.context(), { ...range, ...asked }));
  }

  close(): void {
    this.records.close();
  }
}

/** As the contract has it; fails where it has not. */
function answerOf<T extends z.ZodType>(contract: T, result: FeedResult<z.infer<T>>): z.infer<T> {
  if (!result.ok) throw new Error(result.detail);
  return contract.parse(JSON.parse(JSON.stringify(result.answer)));
}

export function isOffice(day: number, hour: number): boolean {
  return weekdayOf(day) < 5 && hour >= 9 && hour < 17;
}

/** Some 20 calls an hour; at 9 and at 13 nearly all get through in time, at 11 and 15 hardly any. */
export function usual(day: number, hour: number): MadeHour | null {
  if (!isOffice(day, hour)) return null;
  const random = new RandomStream(7, 'made line', day * 24 + hour);
  const calls = random.poisson(20 + (weekdayOf(day) === 0 ? 10 : 0));
  const share = hour === 9 || hour === 13 ? 0.95 : hour === 11 || hour === 15 ? 0.2 : 0.6;
  const soon = Array.from({ length: calls }, () => random.uniform()).filter((draw) => draw < share).length;
  return { calls, soon, gone: Math.floor((calls - soon) / 3) };
}
