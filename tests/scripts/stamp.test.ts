// What makes a published site stale, on a database of a small bank.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EventRecord } from '../../db/domain/contact.ts';
import { Load } from '../../db/ingest/load.ts';
import { markDirty } from '../../db/rollup/dirty.ts';
import { isToldLive } from '../../db/rollup/rollup.ts';
import { type Organisation, openOrganisation } from '../../scripts/organisation.ts';
import { compareStamps, isCounted, makeStamp } from '../../scripts/stamp.ts';
import { contactOf, eventOf } from '../support/records.ts';
import { SmallBank } from '../support/small-bank.ts';

let bank: SmallBank;
let organisation: Organisation;
beforeEach(async () => {
  bank = new SmallBank();
  // Records up to yesterday, as of a line that is in use.
  bank.load([contactOf({ id: 'yesterday', offeredAt: bank.nowSeconds - 86_400 })]);
  bank.rollUp();
  organisation = await openOrganisation(bank.db, null, bank.nowSeconds);
});
afterEach(() => bank.close());

const stamp = () =>
  makeStamp(bank.db, organisation, { nowSeconds: bank.nowSeconds, clockStart: null, throughDay: null });

function tell(...records: EventRecord[]) {
  const { zone, configured } = organisation;
  const load = new Load(bank.db, 'events', {
    ...{ source: 'telephony', name: 'push', zone, nowSeconds: bank.nowSeconds, configured },
  });
  load.add({ records, lines: records.map((_, i) => i + 1), rejects: [], read: records.length, skipped: 0 });
  load.finish();
}

test('records are counted although what is hidden of the day at hand is decided when it is over', () => {
  markDirty(bank.db, 'hiding', [organisation.zone.dayOf(bank.nowSeconds)]);
  expect(isCounted(bank.db)).toBe(true);
  markDirty(bank.db, 'facts', [organisation.zone.dayOf(bank.nowSeconds)]);
  expect(isCounted(bank.db)).toBe(false);
});

describe('a published site', () => {
  test('is still current when something was told live: of the day at hand nothing is published', () => {
    const before = stamp();
    expect([isCounted(bank.db), isToldLive(bank.db)]).toEqual([true, false]);
    tell(eventOf({ contactId: 'a', event: 'queued', at: bank.nowSeconds - 20, channel: 'phone' }));
    expect([isCounted(bank.db), isToldLive(bank.db)]).toEqual([false, true]);
    expect(compareStamps(before, stamp())).toBe('current');
    bank.nowSeconds += 3600;
    bank.rollUp();
    expect(compareStamps(before, stamp())).toBe('ageing');
  });

  test('is stale when records were loaded, also among what is told live', () => {
    const before = stamp();
    bank.load([contactOf({ id: 'late', offeredAt: bank.nowSeconds - 86_400 })]);
    tell(eventOf({ contactId: 'a', event: 'queued', at: bank.nowSeconds - 20, channel: 'phone' }));
    expect(compareStamps(before, stamp())).toBe('stale');
  });
});
