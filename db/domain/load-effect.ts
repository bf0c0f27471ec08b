/**
 * By how much fewer get through in an hour that is busier, for the agents there, than that hour of the week usually is.
 * Owns the load and what it does to an hour's share, learnt from past hours of which both are known; refuses to use it
 * where the evidence does not bear it out.
 *
 * Load ρ = contacts × handle time ÷ agent time (offered load over agents; Erlang 1917). The share of a day's hour less
 * the mean of its slot is regressed on the logarithm of its load less the mean of its slot's, over all slots together.
 * Handle time is taken to be one for all hours, so that it is in no difference of logarithms. Hours of one day share its
 * fate: errors are clustered by day (Liang and Zeger 1986). It is used when it is at least two standard errors below
 * zero, over 20 days and more, and errors of a week left out are smaller with it.
 */
import { type CivilDay, weekdayOf } from './civil-day.ts';

/** One hour of one day. */
export interface LoadedHour {
  day: CivilDay;
  /** 0 to 23, local */
  hour: number;
  /** expected on the day before, as they will be of hours to come */
  contacts: number;
  /** hours that agents were there, added up over them; more than 0 */
  agentHours: number;
  /** who got through in time, 0 to 1 */
  share: number;
}

export interface LoadEffect {
  /** change of the share with the logarithm of the load: below 0 */
  slope: number;
  /** in standard errors */
  t: number;
  /** of the week: the usual logarithm of contacts by agent hours, recent days counting more; NaN: not known */
  usual: Float64Array;
  /** of the logarithm from its slot's mean, as far as was seen */
  least: number;
  most: number;
}

export const LEAST_LOAD_DAYS = 20;
const LEAST_T = 2;
/** Of fewer contacts a share is mostly chance. */
const LEAST_CONTACTS = 5;
/** As for the hours of the week themselves (wait-slots.ts). */
const LEAST_DAYS_A_SLOT = 4;
const HALF_LIFE_DAYS = 42;
const SLOTS = 168;

/** ρ; more than 1: more work than the agents have time for. */
export function loadOf(contacts: number, handleSeconds: number, agentHours: number): number {
  return (contacts * handleSeconds) / (3600 * agentHours);
}

/**
 * Null where nothing is borne out. Days may come in any order.
 * @param lastDay from which evidence ages
 */
export function fitLoadEffect(hours: readonly LoadedHour[], lastDay: CivilDay): LoadEffect | null {
  const rows = rowsOf(hours, lastDay);
  const sums = new SlotSums();
  for (const row of rows) sums.add(row, 1);
  const known = rows.filter(({ slot }) => sums.count(slot) >= LEAST_DAYS_A_SLOT);
  if (new Set(known.map(({ day }) => day)).size < LEAST_LOAD_DAYS) return null;
  const fit = new SlotSums();
  for (const row of known) fit.add(row, 1);
  const slope = fit.slope();
  if (slope === null || slope >= 0) return null;
  const t = slope / clusteredError(known, fit, slope);
  if (!(t <= -LEAST_T) || !helpsWeeksLeftOut(known, fit)) return null;
  const usual = new Float64Array(SLOTS).fill(Number.NaN);
  const [top, bottom] = [new Float64Array(SLOTS), new Float64Array(SLOTS)];
  let [least, most] = [0, 0];
  for (const { slot, x, day } of known) {
    const recency = 2 ** ((day - lastDay) / HALF_LIFE_DAYS);
    top[slot]! += recency * x;
    bottom[slot]! += recency;
    least = Math.min(least, x - fit.meanX(slot));
    most = Math.max(most, x - fit.meanX(slot));
  }
  for (let slot = 0; slot < SLOTS; slot++) if (bottom[slot]! > 0) usual[slot] = top[slot]! / bottom[slot]!;
  return { slope, t, usual, least, most };
}

/**
 * What is to be added to the share of an hour of the week when so many come for so much agent time; 0 where its usual load
 * is not known. Beyond the loads that were seen nothing more is added.
 */
export function loadAdjustment(
  { slope, usual, least, most }: LoadEffect,
  slot: number,
  contacts: number,
  agentHours: number,
): number {
  const usualLoad = usual[slot]!;
  if (Number.isNaN(usualLoad) || contacts <= 0 || agentHours <= 0) return 0;
  const beyond = Math.log(contacts / agentHours) - usualLoad;
  return slope * Math.min(most, Math.max(least, beyond));
}

interface Row {
  day: CivilDay;
  week: number;
  slot: number;
  /** logarithm of contacts by agent hours */
  x: number;
  /** share */
  y: number;
}

function rowsOf(hours: readonly LoadedHour[], lastDay: CivilDay): Row[] {
  return hours.flatMap(({ day, hour, contacts, agentHours, share }) => {
    if (day > lastDay) throw new RangeError(`day is ${day}, expected one up to the last day ${lastDay}`);
    if (!(contacts >= LEAST_CONTACTS && agentHours > 0)) return [];
    const weekday = weekdayOf(day);
    const x = Math.log(contacts / agentHours);
    return [{ day, week: day - weekday, slot: weekday * 24 + hour, x, y: share }];
  });
}

/** Sums of x and y by slot, from which rows may be taken out again. */
class SlotSums {
  private readonly n = new Float64Array(SLOTS);
  private readonly x = new Float64Array(SLOTS);
  private readonly y = new Float64Array(SLOTS);
  private readonly xx = new Float64Array(SLOTS);
  private readonly xy = new Float64Array(SLOTS);

  add({ slot, x, y }: Row, sign: 1 | -1): void {
    this.n[slot]! += sign;
    this.x[slot]! += sign * x;
    this.y[slot]! += sign * y;
    this.xx[slot]! += sign * x * x;
    this.xy[slot]! += sign * x * y;
  }

  count(slot: number): number {
    return this.n[slot]!;
  }

  meanX(slot: number): number {
    return this.x[slot]! / this.n[slot]!;
  }

  meanY(slot: number): number {
    return this.y[slot]! / this.n[slot]!;
  }

  /** Σ (x − mean)² over all slots. */
  squares(): number {
    return this.within(this.xx, this.x);
  }

  /** Null where loads never differ. */
  slope(): number | null {
    const squares = this.squares();
    return squares > 1e-9 ? this.within(this.xy, this.y) / squares : null;
  }

  private within(products: Float64Array, other: Float64Array): number {
    let sum = 0;
    for (let slot = 0; slot < SLOTS; slot++) {
      if (this.n[slot]! > 0) sum += products[slot]! - (this.x[slot]! * other[slot]!) / this.n[slot]!;
    }
    return sum;
  }
}

function clusteredError(rows: readonly Row[], sums: SlotSums, slope: number): number {
  const ofDays = new Map<CivilDay, number>();
  for (const { day, slot, x, y } of rows) {
    const dx = x - sums.meanX(slot);
    const left = y - sums.meanY(slot) - slope * dx;
    ofDays.set(day, (ofDays.get(day) ?? 0) + dx * left);
  }
  let squares = 0;
  for (const score of ofDays.values()) squares += score ** 2;
  return Math.sqrt((squares * ofDays.size) / (ofDays.size - 1)) / sums.squares();
}

/** Whether, of weeks left out one by one, the slot's mean with the load comes nearer than the slot's mean alone. */
function helpsWeeksLeftOut(rows: readonly Row[], sums: SlotSums): boolean {
  let [plain, loaded] = [0, 0];
  for (const week of Map.groupBy(rows, (row) => row.week).values()) {
    for (const row of week) sums.add(row, -1);
    const slope = sums.slope() ?? 0;
    for (const { slot, x, y } of week) {
      if (sums.count(slot) < 1) continue;
      const left = y - sums.meanY(slot);
      plain += left ** 2;
      loaded += (left - slope * (x - sums.meanX(slot))) ** 2;
    }
    for (const row of week) sums.add(row, 1);
  }
  return loaded < plain;
}
