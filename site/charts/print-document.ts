/**
 * The whole of a picture's file, with other pictures set into it. Takes markup from print.ts alone, and refuses any other.
 * Apart from that module because the first page's scripts draw pictures, and write no files.
 */
import type { Picture } from './picture.ts';
import { printPicture, short } from './print.ts';

/** A picture that was printed before, to be set into another: where its corner lies and how much larger it is drawn. */
export interface Inset {
  x: number;
  y: number;
  scale: number;
  /** as `printPicture` printed it */
  svg: string;
}

const PRINTED = /^<svg class="([\w -]*)"[^<>]*>([\s\S]*)<\/svg>$/;
/** What `printPicture` prints between the tags of a picture, and nothing else: no script, no address, no picture of others. */
const PRINTED_INNER =
  /^(?:[^<>]|<\/(?:title|desc|defs|pattern|clipPath|g|text|tspan|rect|line|path|circle|ellipse|polyline|polygon)>|<(?:title|desc|defs|pattern|clipPath|g|text|tspan|rect|line|path|circle|ellipse|polyline|polygon)(?:\s+(?!on|href|style)[\w-]+="[^"<>]*")*\s*\/?>)*$/;

/** The whole of a file: as `printPicture`, with other pictures set into it. Throws for an inset that was printed elsewhere. */
export function printDocument(picture: Picture, id: string, insets: readonly Inset[]): string {
  const inner = insets.map(({ x, y, scale, svg }) => {
    const [, classes, content] = PRINTED.exec(svg.trim()) ?? [];
    if (content === undefined || !PRINTED_INNER.test(content))
      throw new Error('an inset is no picture of ours; expected what printPicture prints');
    return `<g class="${classes}" transform="translate(${short(x)} ${short(y)}) scale(${Math.round(scale * 1000) / 1000})">${content}</g>`;
  });
  return printPicture(picture, id)
    .replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')
    .replace(/<\/svg>$/, () => `${[...inner, '</svg>'].join('\n')}\n`);
}
