/** Parts joined as a language enumerates them ("a, b and c", "a e i"). Owns no word for "and": Intl knows them. */

const formats = new Map<string, Intl.ListFormat>();

export function listIn(locale: string, parts: readonly string[]): string {
  const format = formats.get(locale) ?? new Intl.ListFormat(locale, { type: 'conjunction' });
  formats.set(locale, format);
  return format.format(parts);
}
