/** A disk that is full, one that may not be written, a damaged page: each is said clearly, and nothing acknowledged is lost. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openForReading } from '../../db/open.ts';
import { withOwnDisks } from '../support/own-disk.ts';
import { differencesOf, readFacts } from '../support/records-database.ts';

const scripts = fileURLToPath(new URL('../../scripts', import.meta.url));
const NO_MOUNT = 'this system lets nobody mount a disk of their own';
const ROWS = 3000;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candour-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function writeCalls(name: string): string {
  const file = join(folder, `${name}.csv`);
  const first = Date.parse('2024-03-04T08:00:00Z');
  const lines = Array.from({ length: ROWS }, (_, i) =>
    [
      `${name}-${i}`,
      new Date(first + i * 60_000).toISOString(),
      'phone',
      'answered',
      i % 90,
      `c${i % 700}`,
    ].join(','),
  );
  writeFileSync(file, ['id,offered_at,channel,outcome,wait_s,customer', ...lines, ''].join('\n'));
  return file;
}

const names = (database: string) => ({
  NODE: process.execPath,
  SCRIPTS: scripts,
  CANDOUR_DB: database,
  CANDOUR_CONFIG: '',
  CANDOUR_NOW: '2024-06-01T12:00:00Z',
  CANDOUR_OUT: join(folder, 'site'),
  PORT: '0',
});

/** The lines `NAME CODE WORDS` that commands below have written. */
function codesIn(stdout: string): [string, number][] {
  return [...stdout.matchAll(/^= (\S+) (\d+)$/gm)].map(([, name = '', code]) => [name, Number(code)]);
}

const countsIn = (stdout: string) =>
  [...stdout.matchAll(/^\{.*\}$/gm)].map(([line]) => JSON.parse(line) as Record<string, number>);

describe('a full disk', () => {
  test('ends loading, backing up and publishing with what to do; what was acknowledged is there, and the rest is taken when there is room', ({
    skip,
  }) => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    const files = Array.from({ length: 14 }, (_, i) => writeCalls(`f${i}`));
    const ran = withOwnDisks(
      `mount -t tmpfs -o size=4m none "$DISK"
       load() { code=0; "$NODE" "$SCRIPTS/ingest.ts" --source s --json "$1" || code=$?; echo "= $(basename "$1") $code"; }
       for file in $FILES; do load "$file"; done
       for name in backup publish; do code=0; CANDOUR_OUT="$DISK/site" "$NODE" "$SCRIPTS/$name.ts" || code=$?; echo "= $name $code"; done
       ls -A "$DISK" >&2
       mount -o remount,size=64m "$DISK"
       echo room
       for file in $FILES; do load "$file"; done
       cp -R "$DISK" "$OUT"`,
      {
        ...names(join(disk, 'records.db')),
        DISK: disk,
        OUT: join(folder, 'out'),
        FILES: files.join(' '),
      },
    );
    if (ran === null) return skip(NO_MOUNT);
    expect(ran.status, ran.stderr).toBe(0);
    const [full = '', room = ''] = ran.stdout.split('room\n');
    const codes = codesIn(full);
    const acknowledged = codes.filter(([name, code]) => name.startsWith('f') && code === 0).length;
    expect(acknowledged, ran.stderr).toBeGreaterThan(0);
    expect(acknowledged).toBeLessThan(files.length);
    for (const [name, code] of codes.slice(acknowledged)) expect([name, code]).toEqual([name, 1]);
    expect(ran.stderr.match(/^(the disk is full|the disk did not do)[^\n]*/gm)).toHaveLength(
      codes.length - acknowledged,
    );
    // Nothing half-made is left: no staging, no draft of a backup.
    expect(ran.stderr).not.toMatch(/candour-(backup|staging)/);

    const again = countsIn(room);
    expect(codesIn(room).map(([, code]) => code)).toEqual(files.map(() => 0));
    for (const [i, counts] of again.entries()) {
      if (i < acknowledged) expect(counts).toMatchObject({ unchanged: ROWS, accepted: 0 });
      else expect(counts.accepted! + counts.unchanged!).toBe(ROWS);
    }
    expectSame(join(folder, 'out', 'records.db'), files);
  });

  /** All that was told, and the same facts as loaded without a fault. */
  function expectSame(path: string, files: string[]): void {
    const straight = join(folder, 'straight.db');
    const ran = withOwnDisks('"$NODE" "$SCRIPTS/ingest.ts" --source s $FILES', {
      ...names(straight),
      FILES: files.join(' '),
    });
    expect(ran?.status, ran?.stderr).toBe(0);
    const [one, other] = [openForReading(path), openForReading(straight)];
    expect(one.sql.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(one.sql.prepare('SELECT count(*) FROM contacts').pluck().get()).toBe(files.length * ROWS);
    expect(differencesOf(readFacts(one), readFacts(other))).toEqual([]);
    one.close();
    other.close();
  }
});

describe('a disk that may not be written', () => {
  test('is named by every command, which then does nothing', ({ skip }) => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    const file = writeCalls('one');
    const ran = withOwnDisks(
      `"$NODE" "$SCRIPTS/ingest.ts" --source s "$FILE" >/dev/null 2>&1
       mount --bind "$DISK" "$DISK"; mount -o remount,bind,ro "$DISK"
       for name in "ingest.ts --source s $FILE" start.ts publish.ts backup.ts; do
         code=0; "$NODE" $SCRIPTS/$name || code=$?; echo "= ok $code"; done`,
      { ...names(join(disk, 'records.db')), DISK: disk, FILE: file },
    );
    if (ran === null) return skip(NO_MOUNT);
    expect(
      codesIn(ran.stdout).map(([, code]) => code),
      ran.stderr,
    ).toEqual([1, 1, 1, 1]);
    expect(
      ran.stderr.match(/^the database cannot be written: .*whether its disk may be written$/gm),
    ).toHaveLength(4);
    const db = openForReading(join(disk, 'records.db'));
    expect(db.sql.prepare('SELECT count(*) FROM contacts').pluck().get()).toBe(ROWS);
    db.close();
  });
});

async function run(name: string, args: string[], database: string) {
  const child = spawn(process.execPath, [join(scripts, `${name}.ts`), ...args], {
    env: { ...process.env, ...names(database) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (piece: Buffer) => {
    stdout += piece.toString();
  });
  child.stderr.on('data', (piece: Buffer) => {
    stderr += piece.toString();
  });
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, stdout, stderr };
}

describe('a damaged page', () => {
  test('stops loading, serving and publishing with the way back, and the way back works', async () => {
    const database = join(folder, 'records.db');
    const [first, second] = [writeCalls('one'), writeCalls('two')];
    expect((await run('ingest', ['--source', 's', first], database)).status).toBe(0);
    const { stdout } = await run('backup', [], database);
    const backup = stdout.trim();
    expect((await run('ingest', ['--source', 's', second], database)).status).toBe(0);
    // Publishing reads no ids.
    for (const [table, commands] of [
      ['contacts', ['ingest', 'publish', 'start', 'backup']],
      ['meta', ['ingest', 'publish', 'start', 'backup']],
      ['contact_ids', ['ingest', 'backup']],
    ] as const) {
      const broken = join(folder, table, 'records.db');
      mkdirSync(join(folder, table));
      for (const name of readdirSync(folder)) {
        if (name.startsWith('records.db')) cpSync(join(folder, name), join(folder, table, name));
      }
      damage(broken, table);
      for (const name of commands) {
        const args = name === 'ingest' ? ['--source', 's', writeCalls('three')] : [];
        const { status, stderr } = await run(name, args, broken);
        expect([name, status], stderr).toEqual([name, 1]);
        expect(stderr).toMatch(/is damaged/);
        if (name !== 'backup') expect(stderr).toMatch(/npm run backup -- --restore FILE/);
      }
      const restored = await run('backup', ['--restore', backup], broken);
      expect([restored.status, restored.stderr]).toEqual([
        0,
        expect.stringContaining('what stood there is now'),
      ]);
      for (const [file, is] of [
        [first, 'unchanged'],
        [second, 'accepted'],
      ] as const) {
        const again = await run('ingest', ['--source', 's', '--json', file], broken);
        expect(again.status, again.stderr).toBe(0);
        expect(countsIn(again.stdout).at(-1)).toMatchObject({ [is]: ROWS });
      }
    }
  });

  /** Writes over the middle of a table's first page. */
  function damage(path: string, table: string): void {
    const db = openForReading(path);
    const page = db.sql
      .prepare('SELECT rootpage FROM sqlite_master WHERE name = ?')
      .pluck()
      .get(table) as number;
    const size = db.sql.pragma('page_size', { simple: true }) as number;
    db.close();
    const bytes = readFileSync(path);
    bytes.fill(0x5a, (page - 1) * size, (page - 1) * size + size / 2);
    writeFileSync(path, bytes);
    for (const end of ['-wal', '-shm']) if (existsSync(`${path}${end}`)) rmSync(`${path}${end}`);
  }
});

describe('two loads at once', () => {
  test('both end well, with every row of both and the same facts as one after the other', async () => {
    const files = [writeCalls('one'), writeCalls('two'), writeCalls('three')];
    const [together, apart] = [join(folder, 'together.db'), join(folder, 'apart.db')];
    const ended = await Promise.all(
      files.map((file) => run('ingest', ['--source', 's', '--json', file], together)),
    );
    for (const { status, stderr, stdout } of ended) {
      expect(status, stderr).toBe(0);
      expect(countsIn(stdout).at(-1)).toMatchObject({ accepted: ROWS });
    }
    expect((await run('ingest', ['--source', 's', ...files], apart)).status).toBe(0);
    const [one, other] = [openForReading(together), openForReading(apart)];
    expect(one.sql.prepare('SELECT count(*) FROM contact_ids').pluck().get()).toBe(files.length * ROWS);
    expect(one.sql.prepare('SELECT count(*) FROM dirty').pluck().get()).toBe(0);
    expect(differencesOf(readFacts(one), readFacts(other))).toEqual([]);
    one.close();
    other.close();
  });
});
