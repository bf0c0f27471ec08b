/**
 * Building the site with the reports of 730 days, their weeks and their months in three languages: published files of the
 * demonstration, and then the whole site out of them, by the builder that publishing uses, in a process of its own.
 */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { FeedContext } from '../../api/feeds/context.ts';
import { reportedDays } from '../../api/feeds/report.ts';
import { claimPurpose } from '../../db/ingest/load.ts';
import { openForWriting } from '../../db/open.ts';
import { rollUp } from '../../db/rollup/rollup.ts';
import { loadDemonstration } from '../load-demonstration.ts';
import { openOrganisation } from '../organisation.ts';
import { writePublishedFiles } from '../published-files.ts';
import type { Figure } from './figure.ts';
import { timeProgram } from './process.ts';

const DAYS = 730;
/** Whole ones, wherever the days begin. */
const [WEEKS, MONTHS] = [103, 23];
const LANGUAGES = ['en', 'es', 'fr'];
const CONTACTS_A_YEAR = 200_000;
const MOST_SECONDS = 20;
const NOW_SECONDS = Date.UTC(2026, 5, 1, 12) / 1000;
const BUILD = join(import.meta.dirname, 'build.ts');

export async function benchReports(folder: string, say: (line: string) => void): Promise<Figure[]> {
  say(`loading ${DAYS} days of the demonstration`);
  const published = join(folder, 'published');
  const writing = await publishDemonstration(join(folder, 'reports.db'), published);
  const work = join(folder, 'site-work');
  mkdirSync(work);
  say('building the site');
  const run = await timeProgram(process.execPath, [BUILD, published, work], {
    CANDOUR_NOW: new Date(NOW_SECONDS * 1000).toISOString(),
  });
  const pages = readdirSync(work, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /reports\/\d{4}-(\d\d-\d\d|W\d\d|\d\d)\/index\.html$/.test(name),
  ).length;
  return [
    { name: `writing the files of ${DAYS} days`, value: writing, unit: 's', target: null },
    {
      ...{ name: 'report pages', value: pages, unit: 'pages' },
      target: { least: (DAYS + WEEKS + MONTHS) * LANGUAGES.length },
    },
    { name: 'the whole site with them', value: run.seconds, unit: 's', target: { most: MOST_SECONDS } },
  ];
}

/** Returns the seconds that writing the files took. */
async function publishDemonstration(databasePath: string, published: string): Promise<number> {
  const db = openForWriting(databasePath);
  try {
    claimPurpose(db, 'demonstration');
    const size = { days: DAYS, contactsPerYear: CONTACTS_A_YEAR };
    loadDemonstration(db, await openOrganisation(db, null, NOW_SECONDS), NOW_SECONDS, size);
    // Holidays are looked up for the years of the records.
    const { configuration, zone, calendar, rules } = await openOrganisation(db, null, NOW_SECONDS);
    rollUp(db, rules, NOW_SECONDS);
    const organisation = { ...configuration.organisation, languages: LANGUAGES };
    const spoken = { ...configuration, organisation };
    const context: FeedContext = { db, configuration: spoken, zone, calendar, nowSeconds: NOW_SECONDS };
    const started = performance.now();
    writePublishedFiles(context, reportedDays(context)?.lastDay ?? null, published);
    return (performance.now() - started) / 1000;
  } finally {
    db.close();
  }
}
