/**
 * A made-up site of many days with its log: an edition and a build each day, figures that change daily beside reports that
 * stay, pages with their compressed forms. Owns a folder; bodies are noise, since nobody reads them.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LoggedFile } from '../../db/domain/log-entry.ts';
import { editionListPath, SITE_LIST_PATH } from '../../db/domain/site-log.ts';
import { formatDay, parseDay } from '../../db/domain/zone.ts';
import { appendEntry, fileOf } from '../../db/log-entries.ts';
import { openLog } from '../../scripts/log-opening.ts';
import { writeLog } from '../../scripts/log-writing.ts';
import { LoggedSite, ORGANISATION } from './logged-site.ts';

export interface LongSiteSize {
  days: number;
  /** figures that change with each edition */
  series: number;
  /** figures of each day that stay as they are */
  reportsADay: number;
  pages: number;
}

const FIRST_DAY = parseDay('2024-11-22') ?? 0;
const [SERIES_BYTES, REPORT_BYTES, PAGE_BYTES, BR_BYTES, GZ_BYTES] = [12_000, 3000, 40_000, 6000, 7000];

export async function makeLongSite({ days, series, reportsADay, pages }: LongSiteSize): Promise<LoggedSite> {
  const site = new LoggedSite();
  const { db, sitePath } = site;
  db.sql.pragma('synchronous = OFF');
  const write = (path: string, bytes: number): LoggedFile => {
    const body = Buffer.alloc(bytes, createHash('sha512').update(path).digest());
    mkdirSync(dirname(join(sitePath, path)), { recursive: true });
    writeFileSync(join(sitePath, path), body);
    return fileOf(path, body);
  };
  const withForms = (path: string, bytes: number): LoggedFile => {
    write(`${path}.br`, BR_BYTES);
    write(`${path}.gz`, GZ_BYTES);
    return write(path, bytes);
  };
  const keys = await openLog(db, {
    ...{ organisation: ORGANISATION, nowSeconds: 0, outPath: join(site.folder, 'none') },
    say: () => {},
  });
  const now = Array.from({ length: series }, (_, at) =>
    withForms(`data/v1/series/day/metric-number-${at}.json`, SERIES_BYTES),
  );
  for (let page = 0; page < pages; page++) withForms(`reports/page-${page}/index.html`, PAGE_BYTES);
  write('data/v1/published.json', 500_000);
  for (let day = 0; day < days; day++) {
    const reportDate = formatDay(FIRST_DAY + day);
    const about = { reportDate, reason: null, codeCommit: null };
    const then = now.map((file) => ({
      ...file,
      sha256: createHash('sha256').update(`${day} ${file.path}`).digest('hex'),
    }));
    const reports = Array.from({ length: reportsADay }, (_, at) =>
      write(`data/v1/reports/${reportDate}-${at}.json`, REPORT_BYTES),
    );
    const files = [...(day === days - 1 ? now : then), ...reports];
    db.sql.transaction(() => {
      appendEntry(db, 'editions', { ...about, kind: 'daily', files }, editionListPath(day + 1));
      const list = { inlineBytes: 0, isListKept: false };
      // That of the last day is made with the log.
      if (day < days - 1)
        appendEntry(db, 'site', { ...about, kind: 'site-build', files }, SITE_LIST_PATH, list);
    })();
  }
  await writeLog(db, keys, {
    ...{ sitePath, outPath: join(site.folder, 'none'), today: FIRST_DAY + days, code: '' },
    witnesses: [],
    say: () => {},
  });
  return site;
}
