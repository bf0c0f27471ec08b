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
  rulesOf,
  smallestConfiguration,
  zoneOf,
} from '../db/configuration.ts';
import { arrivalOf } from '../db/contact-record.ts';
import type { Calendar } from '../db/domain/calendar.ts';
import { CAUSES } from '../db/domain/contact.ts';
import { expectedMetric, findMetric } from '../db/domain/metric.ts';
import { type CivilDay, dateOfDay, type Zone } from '../db/domain/zone.ts';
import { resolveHolidays } from '../db/holidays.ts';
import { readMeta, writeMeta } from '../db/meta.ts';
import type { ReadHandle, WriteHandle } from '../db/open.ts';
import type { RollupRules } from '../db/rollup/rollup.ts';
import { LOCALES } from '../site/i18n/locales.ts';
import { UsageError } from './command.ts';
import { DEMONSTRATION_SEED, demonstrationConfiguration } from './demonstration/configuration.ts';
import { readTextFile } from './text-file.ts';

export interface Organisation {
  configuration: Configuration;
  zone: Zone;
  calendar: Calendar;
  holidays: ReadonlyMap<CivilDay, string>;
  rules: RollupRules;
  /** names the configuration knows, for the receipts of loads */
  configured: {
    queues: ReadonlySet<string>;
    causes: ReadonlySet<string>;
    promises: ReadonlySet<string>;
  };
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
  const demonstration = configPath === null ? demonstrationText(db) : null;
  const configuration =
    demonstration !== null
      ? checked(demonstration, 'of the demonstration')
      : configPath !== null
        ? readConfiguration(configPath)
        : smallestConfiguration();
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
    throw new UsageError([`the configuration ${configPath} is wrong:`, ...resolved.problems].join('\n  '));
  return {
    configuration,
    zone,
    calendar: calendarOf(configuration, resolved.holidays),
    holidays: resolved.holidays,
    rules: rulesOf(configuration),
    configured: {
      queues: new Set(Object.keys(configuration.queues)),
      causes: new Set([...CAUSES, ...Object.keys(configuration.causes)]),
      promises: new Set(configuration.promises.map(({ id }) => id)),
    },
  };
}

/**
 * Remembers whose real records these are: the zone they were read in, and the name where a configuration gave one.
 * Throws a UsageError where that would change by an oversight: the public site of one organisation would be replaced
 * by that of another, or days that were fixed when sums were loaded would be taken for those of another zone.
 */
export function rememberOrganisation(
  db: WriteHandle,
  { configuration, zone }: Pick<Organisation, 'configuration' | 'zone'>,
  configPath: string | null,
): void {
  if (readMeta(db, 'purpose') !== 'real') return;
  const known = { name: readMeta(db, 'organisation_name'), zone: readMeta(db, 'time_zone') };
  const { name } = configuration.organisation;
  if (configPath === null && (known.name !== null || (known.zone !== null && known.zone !== zone.id))) {
    const whose = known.name === null ? 'an organisation' : `"${known.name}"`;
    throw new UsageError(
      `CANDOUR_CONFIG: found nothing; expected the configuration of ${whose} in ${known.zone}, whose records are in ${db.path}: set it to that file (without it this would be "${name}" in ${zone.id}), or name another database (CANDOUR_DB)`,
    );
  }
  const isOtherZone = known.zone !== null && known.zone !== zone.id;
  if (isOtherZone && hasRows(db, known.name === null ? DATED : ['loads'])) {
    throw new UsageError(
      `${configPath}: organisation.timeZone: found "${zone.id}"; expected "${known.zone}", in which the records in ${db.path} were loaded: name the configuration of that database, or load the records into another (CANDOUR_DB)`,
    );
  }
  if (known.zone !== zone.id) writeMeta(db, 'time_zone', zone.id);
  if (configPath !== null && known.name !== name) writeMeta(db, 'organisation_name', name);
}

/** What keeps the civil day on which it was loaded. */
const DATED = ['intervals', 'capacity', 'surveys'];

function hasRows(db: ReadHandle, tables: readonly string[]): boolean {
  return tables.some((table) => db.sql.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() !== undefined);
}

/** The demonstration's configuration with the outage of its run; null where the records are real. */
function demonstrationText(db: ReadHandle): string | null {
  if (readMeta(db, 'purpose') !== 'demonstration') return null;
  const endDay = readMeta(db, 'demonstration_plan');
  return endDay === null
    ? readFileSync(DEMONSTRATION_CONFIGURATION, 'utf8')
    : demonstrationConfiguration({ seed: DEMONSTRATION_SEED, endDay });
}

function readConfiguration(path: string): Configuration {
  let text: string;
  try {
    text = readTextFile(path);
  } catch (error) {
    throw new UsageError(`the configuration ${path} cannot be read: ${(error as Error).message}`);
  }
  return checked(text, path);
}

function checked(text: string, name: string): Configuration {
  const parsed = parseConfiguration(text, name);
  const problems = parsed.ok
    ? [...unknownLanguages(parsed.configuration), ...unknownMetrics(parsed.configuration)]
    : parsed.problems;
  if (!parsed.ok || problems.length > 0) {
    throw new UsageError([`the configuration ${name} is wrong:`, ...problems].join('\n  '));
  }
  return parsed.configuration;
}

/** A language that the site does not speak would be left out, and nobody would know why its pages are not there. */
function unknownLanguages({ organisation }: Configuration): string[] {
  return organisation.languages.flatMap((language, i) =>
    language in LOCALES
      ? []
      : [
          `organisation.languages[${i}]: found "${language}"; expected one of ${Object.keys(LOCALES).join(', ')}, the languages of the pages`,
        ],
  );
}

function unknownMetrics(configuration: Configuration): string[] {
  return configuration.targets.flatMap((target, i) => {
    if (target.kind !== 'metric' || findMetric(target.metric) !== undefined) return [];
    return [`targets[${i}].metric: found "${target.metric}"; expected ${expectedMetric(target.metric)}`];
  });
}
