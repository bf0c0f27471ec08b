import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { OrganisationAnswer } from '../../api/contract/organisation.ts';
import type { ReleasesAnswer } from '../../api/contract/releases.ts';
import { openForWriting } from '../../db/open.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ADDRESS = /^Candour is at (http:\/\/127\.0\.0\.1:\d+\/)$/m;
const MOMENT = '2026-03-18T12:00:00Z';

let folder: string;
const started: ChildProcess[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'candour-test-'));
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `npm start` as a person would call it, with a database and an out of its own. */
function start(name: string, variables: Record<string, string> = {}, ...args: string[]) {
  const kept = Object.entries(process.env).filter(([key]) => !/^(npm_|VITEST|NODE_|TEST$)/i.test(key));
  const own = {
    PORT: '0',
    HOST: '',
    CANDOUR_CONFIG: '',
    CANDOUR_NOW: MOMENT,
    CANDOUR_DB: join(folder, `${name}.db`),
    CANDOUR_OUT: join(folder, `${name}-site`),
  };
  const child = spawn('npm', ['start', '--silent', ...(args.length > 0 ? ['--', ...args] : [])], {
    cwd: root,
    env: { ...Object.fromEntries(kept), ...own, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  const until = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = pattern.exec(stdout);
      if (found !== null) return found;
      if (child.exitCode !== null) throw new Error(`ended before ${pattern}: ${stdout}${stderr}`);
      await sleep(50);
    }
  };
  return { child, ended, until };
}

const textOf = async (address: string) => {
  const answer = await fetch(address);
  expect(answer.status, address).toBe(200);
  return answer.text();
};

/** Processes of the project's commands that work on our folder, by what the kernel says of them. */
const runningOn = (path: string) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
        return command.includes('scripts/') && environment.includes(`CANDOUR_DB=${path}`);
      } catch {
        return false;
      }
    });

/** Two years are counted, looked through for what would tell small figures, and published, beside other tests. */
const FIRST_START_MS = 900_000;

describe('a demonstration', { timeout: FIRST_START_MS }, () => {
  test('that is stopped while it is prepared leaves no process and no half-made site', async () => {
    const { child, ended, until } = start('demonstration');
    await until(/There are no records yet/);
    await sleep(2000);
    child.kill('SIGTERM');
    await ended;
    await sleep(500);
    if (process.platform === 'linux') expect(runningOn(join(folder, 'demonstration.db'))).toEqual([]);
    expect(readdirSync(folder).filter((name) => /site|staging/.test(name))).toEqual([]);
  });

  test('goes on from there, serves pages and answers on one origin, and stops when npm is told to', async () => {
    const { child, ended, until } = start('demonstration');
    const address = (await until(ADDRESS))[1] ?? '';
    const page = await textOf(address);
    expect(page.match(/demonstration/i)?.[0], 'a word about the demonstration').toBeDefined();
    expect(page.match(/18\s*March\s*2026/)?.[0], 'the moment that the page shows').toBeDefined();
    const organisation = JSON.parse(
      await textOf(`${address}data/v1/organisation.json`),
    ) as OrganisationAnswer;
    expect(organisation).toMatchObject({
      isDemonstration: true,
      records: { from: '2024-03-18', to: '2026-03-17' },
    });
    expect(await textOf(`${address}api/v1/organisation`)).toBe(JSON.stringify(organisation));
    expect(await textOf(`${address}api/v1/series?metric=offered&grain=day`)).toBe(
      await textOf(`${address}data/v1/series/day/offered.json`),
    );
    const compressed = await fetch(`${address}data/v1/series/day/offered.csv`, {
      headers: { 'accept-encoding': 'br' },
    });
    expect(compressed.headers.get('content-encoding')).toBe('br');
    expect((await fetch(`${address}.candour-stamp.json`)).status).toBe(404);

    child.kill('SIGTERM');
    const { stdout } = await ended;
    expect(stdout.trim().split('\n').at(-1)).toMatch(ADDRESS);
    if (process.platform === 'linux') expect(runningOn(join(folder, 'demonstration.db'))).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual([
      'demonstration-site',
      'demonstration.db',
      'demonstration.db.log-checkpoint',
      'demonstration.db.log-key',
      'demonstration.db.log-verifiers.json',
      // Locks: empty, and whoever ends has them no more.
      'demonstration.db.making',
      'demonstration.db.publishing',
      'demonstration.db.secret',
      'demonstration.db.serving',
    ]);
  });

  test('does nothing twice: started again it prints its address and no more', async () => {
    const { child, ended, until } = start('demonstration');
    await until(ADDRESS);
    child.kill('SIGINT');
    const { stdout, stderr } = await ended;
    expect(stdout).toMatch(/^Candour is at \S+\n$/);
    expect(stderr).toBe('');
  });
});

describe('an empty database', () => {
  test('stays empty when a configuration says whose it is, and has a page all the same', async () => {
    const file = join(folder, 'configuration.json');
    writeFileSync(file, '{ "organisation": { "name": "Example Bank", "timeZone": "Asia/Jerusalem" } }');
    const { child, ended, until } = start('empty', { CANDOUR_CONFIG: file });
    const address = (await until(ADDRESS))[1] ?? '';
    expect(await textOf(address)).toContain('Example Bank');
    const organisation = JSON.parse(await textOf(`${address}api/v1/organisation`)) as OrganisationAnswer;
    expect(organisation).toMatchObject({ isDemonstration: false, records: null });
    child.kill('SIGTERM');
    await ended;
  });
});

describe('a server that was away', () => {
  const run = async (work: (address: string) => Promise<void>) => {
    const { child, ended, until } = start('away', { CANDOUR_NOW: '' }, '--no-demonstration');
    await work((await until(ADDRESS))[1] ?? '');
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  };
  const interruptionsAt = async (address: string) =>
    (JSON.parse(await textOf(`${address}api/v1/releases`)) as ReleasesAnswer).interruptions;

  test('tells it by itself, from when it was last there, on the page that it publishes before it serves', async () => {
    await run(async (address) => expect(await interruptionsAt(address)).toEqual([]));
    const db = openForWriting(join(folder, 'away.db'));
    const stoppedAt = db.sql.prepare('SELECT at FROM serving').pluck().get() as number;
    expect(Math.abs(Date.now() / 1000 - stoppedAt)).toBeLessThan(60);
    // As if it had stopped two hours earlier, and nothing had been published since.
    db.sql.prepare('UPDATE serving SET at = at - 7200').run();
    db.close();
    rmSync(join(folder, 'away-site'), { recursive: true });
    await run(async (address) => {
      const [only, ...others] = await interruptionsAt(address);
      expect(others).toEqual([]);
      expect(Date.parse(only!.from) / 1000).toBe(stoppedAt - 7200);
      expect(only!.seconds).toBeGreaterThanOrEqual(7200);
      expect(only!.seconds).toBeLessThan(7200 + 300);
      const page = await textOf(`${address}releases/`);
      expect(page).toContain('Candour itself was away once');
    });
    // A restart is none.
    await run(async (address) => expect(await interruptionsAt(address)).toHaveLength(1));
  });
});

describe('two publications at the same time', () => {
  test('with databases and outs of their own do not meet', async () => {
    const publish = (name: string) =>
      new Promise<number | null>((resolve) => {
        const env = {
          ...process.env,
          CANDOUR_DB: join(folder, `${name}.db`),
          CANDOUR_OUT: join(folder, name),
          CANDOUR_CONFIG: '',
          CANDOUR_NOW: MOMENT,
        };
        const child = spawn(process.execPath, [join(root, 'scripts/publish.ts')], { env, stdio: 'ignore' });
        started.push(child);
        child.once('close', resolve);
      });
    expect(await Promise.all([publish('one'), publish('two')])).toEqual([0, 0]);
    const treeOf = (name: string) =>
      readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' }).sort();
    expect(treeOf('one')).toEqual(treeOf('two'));
    expect(treeOf('one').filter((path) => path.endsWith('.css')).length).toBeGreaterThan(0);
  });
});
