/**
 * Prints a placed picture as SVG text: presentation attributes and classes only, everything escaped.
 * The only place of the site that builds markup out of words; a whole file is made of it in print-document.ts.
 */
import type { Mark, Picture } from './picture.ts';

const HATCH_SIZE = 6;

/** `id` must be unique in the document: the title and the hatching are found by it. */
export function printPicture(picture: Picture, id: string, className = ''): string {
  const { width, height, label, marks } = picture;
  const hasHatching = marks.some((mark) => 'isHatched' in mark && mark.isHatched);
  const classes = className === '' ? 'chart' : `chart ${className}`;
  return [
    `<svg class="${classes}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${id}-title">`,
    `<title id="${id}-title">${escapeText(label)}</title>`,
    ...(hasHatching ? [hatching(id)] : []),
    ...marks.map((mark) => printMark(mark, id)),
    '</svg>',
  ].join('\n');
}

function hatching(id: string): string {
  const size = HATCH_SIZE;
  return `<defs><pattern id="${id}-hatch" width="${size}" height="${size}" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatch-line" x1="1" y1="0" x2="1" y2="${size}"/></pattern></defs>`;
}

function printMark(mark: Mark, id: string): string {
  const fill = 'isHatched' in mark && mark.isHatched ? ` fill="url(#${id}-hatch)"` : '';
  const attributes = `${mark.class === undefined ? '' : ` class="${mark.class}"`}${geometry(mark)}${fill}`;
  const title = mark.title === undefined ? '' : `<title>${escapeText(mark.title)}</title>`;
  if (mark.kind === 'text') return `<text${attributes}>${escapeText(mark.text)}</text>`;
  return title === '' ? `<${mark.kind}${attributes}/>` : `<${mark.kind}${attributes}>${title}</${mark.kind}>`;
}

function geometry(mark: Mark): string {
  switch (mark.kind) {
    case 'rect':
      return ` x="${short(mark.x)}" y="${short(mark.y)}" width="${short(mark.width)}" height="${short(mark.height)}"`;
    case 'line':
      return ` x1="${short(mark.x1)}" y1="${short(mark.y1)}" x2="${short(mark.x2)}" y2="${short(mark.y2)}"`;
    case 'path':
      return ` d="${mark.d}"`;
    case 'circle':
      return ` cx="${short(mark.cx)}" cy="${short(mark.cy)}" r="${short(mark.r)}"`;
    case 'text': {
      const anchor =
        mark.anchor === undefined || mark.anchor === 'start' ? '' : ` text-anchor="${mark.anchor}"`;
      const turn = mark.isUpright ? ` transform="rotate(-90 ${short(mark.x)} ${short(mark.y)})"` : '';
      return ` x="${short(mark.x)}" y="${short(mark.y)}"${anchor}${turn}`;
    }
  }
}

/** A tenth of a pixel is finer than any screen shows. */
export function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** What XML 1.0 has no way to write; a single such character would break a whole picture. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(UNWRITABLE, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
