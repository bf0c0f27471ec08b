import { expect, test } from 'vitest';
import { captionOf } from '../../../site/figures/picture-caption.ts';
import { sayIn } from '../../../site/i18n/say.ts';

const given = { title: 'Contacts', period: 'October 2026', asOf: '2026-11-22T05:00:00Z' };
const bank = { name: 'Example Bank', timeZone: 'Europe/London', isDemonstration: false };

test('a picture names who publishes it and as of when', () => {
  expect(captionOf(sayIn('en'), bank, given)).toEqual({
    title: 'Contacts',
    period: 'October 2026',
    source: 'Source: Example Bank, contact centre in public',
    asOf: expect.stringMatching(/^The data are as of 22\sNovember\s2026, 0?5:00/),
  });
});

test.each(['en', 'es', 'fr'])('a picture of a demonstration says that it is one, %s', (language) => {
  const { source } = captionOf(sayIn(language), { ...bank, isDemonstration: true }, given);
  expect(source).toMatch(/demonstration: every|demostración: todas|démonstration\u00a0: tous/);
});
