import { describe, expect, test } from 'vitest';
import { type CourseHour, type DayCourseState, placeDayCourse } from '../../../site/charts/day-course.ts';
import { WIDTHS } from '../../../site/charts/picture.ts';
import { placeWholeCourse } from '../../../site/charts/untold-course.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import { boxOf, expectLegible, expectPicture, marksWith, textsOf } from './checked-picture.ts';

const en = sayIn('en');
const SIGNS: Readonly<Record<number, CourseHour['status']>> = {
  7: 'suppressed',
  8: 'closed',
  9: 'missing',
  14: 'partial',
};

const course = (change: Partial<CourseHour> = {}, hours = 16): DayCourseState => ({
  hours: Array.from({ length: hours }, (_, i): CourseHour => {
    const hour = i + (hours === 24 ? 0 : 7);
    const status = SIGNS[hour] ?? (hour > 14 ? 'ahead' : hour > 11 ? 'provisional' : 'final');
    const hasValue = !['suppressed', 'closed', 'missing', 'ahead'].includes(status);
    return {
      hour,
      value: hasValue ? 140 - Math.abs(hour - 11) * 12 : null,
      status,
      usual: hour === 8 ? null : 130 - Math.abs(hour - 12) * 11,
      range:
        hour === 8 || hour === 15
          ? null
          : { low: 108 - Math.abs(hour - 12) * 10, high: 154 - Math.abs(hour - 12) * 12 },
      title: `hour ${hour}`,
      ...change,
    };
  }),
  label: 'By 14:00, 640 contacts had come in',
  usualLabel: 'an ordinary Friday',
  hourLabel: en.hour,
  words: en.statusInCell,
  footnotes: en.signFootnotes,
  format: String,
});

const SIZES = [
  ['wide', WIDTHS.full],
  ['middle', WIDTHS.column],
  ['narrow', WIDTHS.narrow],
] as const;

describe('one day hour by hour', () => {
  test.each(SIZES)('stands as it was looked at, %s', (size, width) => {
    const picture = placeDayCourse(course(), width);
    expectPicture(`day-course-${size}`, picture);
    expectLegible(picture);
  });

  const picture = placeDayCourse(course(), WIDTHS.full);

  test('without a value and without an ordinary day has no axis, and says that its hours are hidden', () => {
    const untold = { value: null, status: 'suppressed', usual: null, range: null } as const;
    for (const [, width] of SIZES) {
      const hidden = placeWholeCourse(course(untold, 24), width);
      expect(textsOf(hidden).map(({ text }) => text)).toContain('hidden');
      expect(textsOf(hidden).filter(({ text }) => /^\d$/.test(text))).toEqual([]);
      expect(marksWith(hidden, 'grid')).toEqual([]);
      expectLegible(hidden);
    }
    const quiet = placeWholeCourse(course({ ...untold, value: 0, status: 'final' }), WIDTHS.full);
    expect(textsOf(quiet).map(({ text }) => text)).toContain('4');
  });

  test('draws each of the five signs otherwise, and nothing for an hour that is still to come', () => {
    expect(marksWith(picture, 'closed')).toHaveLength(1);
    expect(marksWith(picture, 'missing')).toHaveLength(1);
    expect(marksWith(picture, 'suppressed')).toMatchObject([{ isHatched: true, title: 'hour 7' }]);
    expect(marksWith(picture, 'provisional')).toHaveLength(2);
    expect(marksWith(picture, 'partial')).toMatchObject([{ isHatched: true, title: 'hour 14' }]);
    const titles = picture.marks.flatMap(({ title }) => title ?? []);
    expect(titles).not.toContain('hour 15');
  });

  test('names the usual at its line, which is broken where it is not known', () => {
    expect(textsOf(picture).map(({ text }) => text)).toContain('an ordinary Friday');
    const [line] = marksWith(picture, 'usual');
    expect(line?.kind === 'path' && line.d.match(/M/g)).toHaveLength(2);
    const alone = placeDayCourse(course({ usual: null, range: null }), WIDTHS.full);
    expect(marksWith(alone, 'usual')).toEqual([]);
    expect(textsOf(alone).map(({ text }) => text)).not.toContain('an ordinary Friday');
  });

  test('lays the band behind grid, bars and line, a piece for each hour that has one', () => {
    const [band, ...more] = marksWith(picture, 'usual-band');
    expect(more).toEqual([]);
    expect(band?.kind === 'path' && band.d.match(/M/g)).toHaveLength(14);
    const at = (mark: unknown) => picture.marks.indexOf(mark as (typeof picture.marks)[number]);
    const over = ['grid', 'bar', 'provisional', 'suppressed', 'usual-rim', 'usual'];
    for (const name of over)
      for (const mark of marksWith(picture, name)) expect(at(band), name).toBeLessThan(at(mark));
    expect(marksWith(placeDayCourse(course({ range: null }), WIDTHS.full), 'usual-band')).toEqual([]);
  });

  test.each(SIZES)(
    'has room for a band that is higher than every bar, and names no line on it, %s',
    (_, width) => {
      const state = course({ status: 'final', value: 90, usual: 100, range: { low: 80, high: 123 } });
      const placed = placeDayCourse(state, width);
      const [band] = marksWith(placed, 'usual-band');
      const highAt = Number(band?.kind === 'path' ? /^M[\d.]+ ([\d.]+)/.exec(band.d)?.[1] : Number.NaN);
      expect(highAt).toBeGreaterThan(0);
      const name = textsOf(placed).find(({ text }) => text === 'an ordinary Friday');
      expect(boxOf(name!).bottom).toBeLessThanOrEqual(highAt);
    },
  );

  test.each(SIZES)('the word for a lost hour stands clear of the band over it, %s', (_, width) => {
    const state = course({ range: { low: 20, high: 50 }, usual: 30 });
    const placed = placeDayCourse(state, width);
    const [band] = marksWith(placed, 'usual-band');
    const highAt = Number(band?.kind === 'path' ? /^M[\d.]+ ([\d.]+)/.exec(band.d)?.[1] : Number.NaN);
    const words = textsOf(placed).filter(({ text }) => Object.values(en.statusInCell).includes(text));
    const inPlot = words.filter((word) => boxOf(word).top > 0 && boxOf(word).bottom < placed.height - 60);
    for (const word of inPlot) expect(boxOf(word).bottom, word.text).toBeLessThan(highAt);
  });

  test.each(SIZES)(
    'the word for hidden hours stands clear of a usual that is as low as they are, %s',
    (_, width) => {
      const isNight = (hour: number) => hour < 7;
      const state = course({}, 24);
      const night = {
        ...state,
        hours: state.hours.map((hour): CourseHour => {
          const usual = isNight(hour.hour) ? 6 : 90;
          return isNight(hour.hour)
            ? { ...hour, value: null, status: 'suppressed', usual, range: null }
            : { ...hour, value: 80, status: 'final', usual, range: null };
        }),
      };
      const placed = placeDayCourse(night, width);
      const [line] = marksWith(placed, 'usual');
      const usualAt = Number(line?.kind === 'path' ? /^M[\d.]+ ([\d.]+)/.exec(line.d)?.[1] : Number.NaN);
      const word = textsOf(placed).find(({ text }) => text === en.statusInCell.suppressed);
      // Where bars are too narrow for a word, it stands under the chart.
      if (word !== undefined) expect(boxOf(word).bottom).toBeLessThan(usualAt);
      else expect(textsOf(placed).map(({ text }) => text)).toContain(en.signFootnotes.suppressed);
    },
  );

  test.each(SIZES)('is as high at every hour of the day, so that nothing below it moves, %s', (_, width) => {
    const heights = (hours: number) =>
      [
        course({}, hours),
        course({ status: 'ahead', value: null }, hours),
        course({ status: 'suppressed', value: null }, hours),
        course({ status: 'final', value: 4000 }, hours),
      ].map((state) => placeDayCourse(state, width).height);
    expect(new Set(heights(16)).size).toBe(1);
    expect(new Set(heights(24)).size).toBe(1);
  });

  test('zero has ink, and a chart without any value has an axis all the same', () => {
    const zero = placeDayCourse(course({ value: 0, status: 'final', usual: null, range: null }), WIDTHS.full);
    for (const bar of marksWith(zero, 'bar')) expect(bar).toMatchObject({ height: 2 });
    expect(marksWith(zero, 'zero')).toHaveLength(1);
  });
});
