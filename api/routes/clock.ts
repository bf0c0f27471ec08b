/**
 * GET /api/v1/clock: what time it is at the server, by which everything live is reckoned. A page that trusted its
 * reader's clock would show the wrong day. Not a resource: it changes every second, and is in no file.
 */
import { createRoute, z } from '@hono/zod-openapi';
import { formatDay, type Zone } from '../../db/domain/zone.ts';
import { clockAnswer } from '../contract/clock.ts';
import { CORS_HEADERS, SECURITY_HEADERS } from '../representation.ts';
import { API } from './resource.ts';

export const CLOCK_PATH = `${API}/clock`;

export const clockRoute = createRoute({
  method: 'get',
  path: CLOCK_PATH,
  operationId: 'clock',
  tags: ['server'],
  summary: 'What time it is at the server',
  description: 'The moment that a demonstration shows, where its clock was set. Never to be kept.',
  request: { query: z.object({}) },
  responses: {
    200: { description: 'the moment', content: { 'application/json': { schema: clockAnswer } } },
  },
});

export function answerClock(zone: Zone, nowSeconds: number): Response {
  const answer: z.infer<typeof clockAnswer> = {
    now: zone.formatInstant(nowSeconds),
    today: formatDay(zone.dayOf(nowSeconds)),
    timeZone: zone.id,
  };
  return Response.json(answer, {
    headers: { ...SECURITY_HEADERS, ...CORS_HEADERS, 'cache-control': 'no-store' },
  });
}
