import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, createApp } from '../../api/app.ts';
import type { SeriesAnswer } from '../../api/contract/series.ts';
import { actionsFeed } from '../../api/feeds/actions.ts';
import type { FeedContext } from '../../api/feeds/context.ts';
import { organisationFeed } from '../../api/feeds/organisation.ts';
import {
  EDITION_LIST,
  MANIFEST_PATH,
  type PublishedFile,
  publishedFiles,
  publishedThrough,
} from '../../api/published.ts';
import { renderAddress } from '../../api/render.ts';
import { formatDay, parseDay, parseInstant } from '../../db/domain/zone.ts';
import { claimPurpose } from '../../db/ingest/load.ts';
import { openForWriting, type WriteHandle } from '../../db/open.ts';
import { rollUp } from '../../db/rollup/rollup.ts';
import { compressFiles } from '../../scripts/compressed-files.ts';
import { isDemonstrationComplete, loadDemonstration } from '../../scripts/load-demonstration.ts';
import { type Organisation, openOrganisation } from '../../scripts/organisation.ts';
import { removeLeftovers } from '../../scripts/publication.ts';
import { writeEditionList, writePublishedFiles } from '../../scripts/published-files.ts';
import { compareStamps, makeStamp, readStamp } from '../../scripts/stamp.ts';

const SMALL = { days: 75, contactsPerYear: 30_000 };
const secondsOf = (text: string) => {
  const parsed = parseInstant(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.utcSeconds;
};
const NOON = secondsOf('2026-03-18T12:00:00Z');
const DAY_SECONDS = 86_400;
/** Two seconds on an idle machine. */
const PREPARED_WITHIN_MS = 60_000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'candour-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function openDemonstration(name: string): Promise<{ db: WriteHandle; organisation: Organisation }> {
  const db = openForWriting(join(folder, `${name}.db`));
  claimPurpose(db, 'demonstration');
  return { db, organisation: await openOrganisation(db, null, NOON) };
}

const below = (root: string) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));

describe('the published files', () => {
  let db: WriteHandle;
  let context: FeedContext;
  let app: App;
  let today: number;
  let files: PublishedFile[];
  let site: string;
  beforeAll(async () => {
    const opened = await openDemonstration('published');
    db = opened.db;
    loadDemonstration(db, opened.organisation, NOON, SMALL);
    const { configuration, zone, calendar, rules } = await openOrganisation(db, null, NOON);
    rollUp(db, rules, NOON);
    const clock = () => NOON;
    context = { db, configuration, zone, calendar, nowSeconds: NOON };
    app = createApp({ db: null, read: db, configuration, zone, calendar, clock, log: () => {} });
    today = zone.dayOf(NOON);
    const organisation = organisationFeed(context);
    const { actions } = actionsFeed(context, { toDay: null });
    files = publishedFiles(organisation, today, publishedThrough(organisation, today), actions);
    site = join(folder, 'site');
    writePublishedFiles(context, publishedThrough(organisation, today), site);
    writeEditionList(context, site);
    await compressFiles(site);
  }, PREPARED_WITHIN_MS);
  afterAll(() => db.close());

  test('hold, each of them, the bytes that their address answers with', async () => {
    expect(files.length).toBeGreaterThan(1000);
    const different: string[] = [];
    for (const { path, address } of files) {
      const answer = await app.request(address);
      const bytes = Buffer.from(await answer.arrayBuffer());
      if (answer.status !== 200 || !bytes.equals(readFileSync(join(site, path)))) different.push(address);
    }
    expect(different).toEqual([]);
  });

  test('are those of the manifest and no others, and the manifest lies among them', () => {
    const all = [...files, ...EDITION_LIST];
    const listed = [...all.map((file) => file.path), MANIFEST_PATH];
    expect(new Set(listed).size).toBe(listed.length);
    expect(below(site).filter((name) => !/\.(br|gz)$/.test(name))).toHaveLength(listed.length);
    const manifest = JSON.parse(readFileSync(join(site, MANIFEST_PATH), 'utf8'));
    expect(manifest).toMatchObject({ through: '2026-03-17', timeZone: 'Europe/London', files: all });
  });

  test('have compressed forms that hold the same', () => {
    const path = join(site, 'data/v1/series/day/offered.json');
    const text = readFileSync(path);
    expect(brotliDecompressSync(readFileSync(`${path}.br`)).equals(text)).toBe(true);
    expect(gunzipSync(readFileSync(`${path}.gz`)).equals(text)).toBe(true);
  });

  test('name all channels, every metric, and of quarter-hours and hours those of the last day alone', () => {
    const paths = new Set(files.map((file) => file.path));
    for (const path of [
      'data/v1/organisation.json',
      'data/v1/metrics.csv',
      'data/v1/events.json',
      'data/v1/actions.csv',
      'data/v1/actions/new-tracking-page.json',
      'data/v1/actions/new-tracking-page/1.csv',
      'data/v1/series/day/offered.json',
      'data/v1/series/week/email/kept_by_due_date.csv',
      'data/v1/series/month/chat/service_level.json',
      'data/v1/series/month/category/problem/offered.json',
      'data/v1/series/month/category/unclassified/offered.csv',
      'data/v1/breakdown/offered/queue.json',
      'data/v1/breakdown/complaints/cause-last_year.csv',
      'data/v1/profile/phone/wait_p90.json',
      'data/v1/series/hour/latest/offered.json',
      'data/v1/reports.csv',
      'data/v1/reports/2026-03-17.json',
    ]) {
      expect(paths).toContain(path);
    }
    expect(
      files.filter((file) => /grain=(15min|hour)/.test(file.address)).map((file) => file.address),
    ).toEqual([
      '/api/v1/series?metric=offered&grain=hour&from=2026-03-17&to=2026-03-17',
      '/api/v1/series.csv?metric=offered&grain=hour&from=2026-03-17&to=2026-03-17',
    ]);
  });

  test('published up to an earlier day hold no figure of a later one', () => {
    const through = parseDay('2026-02-25') ?? 0;
    const { actions } = actionsFeed(context, { toDay: null });
    const cut = publishedFiles(organisationFeed(context), today, through, actions);
    const starts = cut
      .filter((file) => file.path.includes('/series/') && file.path.endsWith('.json'))
      .flatMap(({ address }) => {
        const answer = JSON.parse(renderAddress(context, address).body) as SeriesAnswer;
        return answer.series.map(
          ({ grain, cells }) => `${grain} ${(cells.start?.at(-1) ?? cells.start0)?.slice(0, 10)}`,
        );
      });
    // The last whole week before a Wednesday begins on the Monday nine days earlier.
    expect([...new Set(starts)].sort()).toEqual([
      ...['day 2026-02-25', 'hour 2026-02-25', 'month 2026-01-01', 'week 2026-02-16'],
    ]);
    const reports = cut.filter((file) => file.path.includes('/reports'));
    expect(reports[0]?.address).toBe('/api/v1/reports?to=2026-02-25');
    const last = (id: RegExp) => reports.findLast(({ address }) => id.test(address))?.address;
    expect(last(/-\d\d-\d\d\.csv/)).toBe('/api/v1/reports/2026-02-25.csv');
    expect(last(/W\d\d\.csv/)).toBe('/api/v1/reports/2026-W08.csv');
    expect(reports.at(-1)?.address).toBe('/api/v1/reports/2026-01.csv');
    const breakdowns = cut.filter((file) => file.path.includes('/breakdown/'));
    expect(breakdowns[0]?.address).toBe(
      '/api/v1/breakdown?metric=offered&by=category&from=2026-01-01&to=2026-01-31',
    );
    expect(cut.filter((file) => file.path.includes('/profile/'))).toEqual([]);
    const events = cut.find((file) => file.path === 'data/v1/events.json');
    expect(events?.address).toBe('/api/v1/events?to=2026-02-25');
    for (const { address } of cut) expect(renderAddress(context, address).status, address).toBe(200);
    const ofAction = cut.filter(({ path }) => /actions\/new-tracking-page.*json$/.test(path));
    expect(ofAction.map(({ address }) => address)).toEqual([
      '/api/v1/actions/new-tracking-page?to=2026-02-25',
      '/api/v1/actions/new-tracking-page/impact?to=2026-02-25',
      '/api/v1/series?metric=offered&grain=week&from=2025-12-29&to=2026-02-22&cause=product',
    ]);
    const early = publishedFiles(organisationFeed(context), today, through - 40, actions);
    expect(early.filter(({ path }) => path.includes('new-tracking-page'))).toEqual([]);
  });

  test('without any record are those that need none', () => {
    const organisation = { ...organisationFeed(context), records: null, channels: [] };
    expect(publishedThrough(organisation, today)).toBeNull();
    expect(publishedFiles(organisation, today, null).map((file) => file.address)).toEqual([
      '/api/v1/organisation',
      '/api/v1/organisation.csv',
      '/api/v1/metrics',
      '/api/v1/metrics.csv',
      '/api/v1/openapi.json',
      '/api/v1/events',
      '/api/v1/events.csv',
      '/api/v1/actions',
      '/api/v1/actions.csv',
      '/api/v1/promises',
      '/api/v1/promises.csv',
      '/api/v1/value',
      '/api/v1/value.csv',
    ]);
  });

  test('reach to yesterday, and never beyond the last record', () => {
    const organisation = organisationFeed(context);
    const through = (day: number, asked: number | null = null) => publishedThrough(organisation, day, asked);
    expect([through(today), through(today + 40)]).toEqual([today - 1, today - 1]);
    expect([through(today, today - 9), through(today, today)]).toEqual([today - 9, today - 1]);
  });
});

describe('the demonstration', () => {
  const counts = (db: WriteHandle) =>
    ['contacts', 'surveys', 'promises', 'actions', 'exposure', 'capacity'].map(
      (table) => db.sql.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number,
    );

  test('cut off and started again holds what it would have held', async () => {
    const whole = await openDemonstration('whole');
    loadDemonstration(whole.db, whole.organisation, NOON, SMALL);
    const broken = await openDemonstration('broken');
    const progress = (done: number) => {
      if (done > 40) throw new Error('cut off');
    };
    expect(() => loadDemonstration(broken.db, broken.organisation, NOON, { ...SMALL, progress })).toThrow(
      'cut off',
    );
    expect(isDemonstrationComplete(broken.db, broken.organisation, NOON)).toBe(false);
    loadDemonstration(broken.db, broken.organisation, NOON, SMALL);
    expect(isDemonstrationComplete(broken.db, broken.organisation, NOON)).toBe(true);
    expect(counts(broken.db)).toEqual(counts(whole.db));
    expect(counts(whole.db).every((count) => count > 0)).toBe(true);
    whole.db.close();
    broken.db.close();
  });

  test('is not loaded twice, and gets the days that have passed since', async () => {
    const { db, organisation } = await openDemonstration('later');
    expect(loadDemonstration(db, organisation, NOON, SMALL)).toBe(SMALL.days);
    const loads = () => db.sql.prepare('SELECT count(*) FROM loads').pluck().get();
    const before = loads();
    expect(loadDemonstration(db, organisation, NOON + 3600, SMALL)).toBe(0);
    expect(loads()).toBe(before);
    const openMails = db.sql.prepare(
      'SELECT count(*) FROM contacts WHERE due_at IS NOT NULL AND closed_at IS NULL AND due_at < ?',
    );
    openMails.pluck();
    const unsettled = openMails.get(NOON) as number;
    expect(loadDemonstration(db, organisation, NOON + 3 * DAY_SECONDS, SMALL)).toBe(3);
    rollUp(db, organisation.rules, NOON + 3 * DAY_SECONDS);
    const { zone, configuration, calendar } = organisation;
    const nowSeconds = NOON + 3 * DAY_SECONDS;
    const said = organisationFeed({ db, zone, configuration, calendar, nowSeconds });
    expect(said.records?.to).toBe(formatDay(zone.dayOf(nowSeconds) - 1));
    // What was open at the end of the records has been dealt with in the days after.
    expect(openMails.get(NOON)).toBeLessThan(unsettled);
    db.close();
  });

  test('does not go into a database that is not for it', async () => {
    const db = openForWriting(join(folder, 'real.db'));
    claimPurpose(db, 'real');
    const organisation = await openOrganisation(db, null, NOON);
    expect(() => loadDemonstration(db, organisation, NOON, SMALL)).toThrow('not claimed');
    db.close();
  });
});

describe('a stamp', () => {
  test('fits until a record comes, the day ends or a rule changes', async () => {
    const { db, organisation } = await openDemonstration('stamp');
    const settings = { nowSeconds: NOON, clockStart: null, throughDay: null };
    const stamp = makeStamp(db, organisation, settings);
    expect(compareStamps(stamp, makeStamp(db, organisation, settings))).toBe('current');
    expect(compareStamps(null, stamp)).toBe('stale');
    expect(compareStamps({ ...stamp, dataVersion: stamp.dataVersion + 1 }, stamp)).toBe('ageing');
    const nextDay = makeStamp(db, organisation, { ...settings, nowSeconds: NOON + DAY_SECONDS });
    expect(compareStamps(stamp, nextDay)).toBe('stale');
    loadDemonstration(db, organisation, NOON, { days: 2, contactsPerYear: 10_000 });
    expect(compareStamps(stamp, makeStamp(db, organisation, settings))).toBe('stale');
    db.close();
  });

  test('that is damaged is none', () => {
    const site = join(folder, 'damaged');
    mkdirSync(site);
    writeFileSync(join(site, '.candour-stamp.json'), '{ "dataVersion": 1');
    expect(readStamp(site)).toBeNull();
  });
});

describe('npm run publish', () => {
  const script = fileURLToPath(new URL('../../scripts/publish.ts', import.meta.url));
  const run = (out: string, ...args: string[]) => {
    const env = { ...process.env, CANDOUR_DB: join(folder, 'command.db'), CANDOUR_OUT: out, CANDOUR_NOW: '' };
    return spawnSync(process.execPath, [script, ...args], { env, encoding: 'utf8' });
  };

  test('does not touch a folder that is no published site', () => {
    const out = join(folder, 'photos');
    mkdirSync(out);
    writeFileSync(join(out, 'holiday.jpg'), 'picture');
    const { status, stderr } = run(out);
    expect(status).toBe(2);
    expect(stderr).toBe(
      `CANDOUR_OUT: ${out} holds something other than a published site, and publishing would replace it; expected a new or empty folder\n`,
    );
    expect(readdirSync(out)).toEqual(['holiday.jpg']);
  });

  test('refuses a day that is none', () => {
    const { status, stderr } = run(join(folder, 'none'), '--through', '2026-02-30');
    expect([status, stderr]).toEqual([
      2,
      '--through: found "2026-02-30"; expected a date, for example 2026-02-28\n',
    ]);
  });

  test('refuses a day that has not come', () => {
    const { status, stderr } = run(join(folder, 'none'), '--through', '2126-02-28');
    expect(status).toBe(2);
    expect(stderr).toMatch(/^--through: found "2126-02-28"; that day has not come: the clock shows \d{4}-/);
  });

  test('clears away what a killed publication has left, and nothing of one that runs', async () => {
    const out = join(folder, 'cleared');
    const ended = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => ended.once('close', resolve));
    const left = join(folder, `.candour-staging-cleared-${ended.pid}-0a1b`);
    const running = join(folder, `.candour-staging-cleared-${process.pid}-0a1b`);
    for (const path of [left, running]) mkdirSync(path);
    removeLeftovers(out);
    expect([left, running].map((path) => existsSync(path))).toEqual([false, true]);
  });
});
