/**
 * Puts the compressed forms beside the texts of a built site, as many at once as the machine has room for. Owns which files are
 * worth it and how hard is tried; refuses to change a file that it finds.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { LoggedFile } from '../db/domain/log-entry.ts';
import { fileOf } from '../db/log-entries.ts';
import type { Written } from './published-files.ts';

const TEXTS = /\.(atom|css|csv|html|ics|js|json|map|mjs|svg|txt|webmanifest|xml)$/;
const WORTH_COMPRESSING_BYTES = 1024;
/** 9 makes files of this length 0.1 % smaller and takes four times as long. */
const BROTLI_QUALITY = 8;
const GZIP_LEVEL = 9;
const brotliOf = promisify(brotliCompress);
const gzipOf = promisify(gzip);

export interface Compressed extends Written {
  /** by path below the folder, what the log says of each file that passed by: the texts and their compressed forms */
  passed: ReadonlyMap<string, LoggedFile>;
}

/** Puts `.br` and `.gz` beside every text of some length below a folder, where they are smaller. */
export async function compressFiles(folder: string): Promise<Compressed> {
  const written: Written = { files: 0, bytes: 0 };
  const passed = new Map<string, LoggedFile>();
  const note = (file: string, bytes: Buffer) => {
    const path = relative(folder, file).split(sep).join('/');
    passed.set(path, fileOf(path, bytes));
  };
  const compress = async (file: string) => {
    const text = readFileSync(file);
    note(file, text);
    const [br, gz] = await Promise.all([
      brotliOf(text, { params: brotliParams(text) }),
      gzipOf(text, { level: GZIP_LEVEL }),
    ]);
    for (const [form, bytes] of [[`${file}.br`, br] as const, [`${file}.gz`, gz] as const]) {
      if (bytes.byteLength >= text.byteLength) continue;
      writeFileSync(form, bytes);
      note(form, bytes);
      written.files++;
      written.bytes += bytes.byteLength;
    }
  };
  const texts = textsBelow(folder)[Symbol.iterator]();
  const compressRest = async () => {
    for (const file of texts) await compress(file);
  };
  const ends = await Promise.allSettled(Array.from({ length: availableParallelism() }, compressRest));
  // None may go on writing where whoever is told of a failure clears away.
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return { ...written, passed };
}

function brotliParams(text: Buffer): Record<number, number> {
  return {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.byteLength,
    // A window no longer than the text: most of the time would go into clearing memory that is not needed.
    [constants.BROTLI_PARAM_LGWIN]: windowBits(text.byteLength),
  };
}

function windowBits(bytes: number): number {
  const fitting = Math.ceil(Math.log2(bytes + 16));
  return Math.min(22, Math.max(constants.BROTLI_MIN_WINDOW_BITS, fitting));
}

function textsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => {
      if (!TEXTS.test(path)) return false;
      const found = statSync(path);
      return found.isFile() && found.size > WORTH_COMPRESSING_BYTES;
    });
}
