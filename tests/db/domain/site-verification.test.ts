import { hash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bytes } from '../../../db/domain/bytes.ts';
import { signCheckpoint } from '../../../db/domain/checkpoint.ts';
import { growLog } from '../../../db/domain/log-growth.ts';
import { readEntryBundle } from '../../../db/domain/log-tile.ts';
import { emptyRoot } from '../../../db/domain/merkle-proof.ts';
import { parseVerifierKey, splitNote, type VerifierKey } from '../../../db/domain/signed-note.ts';
import { type Verification, verifySite } from '../../../db/domain/site-verification.ts';
import { readLogKeys, rotateLogKey } from '../../../db/log-key.ts';
import { readFolder } from '../../../scripts/site-reader.ts';
import { sayVerification } from '../../../scripts/verification-words.ts';
import { drawer } from '../../support/drawer.ts';
import { contentThrough, LoggedSite } from '../../support/logged-site.ts';

let site: LoggedSite;
/** the whole site after the second day, and after the third */
let earlier: string;
let folder: string;
let key: VerifierKey;
const CHECKPOINT = 'log/checkpoint';
const SITE_LIST = 'log/site.file-list.json';

beforeAll(async () => {
  site = new LoggedSite();
  for (const day of [1, 2]) await site.publish(...contentOf(day));
  earlier = join(site.folder, 'earlier');
  cpSync(site.sitePath, earlier, { recursive: true });
  site.register('call back within the hour');
  await site.publish(...contentOf(3));
  folder = site.sitePath;
  const keys = await readLogKeys(site.databasePath);
  if (!keys.ok || keys.keys === null) throw new Error('no key');
  const parsed = await parseVerifierKey(keys.keys.verifiers[0]?.verifier ?? '');
  if (!parsed.ok) throw new Error(parsed.reason);
  key = parsed.key;
});
afterAll(() => site.close());

const contentOf = (day: number) => {
  const { figures, pages } = contentThrough(day);
  return [figures, pages] as const;
};
const nodeHash = (bytes: Bytes) => hash('sha256', bytes, 'buffer');
const verify = (at: string, anchors: { keys?: VerifierKey[]; kept?: Bytes | null } = {}) =>
  verifySite(readFolder(at), { keys: [], kept: null, hash: nodeHash, ...anchors });
const read = (at: string, path: string) => new Uint8Array(readFileSync(join(at, path)));
const pathsOf = (verification: Verification) => verification.faults.map(({ path }) => path);

/** The site's files in memory, in which a test may change some without touching the folder. */
function inMemory(at: string) {
  const files = new Map(
    readdirSync(at, { recursive: true, withFileTypes: true })
      .filter((found) => found.isFile())
      .map((found) => join(found.parentPath, found.name).slice(at.length + 1))
      .map((path) => [path, read(at, path)] as const),
  );
  const check = (anchors: { keys?: VerifierKey[]; kept?: Bytes | null } = {}) =>
    verifySite(
      { paths: [...files.keys()], width: 1, read: (path) => files.get(path) ?? null },
      { keys: [], kept: null, hash: nodeHash, ...anchors },
    );
  return { files, check };
}

test('a site as it was published is whole, and says of which log and day it is', async () => {
  const found = await verify(folder);
  expect(found.faults).toEqual([]);
  expect(found.log).toMatchObject({ origin: 'figures.example.org/log', size: 7 });
  expect(found).toMatchObject({ editions: 3, lastDay: '2026-01-02', builtOn: '2026-01-03', ended: 0 });
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  // All but checkpoint, tile, bundle and four proofs, which are made anew and compared.
  expect(found.files).toBe(files.length - 7);
});

describe('a changed byte is found', () => {
  test('in every file of a small site: each byte of the short ones, and 200 drawn ones of the others', async () => {
    const { files, check } = inMemory(folder);
    const draw = drawer(7);
    const missed: string[] = [];
    let tried = 0;
    for (const [path, bytes] of [...files]) {
      const places =
        bytes.length <= 400 ? bytes.keys() : new Set(Array.from({ length: 200 }, () => draw(bytes.length)));
      for (const place of places) {
        const changed = bytes.slice();
        changed[place] = (changed[place] ?? 0) ^ (1 + draw(255));
        files.set(path, changed);
        const { faultCount } = await check();
        tried++;
        if (faultCount === 0) missed.push(`${path} at ${place}`);
      }
      files.set(path, bytes);
    }
    expect(missed).toEqual([]);
    expect(tried).toBeGreaterThan(2000);
    expect((await check()).faultCount).toBe(0);
  });

  test('and the file is named, with what was expected and what was found', async () => {
    const { files, check } = inMemory(folder);
    files.set('data/v1/metrics.json', new TextEncoder().encode('{"metrics":["answered"]}'));
    const { faults } = await check();
    expect(faults).toEqual([
      {
        path: 'data/v1/metrics.json',
        expected: expect.stringMatching(/^23 bytes, SHA-256 [0-9a-f]{16}…$/),
        found: expect.stringMatching(/^24 bytes, SHA-256 [0-9a-f]{16}…$/),
      },
    ]);
  });

  test('and where an entry of the log is another one, its file is named and its place', async () => {
    const { files, check } = inMemory(folder);
    const bundle = 'log/tile/entries/000.p/7';
    const bytes = (files.get(bundle) as Bytes).slice();
    const text = new TextDecoder('latin1').decode(bytes);
    bytes[text.indexOf('"2026-01-01"') + 10] = 0x32;
    files.set(bundle, bytes);
    const { faults } = await check();
    expect(faults.map(({ path, found }) => [path, found])).toContainEqual([
      bundle,
      'another hash at place 1',
    ]);
  });

  test('also where a byte is lost or added at the end', async () => {
    const { files, check } = inMemory(folder);
    for (const [path, bytes] of [...files]) {
      for (const changed of [bytes.slice(0, -1), Uint8Array.of(...bytes, 10)]) {
        files.set(path, changed);
        expect((await check()).faultCount, path).toBeGreaterThan(0);
      }
      files.set(path, bytes);
    }
  });
});

describe('a changed set of files is found', () => {
  test('each file that is taken away', async () => {
    const { files, check } = inMemory(folder);
    for (const [path, bytes] of [...files]) {
      files.delete(path);
      expect(pathsOf(await check()), path).toContain(path);
      files.set(path, bytes);
    }
  });

  test('one that is added, beside the pages, the figures or the log', async () => {
    for (const path of [
      'added.html',
      'data/v1/added.json',
      'log/tile/0/001',
      'log/editions/9.file-list.json',
    ]) {
      const { files, check } = inMemory(folder);
      files.set(path, Uint8Array.of(1));
      expect((await check()).faults).toEqual([
        { path, expected: 'no such file: no list names it', found: 'a file that was added' },
      ]);
    }
  });

  test('two that are swapped, a figure of an earlier day, and a page put back', async () => {
    const { files, check } = inMemory(folder);
    const [one, other] = ['data/v1/reports/1.json', 'data/v1/reports/2.json'];
    const swapped = [files.get(one), files.get(other)] as [Bytes, Bytes];
    files.set(one, swapped[1]).set(other, swapped[0]);
    expect(pathsOf(await check())).toEqual([one, other]);
    files.set(one, swapped[0]).set(other, swapped[1]);
    for (const path of [
      'data/v1/series/day/offered.json',
      'index.html',
      SITE_LIST,
      'log/proofs/1.tlog-proof',
    ]) {
      const now = files.get(path) as Bytes;
      files.set(path, read(earlier, path));
      expect(pathsOf(await check())).toContain(path);
      files.set(path, now);
    }
    expect((await check()).faultCount).toBe(0);
  });

  test('an old checkpoint with its tiles beside the files of today', async () => {
    const { files, check } = inMemory(folder);
    for (const path of [...files.keys()].filter((one) => one.startsWith('log/'))) files.delete(path);
    for (const [path, bytes] of inMemory(earlier).files) if (path.startsWith('log/')) files.set(path, bytes);
    expect(pathsOf(await check())).toContain('data/v1/series/day/offered.json');
  });
});

describe('an old whole site put back', () => {
  test('is whole by itself, and the words say that it is not anchored', async () => {
    const found = await verify(earlier);
    expect(found.faults).toEqual([]);
    const words = sayVerification(found, { hasKey: false, hasKept: false }).join('\n');
    expect(words).toContain('NOT ANCHORED');
    expect(words).toContain('put back an old one');
    expect(words).toContain('Not proven by any log: that the figures were true');
  });

  test('is found by whoever kept a checkpoint, and a newer site goes on from an older one', async () => {
    const { faults } = await verify(earlier, { kept: read(folder, CHECKPOINT) });
    expect(faults).toEqual([
      {
        path: CHECKPOINT,
        expected: '7 entries at least, as in the checkpoint that you kept',
        found: '4: the log was cut, or an old site was put back',
      },
    ]);
    const grown = await verify(folder, { kept: read(earlier, CHECKPOINT) });
    expect(grown.faults).toEqual([]);
    expect(grown.anchors.keptSize).toBe(4);
  });
});

/** Rewrites the second entry and signs the log again with the key, as only its holder can. */
async function rewritten(): Promise<ReturnType<typeof inMemory>> {
  const other = new LoggedSite();
  try {
    const keys = await readLogKeys(site.databasePath);
    if (!keys.ok || keys.keys === null) throw new Error('no key');
    for (const name of ['.log-key', '.log-verifiers.json'])
      cpSync(`${site.databasePath}${name}`, `${other.databasePath}${name}`);
    for (const day of [1, 2, 3]) {
      const [figures, pages] = contentOf(day);
      await other.publish({ ...figures, 'data/v1/metrics.json': '{"metrics":["never said"]}' }, pages);
    }
    return inMemory(other.sitePath);
  } finally {
    other.close();
  }
}

describe('a log that was rewritten and signed with the right key', () => {
  test('is found by whoever kept a checkpoint, and by nobody else', async () => {
    const { check } = await rewritten();
    expect((await check({ keys: [key] })).faults).toEqual([]);
    const { faults } = await check({ keys: [key], kept: read(earlier, CHECKPOINT) });
    expect(faults.map(({ found }) => found)).toEqual([expect.stringContaining('the log was rewritten')]);
    const told = sayVerification(await check({ keys: [key] }), { hasKey: true, hasKept: false }).join('\n');
    expect(told).toContain('Not proven: that nothing was rewritten before today by whoever holds that key');
  });

  test('one entry taken out of the middle, everything below it made anew, does not fit its own files', async () => {
    const { files, check } = inMemory(folder);
    const bundle = [...files.keys()].find((path) => path.startsWith('log/tile/entries/')) ?? '';
    const entries = readEntryBundle(files.get(bundle) as Bytes, 7);
    if (!entries.ok) throw new Error(entries.reason);
    const left = entries.entries.filter((_, at) => at !== 2);
    const grown = await growLog({ size: 0, root: await emptyRoot() }, left, () => new Uint8Array(0));
    const keys = await readLogKeys(site.databasePath);
    if (!keys.ok || keys.keys === null) throw new Error('no key');
    const note = await signCheckpoint({ origin: key.name, ...grown.head, extensions: [] }, keys.keys.signers);
    for (const path of [...files.keys()].filter((one) => one.startsWith('log/tile/'))) files.delete(path);
    for (const { path, bytes } of grown.files) files.set(`log/${path}`, bytes);
    files.set(CHECKPOINT, note);
    expect((await check({ keys: [key] })).faultCount).toBeGreaterThan(0);
  });
});

describe('who signed', () => {
  test('a key that the reader brings must have; another that the site lists is not enough', async () => {
    const found = await verify(folder, { keys: [key] });
    expect(found.faults).toEqual([]);
    expect(found.anchors.key?.verifier).toContain('figures.example.org/log+');
    const stranger = await parseVerifierKey(
      'example.org/contact-centre-log+dfb4d5a9+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4',
    );
    if (!stranger.ok) throw new Error(stranger.reason);
    const { faults } = await verify(folder, { keys: [stranger.key] });
    expect(faults).toEqual([
      {
        path: CHECKPOINT,
        expected: 'a signature of dfb4d5a9, which you brought',
        found: `those of ${key.id}`,
      },
    ]);
  });

  test('after a rotation both keys sign, and a checkpoint that lacks one is refused', async () => {
    const turning = new LoggedSite();
    try {
      await turning.publish(...contentOf(1));
      const kept = read(turning.sitePath, CHECKPOINT);
      await rotateLogKey(turning.databasePath, 5);
      await turning.publish(...contentOf(2));
      const { files, check } = inMemory(turning.sitePath);
      expect((await check({ kept })).faults).toEqual([]);
      const note = new TextDecoder().decode(files.get(CHECKPOINT));
      const split = splitNote(files.get(CHECKPOINT) as Bytes);
      expect(split.ok && split.signatures).toHaveLength(2);
      for (const line of note.split('\n').filter((one) => one.startsWith('\u2014'))) {
        files.set(CHECKPOINT, new TextEncoder().encode(note.replace(`${line}\n`, '')));
        expect((await check()).faults.map(({ expected }) => expected)).toContainEqual(
          expect.stringMatching(/^a signature of the key [0-9a-f]{8}, which is in use$/),
        );
      }
    } finally {
      turning.close();
    }
  });
});

describe('a site that lies about its size', () => {
  test('ends at the first bundle that is not there', async () => {
    const { files, check } = inMemory(folder);
    const keys = await readLogKeys(site.databasePath);
    if (!keys.ok || keys.keys === null) throw new Error('no key');
    const size = Number.MAX_SAFE_INTEGER;
    const root = new Uint8Array(32);
    files.set(
      CHECKPOINT,
      await signCheckpoint({ origin: key.name, size, root, extensions: [] }, keys.keys.signers),
    );
    expect((await check()).faults).toEqual([
      { path: 'log/tile/entries/000', expected: '256 entries of the log', found: 'no such file' },
    ]);
  });
});
