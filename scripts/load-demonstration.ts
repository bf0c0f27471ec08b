/**
 * Fills a database with the demonstration, up to yesterday by the clock, by the way that every load takes.
 * Owns how far that has come, so that an interrupted load goes on where it stopped and a later start adds the days
 * that have passed; refuses a database that was not claimed for a demonstration.
 */

import type { Kind, RecordOf } from '../db/domain/contact.ts';
import { type CivilDay, formatDay, parseDay } from '../db/domain/zone.ts';
import { Load } from '../db/ingest/load.ts';
import { type MetaName, readMeta, writeMeta } from '../db/meta.ts';
import type { ReadHandle, WriteHandle } from '../db/open.ts';
import type { RollupProgress } from '../db/rollup/links.ts';
import { hasherOf } from '../db/secret.ts';
import { accountDays, accountsOf, costPerContact } from './demonstration/accounts.ts';
import { announceActions } from './demonstration/actions.ts';
import { capacityOf } from './demonstration/capacity.ts';
import { codingsOf } from './demonstration/codings.ts';
import { DEMONSTRATION_SEED } from './demonstration/configuration.ts';
import { makeDay } from './demonstration/day.ts';
import { exposureOf } from './demonstration/exposure.ts';
import { UNSETTLED_DAYS } from './demonstration/live-events.ts';
import { parcelsOf } from './demonstration/parcels.ts';
import { type DemonstrationPlan, makePlan } from './demonstration/plan.ts';
import { invitationsOf } from './demonstration/records.ts';
import type { Organisation } from './organisation.ts';

/** Under which every record of it stands, live events too: the same contact is never two. */
export const DEMONSTRATION_SOURCE = 'demonstration';
const DAYS_PER_BATCH = 14;
/** Days before the last of the plan of which some contacts come late, in a load of their own. */
const LATE_WITHIN_DAYS = 14;

type LoadedKind = Exclude<Kind, 'intervals' | 'queue' | 'events' | 'accounts'>;

export interface DemonstrationSize {
  /** length of the records, in days; two years unless said */
  days?: number;
  contactsPerYear?: number;
}

/** The last day that the demonstration should have: yesterday in the organisation's zone. */
function dayWanted({ zone }: Organisation, nowSeconds: number): CivilDay {
  return zone.dayOf(nowSeconds) - 1;
}

/** Whether every day that the demonstration should have is there. */
export function isDemonstrationComplete(
  db: ReadHandle,
  organisation: Organisation,
  nowSeconds: number,
): boolean {
  const through = readDay(db, 'demonstration_through');
  return through !== null && through >= dayWanted(organisation, nowSeconds);
}

/**
 * Loads what is missing and returns the number of days that were added.
 * Throws when a record of the demonstration is rejected, which would be a fault of its own.
 */
export function loadDemonstration(
  db: WriteHandle,
  organisation: Organisation,
  nowSeconds: number,
  options: DemonstrationSize & { progress?: RollupProgress } = {},
): number {
  if (readMeta(db, 'purpose') !== 'demonstration')
    throw new Error('the database was not claimed for a demonstration');
  if (isDemonstrationComplete(db, organisation, nowSeconds)) return 0;
  const { progress, ...size } = options;
  const endDay = dayWanted(organisation, nowSeconds);
  if (readMeta(db, 'demonstration_plan') === null) writeMeta(db, 'demonstration_plan', formatDay(endDay));
  const planned = planOf(db, size);
  const { zone } = organisation;
  // Days after the plan's last continue it, and what was open then has been settled by now.
  const plan: DemonstrationPlan = { ...planned, asOf: zone.startOfDay(endDay + 1) };
  const loaded = readDay(db, 'demonstration_through');
  const missingFrom = loaded === null ? plan.firstDay : loaded + 1;
  const from = loaded === null ? plan.firstDay : Math.max(plan.firstDay, loaded + 1 - UNSETTLED_DAYS);

  // Each as on the day on which it was registered: by its clock, what was promised is known to have come first.
  for (const action of announceActions(plan)) {
    const registering = openLoads(db, organisation, Math.min(action.registeredAt, nowSeconds));
    registering.add({ actions: [action] });
    registering.finish();
  }
  const load = openLoads(db, organisation, nowSeconds);
  for (let day = from; day <= endDay; day += DAYS_PER_BATCH) {
    const last = Math.min(day + DAYS_PER_BATCH - 1, endDay);
    load.add(makeBatch(plan, day, last));
    if (last < endDay) writeMeta(db, 'demonstration_through', formatDay(Math.max(last, loaded ?? last)));
    progress?.(last - from + 1, endDay - from + 1, 'days of the demonstration');
  }
  load.finish();
  const late = openLoads(db, organisation, nowSeconds, 'late contacts');
  const lateContacts: RecordOf['contacts'][] = [];
  for (
    let day = Math.max(plan.firstDay, plan.endDay - LATE_WITHIN_DAYS);
    day <= Math.min(plan.endDay, endDay);
    day++
  ) {
    lateContacts.push(...makeDay(plan, day).lateContacts);
  }
  late.add({ contacts: lateContacts });
  late.finish();
  loadAccounts(db, organisation, nowSeconds, plan, endDay);
  writeMeta(db, 'demonstration_through', formatDay(endDay));
  return endDay - missingFrom + 1;
}

/** The plan of the demonstration that a database holds. */
export function planOf(db: ReadHandle, size: DemonstrationSize = {}): DemonstrationPlan {
  return makePlan({ seed: DEMONSTRATION_SEED, endDay: readMeta(db, 'demonstration_plan') ?? '', ...size });
}

/** The accounts of each quarter that is not known yet; a load of its own each, for they are counted as a whole. */
function loadAccounts(
  db: WriteHandle,
  { zone, configured }: Organisation,
  nowSeconds: number,
  plan: DemonstrationPlan,
  endDay: CivilDay,
): void {
  const known = db.sql.prepare('SELECT 1 FROM account_values WHERE as_of = ?');
  for (const asOf of accountDays(plan, endDay)) {
    if (known.get(asOf) !== undefined) continue;
    const records = [...accountsOf(plan, asOf)];
    const load = new Load(db, 'accounts', {
      ...{ source: DEMONSTRATION_SOURCE, name: 'demonstration', zone, nowSeconds, configured },
      accounts: { asOf, costPerContact: costPerContact(asOf) },
    });
    const lines = records.map((_, i) => i + 1);
    load.add({ records, lines, rejects: [], read: records.length, skipped: 0 });
    const { rejected } = load.finish();
    if (rejected > 0) throw new Error(`${rejected} accounts rejected`);
  }
}

type Records = { [K in LoadedKind]?: RecordOf[K][] };

function makeBatch(plan: DemonstrationPlan, from: CivilDay, to: CivilDay): Records {
  const contacts: RecordOf['contacts'][] = [];
  const surveys: RecordOf['surveys'][] = [];
  const promises: RecordOf['promises'][] = [];
  const exposure: RecordOf['exposure'][] = [];
  const capacity: RecordOf['capacity'][] = [];
  const codings: RecordOf['codings'][] = [];
  for (let day = from; day <= to; day++) {
    const made = makeDay(plan, day);
    contacts.push(...made.contacts);
    surveys.push(...made.answers, ...invitationsOf(plan, made));
    promises.push(...parcelsOf(plan, day), ...made.callbacks);
    codings.push(...codingsOf(plan, made));
    exposure.push(exposureOf(plan, day));
    capacity.push(...capacityOf(plan, day));
  }
  return { contacts, surveys, promises, exposure, capacity, codings };
}

/** One load for each kind that is met, opened when it is. */
function openLoads(
  db: WriteHandle,
  { zone, configured }: Organisation,
  nowSeconds: number,
  name = 'demonstration',
) {
  const hasher = hasherOf(db);
  const finishes: (() => void)[] = [];
  const adders = new Map<LoadedKind, (records: readonly RecordOf[LoadedKind][]) => void>();
  const open = <K extends LoadedKind>(kind: K) => {
    const load = new Load(
      db,
      kind,
      { source: DEMONSTRATION_SOURCE, name, zone, nowSeconds, configured },
      hasher,
    );
    adders.set(kind, (records) => {
      const batch = records as readonly RecordOf[K][];
      load.add({
        records: batch,
        lines: batch.map((_, i) => i + 1),
        rejects: [],
        read: batch.length,
        skipped: 0,
      });
    });
    finishes.push(() => {
      const { rejected, rejects } = load.finish();
      if (rejected > 0) throw new Error(`${rejected} ${kind} rejected, first: ${JSON.stringify(rejects[0])}`);
    });
  };
  return {
    add(records: Records): void {
      for (const kind of Object.keys(records) as LoadedKind[]) {
        if (!adders.has(kind)) open(kind);
        adders.get(kind)?.(records[kind] ?? []);
      }
    },
    finish: () => {
      for (const finish of finishes) finish();
    },
  };
}

function readDay(db: ReadHandle, name: MetaName): CivilDay | null {
  const text = readMeta(db, name);
  return text === null ? null : parseDay(text);
}
