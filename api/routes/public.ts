/** The one list of public resources: what is routed, documented and published is taken from here. */
import { action, actions } from './actions.ts';
import { breakdown } from './breakdown.ts';
import { events } from './events.ts';
import { history } from './history.ts';
import { metrics } from './metrics.ts';
import { organisation } from './organisation.ts';
import { bestTimes, forecast, trackRecord } from './outlook.ts';
import { profile } from './profile.ts';
import { promises } from './promises.ts';
import { report, reports } from './reports.ts';
import type { Resource } from './resource.ts';
import { series } from './series.ts';

export const PUBLIC_RESOURCES: readonly Resource[] = [
  metrics,
  organisation,
  series,
  breakdown,
  profile,
  bestTimes,
  forecast,
  trackRecord,
  history,
  events,
  actions,
  action,
  promises,
  reports,
  report,
];
