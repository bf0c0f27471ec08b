import { describe, expect, test } from 'vitest';
import { type DayStrip, type DayStripsState, placeDayStrips } from '../../../site/charts/day-strips.ts';
import { WIDTHS } from '../../../site/charts/picture.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import { boxOf, expectLegible, expectPicture, marksWith, textsOf } from './checked-picture.ts';

const en = sayIn('en');
const SIZES = [
  ['wide', WIDTHS.full],
  ['middle', WIDTHS.column],
  ['narrow', WIDTHS.narrow],
] as const;

const strip = (name: string, from: number, to: number, change: Partial<DayStrip> = {}): DayStrip => ({
  ...{ name, detail: '24 Nov', holiday: null, reading: 'about 810', range: '750–870', isNow: false },
  hours: Array.from({ length: to - from }, (_, i) => {
    const hour = from + i;
    const count = 90 - Math.abs(hour - 10) * 6;
    return {
      ...{ hour, count, range: { low: count - 12, high: count + 12 }, isOver: false, title: `hour ${hour}` },
      advice: hour === 10 || hour === 11 ? 'avoid' : hour === 8 || hour > 17 ? 'best' : null,
    };
  }),
  ...{ closed: 'closed', title: `${name}: closed` },
  lines: [
    { advice: 'best', text: 'Best 08:00–09:00 and 18:00–20:00' },
    { advice: 'avoid', text: 'Avoid 10:00–12:00' },
  ],
  ...change,
});
const tuesday = strip('Tuesday', 8, 20, { isNow: true });
tuesday.hours = tuesday.hours.map((hour) => ({ ...hour, isOver: hour.hour < 10 }));
const thursday = strip('Thursday', 8, 20, { holiday: 'A holiday with a long name, in two lines at most' });
thursday.hours = thursday.hours.map((hour) =>
  hour.hour > 15 ? { ...hour, count: null, range: null } : hour,
);
const closed = { hours: [], reading: '', range: '', lines: [] };
const state = (days: readonly DayStrip[]): DayStripsState => ({
  days,
  hourLabel: en.hour,
  words: { best: 'best', avoid: 'avoid', hidden: [en.status.suppressed, en.statusInCell.suppressed] },
  footnotes: { hidden: en.signFootnotes.suppressed, closed: en.signFootnotes.closed },
  label: 'What is expected of the coming days.',
  format: String,
});
const week = state([
  tuesday,
  strip('Wednesday', 8, 20),
  thursday,
  strip('Saturday', 9, 13, { lines: [{ advice: 'avoid', text: 'Avoid 10:00–12:00' }] }),
  strip('Sunday', 0, 0, { ...closed, closed: 'closed, Founders’ Day' }),
]);

describe('the coming days as strips', () => {
  test.each(SIZES)('stand as they were looked at, %s', (size, width) => {
    const picture = placeDayStrips(week, width);
    expectPicture(`day-strips-${size}`, picture);
    expectLegible(picture);
  });

  test.each(SIZES)('mark better and worse hours by sign, shape and word, %s', (_, width) => {
    const picture = placeDayStrips(week, width);
    const signs = picture.marks.filter((mark) => mark.class?.startsWith('sign-line'));
    expect(new Set(signs.map((mark) => mark.class))).toEqual(
      new Set(['sign-line better', 'sign-line worse']),
    );
    const strokes = (ink: string) =>
      signs.flatMap((mark) =>
        mark.class === `sign-line ${ink}` && mark.kind === 'path' ? [mark.d.match(/M/g)?.length] : [],
      );
    expect(new Set(strokes('better'))).toEqual(new Set([1]));
    expect(new Set(strokes('worse'))).toEqual(new Set([2]));
    const said = textsOf(picture)
      .map(({ text }) => text.toLowerCase())
      .join(' ');
    expect(said).toContain('best');
    expect(said).toContain('avoid');
  });

  test('have no hour in which no day is open, and tint those in which others are', () => {
    const picture = placeDayStrips(week, WIDTHS.full);
    const hours = textsOf(picture)
      .filter(({ text }) => /^\d\d:00$/.test(text))
      .map(({ text }) => text);
    expect([hours[0], new Set(hours).has('20:00'), new Set(hours).has('07:00')]).toEqual([
      '08:00',
      false,
      false,
    ]);
    // Saturday before and after its hours, and all of Sunday.
    expect(marksWith(picture, 'closed')).toHaveLength(3);
  });

  test('hours that are over are told apart, and have no range any more', () => {
    const picture = placeDayStrips(state([tuesday]), WIDTHS.full);
    expect(marksWith(picture, 'past')).toHaveLength(2);
    expect(marksWith(picture, 'now')).toHaveLength(10);
    const [band] = marksWith(picture, 'usual-band');
    expect(band?.kind === 'path' && band.d.match(/M/g)).toHaveLength(10);
  });

  test.each(SIZES)(
    'a picture whose closed hours have no room for the word names their tint under it, %s',
    (_, width) => {
      const early = strip('Monday', 8, 24, { lines: [] });
      const late = strip('Tuesday', 9, 24, { lines: [] });
      const texts = textsOf(placeDayStrips(state([early, late]), width)).map(({ text }) => text);
      expect(texts.includes('closed') !== texts.includes('Tinted: closed')).toBe(true);
    },
  );

  test.each(SIZES)('a day of which all is hidden has no bar, and says so, %s', (_, width) => {
    const hidden = {
      ...thursday,
      hours: thursday.hours.map((hour) => ({ ...hour, count: null, range: null })),
    };
    const picture = placeDayStrips(state([hidden]), width);
    expect(marksWith(picture, 'bar')).toEqual([]);
    expect(textsOf(picture).map(({ text }) => text)).toContain('hidden to protect people');
    expectLegible(picture);
  });

  test.each(SIZES)('only closed days have a picture all the same, %s', (_, width) => {
    const picture = placeDayStrips(
      state([strip('Saturday', 0, 0, closed), strip('Sunday', 0, 0, closed)]),
      width,
    );
    expect(marksWith(picture, 'closed')).toHaveLength(2);
    expectLegible(picture);
  });

  test('words of signs give way where stretches lie close together', () => {
    const dense = strip('Monday', 8, 20);
    dense.hours = dense.hours.map((hour) => ({ ...hour, advice: hour.hour % 2 === 0 ? 'best' : 'avoid' }));
    for (const [, width] of SIZES) {
      const picture = placeDayStrips(state([dense]), width);
      expectLegible(picture);
      expect(picture.marks.filter((mark) => mark.class?.startsWith('sign-line'))).toHaveLength(12);
      for (const text of textsOf(picture)) expect(boxOf(text).right).toBeLessThanOrEqual(width + 4);
    }
  });
});
