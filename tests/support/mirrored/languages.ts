// Owns the words of a language that nobody speaks: English turned round, to be written from right to left.
import { en } from '../../../site/i18n/en/index.ts';
import { WORDS as SPOKEN } from '../../../site/i18n/languages.ts';
import type { Translation } from '../../../site/i18n/translation.ts';
import { MIRRORED } from './locales.ts';

/** These turn the order of the letters between them round. */
const START = '\u202e';
const END = '\u202c';

function mirror(words: unknown): unknown {
  if (typeof words === 'string') return `${START}${words}${END}`;
  if (typeof words === 'function') return (...given: unknown[]) => mirror(words(...given));
  if (Array.isArray(words)) return words.map(mirror);
  if (typeof words !== 'object' || words === null) return words;
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, mirror(value)]));
}

export const WORDS: typeof SPOKEN = { ...SPOKEN, [MIRRORED]: mirror(en) as Translation };
