/**
 * Saves a chart that is shown as a file, SVG or PNG, with its caption in it. Owns the way from a picture to the reader's
 * disk; everything happens in the reader's browser, and nothing is sent.
 */
import type { Sheet, Theme } from '../charts/ink-rules.ts';
import type { Picture } from '../charts/picture.ts';
import { type Caption, readDocumentInks, standalonePicture } from '../charts/standalone.ts';

export interface PictureToSave {
  /** as it was placed for the page */
  picture: Picture;
  caption: Caption;
  /** of the file without ending, metric and period: "offered-2026-01-01-2026-03-31" */
  name: string;
}

/** Device pixels a pixel of the picture: sharp on paper and on a telephone. */
const SCALE = 2;
const LATER_MS = 60_000;

/** The page's own style sheets with the conditions under which they are loaded. Sheets of other origins are left out. */
export function sheetsOf(page: Document): Sheet[] {
  return [...page.styleSheets].flatMap((sheet) => {
    try {
      const text = [...sheet.cssRules].map(({ cssText }) => cssText).join('\n');
      return [{ text, media: sheet.media.mediaText }];
    } catch {
      return [];
    }
  });
}

/** The theme that the reader sees: the one chosen for the page, else the system's. */
export function themeOf(page: Document): Theme {
  const scheme = getComputedStyle(page.documentElement).colorScheme.trim();
  if (scheme === 'dark' || scheme === 'light') return scheme;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** The text of the SVG file, in the theme shown. */
export function svgOf({ picture, caption }: Omit<PictureToSave, 'name'>, page: Document = document): string {
  return standalonePicture(picture, caption, readDocumentInks(sheetsOf(page), themeOf(page)));
}

/** The bytes of a PNG of a stand-alone SVG, drawn by canvas. Throws where the browser cannot draw it. */
export async function drawPng(svg: string, scale: number = SCALE): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (context === null || png === null)
      throw new Error('this browser draws no PNG; the SVG holds the same picture');
    return png;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Hands the chart to the reader as a file of that name. */
export async function savePicture(wanted: PictureToSave, form: 'svg' | 'png'): Promise<void> {
  const svg = svgOf(wanted);
  const file = form === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : await drawPng(svg);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `${wanted.name}.${form}`;
  link.click();
  // The browser reads the file after the click; how soon, it does not say.
  setTimeout(() => URL.revokeObjectURL(link.href), LATER_MS);
}
