/**
 * Flat tables as CSV, RFC 4180: a header, CRLF, quotes where they are needed.
 * Refuses to hand a spreadsheet a formula: text that begins like one gets an apostrophe, numbers stay as they are.
 */

export type CsvValue = string | number | boolean | null | undefined;

/** Columns in order, each with a name and one value a row, or one value for all rows. */
export interface Table {
  rows: number;
  columns: readonly (readonly [name: string, values: CsvValue | readonly CsvValue[]])[];
}

export const CSV_TYPE = 'text/csv; charset=utf-8; header=present';
/** Nothing in it is special, and it begins no formula. */
const PLAIN = /^[\w][\w:.+ -]*$/;
const FORMULA = /^[=+\-@\t\r]/;
const SPECIAL = /[",\r\n]/;

/** Tables one after another with one header; all must have the same columns. */
export function formatCsv(tables: readonly Table[], names: readonly string[]): string {
  const lines = [names.join(',')];
  for (const { rows, columns } of tables) {
    const cells = names.map((name) => {
      const column = columns.find(([known]) => known === name);
      if (column === undefined) throw new Error(`the table has no column ${name}`);
      const [, values] = column;
      if (!isList(values)) {
        const same = formatCell(values);
        return () => same;
      }
      return (row: number) => formatCell(values[row]);
    });
    for (let row = 0; row < rows; row += 1) {
      let line = '';
      for (let i = 0; i < cells.length; i++) line += i === 0 ? cells[i]!(row) : `,${cells[i]!(row)}`;
      lines.push(line);
    }
  }
  return `${lines.join('\r\n')}\r\n`;
}

/** Tables whose columns are those of the first, in its order. */
export function csvOf(...tables: [Table, ...Table[]]): string {
  return formatCsv(
    tables,
    tables[0].columns.map(([name]) => name),
  );
}

function isList(values: CsvValue | readonly CsvValue[]): values is readonly CsvValue[] {
  return Array.isArray(values);
}

function formatCell(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  // Nearly all of them, and quicker to tell than what is rare.
  if (PLAIN.test(value)) return value;
  const text = FORMULA.test(value) ? `'${value}` : value;
  return SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
