import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileDuration, DURATION_UNITS, type DurationUnit } from '../../../db/ingest/duration-form.ts';
import { Problem, parseNumber } from '../../../db/ingest/field.ts';
import { csvOf, mappingOf, readAll } from './reading.ts';

function read(unit: DurationUnit, text: string): number | string {
  const found = compileDuration(unit)(text);
  return found instanceof Problem ? found.reason : found;
}

const two = (part: number) => String(part).padStart(2, '0');
/** Each clock form as its writers write it. */
const WRITERS: Partial<Record<DurationUnit, (seconds: number) => string>> = {
  'mm:ss': (s) => `${two(Math.floor(s / 60))}:${two(s % 60)}`,
  'h:mm:ss': (s) => `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`,
  'hh:mm:ss': (s) => `${two(Math.floor(s / 3600))}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`,
  '[h:]mm:ss': (s) =>
    `${s < 3600 ? '' : `${Math.floor(s / 3600)}:`}${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`,
};
const CLOCK_FORMS = Object.keys(WRITERS) as DurationUnit[];

describe('a duration', () => {
  test.each(CLOCK_FORMS)('that is written as %s is read as the seconds it was made of', (unit) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400_000 }), (seconds) => {
        expect(read(unit, WRITERS[unit]!(seconds))).toBe(seconds);
        // Negative ones are left to the rule for them.
        expect(read(unit, `-${WRITERS[unit]!(seconds)}`)).toBe(-seconds + 0);
      }),
    );
  });

  test('of whole minutes is read from hours and minutes', () => {
    fc.assert(
      fc.property(fc.nat(5000), (minutes) => {
        expect(read('h:mm', `${Math.floor(minutes / 60)}:${two(minutes % 60)}`)).toBe(minutes * 60);
      }),
    );
  });

  test('is refused by every form where a part behind a colon has no two digits or is above 59', () => {
    const part = fc.oneof(fc.nat(9).map(String), fc.integer({ min: 60, max: 9999 }).map(String));
    fc.assert(
      fc.property(fc.constantFrom(...DURATION_UNITS), fc.nat(99), part, (unit, first, last) => {
        expect(read(unit, `${first}:${last}`)).toBeTypeOf('string');
        expect(read(unit, `${first}:00:${last}`)).toBeTypeOf('string');
      }),
    );
  });

  test('that reads as a clock is never taken for a number, nor a number for a clock', () => {
    fc.assert(
      fc.property(fc.nat(400_000), (seconds) => {
        for (const unit of CLOCK_FORMS) {
          expect(read(unit, String(seconds))).toBeTypeOf('string');
          for (const plain of ['ms', 's', 'min', 'h'] as const)
            expect(read(plain, WRITERS[unit]!(seconds))).toMatch(/"unit": "mm:ss"/);
        }
      }),
    );
  });

  test.each([
    [
      'mm:ss',
      '1:02:03',
      'it is not written as the mapping says ("unit": "mm:ss"); expected for example 1:05',
    ],
    [
      'h:mm:ss',
      '12:00',
      'it is not written as the mapping says ("unit": "h:mm:ss"); expected for example 0:01:05',
    ],
    ['mm:ss', '1:75', 'it has a part of 60 and more behind a colon; expected two digits, 00 to 59'],
    ['mm:ss', '1:05.5', 65.5],
    ['h:mm', '1:05.5', 'it is not written as the mapping says ("unit": "h:mm"); expected for example 0:05'],
    ['min', '1.5', 90],
    ['ms', '1500', 1.5],
    ['h', '0.25', 900],
  ] as const)('as %s from %s', (unit, text, expected) => {
    expect(read(unit, text)).toBe(expected);
  });

  test('without a stated form is refused with what to write in the mapping', () => {
    for (const text of ['1:05', '12:00', '1:75', '0:01:05', '00:42,5']) {
      const found = parseNumber(text);
      expect(found).toBeInstanceOf(Problem);
      expect((found as Problem).reason).toContain('{"column": …, "unit": "mm:ss"}, or "h:mm:ss"');
    }
  });
});

describe('the unit of a column', () => {
  const base = { id: 'a', offered_at: '1999-02-01T08:00:00Z', channel: 'phone', outcome: 'answered' };
  const waitOf = async (text: string, rule: object) => {
    const mapping = mappingOf({
      kind: 'contacts',
      fields: { ...base, wait_s: { column: 'wait', ...rule } },
    });
    const { records, rejects } = await readAll('contacts', csvOf({ wait: text, other: 'x' }), { mapping });
    return records[0]?.waitSeconds ?? rejects[0]?.reason ?? null;
  };

  test('goes with a decimal sign, a table and a rule for negative ones', async () => {
    expect(await waitOf('00:42', { unit: 'mm:ss' })).toBe(42);
    expect(await waitOf('"00:42,5"', { unit: 'mm:ss', decimal: ',' })).toBe(42.5);
    expect(await waitOf('"2,72"', { unit: 'min', decimal: ',' })).toBe(163.2);
    expect(await waitOf('-', { unit: 'mm:ss', table: { '-': null }, keepOthers: true })).toBeNull();
    expect(await waitOf('-00:03', { unit: 'mm:ss', negative: 'zero' })).toBe(0);
    expect(await waitOf('-00:03', { unit: 'mm:ss' })).toMatch(/cannot be negative/);
    expect(await waitOf('25:00:00', { unit: 'h:mm:ss' })).toMatch(/longer than a day/);
    expect(await waitOf('', { unit: 'mm:ss' })).toBeNull();
  });
});
