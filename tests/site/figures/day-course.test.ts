import { describe, expect, test } from 'vitest';
import { type CourseHour, placeDayCourse } from '../../../site/charts/day-course.ts';
import { courseFigure, type DayCourse, hoursOfDay, lastKnown } from '../../../site/figures/day-course.ts';
import { homeOf } from '../../../site/figures/home.ts';
import { lastDayCourse } from '../../../site/figures/last-day.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import {
  day,
  type Files,
  type Hour,
  hoursOf,
  NOW_SECONDS,
  ORGANISATION,
  publishedFixture,
  readerOf,
  usualContacts,
} from '../published-fixture.ts';

const en = sayIn('en');
const bare = (text: string) => text.replaceAll('\u00a0', ' ');
const FRIDAY = '2026-11-20';
const usual = Array.from({ length: 168 }, (_, i) => usualContacts(Math.floor(i / 24), i % 24));
const NO_RANGE = { low: [], high: [] };
const part = (of: number) => usual.map((count) => (count === null ? null : Math.round(count * of)));
const RANGE = { low: part(0.8), high: part(1.25) };

/** A Friday, `each` times the usual of its weekday, as far as it has come. */
function friday(
  each: number,
  knownAt: string | null,
  change: (hour: number) => Partial<Hour> = () => ({}),
): DayCourse {
  const knownUntil = knownAt === null ? null : Date.parse(`${FRIDAY}T${knownAt}Z`) / 1000;
  const hours = Array.from({ length: 24 }, (_, hour): Hour => {
    const start = Date.parse(`${FRIDAY}T00:00:00Z`) / 1000 + hour * 3600;
    const ordinary = usualContacts(4, hour);
    // An hour is said when it is over.
    const isAhead = knownUntil !== null && start + 3600 > knownUntil;
    if (isAhead) return { value: null, status: 'missing', ...change(hour) };
    if (ordinary === null) return { value: null, status: 'closed', ...change(hour) };
    return { value: Math.round(ordinary * each), status: 'provisional', ...change(hour) };
  });
  const { cells, timeZone } = hoursOf(FRIDAY, hours).series[0]!;
  const hours168 = { usual, range: NO_RANGE, weeks: 8 };
  return { day: day(FRIDAY), hours: hoursOfDay(cells, timeZone), ...hours168, total: null, knownUntil };
}

const at = (weekday: number, hour: number) => weekday * 24 + hour;
const headingOf = (course: DayCourse) => bare(courseFigure(en, course).heading);

describe('a day that goes on', () => {
  test('is told up to its last whole hour, against the same hours of an ordinary one', () => {
    // 08:00 to 14:00 on a Friday: 37 + 42 + 47 + 52 + 47 + 42.
    expect(headingOf(friday(1, '14:05:20'))).toBe(
      'By 14:00, 267 contacts had come in, about as many as on an ordinary Friday',
    );
    expect(headingOf(friday(1.5, '14:05:20'))).toMatch(
      /^By 14:00, 40\d contacts .*, 5\d% more than on an ordinary Friday$/,
    );
    expect(headingOf(friday(0.5, '14:05:20'))).toMatch(/, (49|50)% fewer than on an ordinary Friday$/);
  });

  test('does not make a difference of what chance may do', () => {
    // One hour: 37 usual; 46 are a quarter more, and within twice the root of both.
    expect(headingOf(friday(1.25, '09:10:00'))).toMatch(/^By 09:00, 46 contacts .* about as many as/);
  });

  test('says that a sum without hidden hours is a least', () => {
    const course = friday(1, '14:05:20', (hour) => (hour === 8 ? { value: null, status: 'suppressed' } : {}));
    expect(headingOf(course)).toMatch(/^By 14:00, at least 230 contacts/);
  });

  test('before its first whole hour says only that it has begun', () => {
    expect(headingOf(friday(1, '08:30:00'))).toBe('The day has just begun');
  });

  test('leaves the hours still to come empty, which is not the same as missing', () => {
    const course = friday(1, '14:05:20', (hour) => (hour === 10 ? { value: null, status: 'missing' } : {}));
    const { state, table } = courseFigure(en, course);
    const statusAt = (at: number) => state.hours.find(({ hour }: CourseHour) => hour === at)?.status;
    expect([10, 13, 14, 15, 19].map(statusAt)).toEqual(['missing', 'provisional', 'ahead', 'ahead', 'ahead']);
    expect(table.rows[15]?.cells[0]?.text).toBe('still to come');
    expect(table.rows[10]?.cells[0]?.text).toBe('no record');
  });
});

describe('how far a day is known', () => {
  test('is to the end of its last hour with a word: one that has just ended is counted later, one before was lost', () => {
    const statuses = ['closed', 'final', 'missing', 'suppressed', 'missing', 'missing'] as const;
    const hours = hoursOf(
      FRIDAY,
      statuses.map((status) => ({ value: status === 'final' ? 20 : null, status })),
    );
    const { cells, timeZone } = hours.series[0]!;
    const known = lastKnown(hoursOfDay(cells, timeZone));
    expect(new Date(known * 1000).toISOString()).toBe(`${FRIDAY}T04:00:00.000Z`);
    expect(lastKnown([])).toBe(0);
  });
});

describe('a day that is over', () => {
  test('of which every hour with contacts is hidden says so, and no count that is at least nothing', () => {
    const course = friday(1, null, (hour) =>
      hour === 8 ? { value: 0, status: 'final' } : { value: null, status: 'suppressed' },
    );
    expect(headingOf(course)).toBe('How many got in touch on Friday 20 November is hidden to protect people');
  });

  test('with a contact an hour has an axis of whole contacts', () => {
    const course = friday(1, null, () => ({ value: 1, status: 'final' }));
    const { state } = courseFigure(en, { ...course, usual: [], range: NO_RANGE });
    const ticks = placeDayCourse(state, 800).marks.flatMap((mark) =>
      mark.kind === 'text' && /^\d$/.test(mark.text) ? [mark.text] : [],
    );
    expect(ticks).toEqual(['0', '1', '2', '3', '4']);
  });

  test('is told by its published total', () => {
    const course = {
      ...friday(1, null),
      total: { value: 512, status: 'provisional' as const, ordinary: null },
    };
    expect(headingOf(course)).toBe(
      '512 contacts on Friday 20 November, about as many as on an ordinary Friday; may still rise',
    );
    const settled = {
      ...friday(1, null, () => ({ status: 'final' })),
      total: { value: 512, status: 'final' as const, ordinary: null },
    };
    expect(headingOf(settled)).toMatch(/^512 contacts on Friday 20 November, about as many/);
  });

  test('is held against the ordinary day of its report, so that both pages say the same', () => {
    const said = (value: number, status: 'final' | 'partial' = 'final') =>
      headingOf({
        ...friday(1.5, null, () => ({ status: 'final' })),
        total: { value, status, ordinary: { count: 500, days: 8 } },
      });
    expect(said(512)).toMatch(/, about as many as on an ordinary Friday$/);
    expect(said(750)).toMatch(/, 50% more than on an ordinary Friday$/);
    // Lost hours would look like a quiet day.
    expect(said(300, 'partial')).toMatch(/ Friday 20 November$/);
  });

  test('that was closed or hidden throughout says so', () => {
    const all = (status: Hour['status']) => friday(1, null, () => ({ value: null, status }));
    expect(headingOf(all('closed'))).toBe('Closed on Friday 20 November');
    expect(headingOf(all('suppressed'))).toBe(
      'How many got in touch on Friday 20 November is hidden to protect people',
    );
  });

  test('without anything to compare with stands alone', () => {
    const { heading, standfirst, table, state } = courseFigure(en, { ...friday(1, null), usual: [] });
    expect(heading).not.toContain('ordinary');
    expect(standfirst).toBe('Each bar is one hour.');
    expect(table.columns).toHaveLength(2);
    expect(state.hours.map(({ hour }) => hour)).toEqual([8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  });
});

describe('the range of an ordinary day', () => {
  const { standfirst, state, table } = courseFigure(en, { ...friday(1, '14:05:20'), range: RANGE });

  test('is named in words where the line is, and in the title of each bar', () => {
    expect(bare(standfirst)).toBe(
      'Each bar is one hour; the grey line is an ordinary Friday, and its band holds 8 in 10 such hours.',
    );
    const nine = state.hours.find(({ hour }) => hour === 9);
    expect(bare(nine?.title ?? '')).toBe(
      '09:00 to 10:00: 42 (provisional); on an ordinary Friday 42, mostly 34–53',
    );
    expect(nine?.range).toEqual({ low: 34, high: 53 });
  });

  test('is a column of the table, said of hours still to come as well and not of closed ones', () => {
    expect(table.columns.slice(2)).toEqual(['an ordinary Friday', 'usual range']);
    expect(table.rows.map(({ cells }) => cells.at(-1)?.text)).toEqual([
      ...Array.from({ length: 8 }, () => 'no record'),
      ...state.hours.map(({ range }) => `${range?.low}–${range?.high}`),
      ...Array.from({ length: 4 }, () => 'no record'),
    ]);
  });

  test('is left out where it is known of no hour', () => {
    const alone = courseFigure(en, friday(1, '14:05:20'));
    expect(alone.standfirst).toBe('Each bar is one hour; the grey line is an ordinary Friday.');
    expect(alone.table.columns).toHaveLength(3);
    expect(alone.state.hours.every(({ range }) => range === null)).toBe(true);
  });

  test('moves no judgement: a day is as ordinary as its sum', () => {
    for (const each of [0.5, 1, 1.5]) {
      const course = friday(each, '14:05:20');
      expect(headingOf({ ...course, range: RANGE })).toBe(headingOf(course));
    }
  });
});

describe('the hours of a day', () => {
  const cells = (start0: string, count: number) => ({
    start0,
    step: 3600,
    value: Array.from({ length: count }, () => 1),
    status: Array.from({ length: count }, () => 'final' as const),
  });

  test('are those of the wall, also where the clock changes', () => {
    const spring = hoursOfDay(cells('2026-03-29T00:00:00+00:00', 23), 'Europe/London');
    expect(spring.map(({ hour }) => hour).slice(0, 4)).toEqual([0, 2, 3, 4]);
    expect(spring.at(-1)?.hour).toBe(23);
    const autumn = hoursOfDay(cells('2026-10-25T00:00:00+01:00', 25), 'Europe/London');
    expect(autumn.map(({ hour }) => hour).slice(0, 4)).toEqual([0, 1, 1, 2]);
  });

  test('are none where the columns do not say when they begin', () => {
    expect(hoursOfDay({ value: [1], status: ['final'] }, 'Europe/London')).toEqual([]);
    expect(hoursOfDay({ start: ['noon'], value: [1], status: ['final'] }, 'Europe/London')).toEqual([]);
  });
});

describe('the last published day', () => {
  test('is the one whose hours were published, beside the usual of its weekday', () => {
    const files = publishedFixture();
    const course = lastDayCourse({ read: readerOf(files) });
    expect(course).toMatchObject({ day: day('2026-11-21'), weeks: 8, knownUntil: null });
    const home = homeOf(readerOf(files), en, ORGANISATION, NOW_SECONDS);
    const figure = home.figures.find(({ id }) => id === 'today');
    expect(figure?.notes).toContain(en.dayCourse.rangeNote);
    expect(home.live?.range.low).toHaveLength(168);
    expect(home.live?.range.high[at(5, 10)]).toBe(Math.round(usualContacts(5, 10)! * 1.25));
    expect(bare(figure?.heading ?? '')).toMatch(
      /^\d+ contacts on Saturday 21 November, about as many as on an ordinary Saturday; may still rise$/,
    );
    expect(figure?.tables[0]?.rows).toHaveLength(24);
    expect(home.live?.lastReport.replaceAll('\u00a0', ' ')).toBe('21 November 2026');
  });

  test('without its file is said to be absent, and nothing goes on from it', () => {
    const without = (change: (files: Files) => void) => {
      const files = publishedFixture();
      change(files);
      return homeOf(readerOf(files), en, ORGANISATION, NOW_SECONDS);
    };
    const missing = without((files) => files.delete('series/hour/latest/offered'));
    expect(missing.absences.map(({ id }) => id)).toEqual(['today']);
    expect(missing.live).toBeNull();
    const unknown = Array.from({ length: 24 }, (): Hour => ({ value: null, status: 'missing' }));
    const silent = without((files) =>
      files.set('series/hour/latest/offered', hoursOf('2026-11-21', unknown)),
    );
    expect(silent.absences.map(({ id }) => id)).toEqual(['today']);
  });
});

test('the ordinary day is named above hidden hours, and not across them', () => {
  const hidden = (hour: number): Partial<Hour> =>
    hour < 14 ? {} : { value: null, status: usualContacts(4, hour) === null ? 'closed' : 'suppressed' };
  const { state } = courseFigure(en, friday(1, null, hidden));
  const { marks } = placeDayCourse(state, 1024);
  const label = marks.find((mark) => mark.kind === 'text' && mark.class?.includes('before-label'));
  const tops = marks.flatMap((mark) => (mark.kind === 'rect' && mark.class === 'suppressed' ? [mark.y] : []));
  expect(tops.length).toBeGreaterThan(0);
  expect(label?.kind === 'text' ? label.y : Number.NaN).toBeLessThan(Math.min(...tops));
});
