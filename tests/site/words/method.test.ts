import { describe, expect, test } from 'vitest';
import { metricsFeed } from '../../../api/feeds/metrics.ts';
import { addressOfMethod, inTopicOrder, isEstimate, termsOf } from '../../../site/words/method.ts';

const { metrics, facts } = metricsFeed();

describe('the words of a method', () => {
  test('list the metrics of a topic, the one to begin with first, and only those that are published', () => {
    const ids = (some: typeof metrics) => inTopicOrder(some, 'complaints').map(({ id }) => id);
    const others = ['complaint_rate', 'complaint_days_p50', 'complaint_days_p90'];
    expect(ids(metrics)).toEqual(['complaints', ...others]);
    expect(ids(metrics.filter(({ id }) => id !== 'complaints'))).toEqual(others);
  });

  test('give each fact of a sum with its sign and what it counts', () => {
    expect(
      termsOf({ offered: 1, blocked: -2 }, { offered: 'contacts that came', blocked: 'refused' }),
    ).toEqual([
      { sign: '+', what: 'contacts that came' },
      { sign: '− 2 ×', what: 'refused' },
    ]);
    expect(termsOf(null, {})).toEqual([]);
  });

  test('know every fact that a published sum names', () => {
    for (const { numerator, denominator } of metrics) {
      for (const { what } of [...termsOf(numerator, facts), ...termsOf(denominator, facts)]) {
        expect(Object.keys(facts)).not.toContain(what);
      }
    }
  });

  test('say of a wait that takes those who gave up into account that it is an estimate, and of no count', () => {
    const estimates = metrics.map(({ id }) => id).filter(isEstimate);
    expect(estimates).toEqual(expect.arrayContaining(['wait_p50', 'wait_p75', 'wait_p90', 'wait_p95']));
    expect(estimates.filter((id) => !/^wait_p\d+$/.test(id))).toEqual([]);
  });

  test('have an address for each metric', () => {
    expect(addressOfMethod('wait_p90')).toBe('/methods/wait_p90/');
  });
});
