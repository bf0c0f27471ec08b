/**
 * The demonstration organisation's configuration: the file beside this one, with the outage of the run in it.
 * Owns what the company says about itself; the outage is announced, as an honest company would.
 */

import { readFileSync } from 'node:fs';
import type { DemonstrationOptions } from './plan.ts';
import { makePlan } from './plan.ts';

/** The run that `npm start` shows. */
export const DEMONSTRATION_SEED = 1;

const FILE = new URL('configuration.json', import.meta.url);

/** The text of the configuration file for one run, ending in a line end. */
export function demonstrationConfiguration(options: DemonstrationOptions): string {
  const { zone, outage, firstDay } = makePlan(options);
  const configuration = JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, unknown>;
  const announced = {
    from: zone.formatInstant(zone.firstInstantOf(outage.day, outage.startSecond)),
    to: zone.formatInstant(zone.firstInstantOf(outage.day, outage.endSecond)),
    channel: 'phone',
    note: 'a cable was cut, and no call reached us',
  };
  const outages = outage.day >= firstDay ? [announced] : [];
  return `${JSON.stringify({ ...configuration, outages }, null, 2)}\n`;
}
