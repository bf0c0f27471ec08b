/**
 * The parameters of questions: how each is written, and what is said when it is written otherwise.
 * Owns reading a query string by a schema; refuses unknown, repeated and wrong parameters, each with what was expected.
 */
import { z } from '@hono/zod-openapi';
import { GRAINS } from '../../db/domain/bucket.ts';
import { CATEGORIES, CHANNELS } from '../../db/domain/contact.ts';
import { FIRST_YEAR, LAST_YEAR, parseInstant } from '../../db/domain/instant.ts';
import { UNSTATED } from '../../db/domain/lattice.ts';
import { METRICS } from '../../db/domain/metric.ts';
import { nearestName } from '../../db/domain/nearest-name.ts';
import { dateOfDay, parseDay } from '../../db/domain/zone.ts';
import type { Problem } from '../contract/problem.ts';
import { COMPARISONS } from '../contract/series.ts';

export type ParameterFault = NonNullable<Problem['parameters']>[number];

export type ReadQuery<Query> =
  /** `normal`: the question written in the one usual way */
  { ok: true; query: Query; normal: string } | { ok: false; faults: ParameterFault[] };

export const METRIC_IDS = METRICS.map((metric) => metric.id);
export const MOST_METRICS = 20;
/** More faults than these help nobody to mend a question. */
const MOST_FAULTS = 20;
const SHOWN_CHARACTERS = 80;
const LONGEST_NAME = 80;

/** Reads what stands behind the `?`. A parameter without a value counts as not given. */
export function readQuery<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  search: URLSearchParams,
): ReadQuery<z.output<z.ZodObject<Shape>>> {
  const known = Object.keys(schema.shape);
  const faults: ParameterFault[] = [];
  const given: Record<string, string> = {};
  for (const [parameter, value] of search) {
    if (faults.length === MOST_FAULTS) return { ok: false, faults };
    if (!known.includes(parameter)) faults.push(unknownParameter(parameter, value, known));
    else if (parameter in given) {
      faults.push({ parameter, value: shown(value), expected: 'to be given once' });
    } else given[parameter] = value;
  }
  for (const [parameter, value] of Object.entries(given)) if (value === '') delete given[parameter];
  const parsed = schema.safeParse(given);
  for (const { path, message } of parsed.error?.issues ?? []) {
    const parameter = String(path[0] ?? '');
    const value = given[parameter];
    if (faults.some((fault) => fault.parameter === parameter)) continue;
    faults.push({ parameter, value: value === undefined ? null : shown(value), expected: message });
  }
  if (!parsed.success || faults.length > 0) return { ok: false, faults };
  const normal = new URLSearchParams(
    known.flatMap((name) => {
      const value = given[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return { ok: true, query: parsed.data, normal: normal.toString() };
}

/** What was wrong, in one sentence for each parameter. */
export function describeFaults(faults: readonly ParameterFault[]): string {
  const sentences = faults.map(({ parameter, value, expected }) =>
    value === null
      ? `${parameter} is missing: expected ${expected}`
      : `${parameter} is ${JSON.stringify(value)}: expected ${expected}`,
  );
  return sentences.join('; ');
}

function unknownParameter(parameter: string, value: string, known: readonly string[]): ParameterFault {
  const expected = known.length === 0 ? 'no parameters here' : `only ${known.join(', ')}`;
  return {
    parameter: shown(parameter),
    value: shown(value),
    expected: orNearest(expected, parameter, known),
  };
}

function shown(text: string): string {
  return text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS - 1)}…`;
}

function orNearest(expected: string, value: unknown, names: readonly string[]): string {
  const isShort = typeof value === 'string' && value.length <= LONGEST_NAME;
  const nearest = isShort ? nearestName(value, names) : null;
  return nearest === null ? expected : `${expected} (did you mean ${nearest}?)`;
}

/** One of a few words. */
export function choice<const Names extends readonly [string, ...string[]]>(names: Names) {
  return z.enum(names, { error: ({ input }) => orNearest(`one of ${names.join(', ')}`, input, names) });
}

const EXPECTED_METRIC = 'the id of a metric, as listed at /api/v1/metrics';

export const metric = z
  .string({ error: EXPECTED_METRIC })
  .refine((id) => METRIC_IDS.includes(id), {
    error: ({ input }) => orNearest(EXPECTED_METRIC, input, METRIC_IDS),
  })
  .openapi({ description: 'id of a metric', enum: METRIC_IDS, example: 'offered' });

const EXPECTED_METRICS = 'ids of metrics with commas between them, as listed at /api/v1/metrics';

function metricsFault(ids: readonly string[]): string | null {
  if (ids.length > MOST_METRICS) return `at most ${MOST_METRICS} metrics, not ${ids.length}`;
  if (new Set(ids).size < ids.length) return 'each metric once';
  const unknown = ids.find((id) => !METRIC_IDS.includes(id));
  if (unknown === undefined) return null;
  return orNearest(`${EXPECTED_METRICS}; there is no "${shown(unknown)}"`, unknown, METRIC_IDS);
}

/** Several ids with commas between them. */
export const metrics = z
  .string({ error: EXPECTED_METRICS })
  .superRefine((list, check) => {
    const message = metricsFault(list.split(','));
    if (message !== null) check.addIssue({ code: 'custom', message });
  })
  .openapi({
    type: 'array',
    items: { type: 'string', enum: METRIC_IDS },
    minItems: 1,
    maxItems: MOST_METRICS,
    uniqueItems: true,
    description: 'ids of metrics, with commas between them',
    example: 'offered,service_level',
    param: { style: 'form', explode: false },
  });

export const grain = choice(GRAINS)
  .default('day')
  .openapi({ description: 'length of a cell; a finer one than is published is refused', example: 'day' });

function date(description: string, example: string) {
  const expected = `a date from ${FIRST_YEAR} to ${LAST_YEAR}, for example ${example}`;
  return z
    .string()
    .refine(
      (text) => {
        const day = parseDay(text);
        if (day === null) return false;
        const { year } = dateOfDay(day);
        return year >= FIRST_YEAR && year <= LAST_YEAR;
      },
      { error: expected },
    )
    .optional()
    .openapi({ description, format: 'date', example });
}

export const from = date('first day, local, included; left out: the usual range', '1999-02-01');
export const to = date('last day, local, included; left out: the last day of records', '1999-02-28');
export const eventsFrom = date('first day, local, included; left out: the first of all', '1999-04-01');
export const eventsTo = date('last day, local, included; left out: the last of all', '1999-04-30');

export const knownOn = date('the day by which it was known, local; left out: today', '1999-03-15');

const EXPECTED_MOMENT =
  'a date, for the end of that day, or an instant with its offset, for example 2026-02-28 or 2026-02-28T09:30:00Z';

/** Every address takes it: what was published by then. */
export const publishedBy = z
  .string()
  .refine((text) => parseDay(text) !== null || parseInstant(text).ok, { error: EXPECTED_MOMENT })
  .optional()
  .openapi({
    description:
      'what was published by then: a date (local, its end) or an instant; left out: what is known now',
    example: '2026-02-28',
  });

export const channel = choice(CHANNELS).optional().openapi({ description: 'one channel', example: 'phone' });

/** Written without sign or point; left out: `otherwise`. */
export function wholeNumber(description: string, least: number, most: number, otherwise: number) {
  const expected = `a whole number from ${least} to ${most}`;
  return z
    .string()
    .default(String(otherwise))
    .refine((text) => /^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most, {
      error: expected,
    })
    .transform(Number)
    .openapi({
      type: 'integer',
      minimum: least,
      maximum: most,
      default: otherwise,
      description,
      example: otherwise,
    });
}

export const queue = name('one service line, by its code', 'PS');
export const promise = name('one promise, by its id or `slug`', 'reply-5-days');
export const cause = name('one cause, by its key', 'billing');

function name(description: string, example: string) {
  return z
    .string()
    .max(LONGEST_NAME, { error: `at most ${LONGEST_NAME} characters` })
    .optional()
    .openapi({ description, example });
}

export const category = choice([...CATEGORIES, UNSTATED.category])
  .optional()
  .openapi({ description: 'one category', example: 'problem' });

export const compare = choice(COMPARISONS)
  .optional()
  .openapi({ description: 'adds the same for an earlier range', example: 'last_year' });
