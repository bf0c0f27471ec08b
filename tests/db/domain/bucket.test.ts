import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  GRAINS,
  hourOfQuarter,
  isWholeMonths,
  lastEnded,
  periodEnd,
  periodStart,
  periodsBetween,
  quartersIn,
  SLOT_GRAINS,
  slotOf,
  slotStarts,
} from '../../../db/domain/bucket.ts';
import { formatDay, makeZone, parseDay } from '../../../db/domain/zone.ts';

function day(text: string): number {
  const parsed = parseDay(text);
  if (parsed === null) throw new Error(text);
  return parsed;
}

function hourLabels(name: string, date: string): string[] {
  const zone = makeZone(name);
  return slotStarts(zone, day(date), 'hour').map((start) => zone.formatInstant(start).slice(11));
}

const SPRING = [
  ['Asia/Jerusalem', '1999-04-02'],
  ['Asia/Jerusalem', '2026-03-27'],
  ['Europe/London', '2026-03-29'],
  ['America/New_York', '2026-03-08'],
  ['Pacific/Auckland', '2026-09-27'],
  ['America/Sao_Paulo', '2018-11-04'],
] as const;
const AUTUMN = [
  ['Asia/Jerusalem', '1999-09-03'],
  ['Asia/Jerusalem', '2026-10-25'],
  ['Europe/London', '2026-10-25'],
  ['America/New_York', '2026-11-01'],
  ['Pacific/Auckland', '2026-04-05'],
  ['America/Sao_Paulo', '2018-02-17'],
] as const;

const CHANGES = [
  ...SPRING,
  ...AUTUMN,
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['America/St_Johns', '2005-04-03'],
  ['America/St_Johns', '2005-10-30'],
  ['Africa/Monrovia', '1972-01-07'],
  ['Asia/Kathmandu', '1986-01-01'],
  ['Pacific/Apia', '2011-12-30'],
  ['Europe/London', '2026-07-01'],
] as const;

describe('the slots of a day', () => {
  test.each(SPRING)('%s: a spring-forward day, %s, has 92 quarter-hours and 23 hours', (name, date) => {
    const zone = makeZone(name);
    expect(quartersIn(zone, day(date))).toBe(92);
    expect(slotStarts(zone, day(date), 'hour')).toHaveLength(23);
  });

  test.each(AUTUMN)('%s: a fall-back day, %s, has 100 quarter-hours and 25 hours', (name, date) => {
    const zone = makeZone(name);
    expect(quartersIn(zone, day(date))).toBe(100);
    expect(slotStarts(zone, day(date), 'hour')).toHaveLength(25);
  });

  test('are 96 quarters and 24 hours on every other day', () => {
    const zone = makeZone('Asia/Jerusalem');
    const lengths = Array.from({ length: 365 }, (_, index) => quartersIn(zone, day('1999-01-01') + index));
    expect(lengths.filter((length) => length !== 96)).toEqual([92, 100]);
  });

  test('name a repeated hour twice, by two instants', () => {
    expect(hourLabels('Europe/London', '2026-10-25').slice(0, 4)).toEqual([
      '00:00:00+01:00',
      '01:00:00+01:00',
      '01:00:00+00:00',
      '02:00:00+00:00',
    ]);
  });

  test('leave the skipped hour out', () => {
    expect(hourLabels('America/New_York', '2026-03-08').slice(0, 3)).toEqual([
      '00:00:00-05:00',
      '01:00:00-05:00',
      '03:00:00-04:00',
    ]);
    expect(hourLabels('America/Sao_Paulo', '2018-11-04')[0]).toBe('01:00:00-02:00');
  });

  test('give the half hour that Lord Howe repeats or leaves over a slot of its own', () => {
    expect(quartersIn(makeZone('Australia/Lord_Howe'), day('2026-10-04'))).toBe(94);
    expect(hourLabels('Australia/Lord_Howe', '2026-10-04').slice(1, 4)).toEqual([
      '01:00:00+10:30',
      '02:30:00+11:00',
      '03:00:00+11:00',
    ]);
    expect(quartersIn(makeZone('Australia/Lord_Howe'), day('2026-04-05'))).toBe(98);
    expect(hourLabels('Australia/Lord_Howe', '2026-04-05').slice(1, 4)).toEqual([
      '01:00:00+11:00',
      '01:30:00+10:30',
      '02:00:00+10:30',
    ]);
  });

  test.each(CHANGES)('%s, %s: cover the day without gap or overlap', (name, date) => {
    const zone = makeZone(name);
    const on = day(date);
    for (const grain of SLOT_GRAINS) {
      const starts = slotStarts(zone, on, grain);
      if (starts.length === 0) continue; // a date the zone left out
      expect(starts[0]).toBe(zone.startOfDay(on));
      const ends = [...starts.slice(1), zone.startOfDay(on + 1)];
      starts.forEach((start, slot) => {
        const end = ends[slot] ?? 0;
        expect(end).toBeGreaterThan(start);
        expect(end - start).toBeLessThanOrEqual(grain === 'hour' ? 3600 : 900);
        expect(slotOf(zone, on, grain, start)).toBe(slot);
        expect(slotOf(zone, on, grain, end - 1)).toBe(slot);
      });
    }
  });

  test.each(CHANGES)('%s, %s: folding quarters into hours conserves counts', (name, date) => {
    const zone = makeZone(name);
    const on = day(date);
    const length = zone.startOfDay(on + 1) - zone.startOfDay(on);
    fc.assert(
      fc.property(fc.array(fc.nat({ max: Math.max(0, length - 1) }), { maxLength: 60 }), (seconds) => {
        fc.pre(length > 0);
        const byQuarter = new Array<number>(quartersIn(zone, on)).fill(0);
        const byHour = new Array<number>(slotStarts(zone, on, 'hour').length).fill(0);
        for (const second of seconds) {
          const at = zone.startOfDay(on) + second;
          const quarter = slotOf(zone, on, '15min', at);
          const hour = slotOf(zone, on, 'hour', at);
          byQuarter[quarter] = (byQuarter[quarter] ?? 0) + 1;
          byHour[hour] = (byHour[hour] ?? 0) + 1;
        }
        const folded = new Array<number>(byHour.length).fill(0);
        hourOfQuarter(zone, on).forEach((hour, quarter) => {
          folded[hour] = (folded[hour] ?? 0) + (byQuarter[quarter] ?? 0);
        });
        expect(folded).toEqual(byHour);
        expect(folded.reduce((sum, count) => sum + count, 0)).toBe(seconds.length);
      }),
      { numRuns: length > 0 ? 20 : 0 },
    );
  });

  test('refuse an instant of another day', () => {
    const zone = makeZone('UTC');
    expect(() => slotOf(zone, 0, '15min', -1)).toThrow(RangeError);
    expect(() => slotOf(zone, 0, '15min', 86_400)).toThrow(RangeError);
    expect(() => slotOf(zone, 0, 'hour', 86_400)).toThrow('not on civil day 0 of UTC');
  });
});

describe('a period', () => {
  const anyGrain = fc.constantFrom('day', 'week', 'month');
  const anyDay = fc.integer({ min: 0, max: 47_000 });

  test('of a week begins on Monday, across the turn of a year', () => {
    expect(formatDay(periodStart('week', day('2026-01-01')))).toBe('2025-12-29');
    expect(formatDay(periodEnd('week', day('2026-01-01')))).toBe('2026-01-05');
    expect(periodStart('week', day('2026-01-05'))).toBe(day('2026-01-05'));
  });

  test('of a month has the length of the month', () => {
    expect(formatDay(periodStart('month', day('2024-02-29')))).toBe('2024-02-01');
    expect(formatDay(periodEnd('month', day('2024-02-10')))).toBe('2024-03-01');
    expect(formatDay(periodEnd('month', day('1999-12-31')))).toBe('2000-01-01');
  });

  test('holds its day, and the next one begins where it ends', () => {
    fc.assert(
      fc.property(anyGrain, anyDay, (grain, on) => {
        const start = periodStart(grain, on);
        const end = periodEnd(grain, on);
        expect(start <= on && on < end).toBe(true);
        expect(periodStart(grain, end)).toBe(end);
        expect(periodStart(grain, end - 1)).toBe(start);
      }),
    );
  });

  test('has ended with its last day, and until then the one before has', () => {
    expect(formatDay(lastEnded('month', day('2024-02-29')))).toBe('2024-02-29');
    expect(formatDay(lastEnded('month', day('2024-02-28')))).toBe('2024-01-31');
    fc.assert(
      fc.property(anyGrain, anyDay, (grain, on) => {
        const last = lastEnded(grain, on);
        expect(last <= on && on < periodEnd(grain, last + 1)).toBe(true);
        expect(periodEnd(grain, last)).toBe(last + 1);
      }),
    );
  });

  test('of whole months leaves out no day of them and holds no other', () => {
    expect(isWholeMonths(day('2024-02-01'), day('2024-02-29'))).toBe(true);
    expect(isWholeMonths(day('2024-02-01'), day('2024-03-31'))).toBe(true);
    expect(isWholeMonths(day('2024-02-01'), day('2024-02-28'))).toBe(false);
    expect(isWholeMonths(day('2024-02-02'), day('2024-02-29'))).toBe(false);
  });

  test('is listed once for any range of days that touches it', () => {
    expect(periodsBetween('month', day('1999-01-31'), day('1999-03-01')).map(formatDay)).toEqual([
      '1999-01-01',
      '1999-02-01',
      '1999-03-01',
    ]);
    expect(periodsBetween('day', 5, 4)).toEqual([]);
    fc.assert(
      fc.property(anyGrain, anyDay, fc.nat({ max: 500 }), (grain, from, length) => {
        const starts = periodsBetween(grain, from, from + length);
        const days = Array.from({ length: length + 1 }, (_, index) => periodStart(grain, from + index));
        expect(starts).toEqual([...new Set(days)]);
      }),
    );
  });

  test('has a grain of the public interface', () => {
    expect(GRAINS).toEqual(['15min', 'hour', 'day', 'week', 'month']);
  });
});
