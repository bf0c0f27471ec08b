/**
 * Complaints as a flat table, for CSV: a row for all, one for each cause, one for each part of a cause, then the months.
 * Columns that say nothing of a row are empty.
 */

import type { SaidColumns } from './contract/cell.ts';
import type { ComparedCauses, ComplaintsAnswer } from './contract/complaints.ts';
import { formatCsv, type Table } from './csv.ts';

type Columns = Table['columns'];

const NAMES = [
  ...['row', 'time_zone', 'as_of', 'channel', 'from', 'to', 'cause', 'part', 'label', 'parent'],
  ...['value', 'n', 'status', 'share', 'share_low', 'share_high', 'cumulative', 'dispersion', 'level'],
  ...['previous', 'last_year'].flatMap((one) =>
    ['value', 'status', 'ratio', 'low', 'high', 'change'].map((name) => `${one}_${name}`),
  ),
  ...['per_thousand', 'kept', 'kept_n', 'kept_status', 'days_median', 'days_ninety', 'days_n', 'days_status'],
];

export function complaintsCsv({ total, causes, parts, months, ...answer }: ComplaintsAnswer): string {
  const about: Columns = [
    ['time_zone', answer.timeZone],
    ['as_of', answer.asOf],
    ['channel', answer.filter.channel],
  ];
  const window: Columns = [...about, ['from', answer.from], ['to', answer.to]];
  const shared = (of: ComplaintsAnswer['total'] | ComplaintsAnswer['causes']): Columns => [
    ...cellColumns(of),
    ['level', answer.test.level],
    ...comparisonColumns('previous', of.previous),
    ...comparisonColumns('last_year', of.last_year),
    ['kept', of.kept.value],
    ['kept_n', of.kept.n],
    ['kept_status', of.kept.status],
    ['days_median', of.daysMedian.value],
    ['days_ninety', of.daysNinety.value],
    ['days_n', of.daysMedian.n],
    ['days_status', of.daysMedian.status],
  ];
  const monthRows = (cells: SaidColumns, more: Columns): Table => ({
    rows: months.start.length,
    columns: [['row', 'month'], ...about, ['from', months.start], ...cellColumns(cells), ...more],
  });
  const tables: Table[] = [
    {
      rows: 1,
      columns: [['row', 'all'], ...window, ...shared(total), ['per_thousand', total.perThousand.value]],
    },
    {
      rows: causes.cause.length,
      columns: [
        ['row', 'cause'],
        ...window,
        ['cause', causes.cause],
        ['label', causes.label],
        ['parent', causes.parent],
        ...shared(causes),
        ['share', causes.share],
        ['share_low', causes.shareLow],
        ['share_high', causes.shareHigh],
        ['cumulative', causes.cumulative],
        ['dispersion', causes.dispersion],
      ],
    },
    {
      rows: parts.part.length,
      columns: [
        ['row', 'part'],
        ...window,
        ['cause', parts.cause],
        ['part', parts.part],
        ['label', parts.label],
        ...cellColumns(parts),
        ['share', parts.share],
      ],
    },
    monthRows(months.total, [
      ['per_thousand', months.perThousand.value],
      ['kept', months.kept.value],
      ['kept_n', months.kept.n],
      ['kept_status', months.kept.status],
      ['days_median', months.daysMedian.value],
      ['days_ninety', months.daysNinety.value],
      ['days_n', months.daysMedian.n],
      ['days_status', months.daysMedian.status],
    ]),
    ...months.causes.map(({ cause, ...cells }) => monthRows(cells as SaidColumns, [['cause', cause]])),
  ];
  return formatCsv(tables.map(filled), NAMES);
}

function cellColumns({ value, n, status }: SaidColumns): Columns {
  return [
    ['value', value],
    ['n', n],
    ['status', status],
  ];
}

function comparisonColumns(
  name: string,
  { value, status, ratio, low, high, change }: ComparedCauses,
): Columns {
  return Object.entries({ value, status, ratio, low, high, change }).map(
    ([column, list]) => [`${name}_${column}`, list] as const,
  );
}

/** Every table with every column, empty where it has none. */
function filled({ rows, columns }: Table): Table {
  const own = new Set(columns.map(([name]) => name));
  return {
    rows,
    columns: [...columns, ...NAMES.filter((name) => !own.has(name)).map((name) => [name, null] as const)],
  };
}
