import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HoursRange } from '../../../db/domain/calendar.ts';
import { makeCalendar, overlapAmong, parseHoursRange } from '../../../db/domain/calendar.ts';
import { makeZone, parseDay, parseInstant } from '../../../db/domain/zone.ts';

function day(text: string): number {
  const parsed = parseDay(text);
  if (parsed === null) throw new Error(text);
  return parsed;
}

function at(text: string): number {
  const parsed = parseInstant(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.utcSeconds;
}

function ranges(...texts: string[]): HoursRange[] {
  return texts.map((text) => {
    const range = parseHoursRange(text);
    if (range === null) throw new Error(text);
    return range;
  });
}

const CLOSED: HoursRange[] = [];
const workday = ranges('07:00-24:00');
/** The week of an Israeli bank: Sunday to Thursday, Friday until 14:00, Saturday from 20:00. */
const bankWeek = [workday, workday, workday, workday, ranges('07:00-14:00'), ranges('20:00-24:00'), workday];

const zone = makeZone('Asia/Jerusalem');
const calendar = makeCalendar({
  zone,
  channels: {
    phone: { hours: bankWeek },
    chat: {
      hours: bankWeek.map(() => ranges('09:00-12:00', '13:00-17:00')),
      holidayHours: ranges('10:00-11:00'),
    },
    email: {},
    post: { hours: bankWeek.map(() => CLOSED) },
  },
  holidays: new Map([[day('1999-04-01'), 'Passover']]),
});

describe('opening hours', () => {
  test('are read as HH:MM-HH:MM, ending after they start and by 24:00', () => {
    expect(parseHoursRange('07:00-14:00')).toEqual({ startSecond: 25_200, endSecond: 50_400 });
    expect(parseHoursRange('00:00-24:00')).toEqual({ startSecond: 0, endSecond: 86_400 });
    for (const text of [
      '7-14',
      '7:00-14:00',
      '14:00-07:00',
      '07:00-07:00',
      '24:00-24:00',
      '20:00-24:30',
      '07:60-08:00',
    ]) {
      expect(parseHoursRange(text), text).toBeNull();
    }
  });

  test('that share a moment are found, and those that touch are apart', () => {
    expect(overlapAmong(ranges('07:00-12:00', '12:00-13:00'))).toBeNull();
    expect(overlapAmong(ranges('13:00-15:00', '07:00-12:00', '11:59-12:30'))).toEqual([1, 2]);
  });

  test('follow the weekday: Friday closes at 14:00, Saturday opens at 20:00', () => {
    expect(calendar.isOpen('phone', at('1999-02-05T13:59:59+02:00'))).toBe(true);
    expect(calendar.isOpen('phone', at('1999-02-05T14:00:00+02:00'))).toBe(false);
    expect(calendar.isOpen('phone', at('1999-02-06T19:59:59+02:00'))).toBe(false);
    expect(calendar.isOpen('phone', at('1999-02-06T20:00:00+02:00'))).toBe(true);
    expect(calendar.isOpen('phone', at('1999-02-07T00:00:00+02:00'))).toBe(false);
  });

  test('are unknown, not closed, for a channel without any', () => {
    for (const channel of ['email', 'web'] as const) {
      expect(calendar.hasHours(channel)).toBe(false);
      expect(calendar.isOpen(channel, 0)).toBeNull();
      expect(calendar.openSeconds(channel, 0, 86_400)).toBeNull();
      expect(calendar.nextOpening(channel, 0)).toBeNull();
      expect(calendar.openRanges(channel, 0)).toEqual([]);
    }
    expect(calendar.isOpen('post', 0)).toBe(false);
    expect(calendar.openSeconds('post', 0, 86_400)).toBe(0);
    expect(calendar.nextOpening('post', 0)).toBeNull();
  });

  test('are none on a holiday unless holiday hours are given', () => {
    const passover = day('1999-04-01');
    expect(calendar.holidayOf(passover)).toBe('Passover');
    expect(calendar.holidayOf(passover + 1)).toBeNull();
    expect(calendar.openRanges('phone', passover)).toEqual([]);
    expect(calendar.openRanges('chat', passover)).toEqual([
      [at('1999-04-01T10:00:00+02:00'), at('1999-04-01T11:00:00+02:00')],
    ]);
  });

  test('say when the channel opens next, over a weekend and at once when it is open', () => {
    expect(calendar.nextOpening('phone', at('1999-02-05T14:00:00+02:00'))).toBe(
      at('1999-02-06T20:00:00+02:00'),
    );
    expect(calendar.nextOpening('phone', at('1999-03-31T23:59:59+02:00'))).toBe(
      at('1999-03-31T23:59:59+02:00'),
    );
    expect(calendar.nextOpening('phone', at('1999-04-01T00:00:00+02:00'))).toBe(
      at('1999-04-02T07:00:00+03:00'),
    );
    expect(calendar.nextOpening('chat', at('1999-02-05T12:30:00+02:00'))).toBe(
      at('1999-02-05T13:00:00+02:00'),
    );
  });
});

describe('open seconds', () => {
  test('leave closed time out', () => {
    const friday = at('1999-02-05T13:00:00+02:00');
    expect(calendar.openSeconds('phone', friday, at('1999-02-06T21:00:00+02:00'))).toBe(7200);
    expect(calendar.openSeconds('phone', friday, friday)).toBe(0);
    expect(calendar.openSeconds('phone', friday, friday - 60)).toBe(0);
  });

  test('of any of several channels count a moment once, and leave channels without hours out', () => {
    const start = at('1999-02-05T12:00:00+02:00');
    const end = at('1999-02-05T18:00:00+02:00');
    expect(calendar.openSecondsOfAny(['phone', 'chat', 'email'], start, end)).toBe(5 * 3600);
    expect(calendar.openSecondsOfAny(['chat'], start, end)).toBe(4 * 3600);
    expect(calendar.openSecondsOfAny(['email'], start, end)).toBeNull();
    expect(calendar.openSecondsOfAny([], start, end)).toBeNull();
  });

  test('add up, wherever a stretch of time is cut', () => {
    const year = at('1999-01-01T00:00:00+02:00');
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 365 * 86_400 }), { minLength: 3, maxLength: 3 }), (offsets) => {
        const [a = 0, b = 0, c = 0] = offsets.sort((x, y) => x - y).map((offset) => year + offset);
        const whole = calendar.openSeconds('phone', a, c) ?? Number.NaN;
        expect((calendar.openSeconds('phone', a, b) ?? 0) + (calendar.openSeconds('phone', b, c) ?? 0)).toBe(
          whole,
        );
      }),
    );
  });

  test('agree with asking every minute', () => {
    const start = at('1999-04-01T00:00:00+02:00'); // a holiday, then the day the clock goes forward
    const minutes = Array.from({ length: 4 * 1440 }, (_, index) => start + index * 60);
    const open = minutes.filter((minute) => calendar.isOpen('chat', minute)).length;
    expect(calendar.openSeconds('chat', start, start + 4 * 86_400)).toBe(open * 60);
  });
});

describe('opening hours at a clock change', () => {
  function openHours(text: string, date: string): number {
    const london = makeZone('Europe/London');
    const always = makeCalendar({
      zone: london,
      channels: { phone: { hours: Array.from({ length: 7 }, () => ranges(...text.split(' '))) } },
      holidays: new Map(),
    });
    const start = london.startOfDay(day(date));
    return (always.openSeconds('phone', start, london.startOfDay(day(date) + 1)) ?? Number.NaN) / 3600;
  }

  test('round the clock are 23 and 25 hours', () => {
    expect(openHours('00:00-24:00', '2026-03-29')).toBe(23);
    expect(openHours('00:00-24:00', '2026-10-25')).toBe(25);
  });

  test('that start in the gap start at its end, and those within it do not happen', () => {
    expect(openHours('01:30-03:00', '2026-03-29')).toBe(1);
    expect(openHours('01:15-01:45', '2026-03-29')).toBe(0);
    expect(openHours('00:00-01:30', '2026-03-29')).toBe(1);
  });

  test('that touch within a repeated hour do not count it twice', () => {
    expect(openHours('00:00-01:30 01:30-03:00', '2026-10-25')).toBe(4);
    expect(openHours('00:00-01:30', '2026-10-25')).toBe(1.5);
  });
});
