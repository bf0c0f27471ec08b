/**
 * Whose turn it is where only one process at a time may work on a database: to serve it, to publish it. Owns the names of
 * these locks; loads and other commands need none, since each of their transactions is whole.
 */
import { takeLock } from './open.ts';

export interface Turn {
  release(): void;
}

export type Work = 'serving' | 'publishing';

/** Null: another process has it, and had it for so long. Whoever ends, however that happens, has it no more. */
export function takeTurn(databasePath: string, work: Work, waitMilliseconds = 0): Turn | null {
  if (databasePath === ':memory:') return { release: () => {} };
  return takeLock(`${databasePath}.${work}`, waitMilliseconds);
}
