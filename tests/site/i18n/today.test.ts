import { expect, test } from 'vitest';
import { today as en } from '../../../site/i18n/en/today.ts';
import { today as es } from '../../../site/i18n/es/today.ts';
import { today as fr } from '../../../site/i18n/fr/today.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import { sayInBrowser } from '../../../site/i18n/say-in-browser.ts';

const keysOf = (group: object, path = ''): string[] =>
  Object.entries(group).flatMap(([key, value]) =>
    typeof value === 'object' ? keysOf(value, `${path}${key}.`) : [`${path}${key}`],
  );

test.each([
  ['es', es],
  ['fr', fr],
])('every word of live figures is there in %s', (_, words) => {
  expect(keysOf(words).sort()).toEqual(keysOf(en).sort());
});

test.each(['en', 'es', 'fr'])(
  'a page in %s says the same while it is read as when it was made',
  async (language) => {
    const made = sayIn(language);
    const read = await sayInBrowser(language);
    expect(read.live.updated('x', 'y')).toBe(made.live.updated('x', 'y'));
    expect(read.statusInCell).toEqual(made.statusInCell);
    expect(read.weekdays).toEqual(made.weekdays);
  },
);
