/** Parts joined as a language enumerates them ("a, b and c", "a e i"). Owns no word for "and" or "or": Intl knows them. */

const formats = new Map<string, Intl.ListFormat>();

export function listIn(
  locale: string,
  parts: readonly string[],
  type: 'conjunction' | 'disjunction' = 'conjunction',
): string {
  const key = `${locale} ${type}`;
  const format = formats.get(key) ?? new Intl.ListFormat(locale, { type });
  formats.set(key, format);
  return format.format(parts);
}
