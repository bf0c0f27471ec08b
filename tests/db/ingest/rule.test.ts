import { describe, expect, test } from 'vitest';
import { parseInstant } from '../../../db/domain/instant.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { csvOf, mappingOf, readAll } from './reading.ts';

const CONTACT = { id: 'a', offered_at: '1999-02-01T08:00:00Z', channel: 'phone', outcome: 'answered' };

/** The contact of one row under rules for some of its fields; the rest are constants. */
async function contactOf(row: Record<string, string>, fields: object, rest: object = {}) {
  const mapping = mappingOf({
    kind: 'contacts',
    zone: 'organisation',
    ...rest,
    fields: { ...CONTACT, ...fields },
  });
  const reading = await readAll('contacts', csvOf(row), { mapping });
  return { ...reading, record: reading.records[0], reject: reading.rejects[0] };
}

const secondsOf = (text: string) => {
  const parsed = parseInstant(text);
  return parsed.ok ? parsed.utcSeconds : Number.NaN;
};

describe('where a value comes from', () => {
  test('a constant, a column, joined columns', async () => {
    const { record } = await contactOf(
      { line: ' PS ', no: '7', part: 'x' },
      { id: { template: '{no}-{part}' }, queue: { column: 'line' }, language: 'he', region: null },
    );
    expect(record).toMatchObject({ id: '7-x', queue: 'PS', language: 'he', region: null, channel: 'phone' });
  });

  test('joined columns that are all empty are empty', async () => {
    const { reject } = await contactOf({ no: '', part: ' ' }, { id: { template: '{no}-{part}' } });
    expect(reject).toMatchObject({ field: 'id', reason: expect.stringMatching(/it is empty/) });
  });

  test('a table replaces; what it does not list is rejected, replaced or kept, as it says', async () => {
    const table = { A: 'abandoned', X: null };
    const outcome = (rule: object) => ({ outcome: { column: 'o', table, ...rule } });
    expect((await contactOf({ o: 'A' }, outcome({}))).record?.outcome).toBe('abandoned');
    expect((await contactOf({ o: 'B' }, outcome({}))).reject).toMatchObject({
      field: 'outcome',
      value: 'B',
      reason: 'the mapping does not list it; expected one of A, X',
    });
    expect((await contactOf({ o: 'B' }, outcome({ else: 'open' }))).record?.outcome).toBe('open');
    expect((await contactOf({ o: 'open' }, outcome({ keepOthers: true }))).record?.outcome).toBe('open');
    expect((await contactOf({ o: 'X' }, outcome({}))).reject?.reason).toMatch(/it is empty/);
  });

  test('the first case that holds decides', async () => {
    const outcome = {
      cases: [
        {
          when: {
            all: [
              { column: 'end', equals: 'HANG' },
              { column: 'q', lessThan: 5 },
            ],
          },
          value: 'contained',
        },
        {
          when: {
            any: [
              { column: 'end', in: ['HANG', 'LOST'] },
              { column: 'q', greaterThan: 999 },
            ],
          },
          value: 'abandoned',
        },
        {
          when: { none: [{ column: 'end', empty: true }] },
          value: { column: 'end', table: { DONE: 'answered' } },
        },
      ],
      else: 'open',
    };
    const outcomeOf = async (end: string, q: string) =>
      (await contactOf({ end, q }, { outcome })).record?.outcome;
    expect(await outcomeOf('HANG', '3')).toBe('contained');
    expect(await outcomeOf('HANG', 'none')).toBe('abandoned');
    expect(await outcomeOf('LOST', '')).toBe('abandoned');
    expect(await outcomeOf('DONE', '1000')).toBe('abandoned');
    expect(await outcomeOf('DONE', '0')).toBe('answered');
    expect(await outcomeOf('', '0')).toBe('open');
  });

  test('several comparisons in one condition must all hold', async () => {
    const cases = [
      {
        when: { column: 'x', greaterThan: 0, lessThan: 10, not: '5', notIn: ['6'], empty: false },
        value: 'answered',
      },
    ];
    for (const [x, outcome] of [
      ['4', 'answered'],
      ['5', 'open'],
      ['6', 'open'],
      ['10', 'open'],
      ['', 'open'],
    ]) {
      const { record } = await contactOf({ x: x ?? '', y: '' }, { outcome: { cases, else: 'open' } });
      expect(record?.outcome).toBe(outcome);
    }
  });
});

describe('numbers', () => {
  const wait = async (text: string, rule: object) =>
    contactOf({ w: `"${text}"` }, { wait_s: { column: 'w', ...rule } });

  test('a decimal comma, minutes, percent', async () => {
    expect((await wait('1,5', { decimal: ',' })).record?.waitSeconds).toBe(1.5);
    expect((await wait('1,5', { decimal: ',', multiply: 60 })).record?.waitSeconds).toBe(90);
    expect((await wait('57 %', { percent: true })).record?.waitSeconds).toBe(0.57);
    expect((await wait('1.5', { decimal: ',' })).reject?.reason).toMatch(/decimals follow a comma/);
    expect((await wait('1,234', { multiply: 60 })).reject?.reason).toMatch(/it is not a number/);
  });

  test('a negative number is rejected unless the mapping says what stands for it, and the receipt counts it', async () => {
    expect((await wait('-5', {})).reject).toMatchObject({ field: 'wait_s', value: '-5' });
    const unknown = await wait('-5', { negative: 'null' });
    expect(unknown.record?.waitSeconds).toBeNull();
    expect(unknown.applied).toEqual({ 'negative wait_s read as unknown, as the mapping says': 1 });
    expect((await wait('-5', { negative: 'zero' })).record?.waitSeconds).toBe(0);
  });

  test('what was computed is checked like what was sent', async () => {
    expect((await wait('1441', { multiply: 60 })).reject?.reason).toMatch(/longer than a day/);
  });
});

describe('local times', () => {
  const at = (text: string, rest: object = {}, rule: object = {}) =>
    contactOf({ t: text }, { offered_at: { column: 't', pattern: 'yyyy-MM-dd HH:mm:ss', ...rule } }, rest);

  test('they are in the zone that is named', async () => {
    const local = '1999-02-01 08:00:00';
    expect((await at(local)).record?.offeredAt).toBe(secondsOf('1999-02-01T08:00:00+02:00'));
    const newYork = secondsOf('1999-02-01T08:00:00-05:00');
    expect((await at(local, { zone: 'America/New_York' })).record?.offeredAt).toBe(newYork);
    expect((await at(local, {}, { zone: 'America/New_York' })).record?.offeredAt).toBe(newYork);
  });

  test('one that a spring change skips is rejected', async () => {
    expect((await at('1999-04-02 02:30:00')).reject).toMatchObject({
      field: 'offered_at',
      value: '1999-04-02 02:30:00',
      reason: 'this local time does not exist in Asia/Jerusalem: the clock was put forward over it',
    });
  });

  test('one that an autumn change shows twice is rejected unless the mapping says which is meant', async () => {
    const twice = '1999-09-03 01:30:00';
    expect((await at(twice)).reject?.reason).toMatch(/comes twice in Asia\/Jerusalem/);
    expect((await at(twice, { ambiguous: 'earlier' })).record?.offeredAt).toBe(
      secondsOf('1999-09-03T01:30:00+03:00'),
    );
    expect((await at(twice, {}, { ambiguous: 'later' })).record?.offeredAt).toBe(
      secondsOf('1999-09-03T01:30:00+02:00'),
    );
  });

  test('a date alone is the first instant of its day, also where midnight was skipped', async () => {
    const mapping = mappingOf({
      kind: 'intervals',
      zone: 'organisation',
      fields: {
        interval_start: { column: 'd', pattern: 'yyyy-MM-dd' },
        interval: 'P1D',
        channel: 'phone',
        offered: 1,
      },
    });
    const zone = makeZone('America/Sao_Paulo');
    const reading = await readAll('intervals', 'd\n2018-11-04\n', { mapping, zone });
    expect(reading.records[0]?.intervalStart).toBe(secondsOf('2018-11-04T01:00:00-02:00'));
  });

  test('a time with an offset needs no pattern', async () => {
    const { record } = await contactOf({ t: '1999-02-01T08:00:00Z' }, { offered_at: { column: 't' } });
    expect(record?.offeredAt).toBe(secondsOf('1999-02-01T08:00:00Z'));
    expect(
      (await contactOf({ t: '1999-02-01T08:00:00' }, { offered_at: { column: 't' } })).reject?.reason,
    ).toMatch(/no offset/);
  });
});

describe('the file', () => {
  test('rows that a rule leaves out are skipped, counted by reason, and not rejected', async () => {
    const mapping = mappingOf({
      kind: 'exposure',
      skip: [{ when: { column: 'orders', equals: '0' }, why: 'not yet published' }],
      fields: { date: { column: 'date' }, orders: { column: 'orders' } },
    });
    const reading = await readAll('exposure', 'date,orders\n2020-01-01,5\n2020-01-02,0\nnonsense,0\n', {
      mapping,
    });
    expect(reading).toMatchObject({ read: 3, skipped: 2, rejects: [], applied: { 'not yet published': 2 } });
  });

  test('a file without a header has the columns that the mapping names', async () => {
    const mapping = mappingOf({
      kind: 'exposure',
      csv: { columns: ['date', 'customers'], delimiter: '|' },
      fields: { date: { column: 'date' }, customers: { column: 'customers' } },
    });
    const reading = await readAll('exposure', '2020-01-01|5\n2020-01-02|6|7\n', { mapping });
    expect(reading.records).toEqual([{ day: 18_262, customers: 5, orders: null }]);
    expect(reading.lines).toEqual([1]);
    expect(reading.rejects[0]?.line).toBe(2);
  });

  test('an old encoding is read when the mapping names it', async () => {
    const text = 'Kanal;Zeit\nGeschäft – Süd;x\n';
    const mapping = (encoding: string) =>
      mappingOf({ kind: 'contacts', csv: { encoding }, fields: { ...CONTACT, queue: { column: 'Kanal' } } });
    const bytes = Buffer.from(text.replace('–', '\x96'), 'latin1');
    const reading = await readAll('contacts', bytes, { mapping: mapping('windows-1252') });
    expect(reading.records[0]?.queue).toBe('Geschäft – Süd');
    const refused = await readAll('contacts', bytes, { mapping: mapping('utf-8') });
    expect(refused.rejects[0]?.reason).toMatch(/not valid UTF-8/);
  });

  test('a column that the mapping names and the file lacks is told with its nearest', async () => {
    const mapping = mappingOf({
      kind: 'exposure',
      fields: { date: { column: 'Datum' }, orders: { column: 'n' } },
    });
    const reading = await readAll('exposure', 'datum,n\n', { mapping });
    expect(reading.rejects[0]?.reason).toBe(
      'the column is missing: "Datum" (did you mean "datum"?); found: datum, n',
    );
  });

  test('a mapping reads the keys of NDJSON as columns', async () => {
    const mapping = mappingOf({
      kind: 'exposure',
      fields: { date: { column: 'd' }, orders: { column: 'n' } },
    });
    const reading = await readAll('exposure', '{"d":"2020-01-01","n":5,"x":1}\n', { mapping });
    expect(reading.records).toEqual([{ day: 18_262, customers: null, orders: 5 }]);
    expect(reading.ignoredColumns).toEqual(['x']);
  });
});
