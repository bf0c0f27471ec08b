/** Requests a second for a year of hours that is ready to send, against nginx serving the same bytes as a file. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { measureBesideNginx } from './beside-nginx.ts';
import type { Figure } from './figure.ts';
import type { LoadedContacts } from './load.ts';

const LEAST_OF_NGINX = 0.55;
const ADDRESS = '/api/v1/series?metric=offered&grain=hour&from=2025-01-01&to=2025-12-31';
const NAME = 'requests, as a share of those of nginx';

export async function benchHttp(folder: string, loaded: LoadedContacts): Promise<Figure[]> {
  const api = spawn(process.execPath, [join(import.meta.dirname, 'serve.ts'), loaded.databasePath], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const measured = await measureBesideNginx(folder, `${await firstLine(api)}${ADDRESS}`);
    if (typeof measured === 'string')
      return [{ name: NAME, value: null, unit: '', target: null, note: measured }];
    const { bytes, requests, share } = measured;
    return [
      {
        name: `requests of ${Math.round(bytes / 1000)} kB`,
        value: requests,
        unit: 'a second',
        target: null,
      },
      { name: NAME, value: share, unit: '', target: { least: LEAST_OF_NGINX } },
    ];
  } finally {
    api.kill('SIGTERM');
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  for await (const chunk of child.stdout!) return String(chunk).trim();
  throw new Error('the server ended before it said its address');
}
