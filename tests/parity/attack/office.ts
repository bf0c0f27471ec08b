/**
 * The company as it publishes: its records loaded and counted as the real commands do, as they come, an edition published each time, and the
 * application behind its addresses. Owns the database; hands out answers to addresses and nothing else.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FeedContext } from '../../../api/feeds/context.ts';
import { organisationFeed } from '../../../api/feeds/organisation.ts';
import { keepOutlooks } from '../../../api/outlook-keeping.ts';
import { publishedThrough } from '../../../api/published.ts';
import { atMoment, renderAddress } from '../../../api/render.ts';
import { parseInstant } from '../../../db/domain/zone.ts';
import { markEdition, sha256 } from '../../../db/editions.ts';
import { claimPurpose, Load } from '../../../db/ingest/load.ts';
import { readRecords } from '../../../db/ingest/read.ts';
import {
  openForReading,
  openForWriting,
  openPast,
  type ReadHandle,
  type WriteHandle,
} from '../../../db/open.ts';
import { rollUp } from '../../../db/rollup/rollup.ts';
import { hasherOf } from '../../../db/secret.ts';
import { makeEdition } from '../../../scripts/edition.ts';
import { type Organisation, openOrganisation } from '../../../scripts/organisation.ts';
import type { WrittenFile } from '../../../scripts/revisions.ts';
import { CONFIGURATION, type Company, fileOf, makeCompany, NOW, type Size } from './company.ts';
import type { Ask } from './published.ts';

/** Which company, and when it loads and publishes what has come. */
export interface Operation {
  size?: Size;
  moments: readonly string[];
}

export class Office {
  private readonly folder = mkdtempSync(join(tmpdir(), 'candour-attack-'));
  private readonly path = join(this.folder, 'records.db');
  private readonly configPath = join(this.folder, 'configuration.json');
  private readonly handles: ReadHandle[] = [];

  /** Loads and publishes as an operator does, at each of some moments; `visit` whoever comes by each time. */
  static async open(
    { size, moments }: Operation,
    visit: (moment: string, ask: Ask) => void = () => {},
  ): Promise<Office> {
    const office = new Office();
    writeFileSync(office.configPath, JSON.stringify(CONFIGURATION));
    const company = makeCompany(size);
    for (const [at, moment] of [...moments, NOW].entries()) {
      const isLast = moment === NOW;
      await office.operate(company, moments[at - 1] ?? null, moment, !isLast);
      if (!isLast) visit(moment, (await office.answering(moment))());
    }
    return office;
  }

  /** Answers as a stranger would get them at a moment, or as he got them at an earlier one. Each call has a connection of its own, and so nothing that is kept. */
  async answering(now: string): Promise<(moment?: string) => Ask> {
    const context = await this.contextAt(now);
    return (moment = now) => {
      const at = { ...context, nowSeconds: secondsOf(moment) };
      return (address) => {
        const { status, body } = renderAddress(at, address);
        return { status, body };
      };
    };
  }

  close(): void {
    for (const handle of this.handles) handle.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async contextAt(now: string): Promise<FeedContext> {
    const db = openForReading(this.path);
    this.handles.push(db);
    const nowSeconds = secondsOf(now);
    const { configuration, zone, calendar } = await openOrganisation(db, this.configPath, nowSeconds);
    return { db, configuration, zone, calendar, nowSeconds };
  }

  /** As `npm run ingest` does with what has come since, and `npm start` and `npm run publish` thereafter. */
  private async operate(company: Company, after: string | null, now: string, isPublished: boolean) {
    const db = openForWriting(this.path);
    try {
      const nowSeconds = secondsOf(now);
      const organisation = await openOrganisation(db, this.configPath, nowSeconds);
      if (!claimPurpose(db, 'real')) throw new Error('the database is of a demonstration');
      for (const kind of ['contacts', 'surveys'] as const)
        await this.load(db, organisation, kind, fileOf(kind, company, after, now), nowSeconds);
      rollUp(db, organisation.rules, nowSeconds);
      if (isPublished) {
        keepOutlooks({ ...organisation, db, nowSeconds });
        this.publish(db, organisation, nowSeconds);
      }
    } finally {
      db.close();
    }
  }

  private async load(
    db: WriteHandle,
    { zone, configured }: Organisation,
    kind: 'contacts' | 'surveys',
    rows: string,
    nowSeconds: number,
  ): Promise<void> {
    const load = new Load(
      db,
      kind,
      { source: 'default', name: kind, nowSeconds, zone, configured },
      hasherOf(db),
    );
    async function* bytes() {
      yield Buffer.from(rows);
    }
    for await (const batch of readRecords(bytes(), { kind, zone })) load.stage(batch);
    const { rejected } = load.finish();
    if (rejected > 0) throw new Error(`of ${kind} ${rejected} rows were rejected at ${nowSeconds}`);
  }

  /** With one file: every other address is answered as of the edition all the same. */
  private publish(db: WriteHandle, organisation: Organisation, nowSeconds: number): void {
    const mark = markEdition(db);
    const past = openPast(this.path, mark);
    try {
      const { configuration, zone, calendar } = organisation;
      const context: FeedContext = { db: past, configuration, zone, calendar, nowSeconds };
      const throughDay = publishedThrough(organisationFeed(context), zone.dayOf(nowSeconds));
      const folder = join(this.folder, 'staging');
      const published = [
        this.writeFile(context, folder, 'data/v1/organisation.json', '/api/v1/organisation'),
      ];
      makeEdition(db, organisation, atMoment(context), published, {
        ...{ mark, nowSeconds, throughDay, code: 'test', correction: null },
        ...{ folder, outPath: join(this.folder, 'out') },
      });
      rmSync(folder, { recursive: true });
    } finally {
      past.close();
    }
  }

  private writeFile(context: FeedContext, folder: string, path: string, address: string): WrittenFile {
    const { body } = renderAddress(context, address);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), body);
    return { path, address, sha256: sha256(Buffer.from(body)) };
  }
}

function secondsOf(moment: string): number {
  const read = parseInstant(moment);
  if (!read.ok) throw new Error(read.reason);
  return read.utcSeconds;
}
