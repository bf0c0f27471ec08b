/**
 * Signs notes with Ed25519. Owns the way from a seed to a signer and to its public key; refuses to give the seed back:
 * what it returns can sign and no more.
 */
import { type Bytes, fromBase64, joinBytes } from './bytes.ts';
import { KEY_TYPE, type KeyType, makeVerifierKey, type NoteSigner, type VerifierKey } from './signed-note.ts';

export const SEED_BYTES = 32;

/** What stands before the seed where a private key of Ed25519 is written as PKCS #8 (RFC 8410, section 7). */
const PKCS8_START = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20);

/** A signer and the key with which readers check it; the same for the same name and seed. */
export async function makeNoteSigner(
  name: string,
  seed: Bytes,
): Promise<{ signer: NoteSigner; key: VerifierKey }> {
  const { sign, key } = await openSeed(name, seed, KEY_TYPE.ed25519);
  return { signer: { name, id: key.id, sign }, key };
}

/** The bare signature of a seed, and its public key under a name for one kind of use. */
export async function openSeed(
  name: string,
  seed: Bytes,
  type: KeyType,
): Promise<{ sign(message: Bytes): Promise<Bytes>; key: VerifierKey }> {
  if (seed.length !== SEED_BYTES) {
    throw new RangeError(`a seed has ${seed.length} bytes; expected ${SEED_BYTES}`);
  }
  const written = joinBytes([PKCS8_START, seed]);
  // Web Crypto tells the public half only of a key that may be exported; the one that signs may not be.
  const exportable = await crypto.subtle.importKey('pkcs8', written, 'Ed25519', true, ['sign']);
  const { x = '' } = await crypto.subtle.exportKey('jwk', exportable);
  const publicKey = fromBase64(`${x.replaceAll('-', '+').replaceAll('_', '/')}=`) as Bytes;
  const signing = await crypto.subtle.importKey('pkcs8', written, 'Ed25519', false, ['sign']);
  return {
    key: await makeVerifierKey(name, type, publicKey),
    sign: async (message) => new Uint8Array(await crypto.subtle.sign('Ed25519', signing, message)),
  };
}
