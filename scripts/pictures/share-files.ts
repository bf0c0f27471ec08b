/** Writes the share picture of every page as a file, for a host that serves files alone. Owns the way onto the disk. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { shareAddressOf } from '../../site/share-address.ts';
import { Raster } from './raster.ts';
import { SharePages, sharePagesBelow } from './share-pages.ts';

/** Draws one picture a page below a built site. Throws where one cannot be drawn. */
export async function writeSharePictures(
  sitePath: string,
  progress: (done: number, total: number, what: string) => void = () => {},
): Promise<{ files: number; bytes: number }> {
  const raster = new Raster();
  const pages = new SharePages(sitePath);
  const all = sharePagesBelow(sitePath);
  const written = { files: 0, bytes: 0 };
  try {
    for (const { page, address } of all) {
      const drawn = await raster.render((await pages.draw(page)) ?? '', 1);
      if (!drawn.ok) throw new Error(`the share picture of ${page} could not be drawn: ${drawn.detail}`);
      const file = join(sitePath, address);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, drawn.png);
      written.files++;
      written.bytes += drawn.png.byteLength;
      progress(written.files, all.length, 'share pictures');
    }
  } finally {
    await raster.stop();
  }
  return written;
}

export function hasSharePictures(sitePath: string): boolean {
  return existsSync(join(sitePath, shareAddressOf('/')));
}
