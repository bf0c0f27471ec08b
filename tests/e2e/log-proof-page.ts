/** What "check this page" needs of the log, in a browser: loaded by log-proof.test.ts. */
import { fromBase64 } from '../../db/domain/bytes.ts';
import { checkLogProof } from '../../db/domain/log-proof.ts';
import { leafHash } from '../../db/domain/merkle-proof.ts';
import { ed25519Verifier, parseVerifierKey } from '../../db/domain/signed-note.ts';

/** Bytes in Base64. */
export interface Given {
  proof: string;
  entry: string;
  verifier: string;
  origin: string;
}

export interface Checked {
  ok: boolean;
  reason: string | null;
  size: number | null;
}

async function check({ proof, entry, verifier, origin }: Given): Promise<Checked> {
  const bytes = (text: string) => fromBase64(text) ?? new Uint8Array(0);
  const parsed = await parseVerifierKey(verifier);
  if (!parsed.ok) throw new Error(parsed.reason);
  const checked = await checkLogProof(
    bytes(proof),
    await leafHash(bytes(entry)),
    [ed25519Verifier(parsed.key)],
    origin,
  );
  return checked.ok
    ? { ok: true, reason: null, size: checked.checkpoint.size }
    : { ok: false, reason: checked.reason, size: null };
}

Object.assign(window, { check });
