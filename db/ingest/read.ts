/**
 * The one way in: bytes of a file or of a request to batches of checked records and rejects.
 * Owns the recognition of the format and the faults of whole files; memory does not grow with the input.
 */

import type { Kind, Reject } from '../domain/contact.ts';
import type { Zone } from '../domain/zone.ts';
import { adapterOf } from './adapters.ts';
import { CsvReader } from './csv.ts';
import { checkHeader, detectDelimiter, tidyNames } from './header.ts';
import type { Mapping } from './mapping.ts';
import { isFault, ObjectReader } from './ndjson.ts';
import { QuotedRow } from './quoted-row.ts';
import {
  BATCH_ROWS,
  emptyBatch,
  neededColumns,
  type RecordBatch,
  RecordReader,
  wantedColumns,
} from './record-reader.ts';
import { MOST_IGNORED, makeReject, WHOLE_FILE, WHOLE_ROW } from './row.ts';
import {
  FILE_LIMITS,
  type Limits,
  type LineBlock,
  type LineFault,
  type OpenedSource,
  openSource,
  readLines,
} from './source.ts';

export type { RecordBatch } from './record-reader.ts';
export { FILE_LIMITS, type Limits, PUSH_LIMITS } from './source.ts';

export interface ReadOptions<K extends Kind> {
  kind: K;
  /** Checked by `parseMapping`; without it the columns are the contract's own. */
  mapping?: Mapping;
  /** The organisation's. */
  zone: Zone;
  /** Those of files unless others are given. */
  limits?: Limits;
}

const HEADER = 'header';
const OPENING_BRACE = 0x7b;
const OPENING_BRACKET = 0x5b;

/**
 * Reads CSV with a header, NDJSON or a JSON array, plain or as gzip.
 * Batches come in the order of the file, each of at most 1,000 rows; every input gives at least one.
 */
export async function* readRecords<K extends Kind>(
  bytes: AsyncIterable<Uint8Array>,
  options: ReadOptions<K>,
): AsyncGenerator<RecordBatch<K>> {
  const { kind, mapping, limits = FILE_LIMITS } = options;
  if (mapping !== undefined && mapping.kind !== kind) {
    const reason = `the mapping makes ${mapping.kind}; expected one that makes ${kind}`;
    return yield rejectedFile<K>(1, WHOLE_FILE, mapping.kind, reason);
  }
  const source = await openSource(bytes, limits);
  if (source.firstByte === OPENING_BRACKET) return yield* readArray(source, options, limits);
  const encoding = mapping?.csv?.encoding ?? 'utf-8';
  const foreign =
    source.foreign ??
    (source.isMarkedUtf8 && encoding !== 'utf-8'
      ? `this file is UTF-8, and the mapping reads it as ${encoding}: take "encoding" out of the mapping`
      : null);
  if (foreign !== null) return yield rejectedFile<K>(1, WHOLE_FILE, '', foreign);
  const lines = readLines(source.pieces, encoding, limits);
  if (source.firstByte === OPENING_BRACE) yield* readNdjson(lines, options);
  else yield* readCsv(lines, options, limits);
}

/**
 * Reads values that were parsed already, by the same rules; a record's line is its position, from 1. Each batch is read
 * when it is asked for, so that who takes them may do other things in between.
 */
export function* readRecordObjects<K extends Kind>(
  objects: readonly unknown[],
  options: ReadOptions<K>,
): Generator<RecordBatch<K>> {
  const { objectReader, records } = openObjects(options);
  for (let from = 0; from < objects.length; from += BATCH_ROWS) {
    objects.slice(from, from + BATCH_ROWS).forEach((value, index) => {
      takeRow(objectReader.read(value), from + index + 1, records);
    });
    yield* records.batches(false);
  }
  yield* records.batches(true);
}

async function* readCsv<K extends Kind>(
  lines: AsyncIterable<LineBlock | LineFault>,
  options: ReadOptions<K>,
  limits: Limits,
): AsyncGenerator<RecordBatch<K>> {
  let table: { csv: CsvReader; records: RecordReader<K> } | null = null;
  let fault: Reject | null = null;
  const skipLines = options.mapping?.csv?.skipLines ?? 0;
  for await (const block of lines) {
    if ('fault' in block) {
      fault = makeReject(block.line, WHOLE_FILE, '', block.fault);
      break;
    }
    let from = 0;
    if (table === null) {
      from = block.lines.findIndex(
        (line, index) =>
          block.firstLine + index > skipLines && (line.trim() !== '' || block.unreadable.has(index)),
      );
      if (from < 0) continue;
      const opened = openTable(block, from, options, limits);
      if ('reason' in opened) return yield { ...emptyBatch<K>(), rejects: [opened] };
      table = opened;
      if (options.mapping?.csv?.columns === undefined) from += 1;
    }
    table.csv.read(block, from, table.records);
    yield* table.records.batches(false);
  }
  if (table === null) {
    return yield fault === null
      ? rejectedFile<K>(
          1,
          WHOLE_FILE,
          '',
          `${skipLines === 0 ? 'the file is empty' : `there is nothing behind the ${skipLines} lines that the mapping skips`}: expected a header`,
        )
      : { ...emptyBatch<K>(), rejects: [fault] };
  }
  table.csv.finish(fault !== null, table.records);
  if (fault !== null) table.records.rejectFile(fault);
  yield* table.records.batches(true);
}

/** Reads the header and compiles the rest for its columns; a reject when the header cannot be used. */
function openTable<K extends Kind>(
  block: LineBlock,
  index: number,
  { kind, mapping, zone }: ReadOptions<K>,
  limits: Limits,
): { csv: CsvReader; records: RecordReader<K> } | Reject {
  const header = block.lines[index] ?? '';
  const rejected = (reason: string) => makeReject(block.firstLine + index, HEADER, header, reason);
  const unreadable = block.unreadable.get(index);
  if (unreadable !== undefined) return rejected(unreadable);
  const delimiter = mapping?.csv?.delimiter ?? detectDelimiter(header);
  const neededOf = (found: readonly string[]) => neededColumns(kind, mapping, zone, found);
  const later = () => laterHeader(block, index, mapping, neededOf);
  let columns = mapping?.csv?.columns ?? null;
  if (columns === null) {
    const row = new QuotedRow(delimiter);
    const state = row.feed(header);
    if (state === 'open')
      return rejected(`a quote is opened in the header and not closed on its line${later()}`);
    if (state !== 'complete') return rejected(`${state.problem}${later()}`);
    columns = tidyNames(row.fields);
  }
  const flaw = checkHeader(columns, neededOf(columns));
  if (flaw !== null) return rejected(`${withDelimiter(flaw, header, delimiter)}${later()}`);
  const wanted = new Set(wantedColumns(kind, mapping, zone));
  const ignored = columns.filter((name) => name !== '' && !wanted.has(name)).slice(0, MOST_IGNORED);
  return {
    csv: new CsvReader(delimiter, columns, limits.rowBytes),
    records: new RecordReader(kind, mapping, zone, columns, () => ignored),
  };
}

/** Titles above a header are few. */
const MOST_TITLE_LINES = 30;

/** What to do where a line further down has most of the columns, which the first one lacks; empty where none has. */
function laterHeader(
  { lines, firstLine }: LineBlock,
  index: number,
  mapping: Mapping | undefined,
  neededOf: (found: readonly string[]) => readonly string[],
): string {
  const skipped = mapping?.csv?.skipLines;
  const already = skipped === undefined ? '' : `; the mapping skips ${skipped} lines above it`;
  if (mapping?.csv?.columns !== undefined) return already;
  const until = Math.min(lines.length, index + 1 + MOST_TITLE_LINES);
  for (let at = index + 1; at < until; at += 1) {
    const line = lines[at] ?? '';
    const row = new QuotedRow(mapping?.csv?.delimiter ?? detectDelimiter(line));
    if (row.feed(line) !== 'complete') continue;
    const found = tidyNames(row.fields);
    const needed = neededOf(found);
    const known = needed.filter((name) => found.includes(name)).length;
    if (known === 0 || known < needed.length / 2) continue;
    const above = firstLine + at - 1;
    const remedy = `{"csv": {"skipLines": ${above}}}`;
    return mapping === undefined
      ? `; line ${above + 1} looks like the header: take away what stands above it, or load through a mapping with ${remedy}`
      : `; line ${above + 1} looks like the header: put ${remedy} into the mapping`;
  }
  return already;
}

/** A header cut at the wrong sign has none of the columns: the sign is what is wrong. */
function withDelimiter(flaw: string, header: string, delimiter: string): string {
  const seen = detectDelimiter(header);
  if (seen === delimiter || !header.includes(seen)) return flaw;
  const name = (sign: string) => (sign === '\t' ? 'tabs' : `"${sign}"`);
  return `the header looks separated by ${name(seen)}, and the mapping says ${name(delimiter)} ("csv": {"delimiter": …}); ${flaw}`;
}

async function* readNdjson<K extends Kind>(
  lines: AsyncIterable<LineBlock | LineFault>,
  options: ReadOptions<K>,
): AsyncGenerator<RecordBatch<K>> {
  const { objectReader, records } = openObjects(options);
  for await (const block of lines) {
    if ('fault' in block) {
      records.rejectFile(makeReject(block.line, WHOLE_FILE, '', block.fault));
      break;
    }
    block.lines.forEach((line, index) => {
      const number = block.firstLine + index;
      const unreadable = block.unreadable.get(index);
      if (unreadable !== undefined) records.reject(makeReject(number, WHOLE_ROW, line, unreadable));
      else if (line.trim() !== '') {
        const row = objectReader.parse(line);
        const isCut = block.unended && index === block.lines.length - 1 && isFault(row) && row.field === null;
        takeRow(
          isCut ? { ...row, reason: `the file ends in the middle of a row: ${row.reason}` } : row,
          number,
          records,
        );
      }
    });
    yield* records.batches(false);
  }
  yield* records.batches(true);
}

async function* readArray<K extends Kind>(
  source: OpenedSource,
  options: ReadOptions<K>,
  limits: Limits,
): AsyncGenerator<RecordBatch<K>> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of source.pieces) {
    if (!(piece instanceof Uint8Array)) return yield rejectedFile<K>(1, WHOLE_FILE, '', piece.fault);
    length += piece.length;
    if (length > limits.arrayBytes) {
      const reason = `a JSON array must be held whole and may have ${limits.arrayBytes} bytes; send one object a line`;
      return yield rejectedFile<K>(1, WHOLE_FILE, '', reason);
    }
    pieces.push(Uint8Array.from(piece));
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces)));
  } catch {
    const reason =
      'it begins like a JSON array and is not valid JSON in UTF-8 to its end; nothing of it was read';
    return yield rejectedFile<K>(1, WHOLE_FILE, '', reason);
  }
  if (Array.isArray(value)) yield* readRecordObjects(value, options);
}

function openObjects<K extends Kind>({ kind, mapping, zone }: ReadOptions<K>) {
  const columns = wantedColumns(kind, mapping, zone);
  const fields = adapterOf(kind).fields(zone);
  const lists = columns.filter((name) => mapping === undefined && fields[name]?.type.isList);
  const objectReader = new ObjectReader(columns, new Set(lists));
  const records = new RecordReader(kind, mapping, zone, columns, () => objectReader.ignored);
  return { objectReader, records };
}

function takeRow<K extends Kind>(
  row: ReturnType<ObjectReader['read']>,
  line: number,
  records: RecordReader<K>,
): void {
  if (isFault(row)) records.reject(makeReject(line, row.field ?? WHOLE_ROW, row.value, row.reason));
  else records.row(row, line);
}

function rejectedFile<K extends Kind>(
  line: number,
  field: string,
  value: string,
  reason: string,
): RecordBatch<K> {
  return { ...emptyBatch<K>(), rejects: [makeReject(line, field, value, reason)] };
}
