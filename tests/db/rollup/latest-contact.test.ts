import { describe, expect, test } from 'vitest';
import { LatestContact } from '../../../db/rollup/latest-contact.ts';
import { makeRandom } from '../../../scripts/bench/contacts.ts';

const REACH = 28 * 86_400;

describe('the latest contact of each subject', () => {
  test.each([
    ['few subjects that come often', 500, 40],
    ['many subjects, most of them once, over years', 400_000, 2000],
    ['more within reach than the table began with', 60_000, 20],
  ])('is told as a map that forgets nothing tells it: %s', (_, subjects, secondsBetween) => {
    const random = makeRandom(3);
    const latest = new LatestContact(REACH);
    const known = new Map<number, { at: number; place: number }>();
    let at = 1_700_000_000;
    let wrong = 0;
    for (let place = 0; place < 120_000; place++) {
      at += Math.floor(random() * secondsBetween);
      // Customers are 48 bits, and a category is put to them.
      const subject = Math.floor(random() * subjects) * 2_000_000_011 * 8 + Math.floor(random() * 7);
      latest.note(subject, at, place);
      const before = known.get(subject);
      const isWithin = before !== undefined && at - before.at <= REACH;
      // What is older may be forgotten, and is then as if it had never been.
      if (isWithin && (latest.before !== before.at || latest.placeBefore !== before.place)) wrong++;
      if (!isWithin && at - latest.before <= REACH) wrong++;
      known.set(subject, { at, place });
    }
    expect(wrong).toBe(0);
  });
});
