import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Bytes, fromBase64 } from '../../db/domain/bytes.ts';
import { openCheckpoint, signCheckpoint } from '../../db/domain/checkpoint.ts';
import { growLog } from '../../db/domain/log-growth.ts';
import { tileHashes } from '../../db/domain/log-tile.ts';
import { checkConsistency, emptyRoot, type TreeHead } from '../../db/domain/merkle-proof.ts';
import { consistencyProof } from '../../db/domain/merkle-tree.ts';
import { ed25519Verifier, parseVerifierKey } from '../../db/domain/signed-note.ts';
import {
  type Done,
  type LogKeys,
  logKeyPath,
  logVerifiersPath,
  makeLogKey,
  readLogKeys,
  retireLogKey,
  rotateLogKey,
} from '../../db/log-key.ts';
import { openForWriting } from '../../db/open.ts';
import { utf8 } from '../support/log-vectors.ts';

const ORIGIN = 'example.org/log';
let folder = '';
let database = '';
let keyFile = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candour-log-key-'));
  database = join(folder, 'records.db');
  keyFile = logKeyPath(database);
});
afterEach(() => rmSync(folder, { recursive: true }));

function expectDone<What>(done: Done<What>): What {
  if (!done.ok) throw new Error(done.problem);
  return done;
}
function expectProblem(done: Done<unknown>): string {
  if (done.ok) throw new Error('it was done');
  return done.problem;
}
const make = async () => expectDone(await makeLogKey(database, ORIGIN, 1000)).verifier;
const rotate = async (now = 2000) => expectDone(await rotateLogKey(database, now)).verifier;
async function keysNow(): Promise<LogKeys> {
  const { keys } = expectDone(await readLogKeys(database));
  if (keys === null) throw new Error('no key');
  return keys;
}
const idOf = (verifier: string) => verifier.split('+')[1] ?? '';

/** A log that is signed with whatever keys there are, and readers of it who have one key each. */
async function keepLog() {
  const files = new Map<string, Bytes>();
  const readTile = (path: string) => files.get(path) ?? new Uint8Array(0);
  let head: TreeHead = { size: 0, root: await emptyRoot() };
  const publish = async (entry: string) => {
    const grown = await growLog(head, [utf8(entry)], readTile);
    for (const { path, bytes } of grown.files) files.set(path, bytes);
    head = grown.head;
    return signCheckpoint({ origin: ORIGIN, ...head, extensions: [] }, (await keysNow()).signers);
  };
  const open = async (checkpoint: Bytes, verifier: string) => {
    const parsed = await parseVerifierKey(verifier);
    if (!parsed.ok) throw new Error(parsed.reason);
    return openCheckpoint(checkpoint, [ed25519Verifier(parsed.key)], ORIGIN);
  };
  const grewFrom = async (kept: TreeHead) =>
    checkConsistency(
      await consistencyProof(tileHashes(head.size, readTile), kept.size, head.size),
      kept,
      head,
    );
  return { publish, open, grewFrom };
}

describe('the key of a log', () => {
  test('lies beside the database, readable by its owner alone; the public half lies in a second file', async () => {
    expect(expectDone(await readLogKeys(database)).keys).toBeNull();
    const verifier = await make();
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).toSorted()).toEqual(['records.db.log-key', 'records.db.log-verifiers.json']);
    expect(JSON.parse(readFileSync(logVerifiersPath(database), 'utf8'))).toEqual([
      { verifier, madeAt: 1000, endedAt: null, end: null },
    ]);
    expect((await keysNow()).verifiers.map((one) => one.verifier)).toEqual([verifier]);
    expect(verifier.startsWith(`${ORIGIN}+`)).toBe(true);
  });

  test('is made where nobody else may read it, whatever the user’s mask allows', async () => {
    const mask = process.umask(0);
    try {
      await make();
      expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    } finally {
      process.umask(mask);
    }
  });

  test('is another each time, and its private half is in no other file and no answer', async () => {
    const db = openForWriting(database);
    const first = await make();
    const second = await rotate();
    expect(first).not.toBe(second);
    db.close();
    const seeds = [...readFileSync(keyFile, 'utf8').matchAll(/[0-9a-f]{64}/g)].map(([seed]) => seed);
    expect(seeds).toHaveLength(2);
    const told = [first, second, JSON.stringify(await keysNow())];
    const others = readdirSync(folder).filter((name) => !name.endsWith('.log-key'));
    const texts = [...told, ...others.map((name) => readFileSync(join(folder, name), 'latin1'))];
    for (const seed of seeds) {
      const bytes = Buffer.from(seed, 'hex');
      for (const needle of [seed, bytes.toString('latin1'), bytes.toString('base64')]) {
        expect(texts.filter((text) => text.includes(needle))).toEqual([]);
      }
    }
    for (const verifier of [first, second]) {
      const publicKey = fromBase64(verifier.split('+').slice(2).join('+'))?.slice(1) ?? new Uint8Array(0);
      expect(seeds).not.toContain(Buffer.from(publicKey).toString('hex'));
    }
  });

  test.each([0o640, 0o604, 0o644, 0o666, 0o620])('is not used while its mode is %o', async (mode) => {
    await make();
    chmodSync(keyFile, mode);
    const problem = expectProblem(await readLogKeys(database));
    expect(problem).toContain(`may be read by others (its mode is ${mode.toString(8)}; expected 600)`);
    expect(expectProblem(await rotateLogKey(database, 2000))).toBe(problem);
    chmodSync(keyFile, 0o400);
    expect((await keysNow()).signers).toHaveLength(1);
  });

  test.each([
    '',
    '{}',
    'null',
    '{"origin":"example.org/log","keys":[]}',
    '{"origin":"example.org/log","keys":[{"seed":"ab","madeAt":1}]}',
    `{"origin":"a b","keys":[{"seed":"${'ab'.repeat(32)}","madeAt":1}]}`,
    `{"origin":"example.org/log","keys":[{"seed":"${'ab'.repeat(32)}`,
  ])('is refused when it is damaged, and no word of it is told: %j', async (text) => {
    await make();
    writeFileSync(keyFile, text, { mode: 0o600 });
    const problem = expectProblem(await readLogKeys(database));
    expect(problem).toBe(`the log's key ${keyFile} is damaged; put it back from where you keep its copy`);
  });

  test.each(['', 'a b', 'a+b', 'https://example.org/log', 'example.org/log/', '/log'])(
    'is not made for a log called %j',
    async (name) => {
      expect(expectProblem(await makeLogKey(database, name, 1000))).toContain('for example example.org/log');
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  test('is made once: a second is refused, and the first stays', async () => {
    await make();
    const before = readFileSync(keyFile, 'utf8');
    expect(expectProblem(await makeLogKey(database, ORIGIN, 2000))).toContain('log-key -- rotate');
    expect(expectProblem(await makeLogKey(database, ORIGIN, 2000, { afterLoss: true }))).toContain(
      'the log has a key',
    );
    expect(readFileSync(keyFile, 'utf8')).toBe(before);
    expect(
      expectProblem(await retireLogKey(database, idOf((await keysNow()).verifiers[0]?.verifier ?? ''), 2000)),
    ).toContain('is the only one');
  });

  test('is not changed by two at once, and a draft that was left is named', async () => {
    await make();
    writeFileSync(`${keyFile}.new`, '');
    expect(expectProblem(await rotateLogKey(database, 2000))).toContain(`${keyFile}.new is there`);
    expect((await keysNow()).signers).toHaveLength(1);
  });

  test('is known from its own file where a cut left it out of the list', async () => {
    const first = await make();
    const list = readFileSync(logVerifiersPath(database), 'utf8');
    const second = await rotate();
    writeFileSync(logVerifiersPath(database), list);
    expect((await keysNow()).verifiers.map(({ verifier }) => verifier)).toEqual([second, first]);
    expectDone(await retireLogKey(database, idOf(first), 3000));
    expect((await keysNow()).verifiers).toMatchObject([
      { verifier: second, madeAt: 2000, end: null },
      { verifier: first, madeAt: 1000, endedAt: 3000, end: 'retired' },
    ]);
  });

  test.each(['{', '{}', '[{}]', '[{"verifier":"x"}]', '[null]'])(
    'has a list that is refused when damaged: %s',
    async (text) => {
      await make();
      writeFileSync(logVerifiersPath(database), text);
      expect(expectProblem(await readLogKeys(database))).toContain('is damaged');
    },
  );
});

describe('the rotation of a key, as README has it', () => {
  test('readers of the old key and of the new one open what is signed in between; afterwards the new one alone', async () => {
    const { publish, open, grewFrom } = await keepLog();
    const old = await make();
    const before = await publish('day 1');
    const kept = await open(before, old);
    if (!kept.ok) throw new Error(kept.reason);

    const fresh = await rotate();
    const between = await publish('day 2');
    expect((await open(between, old)).ok).toBe(true);
    expect((await open(between, fresh)).ok).toBe(true);
    expect((await open(before, fresh)).ok).toBe(false);

    expectDone(await retireLogKey(database, idOf(old), 3000));
    const after = await publish('day 3');
    expect((await open(after, fresh)).ok).toBe(true);
    const refused = await open(after, old);
    expect(refused.ok || refused.reason).toBe(
      `the checkpoint cannot be believed: no known key signed it; found ${ORIGIN} ${idOf(fresh)}`,
    );
    // The old key goes on checking what it signed, and what was kept then is still the log's beginning.
    expect((await open(before, old)).ok).toBe(true);
    expect(await grewFrom(kept.checkpoint)).toBe(true);
    expect(readFileSync(keyFile, 'utf8').match(/[0-9a-f]{64}/g)).toHaveLength(1);
    expect(expectProblem(await retireLogKey(database, idOf(old), 4000))).toContain(
      `no key ${idOf(old)} is in use`,
    );
  });

  test('a key that somebody may have read is retired at once, whichever of several it is', async () => {
    const first = await make();
    const second = await rotate(2000);
    const third = await rotate(3000);
    expectDone(await retireLogKey(database, idOf(second), 3000));
    const { signers, verifiers } = await keysNow();
    expect(signers.map(({ id }) => id)).toEqual([third, first].map(idOf));
    expect(verifiers.map(({ id, end }) => [id, end])).toEqual([
      [idOf(third), null],
      [idOf(first), null],
      [idOf(second), 'retired'],
    ]);
  });
});

describe('the loss of a key, as README has it', () => {
  test('is said, and nothing is signed until the copy is back', async () => {
    const verifier = await make();
    const copy = join(folder, 'copy');
    renameSync(keyFile, copy);
    const problem = expectProblem(await readLogKeys(database));
    expect(problem).toContain(`the log's key ${keyFile} is missing: put it back`);
    expect(expectProblem(await makeLogKey(database, ORIGIN, 2000))).toBe(problem);
    expect(expectProblem(await rotateLogKey(database, 2000))).toBe(problem);
    expect(existsSync(keyFile)).toBe(false);
    renameSync(copy, keyFile);
    expect((await keysNow()).verifiers).toMatchObject([{ verifier, end: null }]);
  });

  test('for good: the log goes on under its name with a new key, and is still provable from what was kept', async () => {
    const { publish, open, grewFrom } = await keepLog();
    const lost = await make();
    const kept = await open(await publish('day 1'), lost);
    if (!kept.ok) throw new Error(kept.reason);
    rmSync(keyFile);

    const renamed = await makeLogKey(database, 'example.org/other', 2000, { afterLoss: true });
    expect(expectProblem(renamed)).toBe(
      'the log is called example.org/log, not example.org/other, and keeps its name',
    );
    const fresh = expectDone(await makeLogKey(database, ORIGIN, 2000, { afterLoss: true })).verifier;
    const after = await publish('day 2');
    expect((await open(after, fresh)).ok).toBe(true);
    expect((await open(after, lost)).ok).toBe(false);
    expect(await grewFrom(kept.checkpoint)).toBe(true);
    expect((await keysNow()).verifiers).toMatchObject([
      { verifier: fresh, madeAt: 2000, end: null },
      { verifier: lost, madeAt: 1000, endedAt: 2000, end: 'lost' },
    ]);
  });

  test('is not claimed where no key was ever made', async () => {
    expect(expectProblem(await makeLogKey(database, ORIGIN, 1000, { afterLoss: true }))).toContain(
      'none was ever made',
    );
    expect(expectProblem(await rotateLogKey(database, 1000))).toContain('the log has no key');
  });
});
