/**
 * The organisation whose records a command works on: its configuration, zone, calendar and counting rules.
 * Owns reading the configuration file and saying what is wrong with it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Configuration,
  calendarOf,
  parseConfiguration,
  rollupSignature,
  smallestConfiguration,
  zoneOf,
} from '../db/configuration.ts';
import { arrivalOf } from '../db/contact-record.ts';
import type { Calendar } from '../db/domain/calendar.ts';
import { CAUSES } from '../db/domain/contact.ts';
import { findMetric } from '../db/domain/metric.ts';
import { dateOfDay, type Zone } from '../db/domain/zone.ts';
import { resolveHolidays } from '../db/holidays.ts';
import { readMeta } from '../db/meta.ts';
import type { ReadHandle } from '../db/open.ts';
import type { RollupRules } from '../db/rollup/rollup.ts';
import { UsageError } from './command.ts';

export interface Organisation {
  configuration: Configuration;
  zone: Zone;
  calendar: Calendar;
  rules: RollupRules;
  /** names the configuration knows, for the receipts of loads */
  configured: { queues: ReadonlySet<string>; causes: ReadonlySet<string> };
}

export const DEMONSTRATION_CONFIGURATION = join(import.meta.dirname, 'demonstration', 'configuration.json');

/**
 * Reads the configuration: the file named, else the demonstration's for a demonstration, else the smallest one.
 * Throws a UsageError with one line for each fault.
 */
export async function openOrganisation(
  db: ReadHandle,
  configPath: string | null,
  nowSeconds: number,
): Promise<Organisation> {
  const path =
    configPath ?? (readMeta(db, 'purpose') === 'demonstration' ? DEMONSTRATION_CONFIGURATION : null);
  const configuration = path === null ? smallestConfiguration() : readConfiguration(path);
  const zone = zoneOf(configuration);
  const first = db.sql.prepare('SELECT min(key) FROM contacts').pluck().get() as number | null;
  const firstDay = db.sql.prepare('SELECT min(day) FROM intervals').pluck().get() as number | null;
  const years = [first === null ? null : zone.dayOf(arrivalOf(first)), firstDay, zone.dayOf(nowSeconds)]
    .filter((day) => day !== null)
    .map((day) => dateOfDay(day).year);
  const resolved = await resolveHolidays(
    configuration.holidays,
    Math.min(...years),
    Math.max(...years) + 1,
    configuration.organisation.languages,
  );
  if (!resolved.ok)
    throw new UsageError([`the configuration ${path} is wrong:`, ...resolved.problems].join('\n  '));
  return {
    configuration,
    zone,
    calendar: calendarOf(configuration, resolved.holidays),
    rules: {
      zone,
      targets: configuration.targets,
      shortAbandonSeconds: configuration.shortAbandonSeconds,
      signature: rollupSignature(configuration),
    },
    configured: {
      queues: new Set(Object.keys(configuration.queues)),
      causes: new Set([...CAUSES, ...Object.keys(configuration.causes)]),
    },
  };
}

function readConfiguration(path: string): Configuration {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`the configuration ${path} cannot be read: ${(error as Error).message}`);
  }
  const parsed = parseConfiguration(text, path);
  const problems = parsed.ok ? unknownMetrics(parsed.configuration) : parsed.problems;
  if (!parsed.ok || problems.length > 0) {
    throw new UsageError([`the configuration ${path} is wrong:`, ...problems].join('\n  '));
  }
  return parsed.configuration;
}

function unknownMetrics(configuration: Configuration): string[] {
  return configuration.targets.flatMap((target, i) =>
    target.kind === 'metric' && findMetric(target.metric) === undefined
      ? [`targets[${i}].metric: found "${target.metric}"; expected a metric id as listed at /api/v1/metrics`]
      : [],
  );
}
