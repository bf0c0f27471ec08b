/**
 * The cells of a table as they are printed: elements, scopes, classes and marks.
 * Owns the one plan that the document and the explorer's script both follow; refuses to build any markup.
 */
import type { Table } from './figure.ts';

export interface PlannedCell {
  element: 'th' | 'td';
  scope: 'col' | 'row' | null;
  class: string | null;
  text: string;
  /** a letter after the figure; empty: only its place is kept, so that digits stand under digits; null: none in this column */
  mark: string | null;
  /** words under the figure */
  note?: string;
}

export interface TablePlan {
  caption: string;
  head: readonly PlannedCell[];
  rows: readonly (readonly PlannedCell[])[];
}

/** A name up to this long stays on one line. */
const SHORT_NAME = 25;

export function planTable({ caption, columns, rows }: Table): TablePlan {
  const [rowHead = '', ...others] = columns;
  const isMarked = others.map((_, i) => rows.some(({ cells }) => Boolean(cells[i]?.mark)));
  const isText = others.map((_, i) => rows.some(({ cells }) => cells[i]?.isText));
  return {
    caption,
    head: [
      headCell(rowHead, null, false),
      ...others.map((text, i) => headCell(text, isText[i] ? 'words' : 'number', isMarked[i] ?? false)),
    ],
    rows: rows.map(({ name, cells }) => [
      {
        element: 'th',
        scope: 'row',
        class: name.length <= SHORT_NAME ? 'short' : null,
        text: name,
        mark: null,
      },
      ...cells.map(
        ({ text, mark, status, isText: isWords, note }, i): PlannedCell => ({
          element: 'td',
          scope: null,
          class: `${isWords ? 'words' : 'number'} is-${status}`,
          text,
          mark: isMarked[i] ? (mark ?? '') : null,
          ...(note !== undefined && { note }),
        }),
      ),
    ]),
  };
}

/** A column without a name has no head: an empty one would be announced with every cell. */
function headCell(text: string, name: string | null, isMarked: boolean): PlannedCell {
  if (text === '') return { element: 'td', scope: null, class: name, text, mark: null };
  return { element: 'th', scope: 'col', class: name, text, mark: isMarked ? '' : null };
}
