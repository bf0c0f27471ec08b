import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseConfiguration } from '../../db/configuration.ts';
import type { Bytes } from '../../db/domain/bytes.ts';
import { readCanonicalJson } from '../../db/domain/canonical-json.ts';
import { readCheckpoint } from '../../db/domain/checkpoint.ts';
import { readFileList, readLogEntry } from '../../db/domain/log-entry.ts';
import { readLogProof } from '../../db/domain/log-proof.ts';
import { parseTilePath, readEntryBundle, readHashTile } from '../../db/domain/log-tile.ts';
import { parseVerifierKey, splitNote } from '../../db/domain/signed-note.ts';
import { readKeyList } from '../../db/domain/site-log.ts';
import { verifySite } from '../../db/domain/site-verification.ts';
import { parseMapping } from '../../db/ingest/mapping.ts';
import { readAll } from '../db/ingest/reading.ts';
import { contentThrough, LoggedSite } from '../support/logged-site.ts';
import { awkwardText, bent, damaged, FUZZ_CASES, INSIDE } from '../support/noise.ts';

const LONGEST_MS = 3_600_000;
const EXAMPLES = join(import.meta.dirname, '..', '..', 'scripts', 'examples');
const cases = FUZZ_CASES.toLocaleString('en');
let site: LoggedSite;
let files: Map<string, Bytes>;

beforeAll(async () => {
  site = new LoggedSite();
  for (const day of [1, 2]) {
    const { figures, pages } = contentThrough(day);
    await site.publish(figures, pages);
  }
  files = new Map(
    readdirSync(site.sitePath, { recursive: true, withFileTypes: true })
      .filter((found) => found.isFile())
      .map((found) => join(found.parentPath, found.name))
      .map((path) => [path.slice(site.sitePath.length + 1), new Uint8Array(readFileSync(path))]),
  );
});
afterAll(() => site.close());

const ofLog = () => [...files].filter(([path]) => path.startsWith('log/')).map(([, bytes]) => bytes);

test(
  `the log's readers end on ${cases} damaged files with a value or a reason`,
  async () => {
    const inputs = fc.oneof(
      damaged(ofLog()),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    );
    await fc.assert(
      fc.asyncProperty(inputs, fc.integer({ min: 0, max: 256 }), awkwardText, async (input, width, text) => {
        const bytes = new Uint8Array(input);
        const said = [
          readCheckpoint(input.toString('utf8')),
          readLogProof(bytes),
          readLogEntry(bytes),
          readFileList(bytes),
          readHashTile(bytes, width),
          readEntryBundle(bytes, width),
          await readKeyList(bytes),
        ];
        for (const one of said) if (!one.ok) expect(one.reason).not.toMatch(INSIDE);
        readCanonicalJson(bytes);
        splitNote(bytes);
        parseTilePath(text);
        await parseVerifierKey(text);
        await parseVerifierKey(input.toString('latin1'));
      }),
      { numRuns: FUZZ_CASES },
    );
  },
  LONGEST_MS,
);

test(
  'a site in which files are damaged, missing or exchanged is never whole, and the check of it ends',
  async () => {
    const paths = [...files.keys()].sort();
    const harm = fc.oneof(
      { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...paths), damaged([...files.values()])) },
      { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...paths), fc.constant(null)) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(harm, { minLength: 1, maxLength: 3 }), async (harms) => {
        const broken = new Map(files);
        for (const [path, bytes] of harms) {
          if (bytes === null) broken.delete(path);
          else broken.set(path, new Uint8Array(bytes));
        }
        const isSame = paths.every((path) => {
          const now = broken.get(path);
          return now !== undefined && Buffer.from(now).equals(files.get(path)!);
        });
        const found = await verifySite(
          { paths: [...broken.keys()], width: 1, read: (path) => broken.get(path) ?? null },
          { keys: [], kept: null },
        );
        expect(found.faultCount > 0).toBe(!isSame);
        for (const { expected, found: seen } of found.faults)
          expect(`${expected} ${seen}`).not.toMatch(INSIDE);
      }),
      { numRuns: FUZZ_CASES },
    );
  },
  LONGEST_MS,
);

const HEADER = 'id,offered_at,channel,outcome,queue,wait_s,category\n';
const tables = [
  `${HEADER}a,1999-02-01T08:00:00Z,phone,answered,PS,12,fees\nb,1999-02-01 10:00,chat,abandoned,,3.5,"a ""b"""\n`,
  'date,channel,category,offered\n1999-02-01,phone,fees,12\n1999-02,phone,,0\n',
  '{"id":"a","offered_at":"1999-02-01T08:00:00Z","channel":"phone","outcome":"answered"}\n',
].map((text) => Buffer.from(text));

test(
  `${cases} damaged files of records end with good rows and rejects`,
  async () => {
    const kind = fc.constantFrom(
      'contacts',
      'intervals',
      'surveys',
      'queue',
      'promises',
      'codings',
      'events',
      'actions',
    );
    await fc.assert(
      fc.asyncProperty(kind, damaged(tables), async (what, bytes) => {
        const { records, rejects, lines } = await readAll(what, new Uint8Array(bytes));
        expect(lines).toHaveLength(records.length);
        for (const { reason } of rejects) expect(reason).not.toMatch(INSIDE);
      }),
      { numRuns: FUZZ_CASES },
    );
  },
  LONGEST_MS,
);

const CONFIGURATION = JSON.stringify({
  organisation: { name: 'Example Bank', timeZone: 'Asia/Jerusalem', languages: ['en', 'fr'] },
  channels: { phone: { hours: { sun: ['08:00-17:00'] } } },
  queues: { PS: 'Regular customers' },
  promises: [{ id: 'answer', words: 'within a minute', of: 'wait_time', withinSeconds: 60, target: 0.9 }],
});

test(
  `${cases} damaged configurations and mappings are read or refused with problems`,
  () => {
    const mappings = readdirSync(EXAMPLES).map((name) => readFileSync(join(EXAMPLES, name), 'utf8'));
    fc.assert(
      fc.property(
        bent([CONFIGURATION]),
        damaged(mappings.map((text) => Buffer.from(text))),
        (text, mapping) => {
          const read = parseConfiguration(text, 'candour.config.json');
          if (!read.ok) {
            expect(read.problems.length).toBeGreaterThan(0);
            expect(read.problems.join('\n')).not.toMatch(INSIDE);
          }
          let json: unknown;
          try {
            json = JSON.parse(mapping.toString('utf8'));
          } catch {
            return;
          }
          const mapped = parseMapping(json);
          if (!mapped.ok) expect(mapped.problems.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: FUZZ_CASES },
    );
  },
  LONGEST_MS,
);
