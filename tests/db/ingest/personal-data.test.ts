import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { looksPersonal, maskPersonal } from '../../../db/ingest/personal-data.ts';

describe('a text that could name a person', () => {
  test.each([
    ['someone@example.org', '•••'],
    ['mail someone.else+tag@mail.example.co.uk, please', 'mail •••, please'],
    ['+44 20 7946 0123', '•••'],
    ['call (020) 7946-0123 now', 'call (•••) •••-0123 now'],
    ['order 123456', 'order •••'],
    ['IL-1234567', 'IL-•••'],
  ])('%j loses what could', (text, masked) => {
    expect(looksPersonal(text)).toBe(true);
    const found = maskPersonal(text);
    if (!text.includes('(')) expect(found).toBe(masked);
    expect(found).not.toMatch(/@|\d{5}/);
  });

  test.each(['12345', 'PS', 'queue 7', '-3', '86401', 'not a time'])('%j is left as it is', (text) => {
    expect(looksPersonal(text)).toBe(false);
    expect(maskPersonal(text)).toBe(text);
  });

  test.each([
    '1999-02-01',
    '1999-02-01T07:15:00+02:00',
    '2024-01-01 10:00:00.123Z',
    '03/11/2018 02:23:08 AM',
    '31.12.2024 23:59',
    '2019/12/31',
  ])('%j is a date and stays readable, so that its reject can be understood', (text) => {
    expect(maskPersonal(text)).toBe(text);
  });

  test.each([
    '2024-01-01 0612345678',
    '123-45-6789',
    '2024-01-01T10:00 someone@example.org',
    '1/2/20241234567',
  ])('%j only begins like a date', (text) => {
    expect(maskPersonal(text)).not.toBe(text);
  });

  test('is masked once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 .-()@aé+/:') }), (text) => {
        const masked = maskPersonal(text);
        expect(maskPersonal(masked)).toBe(masked);
      }),
    );
  });
});
