/**
 * Builds the site out of published files. Owns where the builder works and what it leaves behind, so that builds at
 * the same time do not meet; refuses to write anywhere but below the folder it is given.
 */
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

const ROOT = join(import.meta.dirname, '..');

export interface SiteBuild {
  /** the folder below which the published files lie as they will below the site */
  publishedPath: string;
  /** a folder of its own for this build; the site is made in `site` below it */
  workPath: string;
}

/** Builds every page; returns the folder of the site and how many pages it has. Throws when a page cannot be built. */
export async function buildSite({
  publishedPath,
  workPath,
}: SiteBuild): Promise<{ sitePath: string; pages: number }> {
  const sitePath = join(workPath, 'site');
  mkdirSync(sitePath, { recursive: true });
  // The builder runs what it made where it made it, and that looks for packages in the folders above.
  symlinkSync(join(ROOT, 'node_modules'), join(workPath, 'node_modules'), 'dir');
  process.env.CANDOUR_PUBLISHED = publishedPath;
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
  const pages = readdirSync(sitePath, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.html'),
  );
  return { sitePath, pages: pages.length };
}
