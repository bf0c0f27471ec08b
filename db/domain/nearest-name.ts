/**
 * Finds the name somebody probably meant. Owns the measure of likeness; refuses to correct silently: callers say
 * what they found and what they would have expected.
 */

/** The known name fewest slips away, letters' case aside; null when none is close enough to be a slip. */
export function nearestName(written: string, known: readonly string[]): string | null {
  let nearest: string | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (const name of known) {
    const slips = slipsBetween(written.toLowerCase(), name.toLowerCase());
    if (slips < fewest) {
      fewest = slips;
      nearest = name;
    }
  }
  return nearest !== null && fewest <= Math.max(2, Math.floor(nearest.length / 2)) ? nearest : null;
}

/** Levenshtein distance: letters inserted, left out or changed. */
function slipsBetween(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const changed = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(changed, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above[b.length] ?? 0;
}
