import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromUtf8 } from '../../../db/domain/bytes.ts';
import { canonicalJson, type JsonValue, readCanonicalJson } from '../../../db/domain/canonical-json.ts';
import { utf8 } from '../../support/log-vectors.ts';

const spelled = (value: JsonValue) => fromUtf8(canonicalJson(value));

describe('canonical JSON', () => {
  test('spells the example of RFC 8785, section 3.2.2 and 3.2.3', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(spelled(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  test('sorts names by UTF-16 code units, as the example of section 3.2.3', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    const order = [...(spelled(value) ?? '').matchAll(/":"([^"]+)"/g)].map(([, name]) => name);
    expect(order).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  // RFC 8785, appendix B: the bits of a double, and its spelling.
  test.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('spells the double %s as %s', (bits, text) => {
    expect(spelled(Buffer.from(bits, 'hex').readDoubleBE())).toBe(text);
  });

  test('is read back to the value, and the value has no other bytes', () => {
    const any = fc.jsonValue({ noUnicodeString: false, maxDepth: 4 }) as fc.Arbitrary<JsonValue>;
    fc.assert(
      fc.property(any, (value) => {
        const bytes = canonicalJson(value);
        const read = readCanonicalJson(bytes);
        expect(JSON.stringify(read?.value)).toBe(fromUtf8(bytes));
        expect(canonicalJson(JSON.parse(JSON.stringify(value)))).toEqual(bytes);
      }),
    );
  });

  test.each([
    ['spaces', '{ "a":1}'],
    ['a last newline', '{"a":1}\n'],
    ['names out of order', '{"b":1,"a":1}'],
    ['a name twice', '{"a":1,"a":1}'],
    ['another spelling of a number', '[1.0]'],
    ['another spelling of a large number', '[1E30]'],
    ['minus zero', '[-0]'],
    ['a number that is not kept', '[9007199254740993]'],
    ['an escape too many', '["\\u0041"]'],
    ['a slash with an escape', '["\\/"]'],
    ['an upper-case escape', '["\\u000F"]'],
    ['half a character', '["\\ud800"]'],
    ['a byte order mark', '\ufeff[]'],
    ['two values', '[][]'],
    ['nothing', ''],
    ['nesting without an end', '['.repeat(50_000) + ']'.repeat(50_000)],
  ])('with %s is not read', (_, text) => {
    expect(readCanonicalJson(utf8(text))).toBeNull();
  });

  test('that is not UTF-8 is not read', () => {
    expect(readCanonicalJson(Uint8Array.of(0x22, 0xff, 0x22))).toBeNull();
  });

  test.each([
    ['NaN', Number.NaN],
    ['an infinity', Number.NEGATIVE_INFINITY],
    ['half a character', 'a\udc00'],
    ['half a character in a name', { '\ud800': 1 }],
    ['undefined', undefined],
    ['a member that is undefined', { a: undefined }],
    ['a hole in a list', Array(1)],
    ['a function', () => 1],
    ['a whole number without an end', 1n],
    ['a date', new Date(0)],
    ['a map', new Map()],
  ])('refuses %s', (_, value) => {
    expect(() => canonicalJson(value as JsonValue)).toThrow(TypeError);
  });

  test('takes names that objects know for themselves', () => {
    const value = JSON.parse('{"__proto__":1,"constructor":2,"toString":3}');
    expect(spelled(value)).toBe('{"__proto__":1,"constructor":2,"toString":3}');
    expect(readCanonicalJson(canonicalJson(value))?.value).toEqual(value);
  });
});
