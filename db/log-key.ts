/**
 * The keys with which the log is signed. Owns where they are kept: the private ones in a file beside the database,
 * readable by its owner alone and in no backup of it, the public ones of all time in a second file. Refuses to sign
 * with a key that others may read, and to make a new one unasked where one was lost.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Bytes, fromHex, toHex } from './domain/bytes.ts';
import { makeNoteSigner, SEED_BYTES } from './domain/note-signer.ts';
import { formatVerifierKey, isKeyName, type NoteSigner, parseVerifierKey } from './domain/signed-note.ts';
import { makeFolder } from './make-folder.ts';
import { replaceFile } from './replace-file.ts';

/** A public key: who has it can check what its private half signed. */
export interface LogVerifier {
  /** `name+id+key`, as it is handed to readers */
  verifier: string;
  id: string;
  /** UTC seconds */
  madeAt: number;
  /** UTC seconds; null: it signs */
  endedAt: number | null;
  /** `lost`: its private half is gone, so nothing later can carry its signature */
  end: 'retired' | 'lost' | null;
}

export interface LogKeys {
  /** the log's name, which is also the name of its keys */
  origin: string;
  /** every key in use, the newest first: a checkpoint is signed by all of them */
  signers: NoteSigner[];
  /** of all time, the newest first */
  verifiers: LogVerifier[];
}

export type Done<What> = ({ ok: true } & What) | { ok: false; problem: string };

interface Seed {
  seed: Bytes;
  madeAt: number;
}

const PRIVATE_MODE = 0o600;
const PUBLIC_MODE = 0o644;
const OTHERS = 0o077;

export function logKeyPath(databasePath: string): string {
  return `${databasePath}.log-key`;
}

export function logVerifiersPath(databasePath: string): string {
  return `${databasePath}.log-verifiers.json`;
}

/** The keys of a database's log; `keys` is null where none was ever made. */
export async function readLogKeys(databasePath: string): Promise<Done<{ keys: LogKeys | null }>> {
  const listed = await readVerifiers(databasePath);
  if (!listed.ok) return listed;
  const path = logKeyPath(databasePath);
  if (!existsSync(path)) {
    if (listed.verifiers.every(({ end }) => end !== null)) return { ok: true, keys: null };
    return {
      ok: false,
      problem: `the log's key ${path} is missing: put it back from where you keep its copy; if it is lost for good, "npm run log-key -- make ${nameOf(listed.verifiers)} --after-loss" goes on with a new one, which readers must be told of`,
    };
  }
  const held = readSeeds(path);
  if (!held.ok) return held;
  const { origin, seeds } = held;
  const made = await Promise.all(seeds.map(({ seed }) => makeNoteSigner(origin, seed)));
  const current = made.map(({ key }, at): LogVerifier => {
    const madeAt = seeds[at]?.madeAt ?? 0;
    return { verifier: formatVerifierKey(key), id: key.id, madeAt, endedAt: null, end: null };
  });
  // The private file is written first: what the list lacks after a cut in between is known from there.
  const former = listed.verifiers.filter(({ verifier }) => current.every((one) => one.verifier !== verifier));
  const verifiers = [...current, ...former];
  return { ok: true, keys: { origin, signers: made.map(({ signer }) => signer), verifiers } };
}

/**
 * The first key of a log. `afterLoss`: the private ones are gone, and the log goes on under its name with a new one;
 * the others are listed as lost.
 */
export async function makeLogKey(
  databasePath: string,
  origin: string,
  nowSeconds: number,
  { afterLoss = false } = {},
): Promise<Done<{ verifier: string }>> {
  const path = logKeyPath(databasePath);
  if (!isKeyName(origin) || /^[a-z]+:|^\/|\/$/i.test(origin)) {
    return {
      ok: false,
      problem: `the log cannot be called "${origin}"; expected the address where it is published, without https:// and without spaces, for example example.org/log`,
    };
  }
  if (existsSync(path)) {
    return {
      ok: false,
      problem: `the log has a key, ${path}; "npm run log-key -- rotate" makes a further one`,
    };
  }
  const listed = await readVerifiers(databasePath);
  if (!listed.ok) return listed;
  const { verifiers } = listed;
  const name = nameOf(verifiers);
  if (afterLoss && verifiers.length === 0) {
    return { ok: false, problem: 'no key was lost: none was ever made; leave out --after-loss' };
  }
  if (name !== '' && name !== origin) {
    return { ok: false, problem: `the log is called ${name}, not ${origin}, and keeps its name` };
  }
  const missing = afterLoss ? { ok: true as const } : await readLogKeys(databasePath);
  if (!missing.ok) return missing;
  makeFolder(dirname(path));
  const lost = verifiers.map((one) =>
    one.end === null ? { ...one, endedAt: nowSeconds, end: 'lost' as const } : one,
  );
  return keep(databasePath, origin, [newSeed(nowSeconds)], lost);
}

/** A further key. The old ones sign beside it until they are retired, so that who has an old one can go on checking. */
export async function rotateLogKey(
  databasePath: string,
  nowSeconds: number,
): Promise<Done<{ verifier: string }>> {
  const opened = await openForChange(databasePath);
  if (!opened.ok) return opened;
  const { origin, seeds, verifiers } = opened;
  return keep(databasePath, origin, [newSeed(nowSeconds), ...seeds], verifiers);
}

/** Destroys the private half of a key; its public half stays listed, since it checks what was signed before. */
export async function retireLogKey(
  databasePath: string,
  id: string,
  nowSeconds: number,
): Promise<Done<{ verifier: string }>> {
  const opened = await openForChange(databasePath);
  if (!opened.ok) return opened;
  const { origin, seeds, verifiers } = opened;
  const at = verifiers.findIndex((one) => one.id === id && one.end === null);
  if (at < 0) {
    const inUse = verifiers.filter(({ end }) => end === null).map((one) => one.id);
    return { ok: false, problem: `no key ${id} is in use; those in use are ${inUse.join(', ')}` };
  }
  if (seeds.length === 1) {
    return { ok: false, problem: `the key ${id} is the only one; "npm run log-key -- rotate" first` };
  }
  // Those in use come first, in the order of their seeds.
  const left = seeds.filter((_, place) => place !== at);
  const retired = verifiers.map((one, place) =>
    place === at ? { ...one, endedAt: nowSeconds, end: 'retired' as const } : one,
  );
  return keep(databasePath, origin, left, retired);
}

async function openForChange(
  databasePath: string,
): Promise<Done<{ origin: string; seeds: Seed[]; verifiers: LogVerifier[] }>> {
  const read = await readLogKeys(databasePath);
  if (!read.ok) return read;
  if (read.keys === null) {
    return { ok: false, problem: 'the log has no key; "npm run log-key -- make NAME" makes one' };
  }
  const held = readSeeds(logKeyPath(databasePath));
  return held.ok ? { ...held, verifiers: read.keys.verifiers } : held;
}

/** Writes both files, the private one first, and says the newest key. */
async function keep(
  databasePath: string,
  origin: string,
  seeds: readonly Seed[],
  former: readonly LogVerifier[],
): Promise<Done<{ verifier: string }>> {
  const keys = seeds.map(({ seed, madeAt }) => ({ seed: toHex(seed), madeAt }));
  const written = replaceKeys(logKeyPath(databasePath), { origin, keys }, PRIVATE_MODE);
  if (!written.ok) return written;
  // What has ended is known from here alone.
  const ended = former.filter(({ end }) => end !== null);
  const inUse = await Promise.all(
    seeds.map(async ({ seed, madeAt }): Promise<LogVerifier> => {
      const { key } = await makeNoteSigner(origin, seed);
      return { verifier: formatVerifierKey(key), id: key.id, madeAt, endedAt: null, end: null };
    }),
  );
  const list = [...inUse, ...ended].map(({ id: _, ...one }) => one);
  const listed = replaceKeys(logVerifiersPath(databasePath), list, PUBLIC_MODE);
  return listed.ok ? { ok: true, verifier: inUse[0]?.verifier ?? '' } : listed;
}

function newSeed(nowSeconds: number): Seed {
  return { seed: new Uint8Array(randomBytes(SEED_BYTES)), madeAt: nowSeconds };
}

function readSeeds(path: string): Done<{ origin: string; seeds: Seed[] }> {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    return { ok: false, problem: `the log's key ${path} cannot be read: ${(error as Error).message}` };
  }
  try {
    const mode = fstatSync(file).mode & 0o777;
    if ((mode & OTHERS) !== 0) {
      return {
        ok: false,
        problem: `the log's key ${path} may be read by others (its mode is ${mode.toString(8)}; expected 600): "chmod 600 ${path}", and where somebody may have read it, "npm run log-key -- rotate" and "retire" the old one`,
      };
    }
    const found = parseSeeds(readFileSync(file, 'utf8'));
    if (found !== null) return { ok: true, ...found };
    return {
      ok: false,
      problem: `the log's key ${path} is damaged; put it back from where you keep its copy`,
    };
  } finally {
    closeSync(file);
  }
}

/** Null for anything else; what stands there is never told, not even in a fault of the parser. */
function parseSeeds(text: string): { origin: string; seeds: Seed[] } | null {
  try {
    const { origin, keys } = JSON.parse(text) as { origin: string; keys: { seed: string; madeAt: number }[] };
    const seeds = keys.map(({ seed, madeAt }) => ({ seed: fromHex(seed) ?? new Uint8Array(0), madeAt }));
    const isWhole = seeds.every(
      ({ seed, madeAt }) => seed.length === SEED_BYTES && Number.isSafeInteger(madeAt),
    );
    return isKeyName(origin) && seeds.length > 0 && isWhole ? { origin, seeds } : null;
  } catch {
    return null;
  }
}

async function readVerifiers(databasePath: string): Promise<Done<{ verifiers: LogVerifier[] }>> {
  const path = logVerifiersPath(databasePath);
  if (!existsSync(path)) return { ok: true, verifiers: [] };
  const verifiers: LogVerifier[] = [];
  try {
    for (const one of JSON.parse(readFileSync(path, 'utf8')) as Omit<LogVerifier, 'id'>[]) {
      const parsed = await parseVerifierKey(one.verifier);
      if (!parsed.ok) return { ok: false, problem: `the list ${path} is damaged: ${parsed.reason}` };
      if (!isDated(one)) throw new TypeError('no day');
      verifiers.push({ ...one, id: parsed.key.id });
    }
  } catch {
    return { ok: false, problem: `the list ${path} is damaged: expected a JSON list of verifier keys` };
  }
  return { ok: true, verifiers };
}

function isDated({ madeAt, endedAt, end }: Omit<LogVerifier, 'id'>): boolean {
  const isEnded = Number.isSafeInteger(endedAt) && (end === 'retired' || end === 'lost');
  return Number.isSafeInteger(madeAt) && (isEnded || (endedAt === null && end === null));
}

function nameOf([first]: readonly LogVerifier[]): string {
  return first?.verifier.split('+')[0] ?? '';
}

function replaceKeys(path: string, content: unknown, mode: number): Done<object> {
  try {
    replaceFile(path, `${JSON.stringify(content, null, 2)}\n`, { mode, isAlone: true });
    return { ok: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return {
      ok: false,
      problem: `${path}.new is there: another "log-key" runs, or ended half-way; when none runs, remove that file and try again`,
    };
  }
}
