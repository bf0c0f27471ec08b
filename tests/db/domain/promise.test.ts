import { describe, expect, test } from 'vitest';
import { wilsonInterval } from '../../../db/domain/confidence.ts';
import { designEffect, effectiveTally, neighbourEffect } from '../../../db/domain/design-effect.ts';
import { discloseSpans } from '../../../db/domain/disclosure.ts';
import {
  doOverlap,
  fateOf,
  type PublicPromise,
  promiseChanges,
  versionOn,
  versionsById,
} from '../../../db/domain/promise.ts';
import { shareWithin, spanCurve, spanQuantile } from '../../../db/domain/promise-curve.ts';
import { SPAN_BIN_COUNT, SPAN_EDGES, spanBinOf, spanEdgeOf } from '../../../db/domain/span-histogram.ts';

const DAY = 86_400;
const POLICY = { threshold: 10 };

function promise(fields: Partial<PublicPromise>): PublicPromise {
  return {
    ...{ id: 'parcel', words: 'in time', source: null, withinSeconds: null, earliestSeconds: null },
    ...{ dueRule: null, target: null, of: 'records', channel: null, queue: null, from: null, to: null },
    ...fields,
  };
}

describe('the bins of spans', () => {
  test('rise, and hold every span up to their edge', () => {
    expect(SPAN_EDGES).toEqual([...SPAN_EDGES].sort((a, b) => a - b));
    expect(new Set(SPAN_EDGES).size).toBe(SPAN_EDGES.length);
    for (const [bin, edge] of SPAN_EDGES.entries()) {
      expect([spanBinOf(edge), spanBinOf(edge + 0.5), spanEdgeOf(bin)]).toEqual([bin, bin + 1, edge]);
    }
    expect(spanBinOf(1e9)).toBe(SPAN_BIN_COUNT - 1);
    expect(spanEdgeOf(SPAN_BIN_COUNT - 1)).toBe(Infinity);
  });

  test('keep the number of every civil day of a month', () => {
    for (let day = 0; day <= 31; day++) expect(spanEdgeOf(spanBinOf(day * DAY))).toBe(day * DAY);
  });

  test('refuse what is no span', () => {
    for (const wrong of [-1, Infinity, Number.NaN]) expect(() => spanBinOf(wrong)).toThrow(/expected/);
  });
});

describe('the fate of a promise', () => {
  const made = { madeAt: 0, dueAt: 100, doneAt: null, cancelledAt: null };
  test.each([
    ['kept', { doneAt: 100 }],
    ['late', { doneAt: 101 }],
    ['open', {}],
    ['withdrawn', { cancelledAt: 100 }],
    ['given_up', { cancelledAt: 101 }],
    ['kept', { doneAt: 50, cancelledAt: 60 }],
    ['withdrawn', { doneAt: 90, cancelledAt: 60 }],
  ])('is %s with %j', (fate, times) => {
    expect(fateOf({ ...made, ...times })).toBe(fate);
  });
});

describe('the versions of a promise', () => {
  const versions = [
    promise({ words: 'new', from: 100 }),
    promise({ words: 'old', to: 99 }),
    promise({ id: 'other', from: 50, to: 60 }),
  ];

  test('stand in order of time, one of them in force', () => {
    const ofOne = versionsById(versions).get('parcel')!;
    expect(ofOne.map(({ words }) => words)).toEqual(['old', 'new']);
    expect([99, 100].map((day) => versionOn(ofOne, day)?.words)).toEqual(['old', 'new']);
    expect(versionOn(versionsById(versions).get('other')!, 61)).toBeNull();
    expect(doOverlap(ofOne[0]!, ofOne[1]!)).toBe(false);
    expect(doOverlap({ from: null, to: 10 }, { from: 10, to: null })).toBe(true);
  });

  test('are one change each: begun, changed, ended', () => {
    const changes = promiseChanges(versions);
    expect(
      changes.map(({ change, day, version, before }) => [change, day, version.words, before?.words]),
    ).toEqual([
      ['new', 50, 'in time', undefined],
      ['ended', 61, 'in time', undefined],
      ['changed', 100, 'new', 'old'],
    ]);
  });
});

describe('how long promises took', () => {
  const at = (counts: Record<number, number>) => {
    const bins: number[] = [];
    for (const [days, count] of Object.entries(counts)) bins[spanBinOf(Number(days) * DAY)] = count;
    return Array.from(bins, (count) => count ?? 0);
  };

  test('is told in groups of ten or more, each joined with those after it', () => {
    const said = discloseSpans(at({ 1: 4, 2: 7, 3: 30, 8: 3 }), [], null, POLICY);
    const curve = spanCurve([said!]);
    expect(curve.steps.map(({ withinSeconds, done }) => [withinSeconds / DAY, done])).toEqual([
      [2, 10],
      [8, 35],
    ]);
    expect([curve.beyond, curve.open]).toEqual([0, []]);
  });

  test('hides few open ones among the slowest, and says nothing of nine in all', () => {
    const said = discloseSpans(at({ 1: 40, 2: 12 }), at({ 9: 3 }), null, POLICY);
    expect(said).toMatchObject({ done: [{ count: 40 }], open: [], beyond: 15 });
    expect(discloseSpans(at({ 1: 9 }), [], null, POLICY)).toBeNull();
    expect(discloseSpans(at({ 1: 5 }), at({ 9: 40 }), null, POLICY)).toBeNull();
    expect(discloseSpans([], [], null, POLICY)).toBeNull();
  });

  test('never says a group or a rest of one to nine', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = (most: number, i: number) =>
        Math.floor(((Math.sin(seed * 997 + i * 131) + 1) / 2) * most);
      const done = Array.from({ length: 12 }, (_, i) => random(i % 3 === 0 ? 40 : 6, i));
      const open = Array.from({ length: 14 }, (_, i) => random(seed % 2 === 0 ? 3 : 12, i + 50));
      const said = discloseSpans(done, open, null, POLICY);
      if (said === null) continue;
      const sum = (groups: readonly { count: number }[]) =>
        groups.reduce((total, { count }) => total + count, 0);
      const all = [...done, ...open].reduce((total, count) => total + count, 0);
      const groups = said.done.length + said.open.length + 1;
      expect(Math.abs(sum(said.done) + sum(said.open) + said.beyond - all)).toBeLessThanOrEqual(2 * groups);
      for (const count of [
        ...said.done.map((one) => one.count),
        ...said.open.map((one) => one.count),
        said.beyond,
      ]) {
        expect(count === 0 || count >= 10).toBe(true);
      }
    }
  });

  test('tells neither who took a promise back overdue nor who was done between an edge and the promised time', () => {
    // 60 kept: 57 within a day and 3 on the second; 20 late, or a few more or less with as many taken back overdue.
    const bins = (late: number) => at({ 1: 57, 2: 3, 4: late });
    const exact = discloseSpans(bins(20), [], 60, POLICY)!;
    for (const late of [18, 19, 21, 22]) expect(discloseSpans(bins(late), [], 60, POLICY)).toEqual(exact);
    expect(exact.done.every(({ count }) => count % 5 === 0)).toBe(true);
    // An edge after one day would leave 3 of those kept.
    expect(exact.done[0]).toEqual({ bin: spanBinOf(2 * DAY), count: 60 });
    expect(discloseSpans(bins(20), [], null, POLICY)!.done[0]!.bin).toBe(spanBinOf(DAY));
  });

  test('is Kaplan–Meier: who is open at an age is at risk until then', () => {
    // 20 of 60 done at 1 day; 20 open at 2 days leave 20 at risk, of whom half are done at 3.
    const said = discloseSpans(at({ 1: 20, 3: 10 }), at({ 2: 20, 9: 10 }), null, POLICY)!;
    const curve = spanCurve([said]);
    expect(curve.steps.map(({ share }) => share)).toEqual([
      expect.closeTo(1 / 3, 12),
      expect.closeTo(2 / 3, 12),
    ]);
    expect([spanQuantile(curve, 0.5), spanQuantile(curve, 0.9)]).toEqual([3 * DAY, null]);
    expect(shareWithin(curve, 2 * DAY)).toBeCloseTo(1 / 3, 12);
    expect(shareWithin(spanCurve([]), DAY)).toBeNull();
  });
});

describe('the effective number of cases', () => {
  test('is all of them where days differ by chance alone, and far fewer where they share a fate', () => {
    const chance = Array.from({ length: 30 }, (_, i) => ({ k: 80 + (i % 2 === 0 ? 4 : -4), n: 100 }));
    const shared = Array.from({ length: 30 }, (_, i) => ({ k: i % 2 === 0 ? 98 : 62, n: 100 }));
    expect(designEffect(chance)).toBeCloseTo(1.13, 1);
    // (0.18² · 30/29) / (0.16/100) = 20.9, and t² / z² with 29 degrees of freedom 1.09.
    expect(designEffect(shared)).toBeCloseTo(22.8, 0);
    expect(designEffect(shared.slice(0, 7))).toBeNull();
    expect(designEffect(shared.map(({ n }) => ({ k: n, n })))).toBe(1);
  });

  test('widens Wilson as fewer cases would', () => {
    const all = wilsonInterval({ k: 80, n: 100 })!;
    expect([all.low, all.high]).toEqual([expect.closeTo(0.711171, 6), expect.closeTo(0.866633, 6)]);
    expect(wilsonInterval(effectiveTally({ k: 800, n: 1000 }, 10))).toEqual(all);
  });

  test('a month of Christmas does not move the middle of neighbours, a shared fate of all does', () => {
    const months = Array.from({ length: 24 }, (_, i) => ({ k: i % 12 === 11 ? 60 : 85 + (i % 2), n: 100 }));
    expect(neighbourEffect(months)).toBe(1);
    expect(neighbourEffect(months.map(({ n }, i) => ({ k: i % 2 === 0 ? 60 : 90, n })))).toBeGreaterThan(20);
    expect(neighbourEffect(months.slice(0, 8))).toBeNull();
  });
});
