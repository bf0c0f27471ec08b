import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { BreakdownAnswer } from '../../api/contract/breakdown.ts';
import type { SeriesAnswer } from '../../api/contract/series.ts';
import { formatCsv } from '../../api/csv.ts';
import { breakdownCsv, metricsCsv, seriesCsv } from '../../api/tables.ts';

const one = (value: string | number | boolean | null) =>
  formatCsv([{ rows: 1, columns: [['a', [value]]] }], ['a']);

describe('a table as CSV', () => {
  test.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['he said "no"', '"he said ""no"""'],
    ['two\nlines', '"two\nlines"'],
    [12.5, '12.5'],
    [-3, '-3'],
    [1e-7, '1e-7'],
    [true, 'true'],
    [null, ''],
    ['', ''],
  ])('writes %j as %s', (value, written) => {
    expect(one(value)).toBe(`a\r\n${written}\r\n`);
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])(
    'lets no spreadsheet calculate the text %j',
    (text) => {
      const [[cell]] = parse(one(text), { from_line: 2, relax_column_count: true }) as [[string]];
      expect(cell).toBe(`'${text}`);
    },
  );

  test('repeats a value that all rows share, and keeps the header when there are no rows', () => {
    const table = (rows: number) =>
      formatCsv(
        [
          {
            rows,
            columns: [
              ['unit', 'count'],
              ['value', [1, 2].slice(0, rows)],
            ],
          },
        ],
        ['unit', 'value'],
      );
    expect(table(2)).toBe('unit,value\r\ncount,1\r\ncount,2\r\n');
    expect(table(0)).toBe('unit,value\r\n');
  });
});

const series = (cells: object) =>
  ({
    series: [
      {
        metric: 'offered',
        unit: 'count' as const,
        grain: 'hour',
        timeZone: 'Asia/Jerusalem',
        asOf: 'v',
        filter: {},
        cells,
      },
    ],
  }) as unknown as SeriesAnswer;

test('a series with a first start and a step is written with every start, through a clock change', () => {
  const cells = {
    start0: '1999-04-02T00:00:00+02:00',
    step: 3600,
    value: [1, 2, 3],
    n: [1, 2, 3],
    status: ['final', 'final', 'final'],
  };
  const rows = parse(seriesCsv(series(cells)), { columns: true }) as { start: string }[];
  expect(rows.map((row) => row.start)).toEqual([
    '1999-04-02T00:00:00+02:00',
    '1999-04-02T01:00:00+02:00',
    '1999-04-02T03:00:00+03:00',
  ]);
});

test('a compared breakdown is one table, the rows of the other range with its own dates', () => {
  const rows = {
    member: ['problem'],
    label: ['Problem'],
    value: [20],
    share: [1],
    n: [20],
    status: ['final'],
  };
  const answer = {
    ...{ metric: 'offered', unit: 'count' as const, by: 'category', from: '1999-02-01', to: '1999-02-28' },
    ...{ timeZone: 'UTC', asOf: 'v', rows },
    compared: {
      comparison: 'previous',
      comparisonRule: 'the month before',
      from: '1999-01-01',
      to: '1999-01-31',
      rows,
    },
  } as unknown as BreakdownAnswer;
  const written = parse(breakdownCsv(answer), { columns: true }) as Record<string, string>[];
  expect(written.map(({ from, comparison }) => [from, comparison])).toEqual([
    ['1999-02-01', ''],
    ['1999-01-01', 'previous'],
  ]);
});

test('sums of facts are written as a formula in words', () => {
  const metric = {
    ...{
      id: 'x',
      label: 'X',
      unit: 'count' as const,
      better: null,
      finestGrain: 'day' as const,
      finalAfterDays: 7,
    },
    ...{
      numerator: { offered: 1, answered: -1, blocked: 2 },
      denominator: null,
      topic: 'demand' as const,
      plain: 'p',
      definition: 'd',
      source: 's',
      version: 2,
      retired: {
        ...{ from: '2026-03-01', decidedBy: 'b', words: 'w', replacedBy: 'answered' },
        ...{ announced: null, besideSince: null },
      },
    },
  };
  const [row] = parse(metricsCsv({ metrics: [metric], facts: {} }), { columns: true }) as [
    Record<string, string>,
  ];
  expect(row).toMatchObject({
    numerator: 'offered - answered + 2 × blocked',
    denominator: '',
    final_after_days: '7',
    version: '2',
    retired_from: '2026-03-01',
    replaced_by: 'answered',
  });
});
