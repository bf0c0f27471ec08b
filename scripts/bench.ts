/**
 * `npm run bench`: the figures that this project holds itself to, measured on this machine, as a table and as JSON.
 * Exit 0 every target met, 1 one missed or not reached for a fault, 2 wrong usage. Ratios are of one run: what they
 * compare takes turns, so that a busy machine slows both.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { Command } from 'commander';
import { benchAnswers } from './bench/answers.ts';
import { benchEstimate } from './bench/estimate.ts';
import { benchExplorer } from './bench/explorer.ts';
import { type Figure, isMet, tableOf } from './bench/figure.ts';
import { benchHttp } from './bench/http.ts';
import { benchImpact } from './bench/impact.ts';
import { benchLighthouse } from './bench/lighthouse.ts';
import { benchLive } from './bench/live.ts';
import { benchLoad, loadContacts } from './bench/load.ts';
import { benchOutlooks } from './bench/outlooks.ts';
import { benchRead } from './bench/read.ts';
import { benchReports } from './bench/reports.ts';
import { benchStream } from './bench/stream.ts';
import { EXIT, parseCommand, runCommand, UsageError } from './command.ts';

const BENCHES = [
  'load',
  'read',
  'http',
  'explorer',
  'reports',
  'answers',
  'stream',
  'live',
  'lighthouse',
  'estimate',
  'outlooks',
  'impact',
];
const NEED_CONTACTS = ['load', 'read', 'http'];
/** Of panning and of zooming, in each round. */
const EXPLORER_FRAMES = 60;
const SMALL = 1_000_000;
const LARGE = 10_000_000;

interface Options {
  quick?: boolean;
  only: string;
  rows: string;
  rounds: string;
  readers: string;
  out: string;
  address?: string;
  calls: string;
}

async function main(): Promise<number> {
  const { quick = false, only, rows, rounds, readers, out, address, calls } = parseArguments();
  const wanted = only.split(',');
  const unknown = wanted.find((name) => !BENCHES.includes(name));
  if (unknown !== undefined) throw new UsageError(`--only ${unknown}: expected some of ${BENCHES.join(',')}`);
  const isLoading = wanted.includes('load');
  const small = wholeNumber('--rows', rows);
  const folder = mkdtempSync(join(tmpdir(), 'candour-bench-'));
  const say = (line: string) => process.stderr.write(`${line}\n`);
  try {
    const figures: Figure[] = [];
    if (wanted.includes('explorer')) {
      figures.push(...(await benchExplorer(wholeNumber('--rounds', rounds), EXPLORER_FRAMES, say)));
    }
    // One load makes the database that the other benches read.
    const bench = wanted.some((name) => NEED_CONTACTS.includes(name))
      ? await benchLoad(folder, small, isLoading ? wholeNumber('--rounds', rounds) : 1, say)
      : null;
    if (isLoading && bench !== null) figures.push(...bench.figures);
    if (wanted.includes('read') && bench !== null) {
      if (quick) say(`--quick: ${LARGE.toLocaleString('en')} contacts are left out`);
      else say(`loading ${LARGE.toLocaleString('en')} contacts: minutes`);
      const large = quick ? null : await loadContacts(folder, LARGE);
      figures.push(...(await benchRead(bench.loaded, large)));
    }
    if (wanted.includes('http') && bench !== null) {
      say('asking for a year of hours, again and again');
      figures.push(...(await benchHttp(folder, bench.loaded)));
    }
    if (wanted.includes('lighthouse')) {
      const runs = quick ? 1 : wholeNumber('--rounds', rounds);
      figures.push(...(await benchLighthouse({ folder, address: address ?? null, runs, say })));
    }
    if (wanted.includes('reports')) figures.push(...(await benchReports(folder, say)));
    if (wanted.includes('answers')) figures.push(...(await benchAnswers(folder, say)));
    if (wanted.includes('stream')) {
      figures.push(...(await benchStream(folder, wholeNumber('--readers', readers), say)));
    }
    if (wanted.includes('live')) figures.push(...(await benchLive(folder, say)));
    if (wanted.includes('estimate')) figures.push(...(await benchEstimate(calls, quick, say)));
    if (wanted.includes('outlooks')) figures.push(...benchOutlooks(folder, say));
    if (wanted.includes('impact')) figures.push(...benchImpact(quick, say));
    process.stdout.write(`${tableOf(figures)}\n`);
    mkdirSync(dirname(out), { recursive: true });
    writeFileSync(out, `${JSON.stringify(reportOf(figures), null, 2)}\n`);
    return figures.some((figure) => isMet(figure) === false) ? EXIT.nothing : EXIT.well;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function parseArguments(): Options {
  const command = new Command('npm run bench --')
    .option('--quick', `leave out what needs ${LARGE.toLocaleString('en')} contacts`)
    .option('--only <names>', `some of ${BENCHES.join(',')}`, BENCHES.join(','))
    .option('--rows <count>', 'contacts to load', String(SMALL))
    .option('--rounds <count>', 'how often each load and each chart is timed', '5')
    .option('--readers <count>', 'readers of the live stream at once', '10000')
    .option('--address <url>', 'a running site for Lighthouse, in place of a demonstration of its own')
    .option('--calls <folder>', "the bank's monthly files, for the estimate", '../shared/data/anonbank')
    .option('--out <file>', 'where the figures are kept as JSON', 'var/bench/latest.json');
  parseCommand(command);
  return command.opts<Options>();
}

function wholeNumber(option: string, written: string): number {
  if (!/^[1-9]\d{0,8}$/.test(written))
    throw new UsageError(`${option} ${written}: expected a whole number from 1`);
  return Number(written);
}

function reportOf(figures: readonly Figure[]) {
  return {
    measuredAt: new Date().toISOString(),
    machine: {
      cores: availableParallelism(),
      processor: cpus()[0]?.model ?? 'unknown',
      platform: `${process.platform} ${process.arch}`,
      node: process.version,
    },
    figures: figures.map((figure) => ({ ...figure, met: isMet(figure) })),
  };
}

await runCommand(main);
