/**
 * `npm run ingest`: files of records into the database, with a receipt.
 * Exit 0 all well, 3 some rows rejected and the rest loaded, 1 nothing could be loaded, 2 wrong usage.
 */
import { existsSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { Command } from 'commander';
import { makeClock, readEnvironment } from '../api/env.ts';
import type { AccountsAbout } from '../db/domain/account-value.ts';
import type { Kind } from '../db/domain/contact.ts';
import { formatDay, parseDay } from '../db/domain/zone.ts';
import { KINDS } from '../db/ingest/adapters.ts';
import { type Counts, claimPurpose, Load, type Receipt } from '../db/ingest/load.ts';
import { type Mapping, ORGANISATION_ZONE } from '../db/ingest/mapping.ts';
import { ContactsElsewhere } from '../db/ingest/named-contacts.ts';
import { KnownElsewhere } from '../db/ingest/other-sources.ts';
import { type RecordBatch, readRecords } from '../db/ingest/read.ts';
import { readMeta } from '../db/meta.ts';
import { openForReading, openForTrial, openForWriting, type WriteHandle } from '../db/open.ts';
import { LoadCounting } from '../db/rollup/background.ts';
import { hasherOf, secretPath } from '../db/secret.ts';
import { EXIT, parseCommand, runCommand, UsageError } from './command.ts';
import { bytesOf, refuseNoFile } from './input-file.ts';
import { explainContacts, explainSource, reportFile, reportTotal } from './load-words.ts';
import { readMapping } from './mapping-file.ts';
import { type Organisation, openOrganisation, rememberOrganisation } from './organisation.ts';
import { progressLine } from './progress.ts';
import { isLoad, lastLoadWithRejects, rejectsAsCsv } from './rejects.ts';

/**
 * Every transaction writes most pages of the index of ids: as that grows, few large ones are best. What a transaction
 * holds is bounded, and so is what others have to wait for it.
 */
const FIRST_TRANSACTION_ROWS = 25_000;
const MOST_TRANSACTION_ROWS = 2 ** 17;

interface Options {
  as?: string;
  source?: string;
  otherRecords?: boolean;
  map?: string;
  json?: boolean;
  dryRun?: boolean;
  replaceDemonstration?: boolean;
  costPerContact?: string;
  asOf?: string;
  /** true: those of the last load that has any */
  rejects?: string | true;
}

async function main(): Promise<number> {
  boundMemory();
  const { files, options } = parseArguments();
  if (options.rejects !== undefined) return tellRejects(options.rejects);
  const mapping = options.map === undefined ? undefined : readMapping(options.map);
  const kind = kindOf(options.as, mapping);
  refuseMisplaced(kind, files, options);
  const environment = readEnvironment(process.env);
  if (!environment.ok) throw new UsageError(environment.problems.join('\n'));
  const { databasePath, configPath, now } = environment.environment;
  const clock = makeClock(now);

  const dryRun = options.dryRun === true;
  if (options.replaceDemonstration && !dryRun) removeDemonstration(databasePath);
  const db = dryRun ? openTrial(databasePath) : openForWriting(databasePath);
  let counting: LoadCounting | null = null;
  try {
    if (!claimPurpose(db, 'real')) {
      throw new UsageError(
        `the database ${databasePath} holds the demonstration, and real records never share a database with it: name another one (CANDOUR_DB=var/mine.db), or start clean with --replace-demonstration`,
      );
    }
    if (configPath === null && mapping?.zone === ORGANISATION_ZONE) {
      throw new UsageError(
        "the times of this mapping are the organisation's, and no configuration says where that is: set CANDOUR_CONFIG to a file with name and time zone",
      );
    }
    const organisation = await openOrganisation(db, configPath, clock());
    rememberOrganisation(db, organisation, configPath);
    const source = options.source ?? (options.map === undefined ? 'default' : basename(options.map, '.json'));
    const receipts: Receipt[] = [];
    counting = dryRun ? null : new LoadCounting(db, organisation.rules, clock());
    try {
      for (const file of files) {
        const nowSeconds = clock();
        const job = {
          counting,
          kind,
          file,
          mapping,
          source,
          refusesKnownElsewhere: options.otherRecords !== true,
          refusesContactsElsewhere: options.otherRecords !== true && options.source === undefined,
          organisation,
          nowSeconds,
          dryRun,
          ...(kind === 'accounts' && { accounts: accountsAbout(options, organisation, nowSeconds) }),
        };
        const receipt = await loadFile(db, job).catch((error) => {
          if (error instanceof KnownElsewhere) throw explainSource(error, file);
          if (error instanceof ContactsElsewhere) throw explainContacts(error, file, source);
          throw error;
        });
        receipts.push(receipt);
        reportFile(file, receipt, job);
      }
    } finally {
      // Said before the figures are counted, and also where a later file fails: these records are stored.
      if (receipts.length > 0) reportTotal(sum(receipts), options);
    }
    const progress = progressLine();
    await counting?.finish(progress.show);
    progress.end();
    return exitCodeOf(sum(receipts));
  } finally {
    await counting?.stop();
    db.close();
  }
}

/** What is stored tells new records from known ones; a demonstration is none of them, and would be left for the real load. */
function openTrial(path: string): WriteHandle {
  if (!existsSync(path) || !holdsDemonstration(path)) return openForTrial(path);
  process.stderr.write(
    `${path} holds the demonstration, in which no real records are stored: checked as for an empty database\n`,
  );
  return openForWriting(':memory:');
}

function holdsDemonstration(path: string): boolean {
  const db = openForReading(path);
  try {
    return readMeta(db, 'purpose') === 'demonstration';
  } finally {
    db.close();
  }
}

/**
 * V8 lets garbage grow to the size of the machine before it clears; rows are dead as soon as they are stored, so that
 * a load can do with as little of it on a large machine as on a small one. Holds for the counting thread too.
 */
function boundMemory(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=125');
}

function parseArguments(): { files: string[]; options: Options } {
  const command = new Command('npm run ingest --')
    .argument('[file...]', 'files to load; - is standard input; .gz is read as it is')
    .option(
      '--as <kind>',
      `what the rows are: ${KINDS.join(', ')} (default: contacts, or what the mapping makes)`,
    )
    .option(
      '--source <name>',
      'the source within which ids are unique (default: the mapping\'s name, or "default")',
    )
    .option('--other-records', 'the records are others than those of another source that look the same')
    .option('--map <mapping>', 'mapping file, or the name of one that comes with Candour')
    .option('--cost-per-contact <amount>', 'of accounts: what a handled contact costs, all costs included')
    .option('--as-of <date>', 'of accounts: the day by which they are known (default: yesterday)')
    .option('--json', 'print the counts as one line of JSON at the end')
    .option('--dry-run', 'check everything, store nothing')
    .option('--replace-demonstration', 'remove the demonstration and start clean')
    .option(
      '--rejects [load]',
      'print the rejected rows of a load as CSV (default: of the last that has any)',
    );
  parseCommand(command);
  const options = command.opts<Options>();
  if (command.args.length === 0 && options.rejects === undefined) {
    throw new UsageError(`no file was named\n\n${command.helpInformation().trimEnd()}`);
  }
  return { files: command.args, options };
}

function kindOf(as: string | undefined, mapping: Mapping | undefined): Kind {
  const named = as ?? mapping?.kind ?? 'contacts';
  if (mapping !== undefined && named !== mapping.kind) {
    throw new UsageError(
      `--as ${named}: the mapping makes ${mapping.kind}; leave --as out, or name a mapping that makes ${named}`,
    );
  }
  const kind = KINDS.find((known) => known === named);
  if (kind === undefined) throw new UsageError(`--as ${named}: expected one of ${KINDS.join(', ')}`);
  return kind;
}

const AMOUNT = /^\d+(\.\d+)?$/;
const LARGEST_AMOUNT = 1_000_000_000;

/** What belongs to accounts alone, and that they are one file: the second would replace what the first came to. */
function refuseMisplaced(kind: Kind, files: readonly string[], { costPerContact, asOf }: Options): void {
  if (kind !== 'accounts') {
    const given = costPerContact !== undefined ? '--cost-per-contact' : asOf !== undefined ? '--as-of' : null;
    if (given !== null)
      throw new UsageError(`${given} is said of accounts; leave it out, or load --as accounts`);
    return;
  }
  if (files.length > 1) {
    throw new UsageError(
      `accounts are counted as a whole, and ${files.length} files were named: join them into one, for each would replace the one before`,
    );
  }
  if (costPerContact === undefined) return;
  const amount = AMOUNT.test(costPerContact) ? Number(costPerContact) : 0;
  if (!(amount > 0 && amount <= LARGEST_AMOUNT)) {
    throw new UsageError(
      `--cost-per-contact: found "${costPerContact.slice(0, 80)}"; expected an amount above 0 and up to ${LARGEST_AMOUNT}, for example 4.20`,
    );
  }
}

function accountsAbout(
  { costPerContact, asOf }: Options,
  { zone }: Organisation,
  nowSeconds: number,
): AccountsAbout {
  const yesterday = zone.dayOf(nowSeconds) - 1;
  const day = asOf === undefined ? yesterday : parseDay(asOf);
  if (day === null || day > yesterday + 1) {
    throw new UsageError(
      `--as-of: found "${asOf}"; expected a date that has come, for example ${formatDay(yesterday)}`,
    );
  }
  return { asOf: day, costPerContact: costPerContact === undefined ? null : Number(costPerContact) };
}

interface FileLoad {
  counting: LoadCounting | null;
  kind: Kind;
  file: string;
  mapping: Mapping | undefined;
  source: string;
  refusesKnownElsewhere: boolean;
  refusesContactsElsewhere: boolean;
  organisation: Organisation;
  nowSeconds: number;
  dryRun: boolean;
  accounts?: AccountsAbout;
}

async function loadFile(db: WriteHandle, job: FileLoad): Promise<Receipt> {
  const { kind, file, mapping, organisation, nowSeconds } = job;
  refuseNoFile(file);
  const name = file === '-' ? 'standard input' : basename(file);
  const hasher = hasherOf(db, { isTrial: job.dryRun });
  const load = new Load(
    db,
    kind,
    {
      ...{ source: job.source, name, nowSeconds },
      refusesKnownElsewhere: job.refusesKnownElsewhere,
      refusesContactsElsewhere: job.refusesContactsElsewhere,
      ...{ zone: organisation.zone, configured: organisation.configured },
      ...(job.accounts && { accounts: job.accounts }),
    },
    hasher,
  );
  const progress = progressLine();
  let read = 0;
  for await (const batch of readRecords(bytesOf(file), {
    kind,
    zone: organisation.zone,
    ...(mapping && { mapping }),
  })) {
    load.stage(batch as RecordBatch<Kind>);
    read += batch.read;
    const enough = Math.min(Math.max(FIRST_TRANSACTION_ROWS, read / 4), MOST_TRANSACTION_ROWS);
    const rows = load.stagedRows;
    if (rows < enough) continue;
    load.commit();
    job.counting?.loaded(rows);
    progress.show(read, 0, `rows of ${name}`);
  }
  progress.end();
  return load.finish();
}

/** Prints the rejected rows of a load; with nothing to print it says so. */
function tellRejects(asked: string | true): number {
  const environment = readEnvironment(process.env);
  if (!environment.ok) throw new UsageError(environment.problems.join('\n'));
  const { databasePath } = environment.environment;
  if (!existsSync(databasePath)) throw new UsageError(`there is no database at ${databasePath}`);
  const db = openForReading(databasePath);
  try {
    const load = asked === true ? lastLoadWithRejects(db) : Number(asked);
    if (load === null) {
      process.stderr.write(`no row of any load was rejected in ${databasePath}\n`);
      return EXIT.well;
    }
    if (!isLoad(db, load)) {
      throw new UsageError(`--rejects: found "${asked}"; expected the number of a load, as its receipt says`);
    }
    for (const line of rejectsAsCsv(db, load)) process.stdout.write(line);
    return EXIT.well;
  } finally {
    db.close();
  }
}

function removeDemonstration(path: string): void {
  if (!existsSync(path)) return;
  const db = openForWriting(path);
  const isDemonstration = !claimPurpose(db, 'real');
  db.close();
  if (!isDemonstration) {
    throw new UsageError(
      `--replace-demonstration: ${path} holds real records and is left as it is; run without it`,
    );
  }
  for (const file of [path, `${path}-wal`, `${path}-shm`, secretPath(path)]) rmSync(file, { force: true });
}

function sum(receipts: readonly Receipt[]): Counts {
  const total: Counts = { read: 0, accepted: 0, updated: 0, unchanged: 0, rejected: 0, skipped: 0 };
  for (const receipt of receipts) {
    for (const name of Object.keys(total) as (keyof Counts)[]) total[name] += receipt[name];
  }
  return total;
}

function exitCodeOf({ accepted, updated, unchanged, rejected, skipped }: Counts): number {
  if (rejected === 0) return EXIT.well;
  return accepted + updated + unchanged + skipped > 0 ? EXIT.someRejected : EXIT.nothing;
}

await runCommand(main);
