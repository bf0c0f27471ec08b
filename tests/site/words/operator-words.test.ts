import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hereAt } from '../../../site/here.ts';
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
      days: { holiday: [null, 'חג'] },
      cells: { start: ['2026-01-01'], value: [1] },
      targets: [{ id: 'א', words: 'א' }],
      nothing: null,
    };
    expect(isolateOperatorWords(answer)).toEqual({
      name: '\u2068בנק\u2069',
      contact: [{ label: '\u2068קו\u2069', value: '+972 3' }],
      rows: { member: ['א'], label: ['\u2068א\u2069', 'b'], value: [1, null] },
      days: { holiday: [null, '\u2068חג\u2069'] },
      cells: { start: ['2026-01-01'], value: [1] },
      targets: [{ id: 'א', words: '\u2068א\u2069' }],
      nothing: null,
    });
  });
});

describe('words of an operator on a page of another language', () => {
  const work = mkdtempSync(join(tmpdir(), 'candour-words-'));
  const before = process.env.CANDOUR_PUBLISHED;
  const write = (path: string, answer: object) =>
    writeFileSync(join(work, 'data', 'v1', `${path}.json`), JSON.stringify(answer));
  beforeAll(() => {
    mkdirSync(join(work, 'data', 'v1'), { recursive: true });
    process.env.CANDOUR_PUBLISHED = work;
    write('organisation', {
      name: 'Quay',
      languages: ['en', 'fr'],
      translations: { fr: { 'Main line': 'Ligne principale', 'in force': 'en vigueur', Quay: 'Quay' } },
      contact: [{ label: 'Main line' }, { label: 'From abroad' }],
    });
    write('actions', { actions: [{ ownerRole: 'billing', status: 'in force', title: 'Delivery' }] });
  });
  afterAll(() => {
    process.env.CANDOUR_PUBLISHED = before;
    if (before === undefined) delete process.env.CANDOUR_PUBLISHED;
    rmSync(work, { recursive: true, force: true });
  });

  test('are the translation, where the configuration has one, and else known as not translated', () => {
    const { read, langOf } = hereAt('/fr/', ['en', 'fr']);
    expect(read('organisation')).toMatchObject({
      contact: [{ label: 'Ligne principale' }, { label: 'From abroad' }],
    });
    expect(read('actions')).toMatchObject({ actions: [{ ownerRole: 'billing', status: 'en vigueur' }] });
    expect(['Ligne principale', 'From abroad', 'billing', 'Quay'].map(langOf)).toEqual([
      undefined,
      'en',
      'en',
      undefined,
    ]);
    // A word that everybody shares has its translation among the site's own.
    expect(langOf('Delivery')).toBeUndefined();
  });

  test('stay as they were written on pages of the operator’s own language', () => {
    const { read, langOf } = hereAt('/', ['en', 'fr']);
    expect(read('organisation')).toMatchObject({
      contact: [{ label: 'Main line' }, { label: 'From abroad' }],
    });
    expect(langOf('From abroad')).toBeUndefined();
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
