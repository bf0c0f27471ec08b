/** POST /api/v1/ingest/{kind}: records from the operator's own systems. */
import { createRoute, z } from '@hono/zod-openapi';
import { PROBLEM_TYPE, problem } from '../contract/problem.ts';
import { type ReceiptAnswer, receipt } from '../contract/receipt.ts';
import { makeProblem, problemResponse } from '../problem.ts';
import { PUSHED_KINDS, type PushDesk } from '../push.ts';
import { type AppContext, headerOf, SECURITY_HEADERS } from '../representation.ts';
import type { Visitors } from '../visitor.ts';
import { describeFaults, readQuery } from './parameters.ts';
import { API } from './resource.ts';

const query = z.object({
  source: z.string().optional().openapi({
    description:
      'within which ids are unique: one of those that the key was made for; left out: the first of them, by default its name',
    example: 'telephony',
  }),
  late: z.enum(['true', 'false']).optional().openapi({
    description:
      'events only; true: they may have happened more than twelve hours ago, which is refused else as a wrong clock',
    example: 'true',
  }),
  correct: z
    .enum(['true', 'false'])
    .optional()
    .openapi({
      description:
        'events only; true: of each contact in it, these events take the place of all that other pushes told of it; times ' +
        'may be of any day. Send all events of the contact',
      example: 'true',
    }),
});

const record = z.looseObject({}).openapi({
  example: {
    id: 'a-1',
    offered_at: '1999-02-01T08:00:00+02:00',
    channel: 'phone',
    outcome: 'answered',
    wait_s: 35,
  },
});

const answered = (description: string) => ({ description, content: { [PROBLEM_TYPE]: { schema: problem } } });

export const ingestRoute = createRoute({
  method: 'post',
  path: `${API}/ingest/{kind}`,
  operationId: 'ingest',
  tags: ['records'],
  summary: 'Push records',
  description:
    'NDJSON or a JSON array, plain or as gzip, at most 10 MB as sent and 100 MB expanded (an array 20 MB). The rules and the receipt ' +
    'are those of files; free text is never accepted. Sent again, a record is `unchanged`, or `updated` when it ' +
    'changed. What is acknowledged is on the disk.',
  security: [{ ingestKey: [] }],
  request: {
    params: z.object({
      kind: z.enum(PUSHED_KINDS).openapi({ description: 'what the records are', example: 'contacts' }),
    }),
    query,
    body: {
      required: true,
      content: {
        'application/x-ndjson': { schema: z.string().openapi({ description: 'one JSON object a line' }) },
        'application/json': { schema: z.array(record) },
      },
    },
  },
  responses: {
    202: { description: 'stored', content: { 'application/json': { schema: receipt } } },
    401: answered('without a key in use'),
    403: answered('outside the scope of the key, or of a source that is not its own'),
    404: answered('no such kind of records'),
    409: answered('the database holds the demonstration'),
    413: answered('over the limit; nothing was stored'),
    415: answered('an encoding other than gzip'),
    422: answered('nothing in it could be accepted; `receipt` says why'),
    429: answered(
      'too often, or too much is waiting; nothing was stored, Retry-After says when to come back',
    ),
    503: answered('the records cannot be stored now'),
  },
});

export async function answerPush(c: AppContext, desk: PushDesk, visitors: Visitors): Promise<Response> {
  const read = readQuery(query, new URL(c.req.url).searchParams);
  if (!read.ok) {
    const problem = makeProblem(422, 'the push cannot be taken', describeFaults(read.faults), {
      parameters: read.faults,
    });
    return problemResponse(problem);
  }
  const answer = await desk.take({
    kind: c.req.param('kind') ?? '',
    authorization: headerOf(c, 'authorization'),
    contentEncoding: headerOf(c, 'content-encoding'),
    contentLength: headerOf(c, 'content-length'),
    source: read.query.source ?? null,
    isLate: read.query.late === 'true',
    isCorrection: read.query.correct === 'true',
    visitor: visitorOf(c, visitors),
    body: c.req.raw.body,
  });
  if (!answer.ok) return problemResponse(answer.problem, answer.headers);
  const body: ReceiptAnswer = answer.receipt;
  return Response.json(body, {
    status: 202,
    headers: { ...SECURITY_HEADERS, 'cache-control': 'no-store', ...answer.headers },
  });
}

/** Failed attempts are counted also where others are not: a key in use opens all the same. */
function visitorOf(c: AppContext, visitors: Visitors): string {
  const incoming = c.env?.incoming;
  return incoming === undefined ? '' : (visitors.of(incoming) ?? incoming.socket.remoteAddress ?? '');
}
