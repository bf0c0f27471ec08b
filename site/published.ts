/**
 * The published files, as the pages find them while the site is built: the only place where a page reads figures.
 * Owns the folder (CANDOUR_PUBLISHED) and the addresses of downloads; refuses anything that was not published.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { OrganisationAnswer } from '../api/contract/organisation.ts';
import { MEMBER_WORDS, NOT_STATED } from '../db/domain/member-words.ts';
import { METRICS } from '../db/domain/metric.ts';
import { type ListedKey, readKeyList, VERIFIERS_PATH } from '../db/domain/site-log.ts';
import { isolateOperatorWords, isolateWords, type Turn, turnBy } from './words/operator-words.ts';

const FOLDER = 'data/v1';

/** Reads one published answer by its path below `data/v1`, without an ending; null where there is no such file. */
export type Read = <T>(path: string) => T | null;

/** What was read last: a page asks for the same few answers many times, and is built in each language in turn. */
const remembered = new Map<string, Reading & { checkedAt: number }>();
const MOST_REMEMBERED = 96;
/** A page asks for some answers a hundred times while it is built, and nothing is published in between. */
const TRUSTED_MS = 250;

interface Reading {
  /** null: there is no such file */
  writtenAt: number | null;
  answer: unknown;
}

/** In the words as the operator wrote them. */
export const readPublished: Read = (path) => readTurned(path, '', (words) => words);

/** The operator's words that pages in a language were given as they were written. */
const untranslated = new Map<string, Set<string>>();
/** Words that every organisation shares; the pages have them in each language of their own. */
const SHARED = new Set([...METRICS.map(({ label }) => label), ...Object.values(MEMBER_WORDS), NOT_STATED]);

/** For a page in `language`: the operator's words in that language, wherever they were translated. */
export function readPublishedIn(language: string): Read {
  const met = untranslated.get(language) ?? new Set();
  untranslated.set(language, met);
  return (path) => {
    const { languages = [], translations = {} } = readPublished<OrganisationAnswer>('organisation') ?? {};
    if (languages[0] === language) return readPublished(path);
    // No language is called like a property that every object has.
    const own = Object.hasOwn(translations, language) ? translations[language]! : {};
    return readTurned(path, language, (words) => {
      if (!Object.hasOwn(own, words) && !SHARED.has(words)) met.add(isolateWords(words));
      return turnBy(own)(words);
    });
  };
}

/** Whether these are an operator's words that were read for a page in a language into which nobody translated them. */
export function isUntranslated(words: string, language: string): boolean {
  return untranslated.get(language)?.has(words) ?? false;
}

function readTurned<T>(path: string, name: string, turn: Turn): T | null {
  const key = `${process.env.CANDOUR_PUBLISHED} ${name} ${path}`;
  const known = remembered.get(key);
  const now = performance.now();
  if (known !== undefined && now - known.checkedAt < TRUSTED_MS) return known.answer as T | null;
  const entry = { ...readFile(path, turn, known ?? null), checkedAt: now };
  // Put at the end: what stands at the beginning was not looked at for the longest.
  remembered.delete(key);
  remembered.set(key, entry);
  for (const [oldest] of remembered) {
    if (remembered.size <= MOST_REMEMBERED) break;
    remembered.delete(oldest);
  }
  return entry.answer as T | null;
}

/** Read anew where it was written since. */
function readFile(path: string, turn: Turn, known: Reading | null): Reading {
  const file = fileOf(path, 'json');
  const writtenAt = file === null ? null : (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? null);
  if (file === null || writtenAt === null) return { writtenAt: null, answer: null };
  if (known?.writtenAt === writtenAt) return known;
  return { writtenAt, answer: isolateOperatorWords(JSON.parse(readFileSync(file, 'utf8')) as unknown, turn) };
}

/** The addresses at which a published answer can be downloaded; only those that exist. */
export function downloadsOf(path: string): { json: string | null; csv: string | null } {
  const address = (ending: 'json' | 'csv') => {
    const file = fileOf(path, ending);
    return file !== null && existsSync(file) ? `/${FOLDER}/${path}.${ending}` : null;
  };
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

/** The public keys of the log, as the file is published beside the figures; null where there is no log. */
export async function readLogKeys(): Promise<{ origin: string; keys: readonly ListedKey[] } | null> {
  const root = process.env.CANDOUR_PUBLISHED;
  const file = root ? join(root, VERIFIERS_PATH) : '';
  if (!existsSync(file)) return null;
  const read = await readKeyList(new Uint8Array(readFileSync(file)));
  if (!read.ok) throw new Error(`${file}: ${read.reason}`);
  return read;
}

/** Whether there is such a file is not looked at; null where nothing is published anywhere. */
function fileOf(path: string, ending: 'json' | 'csv'): string | null {
  const root = process.env.CANDOUR_PUBLISHED;
  return root ? join(root, FOLDER, `${path}.${ending}`) : null;
}
