import { hash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReadSite } from '../../db/domain/site-faults.ts';
import { verifySite } from '../../db/domain/site-verification.ts';
import { readFolder } from '../../scripts/site-reader.ts';
import { drawer } from '../support/drawer.ts';
import type { LoggedSite } from '../support/logged-site.ts';
import { makeLongSite } from '../support/long-site.ts';

const isLong = process.env.CANDOUR_TEST_SIZE === 'all';
const SIZE = isLong
  ? { days: 730, series: 1700, reportsADay: 4, pages: 5000 }
  : { days: 6, series: 40, reportsADay: 4, pages: 60 };
const BYTES = isLong ? 10_000 : 200;
const WITHIN_SECONDS = 10;
const PREPARED_WITHIN_MS = 600_000;
const TRIED_WITHIN_MS = 1_800_000;

let site: LoggedSite;
beforeAll(async () => {
  site = await makeLongSite(SIZE);
}, PREPARED_WITHIN_MS);
afterAll(() => site.close());

const verify = (at: ReadSite) =>
  verifySite(at, { keys: [], kept: null, hash: (bytes) => hash('sha256', bytes, 'buffer') });

describe('a large site', () => {
  test(
    `is verified, and that of two years under ${WITHIN_SECONDS} s`,
    async () => {
      const [startedAt, cpuBefore] = [performance.now(), process.cpuUsage()];
      const found = await verify(readFolder(site.sitePath));
      const seconds = (performance.now() - startedAt) / 1000;
      const { user, system } = process.cpuUsage(cpuBefore);
      expect(found.faults).toEqual([]);
      expect(found).toMatchObject({ editions: SIZE.days, log: { size: 2 * SIZE.days } });
      if (isLong) {
        console.info(
          `verified ${found.files} files, ${(found.bytes / 1e6).toFixed(0)} MB, in ${seconds.toFixed(1)} s`,
        );
        // Of the processor's own time, which is all but all of it: a busy machine would measure its other work.
        expect((user + system) / 1e6).toBeLessThan(WITHIN_SECONDS);
      }
    },
    TRIED_WITHIN_MS,
  );

  test(
    `has ${BYTES} bytes drawn at random, and each that is changed is found`,
    async () => {
      const draw = drawer(11);
      const folder = readFolder(site.sitePath);
      const paths = folder.paths ?? [];
      const ends: number[] = [];
      for (const path of paths) ends.push((ends.at(-1) ?? 0) + statSync(join(site.sitePath, path)).size);
      const total = ends.at(-1) ?? 0;
      const drawn = Array.from({ length: BYTES }, () => {
        const place = Math.floor((draw(2 ** 26) * 2 ** 26 + draw(2 ** 26)) % total);
        const at = ends.findIndex((end) => end > place);
        return { path: paths[at] ?? '', place: place - (ends[at - 1] ?? 0), by: 1 + draw(255) };
      });
      // What else depends on is tried alone: where it is wrong, the rest cannot be held against it.
      const isRoot = ({ path }: { path: string }) => /^log\/(?!editions\/|proofs\/)/.test(path);
      const rounds = drawn.filter(isRoot).map((one) => [one]);
      let left = drawn.filter((one) => !isRoot(one));
      while (left.length > 0) {
        // One change a file, and no more than are told one by one.
        const round = [...new Map(left.map((one) => [one.path, one])).values()].slice(0, 900);
        rounds.push(round);
        left = left.filter((one) => !round.includes(one));
      }
      expect(rounds.flat()).toHaveLength(BYTES);
      for (const round of rounds) {
        const changes = new Map(round.map((one) => [one.path, one]));
        const { faults } = await verify({
          ...folder,
          read: async (path) => {
            const bytes = (await folder.read(path))?.slice() ?? null;
            const change = changes.get(path);
            if (bytes !== null && change !== undefined)
              bytes[change.place] = (bytes[change.place] ?? 0) ^ change.by;
            return bytes;
          },
        });
        const found = new Set(faults.map(({ path }) => path));
        expect(round.filter(({ path }) => !found.has(path))).toEqual([]);
      }
    },
    TRIED_WITHIN_MS,
  );
});
