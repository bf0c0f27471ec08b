import { describe, expect, test } from 'vitest';
import { metricsFeed } from '../../../api/feeds/metrics.ts';
import { addressOfMethod, inTopicOrder, termsOf } from '../../../site/words/method.ts';

const { metrics, facts } = metricsFeed();

describe('the words of a method', () => {
  test('list the metrics of a topic, the one to begin with first, and only those that are published', () => {
    const ids = (some: typeof metrics) => inTopicOrder(some, 'complaints').map(({ id }) => id);
    expect(ids(metrics)).toEqual(['complaints', 'complaint_rate']);
    expect(ids(metrics.filter(({ id }) => id !== 'complaints'))).toEqual(['complaint_rate']);
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

  test('have an address for each metric', () => {
    expect(addressOfMethod('wait_p90')).toBe('/methods/wait_p90/');
  });
});
