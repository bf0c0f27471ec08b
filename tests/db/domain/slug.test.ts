import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slugOf } from '../../../db/domain/slug.ts';

describe('an id in an address', () => {
  test.each(['plain-invoices', 'a1', '2026', 'late-parcel'])('%j stands as it is', (id) => {
    expect(slugOf(id)).toBe(id);
  });

  test.each([
    'a/b',
    '..',
    '.',
    'é',
    '',
    ' ',
    'A',
    '<script>',
    'a'.repeat(500),
    '\u202e',
    '😀',
    'a_b',
    'a--b',
    '-a',
    '%2e%2e',
  ])('%j becomes letters that every file system and address takes', (id) => {
    expect(slugOf(id)).toMatch(/^[a-z0-9-]*_[a-z0-9]{11}$/);
    expect(slugOf(id).length).toBeLessThan(80);
  });

  test('keeps what can be read of it', () => {
    expect(slugOf('Überfüllte Züge / 2026')).toMatch(/^uberfullte-zuge-2026_/);
  });

  test('belongs to one id alone', () => {
    const names = fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { maxLength: 60 });
    fc.assert(
      fc.property(names, (ids) => {
        const different = new Set(ids);
        return new Set([...different].map(slugOf)).size === different.size;
      }),
    );
    expect(slugOf('a/b')).not.toBe(slugOf('a.b'));
    expect(slugOf('A')).not.toBe(slugOf('a'));
    expect(slugOf(slugOf('a/b'))).not.toBe(slugOf('a/b'));
  });
});
