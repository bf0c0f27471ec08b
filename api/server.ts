/** Listens, and stops cleanly. Refuses to know what is answered. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { App } from './app.ts';

export interface RunningServer {
  /** for people: http://127.0.0.1:4321 */
  address: string;
  port: number;
  /** Takes no new requests, finishes those that run, and closes within a few seconds. */
  stop(): Promise<void>;
}

/** What answers: routes, and a shorter way for what is ready. */
type Answering = Pick<App, 'fetch'> & Partial<Pick<App, 'answerAtOnce'>>;

export type Listening = { ok: true; server: RunningServer } | { ok: false; problem: string };

const STOP_WITHIN_MS = 3000;
/** Longer than the idle time of usual proxies, so that they and not we close an idle connection. */
const KEEP_ALIVE_MS = 75_000;
const REQUEST_MS = 120_000;

/** `port` 0 takes any that is free. A port that cannot be had is an expected failure, told in one line. */
export function listen(app: Answering, { host, port }: { host: string; port: number }): Promise<Listening> {
  const route = getRequestListener(app.fetch, { hostname: host, overrideGlobalObjects: false });
  const listener = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    if (!app.answerAtOnce?.(incoming, outgoing)) await route(incoming, outgoing);
  };
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: REQUEST_MS }, listener);
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
