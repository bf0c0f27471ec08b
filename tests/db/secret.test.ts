import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openForWriting } from '../../db/open.ts';
import { hasherOf, makeHasher, secretPath } from '../../db/secret.ts';

const one = makeHasher(Buffer.alloc(32, 1));
const other = makeHasher(Buffer.alloc(32, 2));

describe('a hash', () => {
  test('is the same for the same reference, and another with another secret', () => {
    fc.assert(
      fc.property(fc.string(), (reference) => {
        expect(one.id('phone', reference)).toEqual(one.id('phone', reference));
        expect(one.customer(reference)).toBe(one.customer(reference));
        expect(one.id('phone', reference)).not.toEqual(other.id('phone', reference));
        expect(one.customer(reference)).not.toBe(other.customer(reference));
        expect(one.agent(reference)).not.toEqual(other.agent(reference));
      }),
    );
  });

  test('differs between purposes and between sources, so that no two can be joined', () => {
    expect(one.id('phone', 'x')).not.toEqual(one.id('chat', 'x'));
    expect(one.id('phone', 'x')).not.toEqual(one.agent('x'));
    expect(one.agent('7')).not.toEqual(one.agent('70'));
    expect(one.id('a', 'b\nc')).not.toEqual(one.id('a', 'b'));
  });

  test('has the length that is kept: ten bytes, and a customer 48 bits', () => {
    expect(one.id('phone', 'x')).toHaveLength(10);
    expect(one.agent('x')).toHaveLength(10);
    for (let i = 0; i < 200; i++) {
      const customer = one.customer(`customer ${i}`);
      expect(Number.isSafeInteger(customer) && customer >= 0 && customer < 2 ** 48).toBe(true);
    }
  });

  test('does not meet another among fifty thousand', () => {
    const hashes = new Set<string>();
    const customers = new Set<number>();
    for (let i = 0; i < 50_000; i++) {
      hashes.add(one.id('phone', `${i}`));
      customers.add(one.customer(`${i}`));
    }
    expect(hashes.size).toBe(50_000);
    expect(customers.size).toBe(50_000);
  });
});

describe('the secret of a database', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'candour-secret-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('lies beside it, readable by its owner alone, and is made once', () => {
    const db = openForWriting(join(folder, 'records.db'));
    const path = secretPath(db.path);
    const first = hasherOf(db).id('phone', 'x');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const text = readFileSync(path, 'utf8');
    expect(text).toMatch(/^[0-9a-f]{64}\n$/);
    expect(hasherOf(db).id('phone', 'x')).toEqual(first);
    expect(readFileSync(path, 'utf8')).toBe(text);
    db.close();
  });

  test('is in no file of the database', () => {
    const db = openForWriting(join(folder, 'records.db'));
    hasherOf(db);
    const secret = readFileSync(secretPath(db.path), 'utf8').trim();
    const needles = [secret, Buffer.from(secret, 'hex').toString('latin1')];
    for (const suffix of ['', '-wal']) {
      if (!existsSync(`${db.path}${suffix}`)) continue;
      const bytes = readFileSync(`${db.path}${suffix}`).toString('latin1');
      for (const needle of needles) expect(bytes).not.toContain(needle);
    }
    db.close();
  });

  test.each([
    ['a contact', 'INSERT INTO contact_ids (hash, key) VALUES (?, 1)'],
    [
      'an event of a contact that is in the menu',
      "INSERT INTO live_contacts (hash, source, queue, offered, last_at, record) VALUES (?, 1, 0, 1, 1, x'')",
    ],
  ])('is not replaced when %s is there and it is gone', (_, insert) => {
    const db = openForWriting(join(folder, 'records.db'));
    hasherOf(db);
    db.sql.prepare(insert).run(Buffer.alloc(10, 1));
    rmSync(secretPath(db.path));
    expect(() => hasherOf(db)).toThrow(/its secret .* is missing; put it back from the backup/);
    expect(existsSync(secretPath(db.path))).toBe(false);
    db.close();
  });

  test('is made anew when it is gone and no record was ever hashed with it', () => {
    const db = openForWriting(join(folder, 'records.db'));
    hasherOf(db);
    rmSync(secretPath(db.path));
    expect(() => hasherOf(db)).not.toThrow();
    db.close();
  });

  test('of other records is refused, and that of none is taken up', () => {
    const db = openForWriting(join(folder, 'records.db'));
    hasherOf(db);
    const own = readFileSync(secretPath(db.path));
    writeFileSync(secretPath(db.path), `${'ab'.repeat(32)}\n`);
    expect(() => hasherOf(db)).not.toThrow();
    writeFileSync(secretPath(db.path), own);
    hasherOf(db);
    db.sql.prepare('INSERT INTO contact_ids (hash, key) VALUES (?, 1)').run(Buffer.alloc(10, 1));
    writeFileSync(secretPath(db.path), `${'ab'.repeat(32)}\n`);
    expect(() => hasherOf(db)).toThrow(/is not that of the records .* repeated record would count twice/);
    writeFileSync(secretPath(db.path), own);
    expect(() => hasherOf(db)).not.toThrow();
    db.close();
  });

  test('is one where several loads begin at once', async () => {
    const path = join(folder, 'records.db');
    openForWriting(path).close();
    const program = `
      const { openForWriting } = await import(${JSON.stringify(new URL('../../db/open.ts', import.meta.url).href)});
      const { hasherOf } = await import(${JSON.stringify(new URL('../../db/secret.ts', import.meta.url).href)});
      const db = openForWriting(${JSON.stringify(path)});
      await new Promise((wake) => setTimeout(wake, ${Date.now() + 2500} - Date.now()));
      process.stdout.write(String(hasherOf(db).customer('x')));`;
    const made = await Promise.all(
      Array.from({ length: 4 }, () =>
        promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]),
      ),
    );
    expect(new Set(made.map(({ stdout }) => stdout)).size).toBe(1);
    expect(readdirSync(folder).filter((name) => name.includes('secret'))).toEqual(['records.db.secret']);
  });

  test.each(['', 'abc', 'z'.repeat(64), 'ab'.repeat(31)])('is refused when it is damaged: %j', (text) => {
    const db = openForWriting(join(folder, 'records.db'));
    writeFileSync(secretPath(db.path), text);
    expect(() => hasherOf(db)).toThrow(/is damaged: expected 64 hexadecimal digits/);
    db.close();
  });
});
