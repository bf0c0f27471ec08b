/**
 * Publishes a small bank as the command does, without the pages: files written as of a mark, the edition set down.
 * Owns the folder that is published.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { organisationFeed } from '../../api/feeds/organisation.ts';
import { publishedThrough } from '../../api/published.ts';
import { atMoment } from '../../api/render.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import { markEdition } from '../../db/editions.ts';
import { openPast } from '../../db/open.ts';
import { makeEdition } from '../../scripts/edition.ts';
import { logRegistrations } from '../../scripts/log-registrations.ts';
import { writePublishedFiles } from '../../scripts/published-files.ts';
import { forgetUnpublishedRevisions, settleRevisions, type WrittenFile } from '../../scripts/revisions.ts';
import type { SmallBank } from './small-bank.ts';

export interface Printed {
  /** null: nothing differed from the edition before */
  id: number | null;
  /** files that differ */
  files: number;
  /** figures published before that it changed */
  figures: number;
  published: WrittenFile[];
}

const FEW_FILES = /(series\/(day|month)\/\w+|organisation|actions(\/.*)?)\.json$/;

/** What most tests ask for: to print all of some thousand files takes a second for each edition. */
export function printFew(bank: SmallBank, options: Parameters<typeof printEdition>[1] = {}): Printed {
  return printEdition(bank, { only: FEW_FILES, ...options });
}

/** `only`: of the published files those whose path it finds. */
export function printEdition(
  bank: SmallBank,
  {
    through,
    correction = null,
    only = /./,
  }: { through?: CivilDay; correction?: string | null; only?: RegExp } = {},
): Printed {
  bank.rollUp();
  const { nowSeconds } = bank;
  const context = bank.context();
  const today = bank.zone.dayOf(nowSeconds);
  const throughDay = publishedThrough(organisationFeed(context), today, through ?? null);
  const [folder, outPath] = ['staging', 'out'].map((name) => join(bank.folder, name)) as [string, string];
  const mark = markEdition(bank.db);
  const past = openPast(bank.path, mark);
  try {
    const of = { ...context, db: past };
    mkdirSync(folder);
    forgetUnpublishedRevisions(bank.db);
    const { published } = writePublishedFiles(of, throughDay, folder, {
      isWanted: (path) => only.test(path),
      settle: (series) => settleRevisions(bank.db, series, { folder, outPath }),
    });
    logRegistrations(bank.db, past, bank.configuration, published, { today, code: 'test' });
    const made = makeEdition(
      bank.db,
      { configuration: bank.configuration, holidays: bank.rules().holidays },
      atMoment(of),
      published,
      {
        ...{ mark, nowSeconds, throughDay, code: 'test', correction, folder, outPath },
      },
    );
    if (existsSync(outPath)) rmSync(outPath, { recursive: true });
    renameSync(folder, outPath);
    return { id: made?.id ?? null, files: made?.files ?? 0, figures: made?.figures ?? 0, published };
  } finally {
    past.close();
  }
}
