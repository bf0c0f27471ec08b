import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseInstant } from '../../../db/domain/instant.ts';

function secondsOf(text: string): number {
  const parsed = parseInstant(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.reason}`);
  return parsed.utcSeconds;
}

function reasonFor(text: string): string {
  const parsed = parseInstant(text);
  return parsed.ok ? `accepted as ${parsed.utcSeconds}` : parsed.reason;
}

describe('an instant', () => {
  test('is read with its offset, whatever the case of T and Z', () => {
    expect(secondsOf('1999-02-01T00:15:00+02:00')).toBe(Date.UTC(1999, 0, 31, 22, 15) / 1000);
    expect(secondsOf('1999-02-01t00:15:00z')).toBe(Date.UTC(1999, 1, 1, 0, 15) / 1000);
    expect(secondsOf('1999-02-01T00:15:00-00:00')).toBe(Date.UTC(1999, 1, 1, 0, 15) / 1000);
    expect(secondsOf('1999-02-01T00:15:00-09:30')).toBe(Date.UTC(1999, 1, 1, 9, 45) / 1000);
  });

  test('loses its fraction of a second', () => {
    expect(secondsOf('2026-01-01T00:00:00.999999999Z')).toBe(secondsOf('2026-01-01T00:00:00Z'));
    expect(secondsOf('2026-01-01T00:00:00.5+05:45')).toBe(secondsOf('2026-01-01T00:00:00+05:45'));
  });

  test('agrees with the date arithmetic of the platform', () => {
    const first = Date.UTC(1970, 0, 2) / 1000;
    const last = Date.UTC(2099, 11, 30) / 1000;
    const pad = (value: number) => String(value).padStart(2, '0');
    fc.assert(
      fc.property(
        fc.integer({ min: first, max: last }),
        fc.integer({ min: -1439, max: 1439 }),
        (utc, minutes) => {
          const local = new Date((utc + minutes * 60) * 1000).toISOString().slice(0, 19);
          const distance = Math.abs(minutes);
          const offset = `${minutes < 0 ? '-' : '+'}${pad(Math.floor(distance / 60))}:${pad(distance % 60)}`;
          expect(secondsOf(local + offset)).toBe(utc);
        },
      ),
    );
  });

  test('of a leap second is the first of the next minute, and only the end of a UTC day has one', () => {
    const newYear = secondsOf('2017-01-01T00:00:00Z');
    expect(secondsOf('2016-12-31T23:59:60Z')).toBe(newYear);
    expect(secondsOf('2017-01-01T01:59:60+02:00')).toBe(newYear);
    expect(reasonFor('2016-12-31T22:59:60Z')).toContain('the second is 60');
  });

  test('without an offset is refused, and told so', () => {
    expect(reasonFor('1999-02-01T00:15:00')).toContain('no offset');
    expect(reasonFor('1999-02-01T00:15:00.25')).toContain('no offset');
  });

  test.each([
    ['1969-12-31T23:00:00Z', 'the year is 1969'],
    ['2100-01-01T00:00:00Z', 'the year is 2100'],
    ['1999-02-29T00:00:00Z', 'no date 1999-02-29'],
    ['1999-13-01T00:00:00Z', 'no date 1999-13-01'],
    ['1999-02-01T24:00:00Z', 'the hour is 24'],
    ['1999-02-01T23:60:00Z', 'the minute is 60'],
    ['1999-02-01T23:59:61Z', 'the second is 61'],
    ['1999-02-01T00:15Z', 'the seconds are missing'],
    ['1999-02-01 00:15:00Z', 'joined by a space'],
    ['1999-02-01T00:15:00,5Z', 'fraction'],
    ['1999-02-01T00:15:00.Z', 'fraction'],
    ['1999-02-01T00:15:00+0200', 'its offset is "+0200"'],
    ['1999-02-01T00:15:00+24:00', 'its offset is "+24:00"'],
    ['1999-02-01T00:15:00+02:60', 'its offset is "+02:60"'],
    ['1999-02-01T00:15:00 Z', 'its offset is " Z"'],
    ['1999-02-01T00:15:00Zebra', 'its offset is "Zebra"'],
    ['1999-02-01', 'not RFC 3339'],
    ['917828100', 'not RFC 3339'],
    ['+001999-02-01T00:15:00Z', 'not RFC 3339'],
    ['1999-0２-01T00:15:00Z', 'not RFC 3339'],
    ['', 'there is no time'],
  ])('written %j is refused because %s', (text, reason) => {
    expect(reasonFor(text)).toContain(reason);
  });

  test('with one wrong letter is refused, or is still a time that the platform reads alike', () => {
    const right = '1999-02-01T00:15:00.250+02:00';
    fc.assert(
      fc.property(fc.nat({ max: right.length - 1 }), fc.string({ maxLength: 2 }), (place, slip) => {
        const text = right.slice(0, place) + slip + right.slice(place + 1);
        const parsed = parseInstant(text);
        if (parsed.ok) expect(parsed.utcSeconds).toBe(Math.floor(Date.parse(text) / 1000));
      }),
      { numRuns: 1000 },
    );
  });
});
