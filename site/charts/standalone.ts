/**
 * A chart as a file of its own: complete SVG text that needs no style sheet, with what it shows, of when, from whom and
 * as of when written into it. Owns the caption and its place; refuses colours, which come from the page's style sheets.
 */
import { type Inks, readInks, type Sheet, type Theme } from './ink-rules.ts';
import { inkSvg } from './inked-svg.ts';
import type { Mark, Picture } from './picture.ts';
import { printPicture } from './print.ts';
import { printDocument } from './print-document.ts';
import { wrapText } from './wrapped-text.ts';

export interface Caption {
  /** what is shown, as a statement or a name */
  title: string;
  /** from when to when */
  period: string;
  /** who publishes it; one that is fictional says so here */
  source: string;
  /** the version of the data */
  asOf: string;
}

/** Sizes of words outside a chart; their colours are the page's. */
const CAPTION_SHEET: Sheet = {
  text: `
.document-paper { fill: var(--paper); }
.chart .document-title { font-size: 20px; font-weight: 600; }
.chart .document-title, .chart .document-note { stroke: none; }
.chart .document-note { fill: var(--grey); }
`,
};
const MARGIN = 24;
const TITLE = { fontSize: 20, leading: 26, mostLines: 4 };
const NOTE = { fontSize: 14, leading: 20, mostLines: 3 };

/** The inks of the page's style sheets in one theme, and the sizes of a caption; read once, used for many pictures. */
export function readDocumentInks(sheets: readonly Sheet[], theme: Theme): Inks {
  return readInks([...sheets, CAPTION_SHEET], theme);
}

/**
 * The text of an SVG file, as broad as the picture and its margins. `inks` by `readDocumentInks`.
 * It holds presentation attributes only, so that it is the same under any Content-Security-Policy and in any program.
 */
export function standalonePicture(picture: Picture, caption: Caption, inks: Inks): string {
  const { width } = picture;
  const marks: Mark[] = [];
  let y = MARGIN;
  const write = (text: string, { fontSize, leading, mostLines }: typeof TITLE, className: string) => {
    for (const line of wrapText(text, { width, fontSize, mostLines })) {
      marks.push({ kind: 'text', x: MARGIN, y: y + fontSize, text: line, class: className });
      y += leading;
    }
  };
  write(caption.title, TITLE, 'document-title');
  write(caption.period, NOTE, 'document-note');
  const chartAt = y + MARGIN / 2;
  y = chartAt + picture.height + MARGIN;
  write(caption.source, NOTE, 'document-note');
  write(caption.asOf, NOTE, 'document-note');
  const whole: Picture = {
    width: width + 2 * MARGIN,
    height: Math.ceil(y + MARGIN - (NOTE.leading - NOTE.fontSize)),
    label: `${caption.title}. ${picture.label}`,
    marks: [],
  };
  const paper: Mark = {
    ...{ kind: 'rect', x: 0, y: 0, class: 'document-paper' },
    ...{ width: whole.width, height: whole.height },
  };
  const inset = { x: MARGIN, y: chartAt, scale: 1, svg: printPicture(picture, 'chart') };
  return inkSvg(printDocument({ ...whole, marks: [paper, ...marks] }, 'document', [inset]), inks);
}
