/** Answers as flat tables, for CSV: one row a cell, with the columns that say what it is of. */
import { parseInstant } from '../db/domain/instant.ts';
import { makeZone } from '../db/domain/zone.ts';
import type { BreakdownAnswer, BreakdownRows } from './contract/breakdown.ts';
import type { HistoryAnswer } from './contract/history.ts';
import type { MetricsAnswer } from './contract/metrics.ts';
import type { OrganisationAnswer } from './contract/organisation.ts';
import type { ProfileAnswer } from './contract/profile.ts';
import type { Series, SeriesAnswer } from './contract/series.ts';
import { csvOf, type Table } from './csv.ts';

type Columns = Table['columns'];

export function metricsCsv({ metrics }: MetricsAnswer): string {
  const column = <K extends keyof MetricsAnswer['metrics'][number]>(name: K) =>
    metrics.map((metric) => metric[name]);
  return csvOf({
    rows: metrics.length,
    columns: [
      ['metric', column('id')],
      ['label', column('label')],
      ['topic', column('topic')],
      ['unit', column('unit')],
      ['better', column('better')],
      ['finest_grain', column('finestGrain')],
      ['final_after_days', column('finalAfterDays')],
      ['numerator', column('numerator').map(sumText)],
      ['denominator', column('denominator').map(sumText)],
      ['plain', column('plain')],
      ['definition', column('definition')],
      ['source', column('source')],
      ['version', column('version')],
      ['retired_from', column('retired').map((one) => one?.from)],
      ['replaced_by', column('retired').map((one) => one?.replacedBy)],
    ],
  });
}

/** `offered + contained - 2 × blocked` */
function sumText(sum: Record<string, number> | null): string | null {
  if (sum === null) return null;
  const terms = Object.entries(sum).map(([fact, factor], index) => {
    const sign = factor < 0 ? '- ' : index === 0 ? '' : '+ ';
    return `${sign}${Math.abs(factor) === 1 ? '' : `${Math.abs(factor)} × `}${fact}`;
  });
  return terms.join(' ');
}

export function seriesCsv({ series }: SeriesAnswer): string {
  const [first, ...others] = series.map(seriesTable);
  if (first === undefined) throw new Error('a series answer without any series');
  return csvOf(first, ...others);
}

/** One row a bucket, with what it is held against beside it; the columns are the same for every view. */
export function historyCsv({ panels, view, rule, ...about }: HistoryAnswer): string {
  const tables = panels.map(
    ({ cells, compared, average, expected, filter, ...panel }): Table => ({
      rows: cells.value.length,
      columns: [
        ['metric', panel.metric],
        ['unit', panel.unit],
        ['grain', view.grain],
        ['time_zone', about.timeZone],
        ['as_of', about.asOf],
        ...cellColumns(cells, filter, about.timeZone),
        ['comparison', view.compare],
        ['comparison_rule', rule?.words],
        ['compared_date', compared?.date],
        ['compared_value', compared?.value],
        ['compared_n', compared?.n],
        ['compared_status', compared?.status],
        ['average', average?.value],
        ['expected_low', expected?.low],
        ['expected_high', expected?.high],
      ],
    }),
  );
  const [first, ...others] = tables;
  if (first === undefined) throw new Error('a history without any panel');
  return csvOf(first, ...others);
}

function seriesTable({ cells, filter, ...about }: Series): Table {
  return {
    rows: cells.value.length,
    columns: [
      ['metric', about.metric],
      ['unit', about.unit],
      ['grain', about.grain],
      ['time_zone', about.timeZone],
      ['as_of', about.asOf],
      ['comparison', about.comparison],
      ...cellColumns(cells, filter, about.timeZone),
    ],
  };
}

/** Of what the buckets are, and the buckets themselves. */
function cellColumns(
  cells: Pick<Series['cells'], 'start' | 'start0' | 'step' | 'value' | 'n' | 'status'>,
  filter: Series['filter'],
  timeZone: string,
): Columns {
  return [
    ['channel', filter.channel],
    ['queue', filter.queue],
    ['category', filter.category],
    ['cause', filter.cause],
    ['start', startsOf(cells, timeZone)],
    ['value', cells.value],
    ['n', cells.n],
    ['status', cells.status],
  ];
}

/** Every start in full: a spreadsheet cannot step through a clock change. */
function startsOf(
  cells: Pick<Series['cells'], 'start' | 'start0' | 'step' | 'value'>,
  timeZone: string,
): readonly string[] {
  const { start, start0, step } = cells;
  if (start !== undefined) return start;
  const first = parseInstant(start0 ?? '');
  if (!first.ok || step === undefined) throw new Error(`a series without starts: ${start0}, ${step}`);
  const zone = makeZone(timeZone);
  return cells.value.map((_, index) => zone.formatInstant(first.utcSeconds + index * step));
}

export function breakdownCsv({ rows, compared, ...about }: BreakdownAnswer): string {
  const table = (from: string, to: string, comparison: string | null, members: BreakdownRows): Table => ({
    rows: members.member.length,
    columns: [
      ['metric', about.metric],
      ['unit', about.unit],
      ['by', about.by],
      ['from', from],
      ['to', to],
      ['time_zone', about.timeZone],
      ['as_of', about.asOf],
      ['comparison', comparison],
      ['member', members.member],
      ['label', members.label],
      ['value', members.value],
      ['share', members.share],
      ['n', members.n],
      ['status', members.status],
    ],
  });
  const own = table(about.from, about.to, null, rows);
  if (compared === undefined) return csvOf(own);
  return csvOf(own, table(compared.from, compared.to, compared.comparison, compared.rows));
}

export function profileCsv({ cells, filter, ...about }: ProfileAnswer): string {
  return csvOf({
    rows: cells.value.length,
    columns: [
      ['metric', about.metric],
      ['unit', about.unit],
      ['weeks', about.weeks],
      ['from', about.from],
      ['to', about.to],
      ['time_zone', about.timeZone],
      ['as_of', about.asOf],
      ['channel', filter.channel],
      ['queue', filter.queue],
      ['weekday', cells.weekday],
      ['time', cells.time],
      ['value', cells.value],
      ['low', cells.low],
      ['high', cells.high],
      ['n', cells.n],
      ['days', cells.days],
      ['status', cells.status],
    ],
  });
}

/** One row a fact, because an organisation has several of most. */
export function organisationCsv(answer: OrganisationAnswer): string {
  const facts: [name: string, value: string | number | boolean | null][] = [];
  const add = (name: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null)
      facts.push([name, value as string | number | boolean | null]);
    else for (const [key, inner] of Object.entries(value)) add(`${name}.${key}`, inner);
  };
  for (const [name, value] of Object.entries(answer)) add(snakeCase(name), value);
  const columns: Columns = [
    ['fact', facts.map(([name]) => name)],
    ['value', facts.map(([, value]) => value)],
  ];
  return csvOf({ rows: facts.length, columns });
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
