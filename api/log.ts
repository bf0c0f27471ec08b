/**
 * The server's log: one JSON object a line, an event and its few facts.
 * Refuses whatever could name a person or open a door: no addresses of visitors, no questions, no keys, no records. Callers
 * leave them out; what an error quotes is taken out here.
 */
import { formatUtc } from '../db/domain/instant.ts';
import { HIDDEN_VALUE, maskPersonal } from '../db/ingest/personal-data.ts';
import { maskKeys } from '../db/keys.ts';

export type LogFields = Readonly<Record<string, string | number | boolean | null>>;
export type Log = (event: string, fields?: LogFields) => void;

/** Enough for the end of what a publication said. */
const MOST_LETTERS = 2000;

export function makeLog(write: (line: string) => void, clock: () => number): Log {
  return (event, fields = {}) => {
    const at = formatUtc(clock());
    const clean = Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? maskKeys(maskPersonal(value)).slice(0, MOST_LETTERS) : value,
    ]);
    write(`${JSON.stringify({ at, event, ...Object.fromEntries(clean) })}\n`);
  };
}

/** What of an error belongs into a log: its name, its words without what they quote, where it was thrown. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: sayError(error) };
  const place = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at ')) ?? '';
  return { error: sayError(error), place: place.trim() };
}

/** The same in one line, for whoever tells it to another thread. */
export function sayError(error: unknown): string {
  return withoutQuotes(String(error));
}

/** What was read stands in quotation marks, as in: "Ann Smith" is not valid JSON. Places in the code do not. */
function withoutQuotes(text: string): string {
  return text.replace(/"[^"]*("|$)/gs, `"${HIDDEN_VALUE}"`);
}
