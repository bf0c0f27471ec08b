/**
 * One row of CSV that has quotes in it, line by line, because a quoted field may hold line breaks.
 * Owns the quoting rules of RFC 4180, strictly: a quote opens a field only at its start, closes it only at its end,
 * and is written twice inside. Each character is looked at once, however many lines the row has.
 */

export type RowState = 'complete' | 'open' | { problem: string };

const QUOTE = '"';

export class QuotedRow {
  readonly fields: string[] = [];
  readonly #delimiter: string;
  /** What has been read of the field whose quote is open; null outside quotes. */
  #quoted: string | null = null;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** Reads the next line. Only an open row takes another one; a line break inside quotes becomes `\n`. */
  feed(line: string): RowState {
    let at = 0;
    if (this.#quoted !== null) this.#quoted += '\n';
    for (;;) {
      if (this.#quoted === null && line[at] === QUOTE) {
        this.#quoted = '';
        at += 1;
      }
      const end = this.#quoted === null ? this.#plainField(line, at) : this.#quotedField(line, at);
      if (typeof end !== 'number') return end;
      if (end === line.length) return 'complete';
      at = end + this.#delimiter.length;
    }
  }

  /** Reads a field without quotes; its end, which is a delimiter or the end of the line. */
  #plainField(line: string, at: number): number | RowState {
    const delimiter = line.indexOf(this.#delimiter, at);
    const end = delimiter < 0 ? line.length : delimiter;
    const field = line.slice(at, end);
    if (field.includes(QUOTE)) {
      return { problem: 'a quote stands inside a field that does not begin with one; quote the whole field' };
    }
    this.fields.push(field);
    return end;
  }

  #quotedField(line: string, from: number): number | RowState {
    let at = from;
    for (;;) {
      const quote = line.indexOf(QUOTE, at);
      if (quote < 0) {
        this.#quoted += line.slice(at);
        return 'open';
      }
      this.#quoted += line.slice(at, quote);
      at = quote + 1;
      if (line[at] !== QUOTE) break;
      this.#quoted += QUOTE;
      at += 1;
    }
    if (at < line.length && !line.startsWith(this.#delimiter, at)) {
      return { problem: 'text follows a closing quote; a quote inside a quoted field is written twice' };
    }
    this.fields.push(this.#quoted ?? '');
    this.#quoted = null;
    return at;
  }
}
