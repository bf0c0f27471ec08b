import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Bytes } from '../../../db/domain/bytes.ts';
import { checkPage, type ReadFile } from '../../../db/domain/page-check.ts';
import {
  BUILD_PROOF_PATH,
  CHECKPOINT_PATH,
  proofPath,
  SITE_LIST_PATH,
  VERIFIERS_PATH,
} from '../../../db/domain/site-log.ts';
import { flipBit } from '../../support/log-vectors.ts';
import { contentThrough, LoggedSite } from '../../support/logged-site.ts';

let site: LoggedSite;
/** of the publication before */
const former = new Map<string, Bytes>();
beforeAll(async () => {
  site = new LoggedSite();
  for (const day of [1, 2]) {
    for (const path of [SITE_LIST_PATH, BUILD_PROOF_PATH])
      if (day === 2) former.set(path, (await fromSite(path)) as Bytes);
    const { figures, pages } = contentThrough(day);
    await site.publish(figures, pages);
  }
});
afterAll(() => site.close());

/** As a host of files does it: a folder is its index. */
const fromSite: ReadFile = async (path) => {
  const file = join(site.sitePath, path === '' || path.endsWith('/') ? `${path}index.html` : path);
  return existsSync(file) ? new Uint8Array(readFileSync(file)) : null;
};
/** The site with one file replaced on the way. */
const replacing =
  (path: string, change: (bytes: Bytes) => Bytes | null): ReadFile =>
  async (asked) => {
    const bytes = await fromSite(asked);
    return asked === path && bytes !== null ? change(bytes) : bytes;
  };
const faultOf = async (read: ReadFile, pathname = '/') => {
  const checked = await checkPage(pathname, read);
  return checked.ok ? null : checked.fault.what;
};

test('a page is found whole by list, entry, proof and key, and the checkpoint is the one of the site', async () => {
  const checked = await checkPage('/', fromSite);
  expect(checked).toMatchObject({ ok: true, builtOn: '2026-01-02', index: 3, size: 4 });
  if (!checked.ok) return;
  expect(checked.bytes).toBe(readFileSync(join(site.sitePath, 'index.html')).byteLength);
  expect(checked.keys).toHaveLength(1);
  expect(Buffer.from(checked.checkpoint)).toEqual(readFileSync(join(site.sitePath, CHECKPOINT_PATH)));
  // With or without the slash at its end, and a file that is no page.
  for (const pathname of ['/methods/', '/methods/index.html', '/data/v1/metrics.json'])
    expect(await faultOf(fromSite, pathname), pathname).toBeNull();
  const noSlash: ReadFile = (path) => fromSite(path === 'methods' ? 'methods/' : path);
  expect(await faultOf(noSlash, '/methods')).toBeNull();
});

test('any byte of page, list, proof or keys that was changed is found', async () => {
  const page = readFileSync(join(site.sitePath, 'index.html')).byteLength;
  for (const at of [0, Math.floor(page / 2), page - 1])
    expect(await faultOf(replacing('', (bytes) => flipBit(bytes, at)))).toBe('page');
  const list = readFileSync(join(site.sitePath, SITE_LIST_PATH)).byteLength;
  for (let at = 0; at < list; at += 97)
    expect(await faultOf(replacing(SITE_LIST_PATH, (bytes) => flipBit(bytes, at, at % 8))), `${at}`).toBe(
      'list',
    );
  const proof = readFileSync(join(site.sitePath, BUILD_PROOF_PATH)).byteLength;
  for (let at = 0; at < proof; at++)
    expect(await faultOf(replacing(BUILD_PROOF_PATH, (bytes) => flipBit(bytes, at, at % 8))), `${at}`).toBe(
      'log',
    );
  const keys = readFileSync(join(site.sitePath, VERIFIERS_PATH)).byteLength;
  const found = new Set<string | null>();
  for (let at = 0; at < keys; at++) {
    const bytes = flipBit(readFileSync(join(site.sitePath, VERIFIERS_PATH)) as unknown as Bytes, at, at % 7);
    found.add(await faultOf(replacing(VERIFIERS_PATH, () => bytes)));
  }
  // When a key was made is told beside it, and signs nothing: another digit there changes no verdict.
  expect([...found].filter((what) => what !== null)).toEqual(['keys']);
});

test('the list or the proof of an earlier build is not taken for the one of now', async () => {
  for (const [path, what] of [
    [SITE_LIST_PATH, 'list'],
    [BUILD_PROOF_PATH, 'list'],
  ] as const)
    expect(await faultOf(replacing(path, () => former.get(path) ?? null))).toBe(what);
  const ofEdition = await fromSite(proofPath(1));
  expect(await faultOf(replacing(BUILD_PROOF_PATH, () => ofEdition))).toBe('log');
});

test('what is in no list, or cannot be read, is told as just that', async () => {
  const added: ReadFile = async (path) =>
    path === 'added/' ? new TextEncoder().encode('<p>') : fromSite(path);
  expect(await faultOf(added, '/added/')).toBe('unlisted');
  expect(await faultOf(fromSite, '/nowhere/')).toBe('unread');
  for (const path of [SITE_LIST_PATH, BUILD_PROOF_PATH, VERIFIERS_PATH])
    expect(
      await checkPage(
        '/',
        replacing(path, () => null),
      ),
    ).toEqual({ ok: false, fault: { what: 'unread', path: `/${path}` } });
});
