/**
 * `npm run backup`: a checked copy of the database while others write to it, and the way back from one.
 * The backup's path alone is standard output; what is in it and what is not is said on standard error.
 * Exit 0 all well, 1 not possible, 2 wrong usage.
 */
import { statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { Command } from 'commander';
import { type Environment, makeClock, readEnvironment } from '../api/env.ts';
import type { Content } from '../db/backup.ts';
import { formatUtc } from '../db/domain/instant.ts';
import { lastCheckpointPath } from '../db/last-checkpoint.ts';
import { logKeyPath } from '../db/log-key.ts';
import { secretPath } from '../db/secret.ts';
import { backUpTo, datedBackup, removeOldest } from './backup-files.ts';
import { EXIT, parseCommand, runCommand, UsageError } from './command.ts';
import { restoreBackup } from './restore-backup.ts';

const KEPT = 7;
const FOLDER = 'backups';

interface Options {
  keep?: string;
  restore?: string;
  replace?: boolean;
}

async function main(): Promise<number> {
  const { place, options } = parseArguments();
  const read = readEnvironment(process.env);
  if (!read.ok) throw new UsageError(read.problems.join('\n'));
  const { environment } = read;
  const nowSeconds = makeClock(environment.now)();
  if (options.restore !== undefined) {
    restore(options.restore, environment, nowSeconds, options.replace === true);
    return EXIT.well;
  }
  backUp(place, options.keep, environment, nowSeconds);
  return EXIT.well;
}

function parseArguments(): { place: string | undefined; options: Options } {
  const command = new Command('npm run backup --')
    .argument(
      '[place]',
      `the file to make, or a folder, in which it is named by the moment (default: the folder ${FOLDER} beside the database)`,
    )
    .option('--keep <number>', `in a folder: how many are kept, the oldest are removed (default: ${KEPT})`)
    .option('--restore <file>', 'put a backup in the place of a database that is missing or damaged')
    .option('--replace', 'with --restore: also of one that is whole; it is set aside, not removed');
  parseCommand(command);
  const options = command.opts<Options>();
  const [place] = command.args;
  if (options.restore !== undefined && (place !== undefined || options.keep !== undefined)) {
    throw new UsageError('--restore takes the file to restore alone; the database is that of CANDOUR_DB');
  }
  if (options.replace && options.restore === undefined) {
    throw new UsageError('--replace is said with --restore: a backup itself never replaces anything');
  }
  return { place, options };
}

function backUp(
  place: string | undefined,
  kept: string | undefined,
  { databasePath, configPath }: Environment,
  nowSeconds: number,
): void {
  const folder = folderOf(place, databasePath);
  if (folder === null && kept !== undefined) {
    throw new UsageError(`--keep counts the backups of a folder, and ${place} is a file; name its folder`);
  }
  const keep = kept === undefined ? KEPT : Number(kept);
  if (!/^[1-9]\d{0,5}$/.test(kept ?? String(KEPT))) {
    throw new UsageError(`--keep: found "${kept}"; expected a whole number from 1`);
  }
  const target = folder === null ? place! : datedBackup(folder, databasePath, nowSeconds);
  const { content, bytes } = backUpTo(databasePath, target);
  say(`backed up ${databasePath}, ${(bytes / 1e6).toFixed(1)} MB: ${describe(content)}`);
  say(
    `in it: the database and, beside it, ${basename(secretPath(target))}, without which records that come again are not`,
  );
  say('recognised. Both are readable by you alone: who has both can try out whose records these are');
  say(
    `not in it: the log's private key (${logKeyPath(databasePath)}; keep a copy of it elsewhere), the configuration`,
  );
  say(`(${configPath ?? 'none is set'}), and the published site, which is made anew from the database`);
  if (folder !== null) {
    const removed = removeOldest(folder, databasePath, keep, target);
    if (removed.length > 0) say(`removed ${removed.join(', ')}: ${keep} are kept`);
  }
  process.stdout.write(`${target}\n`);
}

/** Null: a file was named. */
function folderOf(place: string | undefined, databasePath: string): string | null {
  if (place === undefined) return join(dirname(databasePath), FOLDER);
  const isFolder = place.endsWith('/') || statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? resolve(place) : null;
}

function restore(
  file: string,
  { databasePath }: Environment,
  nowSeconds: number,
  replacesGood: boolean,
): void {
  const { content, aside, entriesLacking } = restoreBackup(file, databasePath, { nowSeconds, replacesGood });
  say(`restored ${databasePath} from ${file}: ${describe(content)}`);
  if (aside !== null) say(`what stood there is now ${aside}`);
  say('records that came after the backup are not in it: send them again; those that it has are recognised');
  if (entriesLacking > 0) {
    say(
      `${entriesLacking} entries of the log were signed after this backup (${lastCheckpointPath(databasePath)}): nothing is published until a newer copy is restored (README, "Backup")`,
    );
  }
}

function describe({ organisation, purpose, contacts, loads, loadedAt, ...content }: Content): string {
  const whose = purpose === 'demonstration' ? 'the demonstration' : (organisation ?? 'records');
  const count = (number: number, one: string, more: string) =>
    `${number.toLocaleString('en')} ${number === 1 ? one : more}`;
  return [
    `${whose}, ${count(contacts, 'contact', 'contacts')}`,
    `${count(loads, 'load', 'loads')}${loadedAt === null ? '' : `, the last of ${formatUtc(loadedAt)}`}`,
    `${count(content.editions, 'edition', 'editions')}${content.publishedAt === null ? '' : `, the last of ${formatUtc(content.publishedAt)}`}`,
    count(content.logEntries, 'entry of the log', 'entries of the log'),
  ].join('; ');
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

await runCommand(main);
