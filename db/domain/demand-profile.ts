/**
 * One plain forecaster of demand: the usual day of each weekday, times the level of the last days.
 * Owns what is usual (older days count for less, by a half-life), what holidays do to it and how far the level of the
 * last days carries ahead; refuses to judge itself, and to learn from holidays what ordinary days are like.
 *
 * A day's level is r = ln((contacts + 1) ÷ (usual + 1)), over the slots that are known. How far ahead it carries is a
 * regression for each lead on the last level and on the running mean of the last days, with a penalty that draws it to
 * "not at all": an autoregression whose weight fades by itself. Source: reference 3.2 (weekday profile × AR(1) of the
 * logarithm of the day's total), 3.5 (holidays and the day after are classes of their own).
 */
import { type DemandSeries, weekdayOfIndex } from './demand-series.ts';

/** How the level of the last days is carried ahead. */
export type LevelRule = 'none' | 'learnt' | 'followed';

/** What a day is besides its weekday: the names of the holidays on it, the day before it and the day after it. */
export interface DayKind {
  holiday: string | null;
  afterHoliday: string | null;
  beforeHoliday: string | null;
}

const WEEK = 7;
/** Of the running mean of levels: a day counts for a quarter, the one before for 3 in 16, and so on. */
const MEAN_WEIGHT = 0.25;
/** What how far the level carries is learnt from: a day counts for half after 120. */
const CARRY_DECAY = 2 ** (-1 / 120);
/** In days of ordinary spread: how much it takes to believe that the level carries at all. */
const CARRY_PENALTY = 4;
/** In days: how much other weekdays say of a slot. */
const BORROWED_DAYS = 2;
/** Of the first holiday a half is believed, of the first day beside one a third. */
const HOLIDAY_PENALTY = 1;
const BESIDE_PENALTY = 2;
/** No day is taken to be lower or higher than by this factor, as a logarithm, because others near it were. */
const MOST_CARRIED = 1;
/** Until enough days are known to tell. */
const FIRST_SPREAD = 0.3;
const SPREAD_DAYS = 60;

export class DemandProfile {
  private readonly series: DemandSeries;
  private readonly rule: LevelRule;
  private readonly weekDecay: number;
  private readonly leads: number;
  /** by weekday × slot: contacts, and how much of the slot was open while they came */
  private readonly contacts: Float64Array;
  private readonly exposure: Float64Array;
  private readonly usual: (Float64Array | null)[] = new Array(WEEK).fill(null);
  private pooled: Float64Array | null = null;
  private readonly holiday = new NamedEffect(HOLIDAY_PENALTY);
  private readonly after = new NamedEffect(BESIDE_PENALTY);
  private readonly before = new NamedEffect(BESIDE_PENALTY);
  private readonly carries: Carry[];
  /** by day: what was known of the level at its end */
  private readonly levels: (readonly [last: number, mean: number] | undefined)[] = [];
  private last = 0;
  private mean = 0;
  private spread = FIRST_SPREAD;
  private learntDays = 0;

  /** `halfLifeDays`: after which a day counts for half. */
  constructor(
    series: DemandSeries,
    { halfLifeDays, rule, leads }: { halfLifeDays: number; rule: LevelRule; leads: number },
  ) {
    this.series = series;
    this.rule = rule;
    this.leads = leads;
    this.weekDecay = 2 ** (-WEEK / halfLifeDays);
    this.contacts = new Float64Array(WEEK * series.slots);
    this.exposure = new Float64Array(WEEK * series.slots);
    this.carries = Array.from({ length: leads + 1 }, () => new Carry());
  }

  /** By how much the usual day is to be taken for a day, `lead` days after the last one learnt. */
  factor(day: number, lead: number, kind: DayKind): number {
    return Math.exp(this.kindEffect(kind) + (this.rule === 'none' ? 0 : this.carried(day - lead, lead)));
  }

  /** `isException`: the day was like no other, for reasons nobody told; `open`, `isKnown`: by slot. */
  learn(
    day: number,
    kind: DayKind,
    { open, isKnown, isException }: { open: Float64Array; isKnown: readonly boolean[]; isException: boolean },
  ): void {
    const level = this.levelOf(day, open, isKnown);
    const isOrdinary = kind.holiday === null && !isException;
    if (level !== null) this.learnKind(kind, level);
    if (isOrdinary) {
      if (level !== null) this.learnLevel(day, level - this.kindEffect(kind));
      this.learnUsual(day, kind, isKnown);
    }
    this.levels[day] = [this.last, this.mean];
  }

  /** The logarithm of what came by what is usual; null where nothing is usual yet, or nothing known. */
  private levelOf(day: number, open: Float64Array, isKnown: readonly boolean[]): number | null {
    const { counts, slots } = this.series;
    const usual = this.usualOf(weekdayOfIndex(this.series, day));
    let [came, expected] = [0, 0];
    for (let slot = 0; slot < slots; slot++) {
      if (!isKnown[slot]) continue;
      came += counts[day * slots + slot]!;
      expected += usual[slot]! * open[slot]!;
    }
    return expected > 0 ? Math.log((came + 1) / (expected + 1)) : null;
  }

  private learnKind({ holiday, afterHoliday, beforeHoliday }: DayKind, level: number): void {
    if (holiday !== null) this.holiday.learn(holiday, level);
    else if (afterHoliday !== null) this.after.learn(afterHoliday, bound(level, MOST_CARRIED));
    else if (beforeHoliday !== null) this.before.learn(beforeHoliday, bound(level, MOST_CARRIED));
  }

  private learnLevel(day: number, level: number): void {
    this.learntDays += 1;
    this.spread += (Math.abs(level) - this.spread) / Math.min(SPREAD_DAYS, this.learntDays + 1);
    for (let lead = 1; lead <= this.leads; lead++) {
      const then = this.levels[day - lead];
      if (then !== undefined) this.carries[lead]!.learn(then, level);
    }
    this.last = level;
    this.mean += (level - this.mean) * MEAN_WEIGHT;
  }

  private learnUsual(day: number, kind: DayKind, isKnown: readonly boolean[]): void {
    const { counts, slots } = this.series;
    const weekday = weekdayOfIndex(this.series, day);
    const asUsual = Math.exp(-this.kindEffect(kind));
    for (let slot = 0; slot < slots; slot++) {
      if (!isKnown[slot]) continue;
      const at = weekday * slots + slot;
      const stated = this.series.open[day * slots + slot]!;
      const open = Number.isNaN(stated) ? 1 : stated;
      if (open === 0) continue;
      this.contacts[at] = this.contacts[at]! * this.weekDecay + counts[day * slots + slot]! * asUsual;
      this.exposure[at] = this.exposure[at]! * this.weekDecay + open;
    }
    this.usual.fill(null);
    this.pooled = null;
  }

  /**
   * Contacts in a whole open slot, by slot. A slot of which its weekday says little is lent what the other weekdays
   * have there, at this weekday's size; one that was never open, what the nearest one has.
   */
  usualOf(weekday: number): Float64Array {
    const known = this.usual[weekday];
    if (known) return known;
    const { slots } = this.series;
    const usual = new Float64Array(slots);
    this.pooled ??= this.pool();
    const { pooled } = this;
    let [own, lent] = [0, 0];
    for (let slot = 0; slot < slots; slot++) {
      own += this.contacts[weekday * slots + slot]!;
      lent += pooled[slot]! * this.exposure[weekday * slots + slot]!;
    }
    const size = lent > 0 ? own / lent : 1;
    for (let slot = 0; slot < slots; slot++) {
      const at = weekday * slots + slot;
      const prior = pooled[slot]! * size;
      usual[slot] = (this.contacts[at]! + BORROWED_DAYS * prior) / (this.exposure[at]! + BORROWED_DAYS);
    }
    this.usual[weekday] = usual;
    return usual;
  }

  /** By slot, of all weekdays together. */
  private pool(): Float64Array {
    const { slots } = this.series;
    const pooled = new Float64Array(slots).fill(Number.NaN);
    for (let slot = 0; slot < slots; slot++) {
      let [contacts, exposure] = [0, 0];
      for (let at = slot; at < WEEK * slots; at += slots) {
        contacts += this.contacts[at]!;
        exposure += this.exposure[at]!;
      }
      if (exposure > 0) pooled[slot] = contacts / exposure;
    }
    return pooled.map((rate, slot) => (Number.isNaN(rate) ? nearestKnown(pooled, slot) : rate));
  }

  /** As a logarithm. */
  private kindEffect({ holiday, afterHoliday, beforeHoliday }: DayKind): number {
    if (holiday !== null) return this.holiday.of(holiday);
    if (afterHoliday !== null) return this.after.of(afterHoliday);
    return beforeHoliday === null ? 0 : this.before.of(beforeHoliday);
  }

  private carried(lastDay: number, lead: number): number {
    const levels = this.levels[lastDay];
    if (levels === undefined) return 0;
    if (this.rule === 'followed') return bound(levels[1], MOST_CARRIED);
    return bound(this.carries[lead]!.predict(levels, CARRY_PENALTY * this.spread ** 2), MOST_CARRIED);
  }
}

/** Ridge regression through the origin on two numbers, by running sums in which older days fade. */
class Carry {
  private a = 0;
  private b = 0;
  private c = 0;
  private y1 = 0;
  private y2 = 0;

  learn([x1, x2]: readonly [number, number], y: number): void {
    this.a = this.a * CARRY_DECAY + x1 * x1;
    this.b = this.b * CARRY_DECAY + x1 * x2;
    this.c = this.c * CARRY_DECAY + x2 * x2;
    this.y1 = this.y1 * CARRY_DECAY + x1 * y;
    this.y2 = this.y2 * CARRY_DECAY + x2 * y;
  }

  predict([x1, x2]: readonly [number, number], penalty: number): number {
    const a = this.a + penalty;
    const c = this.c + penalty;
    const determinant = a * c - this.b * this.b;
    if (!(determinant > 0)) return 0;
    return ((this.y1 * c - this.y2 * this.b) * x1 + (this.y2 * a - this.y1 * this.b) * x2) / determinant;
  }
}

/**
 * What a holiday does to a day. One that has been before is held against itself, drawn to what all of them do as by one
 * more of it; all of them are drawn to nothing as by `penalty` more.
 */
class NamedEffect {
  private readonly penalty: number;
  private readonly all = { sum: 0, n: 0 };
  private readonly byName = new Map<string, { sum: number; n: number }>();

  constructor(penalty: number) {
    this.penalty = penalty;
  }

  learn(name: string, level: number): void {
    const own = this.byName.get(name) ?? { sum: 0, n: 0 };
    this.byName.set(name, own);
    for (const sums of [own, this.all]) {
      sums.sum += level;
      sums.n += 1;
    }
  }

  of(name: string): number {
    const pooled = this.all.sum / (this.all.n + this.penalty);
    const own = this.byName.get(name) ?? { sum: 0, n: 0 };
    return (own.sum + pooled) / (own.n + 1);
  }
}

function nearestKnown(rates: Float64Array, slot: number): number {
  for (let step = 1; step < rates.length; step++) {
    const near = [rates[slot - step], rates[slot + step]].filter(
      (rate): rate is number => rate !== undefined && !Number.isNaN(rate),
    );
    if (near.length > 0) return near.reduce((sum, rate) => sum + rate, 0) / near.length;
  }
  return 0;
}

function bound(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}
