/** Promises as a flat table, for CSV: one row a figure, with the section in which it stands. */
import type { PromiseAnswer, PromiseBuckets, PromisePeriod, PromisesAnswer } from './contract/promises.ts';
import { type CsvValue, formatCsv, type Table } from './csv.ts';

/** `month` and `week` are of promises due in them, `step` of how long they took, `open` of those not done by age. */
interface Row {
  section: 'period' | 'month' | 'week' | 'overdue' | 'step' | 'open' | 'beyond';
  comparison?: string;
  from?: string;
  to?: string;
  due?: CsvValue;
  due_status?: string;
  kept_share?: CsvValue;
  kept_low?: CsvValue;
  kept_high?: CsvValue;
  kept_n?: CsvValue;
  kept_status?: string;
  withdrawn?: CsvValue;
  not_known?: CsvValue;
  unit?: string;
  within?: CsvValue;
  count?: CsvValue;
  count_status?: string;
  share_done?: CsvValue;
}
const COLUMNS = [
  ...['section', 'comparison', 'from', 'to', 'due', 'due_status', 'kept_share', 'kept_low', 'kept_high'],
  ...[
    'kept_n',
    'kept_status',
    'withdrawn',
    'not_known',
    'unit',
    'within',
    'count',
    'count_status',
    'share_done',
  ],
] as readonly (keyof Row)[];

export function promisesCsv({ promises, timeZone, asOf }: PromisesAnswer): string {
  const tables = promises.map((promise): Table => {
    const rows = rowsOf(promise);
    const version = promise.inForce === null ? undefined : promise.versions[promise.inForce];
    return {
      rows: rows.length,
      columns: [
        ['promise', promise.id],
        ['slug', promise.slug],
        ['time_zone', timeZone],
        ['as_of', asOf],
        ['words', version?.words],
        ['source', version?.href ?? version?.source],
        ['measured_by', promise.of],
        ['earliest_seconds', version?.earliestSeconds],
        ['within_seconds', version?.withinSeconds],
        ['target', version?.target],
        ['standing', promise.standing],
        ['silence', promise.silence],
        ...COLUMNS.map((name) => [name, rows.map((row) => row[name])] as const),
      ],
    };
  });
  const names = [
    'promise',
    'slug',
    'time_zone',
    'as_of',
    'words',
    'source',
    'measured_by',
    'earliest_seconds',
  ];
  return formatCsv(tables, [...names, 'within_seconds', 'target', 'standing', 'silence', ...COLUMNS]);
}

function rowsOf({ period, compared, open, distribution, months, weeks }: PromiseAnswer): Row[] {
  const spans = distribution ?? null;
  return [
    periodRow(period),
    ...compared.map(({ comparison, period: theirs }) => ({ ...periodRow(theirs), comparison })),
    { section: 'overdue', count: open.value, count_status: open.status },
    ...(spans === null
      ? []
      : [
          ...spans.steps.within.map(
            (within, i): Row => ({
              ...{ section: 'step', from: spans.from, to: spans.to, unit: spans.unit, within },
              ...{ count: spans.steps.done[i], share_done: spans.steps.share[i] },
            }),
          ),
          ...spans.open.after.map(
            (within, i): Row => ({
              ...{ section: 'open', from: spans.from, to: spans.to, unit: spans.unit, within },
              count: spans.open.count[i],
            }),
          ),
          {
            ...{ section: 'beyond', from: spans.from, to: spans.to, unit: spans.unit, count: spans.beyond },
          } as Row,
        ]),
    ...bucketRows('month', months),
    ...bucketRows('week', weeks),
  ];
}

function periodRow({ from, to, due, kept, low, high, withdrawn, unknown }: PromisePeriod): Row {
  return {
    ...{ section: 'period', from, to, due: due.value, due_status: due.status },
    ...{ kept_share: kept.value, kept_low: low, kept_high: high, kept_n: kept.n, kept_status: kept.status },
    ...{ withdrawn: withdrawn.value, not_known: unknown.value },
  };
}

function bucketRows(section: 'month' | 'week', { start, due, kept, low, high }: PromiseBuckets): Row[] {
  return start.map((at, i) => ({
    ...{ section, from: at.slice(0, 10), due: due.value[i], due_status: due.status[i] },
    ...{ kept_share: kept.value[i], kept_low: low[i], kept_high: high[i] },
    ...{ kept_n: kept.n[i], kept_status: kept.status[i] },
  }));
}
