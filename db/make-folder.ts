/** Makes a folder with those above it. Owns the words for a place where none can be. */
import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * One folder after another: Node's own recursive making goes round for ever where the system says that a folder which is
 * there is not, as below /proc. Throws a sentence (code NO_FOLDER) there, and the system's own fault otherwise.
 */
export function makeFolder(path: string): void {
  const whole = resolve(path);
  if (statSync(whole, { throwIfNoEntry: false })?.isDirectory()) return;
  const above = dirname(whole);
  if (above !== whole) makeFolder(above);
  try {
    mkdirSync(whole);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Somebody else may have made it since.
    if (code === 'EEXIST' && statSync(whole).isDirectory()) return;
    if (code !== 'ENOENT') throw error;
    const sentence = `there can be no folder ${whole}: the system makes none in ${above}; name another place`;
    throw Object.assign(new Error(sentence), { code: 'NO_FOLDER' });
  }
}
