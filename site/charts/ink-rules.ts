/**
 * What the style sheets say of a chart's inks, read from the sheets themselves, so that no colour is written twice.
 * Owns the part of CSS that charts use: custom properties, classes, both themes. Leaves out what depends on the size of
 * a window, the pointer or paper; refuses to match or to draw (`inked-svg.ts` does).
 */

export interface Sheet {
  text: string;
  /** the media condition under which the page loads the whole sheet */
  media?: string;
}

export type Theme = 'light' | 'dark';

export interface Compound {
  /** an element's name; null: any */
  name: string | null;
  classes: readonly string[];
}

/** `.chart .label`: the last part is the mark itself, each earlier one is joined to the next by `by`. */
export interface Selector {
  parts: readonly { compound: Compound; by: ' ' | '>' | '~' | '+' | null }[];
  /** classes and names counted as the cascade weighs them */
  weight: number;
}

export interface InkRule {
  selector: Selector;
  declarations: readonly (readonly [property: string, value: string])[];
}

export interface Inks {
  /** custom properties of the root, by name with its dashes */
  tokens: ReadonlyMap<string, string>;
  /** in the order of the cascade, the weakest first */
  rules: readonly InkRule[];
}

interface Found {
  selector: string;
  body: string;
  themes: readonly Theme[];
}

const BOTH: readonly Theme[] = ['light', 'dark'];
const ROOTS = /^(:root|html|:host)\b/;

/** The inks of one theme; where sheets contradict each other the later one wins, as in the page. */
export function readInks(sheets: readonly Sheet[], theme: Theme): Inks {
  const found = sheets.flatMap(({ text, media = '' }) => {
    const themes = themesOf(media, BOTH);
    return themes.length === 0 ? [] : blocksIn(text.replace(/\/\*[\s\S]*?\*\//g, ''), themes);
  });
  const tokens = new Map<string, string>();
  const rules: InkRule[] = [];
  // What a theme says of its own stands above what holds for both, wherever its sheet is loaded.
  const ordered = [...found.filter(isForBoth), ...found.filter((one) => !isForBoth(one))];
  for (const { selector, body, themes } of ordered) {
    const declarations = declarationsIn(body);
    for (const one of splitOutside(selector, ',')) {
      const written = one.trim();
      if (ROOTS.test(written) && !/[\s>~+]/.test(written)) {
        if (!themesOfRoot(written, themes).includes(theme)) continue;
        for (const [name, value] of declarations) if (name.startsWith('--')) tokens.set(name, value);
      } else if (themes.includes(theme)) {
        const read = readSelector(written);
        if (read !== null) rules.push({ selector: read, declarations });
      }
    }
  }
  // A stable sort: of rules of one weight the later wins.
  return { tokens, rules: rules.sort((a, b) => a.selector.weight - b.selector.weight) };
}

function isForBoth({ themes, selector }: Found): boolean {
  return themes.length === 2 && !/(dark|light)/.test(selector);
}

/** In which of these themes a media condition holds for a picture that knows no window. */
function themesOf(media: string, above: readonly Theme[]): readonly Theme[] {
  const written = media.trim().toLowerCase();
  if (written === '' || written === 'all' || written === 'screen') return above;
  const scheme = /^(?:(?:all|screen)\s+and\s+)?\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)$/.exec(
    written,
  )?.[1];
  return above.filter((theme) => theme === scheme);
}

/** `:root[data-theme="dark"]` holds in the dark theme, `:root:not([data-theme="light"])` where its media do. */
function themesOfRoot(selector: string, themes: readonly Theme[]): readonly Theme[] {
  const named = /(dark|light)/.exec(selector.replace(/:not\([^)]*\)+/g, ''))?.[1];
  if (named === undefined) return themes;
  // A theme chosen by hand is the same theme, whatever the reader's system prefers.
  return BOTH.filter((theme) => theme === named);
}

function blocksIn(css: string, themes: readonly Theme[]): Found[] {
  const found: Found[] = [];
  let at = 0;
  while (at < css.length) {
    const open = css.indexOf('{', at);
    if (open < 0) break;
    const close = endOfBlock(css, open);
    const body = css.slice(open + 1, close);
    // Before a block may stand statements without one, such as @import.
    const head = (css.slice(at, open).split(';').at(-1) ?? '').trim();
    at = close + 1;
    if (!head.startsWith('@')) {
      found.push({ selector: head, body, themes });
      continue;
    }
    const [, name, condition = ''] = /^@([\w-]+)\s*([\s\S]*)$/.exec(head) ?? [];
    const inner = name === 'media' ? themesOf(condition, themes) : themes;
    if (/^(media|layer|supports)$/.test(name ?? '') && inner.length > 0) found.push(...blocksIn(body, inner));
  }
  return found;
}

function endOfBlock(css: string, open: number): number {
  let depth = 0;
  for (let i = open; i < css.length; i++) {
    if (css[i] === '{') depth++;
    else if (css[i] === '}' && --depth === 0) return i;
  }
  return css.length;
}

function declarationsIn(body: string): (readonly [string, string])[] {
  return splitOutside(body, ';').flatMap((one) => {
    const colon = one.indexOf(':');
    if (colon < 0) return [];
    const value = one
      .slice(colon + 1)
      .replace(/!\s*important\s*$/, '')
      .trim();
    return [[one.slice(0, colon).trim(), value.replace(/\s+/g, ' ')] as const];
  });
}

/** Cuts at a sign, but not inside brackets or quotes. */
export function splitOutside(text: string, sign: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i]!;
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '(') depth++;
    else if (letter === ')') depth--;
    else if (letter === sign && depth === 0) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  return [...parts, text.slice(from)];
}

/** Null for one that asks for more than names, classes and their order: states, attributes, parts of elements. */
function readSelector(written: string): Selector | null {
  const pieces = written
    .replace(/\s*([>~+])\s*/g, ' $1 ')
    .trim()
    .split(/\s+/);
  const parts: { compound: Compound; by: ' ' | '>' | '~' | '+' | null }[] = [];
  let weight = 0;
  for (const piece of pieces) {
    const last = parts.at(-1);
    if (piece === '>' || piece === '~' || piece === '+') {
      if (last === undefined) return null;
      last.by = piece;
      continue;
    }
    const match = /^(\*|[a-zA-Z][\w-]*)?((?:\.[\w-]+)*)$/.exec(piece);
    if (match === null || piece === '') return null;
    const name = match[1] === undefined || match[1] === '*' ? null : match[1];
    const classes = (match[2] ?? '').split('.').filter(Boolean);
    weight += classes.length * 1000 + (name === null ? 0 : 1);
    if (last !== undefined && last.by === null) last.by = ' ';
    parts.push({ compound: { name, classes }, by: null });
  }
  return parts.length === 0 || parts.at(-1)!.by !== null ? null : { parts, weight };
}
