/**
 * JSON with one spelling (RFC 8785): the same value has the same bytes, and so the same hash, everywhere. Owns writing
 * it and reading it strictly; refuses what JSON has no one word for: no number, half a character, a value of a class.
 */
import { type Bytes, fromUtf8, sameBytes, toUtf8 } from './bytes.ts';

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** Deeper than anything that is published; without an end a hostile file could exhaust the stack. */
const DEPTH_MAX = 64;

/** Throws a TypeError for a value that has no such spelling. */
export function canonicalJson(value: JsonValue): Bytes {
  return toUtf8(spell(value, 0));
}

/** The value of bytes that `canonicalJson` writes; null for all others, also those that mean the same. */
export function readCanonicalJson(bytes: Bytes): { value: JsonValue } | null {
  try {
    const value = JSON.parse(fromUtf8(bytes) ?? '') as JsonValue;
    return sameBytes(canonicalJson(value), bytes) ? { value } : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}

function spell(value: JsonValue, depth: number): string {
  if (depth > DEPTH_MAX) throw new TypeError(`a value is nested more than ${DEPTH_MAX} deep`);
  if (value === null || typeof value === 'boolean') return String(value);
  // ECMAScript writes numbers and strings as RFC 8785 asks: the shortest digits, few escapes, −0 as 0.
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (typeof value === 'string' && value.isWellFormed()) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${Array.from(value, (one) => spell(one, depth + 1)).join(',')}]`;
  if (isPlainObject(value)) {
    // The default order of `sort` is by UTF-16 code units, as section 3.2.3 asks.
    const members = Object.keys(value)
      .sort()
      .map((name) => `${spell(name, depth + 1)}:${spell(value[name] as JsonValue, depth + 1)}`);
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`${typeof value} ${String(value)} has no place in JSON`);
}

function isPlainObject(value: unknown): value is { readonly [name: string]: JsonValue } {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
