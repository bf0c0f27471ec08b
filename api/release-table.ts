/** The release calendar as a flat table, for CSV: one row a release. */
import type { ReleasesAnswer } from './contract/releases.ts';
import { csvOf, type Table } from './csv.ts';

export function releasesCsv({ releases, timeZone, asOf }: ReleasesAnswer): string {
  const columns: Table['columns'] = [
    ['due_at', releases.dueAt],
    ['grain', releases.grain],
    ['period', releases.period],
    ['stage', releases.stage],
    ['status', releases.status],
    ['published_at', releases.publishedAt],
    ['edition', releases.edition],
    ['late_seconds', releases.lateSeconds],
    ['put_off_from', releases.putOffFrom],
    ['time_zone', timeZone],
    ['as_of', asOf],
  ];
  return csvOf({ rows: releases.dueAt.length, columns });
}
