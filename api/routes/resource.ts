/**
 * A public resource: its address, its parameters, its answer, and both ways to write that answer.
 * Everything that is said under /api/v1 with GET, and documented, and published as a file, is one of these.
 */
import type { z } from '@hono/zod-openapi';
import type { FeedContext, FeedResult } from '../feeds/context.ts';
import { type ParameterFault, publishedBy } from './parameters.ts';

export const API = '/api/v1';

/** What a resource may find wrong about parameters that are each well written. */
export type QueryCheck<Query> = (context: FeedContext, query: Query) => ParameterFault[];

export interface Resource<Shape extends z.ZodRawShape = z.ZodRawShape, Answer = unknown> {
  /** the address is /api/v1/name, and /api/v1/name.csv; a part of it may be the name of `path` in braces */
  name: string;
  /** what stands in the address itself, `reports/{date}`; the feed says what is wrong with it */
  path?: { name: string; description: string; format?: string; example: string };
  summary: string;
  description: string;
  query: z.ZodObject<Shape>;
  answer: z.ZodType;
  /** shown in the documentation */
  example: { query: string; answer: unknown };
  check?: QueryCheck<z.output<z.ZodObject<Shape>>>;
  /** `given`: what stands in the address, empty where nothing does */
  ask(context: FeedContext, query: z.output<z.ZodObject<Shape>>, given: string): FeedResult<Answer>;
  csv(answer: Answer): string;
  /** under which name its file is kept, without an ending; left out: as its address */
  fileName?(answer: Answer): string;
}

/** Ties query and answer of one resource together, lets it be asked as of a moment, and lets it stand in a list with others. */
export function defineResource<Shape extends z.ZodRawShape, Answer>(
  resource: Resource<Shape, Answer>,
): Resource {
  return { ...resource, query: resource.query.extend({ as_of: publishedBy }) } as unknown as Resource;
}

/** The question of the documentation, as an address below /api/v1. */
export function exampleAddress({ name, path, example }: Resource, ending: '' | '.csv' = ''): string {
  const at = path === undefined ? name : name.replace(`{${path.name}}`, path.example);
  return `${at}${ending}${example.query === '' ? '' : `?${example.query}`}`;
}
