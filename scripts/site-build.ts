/**
 * Builds the site out of published files. Owns where the builder works, how a large site is built in shares beside
 * each other, and what is left behind, so that builds at the same time do not meet; refuses to write anywhere but
 * below the folder it is given.
 */
import { fork } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { OrganisationAnswer } from '../api/contract/organisation.ts';
import { PUBLISHED_FOLDER } from '../db/domain/published-folder.ts';
import { siteLanguages } from '../site/here.ts';
import { WHOLE_SITE } from '../site/page-share.ts';

const ROOT = join(import.meta.dirname, '..');
const SHARE_BUILDER = join(import.meta.dirname, 'site-share.ts');
/** Reports that one process draws in about the time in which another begins. */
const REPORTS_OF_A_SHARE = 300;
const MOST_SHARES = 4;
/** A process holds two thirds of a gigabyte; left to itself it took nearly two before it tidied up. */
const SHARE_BYTES = 2 ** 30;
const HEAP_OF_A_SHARE = '--max-old-space-size=700';

export interface SiteBuild {
  /** the folder below which the published files lie as they will below the site */
  publishedPath: string;
  /** a folder of its own for this build; the site is made in `site` below it */
  workPath: string;
  /** in how many processes; as many as the site is worth and the machine has room for, unless told */
  shares?: number;
}

/** Builds every page; returns the folder of the site and how many pages it has. Throws when a page cannot be built. */
export async function buildSite({
  publishedPath,
  workPath,
  shares = sharesOf(publishedPath),
}: SiteBuild): Promise<{ sitePath: string; pages: number }> {
  const sitePath = join(workPath, 'site');
  if (shares === 1) await buildShare({ publishedPath, workPath, share: WHOLE_SITE });
  else {
    const parts = Array.from({ length: shares }, (_, at) => join(workPath, `share-${at}`));
    const ends = await Promise.allSettled(
      parts.map((path, at) => buildBeside(publishedPath, path, `${at}/${shares}`)),
    );
    // None may go on writing where whoever is told of a failure clears away.
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    for (const path of parts) moveInto(join(path, 'site'), sitePath);
  }
  const pages = readdirSync(sitePath, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.html'),
  );
  return { sitePath, pages: pages.length };
}

/** Builds the pages of a share (see `site/page-share.ts`) in this process. */
export async function buildShare({
  publishedPath,
  workPath,
  share,
}: SiteBuild & { share: string }): Promise<void> {
  const sitePath = join(workPath, 'site');
  mkdirSync(sitePath, { recursive: true });
  // The builder runs what it made where it made it, and that looks for packages in the folders above.
  symlinkSync(join(ROOT, 'node_modules'), join(workPath, 'node_modules'), 'dir');
  process.env.CANDOUR_PUBLISHED = publishedPath;
  process.env.CANDOUR_PAGE_SHARE = share;
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  const { build } = await import('astro');
  // Astro keeps what it runs below the current folder, whichever that is: two builds in one would mix.
  const before = process.cwd();
  process.chdir(workPath);
  try {
    await build({
      root: ROOT,
      outDir: sitePath,
      cacheDir: join(workPath, 'cache'),
      logLevel: 'warn',
      vite: { cacheDir: join(workPath, 'vite'), logLevel: 'warn' },
    });
  } finally {
    process.chdir(before);
  }
}

/** In a process of its own, which ends with this one. */
async function buildBeside(publishedPath: string, workPath: string, share: string): Promise<void> {
  const child = fork(SHARE_BUILDER, [publishedPath, workPath, share], {
    execArgv: [HEAP_OF_A_SHARE],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let words = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-4000);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0)
    throw new Error(words.trim() || `the part ${share} of the site could not be built (exit code ${code})`);
}

/** A site with few reports is built before a second process would have begun. */
function sharesOf(publishedPath: string): number {
  const folder = join(publishedPath, PUBLISHED_FOLDER);
  const reports = join(folder, 'reports');
  if (!existsSync(reports)) return 1;
  const organisation = JSON.parse(
    readFileSync(join(folder, 'organisation.json'), 'utf8'),
  ) as OrganisationAnswer;
  const days = readdirSync(reports).filter((name) => name.endsWith('.json')).length;
  const worth = Math.ceil((days * siteLanguages(organisation).length) / REPORTS_OF_A_SHARE);
  const room = Math.floor(process.availableMemory() / SHARE_BYTES);
  return Math.max(1, Math.min(worth, availableParallelism(), room, MOST_SHARES));
}

/** Moves a share's files beside those of the shares before it. Throws where two shares made one file differently. */
export function moveInto(from: string, to: string): void {
  if (!existsSync(to)) {
    renameSync(from, to);
    return;
  }
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) moveInto(source, target);
    else if (!existsSync(target)) renameSync(source, target);
    else if (!readFileSync(source).equals(readFileSync(target)))
      throw new Error(
        `two parts of the site made ${entry.name} with different contents; expected the same from each: publish again`,
      );
  }
}
