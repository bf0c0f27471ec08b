/**
 * The thread in which SVG text becomes PNG, with the fonts that came with the packages and no others: a picture is the
 * same on every machine. Started by raster.ts alone.
 */
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { Resvg } from '@resvg/resvg-js';

export interface RasterAsked {
  svg: string;
  /** device pixels a pixel of the picture */
  scale: number;
}

export type RasterDone = { ok: true; png: Uint8Array } | { ok: false; error: string };

const FAMILY = 'Arimo';
const { resolve } = createRequire(import.meta.url);
/** Latin, Greek, Cyrillic and Hebrew in two weights; Arabic, which the first has not. */
const FONTS = [
  '@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf',
  '@expo-google-fonts/arimo/600SemiBold/Arimo_600SemiBold.ttf',
  '@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf',
  '@expo-google-fonts/noto-sans-arabic/600SemiBold/NotoSansArabic_600SemiBold.ttf',
].map((name) => resolve(name));
const FONT = {
  fontFiles: FONTS,
  loadSystemFonts: false,
  defaultFontFamily: FAMILY,
  sansSerifFamily: FAMILY,
  serifFamily: FAMILY,
  monospaceFamily: FAMILY,
};

parentPort?.on('message', ({ svg, scale }: RasterAsked) => {
  try {
    const png = new Resvg(svg, { font: FONT, fitTo: { mode: 'zoom', value: scale }, logLevel: 'off' })
      .render()
      .asPng();
    parentPort?.postMessage({ ok: true, png } satisfies RasterDone);
  } catch (error) {
    parentPort?.postMessage({ ok: false, error: String(error) } satisfies RasterDone);
  }
});
