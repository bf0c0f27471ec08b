/**
 * Primary disclosure control: which evaluated cells may be said aloud, and how exactly.
 * Everything published passes `disclose`, and nothing but api/feeds may call it: contract cells accept only
 * what carries its mark.
 *
 * Policy (reference 5): counts from 1 to threshold − 1 are hidden, 0 is not; counts by category, cause, language
 * or region are rounded to 5, operational totals (all, channel, queue) are not, but what lies open always is, for its
 * exact steps would tell how many came less how many went in an hour whose counts are hidden; a share is hidden when its base,
 * its part or the rest of it is a small count; means and percentiles need n ≥ threshold; nothing about staff is
 * said of four agents or fewer; the longest wait is operational and said to the minute where few contacts came.
 */
import type { Evaluation } from './evaluation.ts';
import type { Shape } from './lattice.ts';
import { dimensionsOf } from './lattice.ts';
import { type Band, bandOf, longestMinutesOf } from './live-band.ts';
import type { Metric } from './metric.ts';

export interface DisclosurePolicy {
  /** counts below it are hidden; at least LEAST_THRESHOLD */
  threshold: number;
}

export const LEAST_THRESHOLD = 5;
export const ROUNDING_BASE = 5;
export const LARGEST_HIDDEN_TEAM = 4;

declare const disclosed: unique symbol;
/** Passed disclosure control. Only `disclose` makes these. */
export type Disclosed<T> = T & { readonly [disclosed]: true };

export type DisclosedCell = Disclosed<
  | { kind: 'value'; value: number; n: number | null }
  | { kind: 'none' }
  | { kind: 'missing' }
  | { kind: 'suppressed' }
>;

/** Whether counts of a shape describe persons' attributes, and are rounded, or the operation's volume. */
export function isRounded(shape: Shape): boolean {
  return dimensionsOf(shape).some((dimension) => dimension !== 'channel' && dimension !== 'queue');
}

export function roundCount(count: number): number {
  return Math.round(count / ROUNDING_BASE) * ROUNDING_BASE;
}

/** What may be said of one evaluated cell. */
export function disclose(
  metric: Metric,
  shape: Shape,
  evaluation: Evaluation,
  policy: DisclosurePolicy,
): DisclosedCell {
  return control(metric, shape, evaluation, Math.max(policy.threshold, LEAST_THRESHOLD)) as DisclosedCell;
}

/** A count of people that no metric has, such as those who left a queue: hidden where it is small. */
export function discloseCount(count: number, policy: DisclosurePolicy): DisclosedCell {
  const isSmall = count > 0 && count < Math.max(policy.threshold, LEAST_THRESHOLD);
  const said: Said = isSmall ? { kind: 'suppressed' } : { kind: 'value', value: count, n: count };
  return said as DisclosedCell;
}

/**
 * A share that was estimated from many days and drawn towards others, to the hundredth: hidden where it is of few people.
 * Its parts cannot be told from it, for days and neighbours enter it with weights of their own.
 */
export function discloseEstimate(
  share: number | null,
  n: number,
  policy: DisclosurePolicy,
): Disclosed<{ share: number | null }> {
  const isHidden = share === null || n < Math.max(policy.threshold, LEAST_THRESHOLD);
  return { share: isHidden ? null : Math.round(share * 100) / 100 } as Disclosed<{ share: number | null }>;
}

/** How many are expected: whole, and hidden where they would be few, for what is expected of few tells of those who came. */
export function discloseExpected(
  count: number,
  policy: DisclosurePolicy,
): Disclosed<{ count: number | null }> {
  const isHidden = count < Math.max(policy.threshold, LEAST_THRESHOLD);
  return { count: isHidden ? null : Math.round(count) } as Disclosed<{ count: number | null }>;
}

/** A histogram in groups of bins that are each large enough to be said. */
export interface GroupedSpans {
  /** by ascending last bin: how many were done in the bins after the group before */
  done: readonly { bin: number; count: number }[];
  /** by ascending last bin: how many were still open at an age in the bins after the group before, at the least */
  open: readonly { bin: number; count: number }[];
  /** took longer than the last group, or are open: put together where either alone is small */
  beyond: number;
}

/**
 * How long something took, of those done and of those still open by their age, each by bin. Bins are joined with those
 * after them until no group is small; where few are open, they are told together with the slowest that are done. Null
 * where no such grouping is. A later edge makes what was done, and what is open, seem slower and never quicker.
 */
export function discloseSpans(
  done: readonly number[],
  open: readonly number[],
  policy: DisclosurePolicy,
): Disclosed<GroupedSpans> | null {
  const threshold = Math.max(policy.threshold, LEAST_THRESHOLD);
  const isSmall = (count: number) => count > 0 && count < threshold;
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  if (sum(done) + sum(open) < threshold) return null;
  const isOpenHidden = isSmall(sum(open));
  const groups = groupsOf(done, threshold);
  let beyond = groups.rest + (isOpenHidden ? sum(open) : 0);
  if (beyond > 0 && !isOpenHidden && groups.groups.length > 0) {
    // What is left over belongs to the slowest group: it is done, if late.
    const last = groups.groups.pop()!;
    groups.groups.push({ bin: done.length - 1, count: last.count + beyond });
    beyond = 0;
  }
  while (isSmall(beyond) && groups.groups.length > 0) beyond += groups.groups.pop()!.count;
  if (isSmall(beyond)) return null;
  const ages = isOpenHidden ? { groups: [], rest: 0 } : groupsOf(open, threshold);
  if (ages.rest > 0) {
    const last = ages.groups.pop()!;
    ages.groups.push({ bin: open.length - 1, count: last.count + ages.rest });
  }
  return { done: groups.groups, open: ages.groups, beyond } as unknown as Disclosed<GroupedSpans>;
}

/** Runs of bins of at least `threshold` each, and what is left after the last. */
function groupsOf(
  counts: readonly number[],
  threshold: number,
): { groups: { bin: number; count: number }[]; rest: number } {
  const groups: { bin: number; count: number }[] = [];
  let rest = 0;
  counts.forEach((count, bin) => {
    rest += count;
    if (rest < threshold) return;
    groups.push({ bin, count: rest });
    rest = 0;
  });
  return { groups, rest };
}

/** How many wait at this moment: at once, but only as a band. */
export function discloseBand(count: number): Disclosed<Band> {
  return bandOf(count) as Disclosed<Band>;
}

/** How many serve: as a band too, and nothing of four or fewer. */
export function discloseTeam(count: number): Disclosed<Band> | null {
  return count <= LARGEST_HIDDEN_TEAM ? null : discloseBand(count);
}

/** The longest wait of the moment in begun minutes; null where so few wait that it would be one person's. */
export function discloseWait(waitSeconds: number, waiting: number): Disclosed<{ minutes: number }> | null {
  const minutes = longestMinutesOf(waitSeconds, waiting);
  return minutes === null ? null : ({ minutes } as Disclosed<{ minutes: number }>);
}

type Said = { kind: 'value'; value: number; n: number | null } | { kind: 'none' | 'missing' | 'suppressed' };

function control(metric: Metric, shape: Shape, evaluation: Evaluation, threshold: number): Said {
  if (evaluation.kind === 'missing') {
    // That most of a few gave up would be said by saying that their waits cannot be told.
    return { kind: (evaluation.n ?? threshold) < threshold ? 'suppressed' : 'missing' };
  }
  if (evaluation.kind === 'none') return evaluation;
  const { value, n, part, agents } = evaluation;
  const rounded = isRounded(shape);
  const isSmall = (count: number) => count > 0 && count < threshold;

  if (metric.aboutStaff && agents > 0 && agents <= LARGEST_HIDDEN_TEAM) return { kind: 'suppressed' };
  if (metric.value.kind === 'longest') {
    return n < threshold
      ? { kind: 'value', value: Math.ceil(value / 60) * 60, n: null }
      : { kind: 'value', value, n: rounded ? roundCount(n) : n };
  }
  if (metric.value.kind === 'count' || metric.value.kind === 'stock') {
    if (isSmall(value)) return { kind: 'suppressed' };
    const said = rounded || metric.value.kind === 'stock' ? roundCount(value) : value;
    return { kind: 'value', value: said, n: said };
  }
  const needed = Math.max(threshold, metric.minimumN ?? 0, rounded ? (metric.minimumNByCategory ?? 0) : 0);
  if (n < needed) return { kind: 'suppressed' };
  if (part === null) return { kind: 'value', value, n: rounded ? roundCount(n) : n };
  if (isSmall(part) || isSmall(n - part)) return { kind: 'suppressed' };
  if (!rounded) return { kind: 'value', value, n };
  const scale = value === 0 ? 0 : value / (part / n);
  return { kind: 'value', value: (roundCount(part) / roundCount(n)) * scale, n: roundCount(n) };
}
