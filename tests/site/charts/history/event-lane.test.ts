import { describe, expect, test } from 'vitest';
import { EVENT_KINDS, eventShape, placeEventLane } from '../../../../site/charts/history/event-lane.ts';
import { placeMinimap } from '../../../../site/charts/history/minimap.ts';
import { timeScale } from '../../../../site/charts/history/scales.ts';
import { type Mark, WIDTHS } from '../../../../site/charts/picture.ts';
import { expectPicture, marksWith } from '../checked-picture.ts';
import { dayStart, demand, events, hours, joinEvents } from './history-fixture.ts';

const from = dayStart(2026, 5, 1);
const to = dayStart(2026, 11, 1);

describe('the lane of events', () => {
  const place = (width: number) =>
    placeEventLane(events(), timeScale({ from, to }, 30, width), 0, joinEvents);
  const withTitle = (marks: readonly Mark[]) => marks.filter(({ title }) => title !== undefined);

  test('has a shape of its own for each kind', () => {
    const shapes = EVENT_KINDS.map((kind) => eventShape(kind, 0, 0)).map(
      (mark) => mark.kind === 'path' && mark.d,
    );
    expect(new Set(shapes).size).toBe(EVENT_KINDS.length);
  });

  test.each([1120, 736, 343, 120])(
    'at %d px holds each event once, by name, in areas that do not overlap',
    (width) => {
      const { hits, marks } = place(width);
      expect(hits.flatMap(({ ids }) => ids).sort()).toEqual(['a', 'd', 'h1', 'h2', 'h3', 'o', 't']);
      expect(withTitle(marks).map(({ title }) => title)).toEqual(hits.map(({ label }) => label));
      for (const hit of hits) {
        expect(hit.width).toBeGreaterThanOrEqual(24);
        expect(hit.height).toBeGreaterThanOrEqual(24);
      }
      hits.slice(1).forEach((hit, i) => {
        expect(hit.x).toBeGreaterThanOrEqual(hits[i]!.x + hits[i]!.width - 1e-6);
      });
    },
  );

  test('counts events that would lie over one another', () => {
    const { hits, marks } = place(220);
    const merged = hits.find(({ ids }) => ids.includes('h2'))!;
    expect(merged.ids.length).toBeGreaterThan(1);
    expect(merged.label).toMatch(/^\d events: /);
    const numbers = marksWith({ width: 0, height: 0, label: '', marks }, 'event-number');
    expect(numbers).toContainEqual(expect.objectContaining({ text: String(merged.ids.length) }));
  });

  test('leaves out what lies outside the window', () => {
    const early = timeScale({ from: dayStart(2025, 1, 1), to: dayStart(2025, 2, 1) }, 0, 500);
    expect(placeEventLane(events(), early, 0, joinEvents).hits).toEqual([]);
  });
});

describe('the minimap', () => {
  const series = hours(from, to, (_, __, i) =>
    i > 900 && i < 1200 ? [null, 'missing'] : [demand(i), 'final'],
  );
  const window = { from: dayStart(2026, 8, 1), to: dayStart(2026, 9, 1) };
  const state = { series, window, label: 'All records; August is shown' };

  test.each([
    ['wide', WIDTHS.full],
    ['narrow', WIDTHS.narrow],
  ] as const)('stands as it was looked at, %s', (size, width) => {
    expectPicture(`history-minimap-${size}`, placeMinimap(state, width).picture);
  });

  test('marks the window where it is, and never so small that it could not be held', () => {
    const wide = placeMinimap(state, 1120);
    expect(wide.window.x).toBeCloseTo(wide.scale.of(window.from), 6);
    expect(wide.window.end).toBeCloseTo(wide.scale.of(window.to), 6);
    const tiny = placeMinimap({ ...state, window: { from: to - 60, to } }, 343);
    expect(tiny.window.end - tiny.window.x).toBeGreaterThanOrEqual(4);
    expect(tiny.window.end).toBeLessThanOrEqual(343);
  });
});
