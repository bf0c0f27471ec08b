/** Words put into a part of a place, and only where they are others: who reads aloud is not told the same again. */
export function writeText(place: Element, selector: string, text: string): void {
  const part = place.querySelector(selector);
  if (part !== null && part.textContent !== text) part.textContent = text;
}
