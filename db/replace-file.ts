/** Writes a file so that it is the whole new one or the whole old one, also after a power cut. Owns no name of its own. */
import { closeSync, fchmodSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const PUBLIC_MODE = 0o644;

/** `isAlone`: throws (EEXIST) where another process is writing it; else the later one wins. */
export function replaceFile(
  path: string,
  content: string | Uint8Array,
  { mode = PUBLIC_MODE, isAlone = false } = {},
): void {
  const draft = `${path}.new`;
  const file = openSync(draft, isAlone ? 'wx' : 'w', mode);
  try {
    fchmodSync(file, mode);
    writeFileSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
