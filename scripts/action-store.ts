/**
 * An action on its way from a command into the database: the same adapter, store and receipt as a file's.
 * Owns what the person who typed is told of it; refuses a database that holds the demonstration.
 */
import process from 'node:process';
import { readEnvironment } from '../api/env.ts';
import { controlPartsOf, whyUnjudgeable } from '../api/feeds/action-parts.ts';
import type { ActionRecord } from '../db/domain/contact.ts';
import { claimPurpose, Load, type Receipt } from '../db/ingest/load.ts';
import { readRecordObjects } from '../db/ingest/read.ts';
import type { WriteHandle } from '../db/open.ts';
import { readActions } from '../db/queries/actions.ts';
import { recordedSpan } from '../db/queries/coverage.ts';
import { type ActionCells, faultsOf } from './action-terms.ts';
import { EXIT, UsageError } from './command.ts';
import { type Organisation, rememberOrganisation } from './organisation.ts';

export interface Surroundings {
  db: WriteHandle;
  organisation: Organisation;
  nowSeconds: number;
  say(line: string): void;
}

export function claimFor({ db, organisation }: Surroundings): void {
  if (!claimPurpose(db, 'real')) {
    throw new UsageError(
      `the database ${db.path} holds the demonstration, which takes no actions: name another one with CANDOUR_DB, or start clean with "npm run ingest -- --replace-demonstration FILE"`,
      EXIT.nothing,
    );
  }
  const environment = readEnvironment(process.env);
  if (environment.ok) rememberOrganisation(db, organisation, environment.environment.configPath);
}

/** Throws a UsageError with every option that is wrong, its value and what was expected. */
export function store({ db, organisation, nowSeconds }: Surroundings, row: ActionCells): Receipt {
  const { zone, configured } = organisation;
  const faults = faultsOf(db, organisation, row);
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
  const load = new Load(db, 'actions', {
    ...{ source: 'command', name: 'npm run action', zone, nowSeconds, configured },
  });
  for (const batch of readRecordObjects([row], { kind: 'actions', zone })) load.add(batch);
  const receipt = load.finish();
  const [wrong] = receipt.rejects;
  if (wrong !== undefined) throw new Error(`${wrong.field} was found right and rejected: ${wrong.reason}`);
  return receipt;
}

export function tell(surroundings: Surroundings, id: string, receipt: Receipt): void {
  const { db, organisation, say } = surroundings;
  const record = readActions(db).find((one) => one.id === id)!;
  const { zone } = organisation;
  const time = (utcSeconds: number) => zone.formatInstant(utcSeconds);
  const fate = receipt.accepted > 0 ? 'registered' : receipt.updated > 0 ? 'changed' : 'unchanged';
  const end = record.endedAt === null ? '' : `, ended ${time(record.endedAt)}`;
  say(`action ${id} ${fate}: registered ${time(record.registeredAt)}, starts ${time(record.startsAt)}${end}`);
  if (record.registeredAt > record.startsAt) {
    say('note: it was registered after its start, so it will be shown as "registered late" and never judged');
  }
  const why = neverJudged(surroundings, record);
  if (why !== null) say(`note: ${why}`);
  if (receipt.unconfigured.causes.length > 0) {
    say(`note: causes without a name in the configuration: ${receipt.unconfigured.causes.join(', ')}`);
  }
}

/** What the feed will say of it for ever, or until other records come, said while it can still be corrected. */
function neverJudged({ db, organisation, nowSeconds }: Surroundings, record: ActionRecord): string | null {
  const { configuration, zone, calendar } = organisation;
  const context = { db, configuration, zone, calendar, nowSeconds };
  switch (whyUnjudgeable(context, record)) {
    case 'no_weekly_figures':
      return 'there are no weekly figures of this metric for what it is about, so it will be shown and never judged';
    case 'not_a_count_or_share':
      return 'this metric is neither a count nor a share of contacts, so it will be shown and never judged';
    case 'not_on_record':
      return 'no record has a cause that it names yet, so nothing is known of it until one has';
    default: {
      const hasRecords = recordedSpan(db) !== null;
      return record.control === null || !hasRecords || controlPartsOf(context, record).length > 0
        ? null
        : 'of its control nothing is on record that the action is not about itself, so it will not be used';
    }
  }
}
