/**
 * What a log says of itself (C2SP tlog-checkpoint): its name, its size and its root, signed. Owns the text and its
 * reading; refuses another spelling of the same, and a checkpoint of another log.
 */
import { type Bytes, fromBase64, parseDecimal, toBase64 } from './bytes.ts';
import { HASH_BYTES, type TreeHead } from './merkle-proof.ts';
import {
  isKeyName,
  type NoteSignature,
  type NoteSigner,
  type NoteVerifier,
  openNote,
  signNote,
} from './signed-note.ts';

export interface Checkpoint extends TreeHead {
  /** the log's name, an address without its scheme: `example.org/contact-centre-log` */
  origin: string;
  /** further lines, which nobody checks; ours has none */
  extensions: readonly string[];
}

export type ReadCheckpoint = { ok: true; checkpoint: Checkpoint } | { ok: false; reason: string };

export type OpenedCheckpoint =
  | { ok: true; checkpoint: Checkpoint; text: string; verified: NoteSignature[]; unknown: NoteSignature[] }
  | { ok: false; reason: string };

/** The signed text. Throws a RangeError for what no reader would accept. */
export function formatCheckpoint({ origin, size, root, extensions }: Checkpoint): string {
  const text = `${[origin, size, toBase64(root), ...extensions].join('\n')}\n`;
  const read = readCheckpoint(text);
  if (!read.ok || read.checkpoint.extensions.length !== extensions.length) {
    throw new RangeError(`no checkpoint can say ${JSON.stringify(text)}`);
  }
  return text;
}

/** Reads the text without signatures. The format only advises that an origin has no spaces and no plus; here it must. */
export function readCheckpoint(text: string): ReadCheckpoint {
  const refuse = (reason: string): ReadCheckpoint => ({ ok: false, reason: `the checkpoint ${reason}` });
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.includes(''))
    return refuse('has an empty line, or does not end with its last one');
  const [origin = '', decimal = '', base64 = '', ...extensions] = lines;
  if (!isKeyName(origin))
    return refuse(`names the log "${origin}"; expected an address without spaces and plus`);
  const size = parseDecimal(decimal);
  if (size === null) return refuse(`has the size "${decimal}"; expected a whole number`);
  const root = fromBase64(base64);
  if (root?.length !== HASH_BYTES)
    return refuse(`has the root "${base64}"; expected ${HASH_BYTES} bytes in Base64`);
  return { ok: true, checkpoint: { origin, size, root, extensions } };
}

/** The file `checkpoint` of a log: signed with each key in use. */
export function signCheckpoint(checkpoint: Checkpoint, signers: readonly NoteSigner[]): Promise<Bytes> {
  return signNote(formatCheckpoint(checkpoint), signers);
}

/** Opens a checkpoint that a known key signed. `origin` is the log that is meant. */
export async function openCheckpoint(
  note: Bytes,
  known: readonly NoteVerifier[],
  origin: string,
): Promise<OpenedCheckpoint> {
  const opened = await openNote(note, known);
  if (!opened.ok) return { ok: false, reason: `the checkpoint cannot be believed: ${opened.reason}` };
  const read = readCheckpoint(opened.text);
  if (!read.ok) return read;
  if (read.checkpoint.origin !== origin) {
    return {
      ok: false,
      reason: `the checkpoint is of the log ${read.checkpoint.origin}; expected ${origin}`,
    };
  }
  return { ...opened, checkpoint: read.checkpoint };
}
