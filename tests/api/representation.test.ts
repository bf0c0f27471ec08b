import { describe, expect, test } from 'vitest';
import {
  isAmong,
  makeRepresentation,
  preferredEncodings,
  SECURITY_HEADERS,
} from '../../api/representation.ts';

describe('the encoding', () => {
  test.each([
    [undefined, ['identity']],
    ['', ['identity']],
    ['gzip, deflate, br', ['br', 'gzip', 'identity']],
    ['gzip', ['gzip', 'identity']],
    ['GZIP', ['gzip', 'identity']],
    ['br;q=0.5, gzip;q=0.8', ['gzip', 'br', 'identity']],
    ['br;q=0, *', ['gzip', 'identity']],
    ['identity, br;q=0.1', ['identity', 'br']],
    ['*', ['br', 'gzip', 'identity']],
    ['zstd', ['identity']],
    ['br;q=nonsense', ['identity']],
    ['identity;q=0', ['identity']],
  ])('for %j is taken in the order %j', (accepted, encodings) => {
    expect(preferredEncodings(accepted)).toEqual(encodings);
  });
});

describe('the ETag "a"', () => {
  test.each(['"a"', 'W/"a"', '"b", "a"', '"b",W/"a"', '*', ' * '])('is known to who sends %s', (known) => {
    expect(isAmong('"a"', known)).toBe(true);
  });
  test.each(['"b"', 'a', '"A"', '', '"a'])('is not known to who sends %j', (known) => {
    expect(isAmong('"a"', known)).toBe(false);
  });
});

test('equal bytes have equal ETags, other bytes others', () => {
  const etag = (text: string) => makeRepresentation(Buffer.from(text), 'identity', {}).etag;
  expect(etag('a')).toBe(etag('a'));
  expect(etag('a')).not.toBe(etag('b'));
  expect(etag('a')).toMatch(/^"[\w-]{22}"$/);
});

test('what is unchanged is told without the headers of a body', () => {
  const { headers, unchangedHeaders } = makeRepresentation(Buffer.from('a'), 'br', {
    'content-type': 'text/plain',
    'cache-control': 'public',
  });
  expect(headers).toMatchObject({
    'content-encoding': 'br',
    'content-length': '1',
    'content-type': 'text/plain',
  });
  expect(Object.keys(unchangedHeaders).sort()).toEqual(
    ['cache-control', ...Object.keys(SECURITY_HEADERS), 'etag', 'vary'].sort(),
  );
});
