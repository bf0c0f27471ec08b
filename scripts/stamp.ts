/**
 * The stamp of a published site: everything that its bytes depend on, kept beside them.
 * Owns the comparison that tells whether there is anything new to publish; refuses to guess: a stamp that cannot be
 * read is none.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { organisationFeed } from '../api/feeds/organisation.ts';
import { publishedThrough } from '../api/published.ts';
import { type CivilDay, formatDay } from '../db/domain/zone.ts';
import { LIVE_KINDS } from '../db/ingest/live-clock.ts';
import { logVerifiersPath } from '../db/log-key.ts';
import { readMeta, readMetaNumber } from '../db/meta.ts';
import type { ReadHandle } from '../db/open.ts';
import { countingHorizon } from '../db/rollup/arrival-horizon.ts';
import type { Organisation } from './organisation.ts';

export const STAMP_NAME = '.candour-stamp.json';
const ROOT = join(import.meta.dirname, '..');
const CODE = ['api', 'db', 'scripts', 'site', 'astro.config.mjs', 'package-lock.json'];

export interface Stamp {
  dataVersion: number;
  /** number of the last load of records; what is told live is of today, and today is not published */
  lastLoad: number;
  /** 'demonstration', 'real', or null for a database that was not claimed yet */
  purpose: string | null;
  /** last day of which figures are published; null without records */
  through: string | null;
  /** the day that goes on, as far as it is counted: what is provisional on one day is final on another */
  today: string;
  /** the second at which a clock that was set starts; pages say it */
  clockStart: number | null;
  configuration: string;
  code: string;
  /** the public keys of the log: what a new one signs, or an old one no more, is published anew */
  keys: string;
}

/** `ageing`: no record came, but the clock alone changed figures; `stale`: what is published has to be made anew. */
export type Freshness = 'current' | 'ageing' | 'stale';

export interface StampSettings {
  nowSeconds: number;
  clockStart: number | null;
  /** the day asked for; null: yesterday */
  throughDay: CivilDay | null;
}

/** The stamp that a site made of the present records would carry. */
export function makeStamp(db: ReadHandle, organisation: Organisation, settings: StampSettings): Stamp {
  const { configuration, zone, calendar } = organisation;
  const { nowSeconds, clockStart, throughDay } = settings;
  const today = zone.dayOf(countingHorizon(nowSeconds, configuration.disclosure.liveDelayMinutes));
  const said = organisationFeed({ db, configuration, zone, calendar, nowSeconds });
  const through = publishedThrough(said, today, throughDay);
  const lastLoad = db.sql
    .prepare('SELECT id FROM loads WHERE kind NOT IN (?, ?) ORDER BY id DESC LIMIT 1')
    .pluck()
    .get(...LIVE_KINDS) as number | undefined;
  return {
    dataVersion: readMetaNumber(db, 'data_version') ?? 0,
    lastLoad: lastLoad ?? 0,
    purpose: readMeta(db, 'purpose'),
    through: through === null ? null : formatDay(through),
    today: formatDay(today),
    clockStart,
    configuration: hashOf(JSON.stringify(configuration)),
    code: hashOfCode(),
    keys: hashOf(readFileIfThere(logVerifiersPath(db.path))),
  };
}

/** The stamp of a published folder; null where there is none. */
export function readStamp(folder: string): Stamp | null {
  try {
    return JSON.parse(readFileSync(join(folder, STAMP_NAME), 'utf8')) as Stamp;
  } catch {
    return null;
  }
}

export function compareStamps(published: Stamp | null, wanted: Stamp): Freshness {
  if (published === null) return 'stale';
  const names = Object.keys(wanted) as (keyof Stamp)[];
  const changed = names.filter((name) => published[name] !== wanted[name]);
  if (changed.length === 0) return 'current';
  return changed.every((name) => name === 'dataVersion') ? 'ageing' : 'stale';
}

/** Whether records have come since the facts were last counted. */
export function isCounted(db: ReadHandle): boolean {
  // What is hidden is decided of days that are over, so that marks of the day at hand stay until then.
  return db.sql.prepare(`SELECT 1 FROM dirty WHERE what <> 'hiding' LIMIT 1`).get() === undefined;
}

function readFileIfThere(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

let codeHash: string | null = null;

/** Of all that makes the pages and files; read once, because a running program does not change. */
function hashOfCode(): string {
  codeHash ??= hashOf(...CODE.flatMap((name) => textsOf(join(ROOT, name))));
  return codeHash;
}

function textsOf(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (found.isFile()) return [path.slice(ROOT.length), readFileSync(path, 'base64')];
  return readdirSync(path)
    .sort()
    .flatMap((name) => textsOf(join(path, name)));
}

function hashOf(...texts: string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('base64url');
}
