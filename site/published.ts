/**
 * The published files, as the pages find them while the site is built: the only place where a page reads figures.
 * Owns the folder (CANDOUR_PUBLISHED) and the addresses of downloads; refuses anything that was not published.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { isolateOperatorWords } from './words/operator-words.ts';

const FOLDER = 'data/v1';

/** Reads one published answer by its path below `data/v1`, without an ending; null where there is no such file. */
export type Read = <T>(path: string) => T | null;

/** What was read last: a page asks for the same few answers many times, and is built in each language in turn. */
const remembered = new Map<string, { writtenAt: number; answer: unknown }>();
const MOST_REMEMBERED = 12;

export const readPublished: Read = <T>(path: string): T | null => {
  const file = placeOf(path, 'json');
  if (file === null) return null;
  const writtenAt = statSync(file).mtimeMs;
  const known = remembered.get(file);
  remembered.delete(file);
  const entry =
    known?.writtenAt === writtenAt
      ? known
      : { writtenAt, answer: isolateOperatorWords(JSON.parse(readFileSync(file, 'utf8')) as unknown) };
  // Put at the end: what stands at the beginning was not asked for the longest.
  remembered.set(file, entry);
  for (const [oldest] of remembered) {
    if (remembered.size <= MOST_REMEMBERED) break;
    remembered.delete(oldest);
  }
  return entry.answer as T;
};

/** The addresses at which a published answer can be downloaded; only those that exist. */
export function downloadsOf(path: string): { json: string | null; csv: string | null } {
  const address = (ending: 'json' | 'csv') =>
    placeOf(path, ending) === null ? null : `/${FOLDER}/${path}.${ending}`;
  return { json: address('json'), csv: address('csv') };
}

/** A link to each of its forms that was published, the table first. */
export function downloadLinks(
  path: string,
  say: { csv: string; json: string },
): { href: string; text: string }[] {
  const { csv, json } = downloadsOf(path);
  return [
    { href: csv, text: say.csv },
    { href: json, text: say.json },
  ].flatMap(({ href, text }) => (href === null ? [] : [{ href, text }]));
}

function placeOf(path: string, ending: 'json' | 'csv'): string | null {
  const root = process.env.CANDOUR_PUBLISHED;
  if (!root) return null;
  const file = join(root, FOLDER, `${path}.${ending}`);
  return existsSync(file) ? file : null;
}
