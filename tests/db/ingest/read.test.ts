import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { FILE_LIMITS, readRecordObjects } from '../../../db/ingest/read.ts';
import { gather, jerusalem, mappingOf, readAll } from './reading.ts';

const HEADER = 'id,offered_at,channel,outcome';
const row = (id: string, rest = '') => `${id},1999-02-01T08:00:00+02:00,phone,answered${rest}`;
const ids = (reading: { records: { id: string }[] }) => reading.records.map((record) => record.id);

describe('a plain file', () => {
  test('the last line needs no line end, and blank lines are no rows', async () => {
    const reading = await readAll('contacts', `${HEADER}\n${row('a')}\n \n${row('b')}`);
    expect(ids(reading)).toEqual(['a', 'b']);
    expect(reading.lines).toEqual([2, 4]);
    expect(reading).toMatchObject({ read: 2, skipped: 0, rejects: [] });
  });

  test('a byte order mark and CRLF change nothing', async () => {
    const reading = await readAll('contacts', `\ufeff${HEADER}\r\n${row('a')}\r\n${row('b')}\r\n`);
    expect(ids(reading)).toEqual(['a', 'b']);
    expect(reading.rejects).toEqual([]);
  });

  test.each([';', '\t', '|'])('the header shows that %j stands between the columns', async (delimiter) => {
    const text = `${HEADER}\n${row('a')}\n`.replaceAll(',', delimiter);
    expect(ids(await readAll('contacts', text))).toEqual(['a']);
  });

  test('columns may stand in any order; unknown ones are dropped and named', async () => {
    const reading = await readAll(
      'contacts',
      'comment,outcome,channel,id,offered_at,phone_number\nso angry,answered,phone,a,1999-02-01T08:00:00Z,5550100\n',
    );
    expect(ids(reading)).toEqual(['a']);
    expect(reading.ignoredColumns).toEqual(['comment', 'phone_number']);
    expect(JSON.stringify(reading.records)).not.toMatch(/angry|5550100/);
  });

  test('batches hold at most 1,000 rows, and lines count on across them', async () => {
    const rows = Array.from({ length: 12_345 }, (_, index) => row(`c${index}`));
    const reading = await readAll('contacts', [HEADER, ...rows].join('\n'));
    expect(reading.records).toHaveLength(12_345);
    expect(reading.largestBatch).toBe(1000);
    expect(reading.lines.at(-1)).toBe(12_346);
  });
});

describe('lines above the header', () => {
  const title = 'Kontaktübersicht – Export vom 20.11.2026 18:04;;;\n\n';
  const table = [HEADER, row('a'), 'Summe,1,,'].join('\n').replaceAll(',', ';');
  const mappingFor = (csv: object, more: object = {}) =>
    mappingOf({
      kind: 'contacts',
      ...{ csv, ...more },
      fields: Object.fromEntries(HEADER.split(',').map((name) => [name, { column: name }])),
    });

  test('are left out as the mapping says, and a line of totals with them; lines count on', async () => {
    const totals = { when: { column: 'id', equals: 'Summe' }, why: 'totals line' };
    const mapping = mappingFor({ skipLines: 2 }, { skip: [totals] });
    const reading = await readAll('contacts', title + table, { mapping });
    expect(ids(reading)).toEqual(['a']);
    expect(reading).toMatchObject({ lines: [4], skipped: 1, rejects: [], applied: { 'totals line': 1 } });
    const inBytes = Array.from(Buffer.from(title + table), (byte) => Uint8Array.of(byte));
    expect(ids(await readAll('contacts', inBytes, { mapping }))).toEqual(['a']);
  });

  test('are recognised where nobody says so, with what to write', async () => {
    const said = async (text: string, csv?: object) => {
      const mapping = csv === undefined ? {} : { mapping: mappingFor(csv) };
      return (await readAll('contacts', text, mapping)).rejects[0]?.reason;
    };
    expect(await said(title + table, {})).toMatch(
      /^the columns are missing: .*; line 3 looks like the header: put \{"csv": \{"skipLines": 2\}\} into the mapping$/,
    );
    expect(await said(title + table)).toMatch(
      /; line 3 looks like the header: take away what stands above it, or load through a mapping with \{"csv": \{"skipLines": 2\}\}$/,
    );
    expect(await said(`"A title\n${table}`)).toMatch(/^a quote is opened .*; line 2 looks like the header/);
    expect(await said(title + table.replace('outcome', 'result'))).toMatch(/line 3 looks like the header/);
    expect(await said(title + table, { skipLines: 3 })).toMatch(/; the mapping skips 3 lines above it$/);
    expect(await said(title + table, { skipLines: 9 })).toBe(
      'there is nothing behind the 9 lines that the mapping skips: expected a header',
    );
    expect(await said(table.replace('outcome', 'result'))).not.toMatch(/looks like/);
  });
});

describe('rows that do not fit', () => {
  test('a row one column short is rejected by line, with the counts; the others load', async () => {
    const reading = await readAll('contacts', `${HEADER}\n${row('a')}\nb,phone,answered\n${row('c')}\n`);
    expect(ids(reading)).toEqual(['a', 'c']);
    expect(reading.rejects).toEqual([
      {
        line: 3,
        field: 'row',
        value: 'b,phone,answered',
        reason: '3 columns found; expected 4 (id, offered_at, channel, outcome)',
      },
    ]);
  });

  test('a row with a column too many is rejected', async () => {
    const reading = await readAll('contacts', `${HEADER}\n${row('a', ',extra')}\n`);
    expect(reading.rejects[0]?.reason).toMatch(/^5 columns found; expected 4/);
  });

  test('a file that ends in the middle of a row says so', async () => {
    const reading = await readAll('contacts', `${HEADER}\n${row('a')}\nb,1999-02-01T08`);
    expect(ids(reading)).toEqual(['a']);
    expect(reading.rejects).toMatchObject([
      { line: 3, reason: expect.stringMatching(/^the file ends in the middle of a row: 2 columns found/) },
    ]);
  });

  test('a row that is not UTF-8 is rejected and the others load', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${HEADER},queue\n${row('a', ',Geschäft')}\n`),
      Buffer.from(`${row('b', ',Gesch\xe4ft')}\n`, 'latin1'),
      Buffer.from(`${row('c', ',Geschäft')}\n`),
    ]);
    const reading = await readAll('contacts', bytes);
    expect(ids(reading)).toEqual(['a', 'c']);
    expect(reading.rejects).toMatchObject([
      { line: 3, field: 'row', reason: expect.stringMatching(/not valid UTF-8/) },
    ]);
  });

  test('a line over a megabyte is rejected, and reading goes on at the next', async () => {
    const reading = await readAll(
      'contacts',
      `${HEADER}\n${row('a')}\n${'x'.repeat(2_000_000)}\n${row('b')}\n`,
    );
    expect(ids(reading)).toEqual(['a', 'b']);
    expect(reading.rejects).toMatchObject([
      { line: 3, reason: expect.stringMatching(/longer than 1000000 bytes/) },
    ]);
    expect(reading.rejects[0]?.value.length).toBeLessThanOrEqual(200);
  });

  test('offending values are cut to 200 characters', async () => {
    const reading = await readAll('contacts', `${HEADER}\n${row('a'.repeat(300))}\n`);
    expect(reading.rejects[0]?.value).toBe('a'.repeat(200));
  });
});

describe('quotes', () => {
  test('a quoted field may hold delimiters, quotes and line breaks; the row is that of its first line', async () => {
    const reading = await readAll(
      'contacts',
      `${HEADER},note\n${row('a', ',"one, ""two""\nthree"')}\n${row('b', ',x')}\n${row('"c"', ',')}\n`,
    );
    expect(ids(reading)).toEqual(['a', 'b', 'c']);
    expect(reading.lines).toEqual([2, 4, 5]);
    expect(reading.rejects).toEqual([]);
  });

  test('a stray quote costs its own row and no other', async () => {
    const rows = [row('a'), row('"b'), row('c'), row('d'), 'e"x,,,', row('f')];
    const reading = await readAll('contacts', `${HEADER}\n${rows.join('\n')}\n`);
    expect(ids(reading)).toEqual(['a', 'c', 'd', 'f']);
    expect(reading.rejects.map((reject) => reject.line)).toEqual([3, 6]);
    expect(reading.read).toBe(6);
  });

  test('a quote that is open at the end of the file rejects the row it began in', async () => {
    const reading = await readAll('contacts', `${HEADER}\n${row('a')}\n"b,1999`);
    expect(ids(reading)).toEqual(['a']);
    expect(reading.rejects).toMatchObject([
      { line: 3, reason: expect.stringMatching(/the file ends in the middle of a row: a quote/) },
    ]);
  });

  test('a row that cannot be read ends a quote that was left open before it', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${HEADER}\n${row('"a')}\n${row('b')}\n${row('"c')}x"\n`),
      Buffer.from([0xff, 10]),
      Buffer.from(`${row('d')}\n`),
    ]);
    const reading = await readAll('contacts', bytes);
    expect(ids(reading)).toEqual(['b', 'd']);
    expect(reading.rejects.map((reject) => reject.line)).toEqual([2, 4, 5]);
  });

  test('a quote left open over many lines costs one row', async () => {
    const rows = Array.from({ length: 30_000 }, (_, index) => row(`c${index}`));
    const reading = await readAll('contacts', [HEADER, row('"open'), ...rows].join('\n'));
    expect(reading.records).toHaveLength(30_000);
    expect(reading.rejects).toMatchObject([
      { line: 2, reason: expect.stringMatching(/open for more than 50 lines/) },
    ]);
  });

  test('two stray quotes five hundred lines apart cost two rows, and those between them load', async () => {
    const rows = Array.from({ length: 500 }, (_, index) => row(`c${index}`));
    const reading = await readAll(
      'contacts',
      [HEADER, row('"open'), ...rows, `${row('z')}"`, row('last')].join('\n'),
    );
    expect(reading.records).toHaveLength(501);
    expect(reading.rejects).toHaveLength(2);
  });
});

describe('files that cannot be read', () => {
  test.each([
    ['nothing', ''],
    ['white space', ' \n\n\r\n'],
    ['a byte order mark', '\ufeff'],
  ])('a file with %s is rejected as empty', async (_, text) => {
    const reading = await readAll('contacts', text);
    expect(reading).toMatchObject({ read: 0, records: [] });
    expect(reading.rejects).toEqual([
      { line: 1, field: 'file', value: '', reason: 'the file is empty: expected a header' },
    ]);
  });

  test('a header alone is a file of no rows', async () => {
    expect(await readAll('contacts', `${HEADER}\n`)).toMatchObject({ read: 0, records: [], rejects: [] });
  });

  test('a header that lacks a needed column is rejected, with what was found and what may be meant', async () => {
    const reading = await readAll('contacts', 'id,offered,channel,result\na,b,c,d\n');
    expect(reading).toMatchObject({ read: 0, records: [] });
    expect(reading.rejects).toEqual([
      {
        line: 1,
        field: 'header',
        value: 'id,offered,channel,result',
        reason:
          'the columns are missing: "offered_at" (did you mean "offered"?), "outcome"; found: id, offered, channel, result',
      },
    ]);
  });

  test('a name that stands twice in the header rejects the file', async () => {
    const reading = await readAll('contacts', `${HEADER},id\n${row('a', ',b')}\n`);
    expect(reading.rejects).toMatchObject([
      { field: 'header', reason: 'the column "id" is there twice; expected each name once' },
    ]);
  });

  test('a mapping of another kind rejects the file', async () => {
    const mapping = mappingOf({ kind: 'exposure', fields: { date: { column: 'd' } } });
    const reading = await readAll('contacts', 'x', { mapping });
    expect(reading.rejects[0]?.reason).toMatch(/the mapping makes exposure/);
  });
});

describe('a file that is no CSV in UTF-8', () => {
  const mapped = (csv: object) =>
    mappingOf({
      kind: 'contacts',
      csv,
      fields: Object.fromEntries(HEADER.split(',').map((name) => [name, { column: name }])),
    });
  const text = `${HEADER}\n${row('a')}\n`;

  test.each([
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le'), 'this file is UTF-16: save it as UTF-8'],
    ['UTF-16, the other way round', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'this file is UTF-16'],
    ['UTF-16 without its mark', Buffer.from(text, 'utf16le'), 'this file is UTF-16'],
    [
      'a spreadsheet',
      Buffer.from('PK\x03\x04\x14\x00'),
      'this is a spreadsheet, or another archive: save it as CSV',
    ],
    ['an old spreadsheet', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'this is a spreadsheet: save it as CSV'],
  ])('is told that it is %s, in one piece, byte by byte and packed', async (_, bytes, reason) => {
    const pieces = [[bytes], Array.from(bytes, (byte) => Uint8Array.of(byte)), [gzipSync(bytes)]];
    for (const one of pieces) {
      const { rejects, read } = await readAll('contacts', one);
      expect(read).toBe(0);
      expect(rejects).toEqual([
        { line: 1, field: 'file', value: '', reason: expect.stringContaining(reason) },
      ]);
    }
  });

  test('but is marked as UTF-8 is not read by another encoding that its mapping names', async () => {
    const mapping = mapped({ encoding: 'windows-1252' });
    const { rejects } = await readAll('contacts', `\ufeff${text}`, { mapping });
    expect(rejects[0]?.reason).toBe(
      'this file is UTF-8, and the mapping reads it as windows-1252: take "encoding" out of the mapping',
    );
    expect(ids(await readAll('contacts', text, { mapping }))).toEqual(['a']);
  });

  test('and has another sign between its columns than its mapping says is told which', async () => {
    const { rejects } = await readAll('contacts', text.replaceAll(',', ';'), {
      mapping: mapped({ delimiter: ',' }),
    });
    expect(rejects[0]?.reason).toMatch(/^the header looks separated by ";", and the mapping says ","/);
  });
});

describe('gzip', () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => row(`c${index}`));
  const packed = gzipSync(`${[HEADER, ...rows].join('\n')}\n`);

  test('it is known by its first bytes', async () => {
    expect((await readAll('contacts', packed)).records).toHaveLength(20_000);
  });

  test('of a stream that is cut the rows before the cut load, and one reject says that it was cut', async () => {
    const reading = await readAll('contacts', packed.subarray(0, Math.floor(packed.length / 2)));
    expect(reading.records.length).toBeGreaterThan(5000);
    expect(reading.records.length).toBeLessThan(20_000);
    expect(reading.rejects).toMatchObject([
      {
        line: reading.records.length + 2,
        field: 'file',
        reason: expect.stringMatching(/gzip stream is cut/),
      },
    ]);
  });

  test('of a stream that is broken the rows before the break load', async () => {
    const broken = Buffer.from(packed);
    broken.fill(0xff, Math.floor(broken.length / 2), Math.floor(broken.length / 2) + 64);
    const reading = await readAll('contacts', broken);
    expect(reading.records.length).toBeGreaterThan(1000);
    expect(reading.rejects.at(-1)?.reason).toMatch(/gzip stream is broken/);
  });

  test('a stream cut within its first bytes is rejected', async () => {
    expect((await readAll('contacts', packed.subarray(0, 5))).rejects).toMatchObject([
      { field: 'file', reason: expect.stringMatching(/gzip stream is cut/) },
    ]);
  });

  test('two streams one after the other are one file', async () => {
    const two = Buffer.concat([gzipSync(`${HEADER}\n${row('a')}\n`), gzipSync(`${row('b')}\n`)]);
    expect(ids(await readAll('contacts', two))).toEqual(['a', 'b']);
  });

  test('a stream of nothing is an empty file', async () => {
    expect((await readAll('contacts', gzipSync(''))).rejects[0]?.reason).toMatch(/the file is empty/);
  });

  test('a stream that expands beyond the limit is not read further', async () => {
    const limits = { ...FILE_LIMITS, expandedBytes: 200_000 };
    const reading = await readAll('contacts', packed, { limits });
    expect(reading.records.length).toBeLessThan(20_000);
    expect(reading.rejects).toMatchObject([
      { field: 'file', reason: expect.stringMatching(/more than 200000 bytes/) },
    ]);
  });

  test('a stream that expands a thousandfold is taken for a bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(4_000_000));
    const limits = { ...FILE_LIMITS, ratio: 500, ratioFromBytes: 1_000_000 };
    const reading = await readAll('contacts', bomb, { limits });
    expect(reading.rejects.at(-1)?.reason).toMatch(/expands more than 500 times/);
  });
});

describe('JSON', () => {
  const at = '1999-02-01T08:00:00+02:00';
  const object = { id: 'a', offered_at: at, channel: 'phone', outcome: 'answered' };

  test('NDJSON takes numbers, booleans and null as they are, and as text', async () => {
    const lines = [
      { ...object, id: 7, wait_s: 1.5, resolved_first: true, queue: null },
      { ...object, wait_s: '1.5', resolved_first: 'true', queue: '' },
    ];
    const reading = await readAll('contacts', lines.map((line) => JSON.stringify(line)).join('\n'));
    expect(reading.rejects).toEqual([]);
    for (const record of reading.records) {
      expect(record).toMatchObject({ waitSeconds: 1.5, resolvedFirst: true, queue: null });
    }
    expect(ids(reading)).toEqual(['7', 'a']);
  });

  test('lines that are no objects, and nested values of fields, are rejected; the others load, what nothing uses unread', async () => {
    const text = [
      JSON.stringify(object),
      '{"id": nonsense}',
      '[1]',
      JSON.stringify({ ...object, queue: { name: 'PS' } }),
      JSON.stringify({ ...object, comments: ['I am so angry'] }),
      '{"id": 12345678901234567890}',
      JSON.stringify({ ...object, id: 'z', notes: 'dropped' }),
    ].join('\n');
    const reading = await readAll('contacts', text);
    expect(ids(reading)).toEqual(['a', 'a', 'z']);
    expect(reading.rejects.map(({ line, field }) => [line, field])).toEqual([
      [2, 'row'],
      [3, 'row'],
      [4, 'queue'],
      [6, 'id'],
    ]);
    expect(reading.ignoredColumns).toEqual(['comments', 'notes']);
  });

  test('1e999 and deep prototypes are values like any other, and refused', async () => {
    const reading = await readAll(
      'contacts',
      `{"id":"a","offered_at":"${at}","channel":"phone","outcome":"answered","wait_s":1e999}\n{"__proto__":{"id":"b"}}\n`,
    );
    expect(reading.rejects.map((reject) => reject.field)).toEqual(['wait_s', 'id']);
  });

  test('a value nested thousands deep costs its row alone, in a field, and nothing where no field uses it', async () => {
    const deep = `${'['.repeat(6000)}${']'.repeat(6000)}`;
    const good = JSON.stringify(object);
    const text = [
      good,
      `{"queue":${deep},${good.slice(1)}`,
      `{"x":${deep},${good.slice(1)}`,
      deep,
      good,
    ].join('\n');
    const reading = await readAll('contacts', text);
    expect(reading.records.length).toBeGreaterThanOrEqual(3);
    expect(reading.rejects.map(({ line }) => line)).toContain(4);
  });

  test('a file that ends in the middle of an object says so', async () => {
    const reading = await readAll('contacts', `${JSON.stringify(object)}\n{"id":"b","offe`);
    expect(reading.rejects).toMatchObject([
      { line: 2, reason: expect.stringMatching(/^the file ends in the middle of a row/) },
    ]);
  });

  test('an array is read by the same rules; a line is a position', async () => {
    const objects = [object, { ...object, id: '' }, 5];
    const fromBytes = await readAll('contacts', `\n ${JSON.stringify(objects)}`);
    const fromObjects = await gather(readRecordObjects(objects, { kind: 'contacts', zone: jerusalem }));
    expect(fromBytes).toEqual(fromObjects);
    expect(ids(fromBytes)).toEqual(['a']);
    expect(fromBytes.rejects.map(({ line, field }) => [line, field])).toEqual([
      [2, 'id'],
      [3, 'row'],
    ]);
  });

  test('an array that is cut, or too long to be held, is rejected whole', async () => {
    const text = JSON.stringify([object, object]);
    const cut = await readAll('contacts', text.slice(0, -5));
    expect(cut.rejects).toMatchObject([{ field: 'file', reason: expect.stringMatching(/not valid JSON/) }]);
    const long = await readAll('contacts', text, { limits: { ...FILE_LIMITS, arrayBytes: 100 } });
    expect(long.rejects[0]?.reason).toMatch(/may have 100 bytes/);
  });

  test('the causes of an action may be an array', async () => {
    const action = {
      id: 'a1',
      title: 'Fees on one page',
      causes: ['fees', 'pricing'],
      registered_at: at,
      starts_at: at,
      metric: 'offered',
      direction: 'down',
    };
    const reading = await readAll('actions', JSON.stringify(action));
    expect(reading.rejects).toEqual([]);
    expect(reading.records[0]).toMatchObject({ causes: ['fees', 'pricing'], impactModel: 'step' });
  });
});
