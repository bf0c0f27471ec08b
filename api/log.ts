/**
 * The server's log: one JSON object a line, an event and its few facts.
 * Refuses whatever could name a person: no addresses of visitors, no questions, no keys, no records.
 */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;
export type Log = (event: string, fields?: LogFields) => void;

export function makeLog(write: (line: string) => void, clock: () => number): Log {
  return (event, fields = {}) => {
    const at = new Date(clock() * 1000).toISOString().replace('.000Z', 'Z');
    write(`${JSON.stringify({ at, event, ...fields })}\n`);
  };
}

/** What of an error belongs into a log: its name, its words, where it was thrown. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: String(error) };
  const place = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at ')) ?? '';
  return { error: `${error.name}: ${error.message}`, place: place.trim() };
}
