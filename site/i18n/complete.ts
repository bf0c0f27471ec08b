/** The fall-back of a translation, string by string. */

import { isGroup } from '../group.ts';

/** `whole` with every string that `part` has in its place. */
export function complete<T>(whole: T, part: unknown): T {
  if (!isGroup(whole) || !isGroup(part)) return (part ?? whole) as T;
  const entries = Object.entries(whole).map(([key, value]) => [key, complete(value, part[key])]);
  // Keys that English leaves open, such as words for a metric, are the translation's own.
  return { ...part, ...Object.fromEntries(entries) } as T;
}
