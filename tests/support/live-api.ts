// Owns an API that answers what live pages ask, well or badly as a test wants it; it misbehaves on purpose, one way at a time.
import type { ServerResponse } from 'node:http';
import { type Hour, hoursOf } from '../site/published-fixture.ts';
import type { OwnAnswer } from './static-site.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

/** Ways to go wrong, each told by what the page gets in place of an answer. */
export const WEATHER = {
  'is down': (response) => response.destroy(),
  'answers 500': (response) => response.writeHead(500, JSON_TYPE).end('{"title":"broken"}'),
  'answers with a page': (response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>'),
  'answers half of it': (response, good) =>
    response.writeHead(200, JSON_TYPE).end(good.slice(0, good.length / 2)),
  'answers with nothing': (response) => response.writeHead(200, JSON_TYPE).end(),
  'answers null': (response) => response.writeHead(200, JSON_TYPE).end('null'),
  'answers in another shape': (response) =>
    response.writeHead(200, JSON_TYPE).end('{"series":{"cells":[]},"now":5}'),
  'answers with figures that are none': (response, good) =>
    response
      .writeHead(200, JSON_TYPE)
      .end(good.replace('"value":[', '"value":[NaN,').replace('"now":"', '"now":"x')),
  'answers beyond all numbers': (response, good) =>
    response
      .writeHead(200, JSON_TYPE)
      .end(good.replace(/(?<="value":\[[^\]]*)\b\d+\b/, '1e999').replace('"today":"2', '"today":"x')),
  'answers for another day': (response, good) =>
    response
      .writeHead(200, JSON_TYPE)
      .end(good.replace(/"start0":"\d{4}/, '"start0":"2019').replace('T', ' ')),
} satisfies Record<string, (response: ServerResponse, good: string) => unknown>;

export type Weather = keyof typeof WEATHER | 'is well' | 'is silent';

/** As far as pages read it. */
export interface QueueSaid {
  low?: number;
  high?: number;
  minutes?: number;
  status?: 'live' | 'stale' | 'closed';
  asOf?: string;
  estimate?: readonly [low: number, high: number];
  /** why there is none */
  reason?: string;
}

export class LiveApi {
  weather: Weather = 'is well';
  /** of the server, as local RFC 3339 */
  now = '2026-11-23T14:05:20+00:00';
  asOf = '2026-11-23T14:04:40Z';
  /** of today; without a record as it is begun */
  hours: Hour[] = Array.from({ length: 24 }, () => ({ value: null, status: 'missing' }));
  /** what is told of the telephone; null: nobody tells of now */
  queue: QueueSaid | null = null;
  /** whether the stream has a place for one more */
  hasStream = true;
  readonly asked: string[] = [];
  readonly #streams = new Set<ServerResponse>();

  readonly answer: OwnAnswer = (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (!pathname.startsWith('/api/')) return false;
    this.asked.push(request.url ?? '');
    if (pathname.endsWith('/live/stream') && this.weather === 'is well') return this.#stream(response);
    const good = pathname.endsWith('/live')
      ? this.live()
      : pathname.endsWith('/clock')
        ? JSON.stringify({ now: this.now, today: this.now.slice(0, 10), timeZone: 'Europe/London' })
        : this.series(searchParams.get('from') ?? '');
    if (this.weather === 'is well') response.writeHead(200, JSON_TYPE).end(good);
    else if (this.weather !== 'is silent') WEATHER[this.weather](response, good);
    return true;
  };

  /** How many tabs hold the stream. */
  get streams(): number {
    return this.#streams.size;
  }

  /** Tells everyone on the stream what is the case now, or a text of a test's own. */
  tell(text = this.live()): void {
    for (const stream of this.#streams) stream.write(`event: live\ndata: ${text}\n\n`);
  }

  /** Ends every stream, as a server does that stops. */
  hangUp(): void {
    for (const stream of this.#streams) stream.destroy();
  }

  live(): string {
    const { low = null, high = null, minutes = null, status = 'live', estimate = null } = this.queue ?? {};
    const { reason = null } = this.queue ?? {};
    const none = { lowMinutes: null, highMinutes: null, basis: null, status: 'missing', coverage: null };
    const about = { status, source: 'measured', asOf: `${this.now.slice(0, 17)}00+00:00`, ageMinutes: 0 };
    const place = {
      ...{ channel: 'phone', queue: null, staleAfterMinutes: 2 },
      waiting: { low, high, ...about, ...(this.queue?.asOf && { asOf: this.queue.asOf }) },
      longestWait: { minutes, ...about },
      estimate:
        estimate === null
          ? reason && { ...none, reason }
          : {
              ...{ lowMinutes: estimate[0], highMinutes: estimate[1] },
              ...{ basis: 'calibrated', status: 'live', coverage: 0.598, reason: null },
            },
    };
    return JSON.stringify({ madeAt: this.now, places: this.queue === null ? [] : [place] });
  }

  #stream(response: ServerResponse): true {
    if (!this.hasStream) {
      response.writeHead(503, JSON_TYPE).end('{"title":"too many readers"}');
      return true;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`retry: 1000\n\nevent: live\ndata: ${this.live()}\n\n`);
    this.#streams.add(response);
    response.on('close', () => this.#streams.delete(response));
    return true;
  }

  private series(date: string): string {
    const answer = hoursOf(date, this.hours);
    return JSON.stringify({ series: answer.series.map((one) => ({ ...one, asOf: this.asOf })) });
  }
}
