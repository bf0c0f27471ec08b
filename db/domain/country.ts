/** Which codes of two letters stand for a country, by the data that every JavaScript engine carries (Unicode CLDR). */

/** Groups of countries, parts that have a code outside the standard, and codes kept for tests. */
const NO_COUNTRIES: ReadonlySet<string> = new Set([
  'AC',
  'CP',
  'CQ',
  'DG',
  'EA',
  'EU',
  'EZ',
  'IC',
  'QO',
  'TA',
  'UN',
  'XA',
  'XB',
  'ZZ',
]);

/** Whether a code is one of ISO 3166-1 (or Kosovo's, `XK`). */
export function isCountry(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code) || NO_COUNTRIES.has(code) || currentCode(code) !== code) return false;
  return new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(code) !== undefined;
}

/** The code that was probably meant: `GB` for `UK`, `IL` for `il`; null where there is no saying. */
export function meantCountry(code: string): string | null {
  if (!/^[A-Za-z]{2}$/.test(code)) return null;
  const current = currentCode(code.toUpperCase());
  return isCountry(current) ? current : null;
}

/** A code that was withdrawn is replaced by the one that took its place. */
function currentCode(code: string): string {
  return new Intl.Locale('und', { region: code }).region ?? code;
}
