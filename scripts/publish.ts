/**
 * `npm run publish`: brings the figures up to date, writes the published files and builds the site from them.
 * Exit 0 published or nothing new, 1 not published (the old site stays), 2 wrong usage.
 */
import process from 'node:process';
import { Command } from 'commander';
import { makeClock, readEnvironment } from '../api/env.ts';
import { type CivilDay, formatDay, parseDay } from '../db/domain/zone.ts';
import { latestEdition } from '../db/editions.ts';
import { publicText } from '../db/ingest/field.ts';
import { readMeta } from '../db/meta.ts';
import { openForWriting } from '../db/open.ts';
import { EXIT, parseCommand, runCommand, UsageError } from './command.ts';
import { isDemonstrationComplete, loadDemonstration } from './load-demonstration.ts';
import { openOrganisation, rememberOrganisation } from './organisation.ts';
import { publish, refuseForeignFolder, timed } from './publication.ts';

async function main(): Promise<number> {
  const { throughDay, sharePictures, correction, isClockRight } = parseArguments();
  const read = readEnvironment(process.env);
  if (!read.ok) throw new UsageError(read.problems.join('\n'));
  const { databasePath, configPath, outPath, now } = read.environment;
  const clock = makeClock(now);
  const say = (line: string) => process.stdout.write(`${line}\n`);
  refuseForeignFolder(outPath);

  const db = openForWriting(databasePath);
  try {
    let organisation = await openOrganisation(db, configPath, clock());
    rememberOrganisation(db, organisation, configPath);
    refuseDayToCome(throughDay, organisation.zone.dayOf(clock()));
    const isDemonstration = readMeta(db, 'purpose') === 'demonstration';
    if (isDemonstration && !isDemonstrationComplete(db, organisation, clock())) {
      await timed(say, ({ progress }) => {
        const days = loadDemonstration(db, organisation, clock(), { progress });
        return `loaded ${days.toLocaleString('en')} days of the demonstration`;
      });
      // Holidays are looked up for the years of the records.
      organisation = await openOrganisation(db, configPath, clock());
    }
    const settings = {
      outPath,
      nowSeconds: clock(),
      clockStart: now,
      throughDay,
      sharePictures,
      correction,
      isClockRight,
      say,
    };
    if (!(await publish(db, organisation, settings))) {
      say(`nothing new to publish: ${outPath} is up to date`);
    }
    if (correction !== null && latestEdition(db)?.reason !== correction) {
      throw new UsageError(
        '--correction: no figure differs from the last edition, so there was nothing to correct; load the right records first, then publish with the same words',
        EXIT.nothing,
      );
    }
    return EXIT.well;
  } finally {
    db.close();
  }
}

interface Arguments {
  throughDay: CivilDay | null;
  sharePictures: boolean;
  correction: string | null;
  isClockRight: boolean;
}

const LONGEST_CORRECTION = 200;

function parseArguments(): Arguments {
  const command = new Command('npm run publish --')
    .option('--through <date>', 'last day of which figures are published (default: yesterday)')
    .option('--correction <words>', 'figures were published that were wrong: what was wrong, for readers')
    .option('--share-pictures', 'write the picture of every page as a file, for a host that draws none')
    .option(
      '--clock-is-right',
      'publish although the last edition is of a later moment: the clock was wrong then',
    );
  parseCommand(command);
  const {
    through,
    sharePictures = false,
    correction: words,
    clockIsRight: isClockRight = false,
  } = command.opts<{
    through?: string;
    sharePictures?: boolean;
    correction?: string;
    clockIsRight?: boolean;
  }>();
  const correction = words === undefined ? null : parseCorrection(words);
  const throughDay = through === undefined ? null : parseDay(through);
  if (through !== undefined && throughDay === null)
    throw new UsageError(`--through: found "${through}"; expected a date, for example 2026-02-28`);
  return { throughDay, sharePictures, correction, isClockRight };
}

function parseCorrection(words: string): string {
  const read = publicText(LONGEST_CORRECTION).parse(words);
  if (typeof read === 'string') return read;
  throw new UsageError(`--correction: ${read.reason}`);
}

function refuseDayToCome(throughDay: CivilDay | null, today: CivilDay): void {
  if (throughDay === null || throughDay <= today) return;
  throw new UsageError(
    `--through: found "${formatDay(throughDay)}"; that day has not come: the clock shows ${formatDay(today)}, and figures are published through yesterday at most`,
  );
}

await runCommand(main);
