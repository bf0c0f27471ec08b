/**
 * A metric that is published no more from a day on: since when, by whom, why, and what took its place.
 * Owns which buckets it still has and how much notice was given; refuses to look at a figure.
 */
import { type Grain, isSlotGrain, periodEnd, periodStart } from './bucket.ts';
import type { CivilDay } from './civil-day.ts';

/** As the operator wrote it. */
export interface Retirement {
  /** id of the metric */
  metric: string;
  /** the first day of which it is not published */
  from: CivilDay;
  /** who decided it: a role, not a name */
  by: string;
  why: string;
  /** id of the metric that took its place; null: none did */
  replacedBy: string | null;
}

/** The same as it came to be known: an edition told of it first. */
export interface ToldRetirement extends Retirement {
  /** the first day without it: as written, and never one that had been published before it was told */
  from: CivilDay;
  /** the civil day of the first edition that tells of it; null: none does yet */
  announced: CivilDay | null;
  /** the civil day of the first edition that has the one that took its place; null: none, or not known */
  besideSince: CivilDay | null;
}

/** Notice that a retirement needs, and how long old and new stand beside one another. Source: reference 6.1. */
export const NOTICE_DAYS = 28;
export const BESIDE_DAYS = 365;

/** What was published stays: a metric ends after the last day that was published before anybody was told. */
export function endsFrom({ from }: Retirement, publishedThrough: CivilDay | null): CivilDay {
  return publishedThrough === null ? from : Math.max(from, publishedThrough + 1);
}

/** Whole days from the announcement to the first day without it; null where it is not announced yet. */
export function noticeOf({ from, announced }: Pick<ToldRetirement, 'from' | 'announced'>): number | null {
  return announced === null ? null : from - announced;
}

/** How many days old and new stood beside one another; null where nothing took its place or it is not known. */
export function besideOf({ from, besideSince }: Pick<ToldRetirement, 'from' | 'besideSince'>): number | null {
  return besideSince === null ? null : Math.max(0, from - besideSince);
}

/** The last day of the last bucket that ends before a day. */
export function lastBefore(from: CivilDay, grain: Grain): CivilDay {
  return isSlotGrain(grain) || grain === 'day' ? from - 1 : periodStart(grain, from) - 1;
}

/** Whether the bucket that begins on a day still belongs to a metric that ends: no day of it may lie after the end. */
export function isBeforeEnd(from: CivilDay, grain: Grain, start: CivilDay): boolean {
  return (isSlotGrain(grain) ? start + 1 : periodEnd(grain, start)) <= from;
}
