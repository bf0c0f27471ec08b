/**
 * `npm run log-key`: makes, rotates, retires and shows the keys with which the log is signed.
 * Public keys alone are standard output; all else is said on standard error, and the private half nowhere.
 * Exit 0 all well, 1 not possible, 2 wrong usage.
 */
import process from 'node:process';
import { Command, CommanderError } from 'commander';
import { makeClock, readEnvironment } from '../api/env.ts';
import { formatUtc } from '../db/domain/instant.ts';
import {
  type Done,
  type LogKeys,
  type LogVerifier,
  logKeyPath,
  makeLogKey,
  readLogKeys,
  retireLogKey,
  rotateLogKey,
} from '../db/log-key.ts';
import { EXIT, runCommand, UsageError } from './command.ts';

type Action = (databasePath: string, nowSeconds: number) => Promise<void>;

async function main(): Promise<number> {
  let action: Action | null = null;
  const command = new Command('npm run log-key --')
    .description('makes and manages the keys with which the log is signed')
    .exitOverride()
    .showHelpAfterError();
  command
    .command('make <name>')
    .description(
      'the first key; the name is the address of the log without https://, such as example.org/log',
    )
    .option('--after-loss', 'the private key is gone for good: go on with a new one')
    .action((name: string, { afterLoss = false }: { afterLoss?: boolean }) => {
      action = (path, now) => make(path, name, now, afterLoss);
    });
  command
    .command('rotate')
    .description('a further key; checkpoints are signed by both until the old one is retired')
    .action(() => {
      action = rotate;
    });
  command
    .command('retire <id>')
    .description('end a key: its private half is destroyed, its public half stays listed')
    .action((id: string) => {
      action = (path, now) => retire(path, id, now);
    });
  command
    .command('show')
    .description('list every key that the log ever had')
    .action(() => {
      action = show;
    });
  command
    .command('verifier')
    .description('print the public keys in use, the newest first, as readers need them')
    .option('--all', 'and those that have ended')
    .action(({ all = false }: { all?: boolean }) => {
      action = (path) => printVerifiers(path, all);
    });
  try {
    command.parse();
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.well : EXIT.usage;
    throw error;
  }
  if (action === null) return EXIT.usage;
  await perform(action);
  return EXIT.well;
}

async function perform(action: Action): Promise<void> {
  const environment = readEnvironment(process.env);
  if (!environment.ok) throw new UsageError(environment.problems.join('\n'));
  const { databasePath, now } = environment.environment;
  await action(databasePath, makeClock(now)());
}

async function make(path: string, name: string, now: number, afterLoss: boolean): Promise<void> {
  const { verifier } = expectDone(await makeLogKey(path, name, now, { afterLoss }));
  say(
    `the private key is ${logKeyPath(path)}, and in no backup of the database: keep a copy apart from both`,
  );
  if (afterLoss)
    say('nothing that readers have vouches for the new key: tell them of it where they know you');
  say('the public key, for readers:');
  hand(verifier);
}

async function rotate(path: string, now: number): Promise<void> {
  const { verifier } = expectDone(await rotateLogKey(path, now));
  say(
    `the new key is in ${logKeyPath(path)}: keep a new copy of it. Checkpoints are signed by the old key too,`,
  );
  say('until you retire it; when readers have the new one: npm run log-key -- retire ID');
  say('the new public key, for readers:');
  hand(verifier);
}

async function retire(path: string, id: string, now: number): Promise<void> {
  expectDone(await retireLogKey(path, id, now));
  say(`the key ${id} has ended: who knows it alone can check checkpoints up to now, and none from now on`);
  say(`destroy the copies of ${logKeyPath(path)} that hold it, and keep a new one`);
}

async function show(path: string): Promise<void> {
  const keys = await readKeys(path);
  if (keys === null) return;
  say(`the log ${keys.origin}; its private keys are in ${logKeyPath(path)}`);
  for (const one of keys.verifiers) hand(describe(one));
}

async function printVerifiers(path: string, all: boolean): Promise<void> {
  const keys = await readKeys(path);
  for (const { verifier, end } of keys?.verifiers ?? []) if (all || end === null) hand(verifier);
}

async function readKeys(path: string): Promise<LogKeys | null> {
  const { keys } = expectDone(await readLogKeys(path));
  if (keys === null) say('the log has no key; "npm run log-key -- make NAME" makes one');
  return keys;
}

function describe({ id, verifier, madeAt, endedAt, end }: LogVerifier): string {
  const state = endedAt === null ? 'in use' : `${end} ${formatUtc(endedAt)}`;
  return [id, state, `made ${formatUtc(madeAt)}`, verifier].join('\t');
}

function expectDone<What>(done: Done<What>): What {
  if (!done.ok) throw new UsageError(done.problem, EXIT.nothing);
  return done;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function hand(line: string): void {
  process.stdout.write(`${line}\n`);
}

await runCommand(main);
