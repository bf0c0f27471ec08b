import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readInks } from '../../../site/charts/ink-rules.ts';
import { inkOf, inkSvg } from '../../../site/charts/inked-svg.ts';

const style = (name: string) => ({
  text: readFileSync(new URL(`../../../site/styles/${name}`, import.meta.url), 'utf8'),
});
const ROOT = ':root { --ink: #111111; --mark-ink: var(--ink); }';
const mark = (classes: string, css: string, before = '') =>
  inkSvg(
    `<svg class="chart">${before}<rect class="${classes}" x="1"/></svg>`,
    readInks([{ text: ROOT }, { text: css }], 'light'),
  );

describe('the tokens of the dark theme are found', () => {
  test.each<[string, string, string | undefined]>([
    ['in a media query', '@media (prefers-color-scheme: dark) { :root { --ink: #eeeeee } }', undefined],
    [
      'in a media query inside a layer',
      '@layer a { @media (prefers-color-scheme:dark) { :root { --ink: #eeeeee } } }',
      undefined,
    ],
    ['under a name of the root', ':root[data-theme="dark"] { --ink: #eeeeee }', undefined],
    [
      'unless another theme was chosen',
      '@media screen and (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { --ink: #eeeeee } }',
      undefined,
    ],
    ['in a sheet of their own', ':root { --ink: #eeeeee }', '(prefers-color-scheme: dark)'],
  ])('%s', (_, text, media) => {
    for (const order of [0, 1]) {
      const dark = { text, ...(media === undefined ? {} : { media }) };
      const sheets = order === 0 ? [{ text: ROOT }, dark] : [dark, { text: ROOT }];
      expect(inkOf(readInks(sheets, 'dark'), 'ink')).toBe('#eeeeee');
      expect(inkOf(readInks(sheets, 'dark'), 'mark-ink')).toBe('#eeeeee');
      expect(inkOf(readInks(sheets, 'light'), 'ink')).toBe('#111111');
    }
  });

  test('and what is for paper, for narrow windows or for high contrast is left out', () => {
    const text = `${ROOT} @media print { :root { --ink: #000 } } @media (min-width: 40rem) { :root { --ink: #000 } } @media (prefers-contrast: more) { :root { --ink: #000 } }`;
    expect(inkOf(readInks([{ text }], 'light'), 'ink')).toBe('#111111');
  });

  test('in the sheets of the site, with every colour that a rule of theirs refers to', () => {
    const sheets = [
      style('tokens.css'),
      { ...style('dark.css'), media: '(prefers-color-scheme: dark)' },
      style('chart.css'),
    ];
    for (const theme of ['light', 'dark'] as const) {
      const inks = readInks(sheets, theme);
      expect(inkOf(inks, 'paper')).toMatch(/^#[0-9a-f]{6}$/);
      const wanted = new Set(
        inks.rules.flatMap(({ declarations }) =>
          declarations.flatMap(([, value]) =>
            [...value.matchAll(/var\(--([\w-]+)\)/g)].map(([, name]) => name!),
          ),
        ),
      );
      wanted.delete('mark');
      expect(wanted.size).toBeGreaterThan(20);
      for (const name of wanted) expect(() => inkOf(inks, name), name).not.toThrow();
    }
    expect(inkOf(readInks(sheets, 'dark'), 'paper')).not.toBe(inkOf(readInks(sheets, 'light'), 'paper'));
  });

  test('and a colour that no sheet names is told by its name', () => {
    expect(() => inkOf(readInks([{ text: ROOT }], 'light'), 'rose')).toThrow('--rose');
  });
});

describe('a mark gets the ink that the page gives it', () => {
  test.each([
    ['of its class', '.bar { fill: var(--ink) }', 'fill="#111111"'],
    ['of the weightier rule, wherever it stands', '.bar.now { fill: #a } .bar { fill: #b }', 'fill="#a"'],
    ['of the later of two alike', '.bar { fill: #a } .now { fill: #b }', 'fill="#b"'],
    ['of one among several selectors', '.dot, .bar { fill: #a }', 'fill="#a"'],
    [
      'by what it stands for',
      '.now { --mark: #a } .bar { --mark: #b; fill: var(--mark) } .bar.now { --mark: #c }',
      'fill="#c"',
    ],
    ['by the chart that it stands in', '.chart .bar { fill: #a }', 'fill="#a"'],
    ['by what stands before it', '.closed ~ .bar { stroke: none }', 'stroke="none"'],
    [
      'in pixels',
      '.bar { stroke-width: 0.25rem; stroke-dasharray: 1px 3px }',
      'stroke-width="4" stroke-dasharray="1 3"',
    ],
    ['with what is said for want of a token', '.bar { fill: var(--none, var(--ink)) }', 'fill="#111111"'],
  ])('%s', (_, css, expected) => {
    expect(mark('bar now', css, '<rect class="closed"/>')).toContain(`x="1" ${expected}/>`);
  });

  test.each([
    ['another class', '.dot { fill: #a }'],
    ['a state', '.bar:hover { fill: #a }'],
    ['another place', '.table .bar { fill: #a }'],
    ['a token that is not there', '.bar { fill: var(--none) }'],
    ['a token that means itself', '.bar { --a: var(--a); fill: var(--a) }'],
    ['a wide window', '@media (min-width: 44rem) { .bar { fill: #a } }'],
  ])('and nothing of %s', (_, css) => {
    expect(mark('bar', css)).toBe('<svg><rect x="1"/></svg>');
  });
});
