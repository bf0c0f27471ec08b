/** The colours of each theme as the style sheets have them, those for readers who want more contrast among them. */
import { readFileSync } from 'node:fs';

type Colours = ReadonlyMap<string, string>;

const read = (name: string) =>
  readFileSync(new URL(`../../site/styles/${name}.css`, import.meta.url), 'utf8');
const colours = (text: string): Colours =>
  new Map([...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, colour]) => [name!, colour!]));

const [light = '', lightMore = ''] = read('tokens').split('@media (prefers-contrast: more)');
const [dark = '', darkMore = ''] = read('dark').split('@media (prefers-contrast: more)');
const over = (...layers: string[]): Colours => new Map(layers.flatMap((layer) => [...colours(layer)]));

export const THEMES: Readonly<Record<string, Colours>> = {
  light: over(light),
  dark: over(light, dark),
  'light, more contrast': over(light, lightMore),
  'dark, more contrast': over(light, lightMore, dark, darkMore),
};
/** Text on paper: WCAG AA, and AAA for those who ask for more. */
export const contrastWanted = (theme: string) => (theme.includes('more') ? 7 : 4.5);
