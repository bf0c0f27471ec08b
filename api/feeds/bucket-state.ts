/**
 * What is known of a bucket before its value: whether it was open, whether records can speak of it, how old it is.
 * Owns the rules by which closed, missing and partial are told from zero, that a total is partial where a channel of it
 * is missing, and that nothing is said of a bucket while it fills; refuses to look at a metric.
 */
import { type Grain, periodEnd } from '../../db/domain/bucket.ts';
import type { OpenRange } from '../../db/domain/calendar.ts';
import type { BucketState } from '../../db/domain/cell.ts';
import { CHANNELS, type Channel } from '../../db/domain/contact.ts';
import type { Evidence } from '../../db/domain/metric.ts';
import { once } from '../../db/domain/once.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import { type Coverage, coverageOf } from '../../db/queries/coverage.ts';
import { hourKey, silentHoursOf } from '../../db/queries/silence.ts';
import { type FeedContext, horizonOf } from './context.ts';
import { unheardFrom } from './live-silence.ts';
import { type LostHours, lostHoursOf } from './lost-hours.ts';

export interface State extends BucketState {
  /** before the first record, after the last, not over, finer than the source, or left out by it: nothing can be said */
  isSilent: boolean;
}

export interface Slot {
  startAt: number;
  endAt: number;
  /** the hour of the day to which the slot belongs */
  hour: number;
  /** contacts of the channel (or of all) in this slot */
  asked: number;
  /** the slots of this day hold fewer contacts than the day: some came as sums over longer than a slot */
  isTooFine: boolean;
}

/** A survey is answered at any hour. */
const NOTHING_LOST: LostHours = { hours: new Set(), days: new Set() };

export class BucketStates {
  private readonly context: FeedContext;
  private readonly channel: Channel | null;
  private readonly evidence: Evidence;
  private readonly coverage: Coverage;
  private readonly today: CivilDay;
  private readonly horizon: number;
  /** from when on a source that tells of now has stopped telling */
  private readonly unheardFrom: number;
  /** of the day whose slots are being looked at */
  private lookedAt: {
    day: CivilDay;
    state: State;
    ranges: readonly OpenRange[] | null;
    hasPartInsideSum: boolean;
    /** whether any hour of it is: nearly no day is, and there are many slots */
    hasLostHours: boolean;
  } | null = null;
  private readonly days = new Map<CivilDay, State>();
  private readonly periods = new Map<string, State>();
  private silentHours: ReadonlySet<number> | null = null;
  private lostHours: LostHours | null = null;
  /** of which the figures are a total: what one of them lacks, they lack */
  private readonly parts: readonly Coverage[];

  /**
   * `channel` null: figures over all channels, also where they are of one reason or service line, which may lie in
   * any. `evidence`: the records that the figures are made of. `hasHindsight` false: what only later weeks tell, that an
   * hour was silent, is left out, for whoever forecasts from what was known then.
   */
  constructor(
    context: FeedContext,
    channel: Channel | null,
    evidence: Evidence = 'contacts',
    hasHindsight = true,
  ) {
    this.context = context;
    this.channel = channel;
    this.evidence = evidence;
    if (!hasHindsight) {
      this.silentHours = new Set();
      this.lostHours = NOTHING_LOST;
    }
    this.coverage = coverageOf(context.db, channel, evidence);
    this.parts =
      channel === null && evidence !== 'surveys' ? CHANNELS.map((one) => coverageOf(context.db, one)) : [];
    this.today = context.zone.dayOf(context.nowSeconds);
    this.horizon = horizonOf(context);
    this.unheardFrom = evidence === 'surveys' ? Infinity : unheardFrom(context, channel);
  }

  ofSlot(day: CivilDay, slot: Slot): State {
    if (this.lookedAt?.day !== day)
      this.lookedAt = {
        day,
        state: this.ofDay(day),
        ranges: this.openRanges(day),
        hasPartInsideSum: this.hasPartInsideSum(day, 'day'),
        hasLostHours: this.isPartOfDayLost(day),
      };
    const { state, ranges, hasPartInsideSum, hasLostHours } = this.lookedAt;
    const open = ranges === null ? null : overlap(ranges, slot.startAt, slot.endAt);
    const outage = hasLostHours ? this.outageSeconds(slot.startAt, slot.endAt) : 0;
    const isPartLost =
      hasLostHours && (this.hasOutage(slot.startAt, slot.endAt) || this.isLostHour(day, slot.hour));
    const isUnheard = open !== null && open > 0 && slot.endAt > this.unheardFrom;
    const isGap =
      slot.asked === 0 && open !== null && open > 0 && (isUnheard || this.isSilentHour(day, slot.hour));
    const isClosed = slot.asked === 0 && (open === null ? !state.isMissing && !slot.isTooFine : open === 0);
    return {
      ...state,
      isSilent: this.isUnknown(day) || slot.endAt > this.horizon || (slot.isTooFine && !isClosed),
      isClosed,
      isMissing: !isClosed && (state.isMissing || isGap || outage >= slot.endAt - slot.startAt),
      isPartial: isPartLost || isUnheard || hasPartInsideSum,
    };
  }

  ofPeriod(grain: Grain, start: CivilDay): State {
    if (grain !== 'week' && grain !== 'month') return once(this.days, start, () => this.ofDay(start));
    return once(this.periods, `${grain} ${start}`, () => this.readPeriod(grain, start));
  }

  private readPeriod(grain: 'week' | 'month', start: CivilDay): State {
    const end = periodEnd(grain, start);
    const days = Array.from({ length: end - start }, (_, i) => this.ofDay(start + i, grain));
    const isSilent = days.every((day) => day.isSilent);
    return {
      isSilent,
      isClosed: !isSilent && days.every((day) => day.isClosed || day.isSilent),
      isMissing: days.every((day) => day.isMissing || day.isClosed || day.isSilent),
      isPartial: days.some((day) => day.isSilent || day.isMissing || day.isPartial),
      ageDays: this.today - (end - 1),
    };
  }

  /** `grain`: the bucket in which the day is looked at; a week's or month's own sum speaks for its days in that bucket only. */
  private ofDay(day: CivilDay, grain: Grain = 'day'): State {
    const start = this.context.zone.startOfDay(day);
    const end = this.context.zone.startOfDay(day + 1);
    const hasRecords = this.coverage.hasRecords(day);
    const isInsideSum =
      grain === 'month' ? false : this.coverage.isInsideSum(day, grain === 'week' ? 'week' : 'day');
    // A survey is answered at any hour: a day without an answer is a day of none.
    const isCovered =
      hasRecords ||
      (this.evidence === 'surveys' && !isInsideSum) ||
      (grain !== 'day' && !isInsideSum && this.coverage.isInsideSum(day, 'day'));
    // Opening hours matter only where nothing tells of the day, and take longer than all the rest.
    const isClosed = !isCovered && !isInsideSum && (this.openSeconds(start, end) ?? 0) === 0;
    return {
      isSilent: this.isUnknown(day) || end > this.horizon,
      isClosed,
      isMissing: isInsideSum || (!isCovered && !isClosed),
      isPartial:
        this.isPartOfDayLost(day) ||
        (grain !== 'month' && this.hasPartInsideSum(day, grain === 'week' ? 'week' : 'day')),
      ageDays: this.today - day,
    };
  }

  private isUnknown(day: CivilDay): boolean {
    const { span, isUnsaid } = this.coverage;
    return span === null || day < span.firstDay || day > span.lastDay || isUnsaid(day);
  }

  /** When the channel, or any of all, is open on a day; null where no hours are known. May overlap. */
  private openRanges(day: CivilDay): OpenRange[] | null {
    const { calendar } = this.context;
    const channels = (this.channel === null ? CHANNELS : [this.channel]).filter((channel) =>
      calendar.hasHours(channel),
    );
    return channels.length === 0
      ? null
      : channels.flatMap((channel) => [...calendar.openRanges(channel, day)]);
  }

  private isSilentHour(day: CivilDay, hour: number): boolean {
    this.silentHours ??= silentHoursOf(this.context.db, this.channel);
    return this.silentHours.has(hourKey(day, hour));
  }

  private openSeconds(startAt: number, endAt: number): number | null {
    const { calendar } = this.context;
    return this.channel === null
      ? calendar.openSecondsOfAny(CHANNELS, startAt, endAt)
      : calendar.openSeconds(this.channel, startAt, endAt);
  }

  /** Seconds of a configured outage of this channel, or of all; an outage of one channel is not one of all. */
  private outageSeconds(startAt: number, endAt: number): number {
    let seconds = 0;
    for (const outage of this.context.configuration.outages) {
      if (outage.channel !== null && outage.channel !== this.channel) continue;
      seconds += Math.max(0, Math.min(endAt, outage.endAt) - Math.max(startAt, outage.startAt));
    }
    return seconds;
  }

  /** Whether an outage of this channel, or for a total of any, falls into opening hours; into any where none are known. */
  private hasOutage(startAt: number, endAt: number): boolean {
    const { configuration, calendar } = this.context;
    return configuration.outages.some((outage) => {
      const [from, to] = [Math.max(startAt, outage.startAt), Math.min(endAt, outage.endAt)];
      const hit = outage.channel ?? this.channel;
      if (from >= to || (this.channel !== null && hit !== this.channel)) return false;
      const open =
        hit === null ? calendar.openSecondsOfAny(CHANNELS, from, to) : calendar.openSeconds(hit, from, to);
      return open !== 0;
    });
  }

  private lost(): LostHours {
    this.lostHours ??= this.evidence === 'surveys' ? NOTHING_LOST : lostHoursOf(this.context, this.channel);
    return this.lostHours;
  }

  private isPartOfDayLost(day: CivilDay): boolean {
    const { zone } = this.context;
    return this.lost().days.has(day) || this.hasOutage(zone.startOfDay(day), zone.startOfDay(day + 1));
  }

  private isLostHour(day: CivilDay, hour: number): boolean {
    return this.lost().hours.has(hourKey(day, hour));
  }

  /** Whether only a longer period's sum speaks of a channel on that day, while others have records of it. */
  private hasPartInsideSum(day: CivilDay, grain: 'day' | 'week'): boolean {
    return this.parts.some((part) => part.isInsideSum(day, grain));
  }
}

/** Seconds of the widest overlap: enough to tell open from closed where several channels are open at once. */
function overlap(ranges: readonly OpenRange[], startAt: number, endAt: number): number {
  let seconds = 0;
  for (const [from, to] of ranges) seconds = Math.max(seconds, Math.min(to, endAt) - Math.max(from, startAt));
  return seconds;
}
