/** The longest of the texts that may come to stand in one place: a page holds the room of it (`styles/live.css`). */
export function longest(texts: Iterable<string>): string {
  let found = '';
  for (const text of texts) if (text.length > found.length) found = text;
  return found;
}
