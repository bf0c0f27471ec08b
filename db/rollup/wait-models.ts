/**
 * Learns each night how long people wait on the channels that are told live, and keeps the record of how well that
 * went. Owns which channels and days; what is learnt and how it is judged is `db/domain/wait-*.ts`. Of models only the
 * one in force is kept, of their record every day.
 */
import { ContactScan, emptyContact } from '../contact-scan.ts';
import { CHANNELS, type Contact, OUTCOMES } from '../domain/contact.ts';
import { ATTENDED_CHANNELS } from '../domain/lifecycle.ts';
import { COVERAGE_DAYS, type CoverageTally, correctedTaus } from '../domain/wait-coverage.ts';
import {
  fitWaitModel,
  parseWaitModel,
  TAUS,
  type Taus,
  TRAINING_DAYS,
  type WaitModel,
} from '../domain/wait-model.ts';
import { type DayOfWaits, daysOfWaits, judgeDay, observedBefore } from '../domain/wait-replay.ts';
import type { CivilDay, Zone } from '../domain/zone.ts';
import type { ReadHandle, WriteHandle } from '../open.ts';

/** Told of within a week: others need no estimate. */
const TOLD_SECONDS = 7 * 86_400;

/**
 * Brings models and their records up to today; says whether anything was learnt. The first time on a channel, and where
 * what is kept was learnt by an older edition, it replays the last 28 days, each by what was known before it: some ten
 * seconds.
 */
export function learnWaits(db: WriteHandle, zone: Zone, nowSeconds: number): boolean {
  const today = zone.dayOf(nowSeconds);
  const due = channelsTold(db, nowSeconds).filter((channel) => newestModel(db, channel)?.day !== today);
  for (const channel of due) learnChannel(db, zone, channel, today);
  return due.length > 0;
}

function channelsTold(db: ReadHandle, nowSeconds: number): number[] {
  return db.sql
    .prepare(
      `SELECT channel FROM live_places WHERE last_at > :since AND channel IN (${ATTENDED_CHANNELS.join(', ')})
       UNION SELECT channel FROM queue_snapshots WHERE at > :since AND channel IN (${ATTENDED_CHANNELS.join(', ')})`,
    )
    .pluck()
    .all({ since: nowSeconds - TOLD_SECONDS }) as number[];
}

/** Null: nothing was learnt yet, or by an edition of which the columns were others. */
function newestModel(db: ReadHandle, channel: number): { day: CivilDay; model: WaitModel } | null {
  const newest = db.sql
    .prepare(
      'SELECT day, model FROM wait_models WHERE channel = ? AND model IS NOT NULL ORDER BY day DESC LIMIT 1',
    )
    .raw()
    .get(channel) as [CivilDay, string] | undefined;
  const model = newest === undefined ? null : parseWaitModel(newest[1]);
  return model === null ? null : { day: newest![0], model };
}

function learnChannel(db: WriteHandle, zone: Zone, channel: number, today: CivilDay): void {
  const known = newestModel(db, channel);
  const first = Math.max(today - COVERAGE_DAYS, known?.day ?? 0);
  const days = readDays(db, zone, channel, first - TRAINING_DAYS, today);
  let model = known?.model ?? null;
  let taus: Taus = model?.taus ?? TAUS;
  const write = db.sql.prepare(
    'INSERT OR REPLACE INTO wait_models (channel, day, model, tally) VALUES (?, ?, ?, ?)',
  );
  for (let day = first; day <= today; day++) {
    // The model of a day that has begun stays in force on it, and is judged by it.
    if (day !== known?.day || model === null) model = fitWaitModel(observedBefore(days, day), taus);
    const observed = days.find((one) => one.day === day)?.observed ?? [];
    const tally = day === today ? null : judgeDay(model, observed).tally;
    write.run(
      channel,
      day,
      day === today ? JSON.stringify(model) : null,
      tally === null ? null : JSON.stringify(tally),
    );
    if (tally !== null) taus = correctedTaus(taus, tally);
  }
}

type Queued = Pick<Contact, 'offeredAt' | 'outcome' | 'menuSeconds' | 'waitSeconds' | 'handleSeconds'>;

/** The waits of a channel by day, `fromDay` included, `toDay` not. */
function readDays(
  db: ReadHandle,
  zone: Zone,
  channel: number,
  fromDay: CivilDay,
  toDay: CivilDay,
): DayOfWaits[] {
  const contacts: Queued[] = [];
  const contact = emptyContact();
  new ContactScan(db).each(zone.startOfDay(fromDay), zone.startOfDay(toDay), contact, () => {
    if (contact.channel !== channel) return;
    const { arrivedAt: offeredAt, menuSeconds, waitSeconds, handleSeconds } = contact;
    contacts.push({
      offeredAt,
      outcome: OUTCOMES[contact.outcome]!,
      menuSeconds,
      waitSeconds,
      handleSeconds,
    });
  });
  return daysOfWaits(contacts, zone);
}

/** What is in force on a day, and the record of the 28 days before it; null where nothing was learnt. */
export function readWaitModel(
  db: ReadHandle,
  channel: (typeof CHANNELS)[number],
  day: CivilDay,
): { model: WaitModel; tallies: CoverageTally[] } | null {
  const code = CHANNELS.indexOf(channel);
  const rows = db.sql
    .prepare('SELECT day, model, tally FROM wait_models WHERE channel = ? AND day >= ? AND day <= ?')
    .raw()
    .all(code, day - COVERAGE_DAYS, day) as [CivilDay, string | null, string | null][];
  // Early in the day that of the day before is still in force.
  const text = rows.findLast(([, kept]) => kept !== null)?.[1] ?? null;
  const model = text === null ? null : parseWaitModel(text);
  if (model === null) return null;
  const tallies = rows.flatMap(([, , tally]) => (tally === null ? [] : [JSON.parse(tally) as CoverageTally]));
  return { model, tallies };
}
