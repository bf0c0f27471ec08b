import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../../site/styles/tokens.css', import.meta.url), 'utf8');
const [lightText = '', darkText = ''] = css.split('@media (prefers-color-scheme: dark)');

function coloursOf(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, colour]) => [name!, colour!]),
  );
}

const light = coloursOf(lightText);
const themes = { light, dark: new Map([...light, ...coloursOf(darkText)]) };

/** Relative luminance and contrast as WCAG 2 defines them. */
function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

describe.each(Object.entries(themes))('in the %s theme', (_, colours) => {
  const contrast = (one: string, other: string) => contrastOf(colours.get(one)!, colours.get(other)!);

  test.each(['ink', 'grey', 'link', 'accent', 'other', 'target'])('%s reads as text on paper', (name) => {
    expect(contrast(name, 'paper')).toBeGreaterThanOrEqual(4.5);
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

  test('the longer the wait, the darker the cell', () => {
    const steps = [0, 1, 2, 3, 4, 5, 6].map((step) => luminanceOf(colours.get(`heat-${step}`)!));
    expect(steps).toEqual(steps.toSorted((a, b) => b - a));
  });

  test.each(['information', 'transaction', 'problem', 'complaint', 'idea', 'compliment'])(
    'the bar of %s stands out from paper',
    (category) => expect(contrast(`category-${category}`, 'paper')).toBeGreaterThanOrEqual(3),
  );
});
