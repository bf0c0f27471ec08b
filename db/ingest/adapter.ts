/**
 * What an adapter is: the fields of one kind of record, and how checked fields become the record.
 * Owns the step from rows of text to cells of the right type, compiled once for a file; refuses to know formats.
 */

import type { Kind, RecordOf } from '../domain/contact.ts';
import type { Zone } from '../domain/zone.ts';
import { type Checked, type FieldType, Problem } from './field.ts';
import type { Row } from './row.ts';

export interface Field<T> {
  type: FieldType<T>;
  required: boolean;
}
export interface RequiredField<T> extends Field<T> {
  required: true;
}
export interface OptionalField<T> extends Field<T> {
  required: false;
}
export type Fields = Record<string, Field<unknown>>;

export function required<T>(type: FieldType<T>): RequiredField<T> {
  return { type, required: true };
}
export function optional<T>(type: FieldType<T>): OptionalField<T> {
  return { type, required: false };
}

/** Reads one field of a row. After a failed field the answer means nothing, and the row is rejected. */
export type Cell<T> = (row: Row) => T;
export type Cells<F extends Fields> = {
  [Name in keyof F]: F[Name] extends RequiredField<infer T>
    ? Cell<T>
    : F[Name] extends Field<infer T>
      ? Cell<T | null>
      : never;
};

/** Rejects the row for a reason that no single field shows. */
export type Refuse = (field: string, value: string | number, reason: string) => null;
/** The record of a row; `null` when it was refused. */
export type BuildRecord<R> = (row: Row, refuse: Refuse) => R | null;

export interface AdapterContext {
  /** The organisation's. */
  zone: Zone;
  /** Counts a row to which a stated rule was applied, for the receipt. */
  note(rule: string): void;
}

export interface Adapter<K extends Kind> {
  kind: K;
  /** Depends on the zone alone. */
  fields(zone: Zone): Fields;
  /** The columns that a file with these columns must have. */
  needs(found: readonly string[]): readonly string[];
  compile(cells: Cells<Fields>, context: AdapterContext): BuildRecord<RecordOf[K]>;
}

interface AdapterParts<K extends Kind, F extends Fields> {
  fields: F | ((zone: Zone) => F);
  compile(cells: Cells<F>, context: AdapterContext): BuildRecord<RecordOf[K]>;
  /** Without it, the required fields. */
  needs?(found: readonly string[]): readonly string[];
}

/** Ties the fields of an adapter to the cells it is compiled with: the one place where their types are joined. */
export function defineAdapter<K extends Kind, F extends Fields>(
  kind: K,
  { fields, compile, needs }: AdapterParts<K, F>,
): Adapter<K> {
  const requiredNames =
    typeof fields === 'function' ? [] : Object.keys(fields).filter((name) => fields[name]?.required);
  return {
    kind,
    fields: typeof fields === 'function' ? fields : () => fields,
    needs: needs ?? (() => requiredNames),
    compile: (cells, context) => compile(cells as Cells<F>, context),
  };
}

/**
 * Where a field comes from: text, a number that a mapping computed, or nothing (`null`, or empty text).
 */
export type Source = (row: Row) => Checked<string | number | null>;

/** The first failure in a row. One record of it is used again for every row, so that good rows cost nothing. */
export class RowFailure {
  field: string | null = null;
  value = '';
  reason = '';

  note(field: string, value: string, reason: string): null {
    if (this.field === null) {
      this.field = field;
      this.value = value;
      this.reason = reason;
    }
    return null;
  }

  clear(): void {
    this.field = null;
  }
}

/** Joins each field to its source. A field without one is always empty. */
export function compileCells(
  fields: Fields,
  sourceOf: (name: string) => Source | null,
  failure: RowFailure,
): Cells<Fields> {
  const cells: Record<string, Cell<unknown>> = {};
  for (const [name, field] of Object.entries(fields)) {
    const source = sourceOf(name);
    cells[name] = source === null ? () => null : compileCell(name, field, source, failure);
  }
  return cells;
}

function compileCell(
  name: string,
  { type, required: needed }: Field<unknown>,
  source: Source,
  failure: RowFailure,
): Cell<unknown> {
  return (row) => {
    const found = source(row);
    if (found === null || found === '') {
      return needed ? failure.note(name, '', 'it is empty; expected a value in every row') : null;
    }
    const checked =
      typeof found === 'string'
        ? type.parse(found)
        : typeof found === 'number'
          ? type.ofNumber(found)
          : found;
    if (!(checked instanceof Problem)) return checked;
    const value = checked.value ?? (found instanceof Problem ? '' : String(found));
    return failure.note(name, value, checked.reason);
  };
}
