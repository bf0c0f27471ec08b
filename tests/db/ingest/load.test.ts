import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { CodingRecord, Contact } from '../../../db/domain/contact.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { type Counts, claimPurpose, Load } from '../../../db/ingest/load.ts';
import { openForReading, openForWriting } from '../../../db/open.ts';
import { actionOf } from '../../support/actions.ts';
import { answerOf, anyContacts, changedFrom, contactOf, intervalOf } from '../../support/records.ts';
import { differencesOf, type Facts, RecordsDatabase } from '../../support/records-database.ts';

const runs = process.env.CANDOUR_TEST_SIZE === 'all' ? 40 : 2;
const zone = makeZone('Europe/London');
const DAY_SECONDS = 86_400;
const FROM = Date.parse('2024-03-04T00:00:00Z') / 1000;
const TO = FROM + 75 * DAY_SECONDS;
const NOW = TO + 10 * DAY_SECONDS;

let folder: string | null = null;
/** Of a load that is opened by hand. */
const options = {
  source: 'default',
  name: 'test.csv',
  zone,
  nowSeconds: NOW,
  configured: { queues: new Set<string>(), causes: new Set<string>() },
};

const openRecords: RecordsDatabase[] = [];
afterEach(() => {
  for (const records of openRecords.splice(0)) records.close();
  if (folder !== null) rmSync(folder, { recursive: true });
  folder = null;
});

function fresh(path?: string): RecordsDatabase {
  const records = new RecordsDatabase({ zone }, path);
  openRecords.push(records);
  return records;
}

function makeFolder(): string {
  folder = mkdtempSync(join(tmpdir(), 'candour-load-'));
  return folder;
}

/** What remains of one load of everything. */
function factsOf(contacts: readonly Contact[]): Facts {
  const records = fresh();
  records.load('contacts', contacts);
  records.rollUp(NOW);
  return records.facts();
}

const call = contactOf({
  id: 'one',
  offeredAt: FROM + 36_000,
  waitSeconds: 12,
  queue: 'sales',
  cause: 'fees',
});
const countsOf = ({ accepted, updated, unchanged, rejected }: Counts) => ({
  accepted,
  updated,
  unchanged,
  rejected,
});

describe('the same records give the same facts', () => {
  test('in whatever order they come, in however many files, however often, counted in between or not', () => {
    const shuffledContacts = anyContacts({ from: FROM, to: TO, most: 70, least: 40 }).chain((contacts) =>
      fc.record({
        contacts: fc.constant(contacts),
        shuffled: fc.shuffledSubarray(contacts, { minLength: contacts.length }),
        again: fc.shuffledSubarray(contacts),
        cuts: fc.array(fc.nat(contacts.length), { maxLength: 4 }),
        batch: fc.integer({ min: 1, max: 60 }),
        counted: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
      }),
    );
    for (const drawn of fc.sample(shuffledContacts, { numRuns: runs, seed: 3 })) {
      const { contacts, shuffled, again, cuts, batch, counted } = drawn;
      const expected = factsOf(contacts);
      expect(expected.size).toBeGreaterThan(500);
      const records = fresh();
      const places = [0, ...cuts.sort((a, b) => a - b), shuffled.length];
      const files = places.slice(1).map((to, i) => shuffled.slice(places[i], to));
      let unchanged = 0;
      let accepted = 0;
      for (const [i, file] of [...files, again].entries()) {
        const receipt = records.load('contacts', file, { batch });
        accepted += receipt.accepted;
        unchanged += receipt.unchanged;
        if (counted[i]) records.rollUp(NOW - 1000 + i);
      }
      records.rollUp(NOW);
      expect(accepted).toBe(contacts.length);
      expect(unchanged).toBe(again.length);
      expect(differencesOf(records.facts(), expected)).toEqual([]);
    }
  });

  test('also when a second file corrects the first and moves contacts to other days', () => {
    const corrected = anyContacts({ from: FROM, to: TO, most: 45, least: 30 }).chain((contacts) =>
      fc.record({
        contacts: fc.constant(contacts),
        corrections: fc.array(fc.integer({ min: -40 * DAY_SECONDS, max: 40 * DAY_SECONDS }), {
          minLength: 12,
          maxLength: 12,
        }),
      }),
    );
    for (const { contacts, corrections } of fc.sample(corrected, { numRuns: runs, seed: 5 })) {
      const later = contacts.map((contact, i) => {
        const by = corrections[i];
        if (by === undefined) return contact;
        const offeredAt = contact.offeredAt + by;
        return changedFrom(contact, {
          offeredAt,
          outcome: 'answered',
          customer: i % 2 === 0 ? null : 'ada',
          category: 'idea',
          dueAt: i % 3 === 0 ? null : offeredAt + 5 * DAY_SECONDS,
          closedAt: i % 4 === 0 ? null : offeredAt + 3 * DAY_SECONDS,
        });
      });
      const records = fresh();
      records.load('contacts', contacts);
      records.rollUp(NOW);
      const receipt = records.load('contacts', later);
      records.rollUp(NOW);
      expect(receipt.accepted).toBe(0);
      expect(receipt.updated + receipt.unchanged).toBe(contacts.length);
      expect(differencesOf(records.facts(), factsOf(later))).toEqual([]);
    }
  });

  test('and repeat contacts far from one another in time are all looked at, in whatever order they come', () => {
    // Days 29 before and after the third are marked by the first two; the third has to be marked all the same.
    const contacts = [-58, 58, 0].map((day, i) =>
      contactOf({ id: `c${i}`, offeredAt: FROM + (70 + day) * DAY_SECONDS + 40_000, customer: 'ada' }),
    );
    const later = NOW + 90 * DAY_SECONDS;
    const one = fresh();
    one.load('contacts', contacts);
    one.rollUp(later);
    const linked = [...one.facts()].filter(
      ([name]) => name.startsWith('day all') && name.includes(' linked '),
    );
    expect(linked.map(([, count]) => count)).toEqual([1, 1, 1]);
  });
});

describe('a record sent again', () => {
  test('is unchanged when it says the same, and replaces the first when it does not', () => {
    const records = fresh();
    expect(countsOf(records.load('contacts', [call]))).toEqual({
      accepted: 1,
      updated: 0,
      unchanged: 0,
      rejected: 0,
    });
    expect(countsOf(records.load('contacts', [call]))).toEqual({
      accepted: 0,
      updated: 0,
      unchanged: 1,
      rejected: 0,
    });
    const changed = changedFrom(call, { waitSeconds: 13 });
    expect(countsOf(records.load('contacts', [changed]))).toEqual({
      accepted: 0,
      updated: 1,
      unchanged: 0,
      rejected: 0,
    });
    expect(countsOf(records.load('contacts', [changed]))).toEqual({
      accepted: 0,
      updated: 0,
      unchanged: 1,
      rejected: 0,
    });
    records.rollUp(NOW);
    expect(differencesOf(records.facts(), factsOf([changed]))).toEqual([]);
  });

  test('in the same file is unchanged when it says the same', () => {
    const records = fresh();
    expect(countsOf(records.load('contacts', [call, call]))).toEqual({
      accepted: 1,
      updated: 0,
      unchanged: 1,
      rejected: 0,
    });
  });

  test('in the same file with other content is rejected, and the first is kept', () => {
    const records = fresh();
    const receipt = records.load('contacts', [call, changedFrom(call, { waitSeconds: 99 })], { batch: 1 });
    expect(countsOf(receipt)).toEqual({ accepted: 1, updated: 0, unchanged: 0, rejected: 1 });
    expect(receipt.rejects).toMatchObject([{ line: 3, field: 'id', value: '•••' }]);
    expect(receipt.rejects[0]?.reason).toContain('the first was kept');
    records.rollUp(NOW);
    expect(differencesOf(records.facts(), factsOf([call]))).toEqual([]);
  });

  test('by another source is another record', () => {
    const records = fresh();
    records.load('contacts', [call], { source: 'north' });
    expect(records.load('contacts', [call], { source: 'south' }).accepted).toBe(1);
  });

  test('keeps its place among a hundred that come at the same second', () => {
    const crowd = Array.from({ length: 400 }, (_, i) => contactOf({ id: `crowd ${i}`, offeredAt: FROM }));
    const records = fresh();
    expect(records.load('contacts', crowd).accepted).toBe(400);
    expect(records.load('contacts', crowd.toReversed(), { batch: 7 }).unchanged).toBe(400);
    records.rollUp(NOW);
    expect(differencesOf(records.facts(), factsOf(crowd.toReversed()))).toEqual([]);
  });

  test('is an interval that replaces itself', () => {
    const records = fresh();
    const interval = intervalOf({
      intervalStart: FROM,
      interval: 'PT1H',
      offered: 50,
      answered: 40,
      abandoned: 10,
    });
    records.load('intervals', [interval]);
    records.rollUp(NOW);
    const corrected = { ...interval, offered: 60, answered: 45, abandoned: 15 };
    expect(records.load('intervals', [corrected]).updated).toBe(1);
    expect(records.load('intervals', [corrected]).unchanged).toBe(1);
    records.rollUp(NOW);
    const once = fresh();
    once.load('intervals', [corrected]);
    once.rollUp(NOW);
    expect(differencesOf(records.facts(), once.facts())).toEqual([]);
    expect(records.facts().get('hour all {} 2024-03-04 offered 0')).toBe(60);
  });
});

describe('a survey answer', () => {
  const answer = answerOf({ id: 's1', contactId: 'one', answeredAt: FROM + 3 * DAY_SECONDS, score: 4 });

  test('is told under the queue of its contact, whichever of the two comes first', () => {
    const before = fresh();
    before.load('surveys', [answer]);
    before.rollUp(NOW);
    before.load('contacts', [call]);
    before.rollUp(NOW);
    const after = fresh();
    after.load('contacts', [call]);
    after.load('surveys', [answer]);
    after.rollUp(NOW);
    expect(differencesOf(before.facts(), after.facts())).toEqual([]);
    expect(after.facts().get('day queue {"queue":"sales"} 2024-03-07 surveyAnswers 0')).toBe(1);
  });

  test('is told anew when it comes while the file of its contact is being loaded', () => {
    const records = fresh();
    const load = new Load(records.db, 'contacts', options, records.hasher);
    records.load('surveys', [answer]);
    records.rollUp(NOW);
    load.add({ records: [call], lines: [2], rejects: [], read: 1, skipped: 0 });
    load.finish();
    records.rollUp(NOW);
    expect(records.facts().get('day queue {"queue":"sales"} 2024-03-07 surveyAnswers 0')).toBe(1);
    expect(records.facts().has('day queue {"queue":"unstated"} 2024-03-07 surveyAnswers 0')).toBe(false);
  });

  test('moves with its contact to another queue', () => {
    const records = fresh();
    records.load('contacts', [call]);
    records.load('surveys', [answer]);
    records.rollUp(NOW);
    records.load('contacts', [changedFrom(call, { queue: 'service' })]);
    records.rollUp(NOW);
    expect(records.facts().get('day queue {"queue":"service"} 2024-03-07 surveyAnswers 0')).toBe(1);
    expect(records.facts().has('day queue {"queue":"sales"} 2024-03-07 surveyAnswers 0')).toBe(false);
  });
});

describe('the receipt', () => {
  test('names the lines of two rows that say different things of one record', () => {
    const contacts = [
      call,
      contactOf({ id: 'two', offeredAt: FROM }),
      changedFrom(call, { waitSeconds: 13 }),
    ];
    const answers = [4, 5].map((score) => answerOf({ id: 's', answeredAt: FROM, score }));
    const rejects = [
      ...fresh().load('contacts', contacts).rejects,
      ...fresh().load('surveys', answers).rejects,
    ];
    expect(rejects.map(({ line, field, reason }) => [line, field, reason])).toEqual([
      [4, 'id', expect.stringMatching(/^stands twice in this file, first on line 2, with different content/)],
      [3, 'id', expect.stringMatching(/^stands twice in this file, first on line 2, with different content/)],
    ]);
  });

  test('names them also of sums, which have no id, and of the coding that is meant', () => {
    const hour = (offered: number, queue: string | null = null) =>
      intervalOf({ intervalStart: FROM, interval: 'PT1H', queue, offered });
    const coding = (first: CodingRecord['first'], second: CodingRecord['second']) => ({
      ...{ contactId: 'c', first, second },
    });
    const codings = [coding('problem', 'problem'), coding('value', 'value'), coding('value', 'failure')];
    const rejects = [
      ...fresh().load('intervals', [hour(4, 'sales'), hour(5), hour(6)]).rejects,
      ...fresh().load('codings', codings).rejects,
    ];
    expect(rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [4, expect.stringMatching(/^stands twice in this file, first on line 3, with different content/)],
      [4, expect.stringMatching(/^stands twice in this file, first on line 3, with different content/)],
    ]);
  });

  test('says less of a row whose first version was stored before', () => {
    const records = fresh();
    const changed = changedFrom(call, { waitSeconds: 13 });
    const [reject] = records.load('contacts', [call, changed], { batch: 1 }).rejects;
    expect(reject?.reason).toMatch(/^stands twice in this file, with different content/);
  });

  test('names queues and causes that the configuration does not know', () => {
    const records = fresh();
    const others = [call, contactOf({ id: 'two', offeredAt: FROM, queue: 'known', cause: 'known' })];
    const receipt = records.load('contacts', others, { queues: ['known'], causes: ['known'] });
    expect(receipt.unconfigured).toEqual({ queues: ['sales'], causes: ['fees'], promises: [] });
  });

  test('and the causes of an action, which records have', () => {
    const action = actionOf({ id: 'a', startsAt: FROM, causes: ['fees', 'billing'] });
    const records = fresh();
    records.load('contacts', [call]);
    const receipt = records.load('actions', [action], { causes: ['billing'] });
    expect(receipt).toMatchObject({ accepted: 1, unconfigured: { causes: ['fees'] } });
  });

  test('counts every row once, and the database keeps the same counts', () => {
    const records = fresh();
    const rejects = [{ line: 9, field: 'wait_s', value: '-3', reason: 'a duration cannot be negative' }];
    const receipt = records.load('contacts', [call, call, changedFrom(call, { waitSeconds: 1 })], {
      rejects,
    });
    expect(receipt.read).toBe(receipt.accepted + receipt.updated + receipt.unchanged + receipt.rejected);
    const kept = records.db.sql
      .prepare('SELECT read, accepted, updated, unchanged, rejected, skipped FROM loads WHERE id = ?')
      .get(receipt.load);
    expect(kept).toEqual({ read: 4, accepted: 1, updated: 0, unchanged: 1, rejected: 2, skipped: 0 });
  });

  test('shows twenty rejects and keeps all, with line, field, value and reason', () => {
    const records = fresh();
    const rejects = Array.from({ length: 31 }, (_, i) => ({
      line: i + 2,
      field: 'channel',
      value: `pigeon-${i}`,
      reason: 'expected one of phone, chat',
    }));
    const receipt = records.load('contacts', [], { rejects });
    expect(receipt.rejected).toBe(31);
    expect(receipt.rejects).toEqual(rejects.slice(0, 20));
    const kept = records.db.sql
      .prepare('SELECT line, field, value, reason FROM rejects WHERE load = ? ORDER BY line')
      .all(receipt.load);
    expect(kept).toEqual(rejects);
  });

  test('shows and keeps no value that could name a person', () => {
    const records = fresh();
    const rejects = [
      { line: 2, field: 'customer', value: 'someone@example.org', reason: 'x' },
      { line: 3, field: 'queue', value: 'call +44 20 7946 0123', reason: 'x' },
      { line: 4, field: 'row', value: 'a;b;someone;and what she said', reason: 'x' },
      { line: 5, field: 'outcome', value: 'someone with a name', reason: 'x' },
      { line: 6, field: 'channel', value: 'fone', reason: 'x' },
    ];
    const receipt = records.load('contacts', [], { rejects, name: 'export for someone@example.org.csv' });
    expect(receipt.rejects.map(({ value }) => value)).toEqual(['•••', '•••', '•••', '•••', 'fone']);
    const kept = JSON.stringify([
      records.db.sql.prepare('SELECT * FROM rejects').all(),
      records.db.sql.prepare('SELECT * FROM loads').all(),
    ]);
    expect(kept).not.toContain('someone');
    expect(kept).not.toContain('7946');
  });
});

describe('a column that is not what it is taken for', () => {
  test('costs the rows beyond a thousand different words, and no others', () => {
    const records = fresh();
    const calls = Array.from({ length: 1010 }, (_, i) =>
      contactOf({ id: `case ${i}`, offeredAt: FROM, queue: `ticket-${i}` }),
    );
    const receipt = records.load('contacts', calls, { batch: 300 });
    expect(countsOf(receipt)).toEqual({ accepted: 1000, updated: 0, unchanged: 0, rejected: 10 });
    expect(receipt.rejects[0]).toMatchObject({ line: 1002, field: 'queue' });
  });
});

describe('more contacts in one second than can be told apart', () => {
  test('are rejected beyond 65,536, and the others load', () => {
    const records = fresh();
    const calls = Array.from({ length: 65_540 }, (_, i) =>
      contactOf({ id: `at once ${i}`, offeredAt: FROM }),
    );
    const receipt = records.load('contacts', calls, { batch: 70_000 });
    expect(countsOf(receipt)).toEqual({ accepted: 65_536, updated: 0, unchanged: 0, rejected: 4 });
    expect(receipt.rejects[0]?.reason).toContain('in this second');
  });
});

describe('a batch that fails', () => {
  test('leaves nothing behind, and the same load goes on', () => {
    const records = fresh();
    const load = new Load(records.db, 'contacts', options, records.hasher);
    const batchOf = (...contacts: Contact[]) => ({
      records: contacts,
      lines: contacts.map((_, i) => i + 2),
      rejects: [],
      read: contacts.length,
      skipped: 0,
    });
    const broken = contactOf({ id: 'broken', offeredAt: FROM, agent: 'a' });
    // No adapter gives such a record: it stands for a disk that fails in the middle of a transaction.
    Object.defineProperty(broken, 'queue', {
      get() {
        throw new Error('no such disk');
      },
    });
    expect(() => load.add(batchOf(changedFrom(call, { queue: 'lost' }), broken))).toThrow('no such disk');
    load.add(batchOf(call));
    expect(countsOf(load.finish())).toEqual({ accepted: 1, updated: 0, unchanged: 0, rejected: 0 });
    records.rollUp(NOW);
    expect(differencesOf(records.facts(), factsOf([call]))).toEqual([]);
  });
});

/** Made, and due a month later, as a promise may be. */
const MADE = {
  ...{ promise: 'parcel', id: 'a', madeAt: FROM, dueAt: FROM + 30 * 86_400, doneAt: null, cancelledAt: null },
};
const SUMS = {
  ...{ shape: 'aggregate', id: 'a', period: 'PT15M', channel: null, category: null, n: 4, mean: 4, sd: null },
  ...{ scaleMin: 1, scaleMax: 5, best: 'high', sent: null },
};

describe('a record of what has not come yet', () => {
  test.each([
    ['contacts', 'offered_at', (at: number) => contactOf({ id: 'a', offeredAt: at })],
    ['surveys', 'answered_at', (at: number) => answerOf({ id: 'a', answeredAt: at, score: 4 })],
    ['surveys', 'period_start', (at: number) => ({ ...SUMS, periodStart: at })],
    ['promises', 'done_at', (at: number) => ({ ...MADE, doneAt: at })],
    ['promises', 'cancelled_at', (at: number) => ({ ...MADE, cancelledAt: at })],
  ] as const)('is rejected among %s beyond a day ahead of the clock', (kind, field, make) => {
    const records = fresh();
    const nowSeconds = FROM;
    const load = (at: number) => records.load(kind, [make(at)] as never, { nowSeconds });
    expect(load(FROM + 86_401).rejects).toMatchObject([
      { line: 2, field, reason: expect.stringContaining('the clock shows 2024-03-') },
    ]);
    expect(load(FROM + 86_400).accepted).toBe(1);
  });

  test('is taken among capacity, which may be planned', () => {
    const planned = {
      intervalStart: FROM + 30 * 86_400,
      interval: 'PT1H',
      channel: 'phone',
      queue: null,
      agents: 4,
    };
    expect(fresh().load('capacity', [planned as never], { nowSeconds: FROM }).accepted).toBe(1);
  });
});

describe('contacts of one second', () => {
  test('have keys of their own, and are stored once and without a second look', () => {
    const records = fresh();
    const written: number[] = [];
    for (const second of [0, 1]) {
      const calls = Array.from({ length: 2000 }, (_, i) =>
        contactOf({ id: `${second} ${i}`, offeredAt: FROM + second * 10 + Math.floor(i / 400) }),
      );
      const before = records.db.sql.prepare('SELECT total_changes()').pluck().get() as number;
      expect(countsOf(records.load('contacts', calls))).toEqual({
        accepted: 2000,
        updated: 0,
        unchanged: 0,
        rejected: 0,
      });
      written.push((records.db.sql.prepare('SELECT total_changes()').pluck().get() as number) - before);
    }
    expect(records.db.sql.prepare('SELECT count(*) FROM contacts').pluck().get()).toBe(4000);
    records.rollUp(NOW);
    expect(records.facts().get('day all {} 2024-03-04 offered 0')).toBe(4000);
    // A row and an id each, and marks: work that is undone and repeated would count twice.
    for (const changes of written) expect(changes).toBeLessThan(2 * 2000 + 500);
  });
});

describe('batches staged for one transaction', () => {
  const batchOf = (first: number, contacts: Contact[]) => ({
    records: contacts,
    lines: contacts.map((_, i) => first + i),
    rejects: [],
    read: contacts.length,
    skipped: 0,
  });
  const calls = Array.from({ length: 3000 }, (_, i) =>
    contactOf({ ...call, id: `call ${i}`, offeredAt: FROM + 60 * i, customer: `c${i % 70}` }),
  );

  test('are not in the database before, and are the same there as one by one', () => {
    const records = fresh();
    const load = new Load(records.db, 'contacts', options, records.hasher);
    load.stage(batchOf(2, calls.slice(0, 1700)));
    load.stage(batchOf(1702, calls.slice(1700)));
    expect(load.stagedRows).toBe(3000);
    expect(records.db.sql.prepare('SELECT count(*) FROM contacts').pluck().get()).toBe(0);
    load.commit();
    expect(load.stagedRows).toBe(0);
    expect(countsOf(load.finish())).toEqual({ accepted: 3000, updated: 0, unchanged: 0, rejected: 0 });
    records.rollUp(NOW);
    expect(differencesOf(records.facts(), factsOf(calls))).toEqual([]);
  });

  test('name the line of each record that is not stored', () => {
    const records = fresh();
    const load = new Load(records.db, 'contacts', options, records.hasher);
    load.stage(batchOf(2, [call]));
    load.stage(batchOf(40, [changedFrom(call, { waitSeconds: 1 })]));
    expect(load.finish().rejects).toMatchObject([{ line: 40, field: 'id' }]);
  });

  test('are all left out where the transaction fails, and the load goes on with its words', () => {
    const records = fresh();
    const load = new Load(records.db, 'contacts', options, records.hasher);
    load.stage(batchOf(2, calls));
    records.db.sql.exec('ALTER TABLE contact_ids RENAME TO hidden');
    expect(() => load.commit()).toThrow('contact_ids');
    records.db.sql.exec('ALTER TABLE hidden RENAME TO contact_ids');
    expect(load.stagedRows).toBe(0);
    expect(records.db.sql.prepare('SELECT count(*) FROM contacts').pluck().get()).toBe(0);
    load.add(batchOf(2, calls.slice(0, 10)));
    expect(countsOf(load.finish())).toEqual({ accepted: 10, updated: 0, unchanged: 0, rejected: 0 });
    records.rollUp(NOW);
    expect(differencesOf(records.facts(), factsOf(calls.slice(0, 10)))).toEqual([]);
  });
});

describe('a database on the disk', () => {
  test('holds no reference in clear: no customer, no agent, no id', () => {
    const here = makeFolder();
    const path = join(here, 'records.db');
    const db = openForWriting(path);
    const load = new Load(db, 'contacts', options);
    const named = contactOf({
      ...call,
      id: 'ID-of-the-call',
      customer: 'Customer-Reference-1',
      agent: 'Agent-Smith',
    });
    const survey = answerOf({ id: 'ID-of-the-answer', contactId: named.id, answeredAt: FROM + 60, score: 4 });
    load.add({ records: [named], lines: [2], rejects: [], read: 1, skipped: 0 });
    load.finish();
    const surveys = new Load(db, 'surveys', options);
    surveys.add({ records: [survey], lines: [2], rejects: [], read: 1, skipped: 0 });
    surveys.finish();
    const texts = ['ID-of-the-call', 'ID-of-the-answer', 'Customer-Reference-1', 'Agent-Smith'];
    const bytes = () => readdirSync(here).map((file) => readFileSync(join(here, file)).toString('latin1'));
    // While it is open the newest pages are in the log beside it; closed, they are in the file.
    expect(existsSync(`${path}-wal`)).toBe(true);
    for (const text of texts) for (const content of bytes()) expect(content).not.toContain(text);
    expect(bytes().join('')).toContain('sales');
    db.close();
    for (const text of texts) for (const content of bytes()) expect(content).not.toContain(text);
    expect(bytes().join('')).toContain('sales');
  });

  test('cannot be written through a handle for reading', () => {
    const path = join(makeFolder(), 'records.db');
    openForWriting(path).close();
    const reading = openForReading(path);
    for (const text of [
      'DELETE FROM meta',
      "INSERT INTO terms (kind, text) VALUES ('queue', 'x')",
      'DROP TABLE meta',
    ]) {
      expect(() => reading.sql.prepare(text).run()).toThrow(/readonly/);
    }
    reading.close();
  });

  test('is for the demonstration or for real records, never for both', () => {
    const records = fresh();
    expect(claimPurpose(records.db, 'demonstration')).toBe(true);
    expect(claimPurpose(records.db, 'demonstration')).toBe(true);
    expect(claimPurpose(records.db, 'real')).toBe(false);
    expect(claimPurpose(records.db, 'demonstration')).toBe(true);
  });
});
