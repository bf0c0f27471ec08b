import { describe, expect, test } from 'vitest';
import { linkOfContact } from '../../../site/words/contact-link.ts';
import { isolateOperatorWords, isolateWords } from '../../../site/words/operator-words.ts';

describe('words of an operator', () => {
  test.each([
    ['Example Bank', 'Example Bank'],
    ['Почта 🚚 <b>', 'Почта 🚚 <b>'],
    ['בנק', '\u2068בנק\u2069'],
    ['Bank بنك 24', '\u2068Bank بنك 24\u2069'],
    ['a\u202egnorw', 'agnorw'],
    ['\u2067בנק\u2069\u2069', '\u2068בנק\u2069'],
  ])('%j stand in a sentence as %j', (words, expected) => {
    expect(isolateWords(words)).toBe(expected);
    expect(isolateWords(isolateWords(words))).toBe(expected);
  });

  test('are found wherever an answer holds them, and nothing else is touched', () => {
    const answer = {
      name: 'בנק',
      contact: [{ label: 'קו', value: '+972 3' }],
      rows: { member: ['א'], label: ['א', 'b'], value: [1, null] },
      cells: { start: ['2026-01-01'], value: [1] },
      targets: [{ id: 'א', words: 'א' }],
      nothing: null,
    };
    expect(isolateOperatorWords(answer)).toEqual({
      name: '\u2068בנק\u2069',
      contact: [{ label: '\u2068קו\u2069', value: '+972 3' }],
      rows: { member: ['א'], label: ['\u2068א\u2069', 'b'], value: [1, null] },
      cells: { start: ['2026-01-01'], value: [1] },
      targets: [{ id: 'א', words: '\u2068א\u2069' }],
      nothing: null,
    });
  });
});

describe('a way of getting in touch', () => {
  test.each([
    ['phone', '+44 808 157 0199', 'tel:+448081570199'],
    ['phone', 'ask for Kim', null],
    ['phone', '1+1', null],
    ['email', 'help@example.org', 'mailto:help@example.org'],
    ['email', 'help@example.org?bcc=x@y.example', null],
    ['email', 'javascript:alert(1)', null],
    ['web', 'https://help.example.org/ask', 'https://help.example.org/ask'],
    ['web', 'HTTPS://x.example/"><script>', 'https://x.example/%22%3E%3Cscript%3E'],
    ['phone', 'https://call.example', 'https://call.example/'],
    ['web', 'http://', null],
    ['web', 'javascript:alert(1)//https://', null],
    ['web', 'data:text/html,x', null],
    ['post', '1 Quay Street', null],
  ])('by %s, %j leads to %j', (channel, value, href) => {
    expect(linkOfContact({ channel, value }).href).toBe(href);
  });
});
