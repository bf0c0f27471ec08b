import { describe, expect, test } from 'vitest';
import { questionsOf } from '../../../site/figures/questions.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import {
  breakdownOf,
  day,
  ORGANISATION,
  publishedFixture,
  readerOf,
  seriesOf,
} from '../published-fixture.ts';

const asked = (changes: Record<string, unknown> = {}, language = 'en') => {
  const files = publishedFixture();
  for (const [path, answer] of Object.entries(changes)) files.set(path, answer);
  return questionsOf(readerOf(files), sayIn(language), ORGANISATION).map(({ about, share }) => [
    about,
    share?.replaceAll('\u00a0', ' ') ?? null,
  ]);
};

describe('a question that customers ask', () => {
  test('has the share of all contacts of the month, and not of those whose reason is known', () => {
    // 2,650 of 8,400, though only 5,235 have a category in this file.
    expect(asked()[0]).toEqual(['About “Information”', 'about 3 in 10 contacts in October 2026']);
    const contacts = seriesOf('offered', 'month', [{ day: day('2026-10-01'), value: 26_500 }]);
    expect(asked({ 'series/month/offered': contacts })[0]?.[1]).toBe(
      'about 1 in 10 contacts in October 2026',
    );
  });

  test('says that its share is hidden where it is, and nothing where nothing was published', () => {
    expect(asked()[1]).toEqual(['About “Prices”', 'how many in October 2026 is hidden to protect people']);
    expect(asked()[2]).toEqual([null, null]);
    expect(asked({ 'breakdown/offered/category': null })[0]).toEqual([null, null]);
    expect(asked({ 'series/month/offered': null })[0]).toEqual([null, null]);
    const others = breakdownOf('offered', 'category', [{ member: 'idea', label: 'Idea', value: 20 }]);
    expect(asked({ 'breakdown/offered/category': others })[0]).toEqual([null, null]);
  });

  test('is spoken of in the language of the page', () => {
    expect(asked({}, 'fr')[1]?.[1]).toContain('est masqué pour protéger les personnes');
  });
});
