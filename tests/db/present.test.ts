import { afterEach, beforeEach, expect, test } from 'vitest';
import { markEdition } from '../../db/editions.ts';
import { atOneMoment } from '../../db/moment.ts';
import { openPast } from '../../db/open.ts';
import { tellPresent } from '../../db/present.ts';
import { markDirty } from '../../db/rollup/dirty.ts';
import { eventOf } from '../support/records.ts';
import { SmallBank } from '../support/small-bank.ts';

let bank: SmallBank;

beforeEach(() => {
  bank = new SmallBank();
});
afterEach(() => bank.close());

test('two connections as of a mark tell whether one of them sees what was written since', () => {
  const mark = markEdition(bank.db);
  const [one, other] = [openPast(bank.path, mark), openPast(bank.path, mark)];
  try {
    const before = tellPresent(other);
    atOneMoment(one, () => {
      expect(tellPresent(one)).toBe(before);
      for (const write of [
        () => markDirty(bank.db, 'hiding', [10_640]),
        () => bank.db.sql.exec(`UPDATE meta SET value = value + 1 WHERE name = 'data_version'`),
        () =>
          bank.loadEvents([
            eventOf({ contactId: 'now', event: 'queued', at: bank.nowSeconds - 60, channel: 'phone' }),
          ]),
      ]) {
        const known = tellPresent(other);
        write();
        expect(tellPresent(other)).not.toBe(known);
      }
      // The first goes on seeing what it saw when it began.
      expect(tellPresent(one)).toBe(before);
    });
    expect(tellPresent(one)).toBe(tellPresent(other));
  } finally {
    one.close();
    other.close();
  }
});
