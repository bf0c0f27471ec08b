/**
 * Rows of text to records of one kind: the mapping, or the contract's own columns, compiled for the columns at hand.
 * Owns what happens to a row: skipped, rejected with a reason, or accepted; and the counting of each.
 */

import type { Kind, RecordOf, Reject } from '../domain/contact.ts';
import type { Zone } from '../domain/zone.ts';
import {
  type Adapter,
  type AdapterContext,
  type BuildRecord,
  compileCells,
  RowFailure,
  type Source,
} from './adapter.ts';
import { adapterOf } from './adapters.ts';
import { compileCondition, conditionColumns, type Question } from './condition.ts';
import type { Mapping } from './mapping.ts';
import { makeReject, type Row, type RowSink } from './row.ts';
import { compileRule, type RuleContext, ruleColumns } from './rule.ts';

/** Some rows of a file, in order. `read` counts them all: accepted, skipped and rejected. */
export interface RecordBatch<K extends Kind> {
  records: RecordOf[K][];
  /** The line on which each record starts, from 1. */
  lines: number[];
  /** Rejects of rows; and of the file as a whole (field `file` or `header`), which `read` does not count. */
  rejects: Reject[];
  read: number;
  skipped: number;
  /** Stated rules that were applied to rows instead of rejecting them, and to how many. */
  applied: Map<string, number>;
  /** Columns that nothing was made of. */
  ignoredColumns: string[];
}

/** The rows of a batch; what a transaction of the database takes well. */
export const BATCH_ROWS = 1000;

/** The columns that records of a kind are read from, by a mapping or without one. */
export function wantedColumns(kind: Kind, mapping: Mapping | undefined, zone: Zone): string[] {
  if (mapping === undefined) return Object.keys(adapterOf(kind).fields(zone));
  const names = [
    ...Object.values(mapping.fields).flatMap(ruleColumns),
    ...(mapping.skip ?? []).flatMap(({ when }) => conditionColumns(when)),
  ];
  return [...new Set(names)];
}

/** The columns that a file must have: with a mapping, each that it names. */
export function neededColumns(
  kind: Kind,
  mapping: Mapping | undefined,
  zone: Zone,
  found: readonly string[],
): readonly string[] {
  return mapping === undefined ? adapterOf(kind).needs(found) : wantedColumns(kind, mapping, zone);
}

export class RecordReader<K extends Kind> implements RowSink {
  readonly #full: RecordBatch<K>[] = [];
  #batch: RecordBatch<K> = emptyBatch();
  readonly #skips: { applies: Question; why: string }[];
  readonly #build: BuildRecord<RecordOf[K]>;
  readonly #failure = new RowFailure();
  /** Rules applied to the row at hand; counted only if it is accepted. */
  readonly #notes: string[] = [];
  readonly #ignored: () => Iterable<string>;

  /** `columns`: the names of the texts in each row. `ignored` is asked whenever a batch is handed over. */
  constructor(
    kind: K,
    mapping: Mapping | undefined,
    zone: Zone,
    columns: readonly string[],
    ignored: () => Iterable<string>,
  ) {
    this.#ignored = ignored;
    const adapter = adapterOf(kind);
    const context: RuleContext | AdapterContext = { zone, note: (rule: string) => this.#notes.push(rule) };
    const column = (name: string) => columnReader(columns.indexOf(name));
    this.#skips = (mapping?.skip ?? []).map(({ when, why }) => ({
      applies: compileCondition(when, column),
      why,
    }));
    const sourceOf = (name: string): Source | null => {
      if (mapping === undefined) return columns.includes(name) ? column(name) : null;
      const rule = mapping.fields[name];
      if (rule === undefined) return null;
      const measure = adapter.fields(zone)[name]?.type.measure ?? 'text';
      return compileRule(rule, name, measure, { ...context, mapping, column });
    };
    this.#build = compileAdapter(adapter, sourceOf, this.#failure, context);
  }

  row(row: Row, line: number): void {
    this.#count();
    for (const { applies, why } of this.#skips) {
      if (applies(row)) {
        this.#batch.skipped += 1;
        this.#apply(why);
        return;
      }
    }
    const failure = this.#failure;
    failure.clear();
    const record = this.#build(row, this.#refuse);
    if (record === null || failure.field !== null) {
      this.#notes.length = 0;
      this.#batch.rejects.push(makeReject(line, failure.field ?? '', failure.value, failure.reason));
      return;
    }
    this.#batch.records.push(record);
    this.#batch.lines.push(line);
    if (this.#notes.length > 0) for (const rule of this.#notes.splice(0)) this.#apply(rule);
  }

  /** Rejects a row that never became columns. */
  reject(reject: Reject): void {
    this.#count();
    this.#batch.rejects.push(reject);
  }

  /** Rejects the file, or what is left of it. */
  rejectFile(reject: Reject): void {
    this.#batch.rejects.push(reject);
  }

  /** Batches that are full, and with `rest` the last one. */
  *batches(rest: boolean): Generator<RecordBatch<K>> {
    if (rest) this.#close();
    yield* this.#full.splice(0);
  }

  readonly #refuse = (field: string, value: string | number, reason: string): null =>
    this.#failure.note(field, String(value), reason);

  #apply(rule: string): void {
    this.#batch.applied.set(rule, (this.#batch.applied.get(rule) ?? 0) + 1);
  }

  #count(): void {
    if (this.#batch.read >= BATCH_ROWS) this.#close();
    this.#batch.read += 1;
  }

  #close(): void {
    this.#batch.ignoredColumns = [...this.#ignored()];
    this.#full.push(this.#batch);
    this.#batch = emptyBatch();
  }
}

export function emptyBatch<K extends Kind>(): RecordBatch<K> {
  return { records: [], lines: [], rejects: [], read: 0, skipped: 0, applied: new Map(), ignoredColumns: [] };
}

function compileAdapter<K extends Kind>(
  adapter: Adapter<K>,
  sourceOf: (name: string) => Source | null,
  failure: RowFailure,
  context: AdapterContext,
): BuildRecord<RecordOf[K]> {
  return adapter.compile(compileCells(adapter.fields(context.zone), sourceOf, failure), context);
}

function columnReader(index: number): (row: Row) => string {
  return (row) => trimmed(row[index] ?? '');
}

/** Most text has no space around it, and then is left as it is. */
function trimmed(text: string): string {
  if (text === '') return text;
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  return first > 32 && first < 127 && last > 32 && last < 127 ? text : text.trim();
}
