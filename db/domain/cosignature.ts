/**
 * What a witness adds to a checkpoint (C2SP tlog-cosignature, `cosignature/v1`): that it saw this size and root at a
 * time, and none that contradicts them, so that a log cannot show two faces. Owns the signed message; refuses to sign
 * what is no checkpoint, and a time that is none.
 */
import { type Bytes, fromUtf8, joinBytes, toUtf8 } from './bytes.ts';
import { readCheckpoint } from './checkpoint.ts';
import { openSeed } from './note-signer.ts';
import {
  KEY_TYPE,
  type NoteSigner,
  type NoteVerifier,
  type VerifierKey,
  verifyEd25519,
} from './signed-note.ts';

const TIME_BYTES = 8;

/** Signs as a witness, at a time in UTC seconds. Who calls has checked the consistency that this states. */
export async function makeWitness(
  name: string,
  seed: Bytes,
): Promise<{ key: VerifierKey; at(utcSeconds: number): NoteSigner }> {
  const { key, sign } = await openSeed(name, seed, KEY_TYPE.witness);
  const at = (utcSeconds: number): NoteSigner => ({
    name,
    id: key.id,
    sign: async (text) => {
      if (!readCheckpoint(fromUtf8(text) ?? '').ok) throw new RangeError('a witness signs checkpoints alone');
      return joinBytes([writeTime(utcSeconds), await sign(statement(utcSeconds, text))]);
    },
  });
  return { key, at };
}

/** Checks the signatures of a witness. */
export function witnessVerifier({ name, id, type, publicKey }: VerifierKey): NoteVerifier {
  if (type !== KEY_TYPE.witness) throw new TypeError(`the key ${name} ${id} is of kind ${type}, a log's`);
  return {
    name,
    id,
    verify: async (text, signature) => {
      const utcSeconds = cosignatureTime(signature);
      if (utcSeconds === null) return false;
      return verifyEd25519(publicKey, statement(utcSeconds, text), signature.slice(TIME_BYTES));
    },
  };
}

/** When a witness signed, in UTC seconds; null where its signature has no such time. */
export function cosignatureTime(signature: Bytes): number | null {
  if (signature.length <= TIME_BYTES) return null;
  const utcSeconds = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0));
  return Number.isSafeInteger(utcSeconds) ? utcSeconds : null;
}

function statement(utcSeconds: number, text: Bytes): Bytes {
  return joinBytes([toUtf8(`cosignature/v1\ntime ${utcSeconds}\n`), text]);
}

function writeTime(utcSeconds: number): Bytes {
  if (!Number.isSafeInteger(utcSeconds) || utcSeconds < 0) {
    throw new RangeError(`a witness cannot sign at ${utcSeconds}; expected whole UTC seconds`);
  }
  const bytes = new Uint8Array(TIME_BYTES);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(utcSeconds));
  return bytes;
}
