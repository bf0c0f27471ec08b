/**
 * Lines of CSV to rows of text, as RFC 4180 has it, one column count for all.
 * A line without a quote is cut at its delimiters and nothing else is done to it; only quoted rows are scanned.
 * Refuses to guess: a row that does not fit is rejected where it starts, and reading goes on at the next line, so
 * that a stray quote costs one row and not the rest of the file.
 */

import { listNames } from './header.ts';
import { QuotedRow } from './quoted-row.ts';
import { makeReject, type RowSink, WHOLE_ROW } from './row.ts';
import type { LineBlock } from './source.ts';

const QUOTE = '"';

/** A note in quotes may have line breaks, but not so many: two stray quotes would swallow the rows between them. */
const MOST_LINES = 50;

/** A row that began on an earlier line, inside a quote. */
interface OpenRow {
  firstLine: number;
  lines: string[];
  characters: number;
  scan: QuotedRow;
}

export class CsvReader {
  readonly #delimiter: string;
  readonly #count: number;
  /** The columns, for the words of rejects. */
  readonly #names: string;
  readonly #rowCharacters: number;
  #open: OpenRow | null = null;

  /** `columns`: the names of the columns; every row must have as many. */
  constructor(delimiter: string, columns: readonly string[], rowCharacters: number) {
    this.#delimiter = delimiter;
    this.#count = columns.length;
    this.#names = listNames(columns);
    this.#rowCharacters = rowCharacters;
  }

  /** Reads the lines of a block from an index on. A row may stay open until the next block, or `finish`. */
  read(block: LineBlock, from: number, sink: RowSink): void {
    const { lines, firstLine, unreadable } = block;
    for (let index = from; index < lines.length; index += 1) {
      const line = lines[index] as string;
      const reason = unreadable.size > 0 ? unreadable.get(index) : undefined;
      const cut = block.unended && index === lines.length - 1;
      if (reason === undefined) this.#line(line, firstLine + index, cut, sink);
      else this.#unreadable(line, firstLine + index, reason, sink);
    }
  }

  /** The end of the file. `reported`: it was cut, which has been rejected already and needs no second reject. */
  finish(reported: boolean, sink: RowSink): void {
    const reason = 'the file ends in the middle of a row: a quote opened on this line is never closed';
    while (this.#open !== null) {
      if (reported && this.#open.lines.length === 1) this.#open = null;
      else this.#giveUp(this.#open, reason, sink);
    }
  }

  #line(line: string, number: number, cut: boolean, sink: RowSink): void {
    const open = this.#open;
    if (open !== null) this.#continue(open, line, cut, sink);
    else if (!line.includes(QUOTE)) {
      if (line !== '') this.#emit(line.split(this.#delimiter), line, number, cut, sink);
    } else {
      const scan = new QuotedRow(this.#delimiter);
      const state = scan.feed(line);
      if (state === 'complete') this.#emit(scan.fields, line, number, cut, sink);
      else if (state === 'open')
        this.#open = { firstLine: number, lines: [line], characters: line.length, scan };
      else sink.reject(makeReject(number, WHOLE_ROW, line, state.problem));
    }
  }

  #continue(open: OpenRow, line: string, cut: boolean, sink: RowSink): void {
    open.lines.push(line);
    open.characters += line.length + 1;
    const state = open.scan.feed(line);
    if (open.lines.length > MOST_LINES) {
      this.#giveUp(
        open,
        `a quote is open for more than ${MOST_LINES} lines: close it, or take it away`,
        sink,
      );
    } else if (open.characters > this.#rowCharacters) {
      this.#giveUp(
        open,
        `the row is longer than ${this.#rowCharacters} characters: is a quote left open?`,
        sink,
      );
    } else if (state === 'complete') {
      const fields = open.scan.fields;
      // The wrong count after several lines mostly means that a stray quote swallowed whole rows.
      if (fields.length !== this.#count) this.#giveUp(open, this.#wrongCount(fields, cut), sink);
      else {
        this.#open = null;
        sink.row(fields, open.firstLine);
      }
    } else if (state !== 'open') this.#giveUp(open, state.problem, sink);
  }

  /** Rejects the line on which an open row began and reads the lines after it as rows of their own. */
  #giveUp(open: OpenRow, reason: string, sink: RowSink): void {
    this.#open = null;
    sink.reject(makeReject(open.firstLine, WHOLE_ROW, open.lines[0] ?? '', reason));
    for (let index = 1; index < open.lines.length; index += 1) {
      this.#line(open.lines[index] as string, open.firstLine + index, false, sink);
    }
  }

  #unreadable(line: string, number: number, reason: string, sink: RowSink): void {
    while (this.#open !== null) {
      this.#giveUp(
        this.#open,
        `a quote opened on this line is not closed before line ${number}, which cannot be read`,
        sink,
      );
    }
    sink.reject(makeReject(number, WHOLE_ROW, line, reason));
  }

  #emit(fields: string[], line: string, number: number, cut: boolean, sink: RowSink): void {
    if (fields.length === this.#count) sink.row(fields, number);
    else if (line.trim() !== '') {
      sink.reject(makeReject(number, WHOLE_ROW, line, this.#wrongCount(fields, cut)));
    }
  }

  #wrongCount(fields: readonly string[], cut: boolean): string {
    const counts = `${fields.length} columns found; expected ${this.#count} (${this.#names})`;
    return cut && fields.length < this.#count ? `the file ends in the middle of a row: ${counts}` : counts;
  }
}
