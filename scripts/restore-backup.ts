/**
 * Puts a backup in the place of a database. Owns the order of the steps, so that whenever it is cut off it can be done
 * again; refuses to touch a database that somebody uses, and one that is good unless that was asked for. What stood there
 * is set aside, never removed.
 */
import { constants, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  type Content,
  checkBackup,
  isSecretFileOf,
  LOG_COMPANIONS,
  putCompanion,
  signedEntries,
} from '../db/backup.ts';
import { compactUtc } from '../db/domain/instant.ts';
import { makeFolder } from '../db/make-folder.ts';
import { closeWhole } from '../db/open.ts';
import { secretPath } from '../db/secret.ts';
import { takeTurn, type Work } from '../db/turn.ts';
import { EXIT, UsageError } from './command.ts';

export interface Restored {
  content: Content;
  /** where what stood there is now; null: nothing stood there */
  aside: string | null;
  /** entries of the log that were signed and that the backup lacks */
  entriesLacking: number;
}

const DATABASE_FILES = ['', '-wal', '-shm', '-journal'];

export function restoreBackup(
  backupPath: string,
  databasePath: string,
  { nowSeconds, replacesGood }: { nowSeconds: number; replacesGood: boolean },
): Restored {
  if (!existsSync(backupPath)) throw new UsageError(`${backupPath}: there is no such file`);
  const checked = checkBackup(backupPath, secretPath(databasePath));
  if (!checked.ok) throw stopped(`${checked.problem}; nothing was restored`);
  makeFolder(dirname(databasePath));
  const turns = (['serving', 'publishing'] as const).map((work) => expectTurn(databasePath, work));
  try {
    refuseGood(databasePath, backupPath, replacesGood);
    const draft = `${databasePath}.restoring`;
    rmSync(draft, { force: true });
    copyFileSync(backupPath, draft, constants.COPYFILE_FICLONE);
    const copied = checkBackup(
      draft,
      existsSync(secretPath(backupPath)) ? secretPath(backupPath) : secretPath(databasePath),
    );
    if (!copied.ok)
      throw stopped(`the copy of ${backupPath} is not whole: ${copied.problem}; nothing was restored`);
    closeWhole(draft);
    const aside = setAside(databasePath, nowSeconds);
    putBeside(backupPath, databasePath, aside);
    renameSync(draft, databasePath);
    const lacking = (signedEntries(databasePath) ?? 0) - checked.content.logEntries;
    return { content: checked.content, aside, entriesLacking: Math.max(0, lacking) };
  } finally {
    for (const turn of turns) turn.release();
  }
}

function expectTurn(databasePath: string, work: Work) {
  const turn = takeTurn(databasePath, work);
  if (turn !== null) return turn;
  const who = work === 'serving' ? 'a server' : 'a publication';
  throw stopped(`${who} works on ${databasePath}: stop it first; nothing was restored`);
}

/** A good one is replaced only where that was asked for, and none that somebody uses. */
function refuseGood(databasePath: string, backupPath: string, replacesGood: boolean): void {
  if (!existsSync(databasePath)) return;
  const present = checkBackup(databasePath);
  if (!replacesGood && (present.ok || !present.isDamaged)) {
    const state = present.ok
      ? `is there and whole, with ${present.content.contacts.toLocaleString('en')} contacts`
      : `is there and not damaged (but ${present.problem})`;
    throw stopped(
      `${databasePath} ${state}, and is left as it is; "npm run backup -- --restore ${backupPath} --replace" sets it aside and takes the backup`,
    );
  }
  if (isInUse(databasePath)) {
    throw stopped(`${databasePath} is in use: end what loads or serves it first; nothing was restored`);
  }
}

function isInUse(databasePath: string): boolean {
  try {
    return !closeWhole(databasePath);
  } catch {
    // What cannot be opened nobody works with.
    return false;
  }
}

/** Renames what stands there; what is of it alone beside it goes along, else it would be taken for that of the backup. */
function setAside(databasePath: string, nowSeconds: number): string | null {
  const moment = compactUtc(nowSeconds);
  const there = DATABASE_FILES.filter((end) => existsSync(`${databasePath}${end}`));
  if (there.length === 0) return null;
  let aside = `${databasePath}.before-${moment}`;
  for (let again = 2; existsSync(aside); again++) aside = `${databasePath}.before-${moment}-${again}`;
  // The database first: without it the log beside it is nothing, and is set aside the next time.
  for (const end of there) renameSync(`${databasePath}${end}`, `${aside}${end}`);
  return aside;
}

/** The secret of the backup's records; the log's own files only where there are none: those here are newer. */
function putBeside(backupPath: string, databasePath: string, aside: string | null): void {
  const [kept, own] = [secretPath(backupPath), secretPath(databasePath)];
  if (existsSync(kept)) {
    if (existsSync(own) && !isSecretFileOf(backupPath, own)) {
      renameSync(own, secretPath(aside ?? `${databasePath}.before`));
    }
    putCompanion(kept, own, true);
  }
  for (const of of LOG_COMPANIONS) {
    if (existsSync(of(backupPath)) && !existsSync(of(databasePath))) {
      putCompanion(of(backupPath), of(databasePath), false);
    }
  }
}

function stopped(words: string): UsageError {
  return new UsageError(words, EXIT.nothing);
}
