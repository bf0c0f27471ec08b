import { expect, test } from 'vitest';
import { isCountry, meantCountry } from '../../../db/domain/country.ts';

test('countries are the 249 of ISO 3166-1 and Kosovo', () => {
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const codes = letters.flatMap((a) => letters.map((b) => a + b)).filter(isCountry);
  expect(codes).toHaveLength(250);
  expect(codes).toEqual(expect.arrayContaining(['AX', 'BQ', 'GB', 'IL', 'SS', 'XK', 'ZW']));
});

test('groups, withdrawn codes and words are none; the code that was meant is named', () => {
  for (const code of ['EU', 'XX', 'ZZ', 'SU', 'il', 'Israel', '']) expect(isCountry(code)).toBe(false);
  expect(['UK', 'il', 'XX', 'EU', 'Israel'].map(meantCountry)).toEqual(['GB', 'IL', null, null, null]);
});
