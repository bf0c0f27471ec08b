/** A table of the explorer in the page, as data-table.astro writes it into the document. */
import type { HistoryTable } from '../../history/table.ts';

export function renderTable(table: HistoryTable, id: string): HTMLElement {
  const [rowHead = '', ...columns] = table.columns;
  const isText = columns.map((_, i) => table.rows.some(({ cells }) => cells[i]?.isText));
  const isMarked = columns.map((_, i) => table.rows.some(({ cells }) => Boolean(cells[i]?.mark)));
  const caption = make('p', { class: 'table-caption', id }, table.caption);
  const head = make('tr', {}, make('th', { scope: 'col' }, rowHead));
  columns.forEach((column, i) => {
    const cell = make('th', { scope: 'col', class: isText[i] ? 'words' : 'number' }, column);
    if (isMarked[i]) cell.append(make('span', { class: 'mark' }));
    head.append(cell);
  });
  const body = make('tbody', {});
  for (const row of table.rows) {
    const line = make('tr', {}, make('th', { scope: 'row' }, row.name));
    row.cells.forEach((cell, i) => {
      const one = make('td', { class: `${cell.isText ? 'words' : 'number'} is-${cell.status}` }, cell.text);
      if (isMarked[i]) one.append(make('span', { class: 'mark' }, cell.mark ? ` ${cell.mark}` : ''));
      line.append(one);
    });
    body.append(line);
  }
  const box = make(
    'div',
    { class: 'table-box', role: 'region', 'aria-labelledby': id, tabindex: '0' },
    make('table', { 'aria-labelledby': id }, make('thead', {}, head), body),
  );
  return make('div', { class: 'table' }, caption, box);
}

function make(name: string, attributes: Record<string, string>, ...children: (string | Node)[]): HTMLElement {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
