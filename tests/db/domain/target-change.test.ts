import { describe, expect, test } from 'vitest';
import type { MetricTarget, ServiceTarget, Target } from '../../../db/domain/target.ts';
import { targetChanges } from '../../../db/domain/target-change.ts';

const BASE = { words: 'in words', channel: null, queue: null, from: 100, to: null };
const service = (id: string, settings: Partial<ServiceTarget> = {}): ServiceTarget => {
  return { kind: 'service', ...BASE, id, clock: 'internal', thresholdSeconds: 60, share: 0.8, ...settings };
};
const satisfied = (id: string, settings: Partial<MetricTarget> = {}): MetricTarget => {
  return { kind: 'metric', ...BASE, id, metric: 'csat_top2', value: 0.8, ...settings };
};
const changesOf = (...targets: Target[]) =>
  targetChanges(targets).map(
    ({ change, day, target, before }) =>
      `${day} ${target.id} ${change}${before === null ? '' : ` after ${before.id}`}`,
  );

describe('changes of targets', () => {
  test('name the one whose place a target takes, and not its end as well', () => {
    expect(
      changesOf(service('old', { to: 199, thresholdSeconds: 120 }), service('new', { from: 200 })),
    ).toEqual(['100 old new', '200 new changed after old']);
  });

  test('name an end on the first day without the target', () => {
    expect(changesOf(service('a', { to: 149 }))).toEqual(['100 a new', '150 a ended']);
  });

  test('are two where days lie between', () => {
    expect(changesOf(service('a', { to: 149 }), service('b', { from: 160 }))).toEqual([
      '100 a new',
      '150 a ended',
      '160 b new',
    ]);
  });

  test.each([
    ['clock', service('b', { from: 150, clock: 'customer' })],
    ['channel', service('b', { from: 150, channel: 'phone' })],
    ['queue', service('b', { from: 150, queue: 'PS' })],
    ['kind', satisfied('b', { from: 150 })],
  ])('are two where the %s is another', (_, other) => {
    expect(changesOf(service('a', { to: 149 }), other)).toEqual(['100 a new', '150 b new', '150 a ended']);
  });

  test('pair several of one day in the order written', () => {
    expect(
      changesOf(
        satisfied('a', { to: 149 }),
        satisfied('b', { to: 149 }),
        satisfied('c', { from: 150 }),
        satisfied('d', { from: 150 }),
      ),
    ).toEqual(['100 a new', '100 b new', '150 c changed after a', '150 d changed after b']);
  });
});
