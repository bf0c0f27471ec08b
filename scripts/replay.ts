/**
 * `npm run replay`: sends recorded contacts to a running server as the events that they were, in their own rhythm times
 * `--speed`, shifted to now; or as fast as asked, to see what a server takes.
 * Exit 0 all well, also when it was stopped; 3 some were rejected; 1 nothing was taken or the server refused; 2 wrong usage.
 */
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import type { Contact, EventRecord } from '../db/domain/contact.ts';
import { compactUtc } from '../db/domain/instant.ts';
import { makeZone } from '../db/domain/zone.ts';
import { EXIT, parseCommand, runCommand, UsageError } from './command.ts';
import { refuseNoFile } from './input-file.ts';
import { readMapping } from './mapping-file.ts';
import { progressLine } from './progress.ts';
import { eventsOf } from './replay/contact-events.ts';
import { inOrder } from './replay/event-order.ts';
import { type Asked, checkOptions, type Options } from './replay/options.ts';
import { askClock, PushSink } from './replay/push-sink.ts';
import { type RecordedContacts, readContacts } from './replay/recorded-contacts.ts';
import { type Pace, type Sent, sendAll } from './replay/sender.ts';
import { atRate, inRhythm, type PacedEvent, until } from './replay/timeline.ts';

const HELP = `
Times that are sent are times at which it is so: at --speed 10 a recorded minute passes in six seconds, and whoever
waited for a minute is told to have waited for six seconds. With --shift none recorded times are sent as they are.
A key may push 300 requests a minute: up to 1,000 events go in each.`;

async function main(): Promise<number> {
  const asked = readArguments();
  const mapping = asked.mapping === undefined ? undefined : readMapping(asked.mapping);
  if (mapping !== undefined && mapping.kind !== 'contacts')
    throw new UsageError(`--map ${asked.mapping}: it makes ${mapping.kind}; a replay tells contacts`);
  for (const file of asked.files) refuseNoFile(file);
  const server = await askClock(asked.url);
  if (!server.ok) throw new UsageError(server.problem, EXIT.nothing);
  const zone = makeZone(server.timeZone);
  const recorded = await readContacts(asked.files, {
    ...{ zone, mapping, from: asked.from, to: asked.to },
  });
  const [first] = recorded.contacts;
  if (first === undefined) throw new UsageError(`no contact to replay${saidOf(recorded)}`, EXIT.nothing);

  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
  const events = recorded.contacts.reduce((count, contact) => count + eventsOf(contact).length, 0);
  // The clock is asked again: a long file takes a while to read.
  const now = await askClock(asked.url);
  if (!now.ok) throw new UsageError(now.problem, EXIT.nothing);
  const run = `${compactUtc(now.nowSeconds)}-`;
  const total = asked.forMs === null ? events : 0;
  const begins = asked.from ?? first.offeredAt;
  say(
    `${number(recorded.contacts.length)} contacts, ${number(events)} events, from ${zone.formatInstant(begins)}; at ${asked.url} it is ${zone.formatInstant(now.nowSeconds)}`,
  );
  const progress = progressLine();
  const pace = startPace(stop.signal);
  const sent = await sendAll(
    paced(recorded.contacts, first, asked, { run, pace, startsAt: now.nowSeconds }),
    new PushSink(asked),
    pace,
    {
      isStopped: () => stop.signal.aborted,
      watch: (so) => progress.show(so.acknowledged, total, watched(so)),
    },
  );
  progress.end();
  report(recorded, sent, pace.elapsedMs());
  if (sent.refusal !== null) throw new UsageError(`the server refused: ${sent.refusal}`, EXIT.nothing);
  if (sent.acknowledged === 0 && sent.sent > 0) return EXIT.nothing;
  return sent.rejected + recorded.rejected > 0 ? EXIT.someRejected : EXIT.well;
}

function readArguments(): Asked {
  const command = new Command('npm run replay --')
    .argument('<file...>', 'recorded contacts, CSV or NDJSON, also as .gz; - is standard input')
    .option('--speed <times>', 'times the recorded rhythm; max: as fast as they are taken', '1')
    .option('--rate <events>', 'so many events a second in place of their rhythm, each told as of now')
    .option(
      '--for <time>',
      'with --rate or --speed max: so long (60s, 5m), from the beginning again if need be',
    )
    .option('--key <key>', 'a key that may push events (npm run key); default: CANDOUR_KEY')
    .option('--url <address>', 'the server', `http://127.0.0.1:${process.env.PORT ?? 4321}`)
    .option('--map <mapping>', 'mapping file, or the name of one that comes with Candour')
    .option('--from <time>', 'only contacts that arrived from then on (RFC 3339); then is now')
    .option('--to <time>', 'only contacts that arrived before')
    .option('--shift <to>', 'now: the first happens now; none: recorded times are sent as they are', 'now')
    .option('--source <name>', 'the source they are told under', 'replay')
    .addHelpText('after', HELP);
  parseCommand(command);
  const options = command.opts<Options>();
  return checkOptions(command.args, options, process.env.CANDOUR_KEY);
}

function paced(
  contacts: readonly Contact[],
  first: Contact,
  { speed, rate, from, isShifted, forMs }: Asked,
  { run, pace, startsAt }: { run: string; pace: Pace; startsAt: number },
): Iterable<PacedEvent> {
  const elapsedMs = () => pace.elapsedMs();
  if (rate !== null) {
    const events = told(contacts, run, forMs !== null);
    return until(atRate(events, { perSecond: rate, startsAt, elapsedMs }), forMs ?? Infinity, elapsedMs);
  }
  const rhythm = { speed, from: from ?? first.offeredAt, startsAt: isShifted ? startsAt : null };
  return inRhythm(told(contacts, run, false), rhythm);
}

/** The events of the contacts, each time under ids of their own. */
function* told(contacts: readonly Contact[], run: string, isRepeated: boolean): Generator<EventRecord> {
  let round = 0;
  do {
    const prefix = round === 0 ? run : `${run}${round}-`;
    let hasAny = false;
    for (const event of inOrder(contacts)) {
      hasAny = true;
      yield { ...event, contactId: `${prefix}${event.contactId}` };
    }
    if (!hasAny) return;
    round++;
  } while (isRepeated);
}

function startPace(stopped: AbortSignal): Pace {
  const startedAt = performance.now();
  return {
    elapsedMs: () => performance.now() - startedAt,
    sleep: (ms) => sleep(ms, undefined, { signal: stopped }).catch(() => undefined),
  };
}

function watched({ sent, acknowledged, rejected, lagMs, waitsFor }: Sent): string {
  const open = sent - acknowledged - rejected;
  const parts = [
    'events acknowledged',
    ...(open > 0 ? [`${open.toLocaleString('en')} on their way`] : []),
    ...(lagMs >= 1000 ? [`${Math.round(lagMs / 1000)} s behind`] : []),
    ...(waitsFor === null ? [] : [`waiting: ${waitsFor}`]),
  ];
  return parts.join(', ');
}

function saidOf({ rejected, firstReject }: RecordedContacts): string {
  if (firstReject === null) return '';
  const { file, line, field, value, reason } = firstReject;
  return `; ${rejected} rows could not be read, first ${file}:${line}: ${field}: ${JSON.stringify(value)}: ${reason}`;
}

const say = (line: string) => process.stdout.write(`${line}\n`);
const number = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 1 });

function report(recorded: RecordedContacts, sent: Sent, elapsedMs: number): void {
  const { acknowledged, rejected, requestMs, repeated } = sent;
  const open = sent.sent - acknowledged - rejected;
  if (recorded.rejected > 0) say(`some rows were left out${saidOf(recorded)}`);
  const blocked = recorded.contacts.filter(({ outcome }) => outcome === 'blocked').length;
  if (blocked > 0) say(`${number(blocked)} blocked contacts were left out: no event tells of them`);
  const seconds = elapsedMs / 1000;
  say(
    `acknowledged ${number(acknowledged)} events in ${number(seconds)} s, ${number(acknowledged / seconds)} a second; rejected ${number(rejected)}${open > 0 ? `; of ${number(open)} nobody knows` : ''}`,
  );
  if (sent.firstReject !== null) say(`the first that was rejected: ${sent.firstReject}`);
  const sorted = requestMs.toSorted((a, b) => a - b);
  const quantile = (p: number) => sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? 0;
  if (sorted.length > 0) {
    say(
      `${number(sorted.length)} requests, acknowledged after ${number(quantile(0.5))} ms (median), ${number(quantile(0.95))} ms (95 of 100); ${number(repeated)} were sent again`,
    );
  }
}

await runCommand(main);
