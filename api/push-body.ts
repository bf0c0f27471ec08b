/** The body of a push: read within limits, expanded when it is gzip. Refuses to trust a declared length. */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

export const MOST_SENT_BYTES = 10 * 2 ** 20;
export const MOST_EXPANDED_BYTES = 100_000_000;

const expand = promisify(gunzip);

/** Why a body is not taken. */
export type BodyRefusal = 'too large' | 'no room';

/**
 * The bytes as they were sent. `hold` is asked for room before more of them are kept. Where there are more than `most`,
 * or there is no room, the stream is left where reading stopped.
 */
export async function readBody(
  body: ReadableStream<Uint8Array> | null,
  most: number,
  hold: (bytes: number) => boolean,
): Promise<Buffer | BodyRefusal> {
  if (body === null) return Buffer.alloc(0);
  const reader = body.getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return Buffer.concat(pieces, length);
      length += value.byteLength;
      if (length > most) return 'too large';
      if (!hold(length)) return 'no room';
      pieces.push(value);
    }
  } finally {
    reader.releaseLock();
  }
}

/**
 * The expanded bytes of gzip, recognised by its first two bytes; other bytes as they are; null when they expand to
 * more than `most`. A broken or cut stream stays as it is: the reader of records says what is wrong with it.
 */
export async function expandBody(sent: Buffer, most: number): Promise<Buffer | null> {
  if (sent[0] !== 0x1f || sent[1] !== 0x8b) return sent;
  try {
    return await expand(sent, { maxOutputLength: most });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? null : sent;
  }
}
