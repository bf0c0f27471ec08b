/** Reports as flat tables, for CSV: one row a figure and comparison, with the day and the section it stands in. */
import type { ReportAnswer, ReportsAnswer, SaidColumns } from './contract/report.ts';
import { type CsvValue, formatCsv, type Table } from './csv.ts';

export function reportsCsv({ timeZone, asOf, days, figures }: ReportsAnswer): string {
  const rows = days.date.length;
  const about: Table['columns'] = [
    ['date', days.date],
    ['time_zone', timeZone],
    ['as_of', asOf],
    ['holiday', days.holiday],
    ['state', days.state],
    ['final_from', days.finalFrom],
  ];
  const tables = figures.map(
    ({ metric, unit, value, n, status }): Table => ({
      rows,
      columns: [...about, ['metric', metric], ['unit', unit], ['value', value], ['n', n], ['status', status]],
    }),
  );
  return formatCsv(tables, namesOf(tables));
}

/** What a row of a report may say; what it leaves out is empty. */
interface Row {
  section: 'figure' | 'target' | 'day' | 'hour' | 'breakdown';
  comparison?: string;
  /** the day compared with; null where there is none like it */
  compared_with?: string | null;
  metric: string;
  unit: string;
  channel?: string | null;
  queue?: string | null;
  by?: string;
  member?: string;
  label?: string;
  start?: string;
  value: CsvValue;
  share?: CsvValue;
  n?: CsvValue;
  days?: CsvValue;
  status?: string;
  target?: string;
  aim?: number;
  threshold_seconds?: number | null;
  is_met?: boolean | null;
}
const COLUMNS = [
  ...[
    'section',
    'comparison',
    'compared_with',
    'metric',
    'unit',
    'channel',
    'queue',
    'by',
    'member',
    'label',
  ],
  ...['start', 'value', 'share', 'n', 'days', 'status', 'target', 'aim', 'threshold_seconds', 'is_met'],
] as readonly (keyof Row)[];

export function reportCsv(report: ReportAnswer): string {
  const rows = [
    ...figureRows(report),
    ...targetRows(report),
    ...contactRows(report),
    ...breakdownRows(report),
  ];
  const table: Table = {
    rows: rows.length,
    columns: [
      ['date', report.date],
      ['weekday', report.weekday],
      ['holiday', report.holiday],
      ['time_zone', report.timeZone],
      ['as_of', report.asOf],
      ['state', report.state],
      ['final_from', report.finalFrom],
      ...COLUMNS.map((name) => [name, rows.map((row) => row[name])] as const),
    ],
  };
  return formatCsv([table], namesOf([table]));
}

function namesOf([first]: readonly Table[]): string[] {
  return (first?.columns ?? []).map(([name]) => name);
}

function figureRows({ figures, compared }: ReportAnswer): Row[] {
  const sets: [SaidColumns, Pick<Row, 'comparison' | 'compared_with'>][] = [
    [figures, {}],
    [figures.previous, { comparison: 'previous', compared_with: compared.previous.date }],
    [figures.last_year, { comparison: 'last_year', compared_with: compared.last_year.date }],
  ];
  return figures.metric.flatMap((metric, i) =>
    sets.map(
      ([cells, comparison]): Row => ({
        ...{ section: 'figure', metric, unit: figures.unit[i]!, channel: figures.channel[i]!, ...comparison },
        ...{ value: cells.value[i], n: cells.n[i], status: cells.status[i]! },
      }),
    ),
  );
}

function targetRows({ targets, figures }: ReportAnswer): Row[] {
  const unitOf = (metric: string) => figures.unit[figures.metric.indexOf(metric)] ?? '';
  return targets.map(
    ({ id, metric, channel, queue, aim, thresholdSeconds, isMet }): Row => ({
      ...{ section: 'target', metric, unit: unitOf(metric), channel, queue, value: null },
      ...{ target: id, aim, threshold_seconds: thresholdSeconds, is_met: isMet },
    }),
  );
}

function contactRows({ contacts }: ReportAnswer): Row[] {
  const about = { metric: 'offered', unit: 'count' };
  const { usual, hours } = contacts;
  return [
    {
      ...{ section: 'day', ...about, comparison: 'usual' },
      ...{ value: usual.value[0], days: usual.days[0], status: usual.status[0]! },
    },
    ...hours.start.flatMap((start, i): Row[] => [
      {
        ...{ section: 'hour', ...about, start },
        ...{ value: hours.value[i], n: hours.n[i], status: hours.status[i]! },
      },
      {
        ...{ section: 'hour', ...about, comparison: 'usual', start },
        ...{ value: hours.usual.value[i], days: hours.usual.days[i], status: hours.usual.status[i]! },
      },
    ]),
  ];
}

function breakdownRows({ breakdowns }: ReportAnswer): Row[] {
  return breakdowns.flatMap(({ metric, unit, by, rows }) =>
    rows.member.map(
      (member, i): Row => ({
        ...{ section: 'breakdown', metric, unit, by, member, label: rows.label[i]! },
        ...{ value: rows.value[i], share: rows.share[i], n: rows.n[i], status: rows.status[i]! },
      }),
    ),
  );
}
