import { describe, expect, test } from 'vitest';
import type { MetricTarget, ServiceTarget } from '../../../db/domain/target.ts';
import {
  isInForce,
  metricTargetInForce,
  targetInForce,
  thresholdInForce,
} from '../../../db/domain/target.ts';

function serviceTarget(id: string, settings: Partial<ServiceTarget> = {}): ServiceTarget {
  return {
    kind: 'service',
    id,
    words: id,
    clock: 'internal',
    channel: null,
    queue: null,
    thresholdSeconds: 60,
    share: 0.8,
    from: 100,
    to: null,
    ...settings,
  };
}

const satisfaction: MetricTarget = {
  kind: 'metric',
  id: 'satisfied',
  words: '17 in 20 satisfied',
  metric: 'csat_top2',
  value: 0.85,
  channel: null,
  queue: null,
  from: 100,
  to: 200,
};

const internal = { clock: 'internal', channel: 'phone', day: 150 } as const;

describe('a target', () => {
  test('is in force on its first and its last day, and without a last day for good', () => {
    expect([99, 100, 200, 201].map((day) => isInForce(satisfaction, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isInForce(serviceTarget('a'), 1_000_000)).toBe(true);
  });

  test('for the queue goes before one for the channel, and that before one for all', () => {
    const all = serviceTarget('all');
    const phone = serviceTarget('phone', { channel: 'phone' });
    const queue = serviceTarget('queue', { queue: 'PS' });
    const targets = [all, phone, queue];
    expect(targetInForce(targets, internal)?.id).toBe('phone');
    expect(targetInForce(targets, { ...internal, queue: 'PS' })?.id).toBe('queue');
    expect(targetInForce(targets, { ...internal, queue: 'PE' })?.id).toBe('phone');
    expect(targetInForce(targets, { ...internal, channel: 'chat' })?.id).toBe('all');
    expect(targetInForce(targets, { ...internal, channel: null })?.id).toBe('all');
    expect(targetInForce([phone, queue], { ...internal, channel: null })).toBeNull();
  });

  test('listed first wins among equals', () => {
    expect(targetInForce([serviceTarget('a'), serviceTarget('b')], internal)?.id).toBe('a');
  });

  test('counts for its own clock and metric only', () => {
    const targets = [serviceTarget('a', { clock: 'customer' }), satisfaction];
    expect(targetInForce(targets, internal)).toBeNull();
    expect(metricTargetInForce(targets, { metric: 'csat_top2', channel: 'phone', day: 150 })).toBe(
      satisfaction,
    );
    expect(metricTargetInForce(targets, { metric: 'csat_mean', channel: 'phone', day: 150 })).toBeNull();
  });
});

describe('the threshold', () => {
  const changed = [
    serviceTarget('old', { thresholdSeconds: 20, to: 149 }),
    serviceTarget('new', { thresholdSeconds: 120, from: 150 }),
  ];

  test('is that of the target in force on the day', () => {
    expect([149, 150].map((day) => thresholdInForce(changed, { ...internal, day }))).toEqual([20, 120]);
  });

  test('of the customer clock is the internal one where it has none of its own', () => {
    const customer = { ...internal, clock: 'customer' } as const;
    expect(thresholdInForce(changed, customer)).toBe(120);
    const own = serviceTarget('own', { clock: 'customer', thresholdSeconds: 300 });
    expect(thresholdInForce([...changed, own], customer)).toBe(300);
    expect(thresholdInForce([own], internal)).toBe(60);
  });

  test('is 60 seconds, or what the caller falls back to, without any target', () => {
    expect(thresholdInForce([], internal)).toBe(60);
    expect(thresholdInForce([satisfaction], { ...internal, clock: 'customer' }, 30)).toBe(30);
    expect(thresholdInForce(changed, { ...internal, day: 50 })).toBe(60);
  });
});
