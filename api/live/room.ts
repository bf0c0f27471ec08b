/**
 * How many readers this process may hold at once. Every reader is an open file to the system, and a process that has
 * none left can neither take a push nor open a page. Refuses to guess where the system does not tell.
 */
import { readFileSync } from 'node:fs';

/** A stream costs about 20 kB: 12,000 are some 240 MB. */
const MOST_READERS = 12_000;
/** Left for pages, pushes, the database and published files. */
const OPEN_FILES_KEPT = 500;

/** `openFiles`: how many the process may have open; null: unknown. At least one reader. */
export function readersThatFit(openFiles: number | null): number {
  if (openFiles === null) return MOST_READERS;
  // Where there are few, half of them is all that is taken.
  const free = Math.max(openFiles - OPEN_FILES_KEPT, Math.floor(openFiles / 2));
  return Math.max(1, Math.min(MOST_READERS, free));
}

/** Node raises its own limit to the most that the system allows; null where Linux is not what tells it. */
export function openFilesLimit(): number | null {
  try {
    const limit = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return limit === undefined ? null : Number(limit);
  } catch {
    return null;
  }
}
