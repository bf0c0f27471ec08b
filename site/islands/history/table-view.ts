/** A table of the explorer in the page, by the same plan as data-table.astro prints it into the document. */
import { planTable } from '../../figures/table-plan.ts';
import type { HistoryTable } from '../../history/table.ts';
import { make, renderRow } from '../planned-row.ts';

export function renderTable(table: HistoryTable, id: string): HTMLElement {
  const plan = planTable(table);
  const body = make(
    'table',
    { 'aria-labelledby': id },
    make('thead', {}, renderRow(plan.head)),
    make('tbody', {}, ...plan.rows.map(renderRow)),
  );
  return make(
    'div',
    { class: 'table' },
    make('p', { class: 'table-caption', id }, plan.caption),
    make('section', { class: 'table-box', 'aria-labelledby': id, tabindex: '0' }, body),
  );
}
