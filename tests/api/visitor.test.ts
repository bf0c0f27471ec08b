import { describe, expect, test } from 'vitest';
import { isNetwork, Visitors } from '../../api/visitor.ts';

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
    expect(new Visitors().ofAddress(address)).toBe(visitor);
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
    expect(new Visitors().ofAddress(address)).toBeNull();
  });

  test('what is no address is not counted', () => {
    for (const address of [undefined, '', 'unix', '1.2.3', '::ffff:x'])
      expect(new Visitors().ofAddress(address)).toBeNull();
  });
});

describe('behind proxies', () => {
  const named = new Visitors(['127.0.0.1', '10.0.0.0/8', 'fd00::/8']);
  const asking = (remoteAddress: string, forwarded?: string) => ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  });

  test.each([
    ['127.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['::ffff:127.0.0.1', ' 203.0.113.9 ', '203.0.113.9'],
    ['127.0.0.1', '203.0.113.9, 10.1.2.3', '203.0.113.9'],
    ['fd00::1', '2001:db8:1:2:3::4', '2001:db8:1:2'],
    ['127.0.0.1', '[2001:db8:1:2::4]:443', '2001:db8:1:2'],
    ['127.0.0.1', '203.0.113.9:5123', '203.0.113.9'],
    ['127.0.0.1', '192.168.1.7', '192.168.1.7'],
  ])('%s with X-Forwarded-For %j asks for %s', (remote, forwarded, visitor) => {
    expect(named.of(asking(remote, forwarded))).toBe(visitor);
  });

  test('only the last address that is no proxy is believed: what stands before it anybody can write', () => {
    expect(named.of(asking('127.0.0.1', '198.51.100.1, 203.0.113.9'))).toBe('203.0.113.9');
    expect(named.of(asking('127.0.0.1', '198.51.100.1, 203.0.113.9, 10.0.0.2'))).toBe('203.0.113.9');
  });

  test('who is none of them is not believed, and counted by its own address, private or not', () => {
    expect(named.of(asking('203.0.113.9', '198.51.100.1'))).toBe('203.0.113.9');
    expect(named.of(asking('192.168.1.7', '198.51.100.1'))).toBe('192.168.1.7');
  });

  test('a proxy that tells of nobody is not counted', () => {
    expect(named.of(asking('127.0.0.1'))).toBeNull();
    expect(named.of(asking('127.0.0.1', '10.0.0.2'))).toBeNull();
    expect(named.of(asking('127.0.0.1', 'unknown'))).toBeNull();
  });

  test('without a proxy that was named nobody is believed', () => {
    expect(new Visitors().of(asking('203.0.113.9', '198.51.100.1'))).toBe('203.0.113.9');
    expect(new Visitors().of(asking('127.0.0.1', '198.51.100.1'))).toBeNull();
  });

  test.each(['127.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8', '0.0.0.0/0'])('%s is a network', (text) => {
    expect(isNetwork(text)).toBe(true);
  });
  test.each(['', 'localhost', '10.0.0.0/33', '10.0.0/8', '::1/129', '::1/', 'fe80::1%eth0', '10.0.0.1/8/8'])(
    '%j is none',
    (text) => {
      expect(isNetwork(text)).toBe(false);
    },
  );
});
