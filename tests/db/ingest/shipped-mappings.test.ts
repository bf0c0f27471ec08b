import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Kind } from '../../../db/domain/contact.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { readRecords } from '../../../db/ingest/read.ts';
import { gather, mappingOf, type Reading } from './reading.ts';

const MAPPINGS = new URL('../../../db/mappings/', import.meta.url);
/** A few invented rows in the form of each export. */
const FIXTURES = new URL('../../fixtures/ingest/', import.meta.url);
/** The exports themselves, where they are at hand. */
const REAL = new URL('../../../../shared/data/', import.meta.url);

async function readBy<K extends Kind>(kind: K, name: string, zone: string, file: URL): Promise<Reading<K>> {
  const mapping = mappingOf(JSON.parse(readFileSync(new URL(`${name}.json`, MAPPINGS), 'utf8')));
  return gather(readRecords(createReadStream(file), { kind, mapping, zone: makeZone(zone) }));
}

const fixture = <K extends Kind>(kind: K, name: string, zone: string) =>
  readBy(kind, name, zone, new URL(`${name}.csv`, FIXTURES));

const at = (text: string) => Date.parse(text) / 1000;

test('a bank call is answered, abandoned or contained by where it ended', async () => {
  const { records, rejects, skipped, applied, read } = await fixture(
    'contacts',
    'anonbank-calls',
    'Asia/Jerusalem',
  );
  const shown = records.map((call) => [
    call.id,
    call.outcome,
    call.queue,
    call.menuSeconds,
    call.waitSeconds,
    call.handleSeconds,
    call.agent,
  ]);
  expect(shown).toEqual([
    ['990302-AA0101-101', 'answered', 'PS', 10, 45, 181, 'A07'],
    ['990302-AA0102-102', 'answered', 'PE', 12, 0, 108, null],
    ['990302-AA0103-103', 'abandoned', 'IN', 9, 60, null, null],
    ['990302-AA0104-104', 'contained', 'NW', 40, 0, null, null],
    ['990302-AA0106-106', 'answered', 'TT', null, 60, 60, 'A11'],
    // Both entered the queue at midnight, which is written like "never".
    ['990302-AA0107-107', 'abandoned', 'PS', 0, 30, null, null],
    ['990302-AA0108-108', 'answered', 'PS', 0, 20, 40, 'A03'],
  ]);
  expect(records[0]?.offeredAt).toBe(at('1999-03-02T08:00:05+02:00'));
  expect(rejects.map(({ line, field }) => [line, field])).toEqual([
    [10, 'offered_at'],
    [11, 'row'],
  ]);
  expect([read, skipped]).toEqual([10, 1]);
  expect(applied).toEqual({
    'phantom call: no contact': 1,
    'negative menu_s read as unknown, as the mapping says': 1,
  });
});

test('sums of a day give counts within the threshold and total waits; those that cannot be are rejected', async () => {
  const { records, rejects, applied } = await fixture(
    'intervals',
    'vancouver-intervals',
    'America/Vancouver',
  );
  expect(records.map((day) => [day.offered, day.answered, day.answeredWithin, day.waitTotalSeconds])).toEqual(
    [
      [100, 90, 85, 1125],
      [50, 48, 45, 480],
      [200, 120, 120, 360],
    ],
  );
  expect(records.map((day) => day.intervalStart)).toEqual([
    at('2020-03-07T00:00:00-08:00'),
    at('2020-03-08T00:00:00-08:00'),
    at('2020-03-09T00:00:00-07:00'),
  ]);
  expect(Object.values(applied)).toEqual([2, 1, 1]);
  expect(rejects).toMatchObject([{ line: 5, field: 'answered', value: '11' }]);
});

test('inverted satisfaction keeps its scale; cells without a score are skipped, scores off the scale rejected', async () => {
  const { records, rejects, skipped } = await fixture('surveys', 'dvla-satisfaction', 'Europe/London');
  expect(
    records.map((cell) => cell.shape === 'aggregate' && [cell.channel, cell.n, cell.mean, cell.sd]),
  ).toEqual([
    ['phone', 40, 1.33, 0.4],
    ['web', 3, 1, 2.98e-8],
    ['other', 1, 2, 0],
  ]);
  expect(records[0]).toMatchObject({ scaleMin: 1, scaleMax: 5, best: 'low', period: 'P1M' });
  expect(new Set(records.map((cell) => cell.id)).size).toBe(3);
  expect(skipped).toBe(2);
  expect(rejects).toMatchObject([{ line: 6, field: 'mean', value: '6' }]);
});

test('a service request is a message until it is closed, and open before', async () => {
  const { records, rejects } = await fixture('contacts', 'nyc311-requests', 'America/New_York');
  expect(records).toMatchObject([
    {
      outcome: 'message',
      channel: 'web',
      offeredAt: at('2019-12-31T23:59:11-05:00'),
      closedAt: at('2020-01-01T03:07:18-05:00'),
      region: 'QUEENS',
    },
    {
      outcome: 'open',
      channel: 'other',
      region: null,
      subCause: 'Radiator, no heat',
      dueAt: at('2020-02-12T10:20:59-05:00'),
    },
  ]);
  expect(rejects).toMatchObject([
    { line: 4, field: 'offered_at', reason: expect.stringMatching(/comes twice/) },
  ]);
});

test('days that are not yet published are skipped, and what is not given stays unknown', async () => {
  const { records, skipped } = await fixture('intervals', 'nhs111-daily', 'Europe/London');
  expect(records).toMatchObject([
    {
      queue: '111XX1',
      offered: 1006,
      answered: 966,
      answeredWithin: 798,
      withinSeconds: 60,
      abandoned: null,
    },
  ]);
  expect(skipped).toBe(1);
});

test('times with AM and PM, and a promise for an hour that does not exist', async () => {
  const { records, rejects } = await fixture('contacts', 'baltimore311-requests', 'America/New_York');
  expect(records).toMatchObject([
    { outcome: 'message', closedAt: at('2014-01-16T12:07:09-05:00'), region: 'Harbour' },
    { outcome: 'open', offeredAt: at('2014-01-01T00:00:00-05:00'), dueAt: null, region: null },
  ]);
  expect(rejects).toMatchObject([
    { line: 4, field: 'due_at', reason: expect.stringMatching(/does not exist/) },
  ]);
});

/** Counts by reading the real files: rows read, accepted, skipped, rejected. */
const REAL_COUNTS: [Kind, string, string, string, [number, number, number, number]][] = [
  ['contacts', 'anonbank-calls', 'Asia/Jerusalem', 'anonbank/', [213_268, 211_298, 1970, 0]],
  ['intervals', 'vancouver-intervals', 'America/Vancouver', 'vancouver311/', [4581, 4581, 0, 0]],
  ['surveys', 'dvla-satisfaction', 'Europe/London', 'dvla_evl/', [3581, 3494, 86, 1]],
  ['contacts', 'nyc311-requests', 'America/New_York', 'nyc311_small/', [1000, 1000, 0, 0]],
  ['intervals', 'nhs111-daily', 'Europe/London', 'nhs111/', [1960, 1953, 7, 0]],
  ['contacts', 'baltimore311-requests', 'America/New_York', 'baltimore311/', [7545, 7543, 0, 2]],
  ['promises', 'baltimore311-promises', 'America/New_York', 'baltimore311/', [7545, 7335, 208, 2]],
];

for (const [kind, name, zone, folder, expected] of REAL_COUNTS) {
  const directory = new URL(folder, REAL);
  const isAtHand = existsSync(directory);
  if (!isAtHand) console.info(`left out: the real records of ${name} are not at hand`);
  test.skipIf(!isAtHand)(
    `every real row of ${name} is accepted, skipped by a stated rule or rejected`,
    async () => {
      const total = [0, 0, 0, 0];
      const seen = new Set<string>();
      for (const file of readdirSync(directory).filter((entry) => entry.endsWith('.gz'))) {
        const { read, records, skipped, rejects } = await readBy(kind, name, zone, new URL(file, directory));
        [read, records.length, skipped, rejects.length].forEach((count, index) => {
          total[index] = (total[index] ?? 0) + count;
        });
        for (const record of records) if ('id' in record) seen.add(record.id);
      }
      expect(total).toEqual(expected);
      if (kind !== 'intervals') expect(seen.size).toBe(expected[1]);
    },
  );
}
