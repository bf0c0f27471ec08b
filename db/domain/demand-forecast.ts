/**
 * How many contacts are to be expected in each slot of the next two weeks.
 * Owns the mix of plain forecasters, weighted by how near each came lately at the same lead, and which days and slots
 * teach nothing; refuses to look ahead: what is forecast after a day was learnt depends on no later count.
 *
 * No one rule fits every line: where the level drifts the last weeks say most, where it does not all weeks do, and after
 * a jump only the last week. So six plain rules forecast side by side (db/domain/demand-profile.ts), and each counts by
 * the inverse tenth power of its lately mean error at that lead, so that a rule a third further off counts for 1 in 18.
 * Combining simple forecasts: Bates and Granger 1969.
 */
import { type DayKind, DemandProfile, type LevelRule } from './demand-profile.ts';
import { type DemandSeries, FORECAST_DAYS, OpenSlots, weekdayOfIndex } from './demand-series.ts';

const RULES: readonly { halfLifeDays: number; rule: LevelRule }[] = [
  // the same day last week
  { halfLifeDays: 1, rule: 'none' },
  // the mean of all same weekdays
  { halfLifeDays: 180, rule: 'none' },
  { halfLifeDays: 14, rule: 'learnt' },
  { halfLifeDays: 180, rule: 'learnt' },
  { halfLifeDays: 42, rule: 'followed' },
  { halfLifeDays: 180, rule: 'followed' },
];
const SHARPNESS = 10;
/** In days: what a rule's weight is learnt from. */
const ERROR_HALF_LIFE = 21;
/** A day that misses by more than so many usual misses is an exception, unless it goes on for as many days. */
const EXCEPTION_MISSES = 4;
const EXCEPTION_DAYS = 3;
/** Where so many were expected and nobody came, the records are missing: by chance it happens once in three million. */
const SURELY_SOME = 15;
/** On as many same weekdays in a row, or as many days, and it is believed: nobody comes there any more. */
const BELIEVED_EMPTY = 3;
const FIRST_MISS = 0.3;
const MISS_DAYS = 60;
/** Before that many days nothing is forecast. */
export const LEAST_DAYS = 5;

/** A way to forecast demand that goes through a series day by day. */
export interface ForecastMethod {
  /** Writes what it expects of each slot of a day by its index, made `lead` days before, into `expected`; false: nothing. */
  forecast(day: number, lead: number, expected: Float64Array): boolean;
  /** Takes in a day by its index; days come in order. */
  learn(day: number): void;
}

export class DemandForecast implements ForecastMethod {
  readonly open: OpenSlots;
  private readonly series: DemandSeries;
  private readonly judgedFrom: number;
  private readonly rules: DemandProfile[];
  /** by rule and lead: the running mean of |forecast − came| ÷ (came + 1) of a day's total */
  private readonly errors: Float64Array[];
  /** by day still to come and lead: the totals that each rule expected */
  private readonly pending = new Map<number, Map<number, Float64Array>>();
  /** of the day in hand, by slot */
  private readonly isOpen: Float64Array;
  private readonly known: boolean[];
  private learntDays = 0;
  private exceptions = 0;
  /** by weekday × slot: same weekdays in a row on which nobody came though many were expected */
  private readonly emptyWeeks: Int32Array;
  /** days in a row on which nobody came at all */
  private emptyDays = 0;
  private miss = FIRST_MISS;

  /** `judgedFrom`: days by their index before which the rules are not judged, which takes most of the time. */
  constructor(series: DemandSeries, judgedFrom = 0) {
    this.series = series;
    this.judgedFrom = judgedFrom;
    this.open = new OpenSlots(series);
    this.rules = RULES.map((rule) => new DemandProfile(series, { ...rule, leads: FORECAST_DAYS }));
    this.errors = RULES.map(() => new Float64Array(FORECAST_DAYS + 1).fill(Number.NaN));
    this.isOpen = new Float64Array(series.slots);
    this.known = new Array(series.slots).fill(true);
    this.emptyWeeks = new Int32Array(7 * series.slots);
  }

  forecast(day: number, lead: number, expected: Float64Array): boolean {
    if (this.learntDays < LEAST_DAYS) return false;
    this.mix(day, lead, expected);
    return true;
  }

  learn(day: number): void {
    const { slots, counts } = this.series;
    if (this.open.isClosed(day)) {
      this.open.learn(day);
      this.known.fill(false);
      this.learnRules(day, false);
      return;
    }
    const expected = new Float64Array(slots);
    const kind = this.kindOf(day);
    this.mix(day, 1, expected);
    let [came, expectedTotal] = [0, 0];
    this.noteEmpty(day, expected);
    for (let slot = 0; slot < slots; slot++) {
      const count = counts[day * slots + slot]!;
      const isSurprise = count === 0 && expected[slot]! >= SURELY_SOME;
      const isBelieved = this.emptyDays >= BELIEVED_EMPTY || this.isEmptyNow(day, slot);
      this.known[slot] = !Number.isNaN(count) && (!isSurprise || isBelieved);
      if (!this.known[slot]) continue;
      came += count;
      expectedTotal += expected[slot]!;
    }
    const isException =
      this.learntDays >= LEAST_DAYS && kind.holiday === null && this.isException(came, expectedTotal);
    if (this.known.every(Boolean) && kind.holiday === null) this.judgeRules(day, came);
    this.open.learn(day);
    if (this.known.some(Boolean)) this.learntDays += 1;
    this.learnRules(day, isException);
  }

  private noteEmpty(day: number, expected: Float64Array): void {
    const { counts, slots } = this.series;
    let [all, isKnown] = [0, false];
    for (let slot = 0; slot < slots; slot++) {
      const count = counts[day * slots + slot]!;
      if (Number.isNaN(count)) continue;
      isKnown = true;
      all += count;
      const at = weekdayOfIndex(this.series, day) * slots + slot;
      if (count > 0) this.emptyWeeks[at] = 0;
      else if (expected[slot]! >= SURELY_SOME || this.emptyWeeks[at]! > 0) this.emptyWeeks[at]! += 1;
    }
    if (isKnown) this.emptyDays = all === 0 ? this.emptyDays + 1 : 0;
  }

  private isEmptyNow(day: number, slot: number): boolean {
    return this.emptyWeeks[weekdayOfIndex(this.series, day) * this.series.slots + slot]! >= BELIEVED_EMPTY;
  }

  private learnRules(day: number, isException: boolean): void {
    this.open.read(day, this.isOpen);
    const what = { open: this.isOpen, isKnown: this.known, isException };
    for (const rule of this.rules) rule.learn(day, this.kindOf(day), what);
    this.pending.delete(day);
    this.expectAhead(day);
  }

  /** Whether the records of a slot of a day just learnt were taken to be missing. */
  isMissing(slot: number): boolean {
    return !this.known[slot];
  }

  /** Level shifts begin as exceptions: after some days in a row they are believed. */
  private isException(came: number, expected: number): boolean {
    if (expected <= 0) return false;
    const miss = Math.abs(Math.log((came + 1) / (expected + 1)));
    const usual = Math.max(this.miss, 1 / Math.sqrt(expected + 1));
    const isOne = miss > EXCEPTION_MISSES * usual;
    this.exceptions = isOne ? this.exceptions + 1 : 0;
    const bounded = Math.min(miss, EXCEPTION_MISSES * usual);
    this.miss += (bounded - this.miss) / Math.min(MISS_DAYS, this.learntDays + 1);
    return isOne && this.exceptions < EXCEPTION_DAYS;
  }

  private judgeRules(day: number, came: number): void {
    const decay = 2 ** (-1 / ERROR_HALF_LIFE);
    for (const [lead, totals] of this.pending.get(day) ?? []) {
      this.errors.forEach((errors, i) => {
        const before = errors[lead]!;
        const error = Math.abs(totals[i]! - came) / (came + 1);
        // One day alone does not turn the mix over.
        errors[lead] = Number.isNaN(before)
          ? Math.min(error, 1)
          : before * decay + Math.min(error, 3 * before + 0.05) * (1 - decay);
      });
    }
  }

  /** What each rule now expects of the days ahead, to be judged when they have come. */
  private expectAhead(learnt: number): void {
    if (this.learntDays < LEAST_DAYS || learnt < this.judgedFrom) return;
    for (let lead = 1; lead <= FORECAST_DAYS; lead++) {
      const day = learnt + lead;
      if (day >= this.series.days) break;
      const kind = this.kindOf(day);
      const weekday = weekdayOfIndex(this.series, day);
      this.open.read(day, this.isOpen);
      const totals = new Float64Array(this.rules.length);
      this.rules.forEach((rule, i) => {
        const usual = rule.usualOf(weekday);
        let total = 0;
        for (let slot = 0; slot < usual.length; slot++) total += usual[slot]! * this.isOpen[slot]!;
        totals[i] = total * rule.factor(day, lead, kind);
      });
      let ofDay = this.pending.get(day);
      if (ofDay === undefined) {
        ofDay = new Map();
        this.pending.set(day, ofDay);
      }
      ofDay.set(lead, totals);
    }
  }

  private mix(day: number, lead: number, expected: Float64Array): void {
    const kind = this.kindOf(day);
    const weekday = weekdayOfIndex(this.series, day);
    const known = this.errors.map((errors) => errors[lead]!).filter((error) => !Number.isNaN(error));
    const least = Math.min(...known);
    expected.fill(0);
    let weights = 0;
    this.rules.forEach((rule, i) => {
      const error = this.errors[i]![lead]!;
      const weight = Number.isNaN(error) ? 1 : ((least + TINY) / (error + TINY)) ** SHARPNESS;
      weights += weight;
      const usual = rule.usualOf(weekday);
      const factor = weight * rule.factor(day, lead, kind);
      for (let slot = 0; slot < expected.length; slot++) expected[slot]! += factor * usual[slot]!;
    });
    this.open.read(day, this.isOpen);
    for (let slot = 0; slot < expected.length; slot++) {
      expected[slot]! *= this.isEmptyNow(day, slot) ? 0 : this.isOpen[slot]! / weights;
    }
  }

  private kindOf(day: number): DayKind {
    const { holidays } = this.series;
    const holiday = holidays[day] ?? null;
    return {
      holiday,
      afterHoliday: holiday === null ? (holidays[day - 1] ?? null) : null,
      beforeHoliday: holiday === null ? (holidays[day + 1] ?? null) : null,
    };
  }
}

const TINY = 1e-6;
