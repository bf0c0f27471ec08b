/**
 * The rule by which small numbers are hidden, stated a second time from the policy in words:
 * - a count from 1 to 9 is hidden, 0 is not;
 * - counts by category, cause, language or region are rounded to 5, those of the whole operation are not;
 * - a share is hidden where its base, its part or what is left of it is from 1 to 9; it is made of the rounded counts
 *   where counts are rounded;
 * - a mean or percentile needs ten contacts;
 * - nothing about staff is said of four agents or fewer;
 * - the longest wait is said to the whole minute, rounded up, where fewer than ten contacts came.
 * What is hidden beyond it, beside small figures and with whole tables: hidden-beside.ts and untold-tables.ts.
 */
import type { PublishedFigure } from './comparison.ts';

const THRESHOLD = 10;

/** What a count of contacts shows: the figure, and how it was made. */
export type Counted =
  | { kind: 'count'; count: number }
  /** `scale`: 1000 for a rate in thousands */
  | { kind: 'share'; part: number; base: number; scale?: number }
  /** `n` contacts behind a value; `agents` where it says something about staff */
  | { kind: 'mean'; value: number; n: number; agents?: number; needed?: number }
  | { kind: 'longest'; value: number; n: number }
  /** nothing of which a share or a mean could be taken */
  | { kind: 'nothing' }
  /** the records cannot tell */
  | { kind: 'unknown' };

export interface Standing {
  /** by category, cause, language or region */
  isRounded: boolean;
  /** the status of a bucket that has a value */
  settled: string;
  /** why a bucket without contacts is no zero: null where it is one */
  empty: 'closed' | 'missing' | null;
}

export function publish(counted: Counted, { isRounded, settled, empty }: Standing): PublishedFigure {
  const round = (count: number) => (isRounded ? 5 * Math.round(count / 5) : count);
  const isSmall = (count: number) => count > 0 && count < THRESHOLD;
  const hidden = { value: null, n: null, status: 'suppressed' };
  const shown = (value: number, n: number | null) => ({ value, n, status: settled });
  switch (counted.kind) {
    case 'nothing':
      return empty === 'closed'
        ? { value: null, n: null, status: 'closed' }
        : { value: null, n: 0, status: 'missing' };
    case 'unknown':
      return { value: null, n: null, status: 'missing' };
    case 'count': {
      const { count } = counted;
      if (count === 0 && empty !== null) return { value: null, n: null, status: empty };
      return isSmall(count) ? hidden : shown(round(count), round(count));
    }
    case 'share': {
      const { part, base, scale = 1 } = counted;
      if (base < THRESHOLD || isSmall(part) || isSmall(base - part)) return hidden;
      return shown((scale * round(part)) / round(base), round(base));
    }
    case 'mean': {
      const { value, n, agents = 0, needed = THRESHOLD } = counted;
      if (n < needed || (agents > 0 && agents <= 4)) return hidden;
      return shown(value, round(n));
    }
    case 'longest': {
      const { value, n } = counted;
      return n < THRESHOLD ? shown(60 * Math.ceil(value / 60), null) : shown(value, round(n));
    }
  }
}

/** Figures of a share or mean without the rule: before anything is hidden. */
export function plain(counted: Counted): { value: number; n: number } | null {
  switch (counted.kind) {
    case 'count':
      return { value: counted.count, n: counted.count };
    case 'share':
      return { value: ((counted.scale ?? 1) * counted.part) / counted.base, n: counted.base };
    case 'mean':
    case 'longest':
      return { value: counted.value, n: counted.n };
    default:
      return null;
  }
}
