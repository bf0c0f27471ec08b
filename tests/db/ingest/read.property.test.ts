import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CsvReader } from '../../../db/ingest/csv.ts';
import { readAll } from './reading.ts';

const HEADER = 'id,offered_at,channel,outcome,queue\n';
const GOOD = 'a,1999-02-01T08:00:00Z,phone,answered,';

/** Bytes that look like CSV, with every kind of trouble in them. */
const messyCsv = fc
  .array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom(`${GOOD}PS\n`, `${GOOD}"P, ""S"""\r\n`, `${GOOD}"two\nlines"\n`),
      },
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          '"',
          '""',
          ',',
          '\n',
          '\r\n',
          '\r',
          'é',
          '\u{1f600}',
          GOOD,
          'x',
          '\ufeff',
          '\0',
        ),
      },
    ),
    { maxLength: 40 },
  )
  .map((parts) => Buffer.from(HEADER + parts.join('')));
const messyBytes = fc
  .tuple(messyCsv, fc.uint8Array({ maxLength: 4, min: 128 }), fc.nat())
  .map(([csv, junk, place]) => {
    const at = HEADER.length + (place % (csv.length - HEADER.length + 1));
    return Buffer.concat([csv.subarray(0, at), junk, csv.subarray(at)]);
  });
const messyNdjson = fc
  .array(fc.constantFrom('{"id":"a"}\n', '{', '}', '"é"', '\n', '{"id":{}}', ' '), { maxLength: 30 })
  .map((parts) => Buffer.from(`{"id":"first"}\n${parts.join('')}`));

const input = fc.oneof(messyCsv, messyBytes, messyNdjson).chain((bytes) =>
  fc.oneof(
    fc.constant(bytes),
    fc.constant(gzipSync(bytes)),
    fc.nat({ max: 30 }).map((cut) => gzipSync(bytes).subarray(0, -1 - cut)),
  ),
);
const cuts = fc.array(fc.nat(), { maxLength: 12 });

function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

test('where the bytes were cut into pieces makes no difference', async () => {
  await fc.assert(
    fc.asyncProperty(input, cuts, async (bytes, places) => {
      const whole = await readAll('contacts', bytes);
      expect(await readAll('contacts', cutAt(bytes, places))).toEqual(whole);
      const single = Array.from(bytes, (_, index) => bytes.subarray(index, index + 1));
      expect(await readAll('contacts', single)).toEqual(whole);
    }),
    { numRuns: 150 },
  );
});

test('every row that is read is accepted or rejected, and lines only go up', async () => {
  await fc.assert(
    fc.asyncProperty(input, async (bytes) => {
      const { read, records, rejects, lines } = await readAll('contacts', bytes);
      const ofRows = rejects.filter(({ field }) => field !== 'file' && field !== 'header');
      expect(records.length + ofRows.length).toBe(read);
      expect(lines).toEqual([...lines].sort((a, b) => a - b));
    }),
    { numRuns: 150 },
  );
});

test('well-formed CSV is read as csv-parse reads it', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', ' ', ';'), maxLength: 6 });
  const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(table, fc.boolean(), (rows, quoteAll) => {
      const quoted = (text: string) =>
        quoteAll || /["\n,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
      const text = rows.map((row) => row.map(quoted).join(',')).join('\n');
      const found: (readonly string[])[] = [];
      const sink = {
        row: (row: readonly string[]) => found.push(row),
        reject: (reject: unknown) => expect.fail(JSON.stringify(reject)),
      };
      const reader = new CsvReader(',', ['a', 'b', 'c'], 1000);
      reader.read({ firstLine: 1, lines: text.split('\n'), unreadable: new Map(), unended: true }, 0, sink);
      reader.finish(false, sink);
      expect(found).toEqual(rows);
      expect(found).toEqual(parse(text));
    }),
  );
});
