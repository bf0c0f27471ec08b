/** What is read of stored facts is what is stored now, however much of an earlier version was read before. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeZone } from '../../../db/domain/zone.ts';
import { atOneMoment } from '../../../db/moment.ts';
import { readCell } from '../../../db/queries/cell-facts.ts';
import { findCell } from '../../../db/rollup/cell-book.ts';
import { contactOf } from '../../support/records.ts';
import { dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const NOW = Date.parse('2024-08-01T12:00:00Z') / 1000;
const DAY = dayOf('2024-03-04');

let records: RecordsDatabase;
beforeEach(() => {
  records = new RecordsDatabase({ zone: makeZone('UTC') });
});
afterEach(() => records.close());

function call(id: string, day: string): void {
  records.load('contacts', [contactOf({ id, offeredAt: Date.parse(`${day}T10:00:00Z`) / 1000 })]);
  records.rollUp(NOW);
}

/** Calls by day, a day without any left out. */
function offered(): [number, number][] {
  const { db } = records;
  const blocks = readCell(db, 'day', findCell(db, 'all', {}), DAY, DAY + 2, new Set(['offered']));
  return [...blocks].map(([day, block]) => [day, block.sum('offered', 0)]);
}
const atAMoment = () => atOneMoment(records.db, offered);

describe('the facts of a cell', () => {
  test('are those of the present version at each moment: a day that changed, one that came, one that went', () => {
    call('a', '2024-03-04');
    expect([atAMoment(), atAMoment()]).toEqual([[[DAY, 1]], [[DAY, 1]]]);
    call('b', '2024-03-04');
    expect(atAMoment()).toEqual([[DAY, 2]]);
    call('c', '2024-03-05');
    expect(atAMoment()).toEqual([
      [DAY, 2],
      [DAY + 1, 1],
    ]);
    // The same id on another day moves it.
    call('c', '2024-03-06');
    expect(atAMoment()).toEqual([
      [DAY, 2],
      [DAY + 2, 1],
    ]);
  });

  test('are read from the disk where no moment holds them fast', () => {
    call('a', '2024-03-04');
    expect(atAMoment()).toEqual([[DAY, 1]]);
    // Without a new version, as in the middle of a transaction.
    records.db.sql.exec('DELETE FROM fact_blocks');
    expect(offered()).toEqual([]);
  });
});
