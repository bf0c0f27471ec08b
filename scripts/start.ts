/**
 * `npm start`: prepares the database, publishes what is new, serves site and API on one origin, prints the address.
 * Ends with 0 when it is asked to stop, 1 when it cannot serve, 2 when it was called or configured wrongly.
 */
import process from 'node:process';
import { OpenAPIHono } from '@hono/zod-openapi';
import { Command, CommanderError } from 'commander';
import { type AppEnv, createApp } from '../api/app.ts';
import { type Environment, makeClock, readEnvironment } from '../api/env.ts';
import { makeLog } from '../api/log.ts';
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
