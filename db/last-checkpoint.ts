/**
 * The last checkpoint that was signed, kept beside the keys and not in the database: so that a database put back from an
 * older copy is not taken for the whole log. Owns that file; refuses to judge what is in it.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { Bytes } from './domain/bytes.ts';
import { replaceFile } from './replace-file.ts';

export function lastCheckpointPath(databasePath: string): string {
  return `${databasePath}.log-checkpoint`;
}

/** Null: none was signed. */
export function readLastCheckpoint(databasePath: string): Bytes | null {
  const path = lastCheckpointPath(databasePath);
  return existsSync(path) ? new Uint8Array(readFileSync(path)) : null;
}

export function keepLastCheckpoint(databasePath: string, checkpoint: Bytes): void {
  replaceFile(lastCheckpointPath(databasePath), checkpoint);
}
