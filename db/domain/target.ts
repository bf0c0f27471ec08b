/**
 * The targets an organisation holds itself to, each with the days it is in force.
 * Owns which target counts for a day, clock and part of the service; refuses to judge whether it was met.
 */

import type { Channel } from './contact.ts';
import type { CivilDay } from './zone.ts';

/** `customer`: first ask to need met. `internal`: queue to answer. */
export const CLOCKS = ['internal', 'customer'] as const;
export type Clock = (typeof CLOCKS)[number];

/** The registry's figure that a promise by a clock is about. */
export const METRIC_OF_CLOCK = {
  internal: 'service_level',
  customer: 'customer_service_level',
} as const satisfies Record<Clock, string>;

interface TargetBase {
  id: string;
  /** The promise in plain words, as the public reads it. */
  words: string;
  /** Null: every channel. */
  channel: Channel | null;
  /** The operator's service line; null: every queue. */
  queue: string | null;
  /** First day in force. */
  from: CivilDay;
  /** Last day in force, included; null: still in force. */
  to: CivilDay | null;
}

/** "This share within this many seconds, by this clock." */
export interface ServiceTarget extends TargetBase {
  kind: 'service';
  clock: Clock;
  thresholdSeconds: number;
  /** 0 to 1, of contacts. */
  share: number;
  /** What is not counted and why, as the public reads it; null: nothing is said. */
  exclusions?: string | null;
}

/** Any other metric of the registry, for example satisfaction: at least this value where up is good, else at most. */
export interface MetricTarget extends TargetBase {
  kind: 'metric';
  /** Metric id, `csat_top2`. */
  metric: string;
  /** In the metric's own unit: shares 0 to 1, durations in seconds. */
  value: number;
}

export type Target = ServiceTarget | MetricTarget;

/** The part of the service a figure is about; null or absent: all of it. */
export interface TargetScope {
  channel: Channel | null;
  queue?: string | null;
  day: CivilDay;
}

/** The threshold where no target says otherwise. */
export const DEFAULT_THRESHOLD_SECONDS = 60;

export function isInForce(target: Target, day: CivilDay): boolean {
  return target.from <= day && (target.to === null || day <= target.to);
}

/**
 * The service-level target in force: one for the queue before one for the channel before one for all; among equals
 * the first in the list. A figure over all channels has only targets for all channels.
 */
export function targetInForce(
  targets: readonly Target[],
  scope: TargetScope & { clock: Clock },
): ServiceTarget | null {
  return mostSpecific(
    targets.filter((target) => target.kind === 'service').filter((target) => target.clock === scope.clock),
    scope,
  );
}

/** The target in force for any other metric, chosen as in `targetInForce`. */
export function metricTargetInForce(
  targets: readonly Target[],
  scope: TargetScope & { metric: string },
): MetricTarget | null {
  return mostSpecific(
    targets.filter((target) => target.kind === 'metric').filter((target) => target.metric === scope.metric),
    scope,
  );
}

/**
 * Seconds within which a contact counts as served in time. Without a target of its own the customer's clock takes
 * the internal threshold, so that the two clocks are compared at the same mark; without either it is `fallbackSeconds`.
 */
export function thresholdInForce(
  targets: readonly Target[],
  scope: TargetScope & { clock: Clock },
  fallbackSeconds: number = DEFAULT_THRESHOLD_SECONDS,
): number {
  const own = targetInForce(targets, scope);
  if (own !== null) return own.thresholdSeconds;
  if (scope.clock === 'customer')
    return thresholdInForce(targets, { ...scope, clock: 'internal' }, fallbackSeconds);
  return fallbackSeconds;
}

function mostSpecific<T extends Target>(targets: readonly T[], scope: TargetScope): T | null {
  let best: T | null = null;
  for (const target of targets) {
    if (!isInForce(target, scope.day)) continue;
    if (target.channel !== null && target.channel !== scope.channel) continue;
    if (target.queue !== null && target.queue !== scope.queue) continue;
    if (best === null || specificity(target) > specificity(best)) best = target;
  }
  return best;
}

function specificity(target: Target): number {
  return (target.queue === null ? 0 : 2) + (target.channel === null ? 0 : 1);
}
