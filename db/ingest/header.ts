/**
 * The first row of a CSV file: its delimiter, its column names, and whether they are the ones that are needed.
 * Owns the words for a header that is wrong; refuses to look at data.
 */

export const DELIMITERS = [',', ';', '\t', '|'] as const;

const LISTED_NAMES = 100;
const LISTED_CHARACTERS = 1000;

/** The delimiter that occurs most often outside quotes; a comma when none does. */
export function detectDelimiter(header: string): string {
  const bare = header.replace(/"[^"]*"?/g, '');
  let best = ',';
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const count = bare.split(delimiter).length - 1;
    if (count > most) {
      most = count;
      best = delimiter;
    }
  }
  return best;
}

/** Column names without the space around them. */
export function tidyNames(names: readonly string[]): string[] {
  return names.map((name) => name.normalize('NFC').trim());
}

/** What is wrong with the header, in words; null when every needed column is there once. */
export function checkHeader(found: readonly string[], needed: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const name of found) {
    if (name !== '' && seen.has(name)) return `the column "${name}" is there twice; expected each name once`;
    seen.add(name);
  }
  const missing = needed.filter((name) => !seen.has(name));
  if (missing.length === 0) return null;
  const hints = missing.map((name) => {
    const near = nearest(name, found);
    return near === null ? `"${name}"` : `"${name}" (did you mean "${near}"?)`;
  });
  const plural = missing.length === 1 ? 'column is' : 'columns are';
  return `the ${plural} missing: ${hints.join(', ')}; found: ${listNames(found)}`;
}

/** Names for a sentence, cut where they are too many to read. */
export function listNames(names: readonly string[]): string {
  const list = names.slice(0, LISTED_NAMES).join(', ');
  if (list.length > LISTED_CHARACTERS) return `${list.slice(0, LISTED_CHARACTERS)}…`;
  return names.length > LISTED_NAMES ? `${list}, …` : list;
}

/** The candidate with the fewest changed letters, if these are at most a third of the name. */
export function nearest(name: string, candidates: readonly string[]): string | null {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  let best: string | null = null;
  let fewest = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= fewest + 3) continue;
    const changes = distance(plain(name), plain(candidate));
    if (changes < fewest) {
      fewest = changes;
      best = candidate;
    }
  }
  return best;
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const swap = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(swap, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above[b.length] ?? 0;
}
