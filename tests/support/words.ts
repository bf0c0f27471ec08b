// Owns how tests walk what a language says: every string and function by its path, and functions called with placeholders.

export type Leaf = string | ((...given: never[]) => string);

/** Every string and function of a tree of words under its path, "answer.when". */
export function leavesOf(words: object, above = ''): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  for (const [key, value] of Object.entries(words)) {
    const path = above === '' ? key : `${above}.${key}`;
    if (typeof value !== 'object') leaves.set(path, value);
    else for (const [below, leaf] of leavesOf(value, path)) leaves.set(below, leaf);
  }
  return leaves;
}

/** Where a placeholder string would not do: what the function is given instead. */
const ARGUMENTS: Readonly<Record<string, readonly unknown[]>> = {
  onWeekdays: [['⟦1⟧', '⟦2⟧']],
  and: [['⟦1⟧', '⟦2⟧']],
  listing: [['⟦1⟧', '⟦2⟧']],
  'callAdvice.or': [['⟦1⟧', '⟦2⟧']],
  hour: [16],
  time: [16, 45],
  'frequency.about': [3, 10, '⟦3⟧'],
  'footer.hidden': [10],
};

/** What a leaf is given: a placeholder for each parameter, unless it needs something else. */
export function argumentsOf(path: string, leaf: Leaf): readonly unknown[] {
  if (typeof leaf === 'string') return [];
  return ARGUMENTS[path] ?? Array.from({ length: leaf.length }, (_, i) => `⟦${i + 1}⟧`);
}

/** What a leaf says with its placeholders. */
export function sayLeaf(path: string, leaf: Leaf): string {
  if (typeof leaf === 'string') return leaf;
  return (leaf as (...given: readonly unknown[]) => string)(...argumentsOf(path, leaf));
}
