/**
 * An instant as our own API writes it, in UTC seconds; null for any other text. Refuses to say what is wrong with it:
 * `db/domain/instant.ts` reads what people send, with reasons that a browser need not load.
 */
const WRITTEN = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/;

export function secondsOf(instant: unknown): number | null {
  if (typeof instant !== 'string' || !WRITTEN.test(instant)) return null;
  const milliseconds = Date.parse(instant);
  return Number.isNaN(milliseconds) ? null : milliseconds / 1000;
}
