/**
 * The share picture of every page of the built site, made of the page's own HTML: its name, heading, description, notes
 * and first chart. Owns how those are found there; a page that does not exist has no picture.
 */
import { readdirSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { drawShareCard, readCardInks, type ShareCard } from '../../site/charts/share-card.ts';
import { pageOfShare, shareAddressOf } from '../../site/share-address.ts';
import type { PictureDesk } from './picture-desk.ts';
import { readStyleSheets } from './style-sheets.ts';

const MAX_AGE_SECONDS = 3600;
const CHART =
  /<svg class="(?:[\w-]+ )*chart-narrow(?: [\w-]+)*"[^>]*? width="([\d.]+)" height="([\d.]+)"[\s\S]*?<\/svg>/;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const MOST_KNOWN = 2000;

export class SharePages {
  readonly #outPath: string;
  readonly #inks = readCardInks(readStyleSheets());
  /** cards drawn already, with the state of the page they were drawn from */
  readonly #known = new Map<string, { state: string; svg: string }>();

  constructor(outPath: string) {
    this.#outPath = outPath;
  }

  /** The answer to a request for a share picture; null where the address is none or its page does not exist. */
  async answer(request: Request, desk: PictureDesk): Promise<Response | null> {
    const page = pageOfShare(new URL(request.url).pathname);
    const svg = page === null ? null : await this.draw(page);
    if (page === null || svg === null) return null;
    const name = `share-${page.replaceAll('/', '-')}`;
    const wanted = { svg, form: 'png', scale: 1, name, maxAgeSeconds: MAX_AGE_SECONDS } as const;
    return desk.answer(wanted, request.headers);
  }

  /** The SVG of a page's card, `page` as "/methods/"; null where the site has no such page. */
  async draw(page: string): Promise<string | null> {
    const file = join(this.#outPath, ...page.split('/'), 'index.html');
    const found = await stat(file).catch(() => null);
    if (found === null || !found.isFile()) return null;
    const state = `${found.size} ${found.mtimeMs} ${found.ino}`;
    const known = this.#known.get(page);
    if (known?.state === state) return known.svg;
    const card = cardOf(await readFile(file, 'utf8'));
    const svg = drawSafely(card, (one) => drawShareCard(one, this.#inks));
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(page, { state, svg });
    return svg;
  }
}

/** Every page of a built site with the address of its picture, for those who write the pictures as files. */
export function sharePagesBelow(sitePath: string): { page: string; address: string }[] {
  return readdirSync(sitePath, { recursive: true, encoding: 'utf8' })
    .filter((name) => name === 'index.html' || name.endsWith(`${sep}index.html`))
    .map((name) => {
      const folder = dirname(name).split(sep).join('/');
      const page = folder === '.' ? '/' : `/${folder}/`;
      return { page, address: shareAddressOf(page) };
    })
    .filter(({ page, address }) => pageOfShare(address) === page);
}

/** What a card says, found in a built page. */
export function cardOf(html: string): ShareCard {
  const metas = (attribute: string, name: string) =>
    [...html.matchAll(new RegExp(`<meta ${attribute}="${name}" content="([^"]*)"`, 'g'))].map(
      ([, text = '']) => decode(text),
    );
  const heading = decode((/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? '').replace(/<[^>]*>/g, ''));
  const chart = CHART.exec(html);
  return {
    name: metas('property', 'og:site_name')[0] ?? '',
    heading,
    description: metas('name', 'description')[0] ?? '',
    notes: metas('name', 'candour-note'),
    chart: chart === null ? null : { svg: chart[0], width: Number(chart[1]), height: Number(chart[2]) },
  };
}

/** A chart that was printed otherwise than expected costs the card its chart, not the page its card. */
function drawSafely(card: ShareCard, draw: (card: ShareCard) => string): string {
  try {
    return draw(card);
  } catch {
    return draw({ ...card, chart: null });
  }
}

function decode(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    return String.fromCodePoint(decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal));
  });
}
