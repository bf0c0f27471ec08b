import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { WIDTHS } from '../../../site/charts/picture.ts';

const css = readFileSync(new URL('../../../site/styles/chart.css', import.meta.url), 'utf8');
const [middleFrom = 0, wideFrom = 0] = [...css.matchAll(/min-width: (\d+)rem/g)].map(
  ([, rem]) => Number(rem) * 16,
);
const LETTERS = 14;

/** What the edges of the page, clamp(1rem, 4vw, 3rem), leave of a window. */
const columnOf = (window: number) => window - 2 * Math.min(48, Math.max(16, window * 0.04));

test('the words of a chart are never smaller than about 12 px, where its pictures change least of all', () => {
  const sizes = [
    (columnOf(320) / WIDTHS.narrow) * LETTERS,
    (columnOf(middleFrom) / WIDTHS.column) * LETTERS,
    (columnOf(wideFrom) / WIDTHS.full) * LETTERS,
  ];
  for (const size of sizes) expect(size).toBeGreaterThanOrEqual(11.7);
});
