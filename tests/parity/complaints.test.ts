// The complaints of a consumer bureau about checking accounts, January to August 2025, counted here row by row and loaded as
// monthly sums: the published causes are those of this count, and months are called what they are.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ComplaintsAnswer } from '../../api/contract/complaints.ts';
import { complaintsFeed } from '../../api/feeds/complaints.ts';
import { lastOfMonth } from './civil-dates.ts';
import { Comparison } from './comparison.ts';
import { publish } from './disclosure-rule.ts';
import { LoadedOrganisation } from './loaded-organisation.ts';
import { compareWith, rawFiles, readRows } from './raw-records.ts';

const files = rawFiles('cfpb').filter((file) => file.includes('checking'));
const keyOf = (issue: string) =>
  issue
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .replace(/^-|-$/g, '');
const FUNDS_LOW = keyOf('Problem caused by your funds being low');
const MANAGING = keyOf('Managing an account');
const dayNumber = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

compareWith('complaints about checking accounts', files, () => {
  let bureau: LoadedOrganisation;
  let folder = '';
  let months: string[] = [];
  /** month, then cause, then how many */
  let counts: Map<string, Map<string, number>>;
  const answers = new Map<string, ComplaintsAnswer>();

  beforeAll(async () => {
    counts = new Map();
    for (const { received_month: month = '', issue = '' } of readRows(files)) {
      const ofMonth = counts.get(month) ?? new Map<string, number>();
      counts.set(month, ofMonth.set(keyOf(issue), (ofMonth.get(keyOf(issue)) ?? 0) + 1));
    }
    months = [...counts.keys()].sort();
    folder = mkdtempSync(join(tmpdir(), 'candour-complaints-'));
    bureau = await load('sums.csv', (month) => month);
    for (const month of months) answers.set(month, ask(bureau, month));
  });
  afterAll(() => {
    bureau?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The counts as monthly sums, each under the month that `nameOf` gives. */
  const load = (name: string, nameOf: (month: string) => string) => {
    const sums = join(folder, name);
    const rows = months.flatMap((month) =>
      [...counts.get(month)!].map(
        ([cause, count]) => `${nameOf(month)}-01T00:00:00Z,P1M,web,complaint,${cause},${count}`,
      ),
    );
    writeFileSync(sums, ['interval_start,interval,channel,category,cause,offered', ...rows, ''].join('\n'));
    return LoadedOrganisation.load({
      configuration: { organisation: { name: 'Consumer bureau', timeZone: 'UTC' } },
      kind: 'intervals',
      files: [sums],
      now: '2025-10-15T12:00:00Z',
    });
  };
  const ask = ({ context }: LoadedOrganisation, month: string) => {
    const [fromDay, toDay] = [dayNumber(`${month}-01`), dayNumber(lastOfMonth(`${month}-01`))];
    const asked = complaintsFeed(context, { fromDay, toDay });
    if (!asked.ok) throw new Error(asked.detail);
    return asked.answer;
  };
  const changeOf = (month: string, cause: string) => {
    const { causes } = answers.get(month)!;
    const i = causes.cause.indexOf(cause);
    const { change, ratio, low, high } = causes.previous;
    return { change: change[i], ratio: ratio[i], low: low[i], high: high[i] };
  };

  test('are published by cause as counted, ranked, and hidden where there are few', () => {
    const comparison = new Comparison('complaints by cause and month');
    for (const month of months) {
      const { causes, total } = answers.get(month)!;
      const expected = [...counts.get(month)!].map(([cause, count]) => ({
        cause,
        ...publish({ kind: 'count', count }, { isRounded: true, settled: 'final', empty: null }),
      }));
      for (const { cause, value } of expected) {
        const i = causes.cause.indexOf(cause);
        comparison.number(`${month} ${cause}`, causes.value[i] ?? null, value);
        // Nothing is hidden but what is small.
        expect(causes.status[i]).toBe(value === null ? 'suppressed' : 'final');
      }
      const all = expected.reduce((sum, { cause }) => sum + counts.get(month)!.get(cause)!, 0);
      comparison.number(`${month} all`, total.value[0] ?? null, 5 * Math.round(all / 5));
      const shown = expected.filter(({ value }) => value !== null);
      const ranked = shown.sort((a, b) => b.value! - a.value! || (a.cause < b.cause ? -1 : 1));
      expect(causes.cause.slice(0, ranked.length)).toEqual(ranked.map(({ cause }) => cause));
      const sum = ranked.reduce((total, { value }) => total + value!, 0);
      // Where a cause is hidden, the others are shares of all complaints as published.
      const whole = ranked.length < expected.length ? Math.max(sum, 5 * Math.round(all / 5)) : sum;
      let seen = 0;
      ranked.forEach(({ value }, i) => {
        seen += value!;
        comparison.number(`${month} cumulative ${i}`, causes.cumulative[i] ?? null, seen / whole, 1e-9);
      });
    }
    comparison.report();
  });

  test('of January are called no rise, for nothing is on record before, and fall in February', () => {
    const [january, february] = months as [string, string];
    const { causes } = answers.get(january)!;
    expect(causes.previous.change).toEqual(
      causes.status.map((status) => (status === 'suppressed' ? 'hidden' : 'not_known')),
    );
    // Two causes made the wave: 15,802 of 18,367 complaints; in February they are by 0.37 and 0.12 of them a day.
    for (const cause of [MANAGING, FUNDS_LOW]) {
      const { change, high } = changeOf(february, cause);
      expect(change, cause).toBe('fell');
      expect(high).toBeLessThan(1);
    }
    expect(changeOf(february, FUNDS_LOW).ratio).toBeCloseTo(835 / 28 / (7570 / 31), 3);
    expect(answers.get(february)!.total.previous.change).toEqual(['fell']);
  });

  test('of January rose, by two causes and no other, where the quiet months stand before it', async () => {
    // February to August moved ahead: what the rules would say of the wave had those months been on record.
    const moved = await load('moved.csv', (month) =>
      month === '2025-01' ? month : `2024-${String(Number(month.slice(5)) + 4).padStart(2, '0')}`,
    );
    const { causes, total } = ask(moved, '2025-01');
    moved.close();
    const risen = causes.cause.filter((_, i) => causes.previous.change[i] === 'rose');
    expect(risen.sort()).toEqual([FUNDS_LOW, MANAGING].sort());
    for (const cause of risen) {
      const i = causes.cause.indexOf(cause);
      const now = counts.get('2025-01')!.get(cause)!;
      const before = counts.get('2025-08')!.get(cause)!;
      expect(causes.previous.ratio[i]! / (now / before)).toBeCloseTo(1, 1);
      expect(causes.previous.low[i]).toBeGreaterThan(1);
    }
    expect(causes.previous.change).not.toContain('fell');
    expect(total.previous.change).toEqual(['rose']);
  });

  test('of the quiet months from April to August have no change that is none', () => {
    const quiet = months.slice(3);
    const found = quiet.flatMap((month) =>
      answers
        .get(month)!
        .causes.cause.map((cause) => ({ month, cause, ...changeOf(month, cause) }))
        .filter(({ change }) => change === 'rose' || change === 'fell'),
    );
    expect(found).toEqual([]);
  });

  test('cannot be told to have been settled in time: sums hold neither due times nor closings', () => {
    const { total } = answers.get(months.at(-1)!)!;
    expect([total.kept.value, total.kept.status]).toEqual([[null], ['missing']]);
    expect([total.daysMedian.value, total.daysNinety.value]).toEqual([[null], [null]]);
  });
});
