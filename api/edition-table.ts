/** Editions as flat tables, for CSV: one row an edition, or one row a figure that an edition changed. */
import type { EditionAnswer, EditionsAnswer } from './contract/editions.ts';
import { type CsvValue, csvOf, type Table } from './csv.ts';

export function editionsCsv({ editions, timeZone, asOf }: EditionsAnswer): string {
  const of = (value: (edition: EditionsAnswer['editions'][number]) => CsvValue) => editions.map(value);
  const columns: Table['columns'] = [
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
  ];
  return csvOf({ rows: editions.length, columns });
}

export function editionCsv({ edition, revisions, timeZone, asOf }: EditionAnswer): string {
  const of = (value: (revision: EditionAnswer['revisions'][number]) => CsvValue) => revisions.map(value);
  const columns: Table['columns'] = [
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
  ];
  return csvOf({ rows: revisions.length, columns });
}
