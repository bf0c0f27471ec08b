/**
 * Listens, and stops cleanly. Owns how long a request may take to arrive, how large its head may be and how many connections
 * one visitor may hold; refuses to know what is answered.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { App } from './app.ts';
import { openFilesLimit } from './live/room.ts';
import { makeProblem, problemResponse } from './problem.ts';
import { Visitors } from './visitor.ts';

export interface RunningServer {
  /** for people: http://127.0.0.1:4321 */
  address: string;
  port: number;
  /** Takes no new requests, finishes those that run, and closes within a few seconds. */
  stop(): Promise<void>;
}

/** What answers: routes, and a shorter way for what is ready. */
type Answering = Pick<App, 'fetch'> & Partial<Pick<App, 'answerAtOnce'>>;

export type Listened = { ok: true; server: RunningServer } | { ok: false; problem: string };

const STOP_WITHIN_MS = 3000;
/** Longer than the idle time of usual proxies, so that they and not we close an idle connection. */
const KEEP_ALIVE_MS = 75_000;

/** How long is waited for whoever sends or takes slowly, in milliseconds. */
export interface Patience {
  /** until the head of a request is there */
  head: number;
  /** until all of it is there: the largest push takes so long at 85 kB/s */
  request: number;
  /** in which nothing comes or goes on a connection; streams say something every 15 s, and pushes wait for their turn */
  silence: number;
  /** how often that is looked at */
  look: number;
}

const PATIENCE: Patience = { head: 20_000, request: 120_000, silence: 300_000, look: 5000 };
/** Request line and headers together; beyond it 431. */
const MOST_HEAD_BYTES = 16_384;
/** A company or a mobile network behind one address has hundreds of readers, each with one to six connections. */
const MOST_CONNECTIONS_OF_ONE = 2048;
/** For the database, published files and logs. */
const OPEN_FILES_KEPT = 200;

export interface Listening {
  host: string;
  port: number;
  /** whose connections are counted together */
  visitors?: Visitors;
  patience?: Partial<Patience>;
  mostConnectionsOfOne?: number;
}

/** `port` 0 takes any that is free. A port that cannot be had is an expected failure, told in one line. */
export function listen(
  app: Answering,
  { host, port, visitors = new Visitors(), patience = {}, ...more }: Listening,
): Promise<Listened> {
  const { head, request, silence, look } = { ...PATIENCE, ...patience };
  const options = { hostname: host, overrideGlobalObjects: false };
  const route = getRequestListener(app.fetch, options);
  const refuse = getRequestListener(() => problemResponse(NO_HOST), options);
  const listener = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    if (!isHost(incoming.headers.host)) await refuse(incoming, outgoing);
    else if (!app.answerAtOnce?.(incoming, outgoing)) await route(incoming, outgoing);
  };
  const server = createServer(
    {
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: head,
      requestTimeout: request,
      connectionsCheckingInterval: look,
      maxHeaderSize: MOST_HEAD_BYTES,
    },
    listener,
  );
  // Of an answer that waits for the one before it on its connection, Node would put the word between head and body.
  server.on('checkContinue', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (outgoing.socket !== null) outgoing.writeContinue();
    void listener(incoming, outgoing);
  });
  server.setTimeout(silence);
  const openFiles = openFilesLimit();
  if (openFiles !== null) server.maxConnections = Math.max(1, openFiles - OPEN_FILES_KEPT);
  // Half of all places are for others, also where there are few.
  const most = more.mostConnectionsOfOne ?? MOST_CONNECTIONS_OF_ONE;
  boundEach(server, visitors, Math.min(most, Math.ceil((server.maxConnections ?? Infinity) / 2)));
  return new Promise((resolve) => {
    server.once('error', (error) => resolve({ ok: false, problem: problemOf(error, host, port) }));
    server.listen(port, host, () => {
      const bound = server.address();
      const boundPort = typeof bound === 'object' && bound !== null ? bound.port : port;
      const shownHost = host.includes(':') ? `[${host}]` : host;
      resolve({
        ok: true,
        server: { address: `http://${shownHost}:${boundPort}`, port: boundPort, stop: () => stop(server) },
      });
    });
  });
}

const NO_HOST = makeProblem(
  400,
  'the header Host names no host',
  'expected the name or number of this server, as in the address that was asked: Host: www.example.org',
);

/** RFC 9112, 3.2: who names a host that none can be is refused. What is above makes addresses of it, and would fail at that. */
function isHost(named: string | undefined): boolean {
  return named === undefined || URL.canParse(`http://${named}/`);
}

/** Ends at once each connection of a visitor who has so many already. */
function boundEach(server: Server, visitors: Visitors, most: number): void {
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const visitor = visitors.ofAddress(socket.remoteAddress);
    if (visitor === null) return;
    const held = (open.get(visitor) ?? 0) + 1;
    if (held > most) {
      socket.destroy();
      return;
    }
    open.set(visitor, held);
    socket.once('close', () => {
      const left = (open.get(visitor) ?? 1) - 1;
      if (left > 0) open.set(visitor, left);
      else open.delete(visitor);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => server.closeAllConnections(), STOP_WITHIN_MS);
    server.close(() => {
      clearTimeout(deadline);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function problemOf(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `port ${port} of ${host} is in use; stop what uses it, or name another port: PORT=${port + 1}`;
    case 'EACCES':
      return `port ${port} may not be used without further rights; name one from 1024 up: PORT=4321`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST ${host} is no address of this machine; expected for example 127.0.0.1 or 0.0.0.0`;
    default:
      return `cannot listen on ${host}, port ${port}: ${error.message}`;
  }
}
