import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type HoursRange, makeCalendar, parseHoursRange } from '../../../db/domain/calendar.ts';
import {
  groupWeek,
  instantAt,
  offsetAt,
  openingAt,
  type PublishedHours,
  wallAt,
  weekIn,
} from '../../../db/domain/opening.ts';
import { formatDay, makeZone, parseDay, parseInstant } from '../../../db/domain/zone.ts';

const at = (text: string) => {
  const parsed = parseInstant(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.utcSeconds;
};
const WORKDAY = ['08:00-20:00'];
const london: PublishedHours = {
  timeZone: 'Europe/London',
  week: [WORKDAY, WORKDAY, WORKDAY, WORKDAY, WORKDAY, ['09:00-17:00'], []],
  exceptions: { '2026-12-25': [], '2026-12-28': ['10:00-16:00'] },
};
const until = (text: string) => ({ isOpen: true, changesAt: at(text) });
const from = (text: string) => ({ isOpen: false, changesAt: at(text) });

describe('a line with hours', () => {
  test.each([
    ['2026-11-20T07:59:59Z', from('2026-11-20T08:00:00Z')],
    ['2026-11-20T08:00:00Z', until('2026-11-20T20:00:00Z')],
    ['2026-11-20T19:59:59Z', until('2026-11-20T20:00:00Z')],
    ['2026-11-20T20:00:00Z', from('2026-11-21T09:00:00Z')],
    ['2026-11-21T17:00:00Z', from('2026-11-23T08:00:00Z')],
  ])('at %s is open or closed as its week says', (moment, expected) => {
    expect(openingAt(london, at(moment))).toEqual(expected);
  });

  test('is closed on a holiday, and keeps the hours of one that has its own', () => {
    expect(openingAt(london, at('2026-12-25T12:00:00Z'))).toEqual(from('2026-12-26T09:00:00Z'));
    expect(openingAt(london, at('2026-12-28T09:00:00Z'))).toEqual(from('2026-12-28T10:00:00Z'));
    expect(openingAt(london, at('2026-12-28T12:00:00Z'))).toEqual(until('2026-12-28T16:00:00Z'));
  });

  test('keeps its hours on the wall over both clock changes', () => {
    expect(openingAt(london, at('2026-03-28T20:00:00Z'))).toEqual(from('2026-03-30T08:00:00+01:00'));
    expect(openingAt(london, at('2026-10-24T17:00:00+01:00'))).toEqual(from('2026-10-26T08:00:00Z'));
  });

  test('that goes over midnight closes at its end and not at midnight', () => {
    const night = { ...london, week: Array.from({ length: 7 }, () => ['00:00-02:00', '22:00-24:00']) };
    expect(openingAt(night, at('2026-11-20T23:00:00Z'))).toEqual(until('2026-11-21T02:00:00Z'));
  });

  test('that never closes, or never opens, says no time of it', () => {
    const week = (range: string[]) => ({ ...london, exceptions: {}, week: Array(7).fill(range) });
    expect(openingAt(week(['00:00-24:00']), at('2026-11-20T12:00:00Z'))).toEqual({
      isOpen: true,
      changesAt: null,
    });
    expect(openingAt(week([]), at('2026-11-20T12:00:00Z'))).toEqual({ isOpen: false, changesAt: null });
  });
});

const ZONES = [
  'Europe/London',
  'America/New_York',
  'Asia/Jerusalem',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'UTC',
];

describe.each(ZONES)('in %s the browser reckons as the server does', (timeZone) => {
  const zone = makeZone(timeZone);
  const moment = fc.integer({ min: at('2017-01-01T00:00:00Z'), max: at('2030-12-31T00:00:00Z') });

  test('offsets, days and seconds of the wall', () => {
    fc.assert(
      fc.property(moment, (utcSeconds) => {
        expect(offsetAt(timeZone, utcSeconds)).toBe(zone.offsetAt(utcSeconds));
        expect(wallAt(timeZone, utcSeconds).seconds).toBe(zone.secondOfDay(utcSeconds));
      }),
      { numRuns: 200 },
    );
  });

  test('instants of times on the wall, those that a clock change skips or repeats among them', () => {
    for (let day = parseDay('2018-01-01')!; day < parseDay('2019-01-01')!; day++) {
      for (const seconds of [0, 1800, 3600, 5400, 7200, 9000, 10_800, 43_200, 86_400]) {
        expect(instantAt(timeZone, day, seconds), `${formatDay(day)} ${seconds}`).toBe(
          zone.firstInstantOf(day, seconds),
        );
      }
    }
  });

  test('open or closed, and the next opening', () => {
    const texts = [['00:00-02:30'], ['09:00-13:00', '14:00-24:00'], [], ['00:00-24:00'], ['02:15-02:45'], []];
    const week = [...texts, ['08:00-12:00']];
    const parse = (list: readonly string[]): HoursRange[] => list.map((range) => parseHoursRange(range)!);
    const calendar = makeCalendar({
      zone,
      channels: { phone: { hours: week.map(parse), holidayHours: [] } },
      holidays: new Map([[parseDay('2026-05-04')!, 'Holiday']]),
    });
    const hours = { timeZone, week, exceptions: { '2026-05-04': [] } };
    fc.assert(
      fc.property(moment, (utcSeconds) => {
        const { isOpen, changesAt } = openingAt(hours, utcSeconds);
        expect(isOpen).toBe(calendar.isOpen('phone', utcSeconds));
        if (!isOpen) expect(changesAt).toBe(calendar.nextOpening('phone', utcSeconds));
        else expect(calendar.isOpen('phone', changesAt! - 1)).toBe(true);
        if (isOpen) expect(calendar.isOpen('phone', changesAt!)).toBe(false);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the hours by the reader’s own clock', () => {
  test('stand an hour later in Paris, and five earlier in New York', () => {
    expect(weekIn('Europe/Paris', london, at('2026-11-20T12:00:00Z'))[0]).toEqual(['09:00-21:00']);
    expect(weekIn('America/New_York', london, at('2026-11-20T12:00:00Z'))[5]).toEqual(['04:00-12:00']);
  });

  test('are cut at midnight where they run over it', () => {
    const week = weekIn('Asia/Tokyo', london, at('2026-11-20T12:00:00Z'));
    expect(week[0]).toEqual(['17:00-24:00']);
    expect(week[1]).toEqual(['00:00-05:00', '17:00-24:00']);
    expect(week[6]).toEqual(['00:00-02:00']);
  });

  test('are grouped over days in a row', () => {
    expect(groupWeek(london.week).map(({ first, last }) => [first, last])).toEqual([
      [0, 4],
      [5, 5],
      [6, 6],
    ]);
  });
});
