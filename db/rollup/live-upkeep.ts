/**
 * What time alone does to what is known of now. Owns when a call or a case whose end nobody told is given up, and how long
 * steps of contacts and counts of queues are kept; the contacts' own records stay for good.
 */
import { arrivalOf, decodeContact, emptyFields } from '../contact-record.ts';
import { OUTCOMES } from '../domain/contact.ts';
import { ATTENDED_CHANNELS, closedByRetiring, LONGEST_HOLD_SECONDS } from '../domain/lifecycle.ts';
import type { Zone } from '../domain/zone.ts';
import type { WriteHandle } from '../open.ts';
import { markDirty } from './dirty.ts';

/** Late events of a contact that is gone are still put together with its others for so long. */
const STEPS_KEPT_SECONDS = 2 * 86_400;
/**
 * Letters and messages are in the queue until they are answered. Where nobody ever tells that, they leave it after so
 * long, or it would grow for ever; their records stay open cases, and a later word of them still counts.
 */
const CASES_KEPT_SECONDS = 28 * 86_400;
const SNAPSHOTS_KEPT_SECONDS = 7 * 86_400;
const OPEN = OUTCOMES.indexOf('open');

/**
 * Takes calls and chats that have waited for four hours without an end out of the queue. Their record stays `open`, for
 * nobody knows what became of them, and is closed, so that they are no open cases for ever; a record that knows more
 * stays as it is.
 */
export function retireLost(db: WriteHandle, zone: Zone, nowSeconds: number): number {
  const lost = db.sql
    .prepare(
      `SELECT hash, waiting_from FROM live_contacts
        WHERE waiting_from IS NOT NULL AND left_at IS NULL AND retired_at IS NULL
          AND waiting_from <= ? AND channel IN (${ATTENDED_CHANNELS.join(', ')})`,
    )
    .raw()
    .all(nowSeconds - LONGEST_HOLD_SECONDS) as [Buffer, number][];
  if (lost.length === 0) return 0;
  const retire = db.sql.prepare('UPDATE live_contacts SET retired_at = ? WHERE hash = ?');
  const find = db.sql
    .prepare(
      `SELECT c.key, c.record FROM contact_ids i JOIN contacts c ON c.key = i.key
        WHERE i.hash = ? AND c.closed_at IS NULL`,
    )
    .raw();
  const close = db.sql.prepare('UPDATE contacts SET closed_at = ? WHERE key = ?');
  const fields = emptyFields();
  db.sql
    .transaction(() => {
      for (const [hash, waitingFrom] of lost) {
        retire.run(nowSeconds, hash);
        const known = find.get(hash) as [key: number, record: Buffer] | undefined;
        if (known === undefined) continue;
        const [key, record] = known;
        decodeContact(record, fields);
        if (fields.outcome !== OPEN) continue;
        const closedAt = closedByRetiring(waitingFrom);
        close.run(closedAt, key);
        markDirty(db, 'facts', new Set([zone.dayOf(arrivalOf(key)), zone.dayOf(closedAt)]));
      }
    })
    .immediate();
  return lost.length;
}

/** Forgets the steps of contacts that are gone, cases that nobody ends, old counts of queues, and the receipts of both. */
export function forgetPast(db: WriteHandle, nowSeconds: number): void {
  db.sql
    .prepare(
      `DELETE FROM live_contacts
        WHERE last_at < ? AND (last_at < ?
          OR left_at IS NOT NULL OR retired_at IS NOT NULL OR waiting_from IS NULL OR channel IS NULL)`,
    )
    .run(nowSeconds - STEPS_KEPT_SECONDS, nowSeconds - CASES_KEPT_SECONDS);
  db.sql.prepare('DELETE FROM queue_snapshots WHERE at < ?').run(nowSeconds - SNAPSHOTS_KEPT_SECONDS);
  // A push a second makes a receipt a second; those that rejected something are the ones to look at later.
  db.sql
    .prepare(`DELETE FROM loads WHERE kind IN ('events', 'queue') AND rejected = 0 AND started_at < ?`)
    .run(nowSeconds - STEPS_KEPT_SECONDS);
}

/**
 * Forgets what sources told ahead of the clock, with the steps of all their contacts: where a clock that is set was set
 * back, they tell the day again. The contacts' records stay, and are not counted before their time.
 */
export function forgetAhead(db: WriteHandle, nowSeconds: number): void {
  const ahead = 'SELECT source FROM live_sources WHERE heard_at > ?';
  db.sql
    .transaction(() => {
      db.sql.prepare(`DELETE FROM live_contacts WHERE source IN (${ahead})`).run(nowSeconds);
      db.sql.prepare('DELETE FROM live_sources WHERE heard_at > ?').run(nowSeconds);
    })
    .immediate();
}
