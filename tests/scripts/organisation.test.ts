import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openForWriting } from '../../db/open.ts';
import { openOrganisation } from '../../scripts/organisation.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candour-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What an operator is told of a configuration; null where it is right. */
async function faultOf(bytes: string | Buffer): Promise<string | null> {
  const path = join(folder, 'mine.json');
  writeFileSync(path, bytes);
  const db = openForWriting(':memory:');
  try {
    await openOrganisation(db, path, 1_700_000_000);
    return null;
  } catch (error) {
    return (error as Error).message.replaceAll(folder, '');
  } finally {
    db.close();
  }
}

const textWith = (languages: readonly string[], more: object = {}) =>
  JSON.stringify({ organisation: { name: 'Österreich', timeZone: 'Europe/Vienna', languages }, ...more });

test('a language without pages is refused, and those that have them are named', async () => {
  expect(await faultOf(textWith(['en', 'de']))).toBe(
    'the configuration /mine.json is wrong:\n  organisation.languages[1]: found "de"; expected one of en, es, fr, the languages of the pages',
  );
  expect(await faultOf(textWith(['xx-YY']))).toContain('found "xx-YY"; expected one of en, es, fr');
  expect(await faultOf(textWith(['es', 'en', 'fr']))).toBeNull();
});

test('a target of a metric that does not exist names the nearest that does', async () => {
  const target = { id: 'a', words: 'A', metric: 'csat_top_2', value: 0.8, from: '2024-01-01' };
  expect(await faultOf(textWith(['en'], { targets: [target] }))).toContain(
    'targets[0].metric: found "csat_top_2"; expected "csat_top2", or another metric id: README.md lists them under "The figures", a running server at /api/v1/metrics',
  );
});

test('a file that is not UTF-8 is told so, with the line', async () => {
  const text = textWith(['en']).replaceAll(',', ',\n');
  expect(await faultOf(Buffer.from(text, 'latin1'))).toBe(
    'the configuration /mine.json cannot be read: line 1 is not UTF-8; expected a file in UTF-8: save it as UTF-8',
  );
  expect(await faultOf(Buffer.from(`\ufeff${text}`, 'utf16le'))).toContain('it is UTF-16; expected UTF-8');
  expect(await faultOf(`\ufeff${text}`)).toBeNull();
});
