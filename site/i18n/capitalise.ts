/** The first letter large, for sentences that begin with a word that is written small. Owns nothing else. */
export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
