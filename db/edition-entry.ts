/**
 * What the log says of an edition: its kind, its files, why, and of which programme. Owns the way from an edition to
 * its entry; refuses to name a file that did not change.
 */
import type { EntryKind } from './domain/log-entry.ts';
import { editionListPath } from './domain/site-log.ts';
import { type CivilDay, formatDay } from './domain/zone.ts';
import { appendEntry, fileOf } from './log-entries.ts';
import type { WriteHandle } from './open.ts';

const KIND = {
  scheduled: 'daily',
  revision: 'revision',
  correction: 'correction',
  definition: 'definition',
} as const satisfies Readonly<Record<string, EntryKind>>;
const REASON: Readonly<Record<keyof typeof KIND, string | null>> = {
  scheduled: null,
  revision: 'records that came later changed figures of days that were published',
  correction: 'figures were wrong',
  definition: 'figures are counted by other rules, or by another version of the programme',
};
const REASON_MAX = 1500;

export interface LoggedEdition {
  kind: keyof typeof KIND;
  /** in the operator's words; empty: the kind says it */
  reason: string;
  /** what its figures end with; without records, the day on which it was published */
  reportDay: CivilDay;
  code: string;
}

/** Call within the transaction that sets the edition down. */
export function logEdition(
  db: WriteHandle,
  id: number,
  { kind, reason, reportDay, code }: LoggedEdition,
  changes: readonly { path: string; body: Uint8Array | null }[],
): void {
  const files = changes.flatMap(({ path, body }) => (body === null ? [] : [fileOf(path, body)]));
  const ended = changes.length - files.length;
  const words = [
    reason.trim() === '' ? REASON[kind] : reason.trim().slice(0, REASON_MAX).toWellFormed(),
    ended === 0 ? null : `files that are published no more: ${ended}`,
  ].filter((part) => part !== null);
  appendEntry(
    db,
    'editions',
    {
      kind: KIND[kind],
      reportDate: formatDay(reportDay),
      files,
      reason: words.length === 0 ? null : words.join('; '),
      codeCommit: codeOf(code),
    },
    editionListPath(id),
  );
}

/** The hash of a programme as an entry writes it; null where it is none. */
export function codeOf(code: string): string | null {
  const bytes = Buffer.from(code, 'base64url');
  return bytes.byteLength === 32 ? bytes.toString('hex') : null;
}
