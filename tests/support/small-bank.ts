/**
 * A small bank behind the real application: a database in a folder of its own, filled by the real loader, counted by
 * the real roll-up, with a clock that a test may set. Owns its four weeks of calls; refuses to listen on a port.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, type AppSettings, createApp } from '../../api/app.ts';
import type { FeedContext } from '../../api/feeds/context.ts';
import type { UpkeepRules } from '../../api/upkeep-worker.ts';
import {
  type Configuration,
  calendarOf,
  parseConfiguration,
  rulesOf,
  zoneOf,
} from '../../db/configuration.ts';
import type { ActionRecord, Contact, EventRecord, Kind, RecordOf } from '../../db/domain/contact.ts';
import { parseDay, type Zone } from '../../db/domain/zone.ts';
import { claimPurpose, Load, type LoadOptions, type Receipt } from '../../db/ingest/load.ts';
import { openForReading, openForWriting, type ReadHandle, type WriteHandle } from '../../db/open.ts';
import { rollUp } from '../../db/rollup/rollup.ts';
import { secretPath } from '../../db/secret.ts';
import { actionOf } from './actions.ts';
import { contactOf } from './records.ts';

export const CONFIGURATION = {
  organisation: { name: 'Example Bank', timeZone: 'Asia/Jerusalem' },
  channels: {
    phone: {
      hours: Object.fromEntries(['sun', 'mon', 'tue', 'wed', 'thu'].map((day) => [day, ['08:00-17:00']])),
    },
  },
  queues: { PS: 'Regular customers' },
  promises: [
    { id: 'answer', words: 'an answer within a minute', of: 'wait_time', withinSeconds: 60, target: 0.9 },
  ],
};
export const FIRST_DAY = '1999-02-01';
export const LAST_DAY = '1999-02-28';
/** After all records, so that no figure knows of it. */
const HOLIDAYS = new Map([[parseDay('1999-04-01') ?? 0, 'Passover']]);
const ACTION_DAY = parseDay('1999-02-15') ?? 0;
const DAYS = 28;
const CALLS_AN_HOUR = 24;

/**
 * The bank's database as it is opened for the first time, empty and filled: made once by the real loader and roll-up,
 * copied for each bank after it, with the secret beside it. Nothing in it hangs on the moment or the folder.
 */
const firstState = new Map<boolean, { image: Buffer; secret: Buffer | null }>();

export interface LoggedEvent {
  event: string;
  fields: object;
}

export class SmallBank {
  readonly folder: string;
  readonly path: string;
  readonly db: WriteHandle;
  readonly read: ReadHandle;
  readonly configuration: Configuration;
  readonly zone: Zone;
  readonly logged: LoggedEvent[] = [];
  /** how often records changed */
  changes = 0;
  /** what the clock shows, UTC seconds; noon of 15 March 1999 in the bank's zone to begin with */
  nowSeconds: number;

  constructor({ isEmpty = false }: { isEmpty?: boolean } = {}) {
    this.folder = mkdtempSync(join(tmpdir(), 'candour-test-'));
    this.path = join(this.folder, 'records.db');
    const known = firstState.get(isEmpty);
    if (known !== undefined) writeFileSync(this.path, known.image);
    if (known?.secret) writeFileSync(secretPath(this.path), known.secret, { mode: 0o600 });
    this.db = openForWriting(this.path);
    // No test asks what is left after a power cut; waiting for the disk is all that this would add.
    this.db.sql.pragma('synchronous = OFF');
    const parsed = parseConfiguration(JSON.stringify(CONFIGURATION), 'test');
    if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
    this.configuration = parsed.configuration;
    this.zone = zoneOf(this.configuration);
    this.nowSeconds = this.zone.startOfDay(parseDay('1999-03-15') ?? 0) + 12 * 3600;
    if (known === undefined) this.fill(isEmpty);
    this.read = openForReading(this.path);
  }

  private fill(isEmpty: boolean): void {
    if (!isEmpty) {
      claimPurpose(this.db, 'real');
      this.load(this.calls());
      this.loadActions([actionOf({ id: 'plain-invoices', startsAt: this.zone.startOfDay(ACTION_DAY) })]);
      this.loadAccounts();
      this.rollUp();
    }
    const secret = secretPath(this.path);
    firstState.set(isEmpty, {
      image: this.db.sql.serialize(),
      secret: existsSync(secret) ? readFileSync(secret) : null,
    });
  }

  /** Every opening hour of four weeks has the same calls: a third problems, one in six given up. */
  private calls(): Contact[] {
    const firstDay = parseDay(FIRST_DAY) ?? 0;
    const calls: Contact[] = [];
    for (let day = firstDay; day < firstDay + DAYS; day += 1) {
      if ([4, 5].includes((day + 3) % 7)) continue;
      for (let hour = 8; hour < 17; hour += 1) {
        for (let call = 0; call < CALLS_AN_HOUR; call += 1) {
          const offeredAt = this.zone.firstInstantOf(day, hour * 3600) + call * 150;
          calls.push(
            contactOf({
              id: `${day}-${hour}-${call}`,
              offeredAt,
              outcome: call % 6 === 0 ? 'abandoned' : 'answered',
              queue: call % 2 === 0 ? 'PS' : '=NEW',
              category: call % 3 === 0 ? 'problem' : 'information',
              waitSeconds: 10 * (call % 12),
            }),
          );
        }
      }
    }
    return calls;
  }

  load(contacts: readonly Contact[]): Receipt {
    return this.loadKind('contacts', contacts);
  }

  loadActions(actions: readonly ActionRecord[]): Receipt {
    return this.loadKind('actions', actions);
  }

  loadEvents(events: readonly EventRecord[]): Receipt {
    return this.loadKind('events', events);
  }

  /** A hundred and fifty, five years old, as they were known at the end of February. */
  private loadAccounts(): void {
    const [asOf, since] = [parseDay('1999-02-28') ?? 0, parseDay('1994-02-28') ?? 0];
    const accounts = Array.from({ length: 150 }, (_, i) => ({
      ...{ account: `account ${i}`, earningsTotal: 500 + 20 * i, since, until: null, contacts: i % 5 },
    }));
    this.loadKind('accounts', accounts, { accounts: { asOf, costPerContact: 4 } });
  }

  private loadKind<K extends Kind>(
    kind: K,
    records: readonly RecordOf[K][],
    more: Partial<LoadOptions> = {},
  ): Receipt {
    const { db, zone, nowSeconds } = this;
    const configured = { queues: new Set<string>(), causes: new Set<string>() };
    const load = new Load(db, kind, { source: 'test', name: 'test', zone, nowSeconds, configured, ...more });
    load.add({
      records,
      lines: records.map((_, i) => i + 1),
      rejects: [],
      read: records.length,
      skipped: 0,
    });
    return load.finish();
  }

  rollUp(): void {
    rollUp(this.db, rulesOf(this.configuration), this.nowSeconds);
  }

  rules(): UpkeepRules {
    return { databasePath: this.path, configuration: this.configuration, holidays: HOLIDAYS };
  }

  context(): FeedContext {
    const { read, configuration, zone, nowSeconds } = this;
    return { db: read, configuration, zone, calendar: calendarOf(configuration, HOLIDAYS), nowSeconds };
  }

  app(more: Partial<AppSettings> = {}): App {
    const { db, nowSeconds: _, ...context } = { ...this.context(), db: this.db };
    return createApp({
      db,
      read: this.read,
      ...context,
      clock: () => this.nowSeconds,
      log: (event, fields = {}) => this.logged.push({ event, fields }),
      recordsChanged: () => {
        this.changes += 1;
      },
      ...more,
    });
  }

  close(): void {
    this.read.close();
    this.db.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
