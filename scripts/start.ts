/**
 * `npm start`: prepares the database, publishes what is new, serves site and API on one origin, prints the address.
 * Ends with 0 when it is asked to stop, 1 when it cannot serve, 2 when it was called or configured wrongly.
 */
import process from 'node:process';
import { OpenAPIHono } from '@hono/zod-openapi';
import { Command, CommanderError } from 'commander';
import { createApp } from '../api/app.ts';
import { type Environment, makeClock, readEnvironment } from '../api/env.ts';
import { makeLog } from '../api/log.ts';
import type { AppEnv } from '../api/representation.ts';
import { listen } from '../api/server.ts';
import { Upkeep } from '../api/upkeep.ts';
import { claimPurpose } from '../db/ingest/load.ts';
import { readMeta } from '../db/meta.ts';
import { openForReading, openForWriting, type ReadHandle, type WriteHandle } from '../db/open.ts';
import { EXIT, runCommand, UsageError } from './command.ts';
import { isDemonstrationComplete } from './load-demonstration.ts';
import { type Organisation, openOrganisation } from './organisation.ts';
import { refuseForeignFolder } from './publication.ts';
import { Publisher, type Reason } from './publisher.ts';
import { compareStamps, isCounted, makeStamp, readStamp } from './stamp.ts';

async function main(): Promise<number> {
  const { demonstration: mayDemonstrate } = parseArguments();
  const read = readEnvironment(process.env);
  if (!read.ok) throw new UsageError(read.problems.join('\n'));
  const { environment } = read;
  const clock = makeClock(environment.now);
  const stopAsked = waitForStop();
  refuseForeignFolder(environment.outPath);

  const db = openForWriting(environment.databasePath);
  try {
    claimDatabase(db, environment, mayDemonstrate);
    const organisation = await openOrganisation(db, environment.configPath, clock());
    await refuseTakenPort(environment);
    const publisher = new Publisher({
      outPath: environment.outPath,
      clock,
      isClockSet: environment.now !== null,
      log: makeLog((line) => process.stderr.write(line), clock),
    });
    if (!canServeNow(db, organisation, environment, clock())) {
      const code = await Promise.race([publisher.publish(), stopAsked]);
      if (code === 'stop') {
        await publisher.stop();
        return EXIT.well;
      }
      if (code !== EXIT.well) return code ?? EXIT.nothing;
    }
    return await serve(db, environment, clock, publisher, stopAsked);
  } finally {
    db.close();
  }
}

function parseArguments(): { demonstration: boolean } {
  const command = new Command('npm start --')
    .option('--no-demonstration', 'leave an empty database empty, for records of your own')
    .exitOverride()
    .showHelpAfterError();
  try {
    command.parse();
  } catch (error) {
    if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? EXIT.well : EXIT.usage);
    throw error;
  }
  return command.opts<{ demonstration: boolean }>();
}

/** Says once what an unclaimed database is for; throws where that contradicts what was asked. */
function claimDatabase(db: WriteHandle, environment: Environment, mayDemonstrate: boolean): void {
  const { databasePath, configPath } = environment;
  const purpose = readMeta(db, 'purpose');
  if (purpose === 'demonstration' && !mayDemonstrate) {
    throw new UsageError(
      `the database ${databasePath} holds the demonstration; name another one for records of your own (CANDOUR_DB=var/mine.db), or remove it`,
    );
  }
  if (purpose !== null) return;
  const isEmpty = db.sql.prepare('SELECT 1 FROM loads LIMIT 1').get() === undefined;
  if (isEmpty && mayDemonstrate && configPath === null) {
    claimPurpose(db, 'demonstration');
    say('There are no records yet: the demonstration is loaded, two years of a company that does not exist.');
    say('(npm start -- --no-demonstration leaves the database empty for records of your own.)');
  } else claimPurpose(db, 'real');
}

/** Before long work, not after it. */
async function refuseTakenPort({ host, port }: Environment): Promise<void> {
  const listening = await listen(new OpenAPIHono<AppEnv>(), { host, port });
  if (!listening.ok) throw new UsageError(listening.problem, EXIT.nothing);
  await listening.server.stop();
}

/** Whether what is published fits; what only the clock has changed since is published again in the background. */
function canServeNow(
  db: ReadHandle,
  organisation: Organisation,
  environment: Environment,
  nowSeconds: number,
): boolean {
  const isDemonstration = readMeta(db, 'purpose') === 'demonstration';
  if (isDemonstration && !isDemonstrationComplete(db, organisation, nowSeconds)) return false;
  const published = readStamp(environment.outPath);
  const wanted = makeStamp(db, organisation, { nowSeconds, clockStart: environment.now, throughDay: null });
  return isCounted(db) && compareStamps(published, wanted) !== 'stale';
}

async function serve(
  db: WriteHandle,
  environment: Environment,
  clock: () => number,
  publisher: Publisher,
  stopAsked: Promise<'stop'>,
): Promise<number> {
  const { databasePath, configPath, outPath, host, port } = environment;
  const log = makeLog((line) => process.stderr.write(line), clock);
  const organisation = await openOrganisation(db, configPath, clock());
  const { configuration, zone, calendar, rules } = organisation;
  const read = openForReading(databasePath);
  const upkeep = new Upkeep({
    rules: {
      databasePath,
      timeZone: zone.id,
      targets: rules.targets,
      shortAbandonSeconds: rules.shortAbandonSeconds,
      signature: rules.signature,
    },
    clock,
    log,
  });
  const app = createApp({
    ...{ db, read, configuration, zone, calendar, clock, log },
    recordsChanged: upkeep.noteChange,
    staticRoot: outPath,
  });
  try {
    const listening = await listen(app, { host, port });
    if (!listening.ok) throw new UsageError(listening.problem, EXIT.nothing);
    // Nobody adds to a demonstration, and its days are added when they are over.
    if (readMeta(db, 'purpose') === 'real') upkeep.start();
    publisher.watch(() => findReason(read, organisation, outPath, clock()));
    say(`Candour is at ${listening.server.address}/`);
    await stopAsked;
    await listening.server.stop();
    return EXIT.well;
  } finally {
    await Promise.all([publisher.stop(), upkeep.stop()]);
    read.close();
  }
}

/** Why the published site no longer fits the records that are being served. */
function findReason(
  read: ReadHandle,
  organisation: Organisation,
  outPath: string,
  nowSeconds: number,
): Reason {
  const published = readStamp(outPath);
  const wanted = makeStamp(read, organisation, { nowSeconds, clockStart: null, throughDay: null });
  if (published === null || published.today !== wanted.today) return 'new day';
  return published.dataVersion === wanted.dataVersion ? null : 'new records';
}

function waitForStop(): Promise<'stop'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('stop'));
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

await runCommand(main);
