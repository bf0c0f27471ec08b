import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fromBase64,
  fromHex,
  fromUtf8,
  joinBytes,
  parseDecimal,
  sameBytes,
  toBase64,
  toHex,
  toUtf8,
} from '../../../db/domain/bytes.ts';

const anyBytes = fc.uint8Array({ maxLength: 80 }).map((bytes) => new Uint8Array(bytes));

describe('bytes', () => {
  test('are written as another library writes them, and read back', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
        expect(toHex(bytes)).toBe(Buffer.from(bytes).toString('hex'));
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
        expect(fromHex(toHex(bytes))).toEqual(bytes);
      }),
    );
  });

  test('have one spelling: no text that is read is written otherwise', () => {
    const nearly = fc.stringMatching(/^[AQgw/+_= \n-]{0,8}$/);
    fc.assert(
      fc.property(nearly, (text) => {
        const bytes = fromBase64(text);
        if (bytes !== null) expect(toBase64(bytes)).toBe(text);
      }),
      { numRuns: 2000 },
    );
    for (const text of ['AB==', 'AAB=', 'AA=', 'AA', '=', '====', 'AA==AA==', 'AA==\n', ' AA==', '_-8=']) {
      expect(fromBase64(text), text).toBeNull();
    }
    for (const text of ['a', 'AA', '0x', 'aa ', 'aa\n']) expect(fromHex(text), text).toBeNull();
  });

  test('are the same only with the same length', () => {
    const [one, two] = [Uint8Array.of(1), Uint8Array.of(1, 2)];
    expect([
      sameBytes(one, two),
      sameBytes(two, one),
      sameBytes(two, joinBytes([one, Uint8Array.of(2)])),
    ]).toEqual([false, false, true]);
  });

  test('are texts only where they are UTF-8, and half a character has none', () => {
    expect(fromUtf8(toUtf8('\ufeffä€😀'))).toBe('\ufeffä€😀');
    for (const wrong of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe2, 0x82]]) {
      expect(fromUtf8(Uint8Array.from(wrong))).toBeNull();
    }
    expect(() => toUtf8('\ud83d')).toThrow(TypeError);
  });
});

test.each([
  ['0', 0],
  ['10', 10],
  ['9007199254740991', 2 ** 53 - 1],
  ['9007199254740992', null],
  ['99999999999999999', null],
  ['01', null],
  ['-1', null],
  ['+1', null],
  ['1e3', null],
  ['1.0', null],
  ['', null],
  [' 1', null],
  ['1\n', null],
])('the decimal %j is %s', (text, value) => {
  expect(parseDecimal(text)).toBe(value);
});
