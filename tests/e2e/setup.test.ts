// Runs the set-up through the real npm, in a small project of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { explainInstallFailure } from '../../scripts/install.mjs';

const scripts = fileURLToPath(new URL('../../scripts', import.meta.url));
let root = '';
const started: ChildProcess[] = [];

const writeProject = (dependencies: Record<string, string> = {}, locked = dependencies) => {
  const about = { name: 'small', version: '1.0.0' };
  const commands = ['echo', 'read', 'fail', 'wait'].map((name) => [
    name,
    `exec node scripts/setup.mjs ${name}`,
  ]);
  const described = { ...about, type: 'module', scripts: Object.fromEntries(commands), dependencies };
  const packages: Record<string, object> = { '': { ...about, dependencies: locked } };
  for (const [name, version] of Object.entries(locked)) packages[`node_modules/${name}`] = { version };
  writeFileSync(join(root, 'package.json'), JSON.stringify(described));
  writeFileSync(
    join(root, 'package-lock.json'),
    JSON.stringify({ ...about, lockfileVersion: 3, requires: true, packages }),
  );
};

// A port that nothing listens on: no test here may depend on a network, or bother one.
const closedPort = '127.0.0.1:9';

const environment = () => {
  const kept = Object.entries(process.env).filter(([name]) => !/^(npm_|VITEST|NODE_OPTIONS)/i.test(name));
  return {
    ...Object.fromEntries(kept),
    npm_config_registry: `http://${closedPort}`,
    npm_config_cache: join(root, 'cache'),
    npm_config_fetch_retries: '0',
    npm_config_update_notifier: 'false',
  };
};

interface Ending {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const start = (args: readonly string[]) => {
  const child = spawn('npm', ['run', '--silent', ...args], {
    cwd: root,
    env: environment(),
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
  const ended = new Promise<Ending>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { child, ended, readStdout: () => stdout };
};

const run = (args: readonly string[], input = '') => {
  const { child, ended } = start(args);
  child.stdin.end(input);
  return ended;
};

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    // Ended and not yet collected by whoever is process 1 here: gone for everyone but the process table.
    const status = existsSync('/proc/self/stat') ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '';
    return !status.includes(') Z ');
  } catch {
    return false;
  }
};

const waitUntil = async (what: string, holds: () => boolean) => {
  for (let tries = 0; tries < 600; tries += 1) {
    if (holds()) return;
    await sleep(50);
  }
  throw new Error(`waited in vain: ${what}`);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'setup-'));
  mkdirSync(join(root, 'scripts'));
  for (const name of ['setup', 'install', 'supervise']) {
    cpSync(join(scripts, `${name}.mjs`), join(root, 'scripts', `${name}.mjs`));
  }
  const write = (name: string, text: string) => writeFileSync(join(root, 'scripts', `${name}.ts`), text);
  write('echo', 'const args: string[] = process.argv.slice(2);\nconsole.log(JSON.stringify(args));\n');
  write('read', 'process.stdin.pipe(process.stdout);\n');
  write('fail', 'process.exitCode = 3 as number;\n');
  write('wait', "console.log(process.pid, process.ppid, 'ready');\nsetTimeout(() => {}, 60_000);\n");
  writeProject();
});

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

describe('a command', () => {
  test('gets its arguments as they were given, and stdout is its own', async () => {
    const first = await run(['echo', '--', '--json', 'two words', '-']);
    expect(first.stdout).toBe('["--json","two words","-"]\n');
    expect(first.stderr).toMatch(/Installing .*\nInstalled in \d+ s\.\n$/);
    const second = await run(['echo']);
    expect(second.stderr).toBe('');
  });

  test('reads what is piped into npm', async () => {
    expect((await run(['read'], 'line one\nline two\n')).stdout).toBe('line one\nline two\n');
  });

  test('passes its exit code on', async () => {
    expect((await run(['fail'])).code).toBe(3);
  });

  test('that does not exist is refused in one line', async () => {
    rmSync(join(root, 'scripts', 'echo.ts'));
    const { code, stderr } = await run(['echo']);
    expect(stderr).toBe('candour: no command "echo": `npm run` lists those that exist\n');
    expect(code).toBe(1);
  });

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'] as const)(
    '%s to the npm process alone ends every process below it',
    async (signal) => {
      const { child, ended, readStdout } = start(['wait']);
      await waitUntil('the command to start', () => readStdout().includes('ready'));
      const below = readStdout().split(' ').slice(0, 2).map(Number);
      expect(below.map(isAlive)).toEqual([true, true]);
      child.kill(signal);
      await ended;
      await waitUntil(`the end of ${below.join(' and ')}`, () => !below.some(isAlive));
    },
  );
});

describe('an install', () => {
  const stampFile = () => join(root, 'node_modules', '.setup-stamp');

  test('is done again when the lock names other packages', async () => {
    await run(['echo']);
    writeFileSync(stampFile(), 'an older lock linux-x64\n');
    expect((await run(['echo'])).stderr).toContain('Installing');
  });

  test('made by hand is taken as it is', async () => {
    mkdirSync(join(root, 'node_modules'));
    writeFileSync(join(root, 'node_modules', '.package-lock.json'), '{ "packages": {} }');
    expect((await run(['echo'])).stderr).toBe('');
    expect(existsSync(stampFile())).toBe(true);
  });

  test('asked for twice at once is done once', async () => {
    const ends = await Promise.all([run(['echo', 'a']), run(['echo', 'b']), run(['echo', 'c'])]);
    expect(ends.map((end) => end.stdout)).toEqual(['["a"]\n', '["b"]\n', '["c"]\n']);
    expect(ends.filter((end) => end.stderr.includes('Installing'))).toHaveLength(1);
    expect(existsSync(join(root, 'var', 'setup.lock'))).toBe(false);
  });

  test('without a network says so in one line', async () => {
    writeProject({ 'absent-package': '1.0.0' });
    const { code, stdout, stderr } = await run(['echo']);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringContaining('Installing'),
      "candour: cannot reach the package registry at 127.0.0.1:9 (ECONNREFUSED): check the network or npm's proxy setting and run the same command again",
    ]);
    expect(stdout).toBe('');
    expect(code).toBe(1);
    expect(existsSync(stampFile())).toBe(false);
  });

  test('of a lock out of step says so in one line', async () => {
    mkdirSync(join(root, 'local'));
    writeFileSync(join(root, 'local', 'package.json'), '{ "name": "local", "version": "1.0.0" }');
    writeProject({ local: 'file:local' }, {});
    const { stderr } = await run(['echo']);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringContaining('Installing'),
      expect.stringMatching(/^candour: package-lock\.json does not match package\.json: restore both/),
    ]);
  });

  test('without a place for its lock says which path', async () => {
    writeFileSync(join(root, 'var'), 'a file where a folder should be');
    const { code, stderr } = await run(['echo']);
    expect(stderr).toMatch(/^candour: .*var.* is not a folder.*\n$/);
    expect(code).toBe(1);
  });

  test.each([
    [
      'npm error code ENOSPC\nnpm error nospc There appears to be insufficient space',
      'the disk is full (ENOSPC)',
    ],
    [
      'npm error code EACCES\nnpm error syscall mkdir\nnpm error path /srv/app/node_modules\n',
      'no permission to write /srv/app/node_modules (EACCES)',
    ],
    ['npm error code EROFS\n', 'no permission to write /srv/app (EROFS)'],
    [
      'npm error code ENOTFOUND\nnpm error network request to https://packages.example/x failed',
      'cannot reach the package registry at packages.example (ENOTFOUND)',
    ],
    ['npm ERR! code ETIMEDOUT\n', 'cannot reach the package registry (ETIMEDOUT)'],
    ['npm error code SELF_SIGNED_CERT_IN_CHAIN\n', "the package registry's certificate is not trusted here"],
    ['npm error code EINTEGRITY\n', 'a downloaded package is damaged (EINTEGRITY)'],
    ['npm error code E401\n', 'the package registry refused the download (E401)'],
    ['npm error code ETARGET\n', 'the package registry lacks a package of the lock file (ETARGET)'],
    ['npm error something new\nnpm error A complete log of this run', 'npm ci failed: something new; run'],
    ['', 'npm ci failed: it said nothing'],
  ])('that ends with %j is explained', (output, sentence) => {
    const explained = explainInstallFailure(output, '/srv/app');
    expect(explained).toContain(sentence);
    expect(explained).not.toContain('\n');
  });

  test('leaves a lock behind only until it is old', async () => {
    mkdirSync(join(root, 'var'));
    const file = join(root, 'var', 'setup.lock');
    writeFileSync(file, '1\n');
    const longAgo = new Date('2020-01-01T00:00:00Z');
    utimesSync(file, longAgo, longAgo);
    expect((await run(['echo'])).code).toBe(0);
    expect(readFileSync(stampFile(), 'utf8')).toContain(process.platform);
  });
});
