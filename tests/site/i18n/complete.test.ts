import { describe, expect, test } from 'vitest';
import { complete } from '../../../site/i18n/complete.ts';

describe('a translation that is not complete', () => {
  const whole = {
    title: 'Title',
    of: (n: string) => `of ${n}`,
    group: { one: 'One', two: 'Two' },
    list: ['a', 'b'],
  };

  test('falls back to English string by string', () => {
    const said = complete(whole, { group: { two: 'Deux' }, of: (n: string) => `de ${n}` });
    expect(said.title).toBe('Title');
    expect(said.group).toEqual({ one: 'One', two: 'Deux' });
    expect(said.of('x')).toBe('de x');
    expect(said.list).toEqual(['a', 'b']);
  });

  test('keeps words under keys that English leaves open', () => {
    const open: { metrics: Record<string, string> } = { metrics: {} };
    expect(complete(open, { metrics: { offered: 'contacts' } }).metrics).toEqual({ offered: 'contacts' });
  });
});
