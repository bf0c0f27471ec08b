import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FeedContext } from '../../api/feeds/context.ts';
import { organisationFeed } from '../../api/feeds/organisation.ts';
import { publishedThrough } from '../../api/published.ts';
import { atMoment, renderAddress } from '../../api/render.ts';
import { calendarOf, parseConfiguration } from '../../db/configuration.ts';
import { parseDay } from '../../db/domain/zone.ts';
import { markEdition } from '../../db/editions.ts';
import { openPast } from '../../db/open.ts';
import { type Revision, writeRevisions } from '../../db/revisions.ts';
import { makeEdition } from '../../scripts/edition.ts';
import { writePublishedFiles } from '../../scripts/published-files.ts';
import { forgetUnpublishedRevisions, settleRevisions } from '../../scripts/revisions.ts';
import { contactOf } from '../support/records.ts';
import { CONFIGURATION, SmallBank } from '../support/small-bank.ts';
import { printFew } from '../support/small-press.ts';

const DAY = 86_400;
/** Of each kind some: all of a thousand would take seconds for each edition. */
const SOME_FILES =
  /series\/(day|week)\/(phone\/)?(offered|service_level|wait_p90)|reports\/1999-(02-(03|16|17)|W0|02\.)|reports\.|breakdown\/offered\/queue|service-levels\/|organisation|actions|profile|complaints\/latest/;
let bank: SmallBank;

/** Sixty calls of a day that were not known. */
function comeLate(date: string, id: string): void {
  const at = bank.zone.firstInstantOf(parseDay(date)!, 9 * 3600);
  bank.load(Array.from({ length: 60 }, (_, i) => contactOf({ id: `${id}-${i}`, offeredAt: at + i })));
}

interface Publication {
  context?: FeedContext;
  code?: string;
  /** told when all series are written */
  meanwhile?: () => void;
}

/** Publishes some of the files, as the command does. */
function publish({ context = bank.context(), code = 'test', meanwhile }: Publication = {}) {
  bank.rollUp();
  const { nowSeconds } = bank;
  const throughDay = publishedThrough(organisationFeed(context), bank.zone.dayOf(nowSeconds));
  const [folder, outPath] = ['staging', 'out'].map((name) => join(bank.folder, name)) as [string, string];
  const mark = markEdition(bank.db);
  const past = openPast(bank.path, mark);
  try {
    const of = { ...context, db: past };
    mkdirSync(folder);
    forgetUnpublishedRevisions(bank.db);
    const { published } = writePublishedFiles(of, throughDay, folder, {
      isWanted: (path) => SOME_FILES.test(path),
      settle: (series) => {
        meanwhile?.();
        return settleRevisions(bank.db, series, { folder, outPath });
      },
    });
    const { configuration } = context;
    const { holidays } = bank.rules();
    const made = makeEdition(bank.db, { configuration, holidays }, atMoment(of), published, {
      ...{ mark, nowSeconds, throughDay, code, correction: null, folder, outPath },
    });
    rmSync(outPath, { recursive: true, force: true });
    renameSync(folder, outPath);
    return { made, published, texts: textsOf(outPath) };
  } finally {
    past.close();
  }
}

function textsOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length), readFileSync(path, 'utf8')]));
}

/** Paths of files that do not hold what their address answers from scratch. */
function unlikeTheirAddress(
  { published, texts }: ReturnType<typeof publish>,
  context: FeedContext = bank.context(),
): string[] {
  return published
    .filter(({ path, address }) => renderAddress({ ...context }, address).body !== texts[`/${path}`])
    .map(({ path }) => path);
}

describe('files of an edition', () => {
  const told: ReturnType<typeof publish>[] = [];
  const unlike: string[][] = [];
  const tell = (what: Publication = {}) => {
    const one = publish(what);
    told.push(one);
    unlike.push(unlikeTheirAddress(one, what.context));
  };

  beforeAll(() => {
    bank = new SmallBank();
    tell();
    // A day more.
    bank.nowSeconds += DAY;
    comeLate('1999-03-15', 'new');
    tell();
    // Days that were final are corrected, and another while it is published.
    bank.nowSeconds += DAY;
    comeLate('1999-02-16', 'late');
    comeLate('1999-02-03', 'later');
    tell({ meanwhile: () => comeLate('1999-02-17', 'meanwhile') });
    bank.nowSeconds += DAY;
    const parsed = parseConfiguration(
      JSON.stringify({ ...CONFIGURATION, disclosure: { threshold: 15 } }),
      'test',
    );
    if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
    const { configuration } = parsed;
    const calendar = calendarOf(configuration, bank.rules().holidays);
    tell({ context: { ...bank.context(), configuration, calendar }, code: 'another' });
  }, 120_000);
  afterAll(() => bank.close());

  test('hold what is answered from scratch: at first, a day later, after corrections, by other rules', () => {
    expect(told.map(({ made }) => made?.id)).toEqual([1, 2, 3, 4]);
    expect(told[0]!.made?.files).toBeGreaterThan(30);
    expect(unlike).toEqual([[], [], [], []]);
  });

  test('are marked in each that shows what is revised, and tell nothing that came while they were written', () => {
    const { made, texts } = told[2]!;
    expect(made?.figures).toBeGreaterThan(10);
    expect(texts['/data/v1/series/day/offered.json']).toContain('"revised"');
    expect(texts['/data/v1/reports/1999-02-16.json']).toContain('"revised"');
    expect(texts['/data/v1/reports/1999-02-17.json']).not.toContain('"revised"');
    // It is told by the next.
    expect(told[3]!.texts['/data/v1/reports/1999-02-17.json']).toContain('"revised"');
  });
});

test('what was settled for an edition that never came is told in no file', () => {
  bank = new SmallBank();
  printFew(bank);
  const outPath = join(bank.folder, 'out');
  const before = textsOf(outPath);
  const revision: Revision = {
    ...{ metric: 'offered', grain: 'day', shape: 'all', member: {}, day: parseDay('1999-02-09')! },
    before: { value: 1, status: 'final' },
    after: { value: 2, status: 'revised' },
  };
  expect(writeRevisions(bank.db, [revision])).toBe(1);
  expect(printFew(bank).id).toBeNull();
  expect(textsOf(outPath)).toEqual(before);
  bank.close();
});
