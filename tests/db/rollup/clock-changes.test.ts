import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hourOfQuarter, quartersIn } from '../../../db/domain/bucket.ts';
import { FACT_IDS, FACTS, type FactOf, finestLevel } from '../../../db/domain/fact.ts';
import type { FactBlock } from '../../../db/domain/fact-block.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { readCell } from '../../../db/queries/cell-facts.ts';
import { findCell } from '../../../db/rollup/cell-book.ts';
import type { World } from '../../support/bruteforce-buckets.ts';
import { compareWorld } from '../../support/bruteforce-comparison.ts';
import { anyContacts } from '../../support/records.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const runs = process.env.CANDOUR_TEST_SIZE === 'all' ? 5 : 1;

/** Zone, an instant at which it puts the clock forward, and one at which it puts it back. */
const CHANGES = [
  ['Europe/London', '2024-03-31T01:00:00Z', '2024-10-27T01:00:00Z'],
  ['Asia/Jerusalem', '2024-03-29T00:00:00Z', '2024-10-26T23:00:00Z'],
  ['America/New_York', '2024-03-10T07:00:00Z', '2024-11-03T06:00:00Z'],
  ['Australia/Lord_Howe', '2024-10-05T15:30:00Z', '2024-04-06T15:00:00Z'],
  ['Pacific/Chatham', '2024-09-28T14:00:00Z', '2024-04-06T14:00:00Z'],
] as const;
const DAY_SECONDS = 86_400;

describe.each(CHANGES)('in %s', (timeZone, forward, back) => {
  const zone = makeZone(timeZone);

  test.each([
    ['forward', forward],
    ['back', back],
  ])('the night in which the clock is put %s loses no contact and counts none twice', (_, change) => {
    const at = Date.parse(change) / 1000;
    const day = zone.dayOf(at);
    expect(zone.startOfDay(day + 1) - zone.startOfDay(day), 'the day of a change').not.toBe(DAY_SECONDS);
    // Most contacts come close to the change, where a slot too many or too few would show.
    const near = anyContacts({ from: at - 7200, to: at + 7200, most: 40, least: 30 });
    const around = anyContacts({ from: at - 2 * DAY_SECONDS, to: at + 2 * DAY_SECONDS, most: 20 });
    const worlds = fc.sample(fc.tuple(near, around), { numRuns: runs, seed: 11 });
    for (const [close, far] of worlds) {
      const contacts = [...close, ...far.map((contact) => ({ ...contact, id: `far ${contact.id}` }))];
      const world: World = {
        timeZone,
        nowSeconds: at + 30 * DAY_SECONDS,
        targets: [],
        shortAbandonSeconds: 5,
        contacts,
        intervals: [],
        surveys: [],
        capacity: [],
      };
      const records = new RecordsDatabase({ zone });
      records.load('contacts', contacts);
      records.rollUp(world.nowSeconds);
      expect(compareWorld(records.db, world).wrong.slice(0, 10)).toEqual([]);
      const [quarters, hours, whole] = (['15min', 'hour', 'day'] as const).map((grain) =>
        readCell(records.db, grain, findCell(records.db, 'all', {}), day, day, new Set(FACT_IDS)).get(day),
      );
      expect(quarters?.slots).toBe(quartersIn(zone, day));
      expect(hours?.slots).toBe((hourOfQuarter(zone, day).at(-1) ?? 0) + 1);
      expect(totals(quarters, '15min')).toEqual(totals(whole, '15min'));
      expect(totals(hours, 'hour')).toEqual(totals(whole, 'hour'));
      records.close();
    }
  });
});

/** The sum over all slots of each fact that is kept as finely as this. */
function totals(block: FactBlock | undefined, level: '15min' | 'hour'): [string, number][] {
  if (block === undefined) throw new Error('the day has no block');
  return FACT_IDS.filter((fact) => FACTS[fact].kind === 'sum')
    .filter((fact) => finestLevel(fact) === '15min' || finestLevel(fact) === level)
    .map((fact) => {
      let total = 0;
      for (let slot = 0; slot < block.slots; slot++) total += block.sum(fact as FactOf<'sum'>, slot);
      return [fact, total];
    });
}
