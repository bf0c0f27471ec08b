/** The service targets in force month by month, from the published list. Refuses to judge whether they were met. */
import type { OrganisationAnswer } from '../../api/contract/organisation.ts';
import { type Clock, DEFAULT_THRESHOLD_SECONDS } from '../../db/domain/target.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';

type PublishedTarget = OrganisationAnswer['targets'][number];

export interface AimInForce {
  /** null where no target is set */
  aim: number | null;
  thresholdSeconds: number;
}

/**
 * The target of a clock for one channel on a day: the channel's own before one for all, as when contacts are counted;
 * targets of single queues say nothing about a whole channel. Without one the threshold is that of the internal
 * clock, or the default.
 */
export function aimInForce(
  targets: readonly PublishedTarget[],
  clock: Clock,
  channel: string | null,
  day: CivilDay,
): AimInForce {
  const own = findTarget(
    targets,
    day,
    channel,
    (target) => target.kind === 'service' && target.clock === clock,
  );
  if (own?.thresholdSeconds) return { aim: own.aim, thresholdSeconds: own.thresholdSeconds };
  const thresholdSeconds =
    clock === 'customer'
      ? aimInForce(targets, 'internal', channel, day).thresholdSeconds
      : DEFAULT_THRESHOLD_SECONDS;
  return { aim: null, thresholdSeconds };
}

/** The target of another metric over all contacts, or of the only channel; null where none is set. */
export function metricAimInForce(
  targets: readonly PublishedTarget[],
  metric: string,
  channel: string | null,
  day: CivilDay,
): number | null {
  return findTarget(targets, day, channel, (target) => target.metric === metric)?.aim ?? null;
}

function findTarget(
  targets: readonly PublishedTarget[],
  day: CivilDay,
  channel: string | null,
  isMeant: (target: PublishedTarget) => boolean,
): PublishedTarget | null {
  const date = formatDay(day);
  const inForce = targets.filter(
    (target) =>
      isMeant(target) &&
      target.queue === null &&
      (target.channel === null || target.channel === channel) &&
      target.from <= date &&
      (target.to === null || date <= target.to),
  );
  return inForce.find((target) => target.channel !== null) ?? inForce[0] ?? null;
}
