import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { Target } from '../../../db/domain/target.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { readMetaNumber } from '../../../db/meta.ts';
import { openForWriting } from '../../../db/open.ts';
import { markPeriods, readMarks } from '../../../db/rollup/dirty.ts';
import {
  FactsRollup,
  partLinks,
  prepareRollUp,
  rollUpFirstShare,
  rollUpSecondShare,
} from '../../../db/rollup/rollup.ts';
import { anyContacts, changedFrom, contactOf, intervalOf } from '../../support/records.ts';
import { differencesOf, RecordsDatabase, rulesOf, type TestRules } from '../../support/records-database.ts';

const runs = process.env.CANDOUR_TEST_SIZE === 'all' ? 20 : 1;
const zone = makeZone('Europe/London');
const DAY_SECONDS = 86_400;
const FROM = Date.parse('2024-03-04T00:00:00Z') / 1000;
const TO = FROM + 60 * DAY_SECONDS;
const NOW = TO + 40 * DAY_SECONDS;

const openRecords: RecordsDatabase[] = [];
afterEach(() => {
  for (const records of openRecords.splice(0)) records.close();
});

function fresh(rules: TestRules = { zone }): RecordsDatabase {
  const records = new RecordsDatabase(rules);
  openRecords.push(records);
  return records;
}

const anySixty = anyContacts({ from: FROM, to: TO, most: 45, least: 30 });
const target = (thresholdSeconds: number): Target => ({
  kind: 'service',
  id: 'answer',
  words: 'answered in time',
  clock: 'internal',
  channel: null,
  queue: null,
  thresholdSeconds,
  share: 0.8,
  from: 0,
  to: null,
});

describe('two that count at the same time', () => {
  test('a share each, end where one count ends', () => {
    const folder = mkdtempSync(join(tmpdir(), 'candour-rollup-'));
    const path = join(folder, 'records.db');
    const shared = new RecordsDatabase({ zone }, path);
    const alone = fresh();
    const [contacts] = fc.sample(anySixty, { numRuns: 1, seed: 17 });
    for (const records of [shared, alone]) records.load('contacts', contacts!);
    alone.rollUp(NOW);
    const other = openForWriting(path);
    const rules = rulesOf({ zone });
    prepareRollUp(shared.db, rules, NOW);
    const marks = readMarks(shared.db, 'facts');
    const first = new FactsRollup(other, rules, NOW);
    // Counted before the others write these very days, and written after.
    const early = first.count(marks.slice(0, 20));
    const partedAt = partLinks(shared.db, rules, NOW);
    expect(partedAt).not.toBeNull();
    rollUpFirstShare(shared.db, rules, NOW, partedAt);
    rollUpSecondShare(other, rules, NOW, partedAt);
    first.write(early);
    expect(readMarks(shared.db, 'links'), "every day of repeat contacts is one's or the other's").toEqual([]);
    shared.rollUp(NOW);
    expect(differencesOf(shared.facts(), alone.facts())).toEqual([]);
    expect(readMarks(shared.db, 'facts')).toEqual([]);
    other.close();
    shared.close();
    rmSync(folder, { recursive: true });
  });
});

describe('a count that is written late', () => {
  test.each([
    ['after another counted what came since', false],
    ['after another counted, and the day was marked anew', true],
  ])('%s undoes nothing and takes no mark away', (_, isMarkedAnew) => {
    const late = fresh();
    const alone = fresh();
    const [contacts] = fc.sample(anySixty, { numRuns: 1, seed: 29 });
    const parts = [contacts!.slice(0, 20), contacts!.slice(20, 40), contacts!.slice(40)];
    for (const part of parts) alone.load('contacts', part);
    alone.rollUp(NOW);
    late.load('contacts', parts[0]!);
    const rules = rulesOf({ zone });
    prepareRollUp(late.db, rules, NOW);
    const counting = new FactsRollup(late.db, rules, NOW);
    const early = counting.count(readMarks(late.db, 'facts'));
    late.load('contacts', parts[1]!);
    if (!isMarkedAnew) late.load('contacts', parts[2]!);
    late.rollUp(NOW);
    if (isMarkedAnew) late.load('contacts', parts[2]!);
    counting.write(early);
    late.rollUp(NOW);
    expect(differencesOf(late.facts(), alone.facts())).toEqual([]);
  });
});

describe('as the clock goes on', () => {
  test('the figures end where one count at the last moment ends', () => {
    const drawn = fc.tuple(anySixty, fc.array(fc.integer({ min: FROM, max: NOW }), { maxLength: 6 }));
    for (const [contacts, moments] of fc.sample(drawn, { numRuns: runs, seed: 13 })) {
      const slow = fresh();
      slow.load('contacts', contacts);
      // Also backwards: a machine whose clock was wrong and was set right.
      for (const moment of moments) slow.rollUp(moment);
      slow.rollUp(NOW);
      const once = fresh();
      once.load('contacts', contacts);
      once.rollUp(NOW);
      expect(differencesOf(slow.facts(), once.facts())).toEqual([]);
    }
  });

  test('a promise enters the figures when its time has passed, and not before', () => {
    const records = fresh();
    const dueAt = FROM + 3 * DAY_SECONDS;
    records.load('contacts', [contactOf({ id: 'a', offeredAt: FROM, outcome: 'open', dueAt })]);
    const due = () => records.facts().get('day all {} 2024-03-07 due 0');
    records.rollUp(dueAt - 1);
    expect(due()).toBeUndefined();
    records.rollUp(dueAt);
    expect(due()).toBe(1);
    records.rollUp(dueAt - 1);
    expect(due()).toBeUndefined();
  });

  test('a first contact is judged when seven days have passed in which we would know of another', () => {
    const records = fresh();
    const judged = () => records.facts().get('day all {} 2024-03-04 first7 0');
    const later = contactOf({ id: 'b', offeredAt: FROM + 7 * DAY_SECONDS - 1 });
    records.load('contacts', [contactOf({ id: 'a', offeredAt: FROM, customer: 'ada' }), later]);
    records.rollUp(NOW);
    expect(judged(), 'the records end a second too early').toBeUndefined();
    records.load(
      'contacts',
      [changedFrom(later, { id: 'c', offeredAt: FROM + 7 * DAY_SECONDS })].map((contact) => ({
        ...contact,
        id: 'c',
      })),
    );
    records.rollUp(FROM + 7 * DAY_SECONDS - 1);
    expect(judged(), 'the clock stands a second too early').toBeUndefined();
    records.rollUp(FROM + 7 * DAY_SECONDS);
    expect(judged()).toBe(1);
  });

  test.each([
    [7 * DAY_SECONDS, 1],
    [7 * DAY_SECONDS + 1, undefined],
  ])('a contact %i s after the first is a repeat within seven days or is not', (gap, repeats) => {
    const records = fresh();
    const first = contactOf({ id: 'a', offeredAt: FROM + 3600, customer: 'ada', category: 'idea' });
    records.load('contacts', [first, { ...first, id: 'b', offeredAt: first.offeredAt + gap }]);
    records.load('contacts', [contactOf({ id: 'c', offeredAt: TO })]);
    records.rollUp(NOW);
    const facts = records.facts();
    expect(facts.get('day all {} 2024-03-04 first7 0')).toBe(1);
    expect(facts.get('day all {} 2024-03-04 followed7 0')).toBe(repeats);
    expect(facts.get('day all {} 2024-03-11 repeat7 0')).toBe(repeats);
    expect(facts.get('day all {} 2024-03-11 repeat28 0')).toBe(1);
    expect(facts.get('day all {} 2024-03-11 first7 0')).toBe(repeats === 1 ? undefined : 1);
  });

  test('nothing is counted again, and no new version made, when nothing changed', () => {
    const records = fresh();
    const dueAt = FROM + 3 * DAY_SECONDS;
    records.load('contacts', [contactOf({ id: 'a', offeredAt: FROM, customer: 'ada', dueAt })]);
    expect(records.rollUp(NOW)).toBe(true);
    const version = readMetaNumber(records.db, 'data_version');
    expect(records.rollUp(NOW)).toBe(false);
    expect(records.rollUp(NOW + 3600)).toBe(false);
    expect(readMetaNumber(records.db, 'data_version')).toBe(version);
  });
});

describe('what is put off is not lost', () => {
  test('repeat contacts may be counted later', () => {
    const [contacts = []] = fc.sample(anySixty, { numRuns: 1, seed: 17 });
    const records = fresh();
    records.load('contacts', contacts);
    records.rollUp(NOW, { links: false });
    expect([...records.facts().keys()].some((name) => name.includes(' linked '))).toBe(false);
    records.rollUp(NOW);
    const once = fresh();
    once.load('contacts', contacts);
    once.rollUp(NOW);
    expect(differencesOf(records.facts(), once.facts())).toEqual([]);
  });

  test.each(['facts', 'links'] as const)(
    'weeks and months of %s whose days were counted before the process was killed',
    (what) => {
      const [contacts = []] = fc.sample(anySixty, { numRuns: 1, seed: 19 });
      const records = fresh();
      records.load('contacts', contacts);
      records.rollUp(NOW);
      const expected = records.facts();
      // As it stands when the process ends after the days and before their periods.
      const table = what === 'facts' ? 'fact_blocks' : 'link_blocks';
      records.db.sql.exec(`DELETE FROM ${table} WHERE key >= ${3 * 2 ** 40}`);
      for (let day = zone.dayOf(FROM); day <= zone.dayOf(NOW); day++) markPeriods(records.db, what, day);
      expect(differencesOf(records.facts(), expected)).not.toEqual([]);
      const version = readMetaNumber(records.db, 'data_version') ?? 0;
      expect(records.rollUp(NOW)).toBe(true);
      expect(differencesOf(records.facts(), expected)).toEqual([]);
      expect(readMetaNumber(records.db, 'data_version')).toBeGreaterThan(version);
    },
  );

  test('the last thing a count does is to make a new version, so that no answer of before is taken for one of after', () => {
    const records = fresh();
    records.load('contacts', [contactOf({ id: 'a', offeredAt: FROM, customer: 'ada' })]);
    records.rollUp(NOW, { links: false });
    records.db.sql.exec(`
      CREATE TEMP TABLE seen (version);
      CREATE TEMP TRIGGER week_of_links AFTER INSERT ON link_blocks WHEN NEW.key >= ${3 * 2 ** 40}
      BEGIN INSERT INTO seen SELECT value FROM meta WHERE name = 'data_version'; END`);
    records.rollUp(NOW);
    const seen = records.db.sql.prepare('SELECT max(CAST(version AS INTEGER)) FROM seen').pluck().get();
    expect(seen).toBeTypeOf('number');
    expect(readMetaNumber(records.db, 'data_version')).toBeGreaterThan(seen as number);
  });
});

describe('other rules count everything anew', () => {
  const intervals = [
    intervalOf({
      intervalStart: FROM,
      interval: 'PT15M',
      offered: 30,
      answered: 20,
      abandoned: 10,
      withinSeconds: 60,
      answeredWithin: 9,
    }),
    intervalOf({
      intervalStart: FROM + 900,
      interval: 'PT15M',
      queue: 'sales',
      offered: 8,
      answered: 8,
      abandoned: 0,
    }),
  ];

  test.each<[string, TestRules, TestRules]>([
    ['another threshold', { zone, targets: [target(20)] }, { zone, targets: [target(120)] }],
    ['another short time', { zone }, { zone, shortAbandonSeconds: 60 }],
    ['another zone', { zone }, { zone: makeZone('Asia/Kolkata') }],
  ])('%s', (_, before, after) => {
    for (const contacts of fc.sample(anySixty, { numRuns: runs, seed: 23 })) {
      const changed = fresh(before);
      changed.load('contacts', contacts);
      changed.load('intervals', intervals);
      changed.rollUp(NOW);
      changed.useRules(after);
      expect(changed.rollUp(NOW)).toBe(true);
      const straight = fresh(after);
      straight.load('contacts', contacts);
      straight.load('intervals', intervals);
      straight.rollUp(NOW);
      expect(differencesOf(changed.facts(), straight.facts())).toEqual([]);
    }
  });
});
