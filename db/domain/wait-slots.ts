/**
 * The wait by hour of the week, from the days seen: the chance to get through within 2 and 5 minutes with its interval,
 * the wait of half and of nine in ten, and which hours are usually quickest and slowest. Owns what may be said of an
 * hour and when nothing may; refuses to know opening hours, disclosure and today (the caller's matters).
 *
 * Evidence is days, and old days count less. Shares are drawn towards hour and weekday (wait-shrinkage.ts); waits are
 * Kaplan–Meier over the slot's days. An hour is called quickest or slowest only where its interval leaves the mean of
 * all hours out and the difference is one that a customer notices.
 */
import type { CivilDay } from './civil-day.ts';
import { studentQuantile } from './distribution.ts';
import { totalOf, type WaitHistogram, type WaitQuantile } from './histogram.ts';
import { estimateWait, survivalQuantile } from './kaplan-meier.ts';
import { gatherEvidence, SLOTS, type SlotDay, type SlotEvidence, sharesWithin } from './slot-evidence.ts';
import { DEFAULT_STRENGTH } from './slot-variance.ts';
import { type ShrunkShare, shrinkWeek } from './wait-shrinkage.ts';

export type { SlotDay } from './slot-evidence.ts';

/** Six weeks: waits drift with staff and season, and a slot comes once a week (reference 3.4). */
export const HALF_LIFE_DAYS = 42;
/** With fewer days of its own a slot is told from the other weekdays (reference 3.4). */
export const LEAST_DAYS = 4;
/**
 * Of the interval, by Student's t. Where all hours are alike it lets "quickest" fall to at most 1 slot in 20 by chance,
 * which tests/db/domain/wait-slots.test.ts holds in the worst worlds that chance makes; DECISIONS.md has the figures.
 */
export const LEVEL = 0.8;
/**
 * 5 in 100. Chances are said as "8 in 10": a difference of half of that step changes what is said as often as not, a
 * smaller one is nobody's reason to call at another hour, however sure it is.
 */
export const NOTICEABLE = 0.05;
/** The range of recent days speaks of days of at least so many contacts, and of at least so many days. */
const USUAL_CONTACTS = 10;
const USUAL_DAYS = 8;

export interface SlotSettings {
  /** evidence ages from here; how long ago that is, is the caller's matter */
  lastDay: CivilDay;
  /** default: `HALF_LIFE_DAYS` */
  halfLifeDays?: number;
}

export type SlotTier = 'quickest' | 'average' | 'slowest';

/** Shares are 0 to 1, waits seconds; null where nothing is known. */
export interface WaitSlot {
  /** 0 is Monday */
  weekday: number;
  /** 0 to 23, local */
  hour: number;
  /** days of evidence in the slot, and how many of equal weight they are worth */
  days: number;
  effectiveDays: number;
  contacts: number;
  /** share that gets through within 2 minutes, shrunk, with its interval */
  within120: number | null;
  within120Low: number | null;
  within120High: number | null;
  /** within which that share lay on 8 in 10 recent days; null with too few days or contacts */
  usualLow: number | null;
  usualHigh: number | null;
  /** as `within120`, of 5 minutes */
  within300: number | null;
  within300Low: number | null;
  within300High: number | null;
  medianSeconds: WaitQuantile | null;
  ninetySeconds: WaitQuantile | null;
  /** share that gave up, of the slot itself */
  abandonment: number | null;
  /** fewer than `LEAST_DAYS` days: the shares are those of the hour, "estimated from other weekdays" */
  isBorrowed: boolean;
  /** null: nothing known */
  tier: SlotTier | null;
}

export interface SlotTable {
  /** 168, Monday 00:00 first */
  slots: WaitSlot[];
  /** mean share within `threshold`, each open hour counted once, recent ones more */
  overall: number | null;
  /** κ in days */
  strength: number;
  /** seconds, by which hours are ranked */
  threshold: 120 | 300;
}

/**
 * The table of these days, in any order; days that come twice (the hour repeated in autumn) are one.
 * Throws RangeError for a day after `lastDay` and for an hour that no clock has.
 */
export function makeSlotTable(
  days: readonly SlotDay[],
  { lastDay, halfLifeDays = HALF_LIFE_DAYS }: SlotSettings,
): SlotTable {
  const evidence = gatherEvidence(days, lastDay, halfLifeDays);
  const [shares120, shares300] = sharesWithin(evidence, [120, 300]) as [Float64Array, Float64Array];
  const [week120, week300] = [shrinkWeek(evidence, shares120), shrinkWeek(evidence, shares300)];
  const halfWidth = makeHalfWidth();
  const [known120, known300] = [week120, week300].map(({ slots }) =>
    slots.map((shrunk) => knownShare(shrunk, halfWidth)),
  ) as [(KnownShare | null)[], (KnownShare | null)[]];
  const openings = openingsOf(evidence);
  const [overall120, overall300] = [meanOf(known120, openings), meanOf(known300, openings)];
  const threshold = isTelling(overall120) || !isTelling(overall300) ? 120 : 300;
  const overall = threshold === 120 ? overall120 : overall300;
  const ranked = threshold === 120 ? known120 : known300;
  const { components } = threshold === 120 ? week120 : week300;
  const rowsOf = rowsBySlot(evidence);
  const slots = Array.from({ length: SLOTS }, (_, slot): WaitSlot => {
    const [one, other] = [known120[slot] ?? null, known300[slot] ?? null];
    return {
      weekday: Math.floor(slot / 24),
      hour: slot % 24,
      days: rowsOf[slot]!.length,
      effectiveDays: week120.slots[slot]?.effectiveDays ?? 0,
      ...{ within120: one?.share ?? null, within120Low: one?.low ?? null, within120High: one?.high ?? null },
      ...usualRange(evidence, shares120, rowsOf[slot]!),
      ...{
        within300: other?.share ?? null,
        within300Low: other?.low ?? null,
        within300High: other?.high ?? null,
      },
      ...ownFigures(evidence, slot, rowsOf[slot]!),
      isBorrowed: rowsOf[slot]!.length < LEAST_DAYS,
      tier: tierOf(ranked[slot] ?? null, overall),
    };
  });
  return { slots, overall, strength: components?.strength ?? DEFAULT_STRENGTH, threshold };
}

interface KnownShare {
  share: number;
  low: number;
  high: number;
}

/** From its own days, or from its hour's where it has too few; null where the hour has too few as well. */
function knownShare(
  shrunk: ShrunkShare | null,
  halfWidth: (effectiveDays: number) => number,
): KnownShare | null {
  if (shrunk === null || shrunk.hourDays < LEAST_DAYS) return null;
  const [share, error, effectiveDays] =
    shrunk.days >= LEAST_DAYS
      ? [shrunk.estimate, shrunk.standardError, shrunk.effectiveDays]
      : [shrunk.ofHour, shrunk.standardErrorOfHour, shrunk.hourEffectiveDays];
  const half = error * halfWidth(effectiveDays);
  return { share, low: Math.max(0, share - half), high: Math.min(1, share + half) };
}

/** In standard errors, with one degree of freedom less than days, in tenths of a day; each is worked out once. */
function makeHalfWidth(): (effectiveDays: number) => number {
  const widths = new Map<number, number>();
  return (effectiveDays) => {
    const tenths = Math.max(10, Math.floor((effectiveDays - 1) * 10));
    const width = widths.get(tenths) ?? studentQuantile((1 + LEVEL) / 2, tenths / 10);
    widths.set(tenths, width);
    return width;
  };
}

function tierOf(known: KnownShare | null, overall: number | null): SlotTier | null {
  if (known === null || overall === null) return null;
  const { share, low, high } = known;
  if (!isTelling(overall) || Math.abs(share - overall) < NOTICEABLE) return 'average';
  if (low > overall) return 'quickest';
  return high < overall ? 'slowest' : 'average';
}

/** Whether there is room for a noticeable difference either way: not if it is nearly nobody or nearly everybody. */
function isTelling(overall: number | null): boolean {
  return overall !== null && overall >= NOTICEABLE && overall <= 1 - NOTICEABLE;
}

/** How often each slot was open, by recency. */
function openingsOf({ slot, recency }: SlotEvidence): Float64Array {
  const openings = new Float64Array(SLOTS);
  slot.forEach((own, i) => {
    openings[own]! += recency[i]!;
  });
  return openings;
}

function meanOf(known: readonly (KnownShare | null)[], openings: Float64Array): number | null {
  let [top, bottom] = [0, 0];
  known.forEach((one, slot) => {
    if (one === null) return;
    top += openings[slot]! * one.share;
    bottom += openings[slot]!;
  });
  return bottom === 0 ? null : top / bottom;
}

function rowsBySlot({ slot }: SlotEvidence): number[][] {
  const rows: number[][] = Array.from({ length: SLOTS }, () => []);
  slot.forEach((own, i) => {
    rows[own]!.push(i);
  });
  return rows;
}

/** The 10 % and the 90 % quantile of the days' shares by recency: each day stands at the middle of its weight. */
function usualRange(
  { contacts, recency }: SlotEvidence,
  shares: Float64Array,
  rows: readonly number[],
): Pick<WaitSlot, 'usualLow' | 'usualHigh'> {
  const telling = rows.filter((i) => contacts[i]! >= USUAL_CONTACTS);
  if (telling.length < USUAL_DAYS) return { usualLow: null, usualHigh: null };
  telling.sort((a, b) => shares[a]! - shares[b]!);
  const total = telling.reduce((sum, i) => sum + recency[i]!, 0);
  const quantile = (p: number) => {
    let [reached, at, value] = [0, 0, shares[telling[0]!]!];
    for (const i of telling) {
      const here = (reached + recency[i]! / 2) / total;
      if (here >= p) return at === 0 ? shares[i]! : value + ((p - at) / (here - at)) * (shares[i]! - value);
      [at, value] = [here, shares[i]!];
      reached += recency[i]!;
    }
    return value;
  };
  return { usualLow: quantile(0.1), usualHigh: quantile(0.9) };
}

function ownFigures(
  { slots, contacts }: SlotEvidence,
  slot: number,
  rows: readonly number[],
): Pick<WaitSlot, 'contacts' | 'medianSeconds' | 'ninetySeconds' | 'abandonment'> {
  const waits = slots[slot];
  if (waits == null) return { contacts: 0, medianSeconds: null, ninetySeconds: null, abandonment: null };
  const [answered, abandoned] = [waits.answered, waits.abandoned].map(histogramOf) as [
    WaitHistogram,
    WaitHistogram,
  ];
  const curve = estimateWait(answered, abandoned);

  return {
    contacts: rows.reduce((sum, i) => sum + contacts[i]!, 0),
    medianSeconds: survivalQuantile(curve, 0.5),
    ninetySeconds: survivalQuantile(curve, 0.9),
    abandonment: totalOf(abandoned) / curve.observations,
  };
}

/** Weights in place of counts: Kaplan–Meier reckons in ratios. */
function histogramOf(weights: Float64Array): WaitHistogram {
  let bins = weights.length;
  while (bins > 0 && weights[bins - 1] === 0) bins--;
  return { counts: Array.from(weights.subarray(0, bins)) };
}
