/**
 * When the definition of a metric was changed after the first release: figures before and after may differ by it alone.
 * Owns the dated list; refuses changes that leave every figure as it was. Empty until there is one.
 *
 * Whoever changes in `metric.ts` how a figure is counted adds an entry here, on the day of the release, and a line
 * under "Numbers" in CHANGELOG.md.
 */

export interface DefinitionChange {
  /** id of the metric */
  metric: string;
  /** the civil date of the release, `2027-01-31` */
  date: string;
  /** what is counted otherwise, and why, in one or two plain sentences */
  words: string;
}

export const DEFINITION_CHANGES: readonly DefinitionChange[] = [];

/** The version of a metric's definition: 1 in the first release, one more with each change. */
export function versionOf(metric: string, changes: readonly DefinitionChange[] = DEFINITION_CHANGES): number {
  return 1 + changes.filter((change) => change.metric === metric).length;
}
