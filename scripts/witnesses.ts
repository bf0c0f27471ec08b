/**
 * Asks witnesses to sign a checkpoint as well (C2SP tlog-witness, `add-checkpoint`): each has seen every size of the log in turn, so
 * two readers cannot be shown two histories. Owns the question and what becomes of the answers; refuses a line that the witness's
 * key did not sign, and never keeps a publication from happening.
 */
import { type Bytes, joinBytes, parseDecimal, toBase64, toUtf8 } from '../db/domain/bytes.ts';
import { readCheckpoint } from '../db/domain/checkpoint.ts';
import { cosignatureTime } from '../db/domain/cosignature.ts';
import { consistencyProof, type HashSource } from '../db/domain/merkle-tree.ts';
import {
  KEY_TYPE,
  openNote,
  parseVerifierKey,
  signatureLine,
  splitNote,
  type VerifierKey,
} from '../db/domain/signed-note.ts';
import { verifierOf } from '../db/domain/site-log.ts';
import { UsageError } from './command.ts';
import { readable } from './verification-words.ts';

export interface Witness {
  /** to which `/add-checkpoint` is added */
  url: string;
  key: VerifierKey;
}

/** One that does not answer keeps a publication waiting no longer, however often it is asked. */
const PATIENCE_MS = 10_000;
/** Its clock may differ from ours by so much. */
const SECONDS_OFF_MAX = 86_400;
/** A few lines are expected. */
const ANSWER_BYTES_MAX = 64 * 1024;
const SIZE_TYPE = 'text/x.tlog.size';

/** Throws a UsageError for a key that is none of a witness. */
export function readWitnesses(given: readonly { url: string; key: string }[]): Promise<Witness[]> {
  return Promise.all(
    given.map(async ({ url, key }, at) => {
      const parsed = await parseVerifierKey(key);
      const where = `the configuration's log.witnesses[${at}].key`;
      if (!parsed.ok) throw new UsageError(`${where}: ${parsed.reason}`);
      if (parsed.key.type !== KEY_TYPE.witness)
        throw new UsageError(`${where}: "${key}" is a log's key (kind 1); expected a witness's (kind 4)`);
      return { url, key: parsed.key };
    }),
  );
}

/** The checkpoint with the lines of the witnesses that signed; of each other `say` is told why it did not. */
export async function addWitnesses(
  checkpoint: Bytes,
  tree: HashSource,
  witnesses: readonly Witness[],
  say: (line: string) => void,
): Promise<Bytes> {
  const lines = await Promise.all(
    witnesses.map(async (witness) => {
      try {
        return toUtf8(await askWitness(checkpoint, tree, witness));
      } catch (error) {
        const words = readable((error as Error).message);
        say(`the witness ${witness.url} has not signed: ${words}; the log is published without it`);
        return toUtf8('');
      }
    }),
  );
  return joinBytes([checkpoint, ...lines]);
}

/** The line of a signature. Throws an Error with what went wrong. */
async function askWitness(checkpoint: Bytes, tree: HashSource, { url, key }: Witness): Promise<string> {
  const size = sizeOf(checkpoint);
  // It says up to which size it has seen the log, so nothing about it has to be kept here.
  const signal = AbortSignal.timeout(PATIENCE_MS);
  let answer = await post(url, await question(checkpoint, tree, 0, size), signal);
  if (answer.status === 409 && answer.type === SIZE_TYPE) {
    const seen = parseDecimal(answer.body.trim());
    if (seen === null || seen > size)
      throw new Error(`it has seen ${answer.body.trim()} entries, and the log has ${size}`);
    answer = await post(url, await question(checkpoint, tree, seen, size), signal);
  }
  if (answer.status !== 200)
    throw new Error(`it answered ${answer.status} ${answer.body.slice(0, 200).trim()}`);
  const split = splitNote(joinBytes([checkpoint, toUtf8(answer.body)]));
  if (!split.ok) throw new Error(`its answer is no signature: ${split.reason}`);
  const own = split.signatures.filter(({ name, id }) => name === key.name && id === key.id);
  if (own.length === 0) throw new Error(`its answer has no line of the key ${key.name} ${key.id}`);
  const line = signatureLine(own[0]!);
  const opened = await openNote(joinBytes([checkpoint, toUtf8(line)]), [verifierOf(key)]);
  if (!opened.ok) throw new Error(opened.reason);
  const at = cosignatureTime(own[0]!.signature) ?? 0;
  if (Math.abs(at - Date.now() / 1000) > SECONDS_OFF_MAX)
    throw new Error(`its signature is of another time than this, ${at} s since 1970`);
  return line;
}

function sizeOf(checkpoint: Bytes): number {
  const split = splitNote(checkpoint);
  const read = split.ok ? readCheckpoint(split.text) : split;
  if (!read.ok) throw new Error(read.reason);
  return read.checkpoint.size;
}

async function question(checkpoint: Bytes, tree: HashSource, from: number, to: number): Promise<Bytes> {
  const proof = await consistencyProof(tree, from, to);
  const lines = [`old ${from}`, ...proof.map(toBase64), ''];
  return joinBytes([toUtf8(`${lines.join('\n')}\n`), checkpoint]);
}

interface Answer {
  status: number;
  type: string;
  body: string;
}

async function post(url: string, body: Bytes, signal: AbortSignal): Promise<Answer> {
  const address = `${url.replace(/\/+$/, '')}/add-checkpoint`;
  try {
    const response = await fetch(address, {
      method: 'POST',
      body,
      redirect: 'error',
      signal,
    });
    const type = response.headers.get('content-type')?.split(';')[0]?.trim() ?? '';
    return { status: response.status, type, body: await readText(response) };
  } catch (error) {
    const { cause, message } = error as Error & { cause?: Error };
    throw new Error(cause?.message ?? message);
  }
}

async function readText(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.length;
    if (bytes > ANSWER_BYTES_MAX) throw new Error(`its answer is longer than ${ANSWER_BYTES_MAX} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
