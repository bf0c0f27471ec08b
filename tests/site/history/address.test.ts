import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GRAINS } from '../../../db/domain/bucket.ts';
import { dayOfDate } from '../../../db/domain/civil-day.ts';
import { COMPARISONS, HISTORY_DIMENSIONS, RANGES } from '../../../db/domain/history-window.ts';
import {
  type HistoryView,
  OPENING,
  questionOf,
  readAddress,
  searchOf,
} from '../../../site/history/address.ts';

const METRICS = ['offered', 'service_level', 'wait_p90', 'complaints', 'csat_mean'];
const isMetric = (id: string) => METRICS.includes(id);
const read = (search: string) => readAddress(new URLSearchParams(search), isMetric);

const day = fc.integer({ min: dayOfDate(1990, 1, 1), max: dayOfDate(2050, 1, 1) });
const view: fc.Arbitrary<HistoryView> = fc
  .record({
    metrics: fc.uniqueArray(fc.constantFrom(...METRICS), { minLength: 1, maxLength: 4 }),
    range: fc.option(fc.constantFrom(...RANGES)),
    days: fc.tuple(day, day),
    hasEnd: fc.boolean(),
    grain: fc.option(fc.constantFrom(...GRAINS)),
    filter: fc.dictionary(
      fc.constantFrom(...HISTORY_DIMENSIONS),
      fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
    ),
    by: fc.option(fc.constantFrom(...HISTORY_DIMENSIONS)),
    compare: fc.option(fc.constantFrom(...COMPARISONS)),
    average: fc.boolean(),
    expected: fc.boolean(),
    isCut: fc.boolean(),
  })
  .map(({ days, hasEnd, ...rest }) => {
    const by = rest.metrics.length === 1 ? rest.by : null;
    const filter = Object.fromEntries(Object.entries(rest.filter).filter(([dimension]) => dimension !== by));
    const [from, to] = [Math.min(...days), Math.max(...days)];
    return { ...rest, by, filter, from: rest.range === null ? from : null, to: hasEnd ? to : null };
  });

describe('the address of a view', () => {
  test('says the whole view, and no part of it is lost or doubted', () => {
    fc.assert(
      fc.property(view, (one) => {
        expect(read(searchOf(one))).toEqual({ view: one, faults: [] });
      }),
    );
  });

  test('is bare for the opening view, and the bare address is the opening view', () => {
    expect(searchOf(OPENING)).toBe('');
    expect(read('')).toEqual({ view: OPENING, faults: [] });
    expect(read('?metric=&range=')).toEqual({ view: OPENING, faults: [] });
  });

  test('has the parameters of the API, in one order', () => {
    const { view: one } = read(
      'expected=1&to=2026-03-31&metric=offered,wait_p90&from=2026-03-01&compare=last_year',
    );
    expect(questionOf(one)).toBe(
      'metric=offered,wait_p90&from=2026-03-01&to=2026-03-31&compare=last_year&expected=1',
    );
  });

  test.each([
    ['range=7q', 'range=7q'],
    ['metric=nonsense', 'metric=nonsense'],
    ['metric=offered,nonsense', 'metric=nonsense'],
    ['from=2026-02-30&to=2026-03-02', 'from=2026-02-30'],
    ['from=2026-05-01&to=2026-03-02', 'from=2026-05-01'],
    ['range=1y&from=2026-05-01', 'from=2026-05-01'],
    ['grain=minute', 'grain=minute'],
    ['metric=offered,wait_p90&by=channel', 'by=channel'],
    ['by=channel&channel=phone', 'channel=phone'],
    ['average=yes', 'average=yes'],
    ['colour=red', 'colour=red'],
    [`queue=${'x'.repeat(81)}`, `queue=${'x'.repeat(80)}`],
    ['?metric=offered&metric=wait_p90', 'metric=wait_p90'],
  ])('%s is not understood, is named, and what is left is a view', (search, fault) => {
    const { view: one, faults } = read(search);
    expect(faults).toEqual([fault]);
    expect(read(searchOf(one))).toEqual({ view: one, faults: [] });
  });

  test('never fails, whatever is written', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (pairs) => {
        const { view: one } = read(new URLSearchParams(pairs).toString());
        expect(one.metrics.length).toBeGreaterThan(0);
        expect(one.range === null).toBe(one.from !== null);
      }),
    );
  });
});
