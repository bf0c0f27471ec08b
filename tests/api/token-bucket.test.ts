import { expect, test } from 'vitest';
import { TokenBuckets } from '../../api/token-bucket.ts';

test('so many at once, then one each time that a token has come back', () => {
  const buckets = new TokenBuckets({ burst: 3, perMinute: 30 });
  const oks = Array.from({ length: 4 }, () => buckets.take('a', 100).ok);
  expect(oks).toEqual([true, true, true, false]);
  expect(buckets.take('a', 100)).toMatchObject({ ok: false, remaining: 0, waitSeconds: 2 });
  expect(buckets.take('a', 102)).toMatchObject({ ok: true, remaining: 0 });
  expect(buckets.take('a', 102).ok).toBe(false);
});

test('each name has a bucket of its own, and none holds more than its burst', () => {
  const buckets = new TokenBuckets({ burst: 2, perMinute: 60 });
  buckets.take('a', 0);
  expect(buckets.take('b', 0).remaining).toBe(1);
  expect(buckets.take('a', 10_000).remaining).toBe(1);
});

test('a clock that goes back takes nothing away and gives nothing', () => {
  const buckets = new TokenBuckets({ burst: 1, perMinute: 60 });
  expect(buckets.take('a', 100).ok).toBe(true);
  expect(buckets.take('a', 50).ok).toBe(false);
});

test('a hundred thousand names take the room of ten thousand, and whoever keeps asking is not forgotten', () => {
  const buckets = new TokenBuckets({ burst: 2, perMinute: 1 });
  buckets.take('asks on', 0);
  for (let name = 0; name < 100_000; name++) {
    buckets.take(`once ${name}`, 0);
    if (name % 5000 === 0) buckets.take('asks on', 0);
  }
  expect(buckets.size).toBe(10_000);
  expect(buckets.take('asks on', 0).ok).toBe(false);
});

test('what was spent beyond what was there is owed', () => {
  const buckets = new TokenBuckets({ burst: 10, perMinute: 60 });
  buckets.take('a', 0);
  buckets.spend('a', 19);
  expect(buckets.take('a', 0)).toEqual({ ok: false, remaining: 0, waitSeconds: 11 });
  expect([buckets.take('a', 10).ok, buckets.take('a', 11).ok]).toEqual([false, true]);
  buckets.spend('never asked', 5);
  expect(buckets.size).toBe(1);
});
