/** The vectors of the verifiable log (reference 6.2), as bytes. */
import { readFileSync } from 'node:fs';
import { type Bytes, fromBase64, fromHex } from '../../db/domain/bytes.ts';

interface LogVectors {
  rfc6962: {
    leaf_inputs: string[];
    roots: string[];
    inclusion: { index: number; size: number; proof: string[] }[];
    consistency: { from: number; to: number; proof: string[] }[];
    leaf_L123456: string;
    node_N123_N456: string;
  };
  signed_note_c2sp: { vkey: string; text: string; sigline: string };
  log_e2e: {
    seed_hex: string;
    origin: string;
    vkey: string;
    entries: string[];
    roots_b64: Record<string, string>;
    sig_b64: Record<string, string>;
    tile_0_000_p3_hex: string;
    inclusion_idx1_size3_b64: string[];
    consistency_2_3_b64: string[];
  };
}

const file = new URL('../fixtures/log/vectors.json', import.meta.url);
export const logVectors: LogVectors = JSON.parse(readFileSync(file, 'utf8'));

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);
export const hex = (text: string): Bytes => fromHex(text) as Bytes;
export const base64 = (text: string): Bytes => fromBase64(text) as Bytes;

/** The same bytes but for one bit. */
export function flipBit(bytes: Bytes, byte: number, bit = 0): Bytes {
  const changed = bytes.slice();
  changed[byte] = (changed[byte] ?? 0) ^ (1 << bit);
  return changed;
}
