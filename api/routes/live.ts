/** GET /api/v1/live: the queues as they are. Not a resource: it changes by the second, and is in no file. */
import { createRoute, z } from '@hono/zod-openapi';
import { type LiveAnswer, liveAnswer } from '../contract/live.ts';
import { CSV_TYPE, csvOf } from '../csv.ts';
import { API } from './resource.ts';

export const LIVE_PATH = `${API}/live`;
export const LIVE_CSV_PATH = `${LIVE_PATH}.csv`;

const ETAG = { ETag: { description: 'of these very bytes', schema: { type: 'string' as const } } };

const shared = {
  method: 'get' as const,
  tags: ['figures'],
  request: { query: z.object({}) },
};

export const liveRoutes = [
  createRoute({
    ...shared,
    path: LIVE_PATH,
    operationId: 'live',
    summary: 'The queues as they are',
    description:
      'How many wait, as a band; how long the longest, in begun minutes and not where fewer than five wait; what has ' +
      'stopped is `stale` with the minute of its last word. Counts come later: a quarter-hour is counted when it has ' +
      'closed and `delayMinutes` have passed, as everywhere. May be kept for three seconds, so that caches carry readers.',
    responses: {
      200: {
        description: 'the answer',
        headers: ETAG,
        content: { 'application/json': { schema: liveAnswer } },
      },
      304: { description: 'unchanged since the ETag that was sent' },
    },
  }),
  createRoute({
    ...shared,
    path: LIVE_CSV_PATH,
    operationId: 'liveCsv',
    summary: 'The queues as they are, as CSV',
    description: 'The same as `live`, one row a channel or service line: RFC 4180, with a header.',
    responses: {
      200: { description: 'the answer', headers: ETAG, content: { [CSV_TYPE]: { schema: z.string() } } },
      304: { description: 'unchanged since the ETag that was sent' },
    },
  }),
];

export function liveCsv({ places, timeZone, madeAt, delayMinutes }: LiveAnswer): string {
  const column = <T>(read: (place: LiveAnswer['places'][number]) => T) => places.map(read);
  const band = (name: string, of: 'waiting' | 'inService' | 'agents') =>
    [
      [`${name}_low`, column((place) => place[of].low)],
      [`${name}_high`, column((place) => place[of].high)],
      [`${name}_status`, column((place) => place[of].status)],
    ] as const;
  const columns = [
    ['channel', column((place) => place.channel)],
    ['queue', column((place) => place.queue)],
    ['label', column((place) => place.label)],
    ['is_open', column((place) => place.isOpen)],
    ['changes_at', column((place) => place.changesAt)],
    ...band('waiting', 'waiting'),
    ['longest_wait_minutes', column((place) => place.longestWait.minutes)],
    ['longest_wait_status', column((place) => place.longestWait.status)],
    ['estimate_low_minutes', column((place) => place.estimate?.lowMinutes)],
    ['estimate_high_minutes', column((place) => place.estimate?.highMinutes)],
    ['estimate_basis', column((place) => place.estimate?.basis)],
    ['estimate_coverage', column((place) => place.estimate?.coverage)],
    ...band('in_service', 'inService'),
    ...band('agents', 'agents'),
    ['source', column((place) => place.waiting.source)],
    ['as_of', column((place) => place.waiting.asOf)],
    ['age_minutes', column((place) => place.waiting.ageMinutes)],
    ['stale_after_minutes', column((place) => place.staleAfterMinutes)],
    ['last_hour_arrived', column((place) => place.lastHour?.arrived.value)],
    ['last_hour_arrived_status', column((place) => place.lastHour?.arrived.status)],
    ['last_hour_left', column((place) => place.lastHour?.left.value)],
    ['last_hour_left_status', column((place) => place.lastHour?.left.status)],
    ['today', column((place) => place.today?.value)],
    ['today_status', column((place) => place.today?.status)],
    ['today_until', column((place) => place.today?.until)],
    ['today_usual', column((place) => place.today?.usual)],
    ['backlog', column((place) => place.backlog?.value)],
    ['backlog_status', column((place) => place.backlog?.status)],
    ['delay_minutes', delayMinutes],
    ['time_zone', timeZone],
    ['made_at', madeAt],
  ] as const;
  return csvOf({ rows: places.length, columns });
}
