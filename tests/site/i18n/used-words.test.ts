import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { en } from '../../../site/i18n/en/index.ts';
import { findUnusedWords, readSiteSources } from '../../support/used-words.ts';

const sources = readSiteSources(fileURLToPath(new URL('../../../site', import.meta.url)));

test('the site says every word that it has', () => {
  expect(findUnusedWords(en, sources)).toEqual([]);
});

test('a word that nothing says is found, wherever it stands', () => {
  const madeUp = {
    ...en,
    neverSaid: 'never',
    answer: { ...en.answer, neverSaid: 'never' },
    service: { ...en.service, met: en.service.met, neverSaid: () => 'never' },
    subjects: { ...en.subjects, complaints: { ...en.subjects.complaints, neverSaid: 'never' } },
  };
  expect(findUnusedWords(madeUp, sources).sort()).toEqual([
    'answer.neverSaid',
    'neverSaid',
    'service.neverSaid',
    'subjects.complaints.neverSaid',
  ]);
});

test('a word is used where its group is looked up, held, taken apart or handed on', () => {
  const words = { mood: { glad: 'glad', sad: 'sad' }, plain: 'plain' };
  const unusedIn = (source: string) => findUnusedWords(words, [source]);
  expect(unusedIn('say.mood.glad')).toEqual(['mood.sad', 'plain']);
  expect(unusedIn('const held = say.mood; held.sad; say.plain')).toEqual(['mood.glad']);
  expect(unusedIn('const { mood } = say; mood.glad')).toEqual(['mood.sad', 'plain']);
  expect(unusedIn('say.mood[feeling]')).toEqual(['plain']);
  expect(unusedIn('print(say.mood); function print(all) { return all.glad; }')).toEqual([
    'mood.sad',
    'plain',
  ]);
  const within = { self: words };
  const sources = ['print(say.self)', 'function print(all) { return all.mood.glad; }'];
  expect(findUnusedWords(within, sources)).toEqual(['self.mood.sad', 'self.plain']);
  expect(unusedIn('other.mood.glad')).toEqual(['mood.glad', 'mood.sad', 'plain']);
});
