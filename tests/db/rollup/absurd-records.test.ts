/** Records that are allowed, each by itself, and that nobody would expect: they may spoil a figure, and never stop the count. */
import { afterEach, expect, test } from 'vitest';
import type { SurveyAggregate } from '../../../db/domain/contact.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { answerOf, contactOf, intervalOf } from '../../support/records.ts';
import { dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const zone = makeZone('Asia/Kathmandu');
const DAY = dayOf('2026-05-04');
const start = zone.startOfDay(DAY);

let records: RecordsDatabase;
afterEach(() => records.close());

function open(): RecordsDatabase {
  records = new RecordsDatabase({ zone });
  records.load(
    'contacts',
    Array.from({ length: 12 }, (_, i) => contactOf({ id: `c${i}`, offeredAt: start + 36_000 + i })),
  );
  return records;
}
const factOf = (name: string) => records.facts().get(`day all {} 2026-05-04 ${name} 0`);

test('answers on a scale with half points are counted, and told from those on another', () => {
  open().load('surveys', [
    answerOf({ id: 'a', answeredAt: start + 50_000, score: 4.5, scaleMin: 0.5, scaleMax: 5 }),
    answerOf({ id: 'b', answeredAt: start + 50_001, score: 2, scaleMin: 0.5, scaleMax: 5 }),
    answerOf({ id: 'c', answeredAt: start + 50_002, score: -700, scaleMin: -1000, scaleMax: -500 }),
  ]);
  records.rollUp(start + 10 * 86_400);
  expect(factOf('surveyAnswers')).toBe(3);
  expect(factOf('surveyScales')).toHaveLength(2);
});

test('sums beyond every number that can be kept leave the others as they are', () => {
  const summed: SurveyAggregate = {
    ...{
      shape: 'aggregate',
      id: 'sums',
      periodStart: start,
      period: 'P1D',
      channel: 'phone',
      category: null,
    },
    ...{ n: 1e9, mean: 5, sd: 2.8, scaleMin: 1, scaleMax: 5, best: 'high', sent: 1e9 },
  };
  open().load('surveys', [summed, { ...summed, id: 'again' }]);
  records.load(
    'intervals',
    Array.from({ length: 12 }, (_, i) =>
      intervalOf({
        ...{ intervalStart: start + i * 3600, interval: 'PT1H', offered: 5, answered: 5 },
        waitTotalSeconds: i === 0 ? 1e12 - 0.5 : 1e12,
      }),
    ),
  );
  records.rollUp(start + 10 * 86_400);
  expect(factOf('offered')).toBe(72);
  expect(factOf('surveyAnswers')).toBe(2e9);
});
