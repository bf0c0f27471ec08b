import { describe, expect, test } from 'vitest';
import { instantAt, type PublishedHours } from '../../../db/domain/opening.ts';
import { sayNext, type WeekPlan } from '../../../site/figures/next-hours.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import { day } from '../published-fixture.ts';

const en = sayIn('en');
/** Quiet from 16:00 to 20:00, Tuesday to Friday. */
const quiet = [1, 2, 3, 4].flatMap((weekday) => [16, 17, 18, 19].map((hour) => weekday * 24 + hour));
const weekdays = Array.from({ length: 5 }, () => ['08:00-20:00']);
const timeZone = 'Europe/London';
const hours = (
  week: PublishedHours['week'],
  exceptions: PublishedHours['exceptions'] = {},
): PublishedHours => ({ timeZone, week, exceptions });
const usual = [...weekdays, ['09:00-17:00'], []];
const plan: WeekPlan = { timeZone, quiet, opening: hours(usual), holidays: [] };

function next(
  date: string,
  clock: string,
  change: Partial<WeekPlan> = {},
  readerAhead = 0,
  isLive = true,
): string {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  const now = instantAt(timeZone, day(date), hour * 3600 + minute * 60);
  return sayNext(en, { ...plan, ...change }, now, { isLive, readerAhead }).replaceAll('\u2060', '');
}

const TUESDAY = '2026-11-17';
const FRIDAY = '2026-11-20';
const SATURDAY = '2026-11-21';

describe('when to come next', () => {
  test('says until when it is open, and the next quiet hours', () => {
    expect(next(TUESDAY, '14:05')).toBe(
      'Open until 20:00. The next quiet hours: today 16:00–20:00 and tomorrow 16:00–20:00.',
    );
  });

  test('says when it is good now, and what comes after', () => {
    expect(next(TUESDAY, '18:00')).toBe(
      'Open until 20:00. Waits are usually among the shortest now, until 20:00. The next quiet hours: tomorrow 16:00–20:00.',
    );
    expect(next(TUESDAY, '15:59')).not.toContain('now');
    expect(next(TUESDAY, '19:59')).toContain('now');
    expect(next(TUESDAY, '20:00')).not.toContain('now');
  });

  test('names a day once where it has two such stretches', () => {
    const two = [1 * 24 + 15, 1 * 24 + 18];
    expect(next(TUESDAY, '14:05', { quiet: two, opening: null })).toBe(
      'The next quiet hours: today 15:00–16:00 and 18:00–19:00.',
    );
  });

  test('says when it opens, over days on which it does not', () => {
    expect(next(TUESDAY, '07:59')).toMatch(/^Closed; opens today at 08:00\./);
    expect(next(TUESDAY, '20:00')).toMatch(/^Closed; opens tomorrow at 08:00\./);
    expect(next(SATURDAY, '17:00')).toMatch(/^Closed; opens on Monday at 08:00\./);
    expect(next(FRIDAY, '20:30')).toBe(
      'Closed; opens tomorrow at 09:00. The next quiet hours: on Tuesday 16:00–20:00 and on Wednesday 16:00–20:00.',
    );
  });

  test('in a page that may be read later names weekdays in place of today and tomorrow', () => {
    expect(next(TUESDAY, '07:00', {}, 0, false)).toBe(
      'Closed; opens on Tuesday at 08:00. The next quiet hours: on Tuesday 16:00–20:00 and on Wednesday 16:00–20:00.',
    );
  });

  test('passes over holidays, on which the week does not hold', () => {
    const closed = { opening: hours(usual, { [TUESDAY]: [] }), holidays: [day(TUESDAY)] };
    expect(next(TUESDAY, '14:05', closed)).toMatch(
      /^Closed; opens tomorrow at 08:00\. The next quiet hours: tomorrow 16:00/,
    );
  });

  test('goes by the hours of a holiday where it has any, without calling any of them quiet', () => {
    const short = { opening: hours(usual, { [TUESDAY]: ['10:00-15:00'] }), holidays: [day(TUESDAY)] };
    expect(next(TUESDAY, '14:05', short)).toMatch(/^Open until 15:00\. The next quiet hours: tomorrow 16:00/);
    expect(next(TUESDAY, '08:30', short)).toMatch(/^Closed; opens today at 10:00\./);
  });

  test('names the date of an opening further away than a week', () => {
    const away = Object.fromEntries(
      Array.from({ length: 14 }, (_, i) => [`2026-11-${String(17 + i).padStart(2, '0')}`, []]),
    );
    expect(next(TUESDAY, '14:05', { opening: hours(usual, away), quiet: [] })).toBe(
      'Closed; opens on 1\u00a0December 2026 at 08:00.',
    );
  });

  test('is open through midnight, day and night, or not at all', () => {
    const always = Array.from({ length: 7 }, () => ['00:00-24:00']);
    const night = [['08:00-24:00'], ['00:00-02:00', '08:00-12:00'], ...always.slice(2).map(() => [])];
    expect(next('2026-11-16', '23:00', { opening: hours(night), quiet: [] })).toBe('Open until 02:00.');
    expect(next(TUESDAY, '03:00', { opening: hours(always), quiet: [] })).toBe('Open day and night.');
    expect(next(TUESDAY, '03:00', { opening: hours(always.map(() => [])), quiet: [] })).toBe(
      'Closed all week.',
    );
    expect(next(TUESDAY, '03:00', { opening: null, quiet: [] })).toBe('');
    const closedAtChristmas = hours(always, { '2026-12-25': [] });
    expect(next(TUESDAY, '03:00', { opening: closedAtChristmas, quiet: [] })).toBe('Open day and night.');
  });

  test('says the time of a reader whose clock shows another', () => {
    expect(next(TUESDAY, '19:00', { quiet: [] }, 120)).toBe('Open until 20:00 (22:00 your time).');
    expect(next(TUESDAY, '07:00', { quiet: [] }, -480)).toBe(
      'Closed; opens today at 08:00 (00:00 your time).',
    );
  });
});
