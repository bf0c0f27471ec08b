import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, describe, expect, test } from 'vitest';
import { benchEstimate } from '../../scripts/bench/estimate.ts';
import { benchExplorer, makeCells } from '../../scripts/bench/explorer.ts';
import { type Figure, isMet, median, tableOf } from '../../scripts/bench/figure.ts';
import { benchLive } from '../../scripts/bench/live.ts';
import { benchOutlooks } from '../../scripts/bench/outlooks.ts';
import { benchStream } from '../../scripts/bench/stream.ts';

const folder = mkdtempSync(join(tmpdir(), 'candour-bench-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the benchmarks', () => {
  test('of 20,000 contacts end well and keep what they measured', () => {
    const out = join(folder, 'figures.json');
    const script = join(import.meta.dirname, '..', '..', 'scripts', 'bench.ts');
    const table = execFileSync(
      process.execPath,
      [script, '--quick', '--only', 'load', '--rows', '20000', '--rounds', '1', '--out', out],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const report = JSON.parse(readFileSync(out, 'utf8')) as {
      machine: { cores: number; node: string };
      figures: (Figure & { met: boolean | null })[];
    };
    expect(report.machine.cores).toBeGreaterThan(0);
    expect(report.machine.node).toBe(process.version);
    const names = report.figures.map(({ name }) => name);
    expect(names).toEqual([
      'load',
      'load, as a share of the rate of a bare import',
      'memory while loading 20,000 contacts',
      'size of the database',
    ]);
    for (const { value, note, met } of report.figures) {
      if (value === null) expect(note).toMatch(/not installed|does not tell/);
      else expect(value).toBeGreaterThan(0);
      expect(met, 'so few contacts judge nothing').toBeNull();
    }
    for (const name of names) expect(table).toContain(name);
  });
});

describe('the explorer beside other charts', () => {
  test('is timed by its first picture and its frames, at one and two device pixels', async () => {
    const figures = await benchExplorer(1, 3, () => {});
    const judged = figures.filter(({ target }) => target !== null);
    expect(judged.map(({ name }) => name)).toEqual([
      "explorer at 1 device pixel: first picture, uPlot's = 1",
      "explorer at 1 device pixel: a frame of panning and zooming, uPlot's = 1",
      "explorer at 2 device pixels: first picture, uPlot's = 1",
      "explorer at 2 device pixels: a frame of panning and zooming, uPlot's = 1",
    ]);
    for (const { value, note } of figures) {
      expect(value).toBeGreaterThan(0);
      expect(note).toMatch(/lightweight-charts \d/);
    }
  });

  test('shows the same hours in every run, with outages and no nights off', () => {
    const cells = makeCells(2000);
    expect(makeCells(2000)).toEqual(cells);
    expect(cells.value.filter((value) => value === null).length).toBe(82);
    expect(Math.max(...cells.value.map((value) => value ?? 0))).toBeGreaterThan(100);
  });
});

describe('the readers of the stream', () => {
  test('are connected, told and counted beside pushes, and too few of them judge nothing', async () => {
    const pace = { broadcasts: 2, betweenBroadcastsMs: 10, settleMs: 10, pushes: 2, pushRounds: 1 };
    const figures = await benchStream(folder, 40, () => {}, pace);
    expect(figures.map(({ name }) => name)).toEqual([
      'memory of the server for each of 40 readers',
      'the last of 40 readers has a change',
      'and the longest that it took',
      'the server answers nobody else for at most',
      'with 10 % of them stalled',
      'while contacts are pushed without a pause',
      'contacts pushed, nobody reads',
      'contacts pushed with 40 readers, as a share of that',
    ]);
    // Forty readers may cost no memory that is not there already, and no time that can be measured.
    for (const { name, value, unit } of figures) {
      if (unit === 'kB' || name.startsWith('the server answers nobody')) expect(value, name).not.toBeNull();
      else expect(value, name).toBeGreaterThan(0);
    }
    expect(figures.map(isMet)).toEqual(figures.map(() => null));
  });
});

describe('the outlooks of a night', () => {
  test('are timed, and too few lines judge nothing', () => {
    const figures = benchOutlooks(folder, () => {}, { lines: 2, days: 60 });
    expect(figures.map(({ name }) => name)).toEqual([
      'forecast and slot table of 2 lines with 60 days of calls',
      'the nightly record of 2 lines with 60 days of calls and their channel',
      'the first night, eight weeks replayed',
    ]);
    for (const { name, value } of figures) expect(value, name).toBeGreaterThan(0);
    expect(figures.map(isMet)).toEqual([null, null, null]);
  });
});

describe('the way from an event to its pixel', () => {
  test('is timed in a real browser, and too few changes judge nothing', async () => {
    const figures = await benchLive(folder, () => {}, { changes: 3, betweenMs: 50, seconds: 1, rounds: 1 });
    expect(figures.map(({ name }) => name)).toEqual([
      'event acknowledged to pixel changed, of 3: median',
      'event acknowledged to pixel changed, of 3: 99th percentile',
      'events taken meanwhile',
      ...(figures.length === 4 ? [] : [expect.stringMatching(/^requests for `live`, of \d+ bytes$/)]),
      'requests for `live`, as a share of those of nginx',
    ]);
    for (const { name, value, note } of figures) {
      if (note === undefined) expect(value, name).toBeGreaterThan(0);
      else
        expect([name, value, note]).toEqual([
          expect.any(String),
          null,
          expect.stringMatching(/not installed/),
        ]);
    }
    expect(figures.slice(0, 3).map(isMet)).toEqual([null, null, null]);
  });
});

describe('a figure', () => {
  const figure = (value: number | null, target: Figure['target']): Figure => ({
    name: 'speed',
    value,
    unit: 'ms',
    target,
  });

  test('meets a target at its very edge', () => {
    expect(isMet(figure(10, { most: 10 }))).toBe(true);
    expect(isMet(figure(10.1, { most: 10 }))).toBe(false);
    expect(isMet(figure(0.25, { least: 0.25 }))).toBe(true);
  });

  test('that was not measured neither meets nor misses its target', () => {
    expect(isMet(figure(null, { most: 10 }))).toBeNull();
    expect(tableOf([{ ...figure(null, { most: 10 }), note: 'no clock' }])).toContain(
      'not measured (no clock)',
    );
  });

  test('that misses its target is said so in the table', () => {
    expect(tableOf([figure(12, { most: 10 })])).toMatch(/12 ms +at most 10 +NO/);
  });
});

test('the median of an even number is the mean of the middle two', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([3, 1, 2])).toBe(2);
});

describe('the estimate of waits', () => {
  test('is judged on the demonstration where the calls of the bank are not at hand, which is said', async () => {
    const tables: string[] = [];
    const figures = await benchEstimate(join(folder, 'nowhere'), true, (line) => tables.push(line));
    const [bank, ...others] = figures;
    expect(bank).toMatchObject({ value: null, target: null });
    expect(bank!.note).toMatch(/its calls are not in .*nowhere; --calls names the folder/);
    expect(others.length).toBeGreaterThan(0);
    for (const figure of others) {
      expect(figure.name).toContain('the demonstration');
      expect(isMet(figure), figure.name).not.toBe(false);
    }
    expect(tables.join('\n')).toMatch(/our estimate +\d+\.\d +\d/);
  });
});
