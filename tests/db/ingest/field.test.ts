import { describe, expect, test } from 'vitest';
import * as field from '../../../db/ingest/field.ts';
import { type FieldType, Problem } from '../../../db/ingest/field.ts';

function refusal(type: FieldType<unknown>, text: string): string {
  const checked = type.parse(text);
  return checked instanceof Problem ? checked.reason : `accepted as ${JSON.stringify(checked)}`;
}

describe('numbers', () => {
  test.each([
    ['0', 0],
    ['007', 7],
    ['12.5', 12.5],
    ['.5', 0.5],
    ['2.98023223876953E-8', 2.98023223876953e-8],
    ['86400', 86_400],
    ['-0', 0],
  ])('%j are seconds', (text, seconds) => {
    expect(field.seconds.parse(text)).toBe(seconds);
  });

  test.each([
    '12abc',
    'abc',
    'NaN',
    'Infinity',
    '1,234',
    '1 234',
    '1.2.3',
    '0x10',
    '1_000',
    '+5',
    '--5',
    '١٢',
  ])('%j is no number', (text) => {
    expect(refusal(field.seconds, text)).toMatch(/it is not a number; expected digits/);
  });

  test('a number beyond all numbers, a negative and an absurd duration are refused', () => {
    expect(refusal(field.seconds, '1e999')).toMatch(/too large/);
    expect(refusal(field.seconds, '-3')).toMatch(/cannot be negative.*"negative": "null"/);
    expect(refusal(field.seconds, '86401')).toMatch(/longer than a day; expected at most 86400 seconds/);
    expect(refusal(field.seconds, '86400.5')).toMatch(/longer than a day/);
  });

  test('counts are whole and not negative', () => {
    expect(field.count.parse('12')).toBe(12);
    expect(field.count.parse('12.0')).toBe(12);
    for (const text of ['1.5', '-1']) expect(refusal(field.count, text)).toMatch(/expected a whole number/);
    expect(refusal(field.count, '99999999999')).toMatch(/absurd/);
  });

  test('a share given as percent is refused with the way out', () => {
    expect(field.share.parse('0.8')).toBe(0.8);
    expect(refusal(field.share, '80')).toMatch(/expected 0 to 1 \(0.8 is 80 %/);
  });
});

describe('times', () => {
  test('a time without an offset is refused', () => {
    expect(refusal(field.instant, '1999-02-01T08:00:00')).toMatch(/no offset from UTC/);
  });

  test.each(['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '1969-12-31T23:59:59Z', '2100-01-01T00:00:00Z'])(
    'the year of %s is refused',
    (text) => {
      expect(refusal(field.instant, text)).toMatch(/expected 1970 to 2099/);
    },
  );

  test('a day is a date that exists, from 1970 to 2099', () => {
    expect(field.day.parse('1970-01-02')).toBe(1);
    expect(refusal(field.day, '1999-02-29')).toMatch(/it is not a date/);
    expect(refusal(field.day, '01.02.1999')).toMatch(/it is not a date/);
    expect(refusal(field.day, '0000-01-01')).toMatch(/outside 1970-01-01 to 2099-12-31/);
    expect(refusal(field.day, '9999-12-31')).toMatch(/outside 1970-01-01 to 2099-12-31/);
  });
});

describe('words', () => {
  test('a choice is written exactly as the list has it', () => {
    const channel = field.oneOf(['phone', 'chat']);
    expect(channel.parse('phone')).toBe('phone');
    for (const text of ['Phone', 'fax', 'constructor']) {
      expect(refusal(channel, text)).toBe('it is not one of the allowed values; expected phone, chat');
    }
  });

  test('truth is true or false', () => {
    expect(field.trueOrFalse.parse('false')).toBe(false);
    expect(refusal(field.trueOrFalse, 'yes')).toMatch(/expected true or false/);
  });

  test('a key may be in any script, and is normalised to NFC', () => {
    expect(field.key.parse('Gebu\u0308hren')).toBe('Gebühren');
    expect(field.key.parse('עמלות')).toBe('עמלות');
    expect(field.key.parse('111AC5')).toBe('111AC5');
  });

  test.each(['dana@example.com', 'call 0541234567 back', 'my id 123456', '054-123 45 67'])(
    'a key that looks like personal data is refused: %s',
    (text) => {
      expect(refusal(field.key, text)).toMatch(/free text and personal data are never accepted/);
    },
  );

  test('a key of more than 80 characters, or with characters that do not show, is refused', () => {
    expect(field.key.parse('x'.repeat(80))).toBe('x'.repeat(80));
    expect(refusal(field.key, 'x'.repeat(81))).toMatch(/81 characters long; expected at most 80/);
    for (const text of ['a\tb', 'a\u0000b', 'a\u202eb', 'a\ud800b', 'two\nlines']) {
      expect(refusal(field.key, text)).toMatch(/control characters/);
    }
  });

  test('a reference is kept as it is written, up to 200 characters', () => {
    expect(field.reference.parse('e\u0301-001234567')).toBe('e\u0301-001234567');
    expect(refusal(field.reference, 'x'.repeat(201))).toMatch(/expected at most 200/);
    for (const text of ['a\nb', 'a\u007fb', '\udc00'])
      expect(refusal(field.reference, text)).toMatch(/control/);
  });

  test('keys have semicolons between them, and each is checked', () => {
    expect(field.keys.parse('fees; pricing;fees;')).toEqual(['fees', 'pricing']);
    expect(refusal(field.keys, 'fees;a@b.org')).toMatch(/personal data/);
  });

  test('published words may be long, and hold no address', () => {
    expect(field.publicText(2000).parse('One page lists every fee, since 2019.')).toMatch(/every fee/);
    expect(refusal(field.publicText(20), 'x'.repeat(21))).toMatch(/at most 20/);
    expect(refusal(field.publicText(200), 'write to dana@example.com')).toMatch(/e-mail address/);
    for (const text of ['Ring Ana 612345678', 'ask +44 20 7946 0123', 'since 2019-09-01, call 020 7946 0123'])
      expect(refusal(field.publicText(200), text)).toMatch(/telephone number/);
    for (const text of [
      'In force 2019-2021',
      'from 2026-10-01 to 31.12.2026',
      '12,000 parcels in 2024/25',
      '24/7',
    ])
      expect(field.publicText(200).parse(text)).toBe(text);
  });
});
