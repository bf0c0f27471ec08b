import { Readable } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import type { AccountRecord } from '../../../db/domain/contact.ts';
import { makeZone, parseDay } from '../../../db/domain/zone.ts';
import { readRecords } from '../../../db/ingest/read.ts';
import { readAccountValues } from '../../../db/queries/account-values.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const zone = makeZone('UTC');
const day = (date: string) => parseDay(date)!;
const open: RecordsDatabase[] = [];
afterEach(() => {
  for (const records of open.splice(0)) records.close();
});
function database(): RecordsDatabase {
  const records = new RecordsDatabase({ zone });
  open.push(records);
  return records;
}
const about = { asOf: day('2026-09-30'), costPerContact: 4.2 };

function account(at: number, fields: Partial<AccountRecord> = {}): AccountRecord {
  return {
    ...{ account: `ACC-${70_000 + at}`, earningsTotal: 20_000.5 + at, since: day('2020-01-01') },
    ...{ until: null, contacts: at % 4 },
    ...fields,
  };
}
const many = (count: number) => Array.from({ length: count }, (_, at) => account(at));

/** Everything that the database holds, as text. */
function allOf({ db }: RecordsDatabase): string {
  const tables = db.sql
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
    .pluck()
    .all() as string[];
  return tables.map((table) => JSON.stringify(db.sql.prepare(`SELECT * FROM "${table}"`).all())).join('\n');
}

async function rowsOf(text: string) {
  const batches = readRecords(Readable.from([Buffer.from(text)]), { kind: 'accounts', zone });
  const records: AccountRecord[] = [];
  const rejects = [];
  for await (const batch of batches) {
    records.push(...(batch.records as AccountRecord[]));
    rejects.push(...batch.rejects);
  }
  return { records, rejects };
}

describe('a file of accounts', () => {
  test('is counted like any other and leaves one row', () => {
    const records = database();
    const receipt = records.load('accounts', many(120), { accounts: about });
    expect(receipt).toMatchObject({ read: 120, accepted: 120, rejected: 0 });
    const rows = readAccountValues(records.db, null);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      ...{
        quarter: day('2026-07-01'),
        asOf: about.asOf,
        costPerContact: 4.2,
        included: 120,
        contactSum: 180,
      },
    });
  });

  test('replaces what the same quarter came to, and leaves other quarters alone', () => {
    const records = database();
    records.load('accounts', many(120), { accounts: about });
    records.load('accounts', many(130), { accounts: { ...about, asOf: day('2026-06-30') } });
    const again = records.load('accounts', many(150), { accounts: { ...about, asOf: day('2026-08-31') } });
    expect(again).toMatchObject({ accepted: 0, updated: 150 });
    const rows = readAccountValues(records.db, null);
    expect(rows.map(({ included, asOf }) => [included, asOf])).toEqual([
      [130, day('2026-06-30')],
      [150, day('2026-08-31')],
    ]);
  });

  test('makes a new version of what is published, and one without any good row does not', () => {
    const records = database();
    const version = () =>
      records.db.sql.prepare("SELECT value FROM meta WHERE name = 'data_version'").pluck().get();
    const before = version();
    records.load('accounts', [], {
      accounts: about,
      rejects: [{ line: 2, field: 'since', value: 'x', reason: 'y' }],
    });
    expect(version()).toBe(before);
    expect(readAccountValues(records.db, null)).toEqual([]);
    records.load('accounts', many(3), { accounts: about });
    expect(version()).not.toBe(before);
  });

  test('of which more rows are wrong than right leaves what is on record of its quarter, and says so first', () => {
    const records = database();
    records.load('accounts', many(120), { accounts: about });
    const before = readAccountValues(records.db, null);
    const rejects = Array.from({ length: 117 }, (_, i) => ({
      ...{ line: i + 5, field: 'since', value: '01/01/2020', reason: 'it is not a date' },
    }));
    const receipt = records.load('accounts', many(3), { accounts: about, rejects });
    expect(receipt).toMatchObject({ read: 120, accepted: 0, updated: 0, rejected: 120 });
    expect(receipt.rejects[0]).toMatchObject({ field: 'file', reason: expect.stringMatching(/117 and 3/) });
    expect(readAccountValues(records.db, null)).toEqual(before);
    // A few wrong rows do not stop the others.
    expect(
      records.load('accounts', many(118), { accounts: about, rejects: rejects.slice(0, 2) }),
    ).toMatchObject({
      ...{ updated: 118, rejected: 2 },
    });
  });

  test('of 99 accounts keeps no amount at all', () => {
    const records = database();
    records.load('accounts', many(99), { accounts: about });
    expect(readAccountValues(records.db, null)[0]).toMatchObject({
      ...{ included: 99, median: null, medianLow: null, medianHigh: null, valueSum: null, contactSum: null },
    });
  });

  test('leaves no account, no earnings and no number of contacts anywhere in the database', () => {
    const records = database();
    const receipt = records.load(
      'accounts',
      [
        ...many(101),
        account(500, { contacts: 4711 }),
        account(0, { earningsTotal: 31_415 }),
        account(501, { since: day('2026-10-01') }),
      ],
      {
        accounts: about,
        rejects: [
          { line: 9, field: 'earnings_total', value: '20777.25', reason: 'it is not a number' },
          { line: 10, field: 'since', value: 'ACC-70009', reason: 'it is not a date' },
          { line: 11, field: 'contacts_365d', value: '20,778', reason: 'it is not a count' },
        ],
      },
    );
    expect(receipt).toMatchObject({ accepted: 102, rejected: 5 });
    expect(receipt.rejects.map(({ field }) => field).sort()).toEqual([
      ...['account', 'contacts_365d', 'earnings_total', 'since', 'since'],
    ]);
    const kept = allOf(records);
    expect(kept).not.toMatch(/ACC-|31415|31_415|20777|20,778|4711/);
    for (let at = 0; at < 101; at++) expect(kept).not.toContain(String(20_000.5 + at));
  });

  test('says of a bad row which field was wrong and nothing of what it held', async () => {
    const { records, rejects } = await rowsOf(
      [
        'account,earnings_total,since,until,contacts_365d',
        'ACC-1,120.50,2024-01-01,,3',
        'ACC-2,a lot,2024-01-01,,3',
        'ACC-3,120.50,2024-01-01,2023-05-06,3',
        'ACC-4,120.50,01.01.2024,,3',
        'ACC-5,120.50,2024-01-01,,-3',
        ',120.50,2024-01-01,,3',
      ].join('\n'),
    );
    expect(records).toEqual([
      { account: 'ACC-1', earningsTotal: 120.5, since: day('2024-01-01'), until: null, contacts: 3 },
    ]);
    expect(rejects.map(({ line, field }) => [line, field])).toEqual([
      ...[
        [3, 'earnings_total'],
        [4, 'until'],
        [5, 'since'],
        [6, 'contacts_365d'],
        [7, 'account'],
      ],
    ]);
    for (const { reason } of rejects) expect(reason).not.toMatch(/ACC|120\.5|a lot|2023-05-06/);
  });
});
