/**
 * Noise with a structure: what a careless or hostile sender makes out of something that was well formed. Owns what is tried
 * and how often; whoever uses it says what must hold.
 */
import process from 'node:process';
import fc, { type Arbitrary } from 'fast-check';

/** 5,000 in the ordinary run, 100,000 in the nightly one (`npm test -- --all`). */
export const FUZZ_CASES = process.env.CANDOUR_TEST_SIZE === 'all' ? 100_000 : 5_000;

const AWKWARD = [
  '',
  ' ',
  '0',
  '-0',
  '-1',
  '1e309',
  '9007199254740993',
  'NaN',
  'null',
  'true',
  '[]',
  '{}',
  '\0',
  '\n',
  '\u202e',
  '\ufeff',
  '\ud800',
  '%',
  '%zz',
  '%00',
  '../../etc/passwd',
  "' OR 1=1 --",
  '__proto__',
  'constructor',
  '0000-01-01',
  '9999-12-31',
  '275761-01-01',
  '2025-02-30',
  '2025-W54',
  '1999-02-01T24:00:00Z',
  '1999-02-16..1999-02-10',
  'phone,phone',
  '<script>',
  'é'.repeat(300),
  '9'.repeat(400),
];

/** Text that few expect, of any script, some of it no text at all. */
export const awkwardText: Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...AWKWARD) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 24 }) },
);

/** One of these texts, whole, cut, doubled, or with something put into it. */
export function bent(texts: readonly string[]): Arbitrary<string> {
  const one = fc.constantFrom(...texts);
  return fc.oneof(
    { weight: 3, arbitrary: one },
    {
      weight: 2,
      arbitrary: fc.tuple(one, fc.nat(), awkwardText).map(([text, place, junk]) => {
        const at = place % (text.length + 1);
        return text.slice(0, at) + junk + text.slice(at);
      }),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(one, fc.nat()).map(([text, at]) => text.slice(0, at % (text.length + 1))),
    },
    { weight: 1, arbitrary: one.map((text) => text + text) },
    { weight: 1, arbitrary: awkwardText },
  );
}

type Change = (bytes: Buffer) => Buffer;
const change: Arbitrary<Change> = fc.oneof(
  fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })).map(
    ([place, by]): Change =>
      (bytes) => {
        const changed = Buffer.from(bytes);
        if (changed.length > 0) changed[place % changed.length]! ^= by;
        return changed;
      },
  ),
  fc.nat().map(
    (place): Change =>
      (bytes) =>
        bytes.subarray(0, place % (bytes.length + 1)),
  ),
  fc.tuple(fc.nat(), awkwardText).map(
    ([place, junk]): Change =>
      (bytes) => {
        const at = place % (bytes.length + 1);
        return Buffer.concat([bytes.subarray(0, at), Buffer.from(junk), bytes.subarray(at)]);
      },
  ),
  fc.tuple(fc.nat(), fc.nat(), fc.nat({ max: 200 })).map(
    ([from, to, length]): Change =>
      (bytes) => {
        const [start, at] = [from % (bytes.length + 1), to % (bytes.length + 1)];
        return Buffer.concat([
          bytes.subarray(0, at),
          bytes.subarray(start, start + length),
          bytes.subarray(at),
        ]);
      },
  ),
);

/** One of these files with up to four changes: a byte, the end cut off, junk put in, a piece of it repeated elsewhere. */
export function damaged(files: readonly Uint8Array[]): Arbitrary<Buffer> {
  return fc
    .tuple(fc.constantFrom(...files), fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([file, changes]) => changes.reduce<Buffer>((bytes, one) => one(bytes), Buffer.from(file)));
}

/** Traces of the programme that no answer may show. */
export const INSIDE = /\n\s+at |node_modules|file:\/\/|\.ts:\d|SQLITE_|SqliteError|better-sqlite3/;
