/**
 * Learns each night how long people wait on the channels that are told live and on their service lines, and keeps the
 * record of how well that went. Owns which places and days; what is learnt and how it is judged is
 * `db/domain/wait-*.ts`. Of models only the one in force is kept, of their record every day.
 */
import { ContactScan, emptyContact } from '../contact-scan.ts';
import { type Contact, OUTCOMES } from '../domain/contact.ts';
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

/** By the numbers of the records; `queue` 0: all of the channel. */
interface Place {
  channel: number;
  queue: number;
}
interface DuePlace extends Place {
  known: { day: CivilDay; model: WaitModel } | null;
  /** the first day to be learnt or judged */
  first: CivilDay;
}

/**
 * Brings models and their records up to today; says whether anything was learnt. Of the places of which nothing is known,
 * or only what an older edition learnt, it takes one at a call, channels first, and replays its last 28 days, each by
 * what was known before it: some ten seconds for a busy one, in which nothing else is counted.
 */
export function learnWaits(db: WriteHandle, zone: Zone, nowSeconds: number): boolean {
  const today = zone.dayOf(nowSeconds);
  const told = placesTold(db, nowSeconds).map((place): DuePlace => {
    const known = newestModel(db, place);
    return { ...place, known, first: Math.max(today - COVERAGE_DAYS, known?.day ?? 0) };
  });
  const isNew = ({ known }: DuePlace) => known === null;
  const due = [
    ...told.filter(({ known }) => known !== null && known.day !== today),
    ...told.filter(isNew).slice(0, 1),
  ];
  if (due.length === 0) return false;
  const contacts = readQueued(db, zone, Math.min(...due.map(({ first }) => first)) - TRAINING_DAYS, today);
  for (const place of due) {
    const theirs = contacts.filter((one) => isAt(place, one));
    learnPlace(db, place, daysOfWaits(theirs, zone), today);
  }
  return true;
}

function isAt({ channel, queue }: Place, contact: Place): boolean {
  return contact.channel === channel && (queue === 0 || contact.queue === queue);
}

/** Channels before their lines. */
function placesTold(db: ReadHandle, nowSeconds: number): Place[] {
  const isTold = (time: string) => `${time} > :since AND channel IN (${ATTENDED_CHANNELS.join(', ')})`;
  const rows = db.sql
    .prepare(
      `SELECT channel, queue FROM live_places WHERE ${isTold('last_at')}
       UNION SELECT channel, queue FROM queue_snapshots WHERE ${isTold('at')}
       UNION SELECT channel, 0 FROM live_places WHERE ${isTold('last_at')}
       UNION SELECT channel, 0 FROM queue_snapshots WHERE ${isTold('at')}
       ORDER BY queue, channel`,
    )
    .raw()
    .all({ since: nowSeconds - TOLD_SECONDS }) as [number, number][];
  return rows.map(([channel, queue]) => ({ channel, queue }));
}

/** Null: nothing was learnt yet, or by an edition of which the columns were others. */
function newestModel(db: ReadHandle, { channel, queue }: Place): DuePlace['known'] {
  const newest = db.sql
    .prepare(
      `SELECT day, model FROM wait_models WHERE channel = ? AND queue = ? AND model IS NOT NULL
        ORDER BY day DESC LIMIT 1`,
    )
    .raw()
    .get(channel, queue) as [CivilDay, string] | undefined;
  const model = newest === undefined ? null : parseWaitModel(newest[1]);
  return model === null ? null : { day: newest![0], model };
}

function learnPlace(db: WriteHandle, place: DuePlace, days: readonly DayOfWaits[], today: CivilDay): void {
  const { channel, queue, known, first } = place;
  let model = known?.model ?? null;
  let taus: Taus = model?.taus ?? TAUS;
  const write = db.sql.prepare(
    'INSERT OR REPLACE INTO wait_models (channel, queue, day, model, tally) VALUES (?, ?, ?, ?, ?)',
  );
  for (let day = first; day <= today; day++) {
    // The model of a day that has begun stays in force on it, and is judged by it.
    if (day !== known?.day || model === null) model = fitWaitModel(observedBefore(days, day), taus);
    const observed = days.find((one) => one.day === day)?.observed ?? [];
    const tally = day === today ? null : judgeDay(model, observed).tally;
    write.run(
      ...[channel, queue, day],
      day === today ? JSON.stringify(model) : null,
      tally === null ? null : JSON.stringify(tally),
    );
    if (tally !== null) taus = correctedTaus(taus, tally);
  }
}

type Queued = Pick<Contact, 'offeredAt' | 'outcome' | 'menuSeconds' | 'waitSeconds' | 'handleSeconds'> &
  Place;

/** The contacts of the channels that are attended, `fromDay` included, `toDay` not. */
function readQueued(db: ReadHandle, zone: Zone, fromDay: CivilDay, toDay: CivilDay): Queued[] {
  const contacts: Queued[] = [];
  const contact = emptyContact();
  new ContactScan(db).each(zone.startOfDay(fromDay), zone.startOfDay(toDay), contact, () => {
    const { arrivedAt: offeredAt, channel, queue, menuSeconds, waitSeconds, handleSeconds } = contact;
    if (!ATTENDED_CHANNELS.includes(channel)) return;
    const outcome = OUTCOMES[contact.outcome]!;
    contacts.push({
      offeredAt,
      channel,
      queue: queue ?? 0,
      outcome,
      menuSeconds,
      waitSeconds,
      handleSeconds,
    });
  });
  return contacts;
}

/**
 * What is in force on a day, and the record of the 28 days before it; null where nothing was learnt.
 * @param queue a service line by its number; null: all of the channel
 */
export function readWaitModel(
  db: ReadHandle,
  channel: number,
  queue: number | null,
  day: CivilDay,
): { model: WaitModel; tallies: CoverageTally[] } | null {
  const rows = db.sql
    .prepare(
      'SELECT day, model, tally FROM wait_models WHERE channel = ? AND queue = ? AND day >= ? AND day <= ?',
    )
    .raw()
    .all(channel, queue ?? 0, day - COVERAGE_DAYS, day) as [CivilDay, string | null, string | null][];
  // Early in the day that of the day before is still in force.
  const text = rows.findLast(([, kept]) => kept !== null)?.[1] ?? null;
  const model = text === null ? null : parseWaitModel(text);
  if (model === null) return null;
  const tallies = rows.flatMap(([, , tally]) => (tally === null ? [] : [JSON.parse(tally) as CoverageTally]));
  return { model, tallies };
}
