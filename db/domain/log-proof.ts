/**
 * The file that proves by itself that an entry is in a log (C2SP tlog-proof, `.tlog-proof`). Owns its text and its
 * whole check: signature, size, place and hash; refuses another spelling of the same. `extra` proves nothing.
 */
import { type Bytes, fromBase64, fromUtf8, joinBytes, parseDecimal, toBase64, toUtf8 } from './bytes.ts';
import { type OpenedCheckpoint, openCheckpoint } from './checkpoint.ts';
import { checkInclusion, HASH_BYTES } from './merkle-proof.ts';
import type { NoteVerifier } from './signed-note.ts';

export interface LogProof {
  index: number;
  /** from the leaf's sibling upwards */
  hashes: readonly Bytes[];
  /** the signed note, byte for byte */
  checkpoint: Bytes;
  /** whatever its maker adds; null: nothing */
  extra: Bytes | null;
}

export type ReadLogProof = { ok: true; proof: LogProof } | { ok: false; reason: string };

export type CheckedLogProof =
  | (Extract<OpenedCheckpoint, { ok: true }> & { index: number })
  | Extract<OpenedCheckpoint, { ok: false }>;

const FIRST_LINE = 'c2sp.org/tlog-proof@v1';
/** A log of 2^53 entries is no deeper. */
const HASHES_MAX = 53;

/** Throws a RangeError for what no reader would accept. */
export function formatLogProof({ index, hashes, checkpoint, extra }: LogProof): Bytes {
  const lines = [
    FIRST_LINE,
    ...(extra === null ? [] : [`extra ${toBase64(extra)}`]),
    `index ${index}`,
    ...hashes.map(toBase64),
  ];
  const file = joinBytes([toUtf8(`${lines.join('\n')}\n\n`), checkpoint]);
  const read = readLogProof(file);
  if (!read.ok) throw new RangeError(read.reason);
  return file;
}

/** Takes a proof apart without checking it. */
export function readLogProof(file: Bytes): ReadLogProof {
  const refuse = (reason: string): ReadLogProof => ({ ok: false, reason: `the proof ${reason}` });
  const text = fromUtf8(file);
  const end = text?.indexOf('\n\n') ?? -1;
  if (text === null || end < 0) return refuse('is not text with a checkpoint after an empty line');
  const [first, ...lines] = text.slice(0, end).split('\n');
  if (first !== FIRST_LINE) return refuse(`begins with "${first}"; expected ${FIRST_LINE}`);
  const extraLine = lines[0]?.startsWith('extra ') ? lines.shift() : undefined;
  const extra = extraLine === undefined ? null : fromBase64(extraLine.slice('extra '.length));
  if (extraLine !== undefined && extra === null) return refuse('has a line "extra" that is not Base64');
  const indexLine = lines.shift() ?? '';
  const index = indexLine.startsWith('index ') ? parseDecimal(indexLine.slice('index '.length)) : null;
  if (index === null) return refuse(`has the line "${indexLine}"; expected "index" and a whole number`);
  if (lines.length > HASHES_MAX) return refuse(`has ${lines.length} hashes; expected ${HASHES_MAX} at most`);
  const hashes: Bytes[] = [];
  for (const line of lines) {
    const hash = fromBase64(line);
    if (hash?.length !== HASH_BYTES)
      return refuse(`has the hash "${line}"; expected ${HASH_BYTES} bytes in Base64`);
    hashes.push(hash);
  }
  return { ok: true, proof: { index, hashes, checkpoint: toUtf8(text.slice(end + 2)), extra } };
}

/** Checks a proof for the entry with this leaf hash, in the log of this name, by keys that the reader knows. */
export async function checkLogProof(
  file: Bytes,
  leaf: Bytes,
  known: readonly NoteVerifier[],
  origin: string,
): Promise<CheckedLogProof> {
  const read = readLogProof(file);
  if (!read.ok) return read;
  const { index, hashes, checkpoint } = read.proof;
  const opened = await openCheckpoint(checkpoint, known, origin);
  if (!opened.ok) return opened;
  if (!(await checkInclusion(hashes, { leaf, index }, opened.checkpoint))) {
    const { size } = opened.checkpoint;
    return {
      ok: false,
      reason: `the proof does not lead from the entry with index ${index} to the root of ${size}`,
    };
  }
  return { ...opened, index };
}
