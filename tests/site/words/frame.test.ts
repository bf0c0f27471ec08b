import { describe, expect, test } from 'vitest';
import { metricsFeed } from '../../../api/feeds/metrics.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import { shareAddressOf } from '../../../site/share-address.ts';
import { saysFree } from '../../../site/words/free-number.ts';
import { formulaOf } from '../../../site/words/method.ts';

test.each([
  ['Customer line, free of charge', true],
  ['Toll-free', true],
  ['Línea gratuita', true],
  ['Numéro gratuit', true],
  ['Freedom line', false],
  ['Main line', false],
])('the label "%s" says that the number is free: %s', (label, expected) => {
  expect(saysFree(label)).toBe(expected);
});

describe('a formula in one line', () => {
  const { metrics, facts } = metricsFeed();
  const formula = (id: string, language = 'en') =>
    formulaOf(sayIn(language), metrics.find((one) => one.id === id)!, facts);

  test('is a sum, or one sum divided by another', () => {
    expect(formula('offered')).toBe(facts.offered);
    expect(formula('abandonment_rate')).toContain(', divided by ');
    expect(formula('abandonment_rate', 'es')).toContain(', dividido entre ');
  });

  test('is left out where a metric is no sum', () => {
    expect(formula('wait_p50')).toBe('');
  });
});

test('the picture of a page lies under the address of the page', () => {
  expect(['/', '/methods/offered/', '/es/', '/es/data/'].map(shareAddressOf)).toEqual([
    '/share/index.png',
    '/share/methods/offered.png',
    '/share/es.png',
    '/share/es/data.png',
  ]);
});
