/**
 * From the company's clock to the customer's, in points: which of those who asked make the difference.
 * Owns the arithmetic and the parts; refuses to tell apart what the counts do not: that is one part, `other`.
 *
 * With I the internal attainment, N everyone who asked, and of each group n who asked and c whose need was met in time,
 * I − C = Σ (n·I − c)/N: a group takes away its share of those who asked times how much less often it was met than those
 * whom the internal clock counts. The parts add up whatever their order, and `other` is what is left. Source: reference 2.1
 * (show the gap, decomposed); the decomposition is ours.
 */
import type { Metric } from './metric.ts';

/**
 * `threshold`: the clocks allow different times. `menu`: ended in a menu or self-service. `refused`: busy or blocked.
 * `later`: left for a callback or a message, or still open. `gave_up`: counts against both clocks. `other`: time in menus
 * before the queue, transfers, closed hours and the time until the need was met, and every part that is hidden.
 */
export const BRIDGE_PARTS = ['threshold', 'menu', 'refused', 'later', 'gave_up', 'other'] as const;
export type BridgePart = (typeof BRIDGE_PARTS)[number];

export interface BridgeStep {
  part: BridgePart;
  /** taken from the internal attainment, as a share: 0.05 is five points; negative where it adds */
  points: number;
  /** who asked and belongs to it; null where that is not told */
  n: number | null;
}

/** Counts as published; null where they are hidden or not known. */
export interface BridgeCounts {
  internal: { value: number; n: number };
  customer: { value: number; n: number };
  /** met within the customer's threshold by their wait alone, of those of the internal clock */
  waitedWithin: number | null;
  contained: { n: number; met: number } | null;
  blocked: number | null;
  later: { n: number; met: number } | null;
  abandoned: number | null;
}

/** Steps that add up to `internal − customer`; those without anybody are left out, but `other` is always there. */
export function bridgeClocks(counts: BridgeCounts, threshold: number): BridgeStep[] {
  const { internal, customer, contained, blocked, later, abandoned, waitedWithin } = counts;
  const lost = (n: number, met: number) => (n * internal.value - met) / customer.n;
  const steps: BridgeStep[] = [];
  const push = (part: BridgePart, points: number, n: number) => {
    if (n > 0) steps.push({ part, points, n });
  };
  const answered = internal.value * internal.n;
  if (waitedWithin !== null && isTold(counts, waitedWithin, answered, threshold))
    push('threshold', (answered - waitedWithin) / customer.n, Math.abs(Math.round(answered - waitedWithin)));
  if (contained !== null) push('menu', lost(contained.n, contained.met), contained.n);
  if (blocked !== null) push('refused', lost(blocked, 0), blocked);
  if (later !== null) push('later', lost(later.n, later.met), later.n);
  if (abandoned !== null) push('gave_up', 0, abandoned);
  const told = steps.reduce((sum, { points }) => sum + points, 0);
  return [...steps, { part: 'other', points: internal.value - customer.value - told, n: null }];
}

/** Whom the other threshold makes a difference to, and whom the time around the queue: neither may be a few. */
function isTold(
  { customer, contained, later }: BridgeCounts,
  waitedWithin: number,
  answered: number,
  least: number,
): boolean {
  const isFew = (count: number) => Math.round(count) !== 0 && Math.abs(Math.round(count)) < least;
  if (isFew(answered - waitedWithin)) return false;
  if (contained === null || later === null) return true;
  return !isFew(waitedWithin - (customer.value * customer.n - contained.met - later.met));
}

const PLAIN = { better: null, finalAfterDays: 7, finestGrain: 'day', topic: 'service' } as const;
const metric = (id: string, value: Metric['value'], definition: string): Metric => ({
  ...PLAIN,
  id,
  label: id,
  unit: value.kind === 'count' ? 'count' : 'share',
  value,
  plain: definition,
  definition,
  source: 'Candour, reference 2 (two clocks)',
});
const LATER = { callback: 1, message: 1, open: 1 } as const;

/** What the parts are made of besides the registry; said in the bridge alone, and disclosed like every metric. */
export const BRIDGE_METRICS = {
  later: metric('left_for_later', { kind: 'count', of: LATER }, 'Left for a callback or a message, or open.'),
  menuMet: metric(
    'menu_met_share',
    { kind: 'ratio', of: { containedMet: 1 }, per: { contained: 1 }, parts: true },
    'Met in time ÷ ended in a menu.',
  ),
  laterMet: metric(
    'later_met_share',
    { kind: 'ratio', of: { laterMet: 1 }, per: LATER, parts: true },
    'Met in time ÷ left for a callback or a message, or open.',
  ),
  waitedWithin: metric(
    'waited_within_customer_share',
    {
      kind: 'ratio',
      of: { customerWaitWithin: 1 },
      per: { answered: 1, abandoned: 1, targetUnknown: -1 },
      parts: true,
    },
    "Answered within the customer's threshold, the wait alone ÷ (answered + abandoned).",
  ),
} as const satisfies Record<string, Metric>;
