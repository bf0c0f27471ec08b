/**
 * Where the log of a published site lies and what stands in it beside entries: which entries are editions, and the list
 * of public keys. Owns these paths and the one spelling of that list; refuses to say what an entry or a tile holds.
 */
import { type Bytes, toHex } from './bytes.ts';
import { canonicalJson, type JsonValue, readCanonicalJson } from './canonical-json.ts';
import { witnessVerifier } from './cosignature.ts';
import type { EntryKind } from './log-entry.ts';
import {
  ed25519Verifier,
  KEY_TYPE,
  type NoteVerifier,
  parseVerifierKey,
  type VerifierKey,
} from './signed-note.ts';

/** Below the site's root. Nothing of it is in the list of a site build but the list of keys: entries bind all else. */
export const LOG_FOLDER = 'log';
export const CHECKPOINT_PATH = `${LOG_FOLDER}/checkpoint`;
export const VERIFIERS_PATH = `${LOG_FOLDER}/verifiers.json`;
/** The files of the site as it is: each build replaces it, and only the last is kept. */
export const SITE_LIST_PATH = `${LOG_FOLDER}/site.file-list.json`;
/** The proof of the entry that names that list: with the two a reader checks one page, and needs no tile. */
export const BUILD_PROOF_PATH = `${LOG_FOLDER}/proofs/site.tlog-proof`;
/** The published figures, each an answer of the API; the list of them is made with each build. */
export const DATA_FOLDER = 'data/v1';
export const DATA_LIST_PATH = `${DATA_FOLDER}/published.json`;
/** What was published when: no edition can name what tells of it. */
const EDITION_LISTS = new Set(['json', 'csv'].map((form) => `${DATA_FOLDER}/editions.${form}`));

/** The entries that publish figures; the n-th of them is edition n. */
export const EDITION_ENTRIES: ReadonlySet<EntryKind> = new Set([
  'daily',
  'revision',
  'correction',
  'definition',
]);

export function editionListPath(edition: number): string {
  return `${LOG_FOLDER}/editions/${edition}.file-list.json`;
}

export function proofPath(edition: number): string {
  return `${LOG_FOLDER}/proofs/${edition}.tlog-proof`;
}

/** What was set down by an entry that is no edition; `position`: the entry's. */
export function registrationPath(position: number): string {
  return `${LOG_FOLDER}/registrations/${position}.json`;
}

/** Whether a file of the site is a figure that an edition must have named: compressed forms and the list are the build's. */
export function isFigure(path: string): boolean {
  return (
    path.startsWith(`${DATA_FOLDER}/`) &&
    path !== DATA_LIST_PATH &&
    !EDITION_LISTS.has(path) &&
    !/\.(br|gz)$/.test(path)
  );
}

/** Whether a path names a file that is not shown to readers. */
export function isHiddenPath(path: string): boolean {
  return path.split('/').some((name) => name.startsWith('.') && name !== '.well-known');
}

/** A public key of the log as readers are told it. Times in UTC seconds. */
export interface ListedKey {
  verifier: string;
  madeAt: number;
  /** null: it signs */
  endedAt: number | null;
  end: 'retired' | 'lost' | null;
}

export type ReadKeyList =
  | { ok: true; origin: string; keys: (ListedKey & { key: VerifierKey })[]; witnesses: string[] }
  | { ok: false; reason: string };

const KEYS_SCHEMA = 'candour/log-verifiers@1';

/** `witnesses`: the keys of those who are asked to sign as well. */
export function formatKeyList(
  origin: string,
  keys: readonly ListedKey[],
  witnesses: readonly string[] = [],
): Bytes {
  return canonicalJson({
    schema: KEYS_SCHEMA,
    origin,
    keys: keys.map(({ verifier, madeAt, endedAt, end }) => ({
      verifier,
      made_at: madeAt,
      ended_at: endedAt,
      end,
    })),
    ...(witnesses.length > 0 && { witnesses: [...witnesses] }),
  });
}

export async function readKeyList(bytes: Bytes): Promise<ReadKeyList> {
  const refuse = (reason: string): ReadKeyList => ({ ok: false, reason: `the list of keys ${reason}` });
  const value = readCanonicalJson(bytes)?.value as Record<string, JsonValue> | null | undefined;
  if (value?.schema !== KEYS_SCHEMA || typeof value.origin !== 'string' || !Array.isArray(value.keys)) {
    return refuse(`is not canonical JSON of the schema ${KEYS_SCHEMA}`);
  }
  const keys: (ListedKey & { key: VerifierKey })[] = [];
  for (const one of value.keys as Record<string, JsonValue>[]) {
    const { verifier, made_at: madeAt, ended_at: endedAt, end } = one ?? {};
    const isEnded = Number.isSafeInteger(endedAt) && (end === 'retired' || end === 'lost');
    if (
      typeof verifier !== 'string' ||
      !Number.isSafeInteger(madeAt) ||
      !(isEnded || (endedAt === null && end === null))
    ) {
      return refuse(`has ${JSON.stringify(one).slice(0, 120)}; expected a key with its days`);
    }
    const parsed = await parseVerifierKey(verifier);
    if (!parsed.ok) return refuse(`is wrong: ${parsed.reason}`);
    if (parsed.key.type === KEY_TYPE.ed25519 && parsed.key.name !== value.origin) {
      return refuse(`names the key ${parsed.key.name}; expected ${value.origin}, the log's own name`);
    }
    keys.push({
      verifier,
      madeAt: madeAt as number,
      endedAt: endedAt as number | null,
      end: end as ListedKey['end'],
      key: parsed.key,
    });
  }
  const witnesses = Array.isArray(value.witnesses) ? value.witnesses.map(String) : [];
  return { ok: true, origin: value.origin, keys, witnesses };
}

/** Checks what a log's key or a witness's signed. */
export function verifierOf(key: VerifierKey): NoteVerifier {
  return key.type === KEY_TYPE.witness ? witnessVerifier(key) : ed25519Verifier(key);
}

/** For messages: enough of a hash to compare two by eye. */
export function shortHash(hash: Uint8Array | string): string {
  return `${(typeof hash === 'string' ? hash : toHex(hash)).slice(0, 16)}…`;
}
