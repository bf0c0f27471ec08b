/**
 * Reads JSON that a person wrote: when it is broken, says at which line and column and what belongs there.
 * Owns the place of a syntax error; refuses to know what the values mean.
 */

export type ParsedJson =
  | { ok: true; value: unknown }
  | { ok: false; line: number; column: number; found: string; expected: string };

/** The class runs from the space up, quotes and backslash left out: JSON has no bare control characters in texts. */
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const SPACE = /[ \t\r\n]*/y;

/**
 * `JSON.parse` as a value; a byte order mark at the start is skipped. Line and column count from 1.
 * A name that stands twice in one object is a fault: of two values that a person wrote, one would be dropped unseen.
 */
export function parseJson(text: string): ParsedJson {
  const body = text.replace(/^\uFEFF/, '');
  const fault = locate(body);
  return fault ?? { ok: true, value: JSON.parse(body) };
}

class SyntaxFault extends Error {
  readonly at: number;
  readonly expected: string;
  /** null: the sign that stands there */
  readonly found: string | null;

  constructor(at: number, expected: string, found: string | null = null) {
    super(expected);
    this.at = at;
    this.expected = expected;
    this.found = found;
  }
}

/** The engine's own messages name no position for short texts: walk the grammar to the first fault. */
function locate(text: string): ParsedJson | null {
  try {
    const end = skipValue(text, 0);
    if (end < text.length) throw new SyntaxFault(end, 'nothing after the end of the value');
  } catch (fault) {
    if (!(fault instanceof SyntaxFault)) throw fault;
    const column = fault.at - text.lastIndexOf('\n', fault.at - 1);
    const found = fault.found ?? show(text, fault.at);
    return { ok: false, line: lineOf(text, fault.at), column, found, expected: fault.expected };
  }
  return null;
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}

/** Where the value that begins at or after `from`, and the space after it, end. */
function skipValue(text: string, from: number): number {
  const at = after(SPACE, text, from) ?? from;
  if (text[at] === '{') {
    const known = new Map<string, number>();
    return skipList(text, at, '}', (_, member) => skipMember(text, member, known));
  }
  if (text[at] === '[') return skipList(text, at, ']', skipValue);
  const end = after(STRING, text, at) ?? after(NUMBER, text, at) ?? after(WORD, text, at);
  if (end !== null) return after(SPACE, text, end) ?? end;
  if (text[at] === '"')
    throw new SyntaxFault(at, 'a text closed by " on the same line, with \\ before special letters');
  throw new SyntaxFault(at, 'a value: a text in double quotes, a number, true, false, null, { or [');
}

/** `known`: where each name of the object stands that came before. */
function skipMember(text: string, from: number, known: Map<string, number>): number {
  const at = after(SPACE, text, from) ?? from;
  const end = after(STRING, text, at);
  if (end === null) throw new SyntaxFault(at, 'a name in double quotes');
  const name = text.slice(at, end);
  const first = known.get(JSON.parse(name));
  if (first !== undefined) {
    throw new SyntaxFault(
      at,
      'each name once',
      `${name} a second time (first on line ${lineOf(text, first)})`,
    );
  }
  known.set(JSON.parse(name), at);
  const colon = after(SPACE, text, end) ?? end;
  if (text[colon] !== ':') throw new SyntaxFault(colon, '":" after the name');
  return skipValue(text, colon + 1);
}

function skipList(
  text: string,
  open: number,
  close: string,
  skipItem: (text: string, from: number) => number,
) {
  let at = after(SPACE, text, open + 1) ?? open + 1;
  if (text[at] !== close) {
    at = skipItem(text, at);
    while (text[at] === ',') at = skipItem(text, at + 1);
  }
  if (text[at] !== close) throw new SyntaxFault(at, `"," or "${close}"`);
  return after(SPACE, text, at + 1) ?? at + 1;
}

function after(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

function show(text: string, at: number): string {
  return at >= text.length ? 'the end of the text' : JSON.stringify(text[at]);
}
