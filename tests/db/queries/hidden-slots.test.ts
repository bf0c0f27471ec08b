/** What is hidden of a bucket is what was decided of it; where nothing is decided yet, the week before says whether anything is told. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { blockKey } from '../../../db/block-key.ts';
import type { Grain } from '../../../db/domain/bucket.ts';
import type { Shape } from '../../../db/domain/lattice.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { advanceVersion, writeMeta } from '../../../db/meta.ts';
import { atOneMoment } from '../../../db/moment.ts';
import { type HiddenIn, hiddenIn } from '../../../db/queries/hidden-slots.ts';
import { DAY_GRAIN, markDirty, readMarks, unmark } from '../../../db/rollup/dirty.ts';
import { type HiddenSlots, TABLES, writeHiddenBlocks } from '../../../db/rollup/hidden-blocks.ts';
import { dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

/** A Monday. */
const MONDAY = dayOf('2024-03-04');
const CELL = 7;

let records: RecordsDatabase;
beforeEach(() => {
  records = new RecordsDatabase({ zone: makeZone('UTC') });
});
afterEach(() => records.close());

/** It was decided through a day. */
function decided(through: number): void {
  writeMeta(records.db, 'hiding_threshold', '10');
  writeMeta(records.db, 'hidden_through', String(through));
}

function hide(grain: Grain, day: number, cell: number, hidden: HiddenSlots): void {
  writeHiddenBlocks(records.db, [{ key: blockKey(grain, day, cell), hidden }]);
}

function hidden(
  grain: Grain,
  from: number,
  to = from,
  {
    metric = 'offered',
    shape = 'queue',
    cell = CELL,
    lastOver = -Infinity,
  }: { metric?: string; shape?: Shape; cell?: number | null; lastOver?: number } = {},
): [number, HiddenIn][] {
  return [...hiddenIn(records.db, { shape, cell, grain }, metric, [from, to], lastOver)];
}

describe('without a policy', () => {
  test('nothing is hidden, whatever was hidden once', () => {
    hide('day', MONDAY, CELL, { offered: [0] });
    expect(hidden('day', MONDAY)).toEqual([]);
  });
});

describe('of days that are over and were never decided', () => {
  test('nothing is told until they are, and of the day at hand and of decided days what is told of them', () => {
    decided(MONDAY);
    for (const grain of ['day', 'hour'] as const) {
      expect(hidden(grain, MONDAY, MONDAY + 3, { lastOver: MONDAY + 2 })).toEqual([
        [MONDAY + 1, 'all'],
        [MONDAY + 2, 'all'],
      ]);
    }
  });
});

describe('of what was decided', () => {
  test('the slots of the metric are hidden in this cell and bucket, and nothing else', () => {
    decided(MONDAY + 6);
    hide('hour', MONDAY, CELL, { offered: [11, 12], answered: [11] });
    expect(hidden('hour', MONDAY - 1, MONDAY + 1)).toEqual([[MONDAY, [11, 12]]]);
    expect(hidden('hour', MONDAY, MONDAY, { metric: 'abandoned' })).toEqual([]);
    expect(hidden('hour', MONDAY, MONDAY, { cell: 8 })).toEqual([]);
    expect(hidden('15min', MONDAY)).toEqual([]);
    expect(hidden('day', MONDAY)).toEqual([]);
  });

  test('a week that meets the days asked for is told by its first day', () => {
    decided(MONDAY + 13);
    hide('week', MONDAY, CELL, { offered: [0] });
    expect(hidden('week', MONDAY + 3, MONDAY + 8)).toEqual([[MONDAY, [0]]]);
  });

  test('a table that is too small is hidden as a whole, in all its cells, also those of which nothing is known', () => {
    decided(MONDAY + 6);
    hide('hour', MONDAY, TABLES, { queue: [] });
    expect(hidden('hour', MONDAY)).toEqual([[MONDAY, 'all']]);
    expect(hidden('hour', MONDAY, MONDAY, { cell: null })).toEqual([[MONDAY, 'all']]);
    expect(hidden('hour', MONDAY, MONDAY, { shape: 'channel' })).toEqual([]);
    expect(hidden('day', MONDAY)).toEqual([]);
  });

  test('a week or a month is decided when its last day is', () => {
    decided(MONDAY + 5);
    hide('week', MONDAY, CELL, {});
    expect(hidden('week', MONDAY)).toEqual([[MONDAY, 'by_days']]);
    decided(MONDAY + 6);
    expect(hidden('week', MONDAY)).toEqual([]);
  });
});

describe('of what is not decided yet', () => {
  test('nothing is told before anything was decided', () => {
    writeMeta(records.db, 'hiding_threshold', '10');
    for (const grain of ['15min', 'hour', 'day', 'week', 'month'] as const)
      expect(hidden(grain, dayOf('2024-04-01'))).toEqual([[dayOf('2024-04-01'), 'all']]);
  });

  test('a day is told where nothing of the metric was hidden in the seven days before it', () => {
    decided(MONDAY + 6);
    expect(hidden('day', MONDAY + 7)).toEqual([]);
    hide('day', MONDAY - 1, CELL, { offered: [0] });
    expect(hidden('day', MONDAY + 7)).toEqual([]);
    hide('day', MONDAY, CELL, { offered: [0] });
    expect(hidden('day', MONDAY + 7)).toEqual([[MONDAY + 7, [0]]]);
    expect(hidden('day', MONDAY + 7, MONDAY + 7, { metric: 'answered' })).toEqual([]);
    expect(hidden('day', MONDAY + 7, MONDAY + 7, { cell: 8 })).toEqual([]);
  });

  test('the seven days are the last that were decided, however long ago', () => {
    decided(MONDAY + 6);
    hide('day', MONDAY + 6, CELL, { offered: [0] });
    expect(hidden('day', MONDAY + 60)).toEqual([[MONDAY + 60, [0]]]);
  });

  test('hours go by the hours before, quarter-hours by the quarter-hours', () => {
    decided(MONDAY + 6);
    hide('hour', MONDAY + 4, CELL, { offered: [11] });
    expect(hidden('hour', MONDAY + 7)).toEqual([[MONDAY + 7, [11]]]);
    expect(hidden('15min', MONDAY + 7)).toEqual([]);
    expect(hidden('day', MONDAY + 7)).toEqual([]);
  });

  test('a week or a month that is not over goes by its days, whatever was hidden before them', () => {
    decided(MONDAY + 6);
    expect(hidden('week', MONDAY + 7)).toEqual([[MONDAY + 7, 'by_days']]);
    hide('day', MONDAY + 4, CELL, { offered: [0] });
    expect(hidden('week', MONDAY + 7)).toEqual([[MONDAY + 7, 'by_days']]);
    expect(hidden('month', dayOf('2024-04-01'))).toEqual([[dayOf('2024-04-01'), 'by_days']]);
  });

  test.each([
    ['15min', MONDAY + 6, MONDAY + 7],
    ['hour', MONDAY + 6, MONDAY + 7],
    ['day', MONDAY + 6, MONDAY + 7],
    ['week', MONDAY, MONDAY + 7],
    ['month', dayOf('2024-02-01'), dayOf('2024-03-01')],
  ] as const)('a table that was too small by the %s in the last bucket stays so', (grain, last, next) => {
    decided(MONDAY + 6);
    const open = grain === 'week' || grain === 'month' ? [[next, 'by_days']] : [];
    expect(hidden(grain, next, next, { cell: null })).toEqual(open);
    hide(grain, last, TABLES, { queue: [] });
    expect(hidden(grain, next, next, { cell: null })).toEqual([[next, 'all']]);
    expect(hidden(grain, next, next, { cell: null, shape: 'channel' })).toEqual(open);
  });

  test('a week is not told of a table that was too small on the last day', () => {
    decided(MONDAY + 6);
    hide('day', MONDAY + 6, TABLES, { queue: [] });
    expect(hidden('week', MONDAY + 7)).toEqual([[MONDAY + 7, 'all']]);
  });
});

describe('of a day that was decided and has changed since', () => {
  test('it is as if it were not decided: the days before it say whether it is told', () => {
    decided(MONDAY + 6);
    markDirty(records.db, 'hiding', [MONDAY + 3]);
    hide('day', MONDAY + 5, CELL, { offered: [0] });
    expect(hidden('day', MONDAY + 3)).toEqual([]);
    hide('day', MONDAY + 2, CELL, { offered: [0] });
    expect(hidden('day', MONDAY + 3)).toEqual([[MONDAY + 3, [0]]]);
  });

  test('its week and its month go by their days until they are decided again, or hidden as they were', () => {
    decided(dayOf('2024-03-31'));
    markDirty(records.db, 'hiding', [MONDAY + 3]);
    expect(hidden('week', MONDAY)).toEqual([[MONDAY, 'by_days']]);
    expect(hidden('week', MONDAY + 7)).toEqual([]);
    hide('week', MONDAY, CELL, { offered: [0] });
    expect(hidden('week', MONDAY)).toEqual([[MONDAY, 'all']]);
    expect(hidden('month', dayOf('2024-03-01'))).toEqual([[dayOf('2024-03-01'), 'by_days']]);
  });

  test.each(['hour', 'day'] as const)('what was hidden in it by the %s is not told', (grain) => {
    decided(MONDAY + 6);
    hide(grain, MONDAY + 3, CELL, { offered: [0] });
    expect(hidden(grain, MONDAY + 3)).toEqual([[MONDAY + 3, [0]]]);
    markDirty(records.db, 'hiding', [MONDAY + 3]);
    expect(hidden(grain, MONDAY + 3)).toHaveLength(1);
  });

  test.each(['hour', 'day'] as const)(
    'a table of which nothing was told in it by the %s is not told',
    (grain) => {
      decided(MONDAY + 13);
      for (let day = MONDAY + 7; day <= MONDAY + 13; day++) hide(grain, day, TABLES, { queue: [] });
      expect(hidden(grain, MONDAY + 7)).toEqual([[MONDAY + 7, 'all']]);
      markDirty(records.db, 'hiding', [MONDAY + 7]);
      // The day before it is of a week in which the table was told.
      expect(hidden(grain, MONDAY + 7)).toEqual([[MONDAY + 7, 'all']]);
    },
  );

  test('it is told again as decided when the mark is gone, in an answer of the next version', () => {
    decided(MONDAY + 6);
    hide('hour', MONDAY + 3, CELL, { offered: [12] });
    hide('hour', MONDAY + 2, CELL, { offered: [12] });
    markDirty(records.db, 'hiding', [MONDAY + 3]);
    advanceVersion(records.db, 1_000_000);
    const own = () => atOneMoment(records.db, () => hidden('hour', MONDAY + 3));
    hide('hour', MONDAY + 1, CELL, { offered: [14] });
    expect(own()).toEqual([[MONDAY + 3, [12, 14]]]);
    for (const { day, marks } of readMarks(records.db, 'hiding'))
      unmark(records.db, 'hiding', DAY_GRAIN, day, marks);
    advanceVersion(records.db, 2_000_000);
    expect(own()).toEqual([[MONDAY + 3, [12]]]);
  });
});
