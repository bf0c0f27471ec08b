import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../../db/json-text.ts';

function faultOf(text: string): string {
  const parsed = parseJson(text);
  return parsed.ok ? 'none' : `${parsed.line}:${parsed.column} ${parsed.found}; ${parsed.expected}`;
}

describe('JSON text', () => {
  test('is read like JSON.parse reads it, a byte order mark aside', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
    expect(parseJson('\uFEFF{"a": 1}')).toEqual({ ok: true, value: { a: 1 } });
  });

  test.each([
    ['{\n  "a": 1\n  "b": 2\n}', '3:3 "\\""; "," or "}"'],
    ['{ "a": 1, }', '1:11 "}"; a name in double quotes'],
    ['[1, 2,]', '1:7 "]"; a value'],
    ["{ 'a': 1 }", '1:3 "\'"; a name in double quotes'],
    ['{ "a" 1 }', '1:7 "1"; ":" after the name'],
    ['{ "a": treu }', '1:8 "t"; a value'],
    ['{ "a": "x\n" }', '1:8 "\\""; a text closed by "'],
    ['{ "a": 1', '1:9 the end of the text; "," or "}"'],
    ['{} {}', '1:4 "{"; nothing after the end'],
    ['', '1:1 the end of the text; a value'],
    [
      '{ "a": 1,\n  "b": {"a": 1}, "\\u0061": 2 }',
      '2:18 "\\u0061" a second time (first on line 1); each name once',
    ],
    ['{ // why\n}', '1:3 "/"; a name in double quotes'],
  ])('%j is refused at its first fault', (text, fault) => {
    expect(faultOf(text)).toContain(fault);
  });

  test('never makes the reader throw', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.string({ maxLength: 3 }), (text, at, slip) => {
        const place = at % (text.length + 1);
        expect(typeof parseJson(text.slice(0, place) + slip + text.slice(place + 1)).ok).toBe('boolean');
      }),
    );
  });
});
