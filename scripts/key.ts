/**
 * `npm run key`: makes, lists, revokes and rotates the keys with which records are pushed.
 * A new key is the last line of standard output, alone; all else is said on standard error.
 * Exit 0 all well, 1 not possible, 2 wrong usage.
 */
import process from 'node:process';
import { Command, CommanderError } from 'commander';
import { makeClock, readEnvironment } from '../api/env.ts';
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
    .option('--scope <kinds>', `what it may push, with commas between: ${SCOPES.join(', ')} (default: all)`)
    .action((name: string, options: { scope?: string }) => {
      const scopes = readScopes(options.scope);
      action = (surroundings) => add(surroundings, name, scopes);
    });
  command
    .command('list')
    .description('list every key that was ever made')
    .action(() => {
      action = list;
    });
  command
    .command('revoke <name-or-number>')
    .description('end a key at once')
    .action((which: string) => {
      action = (surroundings) => revoke(surroundings, which);
    });
  command
    .command('rotate <name-or-number>')
    .description('a new key of the same name and scope; the old one ends at once')
    .action((which: string) => {
      action = ({ db, nowSeconds, hand, say }) =>
        handOver(rotateKey(db, which, nowSeconds), `the key "${which}" is replaced; the old one has ended`, {
          hand,
          say,
        });
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
): void {
  const made = addKey(db, name, scopes, nowSeconds);
  if (made.ok && !claimPurpose(db, 'real')) {
    say(
      `note: ${db.path} holds the demonstration, which takes no records: name another database with CANDOUR_DB, or start clean with "npm run ingest -- --replace-demonstration FILE"`,
    );
  }
  const scope = scopes === 'all' ? 'everything' : scopes.join(', ');
  handOver(made, `key "${name}" may push ${scope}; keep it safe, it is shown only now:`, { hand, say });
}

function handOver(made: NewKey, words: string, { hand, say }: Pick<Surroundings, 'hand' | 'say'>): void {
  if (!made.ok) throw new UsageError(made.problem, EXIT.nothing);
  say(words);
  hand(made.key);
}

function revoke({ db, nowSeconds, say }: Surroundings, which: string): void {
  const revoked = revokeKey(db, which, nowSeconds);
  if (!revoked.ok) throw new UsageError(revoked.problem, EXIT.nothing);
  say(`key ${revoked.key.id}, "${revoked.key.name}", has ended`);
}

function list({ db, hand, say }: Surroundings): void {
  const keys = listKeys(db);
  if (keys.length === 0) say('there are no keys; "npm run key -- add NAME" makes one');
  for (const key of keys) hand(describe(key));
}

function describe({ id, name, scopes, createdAt, revokedAt, lastUsedAt }: IngestKey): string {
  return [
    String(id),
    name,
    scopes === 'all' ? 'all' : scopes.join(','),
    revokedAt === null ? 'in use' : `ended ${dateTime(revokedAt)}`,
    `made ${dateTime(createdAt)}`,
    lastUsedAt === null ? 'never used' : `last used ${dateTime(lastUsedAt)}`,
  ].join('\t');
}

function dateTime(utcSeconds: number): string {
  return new Date(utcSeconds * 1000).toISOString().replace('.000Z', 'Z');
}

await runCommand(main);
