/**
 * What the pages of a year ask of the API, at 400,000 contacts a year: each answer as its bytes, by a handle that was opened
 * for the round, so that nothing of an earlier one is remembered; one after another, and all of them together.
 */
import { join } from 'node:path';
import type { FeedContext } from '../../api/feeds/context.ts';
import { reportedDays } from '../../api/feeds/report.ts';
import { renderAddress } from '../../api/render.ts';
import { PUBLIC_RESOURCES } from '../../api/routes/public.ts';
import { API } from '../../api/routes/resource.ts';
import { CATEGORIES } from '../../db/domain/contact.ts';
import { formatPeriodId, periodsOver } from '../../db/domain/report-period.ts';
import { formatDay } from '../../db/domain/zone.ts';
import { claimPurpose } from '../../db/ingest/load.ts';
import { openForReading, openForWriting } from '../../db/open.ts';
import { rollUp } from '../../db/rollup/rollup.ts';
import { loadDemonstration } from '../load-demonstration.ts';
import { openOrganisation } from '../organisation.ts';
import { type Figure, median } from './figure.ts';

const CONTACTS_A_YEAR = 400_000;
/** A year, and the one before, with which it is compared. */
const DAYS = 730;
const NOW_SECONDS = Date.UTC(2026, 5, 1, 12) / 1000;
const MOST_MILLISECONDS = 300;
const ROUNDS = 5;
const WARM_UP = 2;
/** Of what stands on the pages under a name of its own, whatever there is. */
const OWN_ANSWERS = [
  'service-levels',
  'complaints',
  'satisfaction',
  'reasons',
  'promises',
  'value',
  'actions',
];

export async function benchAnswers(folder: string, say: (line: string) => void): Promise<Figure[]> {
  say(`loading two years of ${CONTACTS_A_YEAR.toLocaleString('en')} contacts`);
  const path = join(folder, 'answers.db');
  const context = await makeContext(path);
  const asked = questionsOf(context);
  const rounds = Array.from({ length: WARM_UP + ROUNDS }, () => askAll(path, context, asked)).slice(WARM_UP);
  const longest = asked
    .map((address, i) => ({ address, milliseconds: median(rounds.map((times) => times[i]!)) }))
    .sort((a, b) => b.milliseconds - a.milliseconds);
  for (const { address, milliseconds } of longest.slice(0, 5)) {
    say(`${milliseconds.toFixed(1).padStart(8)} ms  ${address.slice(API.length + 1)}`);
  }
  const whole = median(rounds.map((times) => times.reduce((sum, one) => sum + one, 0)));
  const target = { most: MOST_MILLISECONDS };
  return [
    { name: `the ${asked.length} answers that pages of a year read`, value: whole, unit: 'ms', target },
    { name: 'the longest of them', value: longest[0]!.milliseconds, unit: 'ms', target },
  ];
}

async function makeContext(path: string): Promise<FeedContext> {
  const db = openForWriting(path);
  claimPurpose(db, 'demonstration');
  const size = { days: DAYS, contactsPerYear: CONTACTS_A_YEAR };
  loadDemonstration(db, await openOrganisation(db, null, NOW_SECONDS), NOW_SECONDS, size);
  const { configuration, zone, calendar, rules } = await openOrganisation(db, null, NOW_SECONDS);
  rollUp(db, rules, NOW_SECONDS);
  return { db, configuration, zone, calendar, nowSeconds: NOW_SECONDS };
}

/** Milliseconds of each. */
function askAll(path: string, context: FeedContext, asked: readonly string[]): number[] {
  const db = openForReading(path);
  try {
    return asked.map((address) => {
      const started = performance.now();
      const { status, body } = renderAddress({ ...context, db }, address);
      const took = performance.now() - started;
      if (status !== 200) throw new Error(`${address} answers ${status}: ${body}`);
      return took;
    });
  } finally {
    db.close();
  }
}

/** As site/figures reads them, of the last whole months: a year of each series, and the answers that have a page. */
function questionsOf(context: FeedContext): string[] {
  const days = reportedDays(context)!;
  const to = days.lastDay;
  const year = `from=${formatDay(to - 364)}&to=${formatDay(to)}`;
  const [month, week] = (['month', 'week'] as const).map((grain) =>
    formatPeriodId(periodsOver(grain, days.firstDay, to).at(-1)!),
  );
  const series = (grain: string, metrics: readonly string[], part = '') =>
    metrics.map((metric) => `series?metric=${metric}&grain=${grain}&${year}${part}`);
  const levels = ['service_level', 'customer_service_level', 'answered_within_20s', 'answered_within_60s'];
  const waits = [...levels, 'answered_within_120s', 'answered_within_300s', 'abandonment_rate', 'wait_p90'];
  const own = PUBLIC_RESOURCES.filter(({ name, path }) => path === undefined && OWN_ANSWERS.includes(name));
  return [
    ...series('day', ['offered']),
    ...series('week', ['offered']),
    ...['phone', 'chat', 'email'].flatMap((channel) => series('month', waits, `&channel=${channel}`)),
    ...series('month', ['csat_top2', 'csat_mean', 'response_rate', 'complaints', 'offered']),
    ...CATEGORIES.flatMap((category) => series('month', ['offered'], `&category=${category}`)),
    ...['previous', 'last_year'].flatMap((compare) => [
      `breakdown?metric=offered&by=category&compare=${compare}`,
      `breakdown?metric=complaints&by=cause&compare=${compare}`,
    ]),
    ...own.map(({ name }) => name),
    ...[`reports?${year}`, `reports/${month}`, `reports/${week}`, `reports/${formatDay(to)}`],
  ].map((question) => `${API}/${question}`);
}
