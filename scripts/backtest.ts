/**
 * `npm run backtest`: how good our forecasts of demand would have been, held against plain ones, by rolling origin over
 * the records; what it scores of days without a score is published too, as replayed. Owns the options and the table; what is
 * forecast and scored is db/domain's.
 * Exit 0 with a scoreboard, 1 where the records are too few for one, 2 wrong usage.
 */
import process from 'node:process';
import { Command } from 'commander';
import { makeClock, readEnvironment } from '../api/env.ts';
import { backtestFeed } from '../api/feeds/backtest.ts';
import { keepReplays } from '../api/replay-keeping.ts';
import { CHANNELS, type Channel } from '../db/domain/contact.ts';
import { type CivilDay, formatDay, parseDay } from '../db/domain/zone.ts';
import { openForWriting } from '../db/open.ts';
import { EXIT, parseCommand, runCommand, UsageError } from './command.ts';
import { openOrganisation } from './organisation.ts';

interface Options {
  from: CivilDay | null;
  to: CivilDay | null;
  channel: Channel | null;
  isJson: boolean;
}

async function main(): Promise<number> {
  const options = readOptions();
  const read = readEnvironment(process.env);
  if (!read.ok) throw new UsageError(read.problems.join('\n'));
  const { databasePath, configPath, now } = read.environment;
  const nowSeconds = makeClock(now)();
  const db = openForWriting(databasePath);
  try {
    const { configuration, zone, calendar } = await openOrganisation(db, configPath, nowSeconds);
    const context = { db, configuration, zone, calendar, nowSeconds };
    const result = backtestFeed(context, options);
    if (!result.ok) throw new UsageError(result.detail, EXIT.nothing);
    const { from, to, places, scores } = result.answer;
    const say = (line: string) => process.stdout.write(`${line}\n`);
    say(`forecasts of ${formatDay(from)} to ${formatDay(to)}, each made from what was known before it`);
    for (const { channel, grain, days } of places) {
      say(`  ${channel}: ${days.toLocaleString('en')} days scored, by the ${grain}`);
    }
    for (const line of tableOf(scores)) say(line);
    const kept = keepReplays(
      context,
      places.map(({ channel }) => ({ channel })),
      { from, to },
    );
    if (kept > 0)
      say(`kept ${kept.toLocaleString('en')} replayed ${kept === 1 ? 'day' : 'days'} for track-record`);
    if (options.isJson) say(JSON.stringify(scores));
    return EXIT.well;
  } finally {
    db.close();
  }
}

const HEADINGS = ['days ahead', 'method', 'error', 'RMSE', 'pinball', 'in 80 %', 'in 95 %', 'n'];

type Score = Extract<ReturnType<typeof backtestFeed>, { ok: true }>['answer']['scores'][number];

function tableOf(scores: readonly Score[]): string[] {
  const percent = (share: number | null) => (share === null ? '–' : `${(100 * share).toFixed(1)} %`);
  const number = (value: number | null) => (value === null ? '–' : value.toFixed(2));
  const rows = scores.map((score) => [
    String(score.leadDays),
    score.method,
    percent(score.wmape),
    number(score.rmse),
    number(score.pinball),
    percent(score.cover80),
    percent(score.cover95),
    score.n.toLocaleString('en'),
  ]);
  const table = [HEADINGS, ...rows];
  const widths = HEADINGS.map((_, i) => Math.max(...table.map((row) => row[i]!.length)));
  return table.map((row) =>
    row.map((cell, i) => (i === 1 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '),
  );
}

function readOptions(): Options {
  const command = new Command('npm run backtest --')
    .option('--from <date>', 'first day that is scored (default: eight weeks before the last)')
    .option('--to <date>', 'last day that is scored (default: the last day of records)')
    .option('--channel <channel>', 'one channel (default: all)')
    .option('--json', 'the scoreboard as JSON, on the last line');
  parseCommand(command);
  const given = command.opts<{ from?: string; to?: string; channel?: string; json?: boolean }>();
  const [from, to] = (['from', 'to'] as const).map((name) => readDay(`--${name}`, given[name]));
  if (from !== null && to !== null && from! > to!) {
    throw new UsageError(
      `--from: found "${given.from}"; expected a date on or before --to, which is ${given.to}`,
    );
  }
  const { channel } = given;
  if (channel !== undefined && !(CHANNELS as readonly string[]).includes(channel)) {
    throw new UsageError(`--channel: found "${channel}"; expected one of ${CHANNELS.join(', ')}`);
  }
  return {
    from: from!,
    to: to!,
    channel: (channel as Channel | undefined) ?? null,
    isJson: given.json === true,
  };
}

function readDay(name: string, text: string | undefined): CivilDay | null {
  if (text === undefined) return null;
  const day = parseDay(text);
  if (day === null) throw new UsageError(`${name}: found "${text}"; expected a date, for example 2026-02-28`);
  return day;
}

await runCommand(main);
