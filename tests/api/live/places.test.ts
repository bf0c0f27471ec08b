import { describe, expect, test } from 'vitest';
import { openFilesLimit, readersThatFit } from '../../../api/live/room.ts';
import { visitorOf } from '../../../api/live/visitor.ts';

describe('whose connections are counted together', () => {
  test.each([
    ['198.51.100.7', '198.51.100.7'],
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::6', '2001:db8:1:2'],
    ['2001:0DB8::1', '2001:db8:0:0'],
    ['2001:db8::', '2001:db8:0:0'],
    ['64:ff9b::198.51.100.7', '64:ff9b:0:0'],
  ])('%s counts as %s', (address, visitor) => {
    expect(visitorOf(address)).toBe(visitor);
  });

  test.each([
    ['127.0.0.1'],
    ['::ffff:127.0.0.1'],
    ['::1'],
    ['10.1.2.3'],
    ['172.31.0.1'],
    ['192.168.1.1'],
    ['fd12:3456::1'],
    ['fe80::1%eth0'],
  ])('%s is probably a proxy, and not counted', (address) => {
    expect(visitorOf(address)).toBeNull();
  });

  test('what is no address is not counted', () => {
    for (const address of [undefined, '', 'unix', '1.2.3', '::ffff:x']) expect(visitorOf(address)).toBeNull();
  });
});

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
