import { describe, expect, test } from 'vitest';
import { differenceOfDays } from '../../../db/domain/period-change.ts';
import { dayOfDate } from '../../../db/domain/zone.ts';
import { formatValue as formatInExplorer } from '../../../site/history/reading.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import { formatDate, formatDayAndMonth, formatMonth, formatWeekdays } from '../../../site/words/date.ts';
import {
  formatClock,
  formatDuration,
  formatExactDuration,
  formatShortDuration,
  formatThreshold,
} from '../../../site/words/duration.ts';
import { formatInstant } from '../../../site/words/instant.ts';
import { capitalise, formatCount, formatFrequency, formatShare } from '../../../site/words/number.ts';
import { formatOpeningHours, formatOpenRange } from '../../../site/words/opening-hours.ts';
import { besideOrdinary } from '../../../site/words/ordinary.ts';
import { formatStretch } from '../../../site/words/stretch.ts';
import { formatAgainst, formatValue } from '../../../site/words/value.ts';
import { judgeAnswers, judgeDays } from '../../../site/words/verdict.ts';

const en = sayIn('en');

/** Without the spaces and dashes that only keep a line together. */
const bare = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u2060', '');

describe('a figure by its unit', () => {
  test.each([
    ['count', 1106, '1,106', '1,106'],
    ['count', 3.25, '3.3', '3.3'],
    ['share', 0.734, '73%', '73.4%'],
    ['share', 0.003, '0.3%', '0.3%'],
    ['seconds', 126, '2 min 6 s', '2 min 6 s'],
    ['seconds', 3599, '59 min 59 s', '59 min 59 s'],
    ['seconds', 72_120, '20.0 h', '20 h 2 min'],
    ['days', 3.14, '3 d', '3.1 d'],
    ['score', 4.256, '4.3', '4.26'],
    ['points', -12.34, '-12.3', '-12.34'],
    ['per_1000', 88.75, '88.8', '88.75'],
  ])('%s %f is %s in a report, and %s where it is looked at', (unit, value, rounded, full) => {
    const ofDays = (text: string) => text.replace(/^([\d.]+) d$/, (_, n: string) => bare(en.days(n)));
    expect(bare(formatValue(en, unit, value))).toBe(ofDays(rounded));
    expect(bare(formatValue(en, unit, value, 'full'))).toBe(ofDays(full));
    // The explorer has no writing of its own.
    expect(bare(formatInExplorer(en as never, unit, value))).toBe(ofDays(full));
  });

  test('takes one digit more where rounding would set it on its target', () => {
    expect(formatAgainst(en, 'share', 0.796, 0.8)).toBe('79.6%');
    expect(formatAgainst(en, 'share', 0.79, 0.8)).toBe('79%');
  });
});

describe('a day beside an ordinary one', () => {
  const said = (count: number, ordinary: number, days: number) =>
    bare(besideOrdinary(en, 'Friday', { count, ordinary, days }));

  test('is about as many within a tenth, and a small one within what chance does', () => {
    expect(said(1086, 1076, 8)).toBe(', about as many as on an ordinary Friday');
    expect(said(1180, 1076, 8)).toBe(', about as many as on an ordinary Friday');
    expect(said(22, 16, 8)).toBe(', about as many as on an ordinary Friday');
  });

  test('is more or fewer beyond that, and nothing where there is no ordinary one', () => {
    expect(said(1300, 1076, 8)).toBe(', 21% more than on an ordinary Friday');
    expect(said(800, 1076, 8)).toBe(', 26% fewer than on an ordinary Friday');
    expect(said(800, 0, 8)).toBe('');
  });
});

describe('a share in plain words', () => {
  test.each([
    [0, 'none of the contacts'],
    [0.02, 'fewer than 1 in 20 contacts'],
    [0.05, 'about 1 in 20 contacts'],
    [0.3025, 'about 3 in 10 contacts'],
    [0.33, 'about 1 in 3 contacts'],
    [0.454, 'nearly half of contacts'],
    [0.5, 'about half of contacts'],
    [0.54, 'just over half of contacts'],
    [0.74, 'about 3 in 4 contacts'],
    [0.79, 'about 8 in 10 contacts'],
    [0.99, 'more than 19 in 20 contacts'],
    [1, 'all contacts'],
  ])('%d is "%s"', (share, said) => {
    expect(formatFrequency(en, share, 'contacts')).toBe(said);
  });

  test('is never off by more than a twentieth', () => {
    for (let percent = 4; percent <= 96; percent++) {
      const said = formatFrequency(en, percent / 100, 'x');
      const [, part, whole] = /about (\d+) in (\d+)/.exec(said) ?? [];
      if (part === undefined || whole === undefined) continue;
      expect(Math.abs(Number(part) / Number(whole) - percent / 100), said).toBeLessThan(0.05);
    }
  });
});

describe('numbers', () => {
  test('counts are grouped, shares whole percent except near the ends', () => {
    expect(formatCount(en, 213268)).toBe('213,268');
    expect(formatShare(en, 0.7671)).toBe('77%');
    expect(formatShare(en, 0.998)).toBe('99.8%');
    expect(formatShare(en, 0.001)).toBe('0.1%');
    expect(formatShare(en, 1)).toBe('100%');
    expect(formatShare(en, 0)).toBe('0%');
    expect(capitalise('about half')).toBe('About half');
  });
});

describe('a wait', () => {
  test.each([
    [4, 'up', '4 seconds'],
    [1, 'up', 'a second'],
    [42, 'up', '45 seconds'],
    [42, 'down', '40 seconds'],
    [57, 'up', 'a minute'],
    [57, 'down', '55 seconds'],
    [112, 'up', '2 minutes'],
    [112, 'down', '1½ minutes'],
    [615, 'up', '11 minutes'],
    [5400, 'up', '1½ hours'],
    [200_000, 'up', '3 days'],
  ] as const)('of %d s rounded %s is "%s"', (seconds, rounding, said) => {
    expect(bare(formatDuration(en, seconds, rounding))).toBe(said);
  });

  test('said with "within" is never shorter than it was, with "longer than" never longer', () => {
    const secondsOf = (text: string) => {
      const number =
        Number(/[\d.]+/.exec(text)?.[0] ?? (/½/.test(text) ? 0 : 1)) + (/½/.test(text) ? 0.5 : 0);
      return number * (/hour/.test(text) ? 3600 : /minute/.test(text) ? 60 : 1);
    };
    for (let seconds = 1; seconds < 7200; seconds += 7) {
      expect(secondsOf(bare(formatDuration(en, seconds, 'up'))), `${seconds} up`).toBeGreaterThanOrEqual(
        seconds,
      );
      expect(secondsOf(bare(formatDuration(en, seconds, 'down'))), `${seconds} down`).toBeLessThanOrEqual(
        seconds,
      );
    }
  });

  test('in a table stands as minutes and seconds', () => {
    expect([0, 5, 126, 3726].map(formatClock)).toEqual(['0:00', '0:05', '2:06', '1:02:06']);
  });

  test('in a chart has its unit, so that none is taken for a time of day', () => {
    expect([11, 31, 60, 61, 125, 3726, 6000].map((wait) => bare(formatShortDuration(en, wait)))).toEqual([
      ...['11 s', '31 s', '1 m', '1 m', '2 m', '60 m', '1½ h'],
    ]);
    expect([93, 2000, 3330, 4300, 9000].map((wait) => bare(formatShortDuration(en, wait, true)))).toEqual([
      ...['½ h', '½ h', '1 h', '1 h', '2½ h'],
    ]);
    expect([0, 35, 60, 126].map((wait) => bare(formatExactDuration(en, wait)))).toEqual([
      ...['0 s', '35 s', '1 min 0 s', '2 min 6 s'],
    ]);
  });

  test('a threshold is said exactly as it was set', () => {
    expect([20, 60, 90, 120, 43_200].map((seconds) => bare(formatThreshold(en, seconds)))).toEqual([
      ...['20 seconds', 'a minute', '90 seconds', '2 minutes', '12 hours'],
    ]);
  });
});

describe('dates', () => {
  const day = dayOfDate(2026, 11, 9);
  test('name the year only where it is another', () => {
    expect(bare(formatDayAndMonth(en, day, dayOfDate(2026, 1, 1)))).toBe('9 November');
    expect(bare(formatDayAndMonth(en, day, dayOfDate(2027, 1, 1)))).toBe('9 November 2026');
    expect(bare(formatMonth(en, day))).toBe('November 2026');
    expect(bare(formatMonth(en, day, day))).toBe('November');
    expect(bare(formatDate(en, day))).toBe('9 November 2026');
  });

  test('an instant is told in the zone of the organisation, which is named', () => {
    expect(bare(formatInstant(en, '1999-06-30T22:30:00Z', 'Asia/Jerusalem'))).toBe(
      '1 July 1999, 01:30 (Asia/Jerusalem)',
    );
  });

  test('weekdays are joined', () => {
    expect(formatWeekdays(en, 0, 0)).toBe('on Mondays');
    expect(formatWeekdays(en, 1, 2)).toBe('on Tuesdays and Wednesdays');
    expect(formatWeekdays(en, 1, 4)).toBe('from Tuesday to Friday');
    const evening = { fromWeekday: 1, toWeekday: 4, fromHour: 16, toHour: 23 };
    expect(formatStretch(en, evening)).toBe('from Tuesday to Friday between 16:00 and midnight');
  });
});

describe('opening hours', () => {
  test('days with the same hours stand together, closed days are named', () => {
    const usual = ['08:00-20:00'];
    expect(bare(formatOpeningHours(en, [usual, usual, usual, usual, usual, ['09:00-17:00'], []]))).toBe(
      'Mon–Fri 08:00–20:00, Sat 09:00–17:00, closed Sun',
    );
    expect(bare(formatOpeningHours(en, [['08:00-12:00', '13:00-17:00'], [], [], [], [], [], []]))).toBe(
      'Mon 08:00–12:00 13:00–17:00, closed Tue–Sun',
    );
    expect(formatOpeningHours(en, [[], [], [], [], [], [], []])).toBe('closed');
    expect(bare(formatOpenRange(sayIn('fr'), '08:00-17:30'))).toBe('8 h–17 h 30');
  });
});

describe('a verdict', () => {
  test('on few answers is "no clear change", on many the same difference is one', () => {
    expect(judgeAnswers({ k: 272, n: 369 }, { k: 271, n: 372 })).toBe('unclear');
    expect(judgeAnswers({ k: 780, n: 1000 }, { k: 720, n: 1000 })).toBe('rose');
    expect(judgeAnswers({ k: 720, n: 1000 }, { k: 780, n: 1000 })).toBe('fell');
    expect(judgeAnswers({ k: 78, n: 100 }, { k: 72, n: 100 })).toBe('unclear');
    expect(judgeAnswers({ k: 0, n: 0 }, { k: 72, n: 100 })).toBeNull();
  });

  test('between months heeds how days differ, not how many called', () => {
    const restless = Array.from({ length: 30 }, (_, i) => ({ k: i % 2 === 0 ? 900 : 500, n: 1000 }));
    const better = restless.map(({ k, n }) => ({ k: k + 30, n }));
    expect(judgeDays(better, restless)).toBe('unclear');
    const steady = Array.from({ length: 30 }, (_, i) => ({ k: 700 + (i % 3), n: 1000 }));
    expect(
      judgeDays(
        steady.map(({ k, n }) => ({ k: k + 30, n })),
        steady,
      ),
    ).toBe('rose');
    expect(differenceOfDays(steady, steady.slice(0, 1))).toBeNull();
  });
});
