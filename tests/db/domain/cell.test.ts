import { describe, expect, test } from 'vitest';
import { CELL_STATUSES, settle, VALUED_STATUSES } from '../../../db/domain/cell.ts';

const whole = { isPartial: false, isClosed: false, isMissing: false };

describe('a value', () => {
  test('is provisional until its days have passed, then final', () => {
    expect(settle({ ...whole, ageDays: 1 }, 7)).toBe('provisional');
    expect(settle({ ...whole, ageDays: 6 }, 7)).toBe('provisional');
    expect(settle({ ...whole, ageDays: 7 }, 7)).toBe('final');
    expect(settle({ ...whole, ageDays: 34 }, 35)).toBe('provisional');
  });

  test('of a bucket that lasts, or that records cover in part, is partial however old', () => {
    expect(settle({ ...whole, isPartial: true, ageDays: -3 }, 7)).toBe('partial');
    expect(settle({ ...whole, isPartial: true, ageDays: 400 }, 7)).toBe('partial');
  });

  test('comes with four of the seven statuses', () => {
    expect(CELL_STATUSES.filter((status) => !VALUED_STATUSES.includes(status))).toEqual([
      'suppressed',
      'closed',
      'missing',
    ]);
  });
});
