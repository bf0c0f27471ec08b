import { afterEach, describe, expect, test } from 'vitest';
import { makeZone } from '../../../db/domain/zone.ts';
import { historyOf } from '../../../db/queries/cell-history.ts';
import { findCell } from '../../../db/rollup/cell-book.ts';
import { contactOf } from '../../support/records.ts';
import { dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const at = (local: string) => Date.parse(`${local}Z`) / 1000;
const NOW = at('2024-08-01T12:00:00');

const openRecords: RecordsDatabase[] = [];
afterEach(() => {
  for (const records of openRecords.splice(0)) records.close();
});

function recordsOf(...days: string[]): RecordsDatabase {
  const records = new RecordsDatabase({ zone: makeZone('UTC') });
  openRecords.push(records);
  add(records, ...days);
  return records;
}

/** Two calls on each day. */
function add(records: RecordsDatabase, ...days: string[]): void {
  const calls = days.flatMap((day) =>
    ['10:00:00', '11:00:00'].map((time) =>
      contactOf({ id: `${day} ${time}`, channel: 'phone', offeredAt: at(`${day}T${time}`) }),
    ),
  );
  records.load('contacts', calls);
  records.rollUp(NOW);
}

function offered({ db }: RecordsDatabase, grain: 'day' | 'week' | 'month') {
  const history = historyOf(db, grain, findCell(db, 'channel', { channel: 'phone' }));
  return history.starts.map((start, i) => [start, history.count('offered', i)]);
}

describe('the history of a cell', () => {
  test('has every bucket with records, in order of time', () => {
    const records = recordsOf('2024-03-04', '2024-02-27');
    expect(offered(records, 'day')).toEqual([
      [dayOf('2024-02-27'), 2],
      [dayOf('2024-03-04'), 2],
    ]);
    expect(offered(records, 'month')).toEqual([
      [dayOf('2024-02-01'), 2],
      [dayOf('2024-03-01'), 2],
    ]);
  });

  test('has what came since it was asked for last', () => {
    const records = recordsOf('2024-03-04');
    expect(offered(records, 'week')).toEqual([[dayOf('2024-03-04'), 2]]);
    add(records, '2024-03-05', '2024-03-12');
    expect(offered(records, 'week')).toEqual([
      [dayOf('2024-03-04'), 4],
      [dayOf('2024-03-11'), 2],
    ]);
  });

  test('of a cell that never held anything is empty', () => {
    const { db } = recordsOf('2024-03-04');
    expect(historyOf(db, 'day', findCell(db, 'channel', { channel: 'email' })).starts).toEqual([]);
  });

  test('refuses a fact that it does not keep, which would seem to be none', () => {
    const { db } = recordsOf('2024-03-04');
    const history = historyOf(db, 'day', findCell(db, 'all', {}));
    expect(() => history.count('answered', 0)).toThrow('answered is not among the facts');
  });
});
