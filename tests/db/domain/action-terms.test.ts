import { describe, expect, test } from 'vitest';
import {
  type ActionVersion,
  isRecordedLater,
  judgedVersion,
  termChanges,
} from '../../../db/domain/action-terms.ts';
import type { ActionRecord } from '../../../db/domain/contact.ts';
import { actionOf } from '../../support/actions.ts';

const DAY = 86_400;
const version = (recordedAt: number, fields: Partial<ActionRecord> = {}): ActionVersion => ({
  recordedAt: recordedAt * DAY,
  record: actionOf({ id: 'a', startsAt: 100 * DAY, registeredAt: 50 * DAY, ...fields }),
});

describe('an action is judged', () => {
  test('by the last terms that had reached us before it started', () => {
    const versions = [
      version(50),
      version(60, { expectedEffect: 0.3 }),
      version(101, { expectedEffect: 0.05 }),
    ];
    expect(judgedVersion(versions)).toBe(1);
    expect(termChanges(versions)).toEqual([
      {
        version: 1,
        recordedAt: 60 * DAY,
        term: 'expectedEffect',
        before: null,
        after: 0.3,
        isAfterStart: false,
      },
      {
        version: 2,
        recordedAt: 101 * DAY,
        term: 'expectedEffect',
        before: 0.3,
        after: 0.05,
        isAfterStart: true,
      },
    ]);
  });

  test('by the first where that reached us after its start', () => {
    expect(judgedVersion([version(120), version(130, { direction: 'up' })])).toBe(0);
  });

  test('by the start that stood when it came: one that is put off in time counts, one put off afterwards does not', () => {
    expect(
      judgedVersion([
        version(50),
        version(99, { startsAt: 200 * DAY }),
        version(150, { startsAt: 200 * DAY, metric: 'x' }),
      ]),
    ).toBe(2);
    expect(judgedVersion([version(50), version(100, { startsAt: 200 * DAY })])).toBe(0);
  });

  test('by no start that was put back to days that had passed, unless it was said within a day', () => {
    const long = version(10, { startsAt: 300 * DAY });
    const back = version(90, { startsAt: 60 * DAY, direction: 'up' });
    expect(judgedVersion([long, back])).toBe(0);
    expect(termChanges([long, back]).map(({ term, isAfterStart }) => [term, isAfterStart])).toEqual([
      ['direction', true],
      ['startsAt', true],
    ]);
    expect(judgedVersion([long, version(90, { startsAt: 89 * DAY })])).toBe(1);
    expect(judgedVersion([long, back, version(95, { startsAt: 120 * DAY })])).toBe(2);
  });
});

test('a new title, state or end is no change of the terms, and the order of fields is none', () => {
  expect(
    termChanges([version(50), version(120, { title: 'B', status: 'ended', endedAt: 119 * DAY })]),
  ).toEqual([]);
});

test('a registration that reached us more than a day later than it is said to be is told apart', () => {
  expect(isRecordedLater(version(51))).toBe(false);
  expect(isRecordedLater({ ...version(51), recordedAt: 51 * DAY + 1 })).toBe(true);
});
