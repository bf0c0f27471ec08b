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

export class LiveApi {
  weather: Weather = 'is well';
  /** of the server, as local RFC 3339 */
  now = '2026-11-23T14:05:20+00:00';
  asOf = '2026-11-23T14:04:40Z';
  /** of today; without a record as it is begun */
  hours: Hour[] = Array.from({ length: 24 }, () => ({ value: null, status: 'missing' }));
  readonly asked: string[] = [];

  readonly answer: OwnAnswer = (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (!pathname.startsWith('/api/')) return false;
    this.asked.push(request.url ?? '');
    const good = pathname.endsWith('/clock')
      ? JSON.stringify({ now: this.now, today: this.now.slice(0, 10), timeZone: 'Europe/London' })
      : this.series(searchParams.get('from') ?? '');
    if (this.weather === 'is well') response.writeHead(200, JSON_TYPE).end(good);
    else if (this.weather !== 'is silent') WEATHER[this.weather](response, good);
    return true;
  };

  private series(date: string): string {
    const answer = hoursOf(date, this.hours);
    return JSON.stringify({ series: answer.series.map((one) => ({ ...one, asOf: this.asOf })) });
  }
}
