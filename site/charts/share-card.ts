/**
 * The picture that stands for a page where its address is shared: 1200 × 630, who publishes, what the page says, its first
 * chart. Owns the placement of the card; refuses to find the words, which are the page's own.
 */
import { type Inks, readInks, type Sheet } from './ink-rules.ts';
import { inkSvg } from './inked-svg.ts';
import type { Mark } from './picture.ts';
import { printDocument } from './print-document.ts';
import { fitText, wrapText } from './wrapped-text.ts';

export interface ShareCard {
  /** the organisation's name */
  name: string;
  /** the page's first heading */
  heading: string;
  description: string;
  /** what else must be known: as of when, that it is a demonstration */
  notes: readonly string[];
  /** the page's first chart as `printPicture` printed it, or null */
  chart: { svg: string; width: number; height: number } | null;
}

export const CARD = { width: 1200, height: 630 } as const;

const CARD_SHEET: Sheet = {
  text: `
.card-paper { fill: var(--paper); }
.card-rule { fill: var(--accent); }
.chart .card-name, .chart .card-heading, .chart .card-text, .chart .card-note { stroke: none; }
.chart .card-name { font-size: 28px; font-weight: 600; fill: var(--accent); }
.chart .card-heading { font-weight: 600; }
.chart .card-heading-72 { font-size: 72px; }
.chart .card-heading-56 { font-size: 56px; }
.chart .card-heading-44 { font-size: 44px; }
.chart .card-heading-36 { font-size: 36px; }
.chart .card-text { font-size: 26px; fill: var(--grey); }
.chart .card-note { font-size: 20px; fill: var(--grey); }
`,
};
const MARGIN = 64;
const GAP = 48;
const CHART_WIDTH = 480;
/** The font is the one that is shipped, narrower than the broadest that a page must reckon with. */
const KNOWN_FONT = 1.1;
const LEADING = 1.18;
const RULE = 10;
/** At these the words of a chart stay legible in a preview and do not outgrow the heading's. */
const LARGEST_SCALE = 1.5;

export function readCardInks(sheets: readonly Sheet[]): Inks {
  return readInks([...sheets, CARD_SHEET], 'light');
}

/** The SVG text of a card, without style sheet. `inks` by `readCardInks`. */
export function drawShareCard({ name, heading, description, notes, chart }: ShareCard, inks: Inks): string {
  const { width, height } = CARD;
  const textWidth = width - 2 * MARGIN - (chart === null ? 0 : CHART_WIDTH + GAP);
  const marks: Mark[] = [
    { kind: 'rect', x: 0, y: 0, width, height, class: 'card-paper' },
    { kind: 'rect', x: 0, y: 0, width, height: RULE, class: 'card-rule' },
  ];
  let y = MARGIN;
  const write = (lines: readonly string[], fontSize: number, className: string) => {
    for (const text of lines) {
      marks.push({ kind: 'text', x: MARGIN, y: y + fontSize, text, class: className });
      y += fontSize * LEADING;
    }
  };
  const foot = notes.flatMap((note) =>
    wrapText(note, { width: width - 2 * MARGIN, fontSize: 20, mostLines: 1 }),
  );
  const footAt = height - MARGIN / 2 - foot.length * 20 * LEADING - 8;

  write(wrapText(name, { width: width - 2 * MARGIN, fontSize: 28, mostLines: 1 }), 28, 'card-name');
  const bodyAt = MARGIN + 28 * LEADING + 24;
  y = bodyAt;
  const headed = fitText(heading, textWidth * KNOWN_FONT, [
    ...(chart === null ? [{ fontSize: 72, mostLines: 3 }] : []),
    { fontSize: 56, mostLines: 3 },
    { fontSize: 44, mostLines: 5 },
    { fontSize: 36, mostLines: 7 },
  ]);
  write(headed.lines, headed.fontSize, `card-heading card-heading-${headed.fontSize}`);
  y += 16;
  const mostLines = Math.min(4, Math.floor((footAt - 24 - y) / (26 * LEADING)));
  if (mostLines > 0 && description !== heading)
    write(wrapText(description, { width: textWidth * KNOWN_FONT, fontSize: 26, mostLines }), 26, 'card-text');
  y = footAt;
  write(foot, 20, 'card-note');

  const insets = chart === null ? [] : [insetOf(chart, bodyAt, footAt - 32)];
  const picture = { width, height, label: `${name}: ${heading}`, marks };
  return inkSvg(printDocument(picture, 'card', insets), inks);
}

/** As large as its place allows, at the outer edge, its top in line with the heading's. */
function insetOf({ svg, width, height }: NonNullable<ShareCard['chart']>, top: number, bottom: number) {
  const scale = Math.min(CHART_WIDTH / width, (bottom - top) / height, LARGEST_SCALE);
  return { x: CARD.width - MARGIN - width * scale, y: top, scale, svg };
}
