import { describe, expect, test } from 'vitest';
import { hereAt, siteLanguages } from '../../site/here.ts';

describe('where a page stands', () => {
  const languages = ['en', 'es', 'fr'];

  test('the first language has no code in its addresses, every other has', () => {
    expect(hereAt('/methods/', languages).say.language).toBe('en');
    expect(hereAt('/methods/', languages).link('/data/')).toBe('/data/');
    expect(hereAt('/es/methods/', languages).say.language).toBe('es');
    expect(hereAt('/es/methods/', languages).link('/data/')).toBe('/es/data/');
    expect(hereAt('/', ['fr', 'en']).say.language).toBe('fr');
    expect(hereAt('/en/', ['fr', 'en']).say.language).toBe('en');
  });

  test('a page leads to itself in every language', () => {
    const versions = [
      { language: 'en', href: '/methods/offered/' },
      { language: 'es', href: '/es/methods/offered/' },
      { language: 'fr', href: '/fr/methods/offered/' },
    ];
    for (const { href } of versions) expect(hereAt(href, languages).versions).toEqual(versions);
  });

  test('an address that only begins like a language is none of its', () => {
    expect(hereAt('/estimates/', languages)).toMatchObject({ path: '/estimates/', say: { language: 'en' } });
  });

  test('languages that the site does not speak are left out; where none is left it speaks English', () => {
    expect(siteLanguages({ languages: ['es', 'xx', 'en'] })).toEqual(['es', 'en']);
    expect(siteLanguages({ languages: ['xx'] })).toEqual(['en']);
    expect(siteLanguages(null)).toEqual(['en']);
  });
});
