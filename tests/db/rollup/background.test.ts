import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Contact } from '../../../db/domain/contact.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { Load } from '../../../db/ingest/load.ts';
import { countAll, LoadCounting } from '../../../db/rollup/background.ts';
import { readMarks } from '../../../db/rollup/dirty.ts';
import { rollUp } from '../../../db/rollup/rollup.ts';
import { contactOf } from '../../support/records.ts';
import { differencesOf, type Facts, RecordsDatabase, rulesOf } from '../../support/records-database.ts';

const zone = makeZone('Europe/London');
const DAY_SECONDS = 86_400;
const FROM = Date.parse('2024-03-04T08:00:00Z') / 1000;
const DAYS = 70;
const NOW = FROM + 200 * DAY_SECONDS;
const ROWS_A_DAY = 40;

/** In order of time, over a change of the clock, with customers who come again. */
const contacts: Contact[] = Array.from({ length: DAYS * ROWS_A_DAY }, (_, i) => {
  const day = Math.floor(i / ROWS_A_DAY);
  return contactOf({
    id: `call ${i}`,
    offeredAt: FROM + day * DAY_SECONDS + (i % ROWS_A_DAY) * 600,
    queue: `q${i % 3}`,
    category: i % 2 === 0 ? 'problem' : 'information',
    waitSeconds: (i * 7) % 400,
    customer: `c${i % 150}`,
  });
});

let folder = '';
const opened: RecordsDatabase[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candour-background-'));
});
afterEach(() => {
  for (const records of opened.splice(0)) records.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(path: string): RecordsDatabase {
  const records = new RecordsDatabase({ zone }, path);
  opened.push(records);
  return records;
}

/** What one thread counts after the load. */
let countedAlone: Facts;
beforeAll(() => {
  const records = new RecordsDatabase({ zone });
  records.load('contacts', contacts);
  records.rollUp(NOW);
  countedAlone = records.facts();
  records.close();
});

/** Loads in steps, with time between them in which the thread may count. */
async function loadSlowly(records: RecordsDatabase, counting: LoadCounting): Promise<void> {
  const configured = { queues: new Set<string>(), causes: new Set<string>() };
  const options = { source: 'default', name: 'test', zone, nowSeconds: NOW, configured };
  const load = new Load(records.db, 'contacts', options, records.hasher);
  for (let at = 0; at < contacts.length; at += 400) {
    const some = contacts.slice(at, at + 400);
    load.add({
      records: some,
      lines: some.map((_, i) => at + i),
      rejects: [],
      read: some.length,
      skipped: 0,
    });
    counting.loaded(some.length);
    await sleep(30);
  }
  load.finish();
}

describe('figures counted on a second thread while records come in', () => {
  test('are those of one count at the end', async () => {
    const records = open(join(folder, 'records.db'));
    const counting = new LoadCounting(records.db, rulesOf({ zone }), NOW, 1);
    await loadSlowly(records, counting);
    expect(counting.hasThread).toBe(true);
    await counting.finish();
    expect(differencesOf(records.facts(), countedAlone)).toEqual([]);
    expect(readMarks(records.db, 'facts')).toEqual([]);
    expect(readMarks(records.db, 'links')).toEqual([]);
  });

  test('are counted by one thread where rows are few', async () => {
    const records = open(join(folder, 'records.db'));
    const counting = new LoadCounting(records.db, rulesOf({ zone }), NOW);
    await loadSlowly(records, counting);
    expect(counting.hasThread).toBe(false);
    await counting.finish();
    expect(differencesOf(records.facts(), countedAlone)).toEqual([]);
  });

  test('are counted later where the load was given up', async () => {
    const records = open(join(folder, 'records.db'));
    const counting = new LoadCounting(records.db, rulesOf({ zone }), NOW, 1);
    await loadSlowly(records, counting);
    await counting.stop();
    expect(counting.hasThread).toBe(false);
    records.rollUp(NOW);
    expect(differencesOf(records.facts(), countedAlone)).toEqual([]);
  });
});

describe('all that is left to be counted', () => {
  const load = (path: string, some: readonly Contact[]) => {
    const records = open(path);
    records.load('contacts', some);
    return records;
  };
  /** Every thread has a connection of its own: who else wrote shows in the number of the data's version. */
  const versionSeenBySql = (records: RecordsDatabase) =>
    records.db.sql.pragma('data_version', { simple: true }) as number;

  test('is counted by two threads where it is many days', async () => {
    const records = load(join(folder, 'many.db'), contacts);
    const before = versionSeenBySql(records);
    await countAll(records.db, rulesOf({ zone }), NOW);
    expect(versionSeenBySql(records), 'another connection wrote').not.toBe(before);
    expect(differencesOf(records.facts(), countedAlone)).toEqual([]);
  });

  test('hides the same beside small figures as one thread does', async () => {
    const hiding = { ...rulesOf({ zone }), disclosure: { threshold: 10 } };
    const hidden = ({ db }: RecordsDatabase) =>
      db.sql.prepare('SELECT key, block FROM hidden_blocks ORDER BY key').all();
    const alone = load(join(folder, 'alone.db'), contacts);
    rollUp(alone.db, hiding, NOW);
    const records = load(join(folder, 'many.db'), contacts);
    await countAll(records.db, hiding, NOW);
    expect(hidden(alone).length).toBeGreaterThan(DAYS);
    expect(hidden(records)).toEqual(hidden(alone));
  });

  test('is counted by one thread where it is few', async () => {
    const few = contacts.slice(0, 5 * ROWS_A_DAY);
    const alone = load(join(folder, 'alone.db'), few);
    alone.rollUp(NOW);
    const records = load(join(folder, 'few.db'), few);
    const before = versionSeenBySql(records);
    await countAll(records.db, rulesOf({ zone }), NOW);
    expect(versionSeenBySql(records), 'nobody else wrote').toBe(before);
    expect(differencesOf(records.facts(), alone.facts())).toEqual([]);
  });
});
