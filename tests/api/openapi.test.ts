import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LiveHub } from '../../api/live/hub.ts';
import { openApiText } from '../../api/openapi.ts';
import { PUBLIC_PATHS } from '../../api/render.ts';
import { METRICS } from '../../db/domain/metric.ts';
import { SmallBank } from '../support/small-bank.ts';

interface Operation {
  operationId: string;
  summary: string;
  parameters?: {
    name: string;
    in: string;
    description?: string;
    schema: Record<string, unknown>;
    style?: string;
    explode?: boolean;
  }[];
  requestBody?: object;
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
  security?: object[];
}
interface Document {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Partial<Record<'get' | 'post', Operation>>>;
  components: { schemas: Record<string, object>; securitySchemes: Record<string, object> };
}

const document = JSON.parse(openApiText()) as Document;
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  (['get', 'post'] as const).flatMap((method) => {
    const operation = item[method];
    return operation === undefined ? [] : [{ path, method, operation }];
  }),
);

describe('the document', () => {
  test('is OpenAPI 3.1 with a title, a version and operations of different names', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(document.info).toMatchObject({ title: 'Candour', version: '1' });
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('refers only to what it holds', () => {
    const references = [...openApiText().matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, at = '']) =>
      at.split('/'),
    );
    expect(references.length).toBeGreaterThan(10);
    for (const reference of references) {
      const found = reference.reduce<unknown>(
        (at, step) => (at as Record<string, unknown> | undefined)?.[step],
        document,
      );
      expect(found, reference.join('/')).toBeTypeOf('object');
    }
  });

  test('says of every answer with a version that this is not the time of the request', () => {
    const described = (node: unknown): string[] => {
      if (typeof node !== 'object' || node === null) return [];
      const own = (node as { properties?: { asOf?: { description?: string; type?: unknown } } }).properties
        ?.asOf;
      const said = own?.type === 'string' ? [own.description ?? 'nothing'] : [];
      return [...said, ...Object.values(node).flatMap(described)];
    };
    const versions = described(document);
    expect(versions.length).toBeGreaterThan(15);
    expect(new Set(versions)).toEqual(new Set(['the version of the data, never the time of the request']));
  });

  test('describes every public path, and nothing else but what is live, health and pushing', () => {
    const own = ['clock', 'health', 'ready', 'ingest/{kind}', 'live', 'live.csv', 'live/stream'].map(
      (name) => `/api/v1/${name}`,
    );
    expect(Object.keys(document.paths).sort()).toEqual([...PUBLIC_PATHS, ...own].sort());
  });

  test('names every parameter of a path and every answer with words', () => {
    for (const { path, operation } of operations) {
      expect(operation.summary, path).not.toBe('');
      for (const answer of Object.values(operation.responses)) expect(answer.description, path).not.toBe('');
      for (const parameter of operation.parameters ?? []) {
        expect(parameter.schema, `${path} ${parameter.name}`).toHaveProperty('description');
        expect(parameter.schema).toHaveProperty('example');
      }
    }
  });

  test('lists the ids of all metrics, several with commas between them', () => {
    const [metric] = document.paths['/api/v1/series']?.get?.parameters ?? [];
    expect(metric).toMatchObject({
      name: 'metric',
      in: 'query',
      required: true,
      style: 'form',
      explode: false,
      schema: { type: 'array', items: { enum: METRICS.map(({ id }) => id) }, maxItems: 20 },
    });
  });

  test('names the schema of each answer, and problems for what goes wrong', () => {
    for (const name of [
      'SeriesAnswer',
      'BreakdownAnswer',
      'ProfileAnswer',
      'ReportAnswer',
      'ReportsAnswer',
      'MetricsAnswer',
      'Problem',
      'Receipt',
      'CellStatus',
    ]) {
      expect(document.components.schemas).toHaveProperty(name);
    }
    const wrong = document.paths['/api/v1/series']?.get?.responses['422'];
    expect(wrong?.content).toHaveProperty(['application/problem+json']);
    expect(document.paths['/api/v1/ingest/{kind}']?.post?.security).toEqual([{ ingestKey: [] }]);
    expect(document.components.securitySchemes).toHaveProperty('ingestKey');
  });
});

describe('what is described exists', () => {
  let bank: SmallBank;
  beforeAll(() => {
    bank = new SmallBank({ isEmpty: true });
  });
  afterAll(() => bank.close());

  test.each(operations)('$method $path', async ({ path, method, operation }) => {
    const address = path.replace('{kind}', 'contacts').replace('{date}', '1999-02-22');
    const { status } = await bank.app({ live: new LiveHub() }).request(address, { method });
    expect(Object.keys(operation.responses)).toContain(String(status));
  });
});
