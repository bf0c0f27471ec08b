import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = new URL('../../../site/styles/', import.meta.url);
const styles = readdirSync(folder).filter((name) => name.endsWith('.css'));

/** Declarations that name a side of the screen, and so would stay there in a language written from right to left. */
function findPhysical(css: string): string[] {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, '');
  const declarations = [...bare.matchAll(/(?<=[{;]|^)\s*([a-z-]+)\s*:\s*([^;{}]+)(?=[;}])/g)];
  return declarations
    .filter(([, property = '', value = '']) => {
      if (/^(left|right)$|-(left|right)(-|$)/.test(property)) return true;
      if (/^(text-align|float|clear|caption-side)$/.test(property) && /\b(left|right)\b/.test(value))
        return true;
      // Four values name top, right, bottom, left; alike sides are the same from either.
      const sides = withoutBrackets(value).trim().split(/\s+/);
      return (
        /^(margin|padding|inset|border-(width|style|color)|scroll-(margin|padding))$/.test(property) &&
        sides.length === 4 &&
        sides[1] !== sides[3]
      );
    })
    .map(([, property, value]) => `${property}: ${value?.trim()}`);
}

function withoutBrackets(value: string): string {
  const bare = value.replace(/\([^()]*\)/g, '');
  return bare === value ? value : withoutBrackets(bare);
}

test.each(styles)('%s names no side of the screen', (name) => {
  expect(findPhysical(readFileSync(new URL(name, folder), 'utf8'))).toEqual([]);
});

test('a side of the screen is found in every form', () => {
  const css = `a { margin-left: 1px; text-align: right; left: 0 } b { border-top-left-radius: 2px; padding: 1px 2px 1px 0; }
    c { margin-inline-start: 1px; inset-inline-end: 0; text-align: start; padding: 1px calc(2px * var(--a)) 3px; transition: left 1s } /* right: 0; */`;
  expect(findPhysical(css)).toEqual([
    'margin-left: 1px',
    'text-align: right',
    'left: 0',
    'border-top-left-radius: 2px',
    'padding: 1px 2px 1px 0',
  ]);
});

test('charts run from left to right in every language, as time does on them', () => {
  const css = readFileSync(new URL('chart.css', folder), 'utf8');
  expect(css).toMatch(/\.chart \{[^}]*direction: ltr;/);
});
