import { describe, expect, test } from 'vitest';
import type { OrganisationAnswer } from '../../../api/contract/organisation.ts';
import { instantAt, type PublishedHours } from '../../../db/domain/opening.ts';
import { calendarFileOf } from '../../../site/figures/calendar-file.ts';
import { type ComingSlot, comingSlotOf } from '../../../site/figures/coming-slot.ts';
import { makeContext } from '../../../site/figures/context.ts';
import { comingSlot, type WeekPlan } from '../../../site/figures/next-hours.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import {
  bestTimesOf,
  day,
  type Files,
  NOW_SECONDS,
  ORGANISATION,
  publishedFixture,
  readerOf,
  usualWait,
} from '../published-fixture.ts';

const timeZone = 'Europe/London';
const TUESDAY = 1;
const SUNDAY = 6;
const at = (weekday: number, ...hours: number[]) => hours.map((hour) => weekday * 24 + hour);
const plan = (quiet: readonly number[], change: Partial<WeekPlan> = {}): WeekPlan => ({
  ...{ timeZone, quiet, waits: [], opening: null, holidays: [], channel: 'phone' },
  ...change,
});
const openFrom = (range: string, exceptions: PublishedHours['exceptions'] = {}): PublishedHours => ({
  ...{ timeZone, exceptions },
  week: Array.from({ length: 7 }, () => [range]),
});

/** The next slot after a moment of London's wall, in UTC. */
function slotAfter(date: string, clock: string, one: WeekPlan): string | null {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  const slot = comingSlot(one, instantAt(timeZone, day(date), hour * 3600 + minute * 60));
  const iso = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 16);
  return slot && `${iso(slot.startAt)} ${iso(slot.endAt).slice(11)}`;
}

describe('the next good time', () => {
  test('is the next quiet stretch that has not begun, in UTC', () => {
    const quiet = plan(at(TUESDAY, 16, 17));
    expect(slotAfter('2026-11-17', '15:59', quiet)).toBe('2026-11-17T16:00 18:00');
    expect(slotAfter('2026-11-17', '16:00', quiet)).toBe('2026-11-24T16:00 18:00');
    expect(slotAfter('2026-11-17', '17:30', quiet)).toBe('2026-11-24T16:00 18:00');
    expect(slotAfter('2026-06-16', '09:00', quiet)).toBe('2026-06-16T15:00 17:00');
    expect(slotAfter('2026-11-17', '09:00', plan([]))).toBeNull();
  });

  test('keeps to the wall where the clock changes on the way', () => {
    const quiet = plan(at(TUESDAY, 16));
    expect(slotAfter('2026-03-26', '12:00', quiet)).toBe('2026-03-31T15:00 16:00');
    expect(slotAfter('2026-10-22', '12:00', quiet)).toBe('2026-10-27T16:00 17:00');
  });

  test('is none of an hour that a spring change skips, and two hours long where one comes twice', () => {
    expect(slotAfter('2026-03-28', '12:00', plan(at(SUNDAY, 1)))).toBe('2026-04-05T00:00 01:00');
    expect(slotAfter('2026-03-28', '12:00', plan(at(SUNDAY, 1, 2)))).toBe('2026-03-29T01:00 02:00');
    expect(slotAfter('2026-10-24', '12:00', plan(at(SUNDAY, 1)))).toBe('2026-10-25T00:00 02:00');
  });

  test('passes over holidays, for three weeks at most', () => {
    const holidays = ['2026-12-22', '2026-12-29'].map(day);
    const quiet = at(TUESDAY, 16);
    expect(slotAfter('2026-12-20', '12:00', plan(quiet, { holidays }))).toBe('2027-01-05T16:00 17:00');
    const more = [...holidays, day('2027-01-05')];
    expect(slotAfter('2026-12-20', '12:00', plan(quiet, { holidays: more }))).toBeNull();
  });

  test('keeps to what is open', () => {
    const quiet = at(TUESDAY, 8, 9);
    const late = plan(quiet, { opening: openFrom('08:30-20:00') });
    expect(slotAfter('2026-11-17', '06:00', late)).toBe('2026-11-17T08:30 10:00');
    const short = plan(quiet, { opening: openFrom('07:00-09:30') });
    expect(slotAfter('2026-11-17', '06:00', short)).toBe('2026-11-17T08:00 09:30');
    const shut = plan(quiet, { opening: openFrom('08:00-20:00', { '2026-11-17': [] }) });
    expect(slotAfter('2026-11-17', '06:00', shut)).toBe('2026-11-24T08:00 10:00');
  });
});

describe('what is said of it', () => {
  const slotOf = (
    language: string,
    change: Partial<OrganisationAnswer> = {},
    files: Files = publishedFixture(),
  ) => {
    const organisation = { ...ORGANISATION, ...change };
    const context = makeContext(readerOf(files), sayIn(language), organisation, NOW_SECONDS);
    return comingSlotOf(context, 'phone', NOW_SECONDS);
  };

  test('names whom to call at which number, and why then, in each language', () => {
    const slot = slotOf('en')!;
    expect(slot.title).toBe('Call Seaside Parcels (a fictional company): 0808 157 0199');
    expect(slot.advice).toMatch(/^Call on Tuesdays between 16:00 and 20:00: about 19 in 20 callers/);
    expect(slot.startAt).toBe(Date.UTC(2026, 10, 24, 16) / 1000);
    expect(slotOf('es')?.title).toMatch(/^Llamar a Seaside/);
    expect(slotOf('fr')?.title).toMatch(/^Appeler Seaside/);
    expect(slotOf('en', { contact: [] })?.title).toBe(
      'Get in touch with Seaside Parcels (a fictional company)',
    );
  });

  describe.each([
    ['phone', 'Call', 'callers get through'],
    ['chat', 'Get in touch', 'customers are answered'],
  ])('speaks by %s of the stretch that the entry is', (channel, verb, half) => {
    /** Wednesday to Friday all day, and Mondays before nine: the smaller stretch, which may come first. */
    const wait = (weekday: number, hour: number) => {
      if (usualWait(weekday, hour) === null) return null;
      if (weekday === 0) return hour < 10 ? 9 : 300;
      return weekday >= 2 && weekday <= 4 ? 3 : 300;
    };
    const files = publishedFixture();
    files.set(`best-times/${channel}`, bestTimesOf(wait));
    const opening = ORGANISATION.hours.phone!;
    const organisation = {
      ...{ ...ORGANISATION, channels: ['phone', 'chat', 'email'] },
      hours: { phone: opening, chat: opening.map((ranges, i) => (i === 0 ? ['08:30-20:00'] : ranges)) },
    };
    const adviceAt = (date: string) => {
      const now = instantAt(timeZone, day(date), 0);
      const context = makeContext(readerOf(files), sayIn('en'), organisation, now);
      const slot = comingSlotOf(context, channel, now)!;
      const weekday = new Date(slot.startAt * 1000).getUTCDay();
      return [weekday, slot.advice.replaceAll('\u00a0', ' ').replaceAll('\u2060', '')];
    };

    test.each([
      ['2026-11-23', 1, `on Mondays between ${channel === 'chat' ? '08:30' : '08:00'} and 10:00`],
      ['2026-11-24', 3, 'on Wednesdays between 08:00 and 20:00'],
      ['2026-11-27', 5, 'on Fridays between 08:00 and 20:00'],
    ])('after %s', (date, weekday, when) => {
      expect(adviceAt(date)).toEqual([weekday, `${verb} ${when}: about 19 in 20 ${half} within 2 minutes.`]);
    });
  });

  test('is nothing where no hour is quick, or the records ended long ago', () => {
    const files = publishedFixture();
    files.delete('best-times/phone');
    expect(slotOf('en', {}, files)).toBeNull();
    expect(slotOf('en', { records: { from: '2025-01-01', to: '2026-01-01' } })).toBeNull();
  });
});

describe('the calendar file', () => {
  const slot: ComingSlot = {
    ...{
      channel: 'phone',
      startAt: Date.UTC(2026, 10, 24, 16) / 1000,
      endAt: Date.UTC(2026, 10, 24, 20) / 1000,
    },
    title: 'Call A; B, C\\D: 0808',
    advice:
      'Zwölf\u2060 Böden früh, größer; süß: über\u00a0fünf Möwen hören täglich schöne Töne überall in Köln und München.',
  };
  const settings = {
    ...{ language: 'en', organisation: 'A; B', pageAddress: 'https://figures.example.org/' },
    nowSeconds: Date.UTC(2026, 10, 22, 7) / 1000,
  };
  const { text, name } = calendarFileOf(slot, settings);
  const lines = text.replaceAll('\r\n ', '').split('\r\n');

  test('is one event in UTC with an alarm, to be published', () => {
    expect(name).toBe('best-time-phone-20261124.ics');
    for (const line of [
      ...['METHOD:PUBLISH', 'DTSTAMP:20261122T070000Z', 'DTSTART:20261124T160000Z', 'DTEND:20261124T200000Z'],
      ...['TRIGGER:-PT15M', 'TRANSP:TRANSPARENT', 'ACTION:DISPLAY'],
    ])
      expect(lines).toContain(line);
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(text).not.toMatch(/TZID|VTIMEZONE/);
    // Properties after an alarm would stand in nobody's grammar (RFC 5545, 3.6.1).
    expect(lines.slice(lines.indexOf('END:VALARM'))).toEqual([
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  test('ends each line by CRLF, none longer than 75 octets, no sign cut in two', () => {
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    for (const line of text.split('\r\n')) {
      expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75);
      expect(line).not.toContain('\ufffd');
    }
    expect(text.split('\r\n ').length).toBeGreaterThan(2);
  });

  test('escapes commas, semicolons, backslashes and new lines, and shows no mark for breaking lines', () => {
    expect(lines).toContain('SUMMARY:Call A\\; B\\, C\\\\D: 0808');
    expect(lines.find((line) => line.startsWith('DESCRIPTION:Zw'))).toBe(
      'DESCRIPTION:Zwölf Böden früh\\, größer\\; süß: über fünf Möwen hören täglich schöne Töne überall in Köln und München.\\n\\nhttps://figures.example.org/',
    );
    const hostile = calendarFileOf({ ...slot, title: 'A\r\nEND:VEVENT\nX' }, settings).text;
    expect(hostile.match(/^END:VEVENT/gm)).toHaveLength(1);
  });

  test('has an id of its own that stays: the same time taken twice stands in a calendar once', () => {
    const id = (one: ComingSlot, organisation = 'A; B') =>
      /^UID:(.+)$/m.exec(calendarFileOf(one, { ...settings, organisation, nowSeconds: 0 }).text)?.[1];
    const mine = lines.find((line) => line.startsWith('UID:'))?.slice(4);
    expect(id(slot)?.trim()).toBe(mine);
    expect(id({ ...slot, startAt: slot.startAt + 86_400 })).not.toBe(id(slot));
    expect(id(slot, 'Another')).not.toBe(id(slot));
  });
});
