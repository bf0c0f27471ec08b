/**
 * Lighthouse on a telephone against our own server: the four categories and what a reader waits for. Owns where the
 * program comes from: fetched once into `var/`, for it weighs more than all of Candour; refuses to guess where it cannot be had.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchForDebugging } from '../browser.ts';
import { type Figure, median } from './figure.ts';
import { type ServedSite, serveSite } from './served-site.ts';

const VERSION = '13.5.0';
const TOOL = join('var', `lighthouse-${VERSION}`);
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const FULL_SCORE = 100;
const MOST_LCP_MS = 1500;
const NAME = 'Lighthouse, on a telephone';

interface Report {
  runtimeError?: { message: string };
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<
    string,
    { score: number | null; numericValue?: number; title: string; displayValue?: string }
  >;
}

type Lighthouse = (
  address: string,
  flags: { port: number; output: 'json'; logLevel: 'error' },
) => Promise<{ lhr: Report } | undefined>;

export interface LighthouseBench {
  /** for the demonstration that is served where no address is given */
  folder: string;
  address: string | null;
  /** how often each page is measured; the median counts */
  runs: number;
  say(line: string): void;
}

export async function benchLighthouse({ folder, address, runs, say }: LighthouseBench): Promise<Figure[]> {
  const lighthouse = await fetchLighthouse(say);
  if (typeof lighthouse === 'string')
    return [{ name: NAME, value: null, unit: '', target: null, note: lighthouse }];
  const served = address === null ? await serveDemonstration(folder, say) : null;
  const browser = await launchForDebugging(join(folder, 'browser'));
  let relay: Awaited<ReturnType<typeof relayWithout>> | null = null;
  try {
    let origin = (served?.address ?? address ?? '').replace(/\/$/, '');
    const figures: Figure[] = [];
    const flags = { port: browser.port, output: 'json', logLevel: 'error' } as const;
    const measure = async (page: string): Promise<Report> => {
      const result = await lighthouse(`${origin}${page}`, flags);
      if (result === undefined) throw new Error(`Lighthouse gave no report of ${page}`);
      return result.lhr;
    };
    const pages = await pagesOf(origin, say);
    if (/ERR_ABORTED/.test((await measure('/')).runtimeError?.message ?? '')) {
      say(
        'this browser drops pages that name a Referrer-Policy while it is being steered: it is measured without',
      );
      relay = await relayWithout(origin, 'referrer-policy');
      origin = relay.origin;
    }
    for (const page of pages) {
      const reports: Report[] = [];
      for (let run = 0; run < runs; run++) {
        say(`Lighthouse: ${page}, ${run + 1} of ${runs}`);
        const report = await measure(page);
        if (report.runtimeError)
          throw new Error(`Lighthouse could not measure ${page}: ${report.runtimeError.message}`);
        reports.push(report);
      }
      for (const line of shortcomingsOf(reports[0]!)) say(`  ${line}`);
      figures.push(...figuresOf(page, reports));
    }
    return figures;
  } finally {
    await browser.close();
    relay?.server.close();
    await served?.stop();
  }
}

/** The program, or why it is not to be had. */
async function fetchLighthouse(say: LighthouseBench['say']): Promise<Lighthouse | string> {
  const entry = join(TOOL, 'node_modules', 'lighthouse', 'core', 'index.js');
  if (!existsSync(entry)) {
    say(`fetching Lighthouse ${VERSION} into ${TOOL}, once: 180 MB`);
    mkdirSync(TOOL, { recursive: true });
    writeFileSync(join(TOOL, 'package.json'), '{ "private": true }\n');
    const { status, stderr } = spawnSync(
      'npm',
      ['install', '--save-exact', '--ignore-scripts', '--no-audit', '--no-fund', `lighthouse@${VERSION}`],
      { cwd: TOOL, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] },
    );
    if (status !== 0 || !existsSync(entry)) {
      const reason = (stderr ?? '').trim().split('\n')[0] || `npm ended with ${status}`;
      return `could not be fetched: ${reason}`;
    }
  }
  const { default: lighthouse } = (await import(pathToFileURL(entry).href)) as { default: Lighthouse };
  return lighthouse;
}

async function serveDemonstration(folder: string, say: LighthouseBench['say']): Promise<ServedSite> {
  say('loading the demonstration and building its site: a minute or two');
  return await serveSite({
    CANDOUR_CONFIG: '',
    CANDOUR_DB: join(folder, 'demonstration.db'),
    CANDOUR_OUT: join(folder, 'demonstration-site'),
  });
}

/**
 * The same server without one of its headers. The Chromium that npm ships (147) ends with net::ERR_ABORTED on every page
 * that sends a Referrer-Policy while Lighthouse listens to its network; visits without Lighthouse are not touched.
 */
async function relayWithout(origin: string, header: string): Promise<{ server: Server; origin: string }> {
  const server = createServer((incoming, outgoing) => {
    const asked = request(`${origin}${incoming.url}`, { method: incoming.method, headers: incoming.headers });
    asked.once('response', (answer) => {
      const { [header]: _, ...kept } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 502, kept);
      answer.pipe(outgoing);
    });
    asked.once('error', () => outgoing.destroy());
    asked.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  return {
    server,
    origin: `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`,
  };
}

/** The first page, the explorer, the last report: those that the site has. */
async function pagesOf(origin: string, say: LighthouseBench['say']): Promise<string[]> {
  const pages = ['/'];
  for (const page of ['/history/', '/reports/']) {
    const response = await fetch(`${origin}${page}`);
    if (!response.ok) {
      say(`${page} is not measured: the site has no such page`);
      continue;
    }
    if (page === '/history/') pages.push(page);
    else {
      const report = /href="(\/reports\/\d{4}-\d\d-\d\d\/)"/.exec(await response.text())?.[1];
      if (report === undefined) say(`${page} is not measured: it names no report`);
      else pages.push(report);
    }
  }
  return pages;
}

/** Every audit that costs a category points, with what Lighthouse says of it. */
function shortcomingsOf({ categories, audits }: Report): string[] {
  return CATEGORIES.flatMap((name) =>
    (categories[name]?.auditRefs ?? []).flatMap(({ id, weight }) => {
      const audit = audits[id];
      if (weight === 0 || audit === undefined || audit.score === null || audit.score >= 1) return [];
      return [`${name}: ${audit.title} (${id}) ${audit.displayValue ?? ''}`.trim()];
    }),
  );
}

function figuresOf(page: string, reports: readonly Report[]): Figure[] {
  const over = (read: (report: Report) => number) => median(reports.map(read));
  const audit = (id: string) => over(({ audits }) => audits[id]?.numericValue ?? Number.NaN);
  return [
    ...CATEGORIES.map((name) => ({
      name: `${page} Lighthouse ${name}`,
      value: Math.round(over(({ categories }) => (categories[name]?.score ?? 0) * FULL_SCORE)),
      unit: '',
      target: { least: FULL_SCORE },
    })),
    {
      name: `${page} largest contentful paint`,
      value: audit('largest-contentful-paint'),
      unit: 'ms',
      target: { most: MOST_LCP_MS },
    },
    { name: `${page} layout shift`, value: audit('cumulative-layout-shift'), unit: '', target: { most: 0 } },
    { name: `${page} total blocking time`, value: audit('total-blocking-time'), unit: 'ms', target: null },
  ];
}
