/**
 * `npm run key`: makes, lists, revokes and rotates the keys with which records are pushed.
 * A new key is the last line of standard output, alone; all else is said on standard error.
 * Exit 0 all well, 1 not possible, 2 wrong usage.
 */
import process from 'node:process';
import { Command, CommanderError } from 'commander';
import { makeClock, readEnvironment } from '../api/env.ts';
import { formatUtc } from '../db/domain/instant.ts';
import { nearestName } from '../db/domain/nearest-name.ts';
import { claimPurpose } from '../db/ingest/load.ts';
import {
  addKey,
  type IngestKey,
  listKeys,
  type NewKey,
  revokeKey,
  rotateKey,
  SCOPES,
  type Scope,
  SHARED_SCOPES,
} from '../db/keys.ts';
import { openForWriting, type WriteHandle } from '../db/open.ts';
import { EXIT, runCommand, UsageError } from './command.ts';

interface Surroundings {
  db: WriteHandle;
  nowSeconds: number;
  say(line: string): void;
  hand(line: string): void;
}

async function main(): Promise<number> {
  let action: ((surroundings: Surroundings) => void) | null = null;
  const command = new Command('npm run key --')
    .description('makes and manages the keys with which records are pushed')
    .exitOverride()
    .showHelpAfterError();
  command
    .command('add <name>')
    .description('make a key; the name is also the source of what is pushed with it')
    .option(
      '--scope <kinds>',
      `what it may push, with commas between: ${SCOPES.join(', ')} (default: all but ${SHARED_SCOPES.join(' and ')}, which no source keeps apart)`,
    )
    .option(
      '--source <names>',
      'whose records it may send and replace, with commas between; the first is meant where a push names none (default: its name)',
    )
    .action((name: string, options: { scope?: string; source?: string }) => {
      const scopes = readScopes(options.scope);
      const sources = options.source?.split(',').map((source) => source.trim());
      action = (surroundings) => add(surroundings, name, scopes, sources);
    });
  command
    .command('list')
    .description('list every key that was ever made')
    .action(() => {
      action = list;
    });
  command
    .command('revoke <name-or-number>')
    .description('end a key at once; by its name, also the one it replaced')
    .action((which: string) => {
      action = (surroundings) => revoke(surroundings, which);
    });
  command
    .command('rotate <name-or-number>')
    .description('a new key of the same name, scope and sources; the old one ends at once, or when you say')
    .option('--overlap <time>', 'so long the old one opens too: 30m, 24h, 7d (at most 30d)')
    .action((which: string, options: { overlap?: string }) => {
      const overlapSeconds = options.overlap === undefined ? 0 : readOverlap(options.overlap);
      action = (surroundings) => rotate(surroundings, which, overlapSeconds);
    });
  try {
    command.parse();
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.well : EXIT.usage;
    throw error;
  }
  if (action === null) return EXIT.usage;
  perform(action);
  return EXIT.well;
}

function perform(action: (surroundings: Surroundings) => void): void {
  const environment = readEnvironment(process.env);
  if (!environment.ok) throw new UsageError(environment.problems.join('\n'));
  const { databasePath, now } = environment.environment;
  const db = openForWriting(databasePath);
  try {
    action({
      db,
      nowSeconds: makeClock(now)(),
      say: (line) => process.stderr.write(`${line}\n`),
      hand: (line) => process.stdout.write(`${line}\n`),
    });
  } finally {
    db.close();
  }
}

const DAY_SECONDS = 86_400;
const SECONDS: Readonly<Record<string, number>> = { m: 60, h: 3600, d: DAY_SECONDS };
const MOST_OVERLAP_SECONDS = 30 * DAY_SECONDS;

function readOverlap(written: string): number {
  const [, amount = '', unit = ''] = /^(\d{1,6})([mhd])$/.exec(written) ?? [];
  const seconds = Number(amount) * (SECONDS[unit] ?? 0);
  if (seconds > 0 && seconds <= MOST_OVERLAP_SECONDS) return seconds;
  throw new UsageError(`--overlap: found "${written}"; expected for example 30m, 24h or 7d, at most 30d`);
}

function readScopes(written: string | undefined): Scope[] | 'all' {
  if (written === undefined || written === 'all') return 'all';
  const names = written.split(',').map((name) => name.trim());
  return [...new Set(names)].map((name) => {
    const scope = SCOPES.find((known) => known === name);
    if (scope !== undefined) return scope;
    const nearest = nearestName(name, SCOPES);
    throw new UsageError(
      `--scope: there is no kind "${name}"; expected ${SCOPES.join(', ')}${nearest === null ? '' : ` (did you mean ${nearest}?)`}`,
    );
  });
}

function add(
  { db, nowSeconds, hand, say }: Surroundings,
  name: string,
  scopes: readonly Scope[] | 'all',
  sources: readonly string[] = [name],
): void {
  const made = addKey(db, name, scopes, nowSeconds, sources);
  if (made.ok && !claimPurpose(db, 'real')) {
    say(
      `note: ${db.path} holds the demonstration, which takes no records: name another database with CANDOUR_DB, or start clean with "npm run ingest -- --replace-demonstration FILE"`,
    );
  }
  const scope = scopes === 'all' ? 'all that sources keep apart' : scopes.join(', ');
  handOver(
    made,
    `key "${name}" may push ${scope} of ${sources.join(', ')}; keep it safe, it is shown only now:`,
    { hand, say },
  );
}

function rotate({ db, nowSeconds, hand, say }: Surroundings, which: string, overlapSeconds: number): void {
  const ends = overlapSeconds === 0 ? 'has ended' : `ends ${formatUtc(nowSeconds + overlapSeconds)}`;
  handOver(
    rotateKey(db, which, nowSeconds, overlapSeconds),
    `the key "${which}" is replaced; the old one ${ends}`,
    {
      hand,
      say,
    },
  );
}

function handOver(made: NewKey, words: string, { hand, say }: Pick<Surroundings, 'hand' | 'say'>): void {
  if (!made.ok) throw new UsageError(made.problem, EXIT.nothing);
  say(words);
  hand(made.key);
}

function revoke({ db, nowSeconds, say }: Surroundings, which: string): void {
  const revoked = revokeKey(db, which, nowSeconds);
  if (!revoked.ok) throw new UsageError(revoked.problem, EXIT.nothing);
  for (const { id, name } of revoked.keys) say(`key ${id}, "${name}", has ended`);
}

function list({ db, nowSeconds, hand, say }: Surroundings): void {
  const keys = listKeys(db);
  if (keys.length === 0) say('there are no keys; "npm run key -- add NAME" makes one');
  for (const key of keys) hand(describe(key, nowSeconds));
}

function describe(key: IngestKey, nowSeconds: number): string {
  const { id, name, scopes, sources, createdAt, lastUsedAt } = key;
  return [
    String(id),
    name,
    scopes === 'all' ? 'all' : scopes.join(','),
    `for ${sources.join(',')}`,
    stateOf(key, nowSeconds),
    `made ${formatUtc(createdAt)}`,
    lastUsedAt === null ? 'never used' : `last used ${formatUtc(lastUsedAt)}`,
  ].join('\t');
}

function stateOf({ endsAt, revokedAt }: IngestKey, nowSeconds: number): string {
  if (revokedAt !== null) return `ended ${formatUtc(revokedAt)}`;
  if (endsAt === null) return 'in use';
  return endsAt > nowSeconds ? `ends ${formatUtc(endsAt)}` : `ended ${formatUtc(endsAt)}`;
}

await runCommand(main);
