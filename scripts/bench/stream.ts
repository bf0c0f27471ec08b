/**
 * Readers of the live stream, 10,000 on one process: what each costs, when the last of them has a change, and whether
 * records go in as fast as without them. Server and readers are processes of their own on this machine.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openFilesLimit } from '../../api/live/room.ts';
import { type Figure, median } from './figure.ts';
import type { FromReaders, FromServer, ToReaders, ToServer } from './stream/messages.ts';

const MOST_BYTES_A_READER = 25_000;
const MOST_MS_TO_THE_LAST = 300;
const LEAST_OF_INGEST_RATE = 0.8;
/** With fewer, what a process costs by itself is most of what is measured. */
const READERS_THAT_JUDGE = 10_000;
const READER_PROCESSES = 2;
const SHARE_STALLED = 0.1;
/** The server's other open files, and room for pushes. */
const OPEN_FILES_KEPT = 500;
const DOCUMENT_BYTES = 2048;
const ROWS_A_PUSH = 1000;
const LONGEST_WAIT_MS = 30_000;

/** How often and how long everything is done. */
export interface StreamPace {
  broadcasts: number;
  betweenBroadcastsMs: number;
  /** for what connecting left behind to be cleared away, as it is in any running server */
  settleMs: number;
  /** in each round of pushing, a thousand contacts each */
  pushes: number;
  pushRounds: number;
}

const PACE: StreamPace = {
  broadcasts: 9,
  betweenBroadcastsMs: 1000,
  settleMs: 3000,
  pushes: 100,
  pushRounds: 3,
};

export async function benchStream(
  folder: string,
  wanted: number,
  say: (line: string) => void,
  pace: StreamPace = PACE,
): Promise<Figure[]> {
  const limit = openFilesLimit();
  const readers = limit === null ? wanted : Math.max(2, Math.min(wanted, limit - OPEN_FILES_KEPT));
  const note =
    readers < wanted
      ? {
          note: `the system lets a process open ${limit} files only; raise \`ulimit -n\` to ${wanted + OPEN_FILES_KEPT}`,
        }
      : {};
  if (note.note !== undefined) say(`${readers} readers instead of ${wanted}: ${note.note}`);
  const processes: ChildProcess[] = [];
  const start = (file: string, ...args: string[]) => {
    const child = fork(join(import.meta.dirname, 'stream', file), args);
    processes.push(child);
    return child;
  };
  try {
    const server = new Served(start('serve.ts', folder));
    const { port, key } = await server.hear('ready');
    await server.publish();
    await sleep(pace.settleMs);
    const emptyBytes = (await server.figures()).residentBytes;
    const count = Math.floor(readers / READER_PROCESSES);
    const connectAll = async () => {
      const groups = Array.from({ length: READER_PROCESSES }, () => new Readers(start('readers.ts')));
      await Promise.all(groups.map((group) => group.connect(port, count)));
      return groups;
    };
    say(`connecting ${readers.toLocaleString('en')} readers`);
    let groups = await connectAll();
    await sleep(pace.settleMs);
    const full = await server.figures();
    if (full.figures.readers !== count * groups.length)
      throw new Error(`${full.figures.readers} are connected`);

    say('telling them all');
    const alone = await broadcasts(server, groups, pace);
    const stalled = Math.floor((readers * SHARE_STALLED) / groups.length);
    say(`${(stalled * groups.length).toLocaleString('en')} of them read no more`);
    await Promise.all(groups.map((group) => group.stall(stalled)));
    const besideStalled = await broadcasts(server, groups, pace);
    await Promise.all(groups.map((group) => group.end()));

    const pushes = new Pushes(port, key);
    await pushes.rate(pace.pushes);
    const rates: { quiet: number[]; read: number[] } = { quiet: [], read: [] };
    const during: number[] = [];
    for (let round = 1; round <= pace.pushRounds; round++) {
      say(`pushing contacts while nobody reads, and while all do: ${round} of ${pace.pushRounds}`);
      rates.quiet.push(await pushes.rate(pace.pushes));
      groups = await connectAll();
      const pushing = pushes.rate(pace.pushes);
      during.push(...(await broadcasts(server, groups, pace, pushing)).lastMs);
      rates.read.push(await pushing);
      await Promise.all(groups.map((group) => group.end()));
    }
    pushes.end();

    const all = `${full.figures.readers.toLocaleString('en')} readers`;
    const judged = <T>(target: T) => (full.figures.readers >= READERS_THAT_JUDGE ? target : null);
    const last = judged({ most: MOST_MS_TO_THE_LAST });
    const figureOf = (name: string, value: number, unit: string, target: Figure['target']): Figure => {
      return { name, value, unit, target };
    };
    return [
      {
        ...figureOf(
          `memory of the server for each of ${all}`,
          (full.residentBytes - emptyBytes) / full.figures.readers / 1000,
          'kB',
          judged({ most: MOST_BYTES_A_READER / 1000 }),
        ),
        ...note,
      },
      figureOf(`the last of ${all} has a change`, median(alone.lastMs), 'ms', last),
      figureOf('and the longest that it took', Math.max(...alone.lastMs), 'ms', null),
      figureOf('the server answers nobody else for at most', median(alone.blockedMs), 'ms', null),
      figureOf(`with ${SHARE_STALLED * 100} % of them stalled`, median(besideStalled.lastMs), 'ms', last),
      figureOf('while contacts are pushed without a pause', median(during), 'ms', last),
      figureOf('contacts pushed, nobody reads', median(rates.quiet), 'contacts/s', null),
      figureOf(
        `contacts pushed with ${all}, as a share of that`,
        median(rates.read) / median(rates.quiet),
        '',
        judged({ least: LEAST_OF_INGEST_RATE }),
      ),
    ];
  } finally {
    for (const child of processes) if (child.connected) child.disconnect();
    const running = processes.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    const late = setTimeout(() => running.forEach((child) => void child.kill('SIGKILL')), LONGEST_WAIT_MS);
    await Promise.all(running.map((child) => once(child, 'exit')));
    clearTimeout(late);
  }
}

interface Broadcasts {
  /** from the change to the last reader */
  lastMs: number[];
  /** the longest turn of the server's event loop meanwhile */
  blockedMs: number[];
}

/** `until`: as long as this goes on, and at least once. */
async function broadcasts(
  server: Served,
  groups: readonly Readers[],
  pace: StreamPace,
  until?: Promise<unknown>,
): Promise<Broadcasts> {
  let isOver = false;
  until?.then(() => {
    isOver = true;
  });
  const times: Broadcasts = { lastMs: [], blockedMs: [] };
  do {
    await Promise.all(groups.map((group) => group.expect()));
    const arrivals = groups.map((group) => group.hear('arrived'));
    const { atMs } = await server.publish();
    const lastMs = Math.max(...(await Promise.all(arrivals)).map((arrival) => arrival.lastMs));
    times.lastMs.push(lastMs - atMs);
    times.blockedMs.push((await server.figures()).longestTurnMs);
    await sleep(pace.betweenBroadcastsMs);
  } while (until === undefined ? times.lastMs.length < pace.broadcasts : !isOver);
  return times;
}

/** A process and what it says; whoever waits too long for a word throws. */
class Heard<Message extends { is: string }> {
  readonly process: ChildProcess;

  constructor(child: ChildProcess) {
    this.process = child;
  }

  hear<Is extends Message['is']>(is: Is): Promise<Extract<Message, { is: Is }>> {
    const { process: child } = this;
    return new Promise((resolve, reject) => {
      const end = (act: () => void) => {
        clearTimeout(deadline);
        child.off('message', listen);
        child.off('exit', onExit);
        act();
      };
      const listen = (message: unknown) => {
        const said = message as Message;
        if (said.is === is) end(() => resolve(said as Extract<Message, { is: Is }>));
      };
      const onExit = () => end(() => reject(new Error(`a process ended before it said "${is}"`)));
      const deadline = setTimeout(() => end(() => reject(new Error(`nobody said "${is}"`))), LONGEST_WAIT_MS);
      child.on('message', listen);
      child.on('exit', onExit);
    });
  }
}

class Served extends Heard<FromServer> {
  #published = 0;

  async publish(): Promise<{ atMs: number }> {
    const body = JSON.stringify({ version: ++this.#published, rest: 'x'.repeat(DOCUMENT_BYTES) });
    const published = this.hear('published');
    this.#tell({ ask: 'publish', body });
    return await published;
  }

  async figures() {
    const figures = this.hear('figures');
    this.#tell({ ask: 'figures' });
    return await figures;
  }

  #tell(message: ToServer): void {
    this.process.send(message);
  }
}

class Readers extends Heard<FromReaders> {
  async connect(port: number, count: number): Promise<void> {
    await this.#ask({ ask: 'connect', port, count }, 'connected');
  }

  async stall(count: number): Promise<void> {
    await this.#ask({ ask: 'stall', count }, 'stalled');
  }

  async expect(): Promise<void> {
    await this.#ask({ ask: 'expect' }, 'expecting');
  }

  async end(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.disconnect();
    await ended;
  }

  async #ask(message: ToReaders, answer: FromReaders['is']): Promise<void> {
    const answered = this.hear(answer);
    this.process.send(message);
    await answered;
  }
}

/** New contacts over one connection, one push after the other. */
class Pushes {
  readonly #port: number;
  readonly #key: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  #rows = 0;

  constructor(port: number, key: string) {
    this.#port = port;
    this.#key = key;
  }

  /** Contacts a second; acknowledged, and so on the disk. */
  async rate(count: number): Promise<number> {
    const bodies = Array.from({ length: count }, () => this.#makeBody());
    const started = performance.now();
    for (const body of bodies) await this.#push(body);
    return (count * ROWS_A_PUSH) / ((performance.now() - started) / 1000);
  }

  end(): void {
    this.#agent.destroy();
  }

  #makeBody(): string {
    const lines = Array.from({ length: ROWS_A_PUSH }, () => {
      const n = ++this.#rows;
      const at = new Date(Date.UTC(2025, 0, 6, 8) + n * 7000).toISOString();
      const wait = (n * 37) % 600;
      return `{"id":"c${n}","offered_at":"${at}","channel":"phone","outcome":"answered","queue":"q${n % 5}","wait_s":${wait}}`;
    });
    return lines.join('\n');
  }

  async #push(body: string): Promise<void> {
    const sent = request({
      ...{ host: '127.0.0.1', port: this.#port, path: '/api/v1/ingest/contacts', method: 'POST' },
      agent: this.#agent,
      headers: { authorization: `Bearer ${this.#key}`, 'content-length': Buffer.byteLength(body) },
    });
    sent.end(body);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const answer = Buffer.concat(await response.toArray());
    if (response.statusCode !== 202) throw new Error(`a push was answered ${response.statusCode}: ${answer}`);
  }
}
