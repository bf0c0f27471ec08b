/**
 * One figure of a page, ready to print: its statement, pictures, table and sources.
 * Owns the shape; what it says is worked out by the module of each figure.
 */
import type { CellStatus } from '../../db/domain/cell.ts';
import type { Pictures } from '../charts/picture.ts';
import type { BasicSay } from '../i18n/say.ts';

export interface TableCell {
  text: string;
  /** a letter after the value: how settled it is */
  mark?: string;
  /** small under the value: what it is held against */
  note?: string;
  status: CellStatus;
  /** words that may run over several lines, and no figure */
  isText?: true;
}

export interface Table {
  caption: string;
  /** the first names the rows */
  columns: readonly string[];
  rows: readonly { name: string; cells: readonly TableCell[] }[];
  /** folded for itself under this name, where the table above it is not */
  foldedName?: string;
}

export interface Figure {
  /** its anchor */
  id: string;
  kicker: string;
  /** of several figures that might say the same, it tells which this one is */
  isNamedByKicker?: true;
  /** a statement made from the data */
  heading: string;
  /** an operator's words as they stand in the heading */
  quoted?: string;
  standfirst: string;
  /** what came of the contacts whose speed it tells, in one line */
  outcomes?: string;
  pictures: Pictures | null;
  /** `full`: as wide as the page; `column`: with its table beside it */
  breadth: 'full' | 'column';
  /** what it means, what it leaves out */
  notes: readonly string[];
  /** the metrics it shows, and where each is defined exactly */
  methods: readonly { id: string; label: string; href: string }[];
  tables: readonly Table[];
  /** long tables are folded; print opens them */
  isTableFolded: boolean;
  /** what a folded table is called, in place of "the figures as a table"; it is then the table's heading too */
  tableName?: string;
  /** ways to count the same, of which a reader may mark one */
  choices?: readonly { id: string; name: string; definition: string; reading: string }[];
  /** published answers it is made of, each with its name for the reader */
  sources: readonly { path: string; name: string }[];
}

/** A figure for which there are no records: one sentence in place of an empty chart. */
export function absentFigure(
  id: string,
  say: { kicker: string; absentHeading: string; absent: string },
): Figure {
  return {
    id,
    kicker: say.kicker,
    heading: say.absentHeading,
    standfirst: say.absent,
    pictures: null,
    breadth: 'column',
    notes: [],
    methods: [],
    tables: [],
    isTableFolded: false,
    sources: [],
  };
}

/** Whether any of the answers it is made of can be downloaded. */
export function hasDownloads(
  { sources }: Figure,
  downloadsOf: (path: string) => { json: string | null; csv: string | null },
): boolean {
  return sources.some(({ path }) => Object.values(downloadsOf(path)).some((address) => address !== null));
}

/** A value, or the word for why there is none. */
export function readingOf(
  say: Pick<BasicSay, 'nobody' | 'status'>,
  value: number | null,
  status: CellStatus,
  format: (value: number) => string,
  n: number | null = null,
): string {
  if (value !== null) return format(value);
  return status === 'missing' && n === 0 ? say.nobody : say.status[status];
}

/** The same for a cell of a table, short; the mark of how settled it is follows the value. */
export function tableCell(
  say: Pick<BasicSay, 'statusMark' | 'statusInCell'>,
  value: number | null,
  status: CellStatus,
  format: (value: number) => string,
): TableCell {
  if (value !== null) return { text: format(value), mark: say.statusMark[status] ?? '', status };
  const word = status === 'suppressed' || status === 'closed' ? status : 'missing';
  return { text: say.statusInCell[word], status };
}

export const plainCell = (text: string): TableCell => ({ text, status: 'final' });
