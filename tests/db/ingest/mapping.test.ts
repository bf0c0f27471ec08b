import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DURATION_UNITS } from '../../../db/ingest/duration-form.ts';
import { mappingJsonSchema, parseMapping } from '../../../db/ingest/mapping.ts';

const exposure = { kind: 'exposure', fields: { date: { column: 'day' } } };

function problems(json: unknown): { path: string; value: string; expected: string }[] {
  const parsed = parseMapping(json);
  return parsed.ok ? [] : parsed.problems;
}

test('the published schema is the grammar that mappings are checked with', () => {
  const published = readFileSync(new URL('../../../db/ingest/mapping.schema.json', import.meta.url), 'utf8');
  expect(
    JSON.parse(published),
    'db/ingest/mapping.schema.json is out of date: write mappingJsonSchema() to it',
  ).toEqual(mappingJsonSchema());
});

test('what the README says a mapping says is a mapping', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const rows =
    /\| the export has \| the mapping says \|\n\|---\|---\|\n((?:\|.*\n)+)/.exec(readme)?.[1] ?? '';
  const snippets = [...rows.matchAll(/^\|[^|]*\| `("[^`]*)`/gm)].map(([, snippet]) =>
    JSON.parse(`{${snippet}}`),
  );
  expect(snippets.length).toBeGreaterThan(6);
  const [recipe = ''] = /(?<=```json\n)\{ "kind": "intervals"[^`]+/.exec(readme) ?? [];
  expect(problems(JSON.parse(recipe))).toEqual([]);
  const base = { kind: 'contacts', zone: 'organisation' };
  const constants = { id: 'a', offered_at: '1999-02-01T08:00:00Z', channel: 'phone', outcome: 'answered' };
  for (const snippet of snippets) {
    const isBeside = 'csv' in snippet || 'skip' in snippet;
    const mapping = isBeside
      ? { ...base, ...snippet, fields: constants }
      : { ...base, fields: { ...constants, ...snippet } };
    expect(problems(mapping), JSON.stringify(snippet)).toEqual([]);
  }
  const units = [...(/"unit": .*/.exec(rows)?.[0] ?? '').matchAll(/`(ms|s|min|h|[^`"]*:[ms]{2})`/g)].map(
    ([, unit]) => unit,
  );
  expect(new Set(['mm:ss', ...units])).toEqual(new Set(DURATION_UNITS));
});

test('a unit is of fields of seconds alone, and stands in place of a factor', () => {
  const of = (rule: object) =>
    problems({ kind: 'surveys', fields: { score: { column: 'a', ...rule } } }).map(
      ({ expected }) => expected,
    );
  expect(of({ unit: 'mm:ss' })).toEqual(['no unit: only fields of seconds have one']);
  expect(of({ unit: 'm:s' })[0]).toContain('"mm:ss"');
  const wait = (rule: object) =>
    problems({
      kind: 'queue',
      fields: {
        at: '2024-01-01T00:00:00Z',
        channel: 'phone',
        waiting: 1,
        longest_wait_s: { column: 'a', ...rule },
      },
    });
  expect(wait({ unit: 'min' })).toEqual([]);
  expect(wait({ unit: 'min', multiply: 60 })[0]?.expected).toBe('unit or multiply, not both, and no percent');
});

test('every construct of the published schema is described', () => {
  const undescribed: string[] = [];
  const visit = (node: unknown, path: string) => {
    if (typeof node !== 'object' || node === null) return;
    for (const [name, value] of Object.entries(node)) {
      if (name === 'properties') {
        for (const [key, property] of Object.entries(value as Record<string, object>)) {
          const told = 'description' in property || '$ref' in property || 'const' in property;
          if (!told && !['$schema', 'when'].includes(key)) undescribed.push(`${path}.${key}`);
        }
      }
      visit(value, `${path}.${name}`);
    }
  };
  visit(mappingJsonSchema(), '');
  expect(undescribed.filter((path) => !/\.(all|any|none|cases)$/.test(path))).toEqual([]);
});

const shipped = readdirSync(new URL('../../../db/mappings/', import.meta.url));
test.each(shipped)('the shipped mapping %s is right', (name) => {
  const json = JSON.parse(readFileSync(new URL(`../../../db/mappings/${name}`, import.meta.url), 'utf8'));
  expect(problems(json)).toEqual([]);
});

describe('a value that a mapping gives itself', () => {
  const contacts = (channel: unknown) => ({
    kind: 'contacts',
    fields: { id: { column: 'id' }, offered_at: { column: 'at' }, channel, outcome: 'answered' },
  });

  test.each<[string, unknown, string, string]>([
    ['constant', 'fone', 'fields.channel', '"fone"'],
    [
      'value of a table',
      { column: 'c', table: { P: 'phone', C: 'chatt' } },
      'fields.channel.table.C',
      '"chatt"',
    ],
    [
      'value for all others',
      { column: 'c', table: { P: 'phone' }, else: 'rest' },
      'fields.channel.else',
      '"rest"',
    ],
    [
      'value of a case',
      { cases: [{ when: { column: 'c', equals: 'x' }, value: 'fone' }], else: 'phone' },
      'fields.channel.cases.0.value',
      '"fone"',
    ],
  ])('is checked once, before any row: %s', (_, channel, path, value) => {
    const [problem, ...others] = problems(contacts(channel));
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ path, value });
    expect(problem?.expected).toMatch(/^phone, chat, email/);
  });

  test('may be nothing, and is not judged before the steps that come after a table', () => {
    expect(problems(contacts({ column: 'c', table: { P: 'phone', '': null } }))).toEqual([]);
    const minutes = { column: 'w', table: { short: 1, long: 90_000 }, multiply: 0.5 };
    const mapping = contacts('phone');
    expect(problems({ ...mapping, fields: { ...mapping.fields, wait_s: minutes } })).toEqual([]);
  });
});

describe('a wrong mapping is told by path, value and what was expected', () => {
  test('a smallest mapping is right', () => {
    expect(problems(exposure)).toEqual([]);
  });

  test.each<[string, unknown, string, RegExp]>([
    ['no object', 7, '', /object/],
    ['an unknown kind', { ...exposure, kind: 'calls' }, 'kind', /contacts/],
    ['an unknown key', { ...exposure, delimiter: ';' }, 'delimiter', /no "delimiter" in this place/],
    [
      'a field that does not exist',
      { ...exposure, fields: { date: { column: 'd' }, customer: { column: 'c' } } },
      'fields.customer',
      /a field of exposure \(did you mean "customers"\?\)/,
    ],
    [
      'a field of the prototype',
      { ...exposure, fields: { date: { column: 'd' }, constructor: 'x' } },
      'fields.constructor',
      /a field of exposure/,
    ],
    [
      'a required field that is missing',
      { ...exposure, fields: {} },
      'fields.date',
      /every record of exposure needs it/,
    ],
    [
      'a misspelt step',
      { ...exposure, fields: { date: { column: 'd', patern: 'x' } } },
      'fields.date.patern',
      /did you mean "pattern"/,
    ],
    [
      'a wrong pattern',
      { ...exposure, fields: { date: { column: 'd', pattern: 'yyyy' } } },
      'fields.date.pattern',
      /no month/,
    ],
    [
      'a pattern on a count',
      { ...exposure, fields: { date: { column: 'd' }, orders: { column: 'o', pattern: 'yyMMdd' } } },
      'fields.orders.pattern',
      /no time/,
    ],
    [
      'arithmetic on a date',
      { ...exposure, fields: { date: { column: 'd', multiply: 2 } } },
      'fields.date.multiply',
      /holds a number/,
    ],
    [
      'else without a table',
      { ...exposure, fields: { date: { column: 'd', else: 'x' } } },
      'fields.date',
      /beside a table/,
    ],
    [
      'a table with two ends',
      { ...exposure, fields: { date: { column: 'd', table: {}, else: 'x', keepOthers: true } } },
      'fields.date',
      /not both/,
    ],
    [
      'a template without columns',
      { ...exposure, fields: { date: { template: 'x' } } },
      'fields.date.template',
      /in braces/,
    ],
    ['an unknown zone', { ...exposure, zone: 'Mars/Base' }, 'zone', /IANA/],
    [
      'a condition that asks nothing',
      { ...exposure, skip: [{ when: { column: 'd' }, why: 'x' }] },
      'skip.0.when',
      /equals, not, in/,
    ],
    [
      'a condition with an unknown comparison',
      { ...exposure, skip: [{ when: { column: 'd', like: 'x' }, why: 'x' }] },
      'skip.0.when.like',
      /no "like"/,
    ],
    [
      'a skip without a reason',
      { ...exposure, skip: [{ when: { column: 'd', equals: '' } }] },
      'skip.0.why',
      /string/,
    ],
  ])('%s', (_, json, path, expected) => {
    const found = problems(json);
    expect(found.map((problem) => problem.path)).toContain(path);
    expect(found.map((problem) => problem.expected).join('\n')).toMatch(expected);
  });

  test('local times need a zone', () => {
    const found = problems({
      kind: 'contacts',
      fields: { id: 'a', offered_at: { column: 't', pattern: 'yyMMdd' }, channel: 'phone', outcome: 'open' },
    });
    expect(found).toEqual([
      {
        path: 'fields.offered_at.zone',
        value: 'nothing',
        expected: 'the zone of these local times: "organisation" or an IANA name',
      },
    ]);
  });
});
