import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bytes, toBase64 } from '../../db/domain/bytes.ts';
import { signCheckpoint } from '../../db/domain/checkpoint.ts';
import { formatLogProof } from '../../db/domain/log-proof.ts';
import { leafHash } from '../../db/domain/merkle-proof.ts';
import { inclusionProof, keepTree, treeRoot } from '../../db/domain/merkle-tree.ts';
import { makeNoteSigner } from '../../db/domain/note-signer.ts';
import { formatVerifierKey } from '../../db/domain/signed-note.ts';
import { launchBrowser } from '../support/browser.ts';
import { flipBit, utf8 } from '../support/log-vectors.ts';
import type { Checked, Given } from './log-proof-page.ts';

declare const window: Window & { check: (given: Given) => Promise<Checked> };

const BUDGET_BYTES = 10_000;
const ORIGIN = 'example.org/log';
const SIZE = 1000;
const entry = (index: number) => utf8(`{"entry":${index}}`);

let script = '';
let browser: Browser;
let page: Page;
beforeAll(async () => {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      rollupOptions: { input: join(import.meta.dirname, 'log-proof-page.ts') },
      modulePreload: false,
    },
  });
  const chunks = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  script = chunks.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('');
  browser = await launchBrowser();
  page = await browser.newPage();
  // Web Crypto is there on https alone.
  await page.route('**/*', (route) =>
    new URL(route.request().url()).pathname === '/s.js'
      ? route.fulfill({ contentType: 'text/javascript', body: script })
      : route.fulfill({
          contentType: 'text/html',
          body: '<!doctype html><title>check</title><script src="/s.js" type="module"></script>',
        }),
  );
  await page.goto('https://log.test/');
});
afterAll(async () => {
  await browser?.close();
});

async function makeGiven(index: number): Promise<Given & { bytes: Bytes }> {
  const tree = await keepTree(
    await Promise.all(Array.from({ length: SIZE }, (_, at) => leafHash(entry(at)))),
  );
  const { signer, key } = await makeNoteSigner(ORIGIN, new Uint8Array(32).fill(7));
  const root = await treeRoot(tree, SIZE);
  const bytes = formatLogProof({
    index,
    hashes: await inclusionProof(tree, index, SIZE),
    checkpoint: await signCheckpoint({ origin: ORIGIN, size: SIZE, root, extensions: [] }, [signer]),
    extra: null,
  });
  return {
    bytes,
    proof: toBase64(bytes),
    entry: toBase64(entry(index)),
    verifier: formatVerifierKey(key),
    origin: ORIGIN,
  };
}
const check = (given: Given) => page.evaluate((one) => window.check(one), given);

test('a browser checks an entry of a thousand, with less than 10 kB of script', async () => {
  const given = await makeGiven(617);
  const checked = await check(given);
  expect(checked).toMatchObject({ ok: true, reason: null, size: SIZE });
  expect(Buffer.byteLength(script)).toBeLessThan(BUDGET_BYTES);
});

test('a browser refuses another entry, another log, and a proof with any byte changed', async () => {
  const { bytes, ...given } = await makeGiven(617);
  const other = await check({ ...given, entry: toBase64(entry(616)) });
  expect(other.reason).toBe('the proof does not lead from the entry with index 617 to the root of 1000');
  const wrongLog = await check({ ...given, origin: 'example.org/other' });
  expect(wrongLog.reason).toBe('the checkpoint is of the log example.org/log; expected example.org/other');
  const changed = Array.from(bytes, (_, at) => ({ ...given, proof: toBase64(flipBit(bytes, at, at % 8)) }));
  const verdicts = await page.evaluate((all) => Promise.all(all.map((one) => window.check(one))), changed);
  expect(verdicts).toHaveLength(bytes.length);
  expect(verdicts.filter(({ ok }) => ok)).toEqual([]);
});
