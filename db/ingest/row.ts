/**
 * What passes between the readers of files and the adapters: rows of text, and the rows that were refused.
 * Owns the form of a reject; refuses to know formats and fields.
 */

import type { Reject } from '../domain/contact.ts';

/** The texts of one row, in the order of the columns. */
export type Row = readonly string[];

/** Where a reader of a format puts what it finds. */
export interface RowSink {
  row(row: Row, line: number): void;
  reject(reject: Reject): void;
}

/** The field of a reject that is about the whole row, or about the file. */
export const WHOLE_ROW = 'row';
export const WHOLE_FILE = 'file';

/** Names of columns that nothing is made of are told, up to this many. */
export const MOST_IGNORED = 100;

const SHOWN_CHARACTERS = 200;

export function makeReject(line: number, field: string, value: string, reason: string): Reject {
  return { line, field, value: detach(value.slice(0, SHOWN_CHARACTERS)), reason };
}

/**
 * A copy that shares no memory: a string cut from a longer one keeps the whole of it alive,
 * which matters for every string that outlives its batch.
 */
export function detach(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
