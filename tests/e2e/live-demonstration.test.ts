// A small demonstration whose day is told while a set clock passes, and whose records are loaded when the day is over.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { liveFeed } from '../../api/feeds/live.ts';
import { CHANNELS, type Contact } from '../../db/domain/contact.ts';
import { claimPurpose } from '../../db/ingest/load.ts';
import { openForWriting, type WriteHandle } from '../../db/open.ts';
import { readLiveState } from '../../db/queries/live-state.ts';
import { makeDay } from '../../scripts/demonstration/day.ts';
import { eventsCarriedInto, UNSETTLED_DAYS } from '../../scripts/demonstration/live-events.ts';
import type { DemonstrationPlan } from '../../scripts/demonstration/plan.ts';
import { LiveDemonstration } from '../../scripts/live-demonstration.ts';
import { loadDemonstration, planOf } from '../../scripts/load-demonstration.ts';
import { type Organisation, openOrganisation } from '../../scripts/organisation.ts';
import { eventsOf } from '../../scripts/replay/contact-events.ts';

const SIZE = { days: 30, contactsPerYear: 120_000 };
const HOUR = 3600;
/** A Monday morning: thirty days of records lie before it. */
const MORNING = Date.parse('2026-11-23T00:00:20Z') / 1000;
const MIDNIGHT = Date.parse('2026-11-24T00:00:00Z') / 1000;

let folder: string;
let db: WriteHandle;
let organisation: Organisation;
let now: number;
let changes: number;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candour-test-'));
  db = openForWriting(join(folder, 'records.db'));
  claimPurpose(db, 'demonstration');
  now = MORNING;
  changes = 0;
  organisation = await openOrganisation(db, null, now);
  loadDemonstration(db, organisation, now, SIZE);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

const open = () =>
  new LiveDemonstration({
    ...{ db, organisation, clock: () => now, size: SIZE },
    log: (event, fields) => expect([event, fields]).toBe('nothing logged'),
    changed: () => {
      changes++;
    },
  });
const count = (text: string, ...values: number[]) =>
  db.sql
    .prepare(text)
    .pluck()
    .get(...values) as number;
const contactsFrom = (at: number) => count('SELECT count(*) FROM contacts WHERE key >= ? * 65536', at);
const lastLoad = (kind: string) =>
  db.sql
    .prepare(
      'SELECT accepted, updated, unchanged, rejected FROM loads WHERE kind = ? AND name = ? ORDER BY id DESC LIMIT 1',
    )
    .get(kind, 'demonstration');
const today = () => makeDay(planOf(db, SIZE), organisation.zone.dayOf(MORNING), Infinity);

const daysBefore = (plan: DemonstrationPlan, day: number) =>
  Array.from({ length: UNSETTLED_DAYS }, (_, i) => makeDay(plan, day - 1 - i, Infinity).contacts).flat();

/** Who waits by the records of the day, counted one by one. */
function waitingAt(contacts: readonly Contact[], channel: Contact['channel'], at: number): number {
  return contacts.filter((contact) => {
    if (contact.channel !== channel || contact.outcome === 'contained' || contact.outcome === 'blocked')
      return false;
    const since = contact.offeredAt + (contact.menuSeconds ?? 0);
    return since <= at && at < since + (contact.waitSeconds ?? 0);
  }).length;
}

describe('the demonstration, live', () => {
  test('tells at once what happened today, and then each event as its time comes', () => {
    now = MORNING + 10 * HOUR;
    const live = open();
    const { contacts } = today();
    const arrived = () =>
      contacts.filter(({ offeredAt, menuSeconds, outcome, waitSeconds }) => {
        // Who is still in the menu is nobody's record yet, and whom a menu helps is one as it ends.
        const known =
          outcome === 'contained' ? (menuSeconds ?? 0) : Math.min(menuSeconds ?? 0, waitSeconds ?? Infinity);
        return offeredAt + known <= now;
      }).length;
    expect(live.tell()).toBeGreaterThan(300);
    const before = arrived();
    const startOfDay = organisation.zone.startOfDay(organisation.zone.dayOf(MORNING));
    const stored = () =>
      count('SELECT count(*) FROM live_contacts WHERE coalesce(offered, queued) >= ?', startOfDay);
    expect(stored()).toBeGreaterThanOrEqual(before);
    expect(changes).toBeGreaterThan(0);
    now += 2;
    live.tell();
    now += HOUR;
    expect(live.tell()).toBeGreaterThan(50);
    expect(arrived()).toBeGreaterThan(before);
    expect(live.tell()).toBe(0);
  });

  test('at every moment of the day as many wait as by its records, and nobody while the line is closed', () => {
    const live = open();
    const { contacts } = today();
    const channels = ['phone', 'chat'] as const;
    let most = 0;
    for (now += 7 * HOUR; now < MIDNIGHT - HOUR; now += 600) {
      live.tell();
      const states = readLiveState(db, now).filter(({ queue }) => queue === null);
      for (const channel of channels) {
        const state = states.find((one) => one.channel === CHANNELS.indexOf(channel));
        const expected = waitingAt(contacts, channel, now);
        expect([channel, now, state?.waiting ?? 0]).toEqual([channel, now, expected]);
        most = Math.max(most, expected);
        const isOpen = organisation.calendar.isOpen(channel, now);
        if (isOpen === false && organisation.calendar.isOpen(channel, now - 2 * HOUR) === false)
          expect(expected).toBe(0);
      }
    }
    expect(most).toBeGreaterThan(2);
  });

  test('its day, told and then loaded with the records of the next start, counts once', () => {
    const live = open();
    for (; now < MIDNIGHT; now += HOUR / 2) live.tell();
    now = MIDNIGHT - 1;
    live.tell();
    const day = organisation.zone.dayOf(MORNING);
    const startAt = organisation.zone.startOfDay(day);
    const before = contactsFrom(startAt);
    const made = today();
    expect(before).toBeGreaterThan(0.98 * made.contacts.length);
    now = MIDNIGHT + 30;
    expect(loadDemonstration(db, organisation, now, SIZE)).toBe(1);
    expect(contactsFrom(startAt)).toBe(made.contacts.length);
    const { accepted, updated, rejected } = lastLoad('contacts') as Record<string, number>;
    expect(rejected).toBe(0);
    // New are those whom midnight found in the menu.
    expect(accepted).toBe(made.contacts.length - before);
    // Told otherwise are messages, of which no event knows, and what an agent had not noted down yet.
    const plan = planOf(db, SIZE);
    const carried = eventsCarriedInto(plan, day).filter(({ event }) => event === 'callback_asked');
    const messages = [...made.contacts, ...daysBefore(plan, day)].filter(
      ({ id, outcome, offeredAt }) =>
        outcome === 'message' && (offeredAt >= startAt || carried.some(({ contactId }) => contactId === id)),
    );
    const unnoted = made.contacts.filter(
      (contact) =>
        [contact.category, contact.cause, contact.demand].some((noted) => noted !== null) &&
        eventsOf(contact).some(
          ({ event, at }) => at >= MIDNIGHT && !['closed', 'callback_made'].includes(event),
        ),
    );
    const inMenu = made.contacts.length - before;
    expect(messages.length).toBeGreaterThan(0);
    expect(updated).toBe(messages.length + unnoted.length - inMenu);
  });

  test('told twice, as after a restart, changes nothing', () => {
    now = MORNING + 11 * HOUR;
    expect(open().tell()).toBeGreaterThan(0);
    const rows = db.sql.prepare('SELECT * FROM contacts ORDER BY key').all();
    const states = readLiveState(db, now);
    changes = 0;
    expect(open().tell()).toBe(0);
    expect(changes).toBe(0);
    expect(db.sql.prepare('SELECT count(*) FROM contacts').pluck().get()).toBe(rows.length);
    expect(readLiveState(db, now)).toEqual(states);
  });

  test('started again with the clock set back tells that hour anew, and nothing of the one to come', () => {
    now = MORNING + 10 * HOUR;
    const first = open();
    first.start();
    first.stop();
    const states = readLiveState(db, now);
    now += HOUR;
    first.tell();
    now -= HOUR;
    const again = open();
    again.start();
    again.stop();
    expect(readLiveState(db, now)).toEqual(states);
  });

  test('goes on over midnight, and holds back what earlier contacts do until the records of their day are there', () => {
    now = MIDNIGHT - 600;
    const live = open();
    live.tell();
    now = MIDNIGHT + 9 * HOUR;
    const earlier = () =>
      count('SELECT max(last_at) FROM live_contacts WHERE coalesce(offered, queued) < ?', MIDNIGHT);
    const arrivedToday = () =>
      count('SELECT count(*) FROM live_contacts WHERE coalesce(offered, queued) >= ?', MIDNIGHT);
    live.tell();
    expect(arrivedToday()).toBeGreaterThan(20);
    expect(earlier()).toBeLessThan(MIDNIGHT);
    loadDemonstration(db, organisation, now, SIZE);
    live.tell();
    expect(earlier()).toBeGreaterThan(MIDNIGHT + 7 * HOUR);
    const unanswered = count(
      'SELECT count(*) FROM live_contacts WHERE coalesce(offered, queued) < ? AND left_at IS NULL',
      MIDNIGHT - 16 * HOUR,
    );
    expect(unanswered).toBeLessThan(30);
  });

  test('is heard of while nothing happens, so that silence never looks like a fault', () => {
    const live = open();
    for (; now < MORNING + 3 * HOUR; now += 60) {
      live.tell();
      expect(now - count("SELECT heard_at FROM live_sources WHERE kind = 'events'")).toBeLessThanOrEqual(60);
    }
    now = MORNING + 10 * HOUR;
    live.tell();
    const { configuration, zone, calendar } = organisation;
    const answer = liveFeed({ db, configuration, zone, calendar, nowSeconds: now });
    expect(answer.places.length).toBeGreaterThan(5);
    expect(answer.places.filter(({ waiting }) => waiting.status === 'stale')).toEqual([]);
  });
});
