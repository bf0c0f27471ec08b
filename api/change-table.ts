/** The log of changes as a flat table, for CSV: one row an entry and metric that it touches. */
import type { Change, ChangesAnswer } from './contract/changes.ts';
import { type CsvValue, csvOf, type Table } from './csv.ts';

type Row = Change & { touched: Change['affects'][number] | undefined };

export function changesCsv({ changes, timeZone, asOf }: ChangesAnswer): string {
  const rows = changes.flatMap((change): Row[] =>
    change.affects.length === 0
      ? [{ ...change, touched: undefined }]
      : change.affects.map((touched) => ({ ...change, touched })),
  );
  const of = (value: (row: Row) => CsvValue) => rows.map(value);
  const columns: Table['columns'] = [
    ['id', of(({ id }) => id)],
    ['kind', of(({ kind }) => kind)],
    ['date', of(({ date }) => date)],
    ['told_at', of(({ toldAt }) => toldAt)],
    ['version', of(({ version }) => version)],
    ['metric', of(({ touched }) => touched?.metric)],
    ['channel', of(({ touched }) => touched?.channel)],
    ['by', of(({ touched }) => touched?.by)],
    ['words', of(({ words }) => words)],
    ['edition', of((row) => ('edition' in row ? row.edition : null))],
    ['figures', of((row) => ('figures' in row ? row.figures : null))],
    ['change', of((row) => ('change' in row ? row.change : null))],
    ['words_before', of((row) => (row.kind === 'target' ? row.wordsBefore : null))],
    ['causes_before', of((row) => (row.kind === 'mapping' ? row.from.join(';') : null))],
    ['causes_after', of((row) => (row.kind === 'mapping' ? row.to.join(';') : null))],
    ['decided_by', of((row) => (row.kind === 'retirement' ? row.decidedBy : null))],
    ['replaced_by', of((row) => (row.kind === 'retirement' ? row.replacedBy : null))],
    ['notice_days', of((row) => (row.kind === 'retirement' ? row.noticeDays : null))],
    ['beside_days', of((row) => (row.kind === 'retirement' ? row.besideDays : null))],
    ['address_before', of(({ touched }) => touched?.before)],
    ['address_after', of(({ touched }) => touched?.after)],
    ['time_zone', timeZone],
    ['as_of', asOf],
  ];
  return csvOf({ rows: rows.length, columns });
}
