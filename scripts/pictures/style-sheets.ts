/** The site's style sheets as pictures need them: read from the folder that the pages are made of. Owns which those are. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sheet } from '../../site/charts/ink-rules.ts';

const FOLDER = join(import.meta.dirname, '..', '..', 'site', 'styles');
/** These name what stands under the same name for a reader who chose the dark theme. */
const DARK = /\bdark\b/;

/** Every sheet, the tokens first; a sheet named for the dark theme holds in it. */
export function readStyleSheets(folder: string = FOLDER): Sheet[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.css'));
  const isToken = (name: string) => Number(name.includes('tokens'));
  return names
    .sort((a, b) => isToken(b) - isToken(a) || a.localeCompare(b, 'en'))
    .map((name) => ({
      text: readFileSync(join(folder, name), 'utf8'),
      ...(DARK.test(name) ? { media: '(prefers-color-scheme: dark)' } : {}),
    }));
}
