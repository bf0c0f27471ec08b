import { expect, test } from 'vitest';
import { MOST_MINUTES, readWait } from '../../../site/figures/short-wait.ts';

const now = (low: number, high: number, change: { status?: string; isStale?: boolean } = {}) => ({
  queue: { status: change.status ?? 'live', estimate: { low, high } },
  isStale: change.isStale ?? false,
});

test('a wait is short when all of its range is at most what was wished', () => {
  for (const most of MOST_MINUTES) {
    expect(readWait(now(0, most), true, most).is).toBe('short');
    expect(readWait(now(0, most + 1), true, most).is).toBe('long');
  }
  expect(readWait(now(1, 2), true, 2)).toEqual({ is: 'short', low: 1, high: 2 });
});

test('nothing is short of a closed line, whoever says that it is closed', () => {
  expect(readWait(now(0, 1), false, 15).is).toBe('closed');
  expect(readWait(now(0, 1, { status: 'closed' }), true, 15).is).toBe('closed');
});

test('what is no longer of now is no answer', () => {
  expect(readWait(now(0, 1, { isStale: true }), true, 15).is).toBe('stopped');
  expect(readWait(now(0, 1, { isStale: true, status: 'closed' }), true, 15).is).toBe('stopped');
});

test('without an estimate that has kept its promise nothing can be told', () => {
  expect(readWait(null, true, 15).is).toBe('unknown');
  expect(readWait({ queue: { status: 'live', estimate: null }, isStale: false }, true, 15).is).toBe(
    'unknown',
  );
});
