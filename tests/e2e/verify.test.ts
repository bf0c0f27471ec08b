import { type SpawnSyncReturns, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readLogKeys } from '../../db/log-key.ts';
import { readWeb } from '../../scripts/site-reader.ts';
import { contentThrough, LoggedSite } from '../support/logged-site.ts';
import { serveFolders } from '../support/static-site.ts';

const script = fileURLToPath(new URL('../../scripts/verify.ts', import.meta.url));
let site: LoggedSite;
/** the site after its first day and after its second */
let first: string;
let second: string;
let verifier: string;
beforeAll(async () => {
  site = new LoggedSite();
  const publish = async (day: number) => {
    const { figures, pages } = contentThrough(day);
    await site.publish(figures, pages);
    const copy = join(site.folder, `day-${day}`);
    cpSync(site.sitePath, copy, { recursive: true });
    return copy;
  };
  first = await publish(1);
  second = await publish(2);
  const { keys } = (await readLogKeys(site.databasePath)) as { keys: { verifiers: { verifier: string }[] } };
  verifier = keys.verifiers[0]?.verifier ?? '';
});
afterAll(() => site.close());

/** Not `spawnSync`: this process serves what the other one reads. */
function run(...args: string[]): Promise<Pick<SpawnSyncReturns<string>, 'status' | 'stdout' | 'stderr'>> {
  const child = spawn(process.execPath, [script, ...args]);
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  }
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, ...said })));
}

async function serve(answer: RequestListener): Promise<{ server: Server; origin: string }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const close = (server: Server) => {
  server.closeAllConnections();
  server.close();
};

describe('npm run verify', () => {
  test('ends with 0 where a folder is whole, says what that proves, and keeps the checkpoint', async () => {
    const kept = join(site.folder, 'kept');
    const { status, stdout, stderr } = await run(first, '--keep', kept);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('WHOLE: every file is the one that was logged.');
    expect(stdout).toContain('NOT ANCHORED');
    expect(stdout).toContain('Not proven by any log: that the figures were true');
    expect(readFileSync(kept)).toEqual(readFileSync(join(first, 'log/checkpoint')));
    const later = await run(second, '--checkpoint', kept, '--key', verifier, '--keep', kept);
    expect(later.status).toBe(0);
    expect(later.stdout).toContain('the key that you brought signed this log');
    expect(later.stdout).toContain('its first 2 entries are those of the checkpoint that you kept');
    expect(later.stdout).not.toContain('NOT ANCHORED');
    const back = await run(first, '--checkpoint', kept);
    expect(back.status).toBe(1);
    expect(back.stdout).toContain('the log was cut, or an old site was put back');
  });

  test('ends with 1 where a file was changed, and names it, with what was expected and found', async () => {
    const changed = join(site.folder, 'changed');
    cpSync(second, changed, { recursive: true });
    writeFileSync(join(changed, 'data/v1/reports/1.json'), '{"day":9}');
    writeFileSync(join(changed, 'added.html'), 'new');
    const { status, stdout } = await run(changed, '--keep', join(changed, 'kept'));
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /^FAULT data\/v1\/reports\/1\.json: expected 9 bytes, SHA-256 [0-9a-f]{16}…; found 9 bytes, SHA-256 [0-9a-f]{16}…$/m,
    );
    expect(stdout).toMatch(
      /^FAULT added\.html: expected no such file: no list names it; found a file that was added$/m,
    );
    expect(stdout).toContain('NOT WHOLE: 2 faults.');
    expect(existsSync(join(changed, 'kept'))).toBe(false);
  });

  test('tells at most forty faults, and how many more there are', async () => {
    const { figures, pages } = contentThrough(60);
    const wide = new LoggedSite();
    try {
      await wide.publish(figures, pages);
      for (let day = 1; day <= 60; day++) rmSync(join(wide.sitePath, `data/v1/reports/${day}.json`));
      const { status, stdout } = await run(wide.sitePath);
      expect([status, stdout.match(/^FAULT/gm)?.length]).toEqual([1, 40]);
      expect(stdout).toContain('… and 20 faults more');
    } finally {
      wide.close();
    }
  });

  test('reads a site from the web, with what it moves within its origin', async () => {
    const { server, origin } = await serveFolders(second);
    const moved = await serve((request, response) => {
      const { pathname } = new URL(request.url ?? '', 'http://localhost');
      const path = pathname.replace(/^\/centre\//, '');
      if (path.endsWith('index.html')) {
        response.writeHead(301, { location: pathname.slice(0, -'index.html'.length) }).end();
        return;
      }
      const file = join(second, path.endsWith('/') || path === '' ? `${path}index.html` : path);
      if (!existsSync(file)) return void response.writeHead(404).end();
      // As servers do that compress whatever they are asked for.
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(readFileSync(file)));
    });
    try {
      const plain = await run(`${origin}/`, '--key', verifier);
      expect([plain.status, plain.stderr]).toEqual([0, '']);
      expect(plain.stdout).toContain('WHOLE');
      const other = await run(`${moved.origin}/centre`);
      // A file that is compressed itself comes as it is, so those two differ on such a server.
      expect(other.stdout).not.toMatch(/FAULT (?!index\.html\.gz)/);
    } finally {
      close(server);
      close(moved.server);
    }
  });

  test('says what it could not read from the web, and follows nobody to another origin', async () => {
    const away = await serve((_, response) =>
      response.writeHead(302, { location: 'http://other.invalid/' }).end(),
    );
    const endless = await serve((_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'.repeat(1000)), 1);
      response.on('close', () => clearInterval(timer));
    });
    const silent = await serve(() => {});
    try {
      const { status, stdout } = await run(away.origin);
      expect(status).toBe(1);
      expect(stdout).toContain(
        'FAULT log/checkpoint: expected the signed head of the log; found a redirect to another site, http://other.invalid',
      );
      const limits = { largestBytes: 10_000, answerWithinMs: 200 };
      await expect(readWeb(new URL(endless.origin), limits).read('log/checkpoint')).rejects.toThrow(
        'more than 10000 bytes',
      );
      await expect(readWeb(new URL(silent.origin), limits).read('log/checkpoint')).rejects.toThrow(
        'no answer (nothing for 0.2 s)',
      );
    } finally {
      for (const { server } of [away, endless, silent]) close(server);
    }
  });

  test('asks the site alone, also where a list names what looks like another address', async () => {
    const asked: string[] = [];
    const { server, origin } = await serve((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(404).end();
    });
    try {
      expect(await readWeb(new URL(`${origin}/centre`)).read('https:other.invalid/x')).toBeNull();
      expect(asked).toEqual(['/centre/https:other.invalid/x']);
    } finally {
      close(server);
    }
  });

  test('checks again where the site is published anew while it is read', async () => {
    const now = { folder: first };
    const { server, origin } = await serve((request, response) => {
      if (request.url === '/data/v1/metrics.json') now.folder = second;
      const file = join(now.folder, request.url ?? '');
      if (!existsSync(file)) return void response.writeHead(404).end();
      response.end(readFileSync(file));
    });
    try {
      const { status, stdout } = await run(origin);
      expect(stdout).toContain('the site was published anew meanwhile: checking again');
      expect(stdout).toContain('4 entries, 2 editions');
      expect(status).toBe(0);
    } finally {
      close(server);
    }
  });

  test.each([
    [['nowhere'], 'expected the folder of a published site, or its address'],
    [['https://'], 'expected an address such as'],
    [['.', '--key', 'example.org+1234'], '--key: the verifier key "example.org+1234" has another form'],
    [['.', '--checkpoint', 'nowhere'], '--keep nowhere makes one'],
    [[], "missing required argument 'site'"],
  ])('called as %j ends with 2 and says what was expected', async (args, words) => {
    const { status, stderr } = await run(...args);
    expect([status, stderr.includes(words) || stderr]).toEqual([2, true]);
  });
});

describe('a mirror', () => {
  let mirror: string;
  beforeEach(() => {
    mirror = join(site.folder, 'mirror');
    rmSync(mirror, { recursive: true, force: true });
  });
  const visible = (folder: string) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => !name.startsWith('.'))
      .sort();

  test('is a copy that is whole by itself, goes on with the log, and keeps the figures that were replaced', async () => {
    expect((await run(first, '--mirror', mirror)).status).toBe(0);
    expect(visible(mirror)).toEqual(visible(first));
    expect((await run(second, '--mirror', mirror)).stdout).toContain(
      'its first 2 entries are those of the checkpoint',
    );
    expect(visible(mirror)).toEqual(visible(second));
    expect((await run(mirror)).status).toBe(0);
    const earlier = readdirSync(join(mirror, '.earlier')).map((name) =>
      readFileSync(join(mirror, '.earlier', name), 'utf8'),
    );
    expect(earlier).toContain(readFileSync(join(first, 'data/v1/series/day/offered.json'), 'utf8'));
  });

  test('does not go back, and takes nothing over from a site that is not whole', async () => {
    await run(second, '--mirror', mirror);
    const checkpoint = readFileSync(join(mirror, 'log/checkpoint'));
    const back = await run(first, '--mirror', mirror);
    expect(back.status).toBe(1);
    expect(back.stdout).toContain('the log was cut');
    expect(back.stdout).toContain('the copy stays as it was');
    const harmed = join(site.folder, 'harmed');
    cpSync(second, harmed, { recursive: true });
    writeFileSync(join(harmed, 'index.html'), 'other');
    expect((await run(harmed, '--mirror', mirror)).status).toBe(1);
    expect(readFileSync(join(mirror, 'log/checkpoint'))).toEqual(checkpoint);
    expect((await run(mirror)).status).toBe(0);
    expect(readdirSync(mirror)).not.toContain('.new');
  });

  test('is not made in a folder that holds something else', async () => {
    mkdirSync(mirror);
    writeFileSync(join(mirror, 'holiday.jpg'), 'picture');
    const { status, stderr } = await run(first, '--mirror', mirror);
    expect(status).toBe(2);
    expect(stderr).toContain('holds something other than a copy of a site');
    expect(readdirSync(mirror)).toEqual(['holiday.jpg']);
  });
});
