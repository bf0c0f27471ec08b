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
  return [...leavesOf(words).keys()].filter((path) => {
    const groups = path.split('.');
    const leaf = groups.pop()!;
    return !sources.some((source) => isSaid(source, groups, leaf, all));
  });
}

function isSaid(source: string, groups: readonly string[], leaf: string, all: string): boolean {
  // Whatever is said goes by the name of its first group somewhere in the file: most files need no closer look.
  if (!source.includes(groups[0] ?? leaf)) return false;
  const own = literal(leaf);
  return namesOf(source, groups).some((name) => {
    if (new RegExp(`${name}\\.${own}\\b`).test(source)) return true;
    if (new RegExp(`\\{[^{}]*\\b${own}\\b[^{}]*\\}\\s*=\\s*${name}\\b`).test(source)) return true;
    if (groups.length === 0) return false;
    // By a name that is known only when it runs: then each of the group may be said.
    if (new RegExp(`${name}\\[`).test(source)) return true;
    // Handed on as a whole: then whoever takes it must name the word, after a dot or in quotes.
    const isHandedOn = new RegExp(`(\\.\\.\\.|[(,:]\\s*)${name}\\s*[,)}]`).test(source);
    return isHandedOn && new RegExp(`\\.${own}\\b|'${own}'`).test(all);
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
