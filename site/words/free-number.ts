/** Whether an operator's own label says already that a number is free, in any of the site's languages. */

const WORDS: readonly string[] = [
  ...['free', 'freephone', 'tollfree', 'gratis', 'gratuito', 'gratuita', 'gratuit', 'gratuite'],
  'gratuitement',
];

/** "Customer line, free of charge" → true; it need not be said again. "Freedom line" → false. */
export function saysFree(label: string): boolean {
  return label
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .some((word) => WORDS.includes(word));
}
