/**
 * Primary disclosure control: which evaluated cells may be said aloud, and how exactly. What is hidden besides, so that a small
 * figure cannot be worked out from those around it, is decided in secondary-hiding.ts.
 * Everything published passes `disclose`, and nothing but api/feeds may call it: contract cells accept only
 * what carries its mark.
 *
 * Policy (reference 5): counts from 1 to threshold − 1 are hidden, 0 is not; counts by category, cause, language
 * or region are rounded to 5, operational totals (all, channel, queue) are not, but what lies open always is, for its
 * exact steps would tell how many came less how many went in an hour whose counts are hidden, and so are half-hours that met
 * a target, or the one that is hidden could be told from those that are shown; a share is hidden when its base, its part or
 * the rest of it is a small count, or a part of the rest that is published too; means and percentiles need n ≥ threshold;
 * nothing about staff is
 * said of four agents or fewer; the longest wait is operational and said to the minute where few contacts came.
 */
import { type KnownSum, type Possible, possibleSums } from './disclosure-audit.ts';
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
/** A hidden count must be able to be as many different numbers, whatever else is published. */
export const LEAST_POSSIBLE = 5;

/** Counts below it are hidden. */
export function thresholdOf({ threshold }: DisclosurePolicy): number {
  return Math.max(threshold, LEAST_THRESHOLD);
}

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

/**
 * What may be said of one evaluated cell. `isHiddenBeside`: it was decided to hide it so that a small figure beside it cannot be
 * told (secondary hiding).
 */
export function disclose(
  metric: Metric,
  shape: Shape,
  evaluation: Evaluation,
  policy: DisclosurePolicy,
  isHiddenBeside = false,
): DisclosedCell {
  const said = control(metric, shape, evaluation, thresholdOf(policy));
  if (!isHiddenBeside || said.kind !== 'value') return said as DisclosedCell;
  // The longest wait is said without its number where few came, and so it is here.
  if (metric.value.kind !== 'longest') return { kind: 'suppressed' } as DisclosedCell;
  return { kind: 'value', value: Math.ceil(said.value / 60) * 60, n: null } as DisclosedCell;
}

/** Whether a cell would be told by itself: for whoever decides what is hidden beside it, without the figure. */
export function primaryKind(
  metric: Metric,
  shape: Shape,
  evaluation: Evaluation,
  policy: DisclosurePolicy,
): DisclosedCell['kind'] {
  return control(metric, shape, evaluation, thresholdOf(policy)).kind;
}

/**
 * What is said of a cell in a table that is not told at all: in an hour that is closed, that it is; otherwise nothing, whether
 * there was anybody or not.
 */
export function discloseNothing(isClosed: boolean): DisclosedCell {
  return { kind: isClosed ? 'none' : 'suppressed' } as DisclosedCell;
}

/** A count of people that no metric has, such as those who left a queue: hidden where it is small. */
export function discloseCount(count: number, policy: DisclosurePolicy): DisclosedCell {
  const isSmall = count > 0 && count < thresholdOf(policy);
  const said: Said = isSmall ? { kind: 'suppressed' } : { kind: 'value', value: count, n: count };
  return said as DisclosedCell;
}

/** The counts of one whole by part, `null` where one is hidden; `n`: their sum as far as it is shown. */
export type DisclosedParts = Disclosed<{ counts: (number | null)[]; n: number }>;

/**
 * How many answers were given at each point of a scale, rounded to 5. Small counts are hidden, and with them the smallest
 * of the others for as long as a small one could be worked out; null, and all of it hidden, where fewer than two would be
 * left. `known`: the sums of the counts that are published beside them, such as their total and their mean; `whole`:
 * places whose sum is hidden elsewhere while it is small.
 */
export function discloseParts(
  counts: readonly number[],
  known: readonly KnownSum[],
  whole: readonly (readonly number[])[],
  policy: DisclosurePolicy,
): DisclosedParts | null {
  const threshold = thresholdOf(policy);
  const isSmall = (count: number) => count > 0 && count < threshold;
  const secrets = [
    ...counts.flatMap((count, place) => (isSmall(count) ? [[place]] : [])),
    ...whole.filter((places) => isSmall(places.reduce((sum, place) => sum + counts[place]!, 0))),
  ];
  const shown = new Set(counts.flatMap((count, place) => (isSmall(count) ? [] : [place])));
  const others = [...shown].filter((place) => counts[place]! > 0).sort((a, b) => counts[a]! - counts[b]!);
  for (const place of [null, ...others]) {
    if (place !== null) shown.delete(place);
    const left = others.filter((other) => shown.has(other));
    if (left.length < 2 && secrets.length > 0) return null;
    // Whoever knows this rule knows that what is hidden beside a small count is no larger than what is shown.
    const most = roundCount(counts[left[0] ?? 0] ?? 0) + HALF_ROUNDING;
    const possible = counts.map((count, at) => possibleCount(count, shown.has(at), threshold, most));
    if (possibleSums(possible, known, secrets).every((numbers) => numbers >= LEAST_POSSIBLE)) break;
  }
  const said = counts.map((count, place) => (shown.has(place) ? roundCount(count) : null));
  return { counts: said, n: said.reduce<number>((sum, count) => sum + (count ?? 0), 0) } as DisclosedParts;
}

const HALF_ROUNDING = Math.floor(ROUNDING_BASE / 2);

function possibleCount(count: number, isShown: boolean, threshold: number, most: number): Possible {
  if (count === 0) return { low: 0, high: 0 };
  if (count < threshold) return { low: 1, high: threshold - 1 };
  if (!isShown) return { low: threshold, high: most };
  return {
    low: Math.max(threshold, roundCount(count) - HALF_ROUNDING),
    high: roundCount(count) + HALF_ROUNDING,
  };
}

/**
 * A standard deviation between answers, to the tenth: with the mean an exact one would tell how far one answer lay from the
 * others. Null below `least` answers.
 */
export function discloseDeviation(sd: number, n: number, least: number): Disclosed<{ sd: number | null }> {
  return { sd: n < least ? null : Math.round(sd * 10) / 10 } as Disclosed<{ sd: number | null }>;
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
  const isHidden = share === null || n < thresholdOf(policy);
  return { share: isHidden ? null : Math.round(share * 100) / 100 } as Disclosed<{ share: number | null }>;
}

/** How many are expected: whole, and hidden where they would be few, for what is expected of few tells of those who came. */
export function discloseExpected(
  count: number,
  policy: DisclosurePolicy,
): Disclosed<{ count: number | null }> {
  const isHidden = count < thresholdOf(policy);
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
 *
 * Groups are rounded to 5: beside the exact numbers due and kept, exact ones would tell how many were taken back overdue,
 * and how many lie open. `kept`: how many of those done were in time; no group ends where a small count more or less was
 * done than kept, for the difference would be those between an edge and the promised time.
 */
export function discloseSpans(
  done: readonly number[],
  open: readonly number[],
  kept: number | null,
  policy: DisclosurePolicy,
): Disclosed<GroupedSpans> | null {
  const threshold = thresholdOf(policy);
  const isSmall = (count: number) => count > 0 && count < threshold;
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  if (sum(done) + sum(open) < threshold) return null;
  const isOpenHidden = isSmall(sum(open));
  const groups = groupsOf(
    done,
    threshold,
    (doneSoFar) => kept === null || !isSmall(Math.abs(doneSoFar - kept)),
  );
  let beyond = groups.rest + (isOpenHidden ? sum(open) : 0);
  if (beyond > 0 && !isOpenHidden && groups.groups.length > 0) {
    // What is left over belongs to the slowest group: it is done, if late.
    const last = groups.groups.pop()!;
    groups.groups.push({ bin: done.length - 1, count: last.count + beyond });
    beyond = 0;
  }
  while (isSmall(beyond) && groups.groups.length > 0) beyond += groups.groups.pop()!.count;
  if (isSmall(beyond)) return null;
  const ages = isOpenHidden ? { groups: [], rest: 0 } : groupsOf(open, threshold, () => true);
  if (ages.rest > 0) {
    const last = ages.groups.pop()!;
    ages.groups.push({ bin: open.length - 1, count: last.count + ages.rest });
  }
  const said = {
    done: groups.groups.map(rounded),
    open: ages.groups.map(rounded),
    beyond: roundCount(beyond),
  };
  return said as unknown as Disclosed<GroupedSpans>;
}

function rounded({ bin, count }: { bin: number; count: number }) {
  return { bin, count: roundCount(count) };
}

/** Runs of bins of at least `threshold` each that may end with so many in all, and what is left after the last. */
function groupsOf(
  counts: readonly number[],
  threshold: number,
  mayEnd: (countSoFar: number) => boolean,
): { groups: { bin: number; count: number }[]; rest: number } {
  const groups: { bin: number; count: number }[] = [];
  let rest = 0;
  let soFar = 0;
  counts.forEach((count, bin) => {
    rest += count;
    soFar += count;
    if (rest < threshold || !mayEnd(soFar)) return;
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

/** By unit, how much one contact adds to the sum behind a mean at the least. */
const LEAST_ADDED: Partial<Record<Metric['unit'], number>> = { seconds: 1, score: 1, points: 100 };

/**
 * A mean of a number that is rounded, to as many digits as every number near it could have: 37.0833 seconds are those of twelve
 * contacts and of no number near it, 37 seconds may be those of any.
 */
function roundMean({ unit, value: { kind } }: Metric, mean: number, n: number): number {
  const least = kind === 'ratio' ? LEAST_ADDED[unit] : undefined;
  if (least === undefined) return mean;
  const digits = Math.floor(Math.log10(Math.max(1, roundCount(n) - HALF_ROUNDING)));
  return (Math.round((mean / least) * 10 ** digits) / 10 ** digits) * least;
}

type Said = { kind: 'value'; value: number; n: number | null } | { kind: 'none' | 'missing' | 'suppressed' };

function control(metric: Metric, shape: Shape, evaluation: Evaluation, threshold: number): Said {
  if (evaluation.kind === 'missing') {
    // That most of a few gave up would be said by saying that their waits cannot be told.
    return { kind: (evaluation.n ?? threshold) < threshold ? 'suppressed' : 'missing' };
  }
  if (evaluation.kind === 'none') return evaluation;
  const { value, n, part, agents } = evaluation;
  const rounded = isRounded(shape) || metric.isRounded === true;
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
  if (part === null) {
    if (!rounded) return { kind: 'value', value, n };
    return { kind: 'value', value: roundMean(metric, value, n), n: roundCount(n) };
  }
  if (isSmall(part) || isSmall(n - part) || evaluation.beside?.some(isSmall)) return { kind: 'suppressed' };
  if (!rounded) return { kind: 'value', value, n };
  const scale = value === 0 ? 0 : value / (part / n);
  return { kind: 'value', value: (roundCount(part) / roundCount(n)) * scale, n: roundCount(n) };
}
