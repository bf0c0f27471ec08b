/** A file of records as a person names it on a command line. Owns `-`, and saying what stands where a file should. */
import { createReadStream, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { UsageError } from './command.ts';

const PIECE_BYTES = 1 << 17;

/** Throws a UsageError where there is no such file. */
export function refuseNoFile(file: string): void {
  if (file === '-') return;
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) throw new UsageError(`${file}: there is no such file`);
  if (found.isDirectory()) {
    throw new UsageError(`${file}: this is a folder; expected files, for example ${join(file, '*.csv')}`);
  }
}

/** Its bytes in order; of `-` those of standard input. */
export function bytesOf(file: string): AsyncIterable<Uint8Array> {
  return file === '-' ? process.stdin : createReadStream(file, { highWaterMark: PIECE_BYTES });
}
