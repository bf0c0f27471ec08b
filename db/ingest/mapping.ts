/**
 * The language of mapping files: how the columns of any export become the fields of a kind of record.
 * Owns its grammar and the words for a mapping that is wrong; `mapping.schema.json` is made from it.
 * Refuses expressions and code: every construct is one key with one meaning.
 */

import { z } from 'zod';
import type { Kind } from '../domain/contact.ts';
import { makeZone, type Zone } from '../domain/zone.ts';
import type { Field } from './adapter.ts';
import { adapterOf, KINDS } from './adapters.ts';
import { DURATION_UNITS, type DurationUnit } from './duration-form.ts';
import { Problem } from './field.ts';
import { nearest } from './header.ts';
import { describeIssues, type MappingProblem, problemAt } from './mapping-problem.ts';
import { ENCODINGS } from './source.ts';
import { compilePattern } from './time-pattern.ts';

const columnName = z.string().min(1);
const MOST_SKIPPED_LINES = 1000;

const plain = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .describe('A plain value is a constant, the same for every row; null leaves the field empty.');

export type Condition =
  | {
      column: string;
      equals?: string;
      not?: string;
      in?: string[];
      notIn?: string[];
      empty?: boolean;
      greaterThan?: number;
      lessThan?: number;
    }
  | { all: Condition[] }
  | { any: Condition[] }
  | { none: Condition[] };

const comparison = z
  .strictObject({
    column: columnName.describe('The column that is looked at, without the space around its text.'),
    equals: z.string().describe('The text is exactly this.').optional(),
    not: z.string().describe('The text is anything but this.').optional(),
    in: z.array(z.string()).min(1).describe('The text is one of these.').optional(),
    notIn: z.array(z.string()).min(1).describe('The text is none of these.').optional(),
    empty: z.boolean().describe('true: the text is empty; false: it is not.').optional(),
    greaterThan: z.number().describe('The text is a number above this.').optional(),
    lessThan: z.number().describe('The text is a number below this.').optional(),
  })
  .refine((value) => Object.keys(value).length > 1, {
    message: 'a comparison beside column: equals, not, in, notIn, empty, greaterThan or lessThan',
  })
  .describe('A comparison with one column; several in one object must all hold.');

const condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      comparison,
      z.strictObject({ all: z.array(condition).min(1).describe('Every one of these holds.') }),
      z.strictObject({ any: z.array(condition).min(1).describe('At least one of these holds.') }),
      z.strictObject({ none: z.array(condition).min(1).describe('Not one of these holds.') }),
    ]),
  )
  .meta({ id: 'condition', description: 'A question about a row.' });

export type Plain = z.infer<typeof plain>;

const steps = {
  table: z
    .record(z.string(), plain)
    .describe('Replaces values: {"PHONE": "phone"}. A value that is not listed rejects the row.')
    .optional(),
  else: plain
    .describe('With table: what stands for every value that is not listed, in place of rejecting.')
    .optional(),
  keepOthers: z.literal(true).describe('With table: values that are not listed stay as they are.').optional(),
  pattern: z
    .string()
    .describe(
      'How a date and time is written, for example "yyMMdd H:mm:ss" or "MM/dd/yyyy hh:mm:ss a". yyyy or yy (70–99: 1970–1999, 00–69: 2000–2069), MM or M, dd or d, HH or H (0–23), hh or h with a (AM, PM), mm or m, ss or s, S for each digit of a fraction, which is dropped. Doubled letters want two digits, single ones one or two. T and signs stand for themselves.',
    )
    .optional(),
  zone: z
    .string()
    .describe(
      'With pattern: the zone of these local times, "organisation" or an IANA name. In place of the zone of the mapping.',
    )
    .optional(),
  ambiguous: z
    .enum(['reject', 'earlier', 'later'])
    .describe(
      'With pattern: what a local time means that an autumn change shows twice. In place of that of the mapping.',
    )
    .optional(),
  decimal: z.enum(['.', ',']).describe('The decimal sign of a number.').optional(),
  unit: z
    .enum(DURATION_UNITS)
    .describe(
      'How a duration is written, in a field of seconds: a number of ms, s, min or h; or parts of two digits behind colons, the first of any length: mm:ss (1:05, 75:00), h:mm:ss or hh:mm:ss (0:01:05), [h:]mm:ss (hours only where there are any), h:mm. In place of multiply.',
    )
    .optional(),
  multiply: z.number().describe('Multiplies a number: 60 turns minutes into seconds.').optional(),
  percent: z.literal(true).describe('Divides by 100; a % sign after the number is allowed.').optional(),
  negative: z
    .enum(['null', 'zero'])
    .describe('What stands for a negative number: nothing, or 0. The receipt counts the rows.')
    .optional(),
};

export type Steps = {
  table?: Record<string, Plain>;
  else?: Plain;
  keepOthers?: true;
  pattern?: string;
  zone?: string;
  ambiguous?: 'reject' | 'earlier' | 'later';
  decimal?: '.' | ',';
  unit?: DurationUnit;
  multiply?: number;
  percent?: true;
  negative?: 'null' | 'zero';
};
export type Rule =
  | Plain
  | ({ column: string } & Steps)
  | ({ template: string } & Steps)
  | { cases: { when: Condition; value: Rule }[]; else?: Rule };

const rule: z.ZodType<Rule> = z
  .lazy(() =>
    z.union([
      plain,
      z
        .strictObject({ column: columnName.describe('The column whose text is taken.'), ...steps })
        .describe('One column, and what is done with its text, in the order of the keys listed here.'),
      z
        .strictObject({
          template: z
            .string()
            .regex(/\{[^{}]+\}/, 'at least one column in braces, as in "{date} {time}"')
            .describe('Columns joined by text: "{date} {time}". Empty when every column is.'),
          ...steps,
        })
        .describe('Several columns as one text, and what is done with it.'),
      z
        .strictObject({
          cases: z
            .array(z.strictObject({ when: condition, value: rule.describe('What the field is then.') }))
            .min(1)
            .describe('The first case whose condition holds decides.'),
          else: rule.describe('What the field is when no case holds; without it, empty.').optional(),
        })
        .describe('A choice by conditions.'),
    ]),
  )
  .meta({
    id: 'rule',
    description: 'Where a field comes from: a constant, a column, joined columns or cases.',
  });

const mappingShape = z.strictObject({
  $schema: z.string().optional(),
  description: z.string().describe('For people: which export this is for.').optional(),
  kind: z.enum(KINDS).describe('The kind of record that a row becomes.'),
  csv: z
    .strictObject({
      delimiter: z
        .enum([',', ';', '\t', '|'])
        .describe('What stands between columns; without it the header tells.')
        .optional(),
      encoding: z.enum(ENCODINGS).describe('How letters are stored; without it UTF-8.').optional(),
      skipLines: z
        .int()
        .min(1)
        .max(MOST_SKIPPED_LINES)
        .describe('How many lines stand above the header, titles and empty lines; they are not read.')
        .optional(),
      columns: z
        .array(columnName)
        .min(1)
        .describe('The names of the columns, in order, of a file that has no header.')
        .optional(),
    })
    .describe('How the file is written. NDJSON needs none of it: its keys are the columns.')
    .optional(),
  zone: z
    .string()
    .describe('The zone of local times: "organisation" or an IANA name such as "America/New_York".')
    .optional(),
  ambiguous: z
    .enum(['reject', 'earlier', 'later'])
    .describe('What a local time means that an autumn change shows twice; without it the row is rejected.')
    .optional(),
  skip: z
    .array(
      z.strictObject({
        when: condition,
        why: z.string().min(1).describe('Why such rows are no records; shown by the receipt.'),
      }),
    )
    .describe('Rows that are left out. They are counted as skipped, not as rejected.')
    .optional(),
  fields: z
    .record(z.string(), rule)
    .describe('Each field of the kind, and the rule it comes from. A field that is not named is empty.'),
});

export type Mapping = Omit<z.infer<typeof mappingShape>, 'kind'> & { kind: Kind };

export type ParsedMapping = { ok: true; mapping: Mapping } | { ok: false; problems: MappingProblem[] };

/** The zone in which local times without a named zone are the organisation's. */
export const ORGANISATION_ZONE = 'organisation';

/** Checks a mapping as it was read from JSON. */
export function parseMapping(json: unknown): ParsedMapping {
  const parsed = mappingShape.safeParse(json);
  if (!parsed.success) {
    return { ok: false, problems: describeIssues(parsed.error.issues, json, VOCABULARY) };
  }
  const problems = checkFields(parsed.data);
  return problems.length === 0 ? { ok: true, mapping: parsed.data } : { ok: false, problems };
}

/** The grammar as JSON Schema, for editors. */
export function mappingJsonSchema(): unknown {
  const schema = z.toJSONSchema(mappingShape, { target: 'draft-2020-12' });
  return { title: 'Candour mapping file', ...schema };
}

/** The columns a template joins. */
export function templateColumns(template: string): string[] {
  return [...template.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '');
}

/** The zone that a mapping names; `null` when there is none of that name. */
export function zoneOf(name: string, organisation: Zone): Zone | null {
  if (name === ORGANISATION_ZONE) return organisation;
  try {
    return makeZone(name);
  } catch {
    return null;
  }
}

/** Every key of the language, for suggestions. */
const VOCABULARY = [
  ...['column', 'template', 'cases', 'when', 'value', 'why', 'all', 'any', 'none'],
  ...['delimiter', 'encoding', 'skipLines', 'columns'],
  ...Object.keys(steps),
  ...Object.keys(mappingShape.shape),
  ...Object.keys(comparison.shape),
];

/** What the grammar cannot say: whether fields exist, and whether steps fit what a field holds. */
function checkFields(mapping: Mapping): MappingProblem[] {
  const problems: MappingProblem[] = [];
  const report = (path: string[], expected: string) => problems.push(problemAt(path, mapping, expected));
  const organisation = makeZone('UTC');
  const checkZone = (path: string[], name: string | undefined) => {
    if (name !== undefined && zoneOf(name, organisation) === null) {
      report(path, '"organisation" or an IANA name, for example "America/New_York"');
    }
  };
  checkZone(['zone'], mapping.zone);
  const fields = adapterOf(mapping.kind).fields(organisation);
  const names = Object.keys(fields);

  const checkConstant = (path: string[], constant: Plain, { type }: Field<unknown>): void => {
    const text = constant === null ? '' : String(constant);
    const checked = text === '' ? null : type.parse(text);
    if (checked instanceof Problem) report(path, expectationOf(checked.reason));
  };

  const checkRule = (path: string[], found: Rule, field: Field<unknown>): void => {
    const { measure } = field.type;
    if (typeof found !== 'object' || found === null) {
      checkConstant(path, found, field);
      return;
    }
    if ('cases' in found) {
      found.cases.forEach(({ value }, index) => {
        checkRule([...path, 'cases', String(index), 'value'], value, field);
      });
      if (found.else !== undefined) checkRule([...path, 'else'], found.else, field);
      return;
    }
    if (found.table === undefined && (found.else !== undefined || found.keepOthers)) {
      report(path, 'else and keepOthers only beside a table');
    }
    if (found.else !== undefined && found.keepOthers) report(path, 'else or keepOthers, not both');
    checkZone([...path, 'zone'], found.zone);
    if (found.pattern !== undefined) {
      const pattern = compilePattern(found.pattern);
      if (typeof pattern === 'string') report([...path, 'pattern'], `a date and time pattern: ${pattern}`);
      if (measure !== 'instant' && measure !== 'day')
        report([...path, 'pattern'], 'no pattern: this field is no time');
      if (measure === 'instant' && found.zone === undefined && mapping.zone === undefined) {
        report([...path, 'zone'], 'the zone of these local times: "organisation" or an IANA name');
      }
    } else if (found.zone !== undefined || found.ambiguous !== undefined) {
      report(path, 'a pattern beside zone and ambiguous');
    }
    if (found.unit !== undefined && field.type.isSeconds !== true)
      report([...path, 'unit'], 'no unit: only fields of seconds have one');
    if (found.unit !== undefined && (found.multiply !== undefined || found.percent))
      report(path, 'unit or multiply, not both, and no percent');
    const numeric = (['decimal', 'unit', 'multiply', 'percent', 'negative'] as const).find(
      (key) => key in found,
    );
    if (numeric !== undefined && measure !== 'number')
      report([...path, numeric], 'a field that holds a number');
    // With a pattern or a number's steps, a table gives what these read and not yet the value.
    if (found.pattern !== undefined || numeric !== undefined) return;
    for (const [from, to] of Object.entries(found.table ?? {}))
      checkConstant([...path, 'table', from], to, field);
    if (found.else !== undefined) checkConstant([...path, 'else'], found.else, field);
  };

  for (const [name, found] of Object.entries(mapping.fields)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) {
      const near = nearest(name, names);
      const hint = near === null ? '' : ` (did you mean "${near}"?)`;
      report(['fields', name], `a field of ${mapping.kind}${hint}: ${names.join(', ')}`);
    } else checkRule(['fields', name], found, field);
  }
  for (const name of names) {
    if (fields[name]?.required && !Object.hasOwn(mapping.fields, name)) {
      report(['fields', name], `a rule for ${name}: every record of ${mapping.kind} needs it`);
    }
  }
  return problems;
}

/** The part of a reject's reason that says what was expected. */
function expectationOf(reason: string): string {
  const [, expected] = reason.split(/; expected |, expected /, 2);
  return expected ?? `another value: ${reason}`;
}
