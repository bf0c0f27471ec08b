/**
 * JSON objects, one a line or in an array, to rows of text.
 * Owns what JSON values may stand for a field: strings, numbers, true, false and null. Refuses nested values.
 */

import { MOST_IGNORED, type Row } from './row.ts';

export class ObjectReader {
  /** Keys met that are no columns; their values are dropped. */
  readonly ignored = new Set<string>();
  readonly #columns: readonly string[];
  readonly #known: ReadonlySet<string>;
  readonly #lists: ReadonlySet<string>;

  /** `lists`: the columns that may hold an array of strings. */
  constructor(columns: readonly string[], lists: ReadonlySet<string>) {
    this.#columns = columns;
    this.#known = new Set(columns);
    this.#lists = lists;
  }

  /** The row of one line of JSON, or why there is none; `field` says where when it is a field. */
  parse(line: string): Row | ObjectFault {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      return { field: null, value: line, reason: 'it is not valid JSON; expected one object on each line' };
    }
    return this.read(value);
  }

  read(value: unknown): Row | ObjectFault {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return {
        field: null,
        value: show(value),
        reason: 'it is not a JSON object; expected {"field": value, …}',
      };
    }
    for (const [name, found] of Object.entries(value)) {
      if (!this.#known.has(name)) {
        if (this.ignored.size < MOST_IGNORED) this.ignored.add(name);
        continue;
      }
      const fault = this.#flaw(name, found);
      if (fault !== null) return { field: name, value: show(found), reason: fault };
    }
    return this.#columns.map((name) => (Object.hasOwn(value, name) ? textOf(Reflect.get(value, name)) : ''));
  }

  #flaw(name: string, value: unknown): string | null {
    if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
      return 'JSON cannot hold so long a number exactly; send it as a string';
    }
    if (typeof value !== 'object' || value === null) return null;
    if (Array.isArray(value) && this.#lists.has(name) && value.every((part) => typeof part === 'string'))
      return null;
    return 'it is a nested value; expected text, a number, true, false or null';
  }
}

export interface ObjectFault {
  field: string | null;
  value: string;
  reason: string;
}

export function isFault(row: Row | ObjectFault): row is ObjectFault {
  return !Array.isArray(row);
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.join(';') : String(value);
}

/** A value in short; what is nested is named, not written out: it may be as deep as the stack. */
function show(value: unknown): string {
  if (Array.isArray(value)) return '[…]';
  return typeof value === 'object' && value !== null ? '{…}' : String(value);
}
