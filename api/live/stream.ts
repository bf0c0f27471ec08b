/**
 * GET /api/v1/live/stream: the present state as server-sent events. Owns its address, its head and its refusals;
 * refuses to write the events, which the hub does for all readers at once.
 */
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { createRoute, z } from '@hono/zod-openapi';
import { PROBLEM_TYPE, problem } from '../contract/problem.ts';
import { makeProblem, problemResponse } from '../problem.ts';
import {
  type AppContext,
  CORS_HEADERS,
  type Headers,
  headerOf,
  SECURITY_HEADERS,
} from '../representation.ts';
import { API } from '../routes/resource.ts';
import { LIVE_LIMITS, type LiveHub, type Refusal } from './hub.ts';

export const STREAM_PATH = `${API}/live/stream`;
const STREAM_TYPE = 'text/event-stream';

const [LEAST_RETRY_MS, MOST_RETRY_MS] = LIVE_LIMITS.retryMs;

export const streamRoute = createRoute({
  method: 'get',
  path: STREAM_PATH,
  operationId: 'liveStream',
  tags: ['figures'],
  summary: 'What is going on now, whenever it changes',
  description:
    'Server-sent events: each has an `id`, the type `live`, and as `data` the same document as `live`. The stream ' +
    'begins with the present state. Who comes back with `Last-Event-ID` gets what was missed where that is still ' +
    `kept, else the present state. A comment every ${LIVE_LIMITS.heartbeatMs / 1000} s shows that the connection ` +
    `lives. \`retry\` is ${LEAST_RETRY_MS} to ${MOST_RETRY_MS} ms. A stream ends after about an hour, and earlier ` +
    'where its reader does not keep up; then come back. Where there is no place left, read `live` instead.',
  request: {
    headers: z.object({
      'Last-Event-ID': z.string().optional().openapi({
        description: 'the id of the last event that arrived; browsers send it when they come back',
        example: '5f2b8c1d9e3a7046-117',
      }),
    }),
  },
  responses: {
    200: {
      description: 'the events, as they come',
      content: {
        [STREAM_TYPE]: {
          schema: z.string().openapi({ description: 'as in the HTML Standard, 9.2' }),
        },
      },
    },
    503: {
      description: 'no place left; Retry-After says when to come back',
      content: { [PROBLEM_TYPE]: { schema: problem } },
    },
  },
});

const STREAM_HEADERS: Headers = {
  ...SECURITY_HEADERS,
  ...CORS_HEADERS,
  'content-type': STREAM_TYPE,
  // A proxy that compressed it would hold events back until it has enough of them, and so would one that buffers.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};
const RAW_HEADERS = Object.entries({ ...STREAM_HEADERS, connection: 'close' }).flat();

/** Whether a request is for the stream, by its address as it was sent. */
export function isStreamAddress(url: string): boolean {
  return (
    url.startsWith(STREAM_PATH) && (url.length === STREAM_PATH.length || url[STREAM_PATH.length] === '?')
  );
}

/** Opens a stream on a real connection, and says whether it did: false where there is no place, and nothing is sent. */
export function openStream(
  hub: LiveHub,
  incoming: HttpBindings['incoming'],
  outgoing: HttpBindings['outgoing'],
): boolean {
  return tryToOpen(hub, incoming, outgoing) === null;
}

/**
 * The route: opens a stream, or says why not. Where there is no connection of its own to write to (`app.request()`),
 * it answers what a stream begins with and ends, which is a whole stream to its reader, who comes back after `retry`:
 * a second way to send would need bounds, drops and counts of its own.
 */
export function answerStream(c: AppContext, hub: LiveHub): Response {
  if (c.req.method === 'HEAD') return new Response(null, { headers: STREAM_HEADERS });
  const { incoming, outgoing } = c.env ?? {};
  if (incoming === undefined || outgoing === undefined) {
    const refusal = hub.refusalFor(null);
    if (refusal !== null) return refuse(hub, refusal);
    const opening = Buffer.concat(hub.openingFor(headerOf(c, 'last-event-id')));
    return new Response(opening, { headers: STREAM_HEADERS });
  }
  const refusal = tryToOpen(hub, incoming as HttpBindings['incoming'], outgoing);
  return refusal === null ? RESPONSE_ALREADY_SENT : refuse(hub, refusal);
}

function tryToOpen(
  hub: LiveHub,
  incoming: HttpBindings['incoming'],
  outgoing: HttpBindings['outgoing'],
): Refusal | null {
  const visitor = hub.visitorOf(incoming);
  const refusal = hub.refusalFor(visitor);
  if (refusal !== null) return refusal;
  const { 'last-event-id': lastEventId } = incoming.headers;
  incoming.socket.setNoDelay(true);
  // The end of the connection ends the stream, so that the shared bytes need no frame of each reader's own.
  outgoing.useChunkedEncodingByDefault = false;
  outgoing.writeHead(200, RAW_HEADERS);
  hub.add(outgoing, visitor, typeof lastEventId === 'string' ? lastEventId : undefined);
  return null;
}

const WORDS: Readonly<Record<Refusal, string>> = {
  'all places taken': 'every place of the stream is taken',
  'too many of one visitor': 'too many streams are open from your address',
  stopping: 'the server is about to stop',
};

function refuse(hub: LiveHub, refusal: Refusal): Response {
  const seconds = hub.refuse(refusal);
  const detail = `${WORDS[refusal]}; try again in ${seconds} s, or ask for ${API}/live every few seconds`;
  return problemResponse(makeProblem(503, 'no place in the stream', detail), {
    'retry-after': String(seconds),
    // An idle connection would take the place that there is not.
    connection: 'close',
  });
}
