import { describe, expect, test } from 'vitest';
import { differenceOf, labOf, linearOf, VISIONS } from '../../support/colour-vision.ts';
import { contrastWanted, THEMES } from '../../support/theme-colours.ts';

/** Relative luminance and contrast as WCAG 2 defines them. */
function luminanceOf(colour: string): number {
  const [red, green, blue] = linearOf(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

const CATEGORIES = ['information', 'transaction', 'problem', 'complaint', 'idea', 'compliment'];
/** CIEDE2000 between bars that lie apart, each under its name: several times what the eye tells apart side by side. */
const LEAST_DIFFERENCE = 12;

describe.each(Object.entries(THEMES))('in the %s theme', (theme, colours) => {
  const contrast = (one: string, other: string) => contrastOf(colours.get(one)!, colours.get(other)!);

  test.each(['ink', 'grey', 'link', 'accent', 'other', 'target'])('%s reads as text on paper', (name) => {
    expect(contrast(name, 'paper')).toBeGreaterThanOrEqual(contrastWanted(theme));
  });

  test('grey reads on tinted paper, ink on a notice', () => {
    expect(contrast('grey', 'paper-tint')).toBeGreaterThanOrEqual(4.5);
    expect(contrast('ink', 'notice')).toBeGreaterThanOrEqual(7);
  });

  test.each([0, 1, 2, 3, 4, 5, 6])('the words in cells of step %i stand out from them', (step) => {
    expect(contrast(`heat-${step}`, `on-heat-${step}`)).toBeGreaterThanOrEqual(4.5);
  });

  test.each([0, 1, 2, 3, 4, 5, 6])('a cell of step %i is neither paper nor closed', (step) => {
    expect(contrast(`heat-${step}`, 'paper')).toBeGreaterThanOrEqual(1.5);
    expect(contrast(`heat-${step}`, 'paper-tint')).toBeGreaterThanOrEqual(1.35);
  });

  test('the outline of closed hours is seen on paper', () => {
    expect(contrast('line-strong', 'paper')).toBeGreaterThanOrEqual(3);
  });

  test('the band of usual hours is faint, and what is drawn on it is not', () => {
    expect(contrast('line', 'paper')).toBeGreaterThanOrEqual(1.25);
    for (const name of ['grey', 'accent', 'hatch'])
      expect(contrast(name, 'line'), name).toBeGreaterThanOrEqual(3);
  });

  test('what was forecast and what came are seen on their ranges, and these on paper', () => {
    for (const range of ['accent-soft', 'accent-faint']) {
      for (const name of ['ink', 'accent'])
        expect(contrast(name, range), `${name} on ${range}`).toBeGreaterThanOrEqual(3);
    }
    expect(contrast('accent-faint', 'paper')).toBeGreaterThanOrEqual(1.15);
    expect(contrast('accent-soft', 'accent-faint')).toBeGreaterThanOrEqual(1.3);
    // What lies outside both stands on paper.
    expect(contrast('other', 'paper')).toBeGreaterThanOrEqual(3);
  });

  test('the longer the wait, the darker the cell', () => {
    const steps = [0, 1, 2, 3, 4, 5, 6].map((step) => luminanceOf(colours.get(`heat-${step}`)!));
    expect(steps).toEqual(steps.toSorted((a, b) => b - a));
  });

  test.each(CATEGORIES)('the bar of %s stands out from paper', (category) =>
    expect(contrast(`category-${category}`, 'paper')).toBeGreaterThanOrEqual(3),
  );

  test.each(VISIONS)('with %s vision a bar is seen before the band of usual hours', (vision) => {
    const lab = (name: string) => labOf(colours.get(name)!, vision);
    const difference = differenceOf(lab('accent'), lab('line'));
    expect(difference).toBeGreaterThanOrEqual(2 * LEAST_DIFFERENCE);
  });

  test.each(VISIONS)(
    'with %s vision no two categories look alike, nor do ours and the customers’',
    (vision) => {
      const lab = (name: string) => labOf(colours.get(name)!, vision);
      const alike = CATEGORIES.flatMap((one, i) =>
        CATEGORIES.slice(0, i).flatMap((other) => {
          const difference = differenceOf(lab(`category-${one}`), lab(`category-${other}`));
          return difference < LEAST_DIFFERENCE ? [`${one} and ${other}: ${difference.toFixed(1)}`] : [];
        }),
      );
      expect(alike).toEqual([]);
      expect(differenceOf(lab('accent'), lab('other'))).toBeGreaterThanOrEqual(2 * LEAST_DIFFERENCE);
    },
  );
});
