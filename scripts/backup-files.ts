/**
 * Backups as files: made out of sight, checked, and only then given their names. Owns the names of dated ones and how many
 * of these are kept; refuses to replace what is there, and to remove anything but dated backups of the same database.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, parse, resolve } from 'node:path';
import process from 'node:process';
import { COMPANIONS, type Content, makeBackup } from '../db/backup.ts';
import { compactUtc } from '../db/domain/instant.ts';
import { makeFolder } from '../db/make-folder.ts';
import { EXIT, UsageError } from './command.ts';
import { isAlive } from './process-alive.ts';

const DRAFT_PREFIX = '.candour-backup-';

export interface Kept {
  content: Content;
  bytes: number;
}

/** Backs up a database to a file that is not there yet. Throws a UsageError where that cannot be. */
export function backUpTo(databasePath: string, target: string): Kept {
  refuseTaken(target);
  const parent = dirname(resolve(target));
  makeFolder(parent);
  removeDrafts(parent);
  const draftFolder = mkdtempSync(join(parent, `${DRAFT_PREFIX}${process.pid}-`));
  try {
    const draft = join(draftFolder, basename(target));
    const checked = makeBackup(databasePath, draft);
    if (!checked.ok) {
      throw new UsageError(
        `no backup was made: a copy of ${databasePath} would be of no use. ${checked.problem.replaceAll(draft, databasePath)}`,
        EXIT.nothing,
      );
    }
    const { size: bytes } = statSync(draft);
    refuseTaken(target);
    for (const of of COMPANIONS) if (existsSync(of(draft))) renameSync(of(draft), of(target));
    // The database comes last: where it stands, all of the backup does.
    giveName(draft, target);
    keepNames(parent);
    return { content: checked.content, bytes };
  } finally {
    rmSync(draftFolder, { recursive: true, force: true });
  }
}

/** The dated file of a moment in a folder of backups. */
export function datedBackup(folder: string, databasePath: string, nowSeconds: number): string {
  const { name, ext } = parse(databasePath);
  const moment = compactUtc(nowSeconds);
  return join(folder, `${name}-${moment}${ext}`);
}

/** Removes the oldest dated backups of a database beyond so many, never the one just made. Returns their names. */
export function removeOldest(folder: string, databasePath: string, keep: number, made: string): string[] {
  const { name, ext } = parse(databasePath);
  const isDated = (file: string) =>
    file.startsWith(`${name}-`) &&
    file.endsWith(ext) &&
    /^\d{8}T\d{6}Z$/.test(file.slice(name.length + 1, file.length - ext.length));
  const others = readdirSync(folder)
    .filter((file) => isDated(file) && file !== basename(made))
    .sort();
  const tooMany = others.slice(0, Math.max(0, others.length + 1 - keep));
  for (const file of tooMany) {
    const path = join(folder, file);
    for (const one of [path, ...COMPANIONS.map((of) => of(path))]) rmSync(one, { force: true });
  }
  return tooMany;
}

function refuseTaken(target: string): void {
  const taken = [target, ...COMPANIONS.map((of) => of(target))].find((path) => existsSync(path));
  if (taken === undefined) return;
  throw new UsageError(`${taken} is there, and a backup replaces nothing: name another file, or a folder`);
}

/** A link is refused where somebody has taken the name meanwhile; not every disk has links. */
function giveName(draft: string, target: string): void {
  try {
    linkSync(draft, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') refuseTaken(target);
    renameSync(draft, target);
  }
}

function keepNames(folder: string): void {
  const open = openSync(folder, 'r');
  try {
    fsyncSync(open);
  } finally {
    closeSync(open);
  }
}

/** What backups that were killed have left. */
function removeDrafts(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(DRAFT_PREFIX)) continue;
    const pid = Number.parseInt(name.slice(DRAFT_PREFIX.length), 10);
    if (!isAlive(pid)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}
