/**
 * Texts with signatures (C2SP signed-note). Owns verifier keys, how a note is put together and how it is opened;
 * refuses every note of another form, one on which a known key's signature is wrong, and one that no known key signed.
 */
import {
  type Bytes,
  fromBase64,
  fromHex,
  fromUtf8,
  joinBytes,
  sha256,
  toBase64,
  toHex,
  toUtf8,
} from './bytes.ts';

/** The kinds of key that are made and checked here; other kinds are signatures of unknown keys. */
export const KEY_TYPE = { ed25519: 1, witness: 4 } as const;
export type KeyType = (typeof KEY_TYPE)[keyof typeof KEY_TYPE];

/** A public key under its name, as readers are told it. */
export interface VerifierKey {
  name: string;
  /** 32 bits in hexadecimal digits; with the name it says which key made a signature */
  id: string;
  type: KeyType;
  /** Ed25519, 32 bytes */
  publicKey: Bytes;
}

/** Who checks signatures of one key; `signature` is what stands after the key's id. */
export interface NoteVerifier {
  name: string;
  id: string;
  verify(text: Bytes, signature: Bytes): Promise<boolean>;
}

export interface NoteSigner {
  name: string;
  id: string;
  sign(text: Bytes): Promise<Bytes>;
}

export interface NoteSignature {
  name: string;
  id: string;
  signature: Bytes;
}

export type OpenedNote =
  | { ok: true; text: string; verified: NoteSignature[]; unknown: NoteSignature[] }
  | { ok: false; reason: string };

const PUBLIC_KEY_BYTES = 32;
const ID_BYTES = 4;
/** The format asks for 16 at least; more than this would only keep a reader busy. */
const SIGNATURES_MAX = 100;
const NEWLINE = 10;
const DASH = '\u2014';

/** Throws a RangeError for a name or a key that the format does not have. */
export async function makeVerifierKey(name: string, type: KeyType, publicKey: Bytes): Promise<VerifierKey> {
  if (!isKeyName(name)) throw new RangeError(`the key name "${name}" has a space or a plus, or is empty`);
  if (publicKey.length !== PUBLIC_KEY_BYTES) {
    throw new RangeError(`a public key has ${publicKey.length} bytes; expected ${PUBLIC_KEY_BYTES}`);
  }
  const named = joinBytes([toUtf8(name), Uint8Array.of(NEWLINE, type), publicKey]);
  return { name, id: toHex((await sha256(named)).slice(0, ID_BYTES)), type, publicKey };
}

/** `name+id+key`, the text by which a key is handed on. */
export function formatVerifierKey({ name, id, type, publicKey }: VerifierKey): string {
  return `${name}+${id}+${toBase64(joinBytes([Uint8Array.of(type), publicKey]))}`;
}

export async function parseVerifierKey(
  text: string,
): Promise<{ ok: true; key: VerifierKey } | { ok: false; reason: string }> {
  const refuse = (why: string) => ({ ok: false as const, reason: `the verifier key "${text}" ${why}` });
  const [, name = '', id = '', encoded = ''] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/.exec(text) ?? [];
  const bytes = fromBase64(encoded);
  if (!isKeyName(name) || bytes === null) return refuse('has another form; expected name+id+key');
  const type = Object.values(KEY_TYPE).find((known) => known === bytes[0]);
  if (type === undefined) return refuse(`is of kind ${bytes[0]}; expected 1 (a log) or 4 (a witness)`);
  if (bytes.length !== 1 + PUBLIC_KEY_BYTES) {
    return refuse(`has ${bytes.length - 1} bytes; expected ${PUBLIC_KEY_BYTES}`);
  }
  const key = await makeVerifierKey(name, type, bytes.slice(1));
  return key.id === id ? { ok: true, key } : refuse(`has the id ${id}, and its key gives ${key.id}`);
}

/** Not empty, no space of any script, no plus, no control character, whole characters. */
export function isKeyName(name: string): boolean {
  return /^[^\s\p{White_Space}\p{Cc}+]+$/u.test(name) && name.isWellFormed();
}

/** Checks the signatures that a log's own key made. */
export function ed25519Verifier({ name, id, type, publicKey }: VerifierKey): NoteVerifier {
  if (type !== KEY_TYPE.ed25519) throw new TypeError(`the key ${name} ${id} is of kind ${type}, a witness's`);
  return { name, id, verify: (text, signature) => verifyEd25519(publicKey, text, signature) };
}

/** Whether a key made this signature. Throws where the browser has no Ed25519: then nothing was found out. */
export async function verifyEd25519(publicKey: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, signature, message);
  } catch (error) {
    // The bytes are no point of the curve: nobody can have signed with it.
    if ((error as DOMException).name === 'DataError') return false;
    throw error;
  }
}

/** A note with a signature of each signer, in this order. Throws a RangeError for a text that no note can have. */
export async function signNote(text: string, signers: readonly NoteSigner[]): Promise<Bytes> {
  const bytes = toUtf8(text);
  if (!text.endsWith('\n') || hasControls(bytes)) {
    throw new RangeError('the text of a note ends with a newline and has no other control character');
  }
  if (signers.length < 1 || signers.length > SIGNATURES_MAX) {
    throw new RangeError(`a note has 1 to ${SIGNATURES_MAX} signatures, not ${signers.length}`);
  }
  const lines = await Promise.all(
    signers.map(async ({ name, id, sign }) => signatureLine({ name, id, signature: await sign(bytes) })),
  );
  return toUtf8(`${text}\n${lines.join('')}`);
}

/** The line that may be put below a note which others signed: how a witness adds its own. */
export function signatureLine({ name, id, signature }: NoteSignature): string {
  return `${DASH} ${name} ${toBase64(joinBytes([fromHex(id) as Bytes, signature]))}\n`;
}

/**
 * The text of a note and who signed it. Keys are known by name and id together; of others (`unknown`) nothing is
 * checked but the form, and nothing may be concluded.
 */
export async function openNote(note: Bytes, known: readonly NoteVerifier[]): Promise<OpenedNote> {
  const split = splitNote(note);
  if (!split.ok) return split;
  const { text, signatures } = split;
  const bytes = toUtf8(text);
  const verified: NoteSignature[] = [];
  const unknown: NoteSignature[] = [];
  for (const one of signatures) {
    const verifiers = known.filter(({ name, id }) => name === one.name && id === one.id);
    const verdicts = await Promise.all(verifiers.map((verifier) => verifier.verify(bytes, one.signature)));
    if (verdicts.includes(true)) verified.push(one);
    else if (verdicts.length === 0) unknown.push(one);
    else return { ok: false, reason: `the signature of ${one.name} (key ${one.id}) is not of this text` };
  }
  if (verified.length > 0) return { ok: true, text, verified, unknown };
  const found = unknown.map(({ name, id }) => `${name} ${id}`).join(', ');
  return { ok: false, reason: `no known key signed it; found ${found}` };
}

/** Takes a note apart without checking a signature: nothing that it gives may be believed. */
export function splitNote(
  note: Bytes,
): { ok: true; text: string; signatures: NoteSignature[] } | { ok: false; reason: string } {
  const whole = fromUtf8(note);
  if (whole === null || hasControls(note)) return { ok: false, reason: 'the note is not plain UTF-8 text' };
  const end = whole.lastIndexOf('\n\n');
  const lines = whole.slice(end + 2).split('\n');
  if (end < 0 || lines.length < 2 || lines.pop() !== '') {
    return { ok: false, reason: 'the note has no lines of signatures after an empty line' };
  }
  if (lines.length > SIGNATURES_MAX) {
    return {
      ok: false,
      reason: `the note has ${lines.length} signatures; expected ${SIGNATURES_MAX} at most`,
    };
  }
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const [dash, name = '', encoded = '', ...more] = line.split(' ');
    const bytes = fromBase64(encoded);
    if (dash !== DASH || more.length > 0 || !isKeyName(name) || bytes === null || bytes.length <= ID_BYTES) {
      return { ok: false, reason: `the note has the line "${line}"; expected "${DASH} name signature"` };
    }
    signatures.push({ name, id: toHex(bytes.slice(0, ID_BYTES)), signature: bytes.slice(ID_BYTES) });
  }
  return { ok: true, text: whole.slice(0, end + 1), signatures };
}

function hasControls(bytes: Bytes): boolean {
  return bytes.some((byte) => byte < 32 && byte !== NEWLINE);
}
