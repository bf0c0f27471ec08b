/**
 * An action on its way from a command into the database: the same adapter, store and receipt as a file's.
 * Owns what the person who typed is told of it; refuses a database that holds the demonstration.
 */
import process from 'node:process';
import { readEnvironment } from '../api/env.ts';
import { termChanges } from '../db/domain/action-terms.ts';
import { claimPurpose, Load, type Receipt } from '../db/ingest/load.ts';
import { readRecordObjects } from '../db/ingest/read.ts';
import type { WriteHandle } from '../db/open.ts';
import { readActions, readActionVersions } from '../db/queries/actions.ts';
import { EXIT, UsageError } from './command.ts';
import { type Organisation, rememberOrganisation } from './organisation.ts';

export interface Surroundings {
  db: WriteHandle;
  organisation: Organisation;
  nowSeconds: number;
  say(line: string): void;
}

/** The option that gives each column of an action; the id stands by itself. */
const OPTION_OF: Readonly<Record<string, string>> = {
  id: 'ID',
  title: '--title',
  summary: '--summary',
  owner_role: '--owner',
  causes: '--causes',
  category: '--category',
  channel: '--channel',
  starts_at: '--starts',
  rollout_ends_at: '--rollout-ends',
  metric: '--metric',
  direction: '--direction',
  expected_effect: '--expected',
  worthwhile_effect: '--worthwhile',
  impact_model: '--model',
  control: '--control',
  window_weeks: '--window',
  ended_at: '--at',
};

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

/** Throws a UsageError with the option that was wrong, its value and what was expected. */
export function store(
  { db, organisation, nowSeconds }: Surroundings,
  row: Readonly<Record<string, string | undefined>>,
): Receipt {
  const { zone, configured } = organisation;
  const load = new Load(db, 'actions', {
    ...{ source: 'command', name: 'npm run action', zone, nowSeconds, configured },
  });
  const cells = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
  for (const batch of readRecordObjects([cells], { kind: 'actions', zone })) load.add(batch);
  const receipt = load.finish();
  const [wrong] = receipt.rejects;
  if (wrong !== undefined) {
    throw new UsageError(
      `${OPTION_OF[wrong.field] ?? wrong.field}: found ${JSON.stringify(wrong.value)}: ${wrong.reason}`,
      EXIT.usage,
    );
  }
  return receipt;
}

export function tell({ db, organisation, say }: Surroundings, id: string, receipt: Receipt): void {
  const record = readActions(db).find((one) => one.id === id)!;
  const { zone } = organisation;
  const time = (utcSeconds: number) => zone.formatInstant(utcSeconds);
  const fate = receipt.accepted > 0 ? 'registered' : receipt.updated > 0 ? 'changed' : 'unchanged';
  const end = record.endedAt === null ? '' : `, ended ${time(record.endedAt)}`;
  say(`action ${id} ${fate}: registered ${time(record.registeredAt)}, starts ${time(record.startsAt)}${end}`);
  if (record.registeredAt > record.startsAt) {
    say('note: it was registered after its start, so it will be shown as "registered late" and never judged');
  }
  const versions = readActionVersions(db).get(id) ?? [];
  const isLast = ({ version }: { version: number }) => version === versions.length - 1;
  if (receipt.updated > 0 && termChanges(versions).some((one) => isLast(one) && one.isAfterStart)) {
    say(
      'note: this came too late to count: the action is judged by what had been said before it started, and the change is shown',
    );
  }
  if (receipt.unconfigured.causes.length > 0) {
    say(`note: causes without a name in the configuration: ${receipt.unconfigured.causes.join(', ')}`);
  }
}
