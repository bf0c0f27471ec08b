/** What every command shares: its exit codes, and how it says that it was called wrongly. */
import process from 'node:process';
import { type Command, CommanderError } from 'commander';

export const EXIT = { well: 0, nothing: 1, usage: 2, someRejected: 3 } as const;

/** Called wrongly, or with a wrong file: said in plain words, without a stack. */
export class UsageError extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode: number = EXIT.usage) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Reads the arguments; a call for help ends well, and a wrong one with the usage and its exit code. */
export function parseCommand(command: Command): void {
  command.exitOverride().showHelpAfterError();
  try {
    command.parse();
  } catch (error) {
    if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? EXIT.well : EXIT.usage);
    throw error;
  }
}

/** Runs a command and ends with its exit code; expected faults are said in one plain paragraph. */
export async function runCommand(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exitCode = error instanceof UsageError ? error.exitCode : EXIT.nothing;
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  const { code = '', message, stack } = error as NodeJS.ErrnoException;
  const sentence = databaseSentence(code, message);
  if (sentence !== null) return sentence;
  if (code === 'NO_FOLDER') return message;
  if (code === 'EISDIR') return `a folder stands where a file was expected: ${message}`;
  return stack ?? String(error);
}

function databaseSentence(code: string, message: string): string | null {
  if (code === 'SQLITE_BUSY')
    return 'the database is busy: another load is running; wait for it to end and try again';
  if (code === 'SQLITE_FULL' || /^(ENOSPC|EDQUOT|EFBIG)$/.test(code)) {
    return 'the disk is full: what was acknowledged is safe; make room and run the same command again';
  }
  if (/^(SQLITE_READONLY|SQLITE_CANTOPEN|EACCES|EPERM|EROFS|EEXIST|ENOTDIR)/.test(code)) {
    return `the database cannot be written: ${message}; check who owns its folder, and whether its disk may be written`;
  }
  if (/^(SQLITE_IOERR|EIO)/.test(code)) {
    return `the disk did not do what it was asked (${code}: ${message}): it is full, failing or gone; what was acknowledged is safe if the disk is; put it right and run the same command again`;
  }
  if (/^(SQLITE_CORRUPT|SQLITE_NOTADB)/.test(code)) {
    return `the database is damaged or no database: ${message}; stop what uses it and put the last backup in its place (npm run backup -- --restore FILE), then send again what came after it`;
  }
  return null;
}
