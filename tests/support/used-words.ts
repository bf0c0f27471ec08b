// Owns the finding of words that nothing says: it reads the site's sources as text, and knows under which names a group of
// words goes in each file. It would rather let an unused word pass than call a used one unused.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { leavesOf } from './words.ts';

/** The texts of the site's sources, without the words themselves. */
export function readSiteSources(site: string): string[] {
  return readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|astro)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/[/\\]i18n[/\\][a-z-]+[/\\]/i.test(file))
    .map((file) => readFileSync(file, 'utf8'));
}

/** The paths of words that no source says. */
export function findUnusedWords(words: object, sources: readonly string[]): string[] {
  const all = sources.join('\n');
  const known = new Map<string, Place[]>();
  return [...leavesOf(words).keys()].filter((path) => {
    const groups = path.split('.');
    const leaf = groups.pop()!;
    const group = groups.join('.');
    const places = known.get(group) ?? sources.flatMap((source) => placesOf(source, groups));
    known.set(group, places);
    return !isSaid(leaf, places, all) && !isSaidWithin(groups, leaf, sources, all);
  });
}

/** Whether a group around the word's own is handed on as a whole, and the word is said of it elsewhere. */
function isSaidWithin(
  groups: readonly string[],
  leaf: string,
  sources: readonly string[],
  all: string,
): boolean {
  const [group] = groups.slice(-1).map(literal);
  if (groups.length < 2 || !new RegExp(`\\.${group}(\\.${literal(leaf)}\\b|\\[)`).test(all)) return false;
  const around = groups.slice(0, -1);
  return sources.some((source) => placesOf(source, around).some(({ isHandedOn }) => isHandedOn));
}

/** One name of a group in one file, and what is known of it there whichever word is asked for. */
interface Place {
  source: string;
  name: string;
  /** a word of it is looked up by a name that is known only when it runs */
  isLookedUp: boolean;
  /** as a whole, to whoever takes it */
  isHandedOn: boolean;
}

function placesOf(source: string, groups: readonly string[]): Place[] {
  // Whatever is said goes by the name of its first group somewhere in the file: most files need no closer look.
  const [first] = groups;
  if (first !== undefined && !source.includes(first)) return [];
  return namesOf(source, groups).map((name) => ({
    source,
    name,
    isLookedUp: groups.length > 0 && new RegExp(`${name}\\[`).test(source),
    isHandedOn: groups.length > 0 && new RegExp(`(\\.\\.\\.|[(,:]\\s*)${name}\\s*[,)}]`).test(source),
  }));
}

function isSaid(leaf: string, places: readonly Place[], all: string): boolean {
  const own = literal(leaf);
  const isNamed =
    places.some(({ isHandedOn }) => isHandedOn) && new RegExp(`\\.${own}\\b|'${own}'`).test(all);
  return places.some(({ source, name, isLookedUp, isHandedOn }) => {
    if (isLookedUp || (isHandedOn && isNamed)) return true;
    // No regular expression finds the word where its letters are not.
    if (!source.includes(leaf)) return false;
    if (new RegExp(`${name}\\.${own}\\b`).test(source)) return true;
    return new RegExp(`\\{[^{}]*\\b${own}\\b[^{}]*\\}\\s*=\\s*${name}\\b`).test(source);
  });
}

/** Regular expressions of what a group of words is called in a file: "say.week", or the constant that holds it. */
function namesOf(source: string, groups: readonly string[]): string[] {
  if (groups.length === 0) return ['\\bsay'];
  const group = literal(groups.at(-1)!);
  return namesOf(source, groups.slice(0, -1)).flatMap((above) => {
    const written = [`${above}\\.${group}`, ...(groups.length > 1 ? [`${above}\\[[^\\]]*\\]`] : [])];
    const held = written.flatMap((name) =>
      [...source.matchAll(new RegExp(`const (\\w+) =[^;]*?${name}(?![\\w.])`, 'g'))].map(
        ([, constant]) => `\\b${constant}`,
      ),
    );
    const isTakenOut = new RegExp(`\\{[^{}]*\\b${group}\\b[^{}]*\\}\\s*=\\s*${above}\\b`).test(source);
    return [...written, ...held, ...(isTakenOut ? [`\\b${group}`] : [])];
  });
}

function literal(text: string): string {
  return text.replace(/[^\w]/g, '\\$&');
}
