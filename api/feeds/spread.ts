/**
 * How much a published share or count varies from day to day, or from week to week, by published cells alone.
 * Owns which of the two is asked; refuses to look behind a hidden cell: where days are hidden weeks are asked, and
 * where these are too nobody can say.
 */

import { periodEnd, periodStart } from '../../db/domain/bucket.ts';
import { countSpread, shareSpread, type Tally } from '../../db/domain/confidence.ts';
import type { DisclosedCell } from '../../db/domain/disclosure.ts';
import { once } from '../../db/domain/once.ts';
import { type CivilDay, weekdayOf } from '../../db/domain/zone.ts';
import type { Window } from './asked-window.ts';
import { isShown, type PublishedCells } from './published-cells.ts';

/** Weeks that stand behind an interval where days are hidden. */
export const SPREAD_WEEKS = 13;

export interface Spread {
  /** at least 1: by how much the variance exceeds that of independent contacts */
  factor: number;
  basis: 'days' | 'weeks' | 'likest';
}

/** A figure's days and weeks, each read when it is asked for; `dayOf` tells the first civil day of one. */
export class Units {
  private readonly read: (grain: 'day' | 'week') => PublishedCells;
  private readonly known: { days?: PublishedCells; weeks?: PublishedCells } = {};
  private readonly byStart = new Map<'days' | 'weeks', ReadonlyMap<number, DisclosedCell>>();
  private readonly dayOf: (startAt: number) => CivilDay;
  private readonly firstDays = new Map<'days' | 'weeks', readonly CivilDay[]>();

  constructor(read: (grain: 'day' | 'week') => PublishedCells, dayOf: (startAt: number) => CivilDay) {
    this.read = read;
    this.dayOf = dayOf;
  }

  get days(): PublishedCells {
    this.known.days ??= this.read('day');
    return this.known.days;
  }

  /** Few figures have hidden days, and only these need weeks. */
  get weeks(): PublishedCells {
    this.known.weeks ??= this.read('week');
    return this.known.weeks;
  }

  /** The first civil day of each. */
  starts(basis: 'days' | 'weeks'): readonly CivilDay[] {
    return once(this.firstDays, basis, () => this[basis].startAt.map(this.dayOf));
  }

  /** By their start: the whole of which others are parts is looked up for every part and window. */
  said(basis: 'days' | 'weeks'): ReadonlyMap<number, DisclosedCell> {
    return once(this.byStart, basis, () => {
      const { startAt, said } = this[basis];
      return new Map(startAt.map((start, i) => [start, said[i]!]));
    });
  }
}

/** The first day whose week is needed for a window that begins or ends on these days. */
export function firstWeekNeeded(fromDay: CivilDay): CivilDay {
  return periodStart('week', fromDay) - 7 * SPREAD_WEEKS;
}

/** Of a share: `whole` are the contacts of each unit where the figure is a count among them. */
export function spreadOfShare(
  part: Units,
  { fromDay, toDay }: Window,
  whole: Units | null = null,
): Spread | null {
  for (const basis of ['days', 'weeks'] as const) {
    const units = unitsOf(part, basis, fromDay, toDay);
    const tallies = units === null ? null : talliesOf(units, whole === null ? null : whole.said(basis));
    const factor = tallies === null ? null : shareSpread(tallies);
    if (factor !== null) return { factor, basis };
  }
  return null;
}

/** Of a count: days of one weekday are held against each other. */
export function spreadOfCount(part: Units, { fromDay, toDay }: Window): Spread | null {
  for (const basis of ['days', 'weeks'] as const) {
    const units = unitsOf(part, basis, fromDay, toDay);
    if (units === null) continue;
    const counts = units.map(({ day, value }) => ({
      count: value,
      group: basis === 'days' ? weekdayOf(day) : 0,
    }));
    const factor = countSpread(counts);
    if (factor !== null) return { factor, basis };
  }
  return null;
}

/** The widest of those that are known, for a figure whose own days and weeks are hidden. */
export function likestSpread(known: readonly (Spread | null)[]): Spread | null {
  const factors = known.flatMap((spread) => spread?.factor ?? []);
  return factors.length === 0 ? null : { factor: Math.max(...factors), basis: 'likest' };
}

interface Unit {
  day: CivilDay;
  startAt: number;
  value: number;
  n: number;
}

/** The units of a window, or of the weeks that end by it; null where one of them is hidden or none is known. */
function unitsOf(units: Units, basis: 'days' | 'weeks', fromDay: CivilDay, toDay: CivilDay): Unit[] | null {
  const cells = units[basis];
  const from = basis === 'days' ? fromDay : periodStart('week', toDay + 1) - 7 * SPREAD_WEEKS;
  const found: Unit[] = [];
  for (const [i, day] of units.starts(basis).entries()) {
    const last = basis === 'days' ? day : periodEnd('week', day) - 1;
    if (day < from || last > toDay) continue;
    const said = cells.said[i]!;
    if (cells.status[i] === 'suppressed') return null;
    // A bucket of which part is missing would seem to vary.
    if (
      said.kind !== 'value' ||
      !isShown(cells.status[i]!) ||
      (basis === 'weeks' && cells.status[i] === 'partial')
    )
      continue;
    found.push({ day, startAt: cells.startAt[i]!, value: said.value, n: said.n ?? 0 });
  }
  return found.length === 0 ? null : found;
}

function talliesOf(units: readonly Unit[], wholes: ReadonlyMap<number, DisclosedCell> | null): Tally[] {
  if (wholes === null) return units.map(({ value, n }) => ({ k: value * n, n }));
  return units.flatMap(({ startAt, value }) => {
    const all = wholes.get(startAt);
    // A rounded part may be larger than the exact whole.
    return all?.kind === 'value' ? [{ k: Math.min(value, all.value), n: all.value }] : [];
  });
}
