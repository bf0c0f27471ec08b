/** Reads records from text or bytes in a test, all batches as one. */

import type { Kind, RecordOf, Reject } from '../../../db/domain/contact.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { type Mapping, parseMapping } from '../../../db/ingest/mapping.ts';
import { type ReadOptions, type RecordBatch, readRecords } from '../../../db/ingest/read.ts';

export const jerusalem = makeZone('Asia/Jerusalem');

export interface Reading<K extends Kind> {
  records: RecordOf[K][];
  lines: number[];
  rejects: Reject[];
  read: number;
  skipped: number;
  applied: Record<string, number>;
  ignoredColumns: string[];
  largestBatch: number;
}

export async function readAll<K extends Kind>(
  kind: K,
  input: string | Uint8Array | Iterable<Uint8Array>,
  options: Partial<ReadOptions<K>> = {},
): Promise<Reading<K>> {
  const pieces =
    typeof input === 'string' ? [Buffer.from(input)] : input instanceof Uint8Array ? [input] : input;
  return gather(readRecords(iterate(pieces), { kind, zone: jerusalem, ...options }));
}

export async function gather<K extends Kind>(
  batches: AsyncIterable<RecordBatch<K>> | Iterable<RecordBatch<K>>,
): Promise<Reading<K>> {
  const all: Reading<K> = {
    records: [],
    lines: [],
    rejects: [],
    read: 0,
    skipped: 0,
    applied: {},
    ignoredColumns: [],
    largestBatch: 0,
  };
  for await (const batch of batches) {
    all.records.push(...batch.records);
    all.lines.push(...batch.lines);
    all.rejects.push(...batch.rejects);
    all.read += batch.read;
    all.skipped += batch.skipped;
    for (const [rule, rows] of batch.applied) all.applied[rule] = (all.applied[rule] ?? 0) + rows;
    all.ignoredColumns = batch.ignoredColumns;
    all.largestBatch = Math.max(all.largestBatch, batch.read);
  }
  return all;
}

/** A mapping as a mapping file would have it. */
export function mappingOf(json: unknown): Mapping {
  const parsed = parseMapping(json);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 1));
  return parsed.mapping;
}

/** CSV of one row: its names and values. */
export function csvOf(row: Record<string, string>): string {
  return `${Object.keys(row).join(',')}\n${Object.values(row).join(',')}\n`;
}

async function* iterate(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces;
}
