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
/** 4 to 10 seconds are said as ten; what is not quiet takes 93. */
const waits = Array.from({ length: 168 }, (_, i) => (quiet.includes(i) ? 10 : 93));
const plan: WeekPlan = { timeZone, quiet, waits, opening: hours(usual), holidays: [], channel: 'phone' };

function next(
  date: string,
  clock: string,
  change: Partial<WeekPlan> = {},
  readerAhead = 0,
  isLive = true,
): string {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  const now = instantAt(timeZone, day(date), hour * 3600 + minute * 60);
  const said = sayNext(en, { ...plan, ...change }, now, { isLive, readerAhead });
  return said.replaceAll('\u2060', '').replaceAll('\u00a0', ' ');
}

const TUESDAY = '2026-11-17';
const FRIDAY = '2026-11-20';
const SATURDAY = '2026-11-21';

describe('whether to get in touch now', () => {
  test('says until when it is open, and how long the hour takes', () => {
    expect(next(TUESDAY, '14:05')).toBe(
      'Open until 20:00. At this hour half get through within about 1½ minutes.',
    );
    expect(next(TUESDAY, '16:00')).toBe('Open until 20:00. At this hour half get through within 10 seconds.');
    expect(next(TUESDAY, '14:05', { waits: waits.map(() => 0) })).toBe(
      'Open until 20:00. At this hour half get through at once.',
    );
    expect(next(TUESDAY, '14:05', { waits: waits.map(() => null) })).toBe('Open until 20:00.');
  });

  test('says of a closed line when it opens, and when it is best on that day', () => {
    expect(next(TUESDAY, '07:59')).toBe('Closed. Opens today at 08:00; best after 16:00.');
    expect(next(TUESDAY, '20:00')).toBe('Closed. Opens tomorrow, Wednesday, at 08:00; best after 16:00.');
    const morning = { quiet: [1 * 24 + 10, 1 * 24 + 11] };
    expect(next(TUESDAY, '07:59', morning)).toBe(
      'Closed. Opens today at 08:00; best between 10:00 and 12:00.',
    );
  });

  test('says on which day that is, where it is another', () => {
    expect(next(SATURDAY, '17:00')).toBe('Closed. Opens on Monday at 08:00; best on Tuesday after 16:00.');
    expect(next(FRIDAY, '20:30')).toBe(
      'Closed. Opens tomorrow, Saturday, at 09:00; best on Tuesday after 16:00.',
    );
    expect(next('2026-11-16', '07:00')).toBe('Closed. Opens today at 08:00; best tomorrow after 16:00.');
  });

  test('calls no day quick as a whole, and none where hours are alike', () => {
    const all = Array.from({ length: 12 }, (_, i) => 2 * 24 + 8 + i);
    expect(next(TUESDAY, '20:30', { quiet: all })).toBe('Closed. Opens tomorrow, Wednesday, at 08:00.');
    expect(next(TUESDAY, '20:30', { quiet: [] })).toBe('Closed. Opens tomorrow, Wednesday, at 08:00.');
  });

  test('in a page that may be read later names weekdays in place of today and tomorrow', () => {
    expect(next(TUESDAY, '07:00', {}, 0, false)).toBe('Closed. Opens on Tuesday at 08:00; best after 16:00.');
    expect(next(TUESDAY, '21:00', {}, 0, false)).toBe(
      'Closed. Opens on Wednesday at 08:00; best after 16:00.',
    );
  });

  test('where no hours are stated says how long the hour takes, or when it is best', () => {
    expect(next(TUESDAY, '14:05', { opening: null })).toBe(
      'At this hour half get through within about 1½ minutes.',
    );
    expect(next(TUESDAY, '14:05', { opening: null, waits: waits.map(() => null) })).toBe(
      'Best between 16:00 and 20:00.',
    );
  });

  test('passes over holidays, on which the week does not hold', () => {
    const closed = { opening: hours(usual, { [TUESDAY]: [] }), holidays: [day(TUESDAY)] };
    expect(next(TUESDAY, '14:05', closed)).toBe(
      'Closed. Opens tomorrow, Wednesday, at 08:00; best after 16:00.',
    );
  });

  test('goes by the hours of a holiday where it has any, without saying how long they take', () => {
    const short = { opening: hours(usual, { [TUESDAY]: ['10:00-15:00'] }), holidays: [day(TUESDAY)] };
    expect(next(TUESDAY, '14:05', short)).toBe('Open until 15:00.');
    expect(next(TUESDAY, '08:30', short)).toBe('Closed. Opens today at 10:00; best tomorrow after 16:00.');
  });

  test('names the date of an opening further away than a week', () => {
    const away = Object.fromEntries(
      Array.from({ length: 14 }, (_, i) => [`2026-11-${String(17 + i).padStart(2, '0')}`, []]),
    );
    expect(next(TUESDAY, '14:05', { opening: hours(usual, away), quiet: [] })).toBe(
      'Closed. Opens on 1 December 2026 at 08:00.',
    );
  });

  test('is open through midnight, day and night, or not at all', () => {
    const always = Array.from({ length: 7 }, () => ['00:00-24:00']);
    const night = [['08:00-24:00'], ['00:00-02:00', '08:00-12:00'], ...always.slice(2).map(() => [])];
    expect(next('2026-11-16', '23:00', { opening: hours(night), quiet: [], waits: [] })).toBe(
      'Open until 02:00.',
    );
    expect(next(TUESDAY, '03:00', { opening: hours(always), quiet: [], waits: [] })).toBe(
      'Open day and night.',
    );
    expect(next(TUESDAY, '03:00', { opening: hours(always.map(() => [])), quiet: [], waits: [] })).toBe(
      'Closed all week.',
    );
    expect(next(TUESDAY, '03:00', { opening: null, quiet: [], waits: [] })).toBe('');
    const closedAtChristmas = hours(always, { '2026-12-25': [] });
    expect(next(TUESDAY, '03:00', { opening: closedAtChristmas, quiet: [], waits: [] })).toBe(
      'Open day and night.',
    );
  });

  test('says the time of a reader whose clock shows another', () => {
    expect(next(TUESDAY, '19:00', { quiet: [], waits: [] }, 120)).toBe('Open until 20:00 (22:00 your time).');
    expect(next(TUESDAY, '07:00', {}, -480)).toBe(
      'Closed. Opens today at 08:00 (00:00 your time); best after 16:00 (08:00 your time).',
    );
    expect(next(TUESDAY, '07:00', { quiet: [1 * 24 + 10, 1 * 24 + 11] }, -300)).toBe(
      'Closed. Opens today at 08:00 (03:00 your time); best between 10:00 and 12:00 (05:00–07:00 your time).',
    );
  });
});

test.each([
  ['es', 'Cerrado. Abre mañana, miércoles, a las 08:00; mejor después de las 16:00.'],
  ['fr', 'Fermé. Ouvre demain, mercredi, à 8\u00a0h\u202f; de préférence après 16\u00a0h.'],
])('the same is said in %s', (language, sentence) => {
  const now = instantAt(timeZone, day(TUESDAY), 21 * 3600);
  expect(sayNext(sayIn(language), plan, now, { isLive: true, readerAhead: 0 })).toBe(sentence);
});

test.each([
  ['es', /^Abierto hasta las 20:00\. A esta hora, la mitad recibe respuesta en 10\u00a0segundos o menos\.$/],
  [
    'fr',
    /^Ouvert jusqu’à 20\u00a0h\. À cette heure, la moitié obtient une réponse en 10\u00a0secondes au plus\.$/,
  ],
])('an open line is open in %s', (language, sentence) => {
  const now = instantAt(timeZone, day(TUESDAY), 17 * 3600);
  expect(sayNext(sayIn(language), plan, now, { isLive: true, readerAhead: 0 })).toMatch(sentence);
});
