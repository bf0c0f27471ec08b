import { describe, expect, test } from 'vitest';
import type { CellStatus } from '../../../db/domain/cell.ts';
import { WIDTHS } from '../../../site/charts/picture.ts';
import { placeSharePanels, type SharePanelsState } from '../../../site/charts/share-panels.ts';
import { expectLegible, expectPicture, marksWith, textsOf } from './checked-picture.ts';

const STATUSES: CellStatus[] = ['final', 'final', 'missing', 'final', 'suppressed', 'partial', 'provisional'];

const panelOf = (name: string, ink: string, level: number) => ({
  ...{ name, ink, reading: `${Math.round(level * 100)}%` },
  points: STATUSES.map((status, i) => {
    const isKnown = status !== 'missing' && status !== 'suppressed';
    const value = isKnown ? level + (i % 3) / 100 : null;
    return {
      ...{ value, status, title: `${name} ${i}` },
      low: value === null ? null : Math.max(0, value - 0.01),
      high: value === null ? null : value + 0.01,
    };
  }),
});

const state = (): SharePanelsState => ({
  panels: [
    panelOf('Information', 'category-information', 0.31),
    panelOf(
      'A reason with a name far longer than its panel is broad on any telephone',
      'category-problem',
      0.2,
    ),
    panelOf('Idea', 'category-idea', 0.02),
    { ...panelOf('Never', 'category-compliment', 0), points: panelOf('', '', 0).points.slice(0, 1) },
  ],
  ...{ from: 'Oct 2025', to: 'Apr 2026', label: 'shares by month' },
  format: (value) => `${Math.round(value * 100)}%`,
});

describe('panels of shares', () => {
  test.each(['wide', 'narrow'] as const)('stand as they were looked at, %s', (size) => {
    const picture = placeSharePanels(state(), size === 'wide' ? WIDTHS.full : WIDTHS.narrow);
    expectPicture(`share-panels-${size}`, picture);
    expectLegible(picture);
  });

  const picture = placeSharePanels(state(), WIDTHS.column);

  test('neither line nor band is drawn through a month without a value', () => {
    const of = (word: string) => marksWith(picture, word).filter(({ kind }) => kind === 'path');
    // Two months, a gap, one alone, a hidden one, two more: two stretches in each of three panels.
    expect(of('line')).toHaveLength(6);
    expect(of('band')).toHaveLength(6);
    expect(marksWith(picture, 'missing')).toHaveLength(3);
    expect(marksWith(picture, 'suppressed')).toHaveLength(3);
  });

  test('every panel begins at zero and has the highest value of its own scale', () => {
    expect(textsOf(picture).filter(({ text }) => text === '0%').length).toBeGreaterThanOrEqual(4);
    expect(textsOf(picture).map(({ text }) => text)).toContain('40%');
  });

  test('a telephone has them under one another', () => {
    const [first, second] = textsOf(placeSharePanels(state(), WIDTHS.narrow)).filter(({ class: name }) =>
      name?.includes('row-name'),
    );
    expect(second!.x).toBe(first!.x);
    expect(second!.y).toBeGreaterThan(first!.y);
  });
});
