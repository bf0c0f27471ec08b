import { describe, expect, test } from 'vitest';
import {
  breaksSeries,
  isFresh,
  metricsOfTarget,
  seriesAddress,
  targetVersions,
} from '../../../db/domain/change-entry.ts';
import { endsFrom, isBeforeEnd, lastBefore, noticeOf } from '../../../db/domain/retirement.ts';
import type { ServiceTarget } from '../../../db/domain/target.ts';
import { targetChanges } from '../../../db/domain/target-change.ts';
import { parseDay } from '../../../db/domain/zone.ts';

const day = (date: string) => parseDay(date)!;
const target = (id: string, from: string, to: string | null, more: Partial<ServiceTarget> = {}) => ({
  ...{ kind: 'service' as const, clock: 'internal' as const, id, words: id, channel: null, queue: null },
  ...{ thresholdSeconds: 60, share: 0.8, from: day(from), to: to === null ? null : day(to), ...more },
});

describe('what a target touches', () => {
  const first = target('a', '2026-01-01', '2026-03-31');
  const later = target('b', '2026-04-01', null, { thresholdSeconds: 120 });

  test('is every figure of that time where the time is another, and the level and its half-hours where the share is', () => {
    expect(metricsOfTarget({ target: later, before: first })).toContain('service_level_ans');
    const stricter = { ...later, thresholdSeconds: 60, share: 0.9 };
    expect(metricsOfTarget({ target: stricter, before: first })).toEqual(['service_level', 'half_hours_met']);
    expect(metricsOfTarget({ target: { ...later, clock: 'customer' }, before: null })).toEqual([
      'customer_service_level',
    ]);
    const satisfied = { ...first, kind: 'metric' as const, metric: 'csat_top2', value: 0.8 };
    expect(metricsOfTarget({ target: satisfied, before: null })).toEqual(['csat_top2']);
  });

  test('is counted otherwise only where the time is another', () => {
    expect(breaksSeries({ target: later, before: first })).toBe(true);
    expect(breaksSeries({ target: { ...later, thresholdSeconds: 60 }, before: first })).toBe(false);
    expect(breaksSeries({ target: first, before: null })).toBe(true);
  });

  test('is numbered by its forms: an end begins none', () => {
    const changes = targetChanges([first, { ...later, to: day('2026-06-30') }]);
    expect([...targetVersions(changes)].map(([{ change }, version]) => [change, version])).toEqual([
      ['new', 1],
      ['changed', 2],
      ['ended', 2],
    ]);
  });
});

describe('a change is said beside a figure', () => {
  const terms = (today: string, days = 30) => ({ today: day(today), days, since: day('2026-01-10') });
  const change = (of: string, toldOn: string | null) => ({
    day: day(of),
    toldOn: toldOn === null ? null : day(toldOn),
  });

  test('for thirty days from the day it was told or holds from, whichever is later, and not on the thirty-first', () => {
    const told = change('2026-03-01', '2026-03-01');
    expect(isFresh(told, terms('2026-03-01'))).toBe(true);
    expect(isFresh(told, terms('2026-03-30'))).toBe(true);
    expect(isFresh(told, terms('2026-03-31'))).toBe(false);
    const announced = change('2026-06-01', '2026-03-01');
    expect(isFresh(announced, terms('2026-02-28'))).toBe(false);
    expect(isFresh(announced, terms('2026-05-01'))).toBe(true);
    expect(isFresh(announced, terms('2026-07-01'))).toBe(false);
    expect(isFresh(told, terms('2026-03-01', 0))).toBe(false);
  });

  test('unless it was there before anything was published', () => {
    expect(isFresh(change('2020-01-01', '2026-01-10'), terms('2026-01-11'))).toBe(false);
    expect(isFresh(change('2026-02-01', '2026-01-10'), terms('2026-01-11'))).toBe(true);
    expect(isFresh(change('2020-01-01', '2026-01-12'), terms('2026-01-13'))).toBe(true);
    expect(isFresh(change('2026-01-12', null), terms('2026-01-13'))).toBe(true);
  });
});

describe('a metric that ends', () => {
  test('keeps what was published before it was told, and every bucket that lies before its end', () => {
    const one = { metric: 'a', from: day('2026-02-10'), by: '', why: '', replacedBy: null };
    expect(endsFrom(one, null)).toBe(day('2026-02-10'));
    expect(endsFrom(one, day('2026-02-01'))).toBe(day('2026-02-10'));
    expect(endsFrom(one, day('2026-02-20'))).toBe(day('2026-02-21'));
    expect(isBeforeEnd(one.from, 'week', day('2026-02-02'))).toBe(true);
    expect(isBeforeEnd(one.from, 'week', day('2026-02-09'))).toBe(false);
    expect(isBeforeEnd(one.from, 'hour', day('2026-02-09'))).toBe(true);
    expect(lastBefore(one.from, 'month')).toBe(day('2026-01-31'));
    expect(lastBefore(day('2026-02-01'), 'month')).toBe(day('2026-01-31'));
    expect(noticeOf({ from: day('2026-02-10'), announced: day('2026-01-13') })).toBe(28);
    expect(noticeOf({ from: day('2026-02-10'), announced: null })).toBeNull();
  });
});

test('the address of a series leaves out what is not asked', () => {
  expect(seriesAddress('offered', 'day', { channel: null, to: '2026-01-31' })).toBe(
    '/api/v1/series?metric=offered&grain=day&to=2026-01-31',
  );
});
