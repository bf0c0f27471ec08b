/**
 * Expands a gzip stream piece by piece, within stated limits.
 * Owns the ways a compressed stream can be bad (cut, broken, a bomb) and hands over everything before the bad place;
 * refuses to hold the whole.
 */

import { finished } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/** Why a stream could not be read to its end; nothing follows it. */
export interface StreamFault {
  fault: string;
}

export interface ExpansionLimits {
  /** The most bytes a stream may expand to. */
  expandedBytes: number;
  /** The most bytes that may come out for each byte that went in… */
  ratio: number;
  /** …looked at only once this many have come out: small files of zeros are harmless. */
  ratioFromBytes: number;
}

/** Small enough that what one write expands to (at most about 1000 times as much) stays a few megabytes. */
const SLICE_BYTES = 16 * 1024;

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/**
 * The expanded bytes; the last piece is a fault when the stream is cut, broken or over the limits.
 * The decoder is driven by single writes, because a piped stream throws away what it had expanded when it fails.
 */
export async function* gunzip(
  bytes: AsyncIterable<Uint8Array>,
  limits: ExpansionLimits,
): AsyncGenerator<Uint8Array | StreamFault> {
  const decoder = createGunzip({ chunkSize: 64 * 1024 });
  const expanded: Uint8Array[] = [];
  let failure: Error | null = null;
  let proceed = (): void => {};
  let bytesIn = 0;
  let bytesOut = 0;
  decoder.on('data', (piece: Uint8Array) => {
    expanded.push(piece);
    bytesOut += piece.length;
  });
  decoder.on('error', (error) => {
    failure = error;
  });
  // A write that meets a broken place is never called back.
  decoder.on('close', () => proceed());

  try {
    for await (const piece of bytes) {
      for (let at = 0; at < piece.length; at += SLICE_BYTES) {
        const slice = piece.subarray(at, at + SLICE_BYTES);
        bytesIn += slice.length;
        await new Promise<void>((resolve) => {
          proceed = resolve;
          decoder.write(slice, () => resolve());
        });
        yield* expanded.splice(0);
        if (failure !== null) return yield broken(failure);
        const tooMuch = overLimit(bytesIn, bytesOut, limits);
        if (tooMuch !== null) return yield { fault: tooMuch };
      }
    }
    decoder.end();
    await finished(decoder).catch((error: Error) => {
      failure = error;
    });
    yield* expanded.splice(0);
    if (failure !== null) yield broken(failure);
  } finally {
    decoder.destroy();
  }
}

function broken(error: Error): StreamFault {
  const cut = 'code' in error && error.code === 'Z_BUF_ERROR';
  return {
    fault: cut
      ? 'the gzip stream is cut: it ends before its end mark; the rows before the cut are read, send the whole file again'
      : `the gzip stream is broken here (${error.message}); the rows before it are read, send the file again`,
  };
}

function overLimit(bytesIn: number, bytesOut: number, limits: ExpansionLimits): string | null {
  if (bytesOut > limits.expandedBytes) {
    return `the gzip stream expands to more than ${limits.expandedBytes} bytes, the most that is accepted; split it`;
  }
  if (bytesOut > limits.ratioFromBytes && bytesOut > bytesIn * limits.ratio) {
    return `the gzip stream expands more than ${limits.ratio} times, which no records do; it is not read further`;
  }
  return null;
}
