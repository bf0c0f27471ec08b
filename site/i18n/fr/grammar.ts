/** What French does to words when they meet: elisions, contractions, articles. Owns no text of its own. */

const VOWEL = /^[aeiouyàâéèêëîïôûœ]/i;

/** "d’octobre", "de novembre"; de + les → des */
export function de(name: string): string {
  if (name.startsWith('les ')) return `des ${name.slice(4)}`;
  return VOWEL.test(name) ? `d’${name}` : `de ${name}`;
}

/** "qu’un an plus tôt", "que la semaine précédente" */
export function que(name: string): string {
  return VOWEL.test(name) ? `qu’${name}` : `que ${name}`;
}

/** "les appels" → "appels": after a number no article stands. */
export function withoutArticle(name: string): string {
  return name.replace(/^les /, '');
}

/** "les appels" → "appel" */
export function oneOf(name: string): string {
  return withoutArticle(name).replace(/s$/, '');
}

/** A number and its noun; in French less than two is singular: "1½ minute". */
export function counted(n: string, one: string, feminineOne: string): string {
  if (n === '1') return `${feminineOne}\u00a0${one}`;
  const isSingular = ['0', '½', '1½'].includes(n);
  return isSingular ? `${n}\u00a0${one}` : `${n}\u00a0${one}s`;
}
