import { describe, expect, test } from 'vitest';
import { formatDay, parseDay } from '../../db/domain/civil-day.ts';
import type { HolidaySettings } from '../../db/holidays.ts';
import { resolveHolidays } from '../../db/holidays.ts';

function day(text: string): number {
  const parsed = parseDay(text);
  if (parsed === null) throw new Error(text);
  return parsed;
}

const none: HolidaySettings = { country: null, region: null, add: [], remove: [] };

async function datesOf(settings: Partial<HolidaySettings>, from: number, to: number): Promise<string[]> {
  const result = await resolveHolidays({ ...none, ...settings }, from, to);
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return [...result.holidays.keys()].sort((a, b) => a - b).map(formatDay);
}

async function problemsOf(settings: Partial<HolidaySettings>): Promise<readonly string[]> {
  const result = await resolveHolidays({ ...none, ...settings }, 2026, 2026);
  return result.ok ? [] : result.problems;
}

describe('holidays', () => {
  test('of Israel in 1999 are the civil days of the feasts, not the evenings before', async () => {
    expect(await datesOf({ country: 'IL' }, 1999, 1999)).toEqual([
      '1999-04-01', // Passover
      '1999-04-07',
      '1999-04-21', // Independence Day
      '1999-05-21', // Shavuot
      '1999-09-11', // New Year, two days
      '1999-09-12',
      '1999-09-20', // Day of Atonement
      '1999-09-25', // Sukkot
      '1999-10-02',
    ]);
  });

  test('have names in the language asked for, where the library has it', async () => {
    const result = await resolveHolidays({ ...none, country: 'DE' }, 2026, 2026, ['en']);
    expect(result.ok && result.holidays.get(day('2026-12-25'))).toBe('Christmas Day');
    const german = await resolveHolidays({ ...none, country: 'DE' }, 2026, 2026, ['de']);
    expect(german.ok && german.holidays.get(day('2026-12-25'))).toBe('1. Weihnachtstag');
  });

  test('are public ones only, for the years asked only', async () => {
    const dates = await datesOf({ country: 'US' }, 2025, 2026);
    expect(dates).not.toContain('2026-02-14');
    expect(dates).toContain('2026-11-26');
    expect(new Set(dates.map((date) => date.slice(0, 4)))).toEqual(new Set(['2025', '2026']));
  });

  test('that last several days are all of them, without the half day before', async () => {
    const eid = (await datesOf({ country: 'TR' }, 2026, 2026)).filter((date) => date.startsWith('2026-03'));
    expect(eid).toEqual(['2026-03-20', '2026-03-21', '2026-03-22']);
    expect(await datesOf({ country: 'SZ' }, 2027, 2027)).toContain('2027-01-01');
    expect(await datesOf({ country: 'IS' }, 2026, 2026)).not.toContain('2026-12-24');
  });

  test('are whole days where the clock changes on them', async () => {
    expect(await datesOf({ country: 'GB' }, 2013, 2013)).toContain('2013-04-01');
    expect(await datesOf({ country: 'DE' }, 2024, 2024)).toContain('2024-04-01');
    expect(await datesOf({ country: 'CZ' }, 2018, 2018)).toContain('2018-10-28'); // 25 hours
    expect(await datesOf({ country: 'IL' }, 2021, 2021)).toContain('2021-03-28');
  });

  test('of a region are added to those of its country', async () => {
    expect(await datesOf({ country: 'GB', region: 'SCT' }, 2026, 2026)).toContain('2026-11-30');
    expect(await datesOf({ country: 'GB', region: 'ENG' }, 2026, 2026)).not.toContain('2026-11-30');
  });

  test('can be removed and added by the operator, and adding wins', async () => {
    const add = [
      { day: day('1999-05-17'), name: 'Election day' },
      { day: day('1999-05-21'), name: 'Shavuot' },
    ];
    const dates = await datesOf(
      { country: 'IL', add, remove: [day('1999-04-07'), day('1999-05-21')] },
      1999,
      1999,
    );
    expect(dates).toContain('1999-05-17');
    expect(dates).toContain('1999-05-21');
    expect(dates).not.toContain('1999-04-07');
  });

  test('cannot be removed where there are none, and the nearest is named', async () => {
    expect(await problemsOf({ country: 'GB', region: 'ENG', remove: [day('2031-12-27')] })).toEqual([
      'holidays.remove[0]: found "2031-12-27"; expected a public holiday of GB, ENG, for example 2031-12-26 (Boxing Day)',
    ]);
    expect(await problemsOf({ remove: [day('2026-12-25')] })).toEqual([
      'holidays.remove[0]: found "2026-12-25"; expected no day, since there is no "country" whose holidays are taken',
    ]);
  });

  test('without a country are those added', async () => {
    expect(await datesOf({ add: [{ day: day('1999-05-17'), name: 'Election day' }] }, 2026, 2026)).toEqual([
      '1999-05-17',
    ]);
  });

  test('of an unknown country or region are a problem that lists the known ones', async () => {
    const [country = ''] = await problemsOf({ country: 'ZZ' });
    expect(country).toMatch(
      /^holidays\.country: found "ZZ"; expected a country with known holidays, one of AD, /,
    );
    expect(await problemsOf({ country: 'GB', region: 'XX' })).toEqual([
      'holidays.region: found "XX"; expected a region of GB, one of ALD, ENG, NIR, SCT, WLS',
    ]);
    expect(await problemsOf({ country: 'IL', region: 'TA' })).toEqual([
      'holidays.region: found "TA"; expected no region, since none of IL is known',
    ]);
  });
});
