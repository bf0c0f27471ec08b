/** Languages as they are read. */
import { once } from '../../db/domain/once.ts';

/** Every page names the same few, and looking one up takes a tenth of a millisecond. */
const names = new Map<string, string>();

/** A language in its own words, as a title begins: "Français". */
export function nameInItself(language: string): string {
  return once(names, language, () => {
    const name = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  });
}
