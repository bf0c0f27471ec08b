import { expect, test } from 'vitest';
import { FIGURE_SUBJECTS, subjectPageOf } from '../../../site/figures/topics.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import { NOW_SECONDS, ORGANISATION, publishedFixture, readerOf } from '../published-fixture.ts';

const read = readerOf(publishedFixture());

test.each(['en', 'es', 'fr'])('no two tables of a page have one name, in %s', (language) => {
  for (const subject of FIGURE_SUBJECTS) {
    const { figures } = subjectPageOf(subject, read, sayIn(language), ORGANISATION, NOW_SECONDS);
    const captions = figures.flatMap(({ tables }) => tables.map(({ caption }) => caption));
    expect(captions.length, subject).toBeGreaterThan(0);
    expect(new Set(captions).size, captions.join(', ')).toBe(captions.length);
  }
});

test('what the two clocks mean is said under the first channel alone', () => {
  const { figures } = subjectPageOf('service-levels', read, sayIn('en'), ORGANISATION, NOW_SECONDS);
  const clocks = figures.filter(({ id }) => id.startsWith('promises-'));
  expect(clocks.length).toBeGreaterThan(1);
  expect(clocks[0]!.notes).not.toEqual([]);
  for (const { id, notes } of clocks.slice(1)) expect(notes, id).toEqual([]);
});

test.each(['en', 'es', 'fr'])('every sentence of every page is whole, in %s', (language) => {
  for (const subject of FIGURE_SUBJECTS) {
    const page = subjectPageOf(subject, read, sayIn(language), ORGANISATION, NOW_SECONDS);
    const said = page.figures.flatMap(({ heading, standfirst, notes, pictures }) => [
      ...[heading, standfirst, ...notes],
      pictures?.wide.label ?? '',
    ]);
    for (const text of said) {
      expect(text).not.toMatch(/undefined|NaN|\[object|\.\.|,,| {2}/);
      expect(text).toBe(text.trim());
      if (text !== '') expect(text.charAt(0), text).toBe(text.charAt(0).toUpperCase());
    }
  }
});
