// Owns how tests see the built site: it is built from published files as publishing does it, and served as it lies there.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Builds every page out of a folder of published files into `work`, and says where; `now` as in CANDOUR_NOW, `config` the
 * path of another configuration below the project.
 */
export const buildPages = (
  published: string,
  work: string,
  now = '',
  config = 'astro.config.mjs',
): string => {
  const site = join(work, 'site');
  mkdirSync(site, { recursive: true });
  // The builder runs what it made where it made it, and that looks for packages in the folders above.
  symlinkSync(join(root, 'node_modules'), join(work, 'node_modules'), 'dir');
  const astro = join(root, 'node_modules', 'astro', 'bin', 'astro.mjs');
  const { NODE_ENV: _, VITEST: __, ...inherited } = process.env;
  const env = {
    ...inherited,
    CANDOUR_PUBLISHED: published,
    CANDOUR_OUT: site,
    CANDOUR_NOW: now,
    ASTRO_TELEMETRY_DISABLED: '1',
  };
  execFileSync(process.execPath, [astro, 'build', '--root', root, '--config', config], {
    cwd: work,
    env,
    stdio: 'pipe',
  });
  return site;
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.csv': 'text/csv',
};

/** Answers a request itself, and says so; false leaves it to the folders. */
export type OwnAnswer = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Serves folders, the first that has a file wins; an address that no folder has answers with their 404.html. */
export const serveFolders = (...folders: string[]): Promise<{ server: Server; origin: string }> =>
  serveBeside(() => false, ...folders);

/** The same beside an API of the test's own. */
export const serveBeside = async (
  answer: OwnAnswer,
  ...folders: string[]
): Promise<{ server: Server; origin: string }> => {
  const server = createServer((request, response) => {
    if (answer(request, response)) return;
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
    const file = folders.map((folder) => join(folder, path)).find((one) => existsSync(one));
    const found = file ?? join(folders[0] ?? '', '404.html');
    response.writeHead(file === undefined ? 404 : 200, {
      'content-type': TYPES[extname(found)] ?? 'text/plain',
    });
    response.end(readFileSync(found));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};
