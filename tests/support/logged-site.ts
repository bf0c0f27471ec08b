/**
 * A made-up site with the log that publishing writes beside it: real database, real editions, real key; its files are a
 * test's own. Owns a folder; each publication replaces the site below it.
 */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { EditionKind } from '../../db/domain/edition-kind.ts';
import { parseDay } from '../../db/domain/zone.ts';
import { heldFiles, latestEdition, recordEdition, sha256 } from '../../db/editions.ts';
import { appendRegistration } from '../../db/log-entries.ts';
import { openForWriting, type WriteHandle } from '../../db/open.ts';
import { compressFiles } from '../../scripts/compressed-files.ts';
import { openLog } from '../../scripts/log-opening.ts';
import { writeLog } from '../../scripts/log-writing.ts';
import type { Witness } from '../../scripts/witnesses.ts';

export const ORGANISATION = {
  name: 'Example Bank',
  timeZone: 'Europe/London',
  country: null,
  siteAddress: 'https://figures.example.org',
  languages: ['en'],
  contact: [],
};
const FIRST_DAY = parseDay('2026-01-01') ?? 0;

export type Content = Readonly<Record<string, string | Uint8Array>>;

export class LoggedSite {
  readonly folder = mkdtempSync(join(tmpdir(), 'candour-test-'));
  readonly databasePath = join(this.folder, 'records.db');
  readonly sitePath = join(this.folder, 'site');
  db: WriteHandle = openForWriting(this.databasePath);
  readonly said: string[] = [];
  /** who is asked to sign as well */
  witnesses: readonly Witness[] = [];
  #publications = 0;

  close(): void {
    this.db.close();
    rmSync(this.folder, { recursive: true });
  }

  /** Publishes figures (below data/v1) and pages, as the command does once both are made. */
  async publish(
    figures: Content,
    pages: Content,
    { kind = 'scheduled', reason = '' }: { kind?: EditionKind; reason?: string } = {},
  ): Promise<void> {
    const { db, sitePath } = this;
    const day = FIRST_DAY + this.#publications++;
    const code = sha256(Buffer.from('programme')).toString('base64url');
    const keys = await openLog(db, {
      ...{ organisation: ORGANISATION, nowSeconds: day * 86_400, outPath: sitePath },
      say: (line) => this.said.push(line),
    });
    const held = heldFiles(db);
    const bodies = Object.entries(figures).map(([path, text]) => ({ path, body: Buffer.from(text) }));
    const changes = [
      ...bodies.filter(({ path, body }) => held.get(path)?.sha256.equals(sha256(body)) !== true),
      ...[...held.keys()].filter((path) => !(path in figures)).map((path) => ({ path, body: null })),
    ].map((change) => ({ ...change, address: `/api/v1/${change.path}` }));
    if (changes.length > 0) {
      recordEdition(
        db,
        {
          ...{
            mark: (latestEdition(db)?.id ?? 0) + 1,
            at: day * 86_400,
            now: day * 86_400,
            asOf: '',
            rules: '{}',
          },
          ...{ through: day - 1, today: day, kind, reason, code },
        },
        changes,
      );
    }
    const draft = join(this.folder, 'draft');
    const files = { ...pages, ...figures, 'data/v1/published.json': JSON.stringify(Object.keys(figures)) };
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(draft, path)), { recursive: true });
      writeFileSync(join(draft, path), content);
    }
    const { passed } = await compressFiles(draft);
    const { witnesses } = this;
    const say = (line: string) => this.said.push(line);
    const about = { sitePath: draft, outPath: sitePath, today: day, code, passed, witnesses, say };
    await writeLog(db, keys, about);
    if (existsSync(sitePath)) rmSync(sitePath, { recursive: true });
    renameSync(draft, sitePath);
  }

  register(words: string): void {
    const about = { reportDate: '2026-01-01', codeCommit: null, reason: 'an action was registered' };
    appendRegistration(this.db, `action ${words}`, { ...about, kind: 'action-preregistration' }, { words });
  }
}

/** A few figures and pages that differ by day; one page is long enough to be compressed. */
export function smallContent(day: number): { figures: Content; pages: Content } {
  return {
    figures: {
      'data/v1/metrics.json': '{"metrics":["offered"]}',
      'data/v1/series/day/offered.json': `{"value":[${Array.from({ length: day }, (_, at) => 800 + at)}]}`,
      'data/v1/series/day/offered.csv': `day,value\n${day},${800 + day}\n`,
      [`data/v1/reports/${day}.json`]: `{"day":${day}}`,
    },
    pages: {
      'index.html': `<p>Day ${day}</p>${'<p>How long people wait.</p>'.repeat(50)}`,
      'methods/index.html': '<p>How it is counted</p>',
      '_astro/page.1a2b3c.css': 'p{color:#123}',
      'picture.png': Uint8Array.of(137, 80, 78, 71, 0, 255, day),
    },
  };
}

/** As after some days: what was published stays but for what a day changes. */
export function contentThrough(days: number): { figures: Content; pages: Content } {
  const figures = Object.assign({}, ...Array.from({ length: days }, (_, at) => smallContent(at + 1).figures));
  return { figures, pages: smallContent(days).pages };
}
