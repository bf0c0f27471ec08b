/**
 * The document that describes the API: OpenAPI 3.1, made of the same schemas and resources that answer.
 * Owns its words and its order; refuses to describe what is not routed.
 */
import { createRoute, OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi';
import { CELL_STATUSES } from '../db/domain/cell.ts';
import { METRICS } from '../db/domain/metric.ts';
import { PROBLEM_TYPE, problem } from './contract/problem.ts';
import { CSV_TYPE } from './csv.ts';
import { streamRoute } from './live/stream.ts';
import { clockRoute } from './routes/clock.ts';
import { healthRoutes } from './routes/health.ts';
import { ingestRoute } from './routes/ingest.ts';
import { liveRoutes } from './routes/live.ts';
import { PUBLIC_RESOURCES } from './routes/public.ts';
import { API, exampleAddress, type Resource } from './routes/resource.ts';

const DESCRIPTION = [
  'The figures of a contact centre as it publishes them: demand, waits, service levels, reasons.',
  'Shares are 0 to 1; durations are seconds; counts are whole. `from` and `to` are local dates, both included.',
  `A cell has a status: ${CELL_STATUSES.join(', ')}. Closed, missing and suppressed cells have no value: none of them is zero.`,
  'Small counts are suppressed to protect people, and `n` and shares follow the disclosed count where it was rounded.',
  '`asOf` is the version of the data, never the time of the request. Answers carry an ETag and may be asked for again with If-None-Match.',
  'Every address also answers with `.csv`. Errors are problems as in RFC 9457.',
].join('\n\n');

let text: string | null = null;

/** The document as JSON; made once. */
export function openApiText(): string {
  text ??= JSON.stringify(makeDocument());
  return text;
}

function makeDocument(): object {
  const app = new OpenAPIHono();
  const { openAPIRegistry } = app;
  for (const resource of PUBLIC_RESOURCES) {
    for (const route of describeResource(resource)) openAPIRegistry.registerPath(route);
  }
  openAPIRegistry.registerPath(describeSelf());
  for (const route of [...liveRoutes, streamRoute, clockRoute, ...healthRoutes, ingestRoute])
    openAPIRegistry.registerPath(route);
  openAPIRegistry.registerComponent('securitySchemes', 'ingestKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'a key made with `npm run key -- add NAME`',
  });
  return {
    ...app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: {
        title: 'Candour',
        version: '1',
        description: DESCRIPTION,
      },
      servers: [{ url: '/', description: 'where this document came from' }],
      tags: [
        { name: 'figures', description: 'what is published' },
        { name: 'records', description: 'what the operator sends, with a key' },
        { name: 'server', description: 'whether it runs' },
      ],
    }),
    'x-metrics': METRICS.map(({ id, label, unit, definition }) => ({ id, label, unit, definition })),
  };
}

const problemContent = { [PROBLEM_TYPE]: { schema: problem } };
const ETAG = { ETag: { description: 'of these very bytes', schema: { type: 'string' as const } } };

function describeResource(resource: Resource): RouteConfig[] {
  const { name, summary, description, path, query, answer, example } = resource;
  const params =
    path === undefined ? {} : { params: z.object({ [path.name]: z.string().openapi(aboutOf(path)) }) };
  const shared = { method: 'get' as const, tags: ['figures'], summary, request: { ...params, query } };
  const errors = {
    304: { description: 'unchanged since the ETag that was sent' },
    ...(path !== undefined && {
      404: { description: `no such ${path.name}; the problem says which there are`, content: problemContent },
    }),
    422: {
      description: 'a parameter is wrong, or the question is finer than what is published',
      content: problemContent,
    },
    429: { description: 'too often; Retry-After says when to come back', content: problemContent },
  };
  const isPlain = path === undefined && example.query === '';
  const called = isPlain ? '' : `\n\nFor example \`${API}/${exampleAddress(resource)}\`.`;
  const operationId = path === undefined ? name : operationOf(name, path.name);
  return [
    createRoute({
      ...shared,
      path: `${API}/${name}`,
      operationId,
      description: `${description}${called}`,
      responses: {
        200: {
          description: 'the answer',
          headers: ETAG,
          content: { 'application/json': { schema: answer, example: example.answer } },
        },
        ...errors,
      },
    }),
    createRoute({
      ...shared,
      path: `${API}/${name}.csv`,
      operationId: `${operationId}Csv`,
      summary: `${summary}, as CSV`,
      description: `The same as \`${name}\`, one row a cell: RFC 4180, with a header.`,
      responses: {
        200: { description: 'the answer', headers: ETAG, content: { [CSV_TYPE]: { schema: z.string() } } },
        ...errors,
      },
    }),
  ];
}

function aboutOf({ description, format, example }: NonNullable<Resource['path']>) {
  return { description, example, ...(format !== undefined && { format }) };
}

/** `actions/{id}/impact`: actionsByIdImpact */
function operationOf(name: string, part: string): string {
  const [before = '', after = ''] = name.split(`/{${part}}`);
  return `${before}By${capital(part)}${capital(after.slice(1))}`;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function describeSelf(): RouteConfig {
  return createRoute({
    method: 'get',
    path: `${API}/openapi.json`,
    operationId: 'openapi',
    tags: ['server'],
    summary: 'This document',
    responses: {
      200: {
        description: 'OpenAPI 3.1',
        headers: ETAG,
        content: { 'application/json': { schema: z.object({ openapi: z.string() }).loose() } },
      },
    },
  });
}
