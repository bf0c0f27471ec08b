import { describe, expect, test } from 'vitest';
import { nearestName } from '../../../db/domain/nearest-name.ts';

describe('the nearest name', () => {
  test('is the one with the fewest slips, letters’ case aside', () => {
    expect(nearestName('chanels', ['organisation', 'channels', 'causes'])).toBe('channels');
    expect(nearestName('TimeZone', ['name', 'timeZone'])).toBe('timeZone');
    expect(nearestName('treshold', ['share', 'thresholdSeconds', 'threshold'])).toBe('threshold');
  });

  test('is none when nothing known is like it', () => {
    expect(nearestName('wibble', ['organisation', 'channels'])).toBeNull();
    expect(nearestName('x', [])).toBeNull();
  });
});
