/** The words of each language that the site speaks; how Intl writes it, and which way it runs, stands in locales.ts. */
import { en } from './en/index.ts';
import { es } from './es/index.ts';
import { fr } from './fr/index.ts';
import type { Translation } from './translation.ts';

export const WORDS: Readonly<Record<string, Translation>> = { en, es, fr };
