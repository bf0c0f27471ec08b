import { afterEach, describe, expect, test } from 'vitest';
import { makeZone } from '../../../db/domain/zone.ts';
import type { ChasingRule } from '../../../db/rollup/progress-chasing.ts';
import { rollUp } from '../../../db/rollup/rollup.ts';
import { contactOf } from '../../support/records.ts';
import { RecordsDatabase, readFacts, rulesOf } from '../../support/records-database.ts';

const NOW = Date.parse('2024-06-01T00:00:00Z') / 1000;
const AT = Date.parse('2024-03-05T10:00:00Z') / 1000;
const UTC = makeZone('UTC');
let records: RecordsDatabase;
afterEach(() => records?.close());

const rules = (progressChasing: ChasingRule | null) => ({
  ...rulesOf({ zone: UTC }),
  progressChasing,
  signature: JSON.stringify(progressChasing),
});
const onDay = (fact: string) => readFacts(records.db).get(`day all {} 2024-03-05 ${fact} 0`) ?? 0;

function count(rule: ChasingRule | null): [number, number] {
  rollUp(records.db, rules(rule), NOW);
  return [onDay('chasing') as number, onDay('chasingKnown') as number];
}

describe('what chases progress', () => {
  test('is told by cause, sub-cause, line or category, once each, and among whom it is known', () => {
    records = new RecordsDatabase({ zone: UTC });
    records.load('contacts', [
      contactOf({ id: 'a', offeredAt: AT, category: 'problem', cause: 'delivery', subCause: 'late' }),
      contactOf({ id: 'b', offeredAt: AT + 1, category: 'information', queue: 'PS' }),
      contactOf({ id: 'c', offeredAt: AT + 2, category: 'idea', queue: 'IN' }),
      contactOf({ id: 'd', offeredAt: AT + 3, queue: 'IN' }),
      contactOf({ id: 'f', offeredAt: AT + 5, cause: 'invoice' }),
      // Who never joined a queue is no offered contact.
      contactOf({ id: 'e', offeredAt: AT + 4, category: 'problem', cause: 'delivery', outcome: 'contained' }),
    ]);
    const none = { causes: [], queues: [], categories: [] };
    expect(count(null)).toEqual([0, 0]);
    // A cause without a category says that it is not one of those that are named.
    expect(count({ ...none, causes: ['delivery', 'late'] })).toEqual([1, 4]);
    expect(count({ ...none, causes: ['late'] })).toEqual([1, 4]);
    expect(count({ ...none, categories: ['information', 'idea'] })).toEqual([2, 3]);
    // By lines alone the line says it of each contact.
    expect(count({ ...none, queues: ['IN'] })).toEqual([2, 4]);
    expect(count({ ...none, causes: ['never-used'] })).toEqual([0, 4]);
  });
});
