import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockOf, dayAt, offsetChanges } from '../../../../db/domain/civil-clock.ts';
import { dayOfDate, makeZone } from '../../../../db/domain/zone.ts';
import { civilTicks } from '../../../../site/charts/history/civil-ticks.ts';
import { closedCuts, cutsOf, fromOpen, toOpen } from '../../../../site/charts/history/open-time.ts';
import { timeScale, timeTicks, valueScale } from '../../../../site/charts/history/scales.ts';
import { estimateWidth } from '../../../../site/charts/picture.ts';
import { dayStart, fiveDays, HOUR, labelOf, zone } from './history-fixture.ts';

const DAY = 86_400;
const local = (seconds: number) => zone.formatInstant(seconds).slice(0, 16);

describe('a clock made of offset changes', () => {
  test.each(['Asia/Jerusalem', 'America/New_York', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'UTC'])(
    'shows in %s what the zone itself shows, through every change',
    (name) => {
      const whole = makeZone(name);
      const [from, to] = [Date.UTC(2015, 0, 1) / 1000, Date.UTC(2021, 0, 1) / 1000];
      const changes = offsetChanges(whole, from, to);
      const clock = clockOf(changes);
      expect(changes.length).toBeLessThan(16);
      for (let at = from; at < to; at += 7 * HOUR + 13) expect(clock.offsetAt(at)).toBe(whole.offsetAt(at));
      for (let day = dayOfDate(2015, 1, 2); day < dayOfDate(2020, 12, 31); day++) {
        const start = whole.startOfDay(day);
        expect(clock.startOfDay(day)).toBe(start);
        expect(dayAt(clock, start)).toBe(day);
        expect(dayAt(clock, start - 1)).toBe(day - 1);
      }
    },
  );

  test('needs at least one offset', () => {
    expect(() => clockOf([])).toThrow('the list is empty');
  });
});

describe('ticks of time', () => {
  test('of days stand at local midnight on both sides of a clock change', () => {
    // Israel's clocks went forward on Friday 27 March 2026 at 02:00.
    const ticks = civilTicks(zone, dayStart(2026, 3, 24), dayStart(2026, 3, 31), 10);
    expect(ticks.map(({ at }) => local(at).slice(11))).toEqual(Array(8).fill('00:00'));
    const lengths = ticks.slice(1).map(({ at }, i) => (at - ticks[i]!.at) / HOUR);
    expect(lengths).toEqual([24, 24, 24, 23, 24, 24, 24]);
  });

  test('of hours follow the wall, and leave out the hour that a spring change skips', () => {
    const spring = civilTicks(zone, dayStart(2026, 3, 27), dayStart(2026, 3, 27) + 5 * HOUR, 10);
    expect(spring.map(({ at }) => local(at).slice(11))).toEqual([
      '00:00',
      '01:00',
      '03:00',
      '04:00',
      '05:00',
      '06:00',
    ]);
    const autumn = civilTicks(zone, dayStart(2026, 10, 25), dayStart(2026, 10, 26), 10);
    expect(autumn.map(({ at }) => local(at).slice(11))).toEqual([
      '00:00',
      '03:00',
      '06:00',
      '09:00',
      '12:00',
      '15:00',
      '18:00',
      '21:00',
      '00:00',
    ]);
  });

  test('stay where they are while a reader pans', () => {
    const at = (shift: number) =>
      civilTicks(zone, dayStart(2026, 3, 3) + shift * DAY, dayStart(2026, 3, 19) + shift * DAY, 10).map(
        (tick) => tick.at,
      );
    const [one, other] = [at(0), at(1)];
    const common = one.filter((tick) => tick >= dayStart(2026, 3, 4) + HOUR && tick <= dayStart(2026, 3, 19));
    expect(other).toEqual(expect.arrayContaining(common));
  });

  test('are at most as many as asked for over any span, ascending, within it and at wall midnights', () => {
    const start = dayStart(2019, 1, 1);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 * DAY }),
        fc.integer({ min: 2 * DAY, max: 4000 * DAY }),
        fc.integer({ min: 3, max: 10 }),
        (shift, length, most) => {
          const [from, to] = [start + shift, start + shift + length];
          const ticks = civilTicks(zone, from, to, most);
          expect(ticks.length).toBeLessThanOrEqual(most);
          expect(ticks.length).toBeGreaterThan(0);
          ticks.forEach(({ at, level, opens }, i) => {
            expect(at >= from && at <= to && (i === 0 || at > ticks[i - 1]!.at)).toBe(true);
            if (level !== 'hour') expect(zone.startOfDay(zone.dayOf(at))).toBe(at);
            if (i === 0) expect(opens).toBe('year');
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  test.each([
    [280, 6],
    [1000, 10],
  ])('of an axis of %d px have at most %d labels, and none touch', (width, most) => {
    for (const days of [1, 2, 5, 9, 31, 60, 180, 365, 800, 1826, 3650]) {
      const axis = {
        from: dayStart(2016, 2, 20),
        to: dayStart(2016, 2, 20) + days * DAY,
        clock: zone,
        labelOf,
      };
      const ticks = timeTicks(axis, timeScale(axis, 30, width), width + 8).filter(({ text }) => text !== '');
      expect(ticks.length, `${days} days`).toBeGreaterThan(0);
      expect(ticks.length, `${days} days`).toBeLessThanOrEqual(most);
      ticks.slice(1).forEach((tick, i) => {
        const room = tick.labelX - ticks[i]!.labelX;
        const need = (estimateWidth(tick.text, 14) + estimateWidth(ticks[i]!.text, 14)) / 2;
        expect(room, `${days} days: ${ticks[i]!.text} and ${tick.text}`).toBeGreaterThan(need);
      });
    }
  });
});

describe('time without closed hours', () => {
  const { from, to, series } = fiveDays();
  const cuts = closedCuts([series]);

  test('has only open hours, each as wide as the next', () => {
    const scale = timeScale({ from, to, cuts }, 0, 700);
    const open = series.at.filter((_, i) => series.status[i] !== 5);
    expect(open).toHaveLength(70);
    open.forEach((at, i) => {
      expect(scale.of(at)).toBeCloseTo(i * 10, 6);
    });
  });

  test('comes back to the instant it was asked for, but inside what was cut to its end', () => {
    fc.assert(
      fc.property(fc.integer({ min: from, max: to - 1 }), (at) => {
        const isClosed = series.status[Math.floor((at - from) / HOUR)] === 5;
        const back = fromOpen(cuts, toOpen(cuts, at));
        if (isClosed) expect(back).toBeGreaterThan(at);
        else expect(back).toBe(at);
      }),
    );
  });

  test('cuts only what is closed in every panel', () => {
    const open = { ...series, status: series.status.map(() => 0) };
    expect(closedCuts([series, open]).from).toHaveLength(0);
    expect(closedCuts([]).from).toHaveLength(0);
  });

  test('without cuts is all time', () => {
    expect(toOpen(cutsOf([]), 12_345)).toBe(12_345);
    expect(fromOpen(cutsOf([]), 12_345)).toBe(12_345);
  });
});

describe('an axis of values', () => {
  const scaleOf = (range: Parameters<typeof valueScale>[0]) => valueScale(range, 100, 0);

  test('of counts begins at zero and has whole ticks, at most five', () => {
    for (const largest of [0, 1, 2, 3, 7, 19, 84, 1234, 98_765]) {
      const { ticks, low, high } = scaleOf({ kind: 'count', least: 0, largest });
      expect(low).toBe(0);
      expect(high).toBeGreaterThanOrEqual(largest);
      expect(ticks.every(Number.isInteger)).toBe(true);
      expect(ticks.length).toBeLessThanOrEqual(6);
      expect(ticks[0]).toBe(0);
    }
  });

  test('of shares shows 0 to 100 %, and says so when it does not', () => {
    expect(scaleOf({ kind: 'share', least: 0.79, largest: 0.8 })).toMatchObject({
      low: 0,
      high: 1,
      isBroken: false,
    });
    expect(scaleOf({ kind: 'share', least: 0.79, largest: 0.8, isClose: true })).toMatchObject({
      isBroken: true,
    });
  });

  test('of shares never shows less than ten points, so that 79.5 to 80.5 % looks as small as it is', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, b) => {
          const [least, largest] = [Math.min(a, b), Math.max(a, b)];
          const { low, high, ticks } = scaleOf({ kind: 'share', least, largest, isClose: true });
          expect(high - low).toBeGreaterThanOrEqual(0.1 - 1e-9);
          expect(low).toBeLessThanOrEqual(least + 1e-9);
          expect(high).toBeGreaterThanOrEqual(largest - 1e-9);
          expect(low >= 0 && high <= 1).toBe(true);
          expect(ticks.length).toBeLessThanOrEqual(6);
        },
      ),
    );
  });

  test('of durations has steps that people count in', () => {
    const ticksOf = (largest: number) => scaleOf({ kind: 'duration', least: 0, largest }).ticks;
    expect(ticksOf(7)).toEqual([0, 2, 4, 6, 8]);
    expect(ticksOf(47)).toEqual([0, 15, 30, 45, 60]);
    expect(ticksOf(200)).toEqual([0, 60, 120, 180, 240]);
    expect(ticksOf(1500)).toEqual([0, 600, 1200, 1800]);
    expect(ticksOf(9000)).toEqual([0, 3600, 7200, 10_800]);
    expect(ticksOf(3 * DAY)).toEqual([0, DAY, 2 * DAY, 3 * DAY]);
    expect(ticksOf(Number.NaN)).toEqual([0, 1]);
  });

  test('of numbers below zero reaches down to them, and holds zero', () => {
    const { low, ticks } = scaleOf({ kind: 'number', least: -31, largest: 42 });
    expect(low).toBeLessThanOrEqual(-31);
    expect(ticks).toContain(0);
  });
});
