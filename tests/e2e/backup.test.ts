/** A backup taken while records pour in holds every record that was acknowledged before it began, and works when restored. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { renderAddress } from '../../api/render.ts';
import { heldFiles, heldVersion, readEditions, sha256 } from '../../db/editions.ts';
import { lastCheckpointPath } from '../../db/last-checkpoint.ts';
import { readEntries } from '../../db/log-entries.ts';
import { logKeyPath, logVerifiersPath } from '../../db/log-key.ts';
import { openForReading, openForWriting, type ReadHandle } from '../../db/open.ts';
import { secretPath } from '../../db/secret.ts';
import { takeTurn } from '../../db/turn.ts';
import { SmallBank } from '../support/small-bank.ts';
import { printEdition } from '../support/small-press.ts';

const scriptOf = (name: string) => fileURLToPath(new URL(`../../scripts/${name}.ts`, import.meta.url));
/** Rows of each file that is loaded; a load is acknowledged when its command ends with 0. */
const ROWS = 400;

let bank: SmallBank;
beforeEach(() => {
  bank = new SmallBank();
});
afterEach(() => bank.close());

const environment = (database = bank.path) => ({
  ...process.env,
  CANDOUR_DB: database,
  CANDOUR_CONFIG: configuration(),
  CANDOUR_NOW: '1999-03-20T10:00:00Z',
});

function configuration(): string {
  const file = join(bank.folder, 'bank.json');
  const organisation = { name: 'Example Bank', timeZone: 'Asia/Jerusalem' };
  if (!existsSync(file)) writeFileSync(file, JSON.stringify({ organisation }));
  return file;
}

function run(name: string, args: string[], database = bank.path) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [scriptOf(name), ...args], {
    env: environment(database),
    encoding: 'utf8',
  });
  return { status, stdout: stdout.trim(), stderr };
}

function writeCalls(name: string): string {
  const file = join(bank.folder, `${name}.csv`);
  const first = Date.parse('1999-02-03T08:00:00Z');
  const lines = Array.from({ length: ROWS }, (_, i) =>
    [`${name}-${i}`, new Date(first + i * 60_000).toISOString(), 'phone', 'answered', i % 90].join(','),
  );
  writeFileSync(file, ['id,offered_at,channel,outcome,wait_s', ...lines, ''].join('\n'));
  return file;
}

const counts = (stdout: string) => JSON.parse(stdout.split('\n').at(-1) ?? '') as Record<string, number>;

/** Loads one file after the other until it is told to end; says which were acknowledged so far. */
class Pouring {
  readonly acknowledged: string[] = [];
  #child: ChildProcess | null = null;
  #isEnded = false;
  readonly #done: Promise<void>;

  constructor(files: string[]) {
    this.#done = this.#pour(files);
  }

  async #pour(files: string[]): Promise<void> {
    for (const file of files) {
      if (this.#isEnded) return;
      const args = [scriptOf('ingest'), '--source', 'pour', file];
      this.#child = spawn(process.execPath, args, { env: environment(), stdio: 'ignore' });
      const [code] = (await once(this.#child, 'exit')) as [number | null];
      if (code === 0) this.acknowledged.push(file);
    }
  }

  async end(): Promise<void> {
    this.#isEnded = true;
    await this.#done;
  }
}

describe('a backup', () => {
  test('taken while records pour in has all that was acknowledged, answers as of an edition alike, and its editions verify', async () => {
    printEdition(bank);
    bank.nowSeconds += 86_400;
    run('ingest', ['--source', 'pour', writeCalls('before')]);
    printEdition(bank);
    for (const of of [logKeyPath, logVerifiersPath, lastCheckpointPath]) {
      writeFileSync(of(bank.path), of === logKeyPath ? 'private' : 'public');
    }
    const files = Array.from({ length: 12 }, (_, i) => writeCalls(`file${i}`));
    const pouring = new Pouring(files);
    while (pouring.acknowledged.length < 2) await new Promise((wake) => setTimeout(wake, 20));
    const acknowledged = [join(bank.folder, 'before.csv'), ...pouring.acknowledged];
    const child = spawn(process.execPath, [scriptOf('backup')], {
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [said, made] = ['', ''];
    child.stderr.on('data', (piece: Buffer) => {
      said += piece.toString();
    });
    child.stdout.on('data', (piece: Buffer) => {
      made += piece.toString();
    });
    const [code] = (await once(child, 'close')) as [number];
    await pouring.end();
    expect([code, said]).toEqual([0, expect.stringContaining('Example Bank')]);
    expect(pouring.acknowledged.length, 'it was poured on').toBeGreaterThan(acknowledged.length - 1);
    const backup = made.trim();
    expect(said).toMatch(/2 editions, the last of 1999-03-16T10:00:00Z/);
    expect(said).toContain("not in it: the log's private key");
    expect(readdirSync(join(bank.folder, 'backups')).some((name) => name.endsWith('.log-key'))).toBe(false);
    for (const file of [backup, secretPath(backup)]) expect(statSync(file).mode & 0o777).toBe(0o600);

    const elsewhere = join(bank.folder, 'elsewhere', 'records.db');
    const restored = run('backup', ['--restore', backup], elsewhere);
    expect([restored.status, restored.stderr]).toEqual([0, expect.stringContaining('send them again')]);
    expect(readFileSync(logVerifiersPath(elsewhere), 'utf8')).toBe('public');
    expect(existsSync(logKeyPath(elsewhere))).toBe(false);
    const read = openForReading(elsewhere);
    expectSameEditions(bank.read, read);
    for (const address of [
      '/api/v1/series?metric=offered&grain=hour&from=1999-02-07&to=1999-02-11',
      '/api/v1/reports',
    ]) {
      for (const { at } of readEditions(read)) {
        const asked = `${address}${address.includes('?') ? '&' : '?'}as_of=${encodeURIComponent(bank.zone.formatInstant(at))}`;
        const answer = renderAddress({ ...bank.context(), db: read }, asked);
        expect(answer.status, answer.body).toBe(200);
        expect(answer).toEqual(renderAddress(bank.context(), asked));
      }
    }
    read.close();
    for (const file of acknowledged) {
      const { status, stdout } = run('ingest', ['--source', 'pour', '--json', file], elsewhere);
      expect([status, counts(stdout)]).toEqual([
        0,
        expect.objectContaining({ unchanged: ROWS, accepted: 0 }),
      ]);
    }
    // And what came after it is taken when it is sent again.
    const late = run('ingest', ['--source', 'pour', '--json', files.at(-1)!], elsewhere);
    expect(late.status).toBe(0);
  });

  function expectSameEditions(original: ReadHandle, copy: ReadHandle): void {
    const editions = readEditions(original);
    expect(editions).toHaveLength(2);
    expect(readEditions(copy)).toEqual(editions);
    expect(readEntries(copy)).toEqual(readEntries(original));
    for (const { id } of editions) {
      let compared = 0;
      for (const { address, sha256: hash } of heldFiles(copy).values()) {
        const version = heldVersion(copy, address, id);
        if (version === null) continue;
        expect(sha256(version.read()), address).toEqual(version.sha256);
        if (id === editions.length) expect(version.sha256).toEqual(hash);
        compared++;
      }
      expect(compared).toBeGreaterThan(100);
    }
  }

  test('replaces nothing, and only the oldest dated ones of the same database are removed', () => {
    const folder = join(bank.folder, 'kept');
    mkdirSync(folder);
    const others = ['records-notes.db', 'other-19990101T000000Z.db', 'records-19990101T000000Z.db.txt'];
    const old = ['records-19980101T000000Z.db', 'records-19990101T000000Z.db', 'records-19990102T000000Z.db'];
    for (const name of [...others, ...old, `${old[0]}.secret`]) writeFileSync(join(folder, name), name);
    const made = run('backup', ['--keep', '2', folder]);
    expect([made.status, made.stderr]).toEqual([
      0,
      expect.stringContaining(`removed ${old[0]}, ${old[1]}: 2 are kept`),
    ]);
    const dated = made.stdout.split('/').at(-1) ?? '';
    expect(readdirSync(folder).sort()).toEqual([...others, old[2]!, dated, `${dated}.secret`].sort());

    const file = join(folder, 'records-notes.db');
    const refused = run('backup', [file]);
    expect([refused.status, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toBe(
      `${file} is there, and a backup replaces nothing: name another file, or a folder\n`,
    );
    expect(readFileSync(file, 'utf8')).toBe('records-notes.db');
    expect(run('backup', ['--keep', '2', join(folder, 'new.db')]).status).toBe(2);
  });

  test('of a damaged database is none, and leaves nothing', () => {
    bank.db.sql.pragma('wal_checkpoint(TRUNCATE)');
    const broken = join(bank.folder, 'broken.db');
    copyFileSync(bank.path, broken);
    copyFileSync(secretPath(bank.path), secretPath(broken));
    damage(broken, 'contacts');
    const { status, stdout, stderr } = run('backup', [join(bank.folder, 'copy.db')], broken);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/is damaged/);
    expect(readdirSync(bank.folder).filter((name) => /copy|candour-backup/.test(name))).toEqual([]);
  });

  test('without its secret is none, since records that come again would count twice', () => {
    rmSync(secretPath(bank.path));
    const { status, stderr } = run('backup', []);
    expect(status).toBe(1);
    expect(stderr).toMatch(/records\.db\.secret is missing: .* count twice/);
  });
});

describe('restoring', () => {
  let backup = '';
  let target = '';
  beforeEach(() => {
    backup = join(bank.folder, 'backup.db');
    target = join(bank.folder, 'target.db');
    expect(run('backup', [backup]).status).toBe(0);
    expect(run('backup', ['--restore', backup], target).status).toBe(0);
  });
  const contacts = (path: string) => {
    const db = openForReading(path);
    try {
      return db.sql.prepare('SELECT count(*) FROM contacts').pluck().get();
    } finally {
      db.close();
    }
  };

  test('leaves a whole database as it is unless it is told to, and then sets it aside', () => {
    expect(run('ingest', ['--source', 'pour', writeCalls('more')], target).status).toBe(0);
    const before = contacts(target) as number;
    const refused = run('backup', ['--restore', backup], target);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(
      /target\.db is there and whole, with [\d,]+ contacts, and is left as it is; .*--replace/,
    );
    expect(contacts(target)).toBe(before);
    const done = run('backup', ['--restore', backup, '--replace'], target);
    expect(done.status).toBe(0);
    const aside = /what stood there is now (\S+)/.exec(done.stderr)?.[1] ?? '';
    expect([contacts(aside), contacts(target)]).toEqual([before, before - ROWS]);
  });

  test('takes the place of a damaged database with its write-ahead log, and keeps both', () => {
    damage(target, 'contacts');
    writeFileSync(`${target}-wal`, 'left behind');
    const done = run('backup', ['--restore', backup], target);
    expect([done.status, done.stderr]).toEqual([0, expect.stringContaining('what stood there is now')]);
    expect(contacts(target)).toBe(contacts(backup));
    expect(existsSync(`${target}-wal`)).toBe(false);
  });

  test('touches no database that is served, published or written to', () => {
    for (const work of ['serving', 'publishing'] as const) {
      const turn = takeTurn(target, work);
      const refused = run('backup', ['--restore', backup, '--replace'], target);
      expect([refused.status, refused.stderr]).toEqual([
        1,
        expect.stringMatching(/works on .*: stop it first/),
      ]);
      turn?.release();
    }
    const other = openForWriting(target);
    const refused = run('backup', ['--restore', backup, '--replace'], target);
    other.close();
    expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining('is in use')]);
  });

  test('refuses a backup that is damaged, one without its secret, and one with that of others', () => {
    const fresh = join(bank.folder, 'fresh.db');
    writeFileSync(secretPath(backup), `${'ab'.repeat(32)}\n`, { mode: 0o600 });
    expect(run('backup', ['--restore', backup], fresh).stderr).toMatch(/not the secret of the records/);
    rmSync(secretPath(backup));
    expect(run('backup', ['--restore', backup], fresh).stderr).toMatch(/secret is missing/);
    // Where the right one lies at its place already, nothing is missing.
    copyFileSync(secretPath(target), secretPath(fresh));
    expect(run('backup', ['--restore', backup], fresh).status).toBe(0);
    damage(backup, 'contacts');
    const other = join(bank.folder, 'other.db');
    const refused = run('backup', ['--restore', backup], other);
    expect([refused.status, refused.stderr]).toEqual([
      1,
      expect.stringMatching(/is damaged.*nothing was restored/),
    ]);
    expect(existsSync(other)).toBe(false);
  });

  test('says how much of the log a backup lacks of what was signed', () => {
    writeFileSync(lastCheckpointPath(target), 'example.org/log\n9\nroot\n');
    rmSync(target);
    expect(run('backup', ['--restore', backup], target).stderr).toMatch(
      /^9 entries of the log were signed after/m,
    );
  });
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
}
