/**
 * The record of forecasts and advice: what was said when, and how it came out. Owns how both are kept and the versions of
 * past demand; what is said once is never said again otherwise: a row that is there is left as it is.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { DemandVersion } from './domain/backtest.ts';
import type { CivilDay } from './domain/civil-day.ts';
import type { Channel } from './domain/contact.ts';
import type { Outlook, OutlookScore } from './domain/outlook.ts';
import type { ReadHandle, WriteHandle } from './open.ts';

/** A channel, or a service line over all channels. */
export type Place = { channel: Channel; queue?: undefined } | { channel?: undefined; queue: string };

export interface KeptScore {
  day: CivilDay;
  isReplayed: boolean;
  score: OutlookScore;
}

function keyOf({ channel, queue }: Place): [channel: string, queue: string] {
  return [channel ?? '', queue ?? ''];
}

/** The latest outlook that was made on a day, with how many of its hours were then over; null: none was. */
export function readOutlook(
  db: ReadHandle,
  place: Place,
  day: CivilDay,
): { outlook: Outlook; hours: number } | null {
  const row = db.sql
    .prepare(
      'SELECT hours, outlook FROM outlooks WHERE channel = ? AND queue = ? AND day = ? ORDER BY hours DESC LIMIT 1',
    )
    .raw()
    .get(...keyOf(place), day) as [number, Buffer] | undefined;
  return row === undefined ? null : { hours: row[0], outlook: unpack<Outlook>(row[1]) };
}

/** Those of a stretch of days, both included, as made at the beginning of each, by day. */
export function readMorningOutlooks(
  db: ReadHandle,
  place: Place,
  from: CivilDay,
  to: CivilDay,
): Map<CivilDay, Outlook> {
  const rows = db.sql
    .prepare(
      'SELECT day, outlook FROM outlooks WHERE channel = ? AND queue = ? AND hours = 0 AND day >= ? AND day <= ? ORDER BY day',
    )
    .raw()
    .all(...keyOf(place), from, to) as [CivilDay, Buffer][];
  return new Map(rows.map(([day, packed]) => [day, unpack<Outlook>(packed)]));
}

/** All that were made on a day, by how many of its hours were over. */
export function readOutlooksOf(db: ReadHandle, place: Place, day: CivilDay): Map<number, Outlook> {
  const rows = db.sql
    .prepare('SELECT hours, outlook FROM outlooks WHERE channel = ? AND queue = ? AND day = ? ORDER BY hours')
    .raw()
    .all(...keyOf(place), day) as [number, Buffer][];
  return new Map(rows.map(([hours, packed]) => [hours, unpack<Outlook>(packed)]));
}

/** The day on which the first was made; null: none was. */
export function firstOutlookDay(db: ReadHandle, place: Place): CivilDay | null {
  return db.sql
    .prepare('SELECT min(day) FROM outlooks WHERE channel = ? AND queue = ?')
    .pluck()
    .get(...keyOf(place)) as CivilDay | null;
}

/** Keeps what is said now. False: it had been said already, and stays as it was. */
export function keepOutlook(db: WriteHandle, place: Place, hours: number, outlook: Outlook): boolean {
  const { changes } = db.sql
    .prepare('INSERT OR IGNORE INTO outlooks (channel, queue, day, hours, outlook) VALUES (?, ?, ?, ?, ?)')
    .run(...keyOf(place), outlook.madeOn, hours, pack(outlook));
  return changes > 0;
}

/** Scores of days, both included, in order. */
export function readScores(db: ReadHandle, place: Place, from: CivilDay, to: CivilDay): KeptScore[] {
  const rows = db.sql
    .prepare(
      'SELECT day, is_replayed, score FROM outlook_scores WHERE channel = ? AND queue = ? AND day >= ? AND day <= ? ORDER BY day',
    )
    .raw()
    .all(...keyOf(place), from, to) as [CivilDay, number, Buffer][];
  return rows.map(([day, isReplayed, packed]) => ({
    day,
    isReplayed: isReplayed !== 0,
    score: unpack<OutlookScore>(packed),
  }));
}

export function lastScoredDay(db: ReadHandle, place: Place): CivilDay | null {
  return db.sql
    .prepare('SELECT max(day) FROM outlook_scores WHERE channel = ? AND queue = ?')
    .pluck()
    .get(...keyOf(place)) as CivilDay | null;
}

export function keepScore(db: WriteHandle, place: Place, { day, isReplayed, score }: KeptScore): void {
  db.sql
    .prepare(
      'INSERT OR IGNORE INTO outlook_scores (channel, queue, day, is_replayed, score) VALUES (?, ?, ?, ?, ?)',
    )
    .run(...keyOf(place), day, Number(isReplayed), pack(score));
}

/** In order of days, and of when they were known. */
export function readVersions(db: ReadHandle, place: Place): DemandVersion[] {
  const rows = db.sql
    .prepare(
      'SELECT day, known_on, counts FROM demand_versions WHERE channel = ? AND queue = ? ORDER BY day, known_on',
    )
    .raw()
    .all(...keyOf(place)) as [CivilDay, CivilDay, Buffer][];
  return rows.map(([day, knownOn, packed]) => ({ day, knownOn, counts: unpack<(number | null)[]>(packed) }));
}

export function keepVersion(db: WriteHandle, place: Place, { day, knownOn, counts }: DemandVersion): void {
  db.sql
    .prepare(
      'INSERT OR IGNORE INTO demand_versions (channel, queue, day, known_on, counts) VALUES (?, ?, ?, ?, ?)',
    )
    .run(...keyOf(place), day, knownOn, pack(counts));
}

/** JSON, packed: a place's outlook for two weeks is 2 kB. */
function pack(value: unknown): Buffer {
  return deflateRawSync(JSON.stringify(value));
}

function unpack<T>(packed: Buffer): T {
  return JSON.parse(inflateRawSync(packed).toString()) as T;
}
