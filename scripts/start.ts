/**
 * `npm start`: prepares the database, publishes what is new, serves site and API on one origin, prints the address.
 * Ends with 0 when it is asked to stop, 1 when it cannot serve, 2 when it was called or configured wrongly.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { OpenAPIHono } from '@hono/zod-openapi';
import { Command } from 'commander';
import { createApp } from '../api/app.ts';
import { type Clock, type Environment, makeClock, readEnvironment } from '../api/env.ts';
import { Heartbeat } from '../api/heartbeat.ts';
import { LiveHub } from '../api/live/hub.ts';
import { type Log, makeLog } from '../api/log.ts';
import type { AppEnv } from '../api/representation.ts';
import { listen } from '../api/server.ts';
import { Upkeep } from '../api/upkeep.ts';
import { Visitors } from '../api/visitor.ts';
import { claimPurpose } from '../db/ingest/load.ts';
import { readMeta } from '../db/meta.ts';
import { openForReading, openForWriting, type ReadHandle, type WriteHandle } from '../db/open.ts';
import { countDayAtHand, isToldLive } from '../db/rollup/rollup.ts';
import { noteAbsence } from '../db/serving.ts';
import { type Turn, takeTurn } from '../db/turn.ts';
import { PAGE_POLICY } from '../site/page-policy.ts';
import { withCalendar } from './calendar-answer.ts';
import { EXIT, parseCommand, runCommand, UsageError } from './command.ts';
import { LiveDemonstration } from './live-demonstration.ts';
import { isDemonstrationComplete } from './load-demonstration.ts';
import { type Organisation, openOrganisation, rememberOrganisation } from './organisation.ts';
import { answerHistoryPicture } from './pictures/history-picture.ts';
import { PictureDesk } from './pictures/picture-desk.ts';
import { SharePages } from './pictures/share-pages.ts';
import { refuseForeignFolder } from './publication.ts';
import { Publisher, type Reason } from './publisher.ts';
import { compareStamps, isCounted, makeStamp, readStamp } from './stamp.ts';

const STOP_FOLLOWS_MS = 500;
/** A server that is being replaced may be about to end. */
const STOP_TAKES_MS = 3000;

async function main(): Promise<number> {
  const { demonstration: mayDemonstrate } = parseArguments();
  const read = readEnvironment(process.env);
  if (!read.ok) throw new UsageError(read.problems.join('\n'));
  const { environment } = read;
  const clock = makeClock(environment.now);
  const stopAsked = waitForStop();
  refuseForeignFolder(environment.outPath);

  const db = openForWriting(environment.databasePath);
  let turn: Turn | null = null;
  try {
    // What is wrong is said before anything is done.
    let organisation = await openOrganisation(db, environment.configPath, clock());
    rememberOrganisation(db, organisation, environment.configPath);
    await refuseTakenPort(environment);
    turn = expectTurn(environment.databasePath);
    // What is published before anybody is served tells of it already. A clock that was set tells nothing of when one was.
    if (environment.now === null) noteAbsence(db, clock());
    if (claimDatabase(db, environment, mayDemonstrate) === 'demonstration') {
      organisation = await openOrganisation(db, environment.configPath, clock());
    }
    const log = makeLog((line) => process.stderr.write(line), clock);
    const publisher = new Publisher({
      outPath: environment.outPath,
      clock,
      isClockSet: environment.now !== null,
      log,
    });
    if (!canServeNow(db, organisation, environment, clock())) {
      const outcome = await publishUnlessStopped(publisher, stopAsked);
      if (outcome === 'stop') return EXIT.well;
      if (outcome !== EXIT.well) return outcome;
    }
    return await serve({ db, environment, clock, log, publisher, stopAsked });
  } finally {
    db.close();
    turn?.release();
  }
}

function parseArguments(): { demonstration: boolean } {
  const command = new Command('npm start --').option(
    '--no-demonstration',
    'leave an empty database empty, for records of your own',
  );
  parseCommand(command);
  return command.opts<{ demonstration: boolean }>();
}

/** Says once what an unclaimed database is for, and returns it; throws where that contradicts what was asked. */
function claimDatabase(
  db: WriteHandle,
  environment: Environment,
  mayDemonstrate: boolean,
): 'demonstration' | 'real' {
  const { databasePath, configPath } = environment;
  const purpose = readMeta(db, 'purpose');
  if (purpose === 'demonstration' && !mayDemonstrate) {
    throw new UsageError(
      `the database ${databasePath} holds the demonstration; name another one for records of your own (CANDOUR_DB=var/mine.db), or remove it`,
    );
  }
  if (purpose !== null) return purpose === 'demonstration' ? purpose : 'real';
  const isEmpty = db.sql.prepare('SELECT 1 FROM loads LIMIT 1').get() === undefined;
  const claimed = isEmpty && mayDemonstrate && configPath === null ? 'demonstration' : 'real';
  claimPurpose(db, claimed);
  if (claimed === 'demonstration') {
    say('There are no records yet: the demonstration is loaded, two years of a company that does not exist.');
    say('(npm start -- --no-demonstration leaves the database empty for records of your own.)');
  }
  return claimed;
}

/** The exit code of publishing; Ctrl-C ends both processes at once, in either order. */
async function publishUnlessStopped(
  publisher: Publisher,
  stopAsked: Promise<'stop'>,
): Promise<number | 'stop'> {
  const first = await Promise.race([publisher.publish(), stopAsked]);
  if (first === 'stop') await publisher.stop();
  if (first !== null) return first;
  const isStopAsked = await Promise.race([stopAsked, sleep(STOP_FOLLOWS_MS, null, { ref: false })]);
  if (isStopAsked !== null) return 'stop';
  throw new UsageError(
    'publishing was ended from outside; start again, and it goes on from there',
    EXIT.nothing,
  );
}

/** Before long work, not after it. */
async function refuseTakenPort({ host, port }: Environment): Promise<void> {
  const listening = await listen(new OpenAPIHono<AppEnv>(), { host, port });
  if (!listening.ok) throw new UsageError(listening.problem, EXIT.nothing);
  await listening.server.stop();
}

/**
 * Two servers would both count, publish and speak of now. Every record that either acknowledged would be kept, but what
 * readers see would depend on whom they ask.
 */
function expectTurn(databasePath: string): Turn {
  const turn = takeTurn(databasePath, 'serving', STOP_TAKES_MS);
  if (turn !== null) return turn;
  throw new UsageError(
    `another server works on ${databasePath}: end that one first, or name another database (CANDOUR_DB)`,
    EXIT.nothing,
  );
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
  // What is told live waits to be counted most of the time, and is soon: nobody has to wait for it to be published.
  return (isCounted(db) || isToldLive(db)) && compareStamps(published, wanted) !== 'stale';
}

interface Serving {
  db: WriteHandle;
  environment: Environment;
  clock: Clock;
  log: Log;
  publisher: Publisher;
  stopAsked: Promise<'stop'>;
}

async function serve({ db, environment, clock, log, publisher, stopAsked }: Serving): Promise<number> {
  const { databasePath, configPath, outPath, host, port, proxies } = environment;
  const organisation = await openOrganisation(db, configPath, clock());
  const { configuration, zone, calendar, holidays } = organisation;
  const read = openForReading(databasePath);
  const upkeep = new Upkeep({
    rules: { databasePath, configuration, holidays },
    clock,
    log,
  });
  const pictures = new PictureDesk();
  const sharePages = new SharePages(outPath);
  const visitors = new Visitors(proxies);
  const live = new LiveHub({ visitorOf: visitors.of });
  const app = createApp({
    ...{ db, read, configuration, zone, calendar, clock, log, live, visitors },
    recordsChanged: upkeep.noteChange,
    staticRoot: outPath,
    pagePolicy: PAGE_POLICY,
    answerMore: async (request, ask) =>
      (await answerHistoryPicture(request, ask, pictures)) ?? (await sharePages.answer(request, pictures)),
  });
  const demonstration =
    readMeta(db, 'purpose') === 'demonstration'
      ? new LiveDemonstration({ ...{ db, organisation, clock, log }, changed: app.snapshot.noteChange })
      : null;
  const heartbeat = environment.now === null ? new Heartbeat({ db, clock, log }) : null;
  try {
    // Before the first reader comes: the first answer tells what happened today.
    demonstration?.start();
    app.snapshot.start();
    const listening = await listen(withCalendar(app, clock), { host, port, visitors });
    if (!listening.ok) throw new UsageError(listening.problem, EXIT.nothing);
    upkeep.start();
    heartbeat?.start();
    if (!isCounted(db)) {
      countDayAtHand(db);
      upkeep.noteChange();
    }
    const hasOtherRules = watchConfiguration(configPath, log);
    publisher.watch(() => (hasOtherRules() ? null : findReason(read, organisation, outPath, clock())));
    say(`Candour is at ${listening.server.address}/`);
    await stopAsked;
    // Streams do not end by themselves, and the server would wait for them.
    live.stop();
    await listening.server.stop();
    return EXIT.well;
  } finally {
    app.snapshot.stop();
    heartbeat?.stop();
    demonstration?.stop();
    await Promise.all([publisher.stop(), upkeep.stop(), pictures.stop()]);
    read.close();
  }
}

/**
 * Whether the configuration file has changed under a running server. What is published by other rules than those of
 * the answers would contradict them, so that nothing is published until the next start; said once in the log.
 */
function watchConfiguration(configPath: string | null, log: Log): () => boolean {
  if (configPath === null) return () => false;
  const known = readFileSync(configPath, 'utf8');
  let isSaid = false;
  return () => {
    const isChanged = readFileSync(configPath, 'utf8') !== known;
    if (isChanged && !isSaid) log('configuration changed', { words: 'it takes effect at the next start' });
    isSaid = isChanged;
    return isChanged;
  };
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
  // What is told live is of the day at hand, of which nothing is published: it waits for the new day.
  const isSame = isToldLive(read)
    ? published.lastLoad === wanted.lastLoad
    : published.dataVersion === wanted.dataVersion;
  return isSame ? null : 'new records';
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
