// Owns how tests read a document as it was sent, without a browser: its words and its tags, as text. It refuses scripts and
// styles: what these would change is not read here.

const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/** Character references written out: `&#39;`, `&#x27;` and those of `SIGNS`. */
function decode(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return SIGNS[name] ?? whole;
    return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal));
  });
}

/** What stands between the tags of a piece of HTML, with plain spaces, one between any two words. */
export function textOf(html: string): string {
  const bare = html.replace(/<(script|style)\b.*?<\/\1>/gs, ' ').replace(/<[^>]*>/g, ' ');
  return decode(bare)
    .replace(/[\u2060\u00ad]/g, '')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim();
}

/** The words of a document's main part. */
export function wordsOf(html: string): string {
  const main = /<main\b[^>]*>(.*)<\/main>/s.exec(html)?.[1];
  if (main === undefined) throw new Error('the document has no main part');
  return textOf(main);
}

/** Rows of cells of each table of a document's main part, heads included, as text. */
export function tablesOf(html: string): string[][][] {
  const parts = (text: string, tag: string) =>
    [...text.matchAll(new RegExp(`<(?:${tag})\\b[^>]*>(.*?)</(?:${tag})>`, 'gs'))].map(([, inner]) => inner!);
  const main = /<main\b[^>]*>(.*)<\/main>/s.exec(html)?.[1] ?? '';
  return parts(main, 'table').map((table) =>
    parts(table, 'tr').map((row) => parts(row, 'td|th').map(textOf)),
  );
}
