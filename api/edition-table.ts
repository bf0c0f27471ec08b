/** Editions as flat tables, for CSV: one row an edition, or one row a figure that an edition changed. */
import type { EditionAnswer, EditionsAnswer } from './contract/editions.ts';
import { type CsvValue, csvOf, type Table } from './csv.ts';

export function editionsCsv({ editions, timeZone, asOf }: EditionsAnswer): string {
  const of = (value: (edition: EditionsAnswer['editions'][number]) => CsvValue) => editions.map(value);
  return tableOf(editions.length, [
    ['edition', of(({ id }) => id)],
    ['published_at', of(({ publishedAt }) => publishedAt)],
    ['through', of(({ through }) => through)],
    ['version', of(({ version }) => version)],
    ['kind', of(({ kind }) => kind)],
    ['reason', of(({ reason }) => reason)],
    ['files', of(({ files }) => files)],
    ['figures', of(({ figures }) => figures)],
    ['time_zone', timeZone],
    ['as_of', asOf],
  ]);
}

export function editionCsv({ edition, revisions, timeZone, asOf }: EditionAnswer): string {
  const of = (value: (revision: EditionAnswer['revisions'][number]) => CsvValue) => revisions.map(value);
  return tableOf(revisions.length, [
    ['edition', edition.id],
    ['metric', of(({ metric }) => metric)],
    ['unit', of(({ unit }) => unit)],
    ['grain', of(({ grain }) => grain)],
    ['channel', of(({ channel }) => channel)],
    ['category', of(({ category }) => category)],
    ['start', of(({ start }) => start)],
    ['value_before', of(({ before }) => before.value)],
    ['status_before', of(({ before }) => before.status)],
    ['value_after', of(({ after }) => after.value)],
    ['status_after', of(({ after }) => after.status)],
    ['change', of(({ change }) => change)],
    ['kind', edition.kind],
    ['reason', edition.reason],
    ['time_zone', timeZone],
    ['as_of', asOf],
  ]);
}

function tableOf(rows: number, columns: Table['columns']): string {
  return csvOf({ rows, columns });
}
