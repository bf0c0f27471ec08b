import { describe, expect, test } from 'vitest';
import type { BestTimesAnswer } from '../../../api/contract/outlook.ts';
import { bestTimesPageOf, bestTimesPlaces } from '../../../site/figures/best-times.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import { bestTimesOf, forecastOf, recordOf, trackRecordOf } from '../outlook-fixture.ts';
import {
  type Files,
  NOW_SECONDS,
  ORGANISATION,
  publishedFixture,
  readerOf,
  usualWait,
  bestTimesOf as usualWeekOf,
} from '../published-fixture.ts';

const LINE = { queue: 'PS', label: 'Regular customers' };
const organisation = { ...ORGANISATION, lines: [LINE] };

function pageOf(part: string, change: (files: Files) => void = () => {}, language = 'en') {
  const files = publishedFixture();
  change(files);
  const place = bestTimesPlaces(organisation).find((one) => one.part === part)!;
  return bestTimesPageOf(place, readerOf(files), sayIn(language), organisation, NOW_SECONDS);
}

const bare = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u2060', '');

describe('the page of the best times', () => {
  test('is one of each channel and each service line, the main channel at the address of all', () => {
    expect(bestTimesPlaces(organisation).map(({ part }) => part)).toEqual([
      '',
      'email',
      expect.stringMatching(/^line-ps/),
    ]);
    const page = pageOf('');
    expect(page.channels.map(({ href, isCurrent }) => [href, isCurrent])).toEqual([
      ['/best-times/', true],
      ['/best-times/email/', false],
    ]);
    expect(page.lines.map(({ text }) => text)).toEqual(['Regular customers']);
  });

  test('answers in one sentence, with the record of such sentences under it', () => {
    const { sentence, more } = pageOf('');
    expect(bare(sentence)).toBe(
      'Call from Tuesday to Friday between 16:00 and 20:00: about 19 in 20 callers get through within 2 minutes.',
    );
    expect(bare(more.join(' '))).toContain('121 of 140 recommended hours were quicker than their day');
  });

  test('advises each of the coming days, and knows the instants of what it recommends', () => {
    const { advice } = pageOf('');
    expect(advice).toHaveLength(8);
    // Sunday 22 November is closed; Monday’s first good hour is from eight to nine in London.
    expect(advice[0]!.slots).toEqual([]);
    const eight = Date.UTC(2026, 10, 23, 8) / 1000;
    expect(advice[1]!.slots).toEqual([
      [eight, eight + 3600],
      // Hours that follow one another are one stretch.
      [eight + 10 * 3600, eight + 12 * 3600],
    ]);
  });

  test('shows the coming days, the usual week and the record, each with its table', () => {
    const { figures } = pageOf('');
    expect(figures.map(({ id }) => id)).toEqual(['coming-days', 'quiet-hours', 'track-record']);
    for (const { pictures, tables } of figures) {
      expect(pictures).not.toBeNull();
      expect(tables.length).toBeGreaterThan(0);
    }
  });

  test('says why nothing is advised where records have ended', () => {
    const { more, advice } = pageOf('', (files) => {
      const best = files.get('best-times/phone') as BestTimesAnswer;
      files.set('best-times/phone', { ...best, state: 'withheld', reason: 'records_ended', days: [] });
    });
    expect(advice).toEqual([]);
    expect(bare(more[0]!)).toBe(
      'The records ended too long ago: what they tell of the coming days is not known. The last report is of 21 November 2026.',
    );
  });

  test.each(['en', 'es', 'fr'])('of a service line speaks of it, and of no calendar, in %s', (language) => {
    const files = (all: Files) => {
      const slug = [...bestTimesPlaces(organisation)].at(-1)!.part.slice('line-'.length);
      const { cells } = usualWeekOf(usualWait);
      all.set(`best-times/queue/${slug}`, bestTimesOf({ filter: { queue: 'PS' }, cells }));
      all.set(`forecast/queue/${slug}`, forecastOf());
      all.set(`track-record/queue/${slug}`, trackRecordOf(recordOf()));
    };
    const part = bestTimesPlaces(organisation).at(-1)!.part;
    const page = pageOf(part, files, language);
    expect(page.title).toContain('Regular customers');
    expect(page.calendar).toBeNull();
    expect(page.figures.filter(({ pictures }) => pictures !== null)).toHaveLength(3);
    expect(JSON.stringify(page)).not.toMatch(/undefined|NaN|\[object/);
  });
});
