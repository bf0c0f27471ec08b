import { describe, expect, test } from 'vitest';
import { longestRecords, sayRecord } from '../../../site/figures/live-line.ts';
import { sayIn } from '../../../site/i18n/say.ts';

describe.each(['en', 'es', 'fr'])('what is said of the range in %s', (language) => {
  const say = sayIn(language);

  test('calls the wait usual only where the usual wait stands above it', () => {
    for (const [reason, words] of [
      ['few_answers', say.now.usualTooFew],
      ['unproven', say.now.usualUnproven],
    ] as const) {
      expect(sayRecord(say, null, reason, true)).toBe(words);
      expect(sayRecord(say, null, reason, false)).toBe('');
    }
    expect(sayRecord(say, null, 'silent', true)).toBe('');
    expect(sayRecord(say, null, null, true)).toBe('');
  });

  test('tells its record whether or not a usual wait is known', () => {
    expect(sayRecord(say, 0.598, 'unproven', false)).toBe(sayRecord(say, 0.598, null, true));
    expect(longestRecords(say, true)).toContain(say.now.usualUnproven);
    expect(longestRecords(say, false)).not.toContain(say.now.usualUnproven);
  });
});
