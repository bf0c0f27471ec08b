/**
 * An address to the text that answers it, without HTTP: routes and published files both come from here, and so hold
 * the same bytes. Owns the way from path and query to a question; refuses to know sockets, encodings and caches.
 */
import { z } from '@hono/zod-openapi';
import { OPENING_VIEW } from '../db/domain/history-window.ts';
import { Latest } from '../db/domain/latest.ts';
import { nearestName } from '../db/domain/nearest-name.ts';
import { atOneMoment, momentOf } from '../db/moment.ts';
import { contextAt, editionAsOf, firstPublishedAt, publishedBytes, withVersion } from './as-of.ts';
import { PROBLEM_TYPE, type Problem } from './contract/problem.ts';
import { CSV_TYPE } from './csv.ts';
import type { FeedContext } from './feeds/context.ts';
import { withStatesKept } from './feeds/published-cells.ts';
import { openApiText } from './openapi.ts';
import { makeProblem } from './problem.ts';
import { describeFaults, type ParameterFault, publishedBy, readQuery } from './routes/parameters.ts';
import { PUBLIC_RESOURCES } from './routes/public.ts';
import { API, type Resource } from './routes/resource.ts';

export interface Rendered {
  status: number;
  /** the content type */
  type: string;
  body: string;
  /** under which it is kept when it is saved */
  fileName?: string;
}

/** A well-written question. `normal` is its address in the one usual way; equal questions have equal ones. */
export interface Question {
  normal: string;
  render(context: FeedContext): Rendered;
}

export type ReadAddress = { ok: true; question: Question } | { ok: false; problem: Problem };

/** An answer holds for the quarter-hour in which it is given, so that equal addresses have equal bytes within it. */
export const MOMENT_SECONDS = 900;
const JSON_TYPE = 'application/json';
const OPENAPI_PATH = `${API}/openapi.json`;

const OPENAPI_QUERY = z.object({ as_of: publishedBy });

const resourcesByPath = new Map<string, { resource: Resource; form: 'json' | 'csv' }>(
  PUBLIC_RESOURCES.flatMap((resource) => [
    [`${API}/${resource.name}`, { resource, form: 'json' }],
    [`${API}/${resource.name}.csv`, { resource, form: 'csv' }],
  ]),
);

/** The page of the explorer with an ending in place of its last stroke, in any language: the view of that page. */
const HISTORY_VIEW = /^(?:\/([a-z]{2}))?\/history\.(json|csv)$/;
/** The same for the router. */
export const HISTORY_PATHS: readonly string[] = ['json', 'csv'].flatMap((form) => [
  `/history.${form}`,
  `/:language{[a-z][a-z]}/history.${form}`,
]);

/** The resources of which a part stands in the address, with the form of that address: `/api/v1/reports/(…)`. */
const resourcesByForm: readonly { form: RegExp; resource: Resource }[] = PUBLIC_RESOURCES.flatMap(
  (resource) => {
    if (resource.path === undefined) return [];
    const [before = '', after = ''] = `${API}/${resource.name}`.split(`{${resource.path.name}}`);
    return { form: new RegExp(`^${before}([^/]+?)${after}(\\.csv)?$`), resource };
  },
);

/** Every path that answers GET with public data; braces stand for what an address gives in their place. */
export const PUBLIC_PATHS: readonly string[] = [...resourcesByPath.keys(), OPENAPI_PATH];

/** The answer to an address such as `/api/v1/series?metric=offered`; errors are problems with their status. */
export function renderAddress(context: FeedContext, address: string): Rendered {
  const read = readAddress(address);
  return read.ok ? read.question.render(context) : renderProblem(read.problem);
}

export function readAddress(address: string): ReadAddress {
  const [path = '', ...rest] = address.split('?');
  const search = new URLSearchParams(rest.join('?'));
  if (path === OPENAPI_PATH) return readOpenApi(search);
  const view = HISTORY_VIEW.exec(path);
  const [, language, viewForm] = view ?? [];
  // How closed hours are drawn is the page's and the picture's matter, and changes no figure.
  if (view !== null && search.get('skip') === '1') search.delete('skip');
  // The bare address of the explorer is its opening view.
  if (view !== null && search.size === 0)
    for (const pair of Object.entries(OPENING_VIEW)) search.append(...pair);
  const found = findResource(view === null ? path : `${API}/history${viewForm === 'csv' ? '.csv' : ''}`);
  if (found === null) return { ok: false, problem: unknownPath(path) };
  const { resource, form, given } = found;
  const read = readQuery(resource.query, search);
  if (!read.ok) return { ok: false, problem: faultyQuery(read.faults) };
  const { as_of: moment, ...query } = read.query as { as_of?: string };
  const normal = read.normal === '' ? path : `${path}?${read.normal}`;
  // The question itself, whenever it is asked of.
  const plain = normal.replace(/[?&]as_of=[^&]*$/, '');
  const asked = `${resource.name} ${given} ${plain.split('?')[1] ?? ''}`;
  const answer = (context: FeedContext) =>
    atOneMoment(context.db, () =>
      withVersion(context, plain, (of) =>
        ask(resource, form, withStatesKept(atMoment(of)), { asked, query, given }),
      ),
    );
  const render = (context: FeedContext) => {
    if (language !== undefined && !context.configuration.organisation.languages.includes(language))
      return renderProblem(unknownPath(path));
    return moment === undefined ? answer(context) : renderPast(context, plain, form, moment, answer);
  };
  return { ok: true, question: { normal, render } };
}

/** What was published by a moment: the file's own bytes where the address was one. */
function renderPast(
  context: FeedContext,
  address: string,
  form: 'json' | 'csv',
  moment: string,
  answer: (context: FeedContext) => Rendered,
): Rendered {
  const edition = editionAsOf(context.db, context.zone, moment);
  if (edition === null) return renderProblem(notYetPublished(context, moment));
  const body = publishedBytes(context.db, address, edition);
  if (body !== null) return { status: 200, type: form === 'csv' ? CSV_TYPE : JSON_TYPE, body };
  return answer(contextAt(context, edition));
}

function notYetPublished({ db, zone }: FeedContext, moment: string): Problem {
  const first = firstPublishedAt(db);
  const known =
    first === null ? 'nothing was published yet' : `the first edition is of ${zone.formatInstant(first)}`;
  return makeProblem(404, 'nothing was published by then', `as_of is ${moment}, and ${known}`);
}

interface Found {
  resource: Resource;
  form: 'json' | 'csv';
  /** what stands in the address */
  given: string;
}

function findResource(path: string): Found | null {
  const exact = resourcesByPath.get(path);
  if (exact !== undefined) return exact.resource.path === undefined ? { ...exact, given: '' } : null;
  for (const { form, resource } of resourcesByForm) {
    const [, given, csv] = form.exec(path) ?? [];
    if (given !== undefined) return { resource, form: csv === undefined ? 'json' : 'csv', given };
  }
  return null;
}

function ask(
  resource: Resource,
  form: 'json' | 'csv',
  context: FeedContext,
  { asked, query, given }: { asked: string; query: Parameters<Resource['ask']>[1]; given: string },
): Rendered {
  const faults = resource.check?.(context, query) ?? [];
  if (faults.length > 0) return renderProblem(faultyQuery(faults));
  const answer = () => resource.ask(context, query, given);
  const moment = momentOf(context.db);
  const { nowSeconds, configuration, version } = context;
  const result =
    moment === null ? answer() : lastAnswers.of(moment, [asked, nowSeconds, configuration, version], answer);
  if (!result.ok) return renderProblem(makeProblem(result.status, result.title, result.detail));
  const rendered =
    form === 'csv'
      ? { status: 200, type: CSV_TYPE, body: resource.csv(result.answer) }
      : { status: 200, type: JSON_TYPE, body: JSON.stringify(result.answer) };
  const name = resource.fileName?.(result.answer);
  return name === undefined ? rendered : { ...rendered, fileName: `${name}.${form}` };
}

/** An answer is written in two forms, one after the other: at one moment the second needs no other answer. */
const lastAnswers = new Latest<ReturnType<Resource['ask']>>();

function readOpenApi(search: URLSearchParams): ReadAddress {
  const read = readQuery(OPENAPI_QUERY, search);
  if (!read.ok) return { ok: false, problem: faultyQuery(read.faults) };
  const moment = read.query.as_of;
  const answer = () => ({ status: 200, type: JSON_TYPE, body: openApiText() });
  const render = (context: FeedContext) =>
    moment === undefined ? answer() : renderPast(context, OPENAPI_PATH, 'json', moment, answer);
  const normal = read.normal === '' ? OPENAPI_PATH : `${OPENAPI_PATH}?${read.normal}`;
  return { ok: true, question: { normal, render } };
}

/** The same at the beginning of its quarter-hour. */
export function atMoment(context: FeedContext): FeedContext {
  return { ...context, nowSeconds: Math.floor(context.nowSeconds / MOMENT_SECONDS) * MOMENT_SECONDS };
}

function renderProblem(problem: Problem): Rendered {
  return { status: problem.status, type: PROBLEM_TYPE, body: JSON.stringify(problem) };
}

function faultyQuery(faults: ParameterFault[]): Problem {
  const names = [...new Set(faults.map((fault) => fault.parameter))].join(', ');
  return makeProblem(422, `the question cannot be answered: ${names}`, describeFaults(faults), {
    parameters: faults,
  });
}

/** 404 for an address under /api that nothing answers, with the one that was probably meant. */
export function unknownPath(path: string): Problem {
  const nearest = path.length <= 200 ? nearestName(path, PUBLIC_PATHS) : null;
  const hint = nearest === null ? '' : `; did you mean ${nearest}?`;
  return makeProblem(404, 'no such address', `there is nothing at ${path.slice(0, 200)}${hint}`);
}
