/**
 * Reports as flat tables, for CSV: one row a figure and comparison, with the period and the chapter it stands in, in the order
 * in which they are read. The findings come first.
 */

import type { SaidColumns } from './contract/cell.ts';
import { CHAPTERS, type ReportAnswer, type ReportsAnswer } from './contract/report.ts';
import { formatCsv, type Table } from './csv.ts';
import { effectOf, findingRows, type ReportRow as Row } from './report-finding-rows.ts';

export function reportsCsv({ timeZone, asOf, days, figures, weeks, months }: ReportsAnswer): string {
  const tables = [
    ...listTables('day', { ...days, figures }, { timeZone, asOf }),
    ...listTables('week', weeks, { timeZone, asOf }),
    ...listTables('month', months, { timeZone, asOf }),
  ];
  return formatCsv(tables, namesOf(tables));
}

type List = Pick<ReportsAnswer['weeks'], 'date' | 'state' | 'finalFrom' | 'figures'> & {
  holiday?: (string | null)[];
};

function listTables(
  period: string,
  { date, holiday = date.map(() => null), state, finalFrom, figures }: List,
  { timeZone, asOf }: Pick<ReportsAnswer, 'timeZone' | 'asOf'>,
): Table[] {
  const about: Table['columns'] = [
    ['date', date],
    ['period', period],
    ['time_zone', timeZone],
    ['as_of', asOf],
    ['holiday', holiday],
    ['state', state],
    ['final_from', finalFrom],
  ];
  return figures.map(({ metric, unit, value, n, status }) => ({
    rows: date.length,
    columns: [...about, ['metric', metric], ['unit', unit], ['value', value], ['n', n], ['status', status]],
  }));
}

const COLUMNS = [
  ...[
    'chapter',
    'section',
    'topic',
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
  ...['from', 'to', 'low', 'high', 'measure', 'change', 'verdict', 'stage'],
] as readonly (keyof Row)[];

export function reportCsv(report: ReportAnswer): string {
  const told = [
    ...contactRows(report),
    ...figureRows(report),
    ...targetRows(report),
    ...breakdownRows(report),
    ...actionRows(report),
  ];
  const rows = [
    ...report.findings.flatMap(findingRows),
    ...CHAPTERS.flatMap((chapter) => told.filter((row) => row.chapter === chapter)),
  ];
  const table: Table = {
    rows: rows.length,
    columns: [
      ['date', report.date],
      ['period', report.period],
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
        ...{
          chapter: figures.chapter[i]!,
          section: 'figure',
          metric,
          unit: figures.unit[i]!,
          channel: figures.channel[i]!,
          ...comparison,
        },
        ...{ value: cells.value[i], n: cells.n[i], status: cells.status[i]! },
      }),
    ),
  );
}

function targetRows({ targets, figures }: ReportAnswer): Row[] {
  return targets.map(
    ({ id, metric, channel, queue, aim, thresholdSeconds, isMet, verdict, ...rest }): Row => {
      const at = figures.metric.indexOf(metric);
      const { from, to, value, n, low, high } = rest;
      return {
        ...{ chapter: figures.chapter[at] ?? 'service_levels', section: 'target', metric },
        ...{ unit: figures.unit[at] ?? '', channel, queue, value, n, from, to, low, high, verdict },
        ...{ target: id, aim, threshold_seconds: thresholdSeconds, is_met: isMet },
      };
    },
  );
}

function contactRows({ contacts }: ReportAnswer): Row[] {
  const about = { chapter: 'volume', metric: 'offered', unit: 'count' } as const;
  const { usual, hours, days } = contacts;
  return [
    ...usual.value.map(
      (value, i): Row => ({
        ...{ section: 'day', ...about, comparison: 'usual' },
        ...{ value, days: usual.days[i], status: usual.status[i]! },
      }),
    ),
    ...days.date.flatMap((start, i): Row[] => [
      {
        ...{ section: 'day', ...about, start },
        ...{ value: days.value[i], n: days.n[i], status: days.status[i]! },
      },
      {
        ...{ section: 'day', ...about, comparison: 'usual', start },
        ...{ value: days.usual.value[i], days: days.usual.days[i], status: days.usual.status[i]! },
      },
    ]),
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

function breakdownRows({ breakdowns, compared }: ReportAnswer): Row[] {
  return breakdowns.flatMap(({ chapter, metric, unit, by, rows, previous }) => {
    const told = (
      { member, label, value, share, n, status }: typeof rows,
      more: Pick<Row, 'comparison' | 'compared_with'>,
    ) =>
      member.map(
        (one, i): Row => ({
          ...{ chapter, section: 'breakdown', metric, unit, by, member: one, label: label[i]!, ...more },
          ...{ value: value[i], share: share[i], n: n[i], status: status[i]! },
        }),
      );
    const before = { comparison: 'previous', compared_with: compared.previous.date };
    return [...told(rows, {}), ...(previous === null ? [] : told(previous, before))];
  });
}

function actionRows({ actions }: ReportAnswer): Row[] {
  return actions.map(({ slug, title, stage, startsAt, verdict, look }) => ({
    ...{ chapter: 'actions', section: 'action', metric: '', unit: '', value: null },
    ...{ member: slug, label: title, stage, from: startsAt, verdict, ...effectOf(look) },
  }));
}
