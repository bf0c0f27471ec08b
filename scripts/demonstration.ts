/**
 * The command that writes the demonstration organisation's records as the files an operator would send.
 * Owns the arguments and the names of the files; what is in them is made in `demonstration/`.
 *
 *     npm run demonstration -- --out DIR [--end 2026-11-21] [--seed 1] [--days 730] [--per-year 400000]
 */

import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { formatDay } from '../db/domain/civil-day.ts';
import type { RecordOf } from '../db/domain/contact.ts';
import { makeZone } from '../db/domain/zone.ts';
import { ZONE } from './demonstration/company.ts';
import { demonstrationConfiguration } from './demonstration/configuration.ts';
import type { DemonstrationKind } from './demonstration/contract-file.ts';
import { csvPieces } from './demonstration/contract-file.ts';
import type { DemonstrationOptions } from './demonstration/plan.ts';
import { DEFAULT_CONTACTS_PER_YEAR, DEFAULT_DAYS, makePlan } from './demonstration/plan.ts';
import * as records from './demonstration/records.ts';

const USAGE =
  'npm run demonstration -- --out DIR [--end YYYY-MM-DD] [--seed 1] [--days 730] [--per-year 400000]';
const EXIT_WRONG_USAGE = 2;

async function main(): Promise<number> {
  const asked = readArguments();
  if ('problem' in asked) {
    console.error(`${asked.problem}\n${USAGE}`);
    return EXIT_WRONG_USAGE;
  }
  const { out, options } = asked;
  await mkdir(out, { recursive: true });

  const write = async <K extends DemonstrationKind>(name: string, kind: K, made: Iterable<RecordOf[K]>) => {
    let count = 0;
    const counted = function* () {
      for (const record of made) {
        count += 1;
        yield record;
      }
    };
    const path = join(out, `${name}.csv`);
    await pipeline(Readable.from(csvPieces(kind, counted())), createWriteStream(path));
    console.log(`${path}: ${count.toLocaleString('en')} ${kind}`);
  };
  await write('contacts', 'contacts', records.generateContacts(options));
  await write('contacts-late', 'contacts', records.generateLateContacts(options));
  await write('surveys', 'surveys', records.generateSurveys(options));
  await write('promises', 'promises', records.generatePromises(options));
  await write('actions', 'actions', records.generateActions(options));
  await write('exposure', 'exposure', records.generateExposure(options));
  await write('codings', 'codings', records.generateCodings(options));
  await write('capacity', 'capacity', records.generateCapacity(options));
  await write('queue', 'queue', records.generateQueue(options));
  for (const { day, accounts } of records.accountFiles(options)) {
    await write(`accounts-${day}`, 'accounts', accounts);
  }
  await writeFile(join(out, 'configuration.json'), demonstrationConfiguration(options));
  return 0;
}

function readArguments(): { out: string; options: DemonstrationOptions } | { problem: string } {
  try {
    const { values } = parseArgs({
      options: {
        out: { type: 'string' },
        end: { type: 'string' },
        seed: { type: 'string', default: '1' },
        days: { type: 'string', default: String(DEFAULT_DAYS) },
        'per-year': { type: 'string', default: String(DEFAULT_CONTACTS_PER_YEAR) },
      },
    });
    if (values.out === undefined) return { problem: 'there is no --out; expected the folder to write to' };
    const options = {
      seed: Number(values.seed),
      endDay: values.end ?? yesterday(),
      days: Number(values.days),
      contactsPerYear: Number(values['per-year']),
    };
    makePlan(options); // says what is wrong with them before anything is written
    return { out: values.out, options };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { problem: error.message };
  }
}

function yesterday(): string {
  return formatDay(makeZone(ZONE).dayOf(Math.floor(Date.now() / 1000)) - 1);
}

process.exitCode = await main();
