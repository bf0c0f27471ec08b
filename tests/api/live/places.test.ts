import { describe, expect, test } from 'vitest';
import { openFilesLimit, readersThatFit } from '../../../api/live/room.ts';

describe('how many readers fit', () => {
  test('leaves files for everything else', () => {
    expect(readersThatFit(1_048_576)).toBe(12_000);
    expect(readersThatFit(null)).toBe(12_000);
    expect(readersThatFit(4096)).toBe(3596);
    expect(readersThatFit(256)).toBe(128);
    expect(readersThatFit(1)).toBe(1);
  });

  test('is asked of the system', () => {
    const limit = openFilesLimit();
    if (process.platform === 'linux') expect(limit).toBeGreaterThan(0);
    else expect(limit).toBeNull();
  });
});
