/**
 * Five years of hours in the explorer's chart, beside uPlot and lightweight-charts in the same page: time to the first
 * picture, and of a frame while panning and zooming, at one and at two device pixels. `explorer/harness.ts` says what
 * exactly is timed. Each round meets each chart once, in turn, each in a page of its own.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Columns } from '../../site/charts/history/time-series.ts';
import { launchBrowser } from '../browser.ts';
import { RandomStream } from '../demonstration/random-stream.ts';
import type { Script, Timing } from './explorer/harness.ts';
import { type Figure, median } from './figure.ts';

const POINTS = 43_800;
const SEED = 20_260;
const START = Date.UTC(2021, 0, 1) / 1000;
const HOUR = 3600;
const CHARTS = ['ours', 'uplot', 'lightweight-charts'] as const;
type Chart = (typeof CHARTS)[number];
const SIZE = { width: 1120, height: 400 };
const PROVISIONAL_HOURS = 14 * 24;
const MOST_OF_UPLOT = 1;

/** The share of a day's demand that comes in each hour of the wall, as the demonstration's company has it. */
const HOURLY = [2, 1, 1, 1, 2, 6, 18, 45, 80, 95, 100, 94, 82, 86, 88, 84, 76, 62, 44, 32, 22, 14, 8, 4];
const WEEKDAYLY = [1.15, 1.05, 1, 0.98, 0.95, 0.5, 0.4];

/** Hours around the clock with seasons, luck and two outages; no nights off, since gaps slow the others more. */
export function makeCells(points: number): Columns {
  const luck = new RandomStream(SEED, 'explorer bench', 0);
  const value: (number | null)[] = [];
  const status: Columns['status'] = [];
  for (let i = 0; i < points; i++) {
    const day = Math.floor(i / 24);
    const season = 1 + 0.2 * Math.sin((day / 365) * 2 * Math.PI) + day / 6000;
    const mean = 3 * HOURLY[i % 24]! * WEEKDAYLY[day % 7]! * season * luck.logNormal(1, 0.15);
    const isOut = Math.abs(i - points * 0.3) < 30 || Math.abs(i - points * 0.7) < 12;
    value.push(isOut ? null : luck.poisson(mean));
    status.push(isOut ? 'missing' : i < points - PROVISIONAL_HOURS ? 'final' : 'provisional');
  }
  return { start0: new Date(START * 1000).toISOString(), step: HOUR, value, status };
}

/** One script of a chart, as the site's build would make it. */
async function bundle(name: string): Promise<string> {
  const entry = join(import.meta.dirname, 'explorer', `${name}.ts`);
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, rollupOptions: { input: entry, output: { format: 'es' } }, modulePreload: false },
  });
  const files = [result].flat().flatMap((one) => ('output' in one ? one.output : []));
  return files.map((file) => (file.type === 'chunk' ? file.code : '')).join('');
}

export async function benchExplorer(
  rounds: number,
  frames: number,
  say: (line: string) => void,
): Promise<Figure[]> {
  say('bundling the charts');
  const parts = await Promise.all(
    [...CHARTS, 'harness'].map(async (name) => [name, await bundle(name)] as const),
  );
  const site = fileURLToPath(new URL('../../site/styles/', import.meta.url));
  const styles = ['tokens', 'chart', 'history'].map((name) =>
    readFileSync(join(site, `${name}.css`), 'utf8'),
  );
  const ofUplot = readFileSync(fileURLToPath(import.meta.resolve('uplot/dist/uPlot.min.css')), 'utf8');
  const css = [...styles, ofUplot].join('\n');
  const files = new Map<string, [type: string, body: string]>(
    parts.map(([name, code]) => [`/${name}.js`, ['text/javascript', code]]),
  );
  files.set('/', [
    'text/html',
    `<!doctype html><meta charset="utf-8"><title>bench</title><style>${css}</style><script type="module" src="/harness.js"></script>`,
  ]);
  files.set('/cells.json', ['application/json', JSON.stringify(makeCells(POINTS))]);
  const server = createServer((request, response) => {
    const [type, body] = files.get(request.url ?? '') ?? ['text/plain', ''];
    // The last two give the page a clock of microseconds.
    response.writeHead(200, {
      'content-type': type,
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const browser = await launchBrowser();
  try {
    const figures: Figure[] = [];
    for (const ratio of [1, 2]) {
      const timings = new Map<Chart, Timing[]>(CHARTS.map((chart) => [chart, []]));
      for (let round = 0; round <= rounds; round++) {
        for (const chart of CHARTS) {
          const context = await browser.newContext({
            deviceScaleFactor: ratio,
            locale: 'en-GB',
            viewport: { width: 1200, height: 600 },
          });
          const page = await context.newPage();
          await page.goto(address);
          const script = { address: `/${chart}.js`, ...SIZE, panFrames: frames, zoomFrames: frames };
          const timing = await page.evaluate(
            (one) => (window as unknown as { timeChart: (script: Script) => Promise<Timing> }).timeChart(one),
            script,
          );
          await context.close();
          // The first round warms the browser up.
          if (round > 0) timings.get(chart)!.push(timing);
        }
        if (round > 0)
          say(`explorer at ${ratio} device pixel${ratio > 1 ? 's' : ''}: round ${round} of ${rounds}`);
      }
      figures.push(...figuresOf(timings, ratio));
    }
    return figures;
  } finally {
    await browser.close();
    server.close();
  }
}

function figuresOf(timings: ReadonlyMap<Chart, readonly Timing[]>, ratio: number): Figure[] {
  const at = `at ${ratio} device pixel${ratio > 1 ? 's' : ''}`;
  const shown: readonly (readonly [string, (timing: Timing) => number])[] = [
    ['first picture', ({ firstMs }) => firstMs],
    ['a frame of panning and zooming', ({ panMs, zoomMs }) => mean([...panMs, ...zoomMs])],
    ['a frame of panning', ({ panMs }) => mean(panMs)],
    ['a frame of zooming', ({ zoomMs }) => mean(zoomMs)],
  ];
  return shown.flatMap(([name, of], i): Figure[] => {
    const ms = (chart: Chart) => median(timings.get(chart)!.map(of));
    const title = `explorer ${at}: ${name}`;
    const note = `uPlot ${ms('uplot').toFixed(2)}, lightweight-charts ${ms('lightweight-charts').toFixed(2)}`;
    return [
      { name: title, value: ms('ours'), unit: 'ms', target: null, note },
      {
        name: `${title}, uPlot's = 1`,
        value: ms('ours') / ms('uplot'),
        unit: '',
        target: i < 2 ? { most: MOST_OF_UPLOT } : null,
        note: `lightweight-charts ${(ms('lightweight-charts') / ms('uplot')).toFixed(2)}`,
      },
    ];
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
