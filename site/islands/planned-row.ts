/** Planned cells of a table as elements of the page, as data-table.astro prints them. Refuses to plan any. */
import type { PlannedCell } from '../figures/table-plan.ts';

export function renderRow(cells: readonly PlannedCell[]): HTMLElement {
  return make('tr', {}, ...cells.map(renderCell));
}

function renderCell({ element, scope, class: name, text, mark, note }: PlannedCell): HTMLElement {
  const cell = make(
    element,
    { ...(scope === null ? {} : { scope }), ...(name === null ? {} : { class: name }) },
    text,
  );
  if (mark !== null) cell.append(make('span', { class: 'mark' }, mark === '' ? '' : ` ${mark}`));
  if (note !== undefined) cell.append(make('span', { class: 'cell-note' }, note));
  return cell;
}

export function make(
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...children: (string | Node)[]
): HTMLElement {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}
