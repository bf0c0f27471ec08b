/**
 * The secret with which references become hashes. Owns where it is kept (a file beside the database, readable by
 * its owner alone, never in the database) and how a reference is hashed; refuses to go on with another secret.
 */
import { hash, randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { readMeta, writeMeta } from './meta.ts';
import type { ReadHandle, WriteHandle } from './open.ts';

const SECRET_BYTES = 32;
/** 80 bits: at 100 million contacts two share a hash with a chance of one in 10^8. */
export const ID_BYTES = 10;
/** 48 bits, a safe integer: two of a million customers are taken for one with a chance of one in 500. */
const CUSTOMER_BYTES = 6;
const AGENT_BYTES = 10;

/**
 * Turns references into hashes that mean nothing without the secret.
 * SHA-256 over secret, purpose and reference, cut short: what is cut off makes extending a hash impossible, so the
 * double hashing of HMAC, five times slower, adds nothing here.
 */
export interface Hasher {
  /** of a record's id within its source; ID_BYTES bytes, each as a character (latin1), which costs a third of a buffer */
  id(source: string, id: string): string;
  /** of a customer's reference; a whole number under 2^48 */
  customer(reference: string): number;
  /** of an agent's reference; AGENT_BYTES bytes */
  agent(reference: string): Buffer;
}

export function makeHasher(secret: Buffer): Hasher {
  const prefix = secret.toString('hex');
  const digest = (purpose: string, reference: string) =>
    hash('sha256', `${prefix}\n${purpose}\n${reference}`, 'binary');
  return {
    id: (source, id) => digest('id', `${source}\n${id}`).slice(0, ID_BYTES),
    customer: (reference) => {
      const bytes = digest('customer', reference);
      let number = 0;
      for (let i = 0; i < CUSTOMER_BYTES; i++) number = number * 256 + bytes.charCodeAt(i);
      return number;
    },
    agent: (reference) => Buffer.from(digest('agent', reference).slice(0, AGENT_BYTES), 'latin1'),
  };
}

/** The bytes of a hashed id. */
export function idBytes(id: string): Buffer {
  return Buffer.from(id, 'latin1');
}

export function secretPath(databasePath: string): string {
  return `${databasePath}.secret`;
}

/**
 * The hasher of a database; makes the secret when the database is still empty, for a trial one that is not kept.
 * Throws when records are there and their secret is not, or another: no repeated record would be recognised.
 */
export function hasherOf(db: WriteHandle, { isTrial = false } = {}): Hasher {
  const path = secretPath(db.path);
  if (!existsSync(path)) {
    if (holdsHashes(db)) {
      throw new Error(
        `the database ${db.path} holds records, but its secret ${path} is missing; put it back from the backup (a new one would count every repeated record twice)`,
      );
    }
    if (isTrial) return makeHasher(randomBytes(SECRET_BYTES));
    makeSecret(path);
  }
  const secret = readSecret(path);
  if (secret === null) {
    throw new Error(
      `the secret ${path} is damaged: expected ${SECRET_BYTES * 2} hexadecimal digits; put it back from the backup`,
    );
  }
  const fingerprint = fingerprintOf(secret);
  const known = readMeta(db, 'secret_fingerprint');
  if (known !== fingerprint) {
    if (known !== null && holdsHashes(db)) {
      throw new Error(
        `the secret ${path} is not that of the records in ${db.path}; put back the one that was backed up with them (with this one every repeated record would count twice)`,
      );
    }
    writeMeta(db, 'secret_fingerprint', fingerprint);
  }
  return makeHasher(secret);
}

/**
 * On the disk before a record is, and whole from the start: of two loads that begin at once one makes it, and both use
 * that one.
 */
function makeSecret(path: string): void {
  const draft = `${path}.${randomBytes(4).toString('hex')}`;
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeFileSync(file, `${randomBytes(SECRET_BYTES).toString('hex')}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(draft, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Not every disk has links.
    if (code !== 'EEXIST') copyFileSync(draft, path, constants.COPYFILE_EXCL);
  } finally {
    rmSync(draft, { force: true });
  }
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** The secret in a file; null where there is none, or something else. */
export function readSecret(path: string): Buffer | null {
  if (!existsSync(path)) return null;
  const secret = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  return secret.length === SECRET_BYTES ? secret : null;
}

/** Whether the records of a database were hashed with a secret. Null: nobody noted it yet. */
export function isSecretOf(db: ReadHandle, secret: Buffer): boolean | null {
  const known = readMeta(db, 'secret_fingerprint');
  return known === null ? null : known === fingerprintOf(secret);
}

/** Whether a database holds anything that its secret alone recognises. */
export function holdsHashes(db: ReadHandle): boolean {
  const any = db.sql.prepare(
    'SELECT 1 FROM contact_ids UNION ALL SELECT 1 FROM surveys UNION ALL SELECT 1 FROM live_contacts LIMIT 1',
  );
  return any.get() !== undefined;
}

/** Of 256 random bits, so that nobody finds them from it. */
function fingerprintOf(secret: Buffer): string {
  return hash('sha256', `fingerprint\n${secret.toString('hex')}`, 'hex');
}
