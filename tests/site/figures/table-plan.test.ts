import { expect, test } from 'vitest';
import { plainCell } from '../../../site/figures/figure.ts';
import { planTable } from '../../../site/figures/table-plan.ts';

const marked = { text: '12', mark: 'p', status: 'provisional' } as const;
const words = { ...plainCell('a cable was cut'), isText: true } as const;
const plan = planTable({
  caption: 'Contacts, by week',
  columns: ['Week', 'Contacts', '', 'What happened'],
  rows: [
    { name: '9 November 2026', cells: [marked, plainCell('+1'), words] },
    { name: 'A name that is longer than one line holds', cells: [plainCell('9'), plainCell(''), words] },
  ],
});

test('a column without a name has no head, and every other says that it heads a column', () => {
  expect(plan.head.map(({ element, scope }) => [element, scope])).toEqual([
    ['th', 'col'],
    ['th', 'col'],
    ['td', null],
    ['th', 'col'],
  ]);
});

test('where one figure of a column is marked, every row of it keeps the place of the mark', () => {
  expect(plan.rows.map((row) => row.map(({ mark }) => mark))).toEqual([
    [null, 'p', null, null],
    [null, '', null, null],
  ]);
  expect(plan.head.map(({ mark }) => mark)).toEqual([null, '', null, null]);
});

test('figures and words are told apart, and the short name of a row stays on one line', () => {
  expect(plan.rows.map((row) => row.map((cell) => cell.class))).toEqual([
    ['short', 'number is-provisional', 'number is-final', 'words is-final'],
    [null, 'number is-final', 'number is-final', 'words is-final'],
  ]);
});
