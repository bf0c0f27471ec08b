/**
 * The style sheet's inks for a canvas: what a mark of a class would look like in SVG, asked of the browser itself.
 * Owns asking once and again after a change of theme; refuses to name a colour.
 */
import type { Mark } from '../../charts/picture.ts';

export interface Ink {
  /** null: not painted */
  fill: string | null;
  fillOpacity: number;
  stroke: string | null;
  strokeOpacity: number;
  strokeWidth: number;
  dash: number[];
  cap: CanvasLineCap;
  join: CanvasLineJoin;
  font: string;
}

const HATCH_SIZE = 6;
/** Drawn for screens of up to so many device pixels to a CSS pixel. */
const FINENESS = 4;
/** Kind and classes of the marks that nearly every picture has. */
const USUAL = [
  'line grid',
  'line zero',
  'line missing',
  'line hatch-line',
  'text label quiet tick',
  'text label tick',
  'text label quiet',
  'text panel-heading tick',
  'path line now',
  'path line now fine',
  'rect bar',
  'rect closed',
  'rect suppressed',
];
const SVG = 'http://www.w3.org/2000/svg';
const THEMES = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'];

export class Inks {
  readonly #probe: SVGSVGElement;
  readonly #known = new Map<string, Ink>();
  readonly #marks = new Map<string, SVGElement>();
  readonly #queries: readonly MediaQueryList[];
  readonly #observer: MutationObserver;
  readonly #forget: () => void;
  #paper: string | null = null;
  #hatching: CanvasPattern | string | null = null;

  /** `onChange` is called after the theme changed, when all inks have been forgotten. */
  constructor(host: Element, onChange: () => void) {
    this.#probe = document.createElementNS(SVG, 'svg');
    this.#probe.setAttribute('class', 'chart plot-inks');
    this.#probe.setAttribute('aria-hidden', 'true');
    // All at once, so that the browser works out their styles once; rarer ones are asked for as they come.
    for (const key of USUAL) this.#probe.append(this.#markOf(key));
    host.append(this.#probe);
    this.#forget = () => {
      this.#known.clear();
      this.#paper = null;
      this.#hatching = null;
      onChange();
    };
    this.#queries = THEMES.map((query) => matchMedia(query));
    for (const query of this.#queries) query.addEventListener('change', this.#forget);
    // A theme that the reader chose by hand is an attribute or a class of the root.
    this.#observer = new MutationObserver(this.#forget);
    this.#observer.observe(document.documentElement, { attributes: true });
  }

  of(kind: Mark['kind'], className: string): Ink {
    const key = `${kind} ${className}`;
    let ink = this.#known.get(key);
    if (ink === undefined) {
      ink = this.#ask(key);
      this.#known.set(key, ink);
    }
    return ink;
  }

  /** The page's own ground. */
  get paper(): string {
    this.#paper ??= getComputedStyle(document.documentElement).getPropertyValue('--paper').trim() || 'Canvas';
    return this.#paper;
  }

  /** The pattern of `print.ts`: lines 6 px apart, an eighth of a turn aslant. */
  hatching(context: CanvasRenderingContext2D): CanvasPattern | string {
    this.#hatching ??= hatch(context, this.of('line', 'hatch-line'));
    return this.#hatching;
  }

  destroy(): void {
    for (const query of this.#queries) query.removeEventListener('change', this.#forget);
    this.#observer.disconnect();
    this.#probe.remove();
  }

  #markOf(key: string): SVGElement {
    const [kind = '', ...classes] = key.split(' ');
    const mark = document.createElementNS(SVG, kind) as SVGElement;
    mark.setAttribute('class', classes.join(' '));
    this.#marks.set(key, mark);
    return mark;
  }

  #ask(key: string): Ink {
    let mark = this.#marks.get(key);
    if (mark === undefined) {
      mark = this.#markOf(key);
      this.#probe.append(mark);
    }
    const style = getComputedStyle(mark);
    const ink: Ink = {
      fill: style.fill === 'none' ? null : style.fill,
      fillOpacity: Number(style.fillOpacity),
      stroke: style.stroke === 'none' ? null : style.stroke,
      strokeOpacity: Number(style.strokeOpacity),
      strokeWidth: Number.parseFloat(style.strokeWidth),
      dash: style.strokeDasharray === 'none' ? [] : style.strokeDasharray.split(',').map(Number.parseFloat),
      cap: style.strokeLinecap as CanvasLineCap,
      join: style.strokeLinejoin as CanvasLineJoin,
      font: `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`,
    };
    return ink;
  }
}

function hatch(context: CanvasRenderingContext2D, { stroke, strokeWidth }: Ink): CanvasPattern | string {
  const tile = document.createElement('canvas');
  tile.width = HATCH_SIZE * FINENESS;
  tile.height = HATCH_SIZE * FINENESS;
  const pen = tile.getContext('2d');
  if (pen === null || stroke === null) return stroke ?? 'transparent';
  pen.fillStyle = stroke;
  pen.fillRect((1 - strokeWidth / 2) * FINENESS, 0, strokeWidth * FINENESS, tile.height);
  const pattern = context.createPattern(tile, 'repeat');
  pattern?.setTransform(new DOMMatrix().rotate(45).scale(1 / FINENESS));
  return pattern ?? stroke;
}
