import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Zone } from '../../../db/domain/zone.ts';
import { formatDay, makeZone, parseDay, parseInstant } from '../../../db/domain/zone.ts';

const NAMES = [
  'UTC',
  'Asia/Jerusalem',
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'Africa/Monrovia',
];
const zones = NAMES.map(makeZone);
const anyZone = fc.constantFrom(...zones);
const anyInstant = fc.integer({ min: 0, max: Date.UTC(2099, 11, 31) / 1000 });
const anyDay = fc.integer({ min: 1, max: 47_000 });

function day(text: string): number {
  const parsed = parseDay(text);
  if (parsed === null) throw new Error(text);
  return parsed;
}

function hoursIn(zone: Zone, text: string): number {
  return (zone.startOfDay(day(text) + 1) - zone.startOfDay(day(text))) / 3600;
}

describe('a zone', () => {
  test('is named in its usual capitals, and an unknown one is refused in words', () => {
    expect(makeZone('asia/jerusalem').id).toBe('Asia/Jerusalem');
    expect(() => makeZone('Asia/Jerusalm')).toThrow(RangeError);
    expect(() => makeZone('Asia/Jerusalm')).toThrow('no time zone "Asia/Jerusalm"; expected an IANA name');
    expect(() => makeZone('')).toThrow(RangeError);
  });

  test('has the offset that the platform has', () => {
    const clocks = new Map(
      NAMES.map((timeZone) => [
        timeZone,
        new Intl.DateTimeFormat('en-CA', {
          timeZone,
          dateStyle: 'short',
          timeStyle: 'medium',
          hourCycle: 'h23',
        }),
      ]),
    );
    fc.assert(
      fc.property(anyZone, anyInstant, (zone, utc) => {
        const wall = new Date((utc + zone.offsetAt(utc)) * 1000)
          .toISOString()
          .slice(0, 19)
          .replace('T', ', ');
        expect(wall).toBe(clocks.get(zone.id)?.format(utc * 1000));
      }),
    );
  });

  test('answers alike in whatever order it is asked', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.array(anyInstant, { maxLength: 8 }), (name, instants) => {
        const fresh = makeZone(name);
        const known = zones.find((zone) => zone.id === name);
        for (const utc of instants) expect(fresh.offsetAt(utc)).toBe(known?.offsetAt(utc));
      }),
      { numRuns: 30 },
    );
  });

  test('divides all time into civil days that begin at startOfDay', () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (zone, utc) => {
        const on = zone.dayOf(utc);
        expect(zone.startOfDay(on)).toBeLessThanOrEqual(utc);
        expect(zone.startOfDay(on + 1)).toBeGreaterThan(utc);
      }),
    );
  });

  test('begins a day at the first instant that shows its date', () => {
    fc.assert(
      fc.property(anyZone, anyDay, (zone, on) => {
        fc.pre(zone.startOfDay(on + 1) > zone.startOfDay(on)); // Apia left out a date
        const start = zone.startOfDay(on);
        expect(zone.dayOf(start)).toBe(on);
        expect(zone.dayOf(start - 1)).toBeLessThan(on);
        expect(zone.formatInstant(start).slice(0, 10)).toBe(formatDay(on));
      }),
    );
  });

  test('writes an instant that reads back as the same instant', () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (zone, utc) => {
        fc.pre(utc > 2 * 86_400); // west of Greenwich the first hours are written in 1969
        expect(parseInstant(zone.formatInstant(utc))).toEqual({ ok: true, utcSeconds: utc });
      }),
    );
    const utc = Date.UTC(1999, 0, 31, 22, 15) / 1000;
    expect(makeZone('Asia/Jerusalem').formatInstant(utc)).toBe('1999-02-01T00:15:00+02:00');
    expect(makeZone('UTC').formatInstant(utc)).toBe('1999-01-31T22:15:00+00:00');
    expect(makeZone('America/St_Johns').formatInstant(utc)).toBe('1999-01-31T18:45:00-03:30');
    // 44 min 30 s behind until 1972: rounded, and still the same instant.
    expect(makeZone('Africa/Monrovia').formatInstant(86_400)).toBe('1970-01-01T23:16:00-00:44');
  });

  test('finds every instant of a wall time: none in a gap, two in an overlap, else one', () => {
    const zone = makeZone('Europe/London');
    expect(zone.instantsOf(day('2026-03-29'), 5400)).toEqual([]);
    expect(zone.instantsOf(day('2026-10-25'), 5400).map(zone.formatInstant)).toEqual([
      '2026-10-25T01:30:00+01:00',
      '2026-10-25T01:30:00+00:00',
    ]);
    fc.assert(
      fc.property(anyZone, anyInstant, (at, utc) => {
        const local = utc + at.offsetAt(utc);
        const onWall = Math.floor(local / 86_400);
        const instants = at.instantsOf(onWall, local - onWall * 86_400);
        expect(instants).toContain(utc);
        expect(instants.length).toBeLessThanOrEqual(2);
        expect(at.firstInstantOf(onWall, local - onWall * 86_400)).toBeLessThanOrEqual(instants[0] ?? 0);
      }),
    );
  });

  test('moves a wall time in a gap to the end of the gap, and takes the earlier of a repeated one', () => {
    const zone = makeZone('America/New_York');
    const spring = day('2026-03-08');
    expect(zone.formatInstant(zone.firstInstantOf(spring, 2.5 * 3600))).toBe('2026-03-08T03:00:00-04:00');
    const autumn = day('2026-11-01');
    expect(zone.formatInstant(zone.firstInstantOf(autumn, 1.5 * 3600))).toBe('2026-11-01T01:30:00-04:00');
    expect(zone.firstInstantOf(autumn, 86_400)).toBe(zone.startOfDay(autumn + 1));
  });

  test('begins the day at 01:00 where the clock skips midnight', () => {
    const zone = makeZone('America/Sao_Paulo');
    const on = day('2018-11-04');
    expect(zone.formatInstant(zone.startOfDay(on))).toBe('2018-11-04T01:00:00-02:00');
    expect(zone.secondOfDay(zone.startOfDay(on))).toBe(3600);
    expect(zone.instantsOf(on, 0)).toEqual([]);
    expect(hoursIn(zone, '2018-11-04')).toBe(23);
    // In autumn the hour before midnight is repeated, and still belongs to the old day.
    expect(hoursIn(zone, '2018-02-17')).toBe(25);
  });

  test('gives minutes repeated across midnight to the day that had already begun', () => {
    const zone = makeZone('America/St_Johns'); // back at 00:01, to 23:01 of the day before
    const on = day('2005-10-30');
    const start = zone.startOfDay(on);
    expect(zone.formatInstant(start)).toBe('2005-10-30T00:00:00-02:30');
    expect(zone.formatInstant(start + 120)).toBe('2005-10-29T23:02:00-03:30');
    expect(zone.dayOf(start + 120)).toBe(on);
    expect(hoursIn(zone, '2005-10-30')).toBe(25);
  });

  test('has no time on a date it left out', () => {
    const zone = makeZone('Pacific/Apia'); // crossed the date line
    expect(hoursIn(zone, '2011-12-30')).toBe(0);
    expect(zone.instantsOf(day('2011-12-30'), 43_200)).toEqual([]);
    expect(zone.dayOf(zone.startOfDay(day('2011-12-31')) - 1)).toBe(day('2011-12-29'));
  });
});
