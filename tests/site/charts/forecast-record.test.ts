import { describe, expect, test } from 'vitest';
import {
  type ForecastRecordState,
  placeForecastRecord,
  type RecordDay,
} from '../../../site/charts/forecast-record.ts';
import { WIDTHS } from '../../../site/charts/picture.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import { expectLegible, expectPicture, marksWith, textsOf } from './checked-picture.ts';

const words = sayIn('en').trackRecord;
const SIZES = [
  ['wide', WIDTHS.full],
  ['middle', WIDTHS.column],
  ['narrow', WIDTHS.narrow],
] as const;

const days = Array.from({ length: 56 }, (_, i): RecordDay => {
  const isGap = i % 7 === 5;
  const isTold = !isGap && i !== 17;
  const expected = i % 7 === 4 ? 310 : 760 - (i % 7) * 25;
  const came = i === 22 ? 1210 : i === 30 ? expected + 95 : expected + ((i * 37) % 80) - 40;
  return {
    expected: isTold ? expected : null,
    came: isTold ? came : null,
    range80: isTold ? { low: expected - 80, high: expected + 80 } : null,
    range95: isTold ? { low: expected - 130, high: expected + 150 } : null,
    isInside80: isTold ? Math.abs(came - expected) <= 80 : null,
    isInside95: isTold ? came - expected <= 150 : null,
    isReplayed: !isGap && i < 40,
    isGap,
    title: `day ${i}`,
    tick: i % 7 === 0 ? `${i + 1} Oct` : null,
  };
});
const state = (change: Partial<ForecastRecordState> = {}): ForecastRecordState => ({
  days,
  words,
  label: 'What was forecast and what came.',
  format: String,
  ...change,
});

describe('forecasts beside what came', () => {
  test.each(SIZES)('stand as they were looked at, %s', (size, width) => {
    const picture = placeForecastRecord(state(), width);
    expectPicture(`forecast-record-${size}`, picture);
    expectLegible(picture);
  });

  test('a step of the line for each day, never across one without a forecast', () => {
    const { marks } = placeForecastRecord(state(), WIDTHS.full);
    const lines = marks.filter((mark) => mark.class?.startsWith('forecast-line') && mark.kind === 'path');
    // The first is of the key.
    const drawn = lines.slice(1).flatMap((mark) => (mark.kind === 'path' ? [mark.d] : []));
    const steps = drawn.join('').match(/H/g);
    expect(steps).toHaveLength(days.filter(({ expected }) => expected !== null).length);
    const pieces = drawn.map((d) => d.match(/M/g)?.length);
    // Six weeks but for a day with their closed ones between them, then the rest of the sixth and two more.
    expect(pieces).toEqual([7, 3]);
  });

  test('only the shapes that occur are explained', () => {
    const calm = days.map((day) => ({
      ...day,
      isInside80: day.came === null ? null : true,
      isInside95: true,
    }));
    const texts = textsOf(placeForecastRecord(state({ days: calm }), WIDTHS.full)).map(({ text }) => text);
    expect(texts).toContain(words.came);
    expect(texts).not.toContain(words.outside80);
    expect(texts).not.toContain(words.outside95);
  });

  test.each(SIZES)('names at most five dates, %s', (_, width) => {
    const dates = textsOf(placeForecastRecord(state(), width)).filter(({ text }) => /Oct$/.test(text));
    expect(dates.length).toBeGreaterThan(1);
    expect(dates.length).toBeLessThanOrEqual(5);
  });

  test.each([0, 1, 10, 39, 54])('the boundary after day %i leaves its words room', (last) => {
    const some = days.map((day, i) => ({ ...day, isReplayed: !day.isGap && i <= last }));
    for (const [, width] of SIZES) expectLegible(placeForecastRecord(state({ days: some }), width));
  });

  test('a single day, or none with a value, is drawn without fault', () => {
    for (const some of [days.slice(0, 1), days.slice(17, 18), []]) {
      const picture = placeForecastRecord(state({ days: some }), WIDTHS.narrow);
      expectLegible(picture);
      expect(JSON.stringify(picture)).not.toMatch(/null|NaN/);
    }
    expect(
      marksWith(placeForecastRecord(state({ days: days.slice(17, 18) }), WIDTHS.full), 'missing'),
    ).toHaveLength(1);
  });
});
