/** Reads the small files that people write: configurations and mappings. Refuses to guess at their encoding. */
import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';

/** The text of a file in UTF-8. Throws an Error that completes the sentence "… cannot be read: …". */
export function readTextFile(path: string): string {
  const bytes = readFileSync(path);
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const isUtf16 = /^(?:fffe|feff)/.test(bytes.toString('hex', 0, 2));
  if (isUtf16) throw new Error('it is UTF-16; expected UTF-8: save it as UTF-8');
  throw new Error(`line ${firstWrongLine(bytes)} is not UTF-8; expected a file in UTF-8: save it as UTF-8`);
}

function firstWrongLine(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const newline = bytes.indexOf(10, start);
    const end = newline < 0 ? bytes.length : newline;
    if (!isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
  return line;
}
