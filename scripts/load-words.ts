/**
 * What `npm run ingest` says of a load: its receipt line by line, and why a file is not stored under this source.
 * Owns these words; refuses to decide what is stored.
 */
import process from 'node:process';
import type { Kind } from '../db/domain/contact.ts';
import type { Counts, Receipt } from '../db/ingest/load.ts';
import type { ContactsElsewhere } from '../db/ingest/named-contacts.ts';
import type { KnownElsewhere } from '../db/ingest/other-sources.ts';
import { UsageError } from './command.ts';

/** By what records of a kind without id and time are known again. */
const SAME_OF: Partial<Record<Kind, string>> = {
  intervals: 'times and counts',
  capacity: 'times and counts',
  codings: 'ids and codes',
};

/** Records that another source holds would count twice: whoever knows better says so. */
export function explainSource(found: KnownElsewhere, file: string): UsageError {
  const { kind, equal, compared, stored } = found;
  const what = SAME_OF[kind] ?? 'ids and times';
  const loaded =
    stored === 0
      ? 'nothing of this file was stored'
      : `the ${stored.toLocaleString('en')} before them are stored, nothing from there on`;
  return new UsageError(
    [
      `${file}: ${equal} of ${compared} ${kind} that were compared are known from the source ${found.source}, with the same ${what}.`,
      `These look like the same records, and as another source they would count twice: ${loaded}.`,
      `(A source is what --source says, else the mapping's name, else "default".)`,
      `Use --source ${quoted(found.source)} if they are the same, or add --other-records if they are others.`,
    ].join('\n'),
  );
}

/** What a record says of its contact, and what is not known without it. */
const NAMING: Partial<Record<Kind, [records: string, untold: string]>> = {
  surveys: ['answers', 'nothing is told of them by channel, service line or reason'],
  codings: ['codings', 'nobody can tell from which months they are'],
};

/** Said before anything is stored, since what was stored under a wrong source stays there. */
export function explainContacts(
  { kind, source, compared, known }: ContactsElsewhere,
  file: string,
  own: string,
) {
  const [records = kind, untold = ''] = NAMING[kind] ?? [];
  return new UsageError(
    [
      `${file}: ${known} of ${compared} contacts that were looked for, of those that these ${records} name, are known from the source ${source}, and not from ${own}.`,
      `A contact is found under its own source alone, and without it ${untold}: nothing of this file was stored.`,
      `Use --source ${quoted(source)} if these are the contacts, or add --other-records if they are others.`,
    ].join('\n'),
  );
}

function quoted(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `"${name}"`;
}

export function reportFile(
  file: string,
  receipt: Receipt,
  { kind, source, dryRun }: { kind: Kind; source: string; dryRun: boolean },
): void {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  for (const { line, field, value, reason } of receipt.rejects) {
    say(`${file}:${line}: ${field}: ${JSON.stringify(value)}: ${reason}`);
  }
  const more = receipt.rejected - receipt.rejects.length;
  if (more > 0) {
    const kept = dryRun ? '' : `; all of them: npm run ingest -- --rejects ${receipt.load}`;
    say(`${file}: ${more} more rejects${kept}`);
  }
  for (const [rule, times] of Object.entries(receipt.applied)) say(`${file}: ${times} × ${rule}`);
  if (receipt.ignoredColumns.length > 0)
    say(`${file}: columns not used, dropped: ${receipt.ignoredColumns.join(', ')}`);
  const { count, named, knownUnder } = receipt.unknownContacts;
  const [records = kind, untold = ''] = NAMING[kind] ?? [];
  if (count > 0)
    say(
      `${file}: ${count} of ${named} ${records} that name a contact name one that is not on record under the source ${source}; until it is, ${untold}`,
    );
  if (knownUnder !== null)
    say(
      `${file}: the source ${knownUnder} has contacts with such ids: ${records} about them are loaded with --source ${quoted(knownUnder)}`,
    );
  const { queues, causes, promises } = receipt.unconfigured;
  if (queues.length > 0)
    say(`${file}: queues without a name in the configuration: ${queues.slice(0, 20).join(', ')}`);
  if (causes.length > 0)
    say(`${file}: causes without a name in the configuration: ${causes.slice(0, 20).join(', ')}`);
  if (promises.length > 0)
    say(
      `${file}: promises that the configuration does not have, counted and not published: ${promises.slice(0, 20).join(', ')}`,
    );
}

export function reportTotal(total: Counts, { dryRun, json }: { dryRun?: boolean; json?: boolean }): void {
  const { read, accepted, updated, unchanged, rejected, skipped } = total;
  process.stdout.write(
    `${dryRun ? 'checked, nothing stored: ' : ''}read ${read}, accepted ${accepted}, updated ${updated}, unchanged ${unchanged}, rejected ${rejected}, skipped ${skipped}\n`,
  );
  if (json) process.stdout.write(`${JSON.stringify(total)}\n`);
}
