/** GET /api/v1/health and /api/v1/ready: whether the process runs, and whether it can answer. */
import { createRoute, z } from '@hono/zod-openapi';
import { PROBLEM_TYPE, problem } from '../contract/problem.ts';
import { makeProblem, problemResponse } from '../problem.ts';
import { SECURITY_HEADERS } from '../representation.ts';
import { API } from './resource.ts';

const state = (word: string) => z.object({ status: z.literal(word) });

export const HEALTH_PATH = `${API}/health`;
export const READY_PATH = `${API}/ready`;

export const healthRoutes = [
  createRoute({
    method: 'get',
    path: HEALTH_PATH,
    operationId: 'health',
    tags: ['server'],
    summary: 'Whether the process runs',
    responses: {
      200: { description: 'it does', content: { 'application/json': { schema: state('up') } } },
    },
  }),
  createRoute({
    method: 'get',
    path: READY_PATH,
    operationId: 'ready',
    tags: ['server'],
    summary: 'Whether it can answer',
    description: 'The database answers, its schema is current, and its figures follow its records.',
    responses: {
      200: { description: 'it can', content: { 'application/json': { schema: state('ready') } } },
      503: { description: 'what stands in the way', content: { [PROBLEM_TYPE]: { schema: problem } } },
    },
  }),
];

export function answerHealth(): Response {
  return answerState('up');
}

/** `faults`: what stands in the way, one sentence each. */
export function answerReady(faults: readonly string[]): Response {
  return faults.length === 0
    ? answerState('ready')
    : problemResponse(makeProblem(503, 'not ready', faults.join('; ')), { 'retry-after': '5' });
}

function answerState(status: string): Response {
  return Response.json({ status }, { headers: { ...SECURITY_HEADERS, 'cache-control': 'no-store' } });
}
