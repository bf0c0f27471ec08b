import { expect, test } from 'vitest';
import { checkHeader, detectDelimiter, nearest, tidyNames } from '../../../db/ingest/header.ts';

test('the delimiter is the sign that occurs most often outside quotes', () => {
  expect(detectDelimiter('a;b;c')).toBe(';');
  expect(detectDelimiter('"a;b;c;d",e')).toBe(',');
  expect(detectDelimiter('alone')).toBe(',');
});

test('names lose the space around them and are normalised', () => {
  expect(tidyNames([' id', 'caf\u0065\u0301 '])).toEqual(['id', 'café']);
});

test('empty names may repeat, others may not', () => {
  expect(checkHeader(['id', '', ''], ['id'])).toBeNull();
  expect(checkHeader(['id', 'x', 'x'], ['id'])).toMatch(/"x" is there twice/);
});

test('a near name is suggested, a far one is not', () => {
  expect(nearest('offered_at', ['OfferedAt', 'id'])).toBe('OfferedAt');
  expect(nearest('outcome', ['outcom', 'income'])).toBe('outcom');
  expect(nearest('id', ['channel', 'priority'])).toBeNull();
});
