/**
 * The secret with which references become hashes. Owns where it is kept (a file beside the database, readable by
 * its owner alone, never in the database) and how a reference is hashed; refuses to go on with another secret.
 */
import { hash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { WriteHandle } from './open.ts';

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
 * Throws when records are there and their secret is not: with a new one no repeated record would be recognised.
 */
export function hasherOf(db: WriteHandle, { isTrial = false } = {}): Hasher {
  const path = secretPath(db.path);
  if (!existsSync(path)) {
    const hasRecords = db.sql
      .prepare(
        'SELECT 1 FROM contact_ids UNION ALL SELECT 1 FROM surveys UNION ALL SELECT 1 FROM live_contacts LIMIT 1',
      )
      .get();
    if (hasRecords !== undefined) {
      throw new Error(
        `the database ${db.path} holds records, but its secret ${path} is missing; put it back from the backup (a new one would count every repeated record twice)`,
      );
    }
    if (isTrial) return makeHasher(randomBytes(SECRET_BYTES));
    writeFileSync(path, `${randomBytes(SECRET_BYTES).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  }
  const secret = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  if (secret.length !== SECRET_BYTES) {
    throw new Error(
      `the secret ${path} is damaged: expected ${SECRET_BYTES * 2} hexadecimal digits; put it back from the backup`,
    );
  }
  return makeHasher(secret);
}
