/** The one list of public resources: what is routed, documented and published is taken from here. */
import { action, actionImpact, actions } from './actions.ts';
import { breakdown } from './breakdown.ts';
import { changes } from './changes.ts';
import { complaints } from './complaints.ts';
import { edition, editions } from './editions.ts';
import { events } from './events.ts';
import { history } from './history.ts';
import { metrics } from './metrics.ts';
import { organisation } from './organisation.ts';
import { bestTimes, forecast, trackRecord } from './outlook.ts';
import { profile } from './profile.ts';
import { promises } from './promises.ts';
import { reasons } from './reasons.ts';
import { releases } from './releases.ts';
import { report, reports } from './reports.ts';
import type { Resource } from './resource.ts';
import { satisfaction } from './satisfaction.ts';
import { series } from './series.ts';
import { serviceLevels } from './service-levels.ts';
import { value } from './value.ts';

export const PUBLIC_RESOURCES: readonly Resource[] = [
  metrics,
  organisation,
  series,
  breakdown,
  reasons,
  profile,
  bestTimes,
  forecast,
  trackRecord,
  history,
  events,
  serviceLevels,
  actions,
  action,
  actionImpact,
  complaints,
  promises,
  reports,
  report,
  satisfaction,
  value,
  editions,
  edition,
  releases,
  changes,
];
