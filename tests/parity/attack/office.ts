/**
 * The company as it publishes: its records loaded by the real command, an edition published before the last of them came,
 * and the application behind its addresses. Owns the database; hands out answers to addresses and nothing else.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FeedContext } from '../../../api/feeds/context.ts';
import { organisationFeed } from '../../../api/feeds/organisation.ts';
import { publishedThrough } from '../../../api/published.ts';
import { atMoment, renderAddress } from '../../../api/render.ts';
import { parseInstant } from '../../../db/domain/zone.ts';
import { markEdition, sha256 } from '../../../db/editions.ts';
import { openForReading, openForWriting, openPast, type ReadHandle } from '../../../db/open.ts';
import { makeEdition } from '../../../scripts/edition.ts';
import { openOrganisation } from '../../../scripts/organisation.ts';
import type { WrittenFile } from '../../../scripts/revisions.ts';
import { CONFIGURATION, EARLIER, makeCompany, NOW, type Size } from './company.ts';
import type { Ask } from './published.ts';

const COMMAND = fileURLToPath(new URL('../../../scripts/ingest.ts', import.meta.url));

export class Office {
  private readonly folder = mkdtempSync(join(tmpdir(), 'candour-attack-'));
  private readonly path = join(this.folder, 'records.db');
  private readonly configPath = join(this.folder, 'configuration.json');
  private readonly handles: ReadHandle[] = [];

  static async open(size?: Size): Promise<Office> {
    const office = new Office();
    writeFileSync(office.configPath, JSON.stringify(CONFIGURATION));
    const { early, late, surveys } = makeCompany(size);
    office.ingest('contacts', early, EARLIER);
    await office.publish(EARLIER);
    office.ingest('contacts', late, NOW);
    office.ingest('surveys', surveys, NOW);
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

  private ingest(kind: string, rows: string, now: string): void {
    const { status, stderr } = spawnSync(process.execPath, [COMMAND, '--as', kind, '-'], {
      input: rows,
      encoding: 'utf8',
      env: {
        ...process.env,
        ...{ CANDOUR_DB: this.path, CANDOUR_CONFIG: this.configPath, CANDOUR_NOW: now },
      },
    });
    if (status !== 0) throw new Error(`ingest of ${kind} ended with ${status}: ${stderr}`);
  }

  /** As `npm run publish` does, with one file: every other address is answered as of the edition all the same. */
  private async publish(now: string): Promise<void> {
    const db = openForWriting(this.path);
    const nowSeconds = secondsOf(now);
    const organisation = await openOrganisation(db, this.configPath, nowSeconds);
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
      db.close();
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
