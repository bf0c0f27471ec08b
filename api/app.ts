/**
 * The application: addresses to answers. Owns the order of the routes, methods, and what is said when nothing fits;
 * refuses to open, to listen and to keep time, which are handed to it.
 */
import type { HttpBindings } from '@hono/node-server';
import { OpenAPIHono } from '@hono/zod-openapi';
import { routePath } from 'hono/route';
import { type Configuration, rollupSignature } from '../db/configuration.ts';
import { makeVersionReader } from '../db/data-version.ts';
import type { Calendar } from '../db/domain/calendar.ts';
import { LOG_FOLDER } from '../db/domain/site-log.ts';
import type { Zone } from '../db/domain/zone.ts';
import type { ReadHandle, WriteHandle } from '../db/open.ts';
import { findUnreadiness } from '../db/readiness.ts';
import { ReadyAnswer, ReadyAnswers } from './bytes.ts';
import type { FeedContext } from './feeds/context.ts';
import { liveFeed } from './feeds/live.ts';
import { Gate, type ReadLimits, sendProblem } from './gate.ts';
import type { LiveHub } from './live/hub.ts';
import { LiveSnapshot } from './live/snapshot.ts';
import { answerStream, isStreamAddress, openStream, STREAM_PATH } from './live/stream.ts';
import { errorFields, type Log } from './log.ts';
import { transportHeaders } from './page-protection.ts';
import { makeProblem, problemResponse } from './problem.ts';
import { PushDesk } from './push.ts';
import {
  HISTORY_PATHS,
  MOMENT_SECONDS,
  PUBLIC_PATHS,
  type Rendered,
  readAddress,
  unknownPath,
} from './render.ts';
import {
  type AppContext,
  type AppEnv,
  addressOf,
  CORS_HEADERS,
  headerOf,
  preferredEncodings,
  SECURITY_HEADERS,
  send,
  write,
} from './representation.ts';
import { answerClock, CLOCK_PATH } from './routes/clock.ts';
import { answerHealth, answerReady, HEALTH_PATH, READY_PATH } from './routes/health.ts';
import { answerPush } from './routes/ingest.ts';
import { LIVE_CSV_PATH, LIVE_PATH, liveCsv } from './routes/live.ts';
import { API } from './routes/resource.ts';
import { StaticFiles } from './static-files.ts';
import { isDamage, isStorageFault } from './storage-fault.ts';
import type { BucketLimits } from './token-bucket.ts';
import { Visitors } from './visitor.ts';
import type { WaitingLimits } from './waiting-room.ts';

export interface AppSettings {
  /** for what is pushed; null: pushing is refused */
  db: WriteHandle | null;
  read: ReadHandle;
  configuration: Configuration;
  zone: Zone;
  calendar: Calendar;
  /** UTC seconds */
  clock: () => number;
  log: Log;
  /** called after a push that changed records, to have them counted */
  recordsChanged?: () => void;
  /** who listens to the present state; left out: there is no stream */
  live?: LiveHub;
  /** the folder of the built site and the published files */
  staticRoot?: string;
  /** the Content-Security-Policy of its pages */
  pagePolicy?: string;
  pushLimits?: BucketLimits;
  /** whose requests are counted together; left out: there is no proxy that is known */
  visitors?: Visitors;
  readLimits?: ReadLimits;
  /** of what waits to be stored; left out: as for a running server */
  waitingLimits?: WaitingLimits;
  /** what is made of answers and pages, such as pictures; asked where neither a route nor a file answers */
  answerMore?: AnswerMore;
}

/** `ask` gives the application's own answer to an address, so that nothing is worked out twice; null: not answered here. */
export type AnswerMore = (
  request: Request,
  ask: (address: string) => Promise<Response>,
) => Promise<Response | null>;

export interface App extends OpenAPIHono<AppEnv> {
  /**
   * What every request on a real connection passes first. Turns away who asks too often, answers at once what was answered
   * before and has not changed, opens streams, and says whether it did any of that: finding the route and wrapping the request
   * take longer than sending the bytes, and a wrapped request is memory for as long as its stream lasts.
   */
  answerAtOnce(incoming: HttpBindings['incoming'], outgoing: HttpBindings['outgoing']): boolean;
  /** Looks at the queues from now on; without it each who asks for them is looked for. */
  snapshot: LiveSnapshot;
}

const PUBLIC_HEADERS = {
  ...CORS_HEADERS,
  'cache-control': 'public, max-age=15, stale-while-revalidate=60',
};
/** For whoever runs the server. */
const DAMAGED =
  'stop the server and put the last backup in place (npm run backup -- --restore FILE), then send again what came after it';
const READ_METHODS = ['GET', 'HEAD', 'OPTIONS'];

export function createApp(settings: AppSettings): App {
  const { db, read, configuration, zone, calendar, clock, log, live: hub, staticRoot, answerMore } = settings;
  const app = new OpenAPIHono<AppEnv>();
  const ready = new ReadyAnswers();
  const visitors = settings.visitors ?? new Visitors();
  const gate = new Gate({ visitors, clock, limits: settings.readLimits });
  const version = makeVersionReader(read);
  /** What an answer depends on besides its address. */
  const contextNow = (): FeedContext => ({ db: read, configuration, zone, calendar, nowSeconds: clock() });
  const snapshot = new LiveSnapshot({
    make: () => liveFeed(contextNow()),
    toCsv: liveCsv,
    publish: (body) => hub?.publish(body),
    log,
  });
  const momentOf = (dataVersion: string, nowSeconds: number) =>
    `${dataVersion} ${Math.floor(nowSeconds / MOMENT_SECONDS)}`;

  function answerPublic(c: AppContext): Response {
    const nowSeconds = clock();
    const moment = momentOf(version.now(), nowSeconds);
    const address = addressOf(c);
    const preferred = preferredEncodings(headerOf(c, 'accept-encoding'));
    const known = ready.find(address, moment, preferred);
    if (known !== null) return send(c, known);

    const question = readAddress(address);
    if (!question.ok) return problemResponse(question.problem);
    const { normal, render } = question.question;
    const context: FeedContext = { db: read, configuration, zone, calendar, nowSeconds };
    const same = ready.adopt(address, normal, moment, preferred);
    if (same !== null) return send(c, same);
    const refusal = gate.refusalOfWork(c);
    if (refusal !== null) return refusal;
    const startedAt = performance.now();
    const rendered = render(context);
    gate.noteWork(c, performance.now() - startedAt);
    if (rendered.status !== 200) return sendRefusal(rendered);
    const { type, body, fileName } = rendered;
    const answer = new ReadyAnswer(body, {
      'content-type': type,
      ...(fileName === undefined ? {} : { 'content-disposition': `inline; filename="${fileName}"` }),
      ...PUBLIC_HEADERS,
    });
    ready.keep(address, normal, moment, answer);
    return send(c, answer.in(preferred));
  }

  const transport = Object.entries(transportHeaders(configuration.security.httpsOnlyDays));
  const findReady = (url: string, acceptEncoding: string | undefined) => {
    try {
      const moment = momentOf(version.inThisTurn(), clock());
      return ready.find(url, moment, preferredEncodings(acceptEncoding));
    } catch {
      // The usual way meets the same fault, and there it is noted and answered.
      return null;
    }
  };
  const answerAtOnce: App['answerAtOnce'] = (incoming, outgoing) => {
    const { method, url, headers } = incoming;
    for (const [name, value] of transport) outgoing.setHeader(name, value);
    const refusal = gate.refusalOf(incoming, outgoing);
    if (refusal !== null) {
      void sendProblem(refusal, outgoing);
      return true;
    }
    if (method !== 'GET' || url === undefined) return false;
    // Where there is no place, the route says so.
    if (hub !== undefined && isStreamAddress(url)) return openStream(hub, incoming, outgoing);
    const accepted = headers['accept-encoding'];
    const known =
      url === LIVE_PATH && snapshot.isRunning
        ? snapshot.json().in(preferredEncodings(accepted))
        : findReady(url, accepted);
    if (known !== null) write(outgoing, known, headers['if-none-match']);
    return known !== null;
  };

  for (const path of [...PUBLIC_PATHS.map(patternOf), ...HISTORY_PATHS]) {
    app.get(path, answerPublic);
    app.all(path, (c) => answerOtherMethod(c, READ_METHODS));
  }
  app.get(CLOCK_PATH, () => answerClock(zone, clock()));
  app.all(CLOCK_PATH, (c) => answerOtherMethod(c, READ_METHODS));
  const sendReady = (c: AppContext, answer: ReadyAnswer) =>
    send(c, answer.in(preferredEncodings(headerOf(c, 'accept-encoding'))));
  app.get(LIVE_PATH, (c) => sendReady(c, snapshot.json()));
  app.get(LIVE_CSV_PATH, (c) => sendReady(c, snapshot.csv()));
  for (const path of [LIVE_PATH, LIVE_CSV_PATH]) app.all(path, (c) => answerOtherMethod(c, READ_METHODS));
  app.get(HEALTH_PATH, () => answerHealth());
  app.all(HEALTH_PATH, (c) => answerOtherMethod(c, READ_METHODS));
  if (hub !== undefined) {
    app.get(STREAM_PATH, (c) => answerStream(c, hub));
    app.all(STREAM_PATH, (c) => answerOtherMethod(c, READ_METHODS));
  }
  const signature = rollupSignature(configuration);
  app.get(READY_PATH, () => answerReady(findUnreadiness(read, signature, clock())));
  app.all(READY_PATH, (c) => answerOtherMethod(c, READ_METHODS));

  if (db !== null) {
    const { pushLimits, waitingLimits } = settings;
    const recordsChanged = () => {
      settings.recordsChanged?.();
      snapshot.noteChange();
    };
    const desk = new PushDesk({
      ...{ db, configuration, zone, clock, log, recordsChanged },
      limits: pushLimits,
      waitingLimits,
    });
    app.post(`${API}/ingest/:kind`, (c) => answerPush(c, desk, visitors));
    app.all(`${API}/ingest/:kind`, (c) => answerOtherMethod(c, ['POST', 'OPTIONS']));
  }

  const files = staticRoot === undefined ? null : new StaticFiles(staticRoot, settings.pagePolicy);
  app.get('*', async (c) => {
    const isApi = c.req.path.startsWith(`${API}/`);
    // The log is files alone; they answer below the API too.
    const address = c.req.path.startsWith(LOG_BELOW_API) ? addressOf(c).slice(API.length) : addressOf(c);
    const file = files === null ? null : await files.find(c, address);
    if (file !== null) return file;
    if (!isApi && answerMore !== undefined) {
      const refusal = gate.refusalOfWork(c);
      if (refusal !== null) return refusal;
    }
    const more = isApi ? null : await answerMore?.(c.req.raw, async (address) => app.request(address));
    if (more) {
      gate.noteWork(c);
      return more;
    }
    return files === null || isApi ? problemResponse(unknownPath(c.req.path)) : files.missing(c);
  });
  app.all('*', (c) =>
    c.req.path.startsWith('/api/')
      ? problemResponse(unknownPath(c.req.path))
      : answerOtherMethod(c, READ_METHODS),
  );
  app.onError((error, c) => {
    // The address as it is routed: what a visitor wrote in it is a question.
    log('error', { method: c.req.method, route: routePath(c), ...errorFields(error) });
    if (isStorageFault(error)) {
      if (isDamage(error)) log('database damaged', { words: DAMAGED });
      return problemResponse(
        makeProblem(
          503,
          'the database cannot be used now',
          'the fault is on this side and has been noted; try again later',
        ),
        { 'retry-after': '60' },
      );
    }
    return problemResponse(
      makeProblem(
        500,
        'this should not have happened',
        'the fault is on this side and has been noted; try again later',
      ),
    );
  });
  return Object.assign(app, { answerAtOnce, snapshot });
}

const LOG_BELOW_API = `${API}/${LOG_FOLDER}/`;

/** `/reports/{date}.csv` as the router writes it: one part of an address, whatever it ends in, or before its last. */
function patternOf(path: string): string {
  return path.replace(/\{(\w+)\}(\.csv)?$/, ':$1').replace(/\{(\w+)\}/, ':$1');
}

function sendRefusal({ status, type, body }: Rendered): Response {
  return new Response(body, {
    status,
    headers: { ...SECURITY_HEADERS, ...CORS_HEADERS, 'content-type': type, 'cache-control': 'no-store' },
  });
}

function answerOtherMethod(c: AppContext, methods: readonly string[]): Response {
  const allow = methods.join(', ');
  if (c.req.method === 'OPTIONS') {
    const isOpen = methods.includes('GET');
    const cors = {
      ...CORS_HEADERS,
      'access-control-allow-methods': 'GET, HEAD, OPTIONS',
      'access-control-allow-headers': 'If-None-Match, Last-Event-ID',
      'access-control-max-age': '86400',
    };
    return new Response(null, {
      status: 204,
      headers: { ...SECURITY_HEADERS, allow, ...(isOpen ? cors : {}) },
    });
  }
  const detail = `${c.req.method} is not answered here; expected ${allow}`;
  return problemResponse(makeProblem(405, 'method not allowed', detail), { allow });
}
