import { describe, expect, test } from 'vitest';
import { USUAL_LAGS } from '../../../db/domain/finality.ts';
import {
  judgeRelease,
  type PublishedEdition,
  type Release,
  type ReleaseChange,
  type ReleaseDays,
  reachingFurther,
  releasesDue,
  stageDays,
} from '../../../db/domain/release-calendar.ts';
import { formatDay, makeZone, parseDay, weekdayOf } from '../../../db/domain/zone.ts';

const day = (text: string) => parseDay(text)!;
const london = makeZone('Europe/London');
const always: ReleaseDays = { zone: london, isOpen: () => true };
const HALF_PAST_NINE = 9.5 * 3600;
const none = { bySecond: HALF_PAST_NINE, finalAfterDays: USUAL_LAGS, changes: [] };
const due = (from: string, to = from, settings: Parameters<typeof releasesDue>[0] = none, days = always) =>
  releasesDue(settings, days, day(from), day(to));
const named = (releases: Release[]) => releases.map(({ period, stage }) => `${period} ${stage}`).sort();

describe('the release calendar', () => {
  test('has the day before, and what was 7 and 35 days ago, on a day on which nothing else is due', () => {
    expect(stageDays(USUAL_LAGS)).toEqual({
      ...{ provisional: 1, counts: 7, first_contact: 35, complaint_handling: 56 },
    });
    expect(named(due('2026-11-26'))).toEqual([
      '2026-10-22 first_contact',
      '2026-11-19 counts',
      '2026-11-25 provisional',
    ]);
  });

  test('has the week on Monday, and the month on its first day, final as many days later', () => {
    expect(named(due('2026-11-30')).filter((name) => name.includes('W'))).toEqual(['2026-W48 provisional']);
    expect(named(due('2026-12-06')).filter((name) => name.includes('W'))).toEqual([
      '2026-W44 first_contact',
      '2026-W48 counts',
    ]);
    const months = due('2026-12-01', '2027-01-31').filter(({ grain }) => grain === 'month');
    expect(months.map(({ period, stage, dueDay }) => [period, stage, formatDay(dueDay)])).toEqual([
      ['2026-11', 'provisional', '2026-12-01'],
      ['2026-10', 'first_contact', '2026-12-05'],
      ['2026-11', 'counts', '2026-12-07'],
      ['2026-10', 'complaint_handling', '2026-12-26'],
      ['2026-12', 'provisional', '2027-01-01'],
      ['2026-11', 'first_contact', '2027-01-04'],
      ['2026-12', 'counts', '2027-01-07'],
      ['2026-11', 'complaint_handling', '2027-01-25'],
    ]);
  });

  test('goes by the days of the organisation, complaints by eight weeks at least', () => {
    const slow = { ...none, finalAfterDays: { counts: 14, firstContact: 50 } };
    expect(named(due('2026-11-26', '2026-11-26', slow))).toEqual([
      '2026-10-07 first_contact',
      '2026-11-12 counts',
      '2026-11-25 provisional',
    ]);
    expect(stageDays({ counts: 14, firstContact: 50 }).complaint_handling).toBe(56);
    expect(stageDays({ counts: 90, firstContact: 118 }).complaint_handling).toBe(90);
  });

  test('is due by the time on the wall, through both changes of the clock', () => {
    const at = (date: string) => due(date).map(({ dueAt }) => new Date(dueAt * 1000).toISOString())[0];
    expect(at('2026-03-28')).toBe('2026-03-28T09:30:00.000Z');
    expect(at('2026-03-29')).toBe('2026-03-29T08:30:00.000Z');
    expect(at('2026-10-24')).toBe('2026-10-24T08:30:00.000Z');
    expect(at('2026-10-25')).toBe('2026-10-25T09:30:00.000Z');
    // A time that the spring change skips is due when the gap ends, one that comes twice the first time.
    const early = (date: string) =>
      new Date(due(date, date, { ...none, bySecond: 1.5 * 3600 })[0]!.dueAt * 1000).toISOString();
    expect(early('2026-03-29')).toBe('2026-03-29T01:00:00.000Z');
    expect(early('2026-10-25')).toBe('2026-10-25T00:30:00.000Z');
  });

  test('has a year of days, each in three stages, and none twice', () => {
    const year = due('2026-11-24', '2027-11-23');
    const days = year.filter(({ grain }) => grain === 'day');
    expect(days).toHaveLength(3 * 365);
    expect(year.filter(({ grain }) => grain === 'week')).toHaveLength(3 * 52);
    expect(new Set(named(year)).size).toBe(year.length);
    expect(year.map(({ dueAt }) => dueAt)).toEqual(year.map(({ dueAt }) => dueAt).toSorted((a, b) => a - b));
  });

  test('has nothing of a closed day, and what ends with one comes after the next open day', () => {
    const weekdays = { zone: london, isOpen: (one: number) => weekdayOf(one) < 5 };
    expect(named(due('2026-11-22', '2026-11-22', none, weekdays))).not.toContain('2026-11-21 provisional');
    // Week 47 ends on a Sunday: only a record of Monday can show that it is over.
    expect(named(due('2026-11-23', '2026-11-23', none, weekdays))).not.toContain('2026-W47 provisional');
    expect(named(due('2026-11-24', '2026-11-24', none, weekdays))).toContain('2026-W47 provisional');
    expect(named(due('2026-11-29', '2026-11-29', none, weekdays))).toContain('2026-W47 counts');
  });

  test('puts off what a change names, or all of a day, and again where another change says so', () => {
    const change = (from: string, to: string, of: string | null = null): ReleaseChange => ({
      ...{ of, from: day(from), to: day(to) },
      reason: `to ${to}`,
    });
    const changed = (changes: ReleaseChange[]) => ({ ...none, changes });
    const one = changed([change('2026-12-25', '2026-12-28', '2026-12-24')]);
    const moved = due('2026-12-28', '2026-12-28', one).filter(({ putOff }) => putOff !== null);
    expect(named(moved)).toEqual(['2026-12-24 provisional']);
    expect(moved[0]).toMatchObject({ putOff: { from: day('2026-12-25'), reason: 'to 2026-12-28' } });
    expect(named(due('2026-12-25', '2026-12-25', one))).not.toContain('2026-12-24 provisional');
    const all = changed([change('2026-12-25', '2026-12-28'), change('2026-12-28', '2026-12-30')]);
    expect(due('2026-12-25', '2026-12-29', all).map(({ dueDay }) => formatDay(dueDay))).not.toContain(
      '2026-12-25',
    );
    expect(named(due('2026-12-30', '2026-12-30', all))).toContain('2026-12-24 provisional');
    expect(named(due('2026-12-30', '2026-12-30', all))).toContain('2026-12-27 provisional');
  });
});

describe('a release', () => {
  const at = (text: string) => Date.parse(text) / 1000;
  const edition = (id: number, moment: string, through: string | null): PublishedEdition => ({
    ...{ id, at: at(moment), today: london.dayOf(at(moment)) },
    through: through === null ? null : day(through),
  });
  const [first] = due('2026-11-21').filter(({ stage }) => stage === 'provisional');
  const judged = (release: Release, editions: PublishedEdition[], now: string) => {
    const { status, edition, lateSeconds } = judgeRelease(release, reachingFurther(editions), at(now));
    return [status, edition?.id ?? null, lateSeconds];
  };

  test('came in time up to the second at which it was due, and is late after it', () => {
    const of = (moment: string) => judged(first!, [edition(7, moment, '2026-11-20')], '2026-11-23T00:00:00Z');
    expect(of('2026-11-21T00:16:00Z')).toEqual(['on_time', 7, 0]);
    expect(of('2026-11-21T09:30:00Z')).toEqual(['on_time', 7, 0]);
    expect(of('2026-11-21T09:30:01Z')).toEqual(['late', 7, 1]);
  });

  test('is coming until it is due and overdue from then on, where no edition has reached so far', () => {
    const before = [edition(6, '2026-11-20T00:16:00Z', '2026-11-19')];
    expect(judged(first!, before, '2026-11-21T09:30:00Z')).toEqual(['coming', null, 0]);
    expect(judged(first!, before, '2026-11-21T10:30:00Z')).toEqual(['overdue', null, 3600]);
    // An edition of its day whose records had not come is not its release.
    const without = [...before, edition(7, '2026-11-21T00:16:00Z', '2026-11-19')];
    expect(judged(first!, without, '2026-11-21T10:30:00Z')).toEqual(['overdue', null, 3600]);
    const late = [...without, edition(8, '2026-11-23T00:16:00Z', '2026-11-22')];
    expect(judged(first!, late, '2026-11-23T10:30:00Z')).toEqual(['late', 8, 38 * 3600 + 46 * 60]);
  });

  test('is final with the first edition made on the day on which it is, however far figures reached before', () => {
    const [counts] = due('2026-11-27').filter(({ stage }) => stage === 'counts');
    const early = edition(7, '2026-11-26T23:50:00Z', '2026-11-25');
    expect(judged(counts!, [early], '2026-11-27T09:00:00Z')).toEqual(['coming', null, 0]);
    expect(
      judged(counts!, [early, edition(8, '2026-11-27T00:16:00Z', '2026-11-26')], '2026-11-28T00:00:00Z'),
    ).toEqual(['on_time', 8, 0]);
  });

  test('was published once it was, also where a later edition reaches less far', () => {
    const editions = [
      edition(1, '2026-11-21T00:16:00Z', null),
      edition(2, '2026-11-21T01:00:00Z', '2026-11-20'),
      edition(3, '2026-11-21T02:00:00Z', '2026-11-10'),
      edition(4, '2026-11-21T03:00:00Z', '2026-11-20'),
    ];
    expect(reachingFurther(editions).map(({ id }) => id)).toEqual([1, 2]);
    expect(judged(first!, editions, '2026-11-22T00:00:00Z')).toEqual(['on_time', 2, 0]);
  });
});
