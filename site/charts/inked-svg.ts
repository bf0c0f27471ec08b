/**
 * Turns the classes of a printed chart into presentation attributes, so that it is the same picture without a style
 * sheet. Owns the cascade over the marks; refuses markup other than what `print.ts` prints.
 */
import { type Compound, type Inks, type Selector, splitOutside } from './ink-rules.ts';

/** What may become an attribute of a mark; the rest of a style sheet is about boxes and pages. */
const ATTRIBUTES = new Set([
  ...['fill', 'fill-opacity', 'fill-rule', 'opacity', 'paint-order', 'color'],
  ...['stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-dashoffset'],
  ...['stroke-linecap', 'stroke-linejoin', 'stroke-miterlimit'],
  ...['font-family', 'font-size', 'font-weight', 'font-style', 'letter-spacing', 'text-anchor'],
]);
const ROOT_FONT_PIXELS = 16;
const DEEPEST_TOKEN = 16;
const TAG = /<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>/g;

interface Element {
  name: string;
  classes: readonly string[];
  parent: Element | null;
  /** those before it under the same parent */
  earlier: readonly Element[];
  children: Element[];
  tokens: ReadonlyMap<string, string>;
}

/** The same SVG text with attributes in place of classes. An attribute that a mark has already gives way to its class, as in a page. */
export function inkSvg(svg: string, inks: Inks): string {
  let parent: Element | null = null;
  return svg.replace(TAG, (_, slash: string, name: string, written: string, closed: string) => {
    if (slash !== '') {
      parent = parent?.parent ?? null;
      return `</${name}>`;
    }
    const attributes = attributesOf(written);
    const classes = (attributes.get('class') ?? '').split(/\s+/).filter(Boolean);
    const above: Element | null = parent;
    const earlier: Element[] = above === null ? [] : [...(above as Element).children];
    const own: Element = {
      ...{ name, classes, parent: above, earlier, children: [] },
      tokens: above === null ? inks.tokens : (above as Element).tokens,
    };
    const { tokens, styles, isHidden } = cascade(own, inks);
    own.tokens = tokens;
    (above as Element | null)?.children.push(own);
    if (closed === '') parent = own;
    attributes.delete('class');
    for (const [property, value] of styles) attributes.set(property, value);
    // The page shows one of several placements; the picture is of this one.
    if (isHidden && above !== null) attributes.set('display', 'none');
    const text = [...attributes].map(([key, value]) => ` ${key}="${value}"`).join('');
    return `<${name}${text}${closed === '' ? '' : '/'}>`;
  });
}

/** A token's value with every reference in it resolved: `inkOf(inks, 'paper')` is a colour. Throws for one that no sheet names. */
export function inkOf(inks: Inks, name: string): string {
  const value = resolve(`var(--${name})`, inks.tokens);
  if (value === null)
    throw new Error(`the style sheets name no --${name}; expected it among the tokens of :root`);
  return value;
}

function attributesOf(written: string): Map<string, string> {
  return new Map([...written.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key, value]) => [key!, value!]));
}

function cascade(
  element: Element,
  { rules }: Inks,
): { tokens: ReadonlyMap<string, string>; styles: Map<string, string>; isHidden: boolean } {
  const declared = new Map<string, string>();
  for (const { selector, declarations } of rules) {
    if (!matches(element, selector, selector.parts.length - 1)) continue;
    for (const [property, value] of declarations) declared.set(property, value);
  }
  let tokens = element.tokens;
  for (const [property, value] of declared) {
    if (property.startsWith('--')) tokens = new Map([...tokens, [property, value]]);
  }
  const styles = new Map<string, string>();
  for (const [property, value] of declared) {
    if (!ATTRIBUTES.has(property)) continue;
    const resolved = resolve(value, tokens);
    if (resolved !== null) styles.set(property, asAttribute(resolved));
  }
  return { tokens, styles, isHidden: declared.get('display') === 'none' };
}

function matches(element: Element, selector: Selector, at: number): boolean {
  const { compound } = selector.parts[at]!;
  if (!fits(element, compound)) return false;
  if (at === 0) return true;
  const by = selector.parts[at - 1]!.by;
  const candidates = by === '~' || by === '+' ? element.earlier : ancestorsOf(element);
  const near = by === '>' ? candidates.slice(0, 1) : by === '+' ? candidates.slice(-1) : candidates;
  return near.some((one) => matches(one, selector, at - 1));
}

function fits({ name, classes }: Element, wanted: Compound): boolean {
  return (
    (wanted.name === null || wanted.name === name) && wanted.classes.every((one) => classes.includes(one))
  );
}

function ancestorsOf(element: Element): Element[] {
  return element.parent === null ? [] : [element.parent, ...ancestorsOf(element.parent)];
}

/** Replaces `var(--name, otherwise)` by what it stands for; null where it stands for nothing, which voids the declaration. */
function resolve(value: string, tokens: ReadonlyMap<string, string>, depth = 0): string | null {
  const start = value.indexOf('var(');
  if (start < 0) return value;
  if (depth > DEEPEST_TOKEN) return null;
  const end = closingOf(value, start + 3);
  const [name = '', ...otherwise] = splitOutside(value.slice(start + 4, end), ',');
  const meant = tokens.get(name.trim()) ?? (otherwise.length > 0 ? otherwise.join(',').trim() : null);
  if (meant === null) return null;
  return resolve(`${value.slice(0, start)}${meant}${value.slice(end + 1)}`, tokens, depth + 1);
}

function closingOf(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')' && --depth === 0) return i;
  }
  return text.length;
}

/** Lengths in pixels without their unit, quotes that fit into an attribute. */
function asAttribute(value: string): string {
  return value
    .replace(/(\d*\.?\d+)rem\b/g, (_, rem: string) => String(Number(rem) * ROOT_FONT_PIXELS))
    .replace(/(\d)px\b/g, '$1')
    .replaceAll('"', "'");
}
