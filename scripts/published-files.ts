/**
 * Writes the published files and their compressed forms. Owns how they get onto the disk; what is in them comes from
 * the manifest and from the routes' own rendering, byte for byte.
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { actionsFeed } from '../api/feeds/actions.ts';
import type { FeedContext } from '../api/feeds/context.ts';
import { asOf } from '../api/feeds/context.ts';
import { organisationFeed } from '../api/feeds/organisation.ts';
import { readAhead } from '../api/feeds/report.ts';
import { EDITION_LIST, MANIFEST_PATH, type PublishedFile, publishedFiles } from '../api/published.ts';
import { atMoment, renderAddress } from '../api/render.ts';
import { type CivilDay, formatDay } from '../db/domain/zone.ts';
import { readHeldAhead, sha256 } from '../db/editions.ts';
import { atOneMoment } from '../db/moment.ts';
import { isOfSeries, type WrittenFile } from './revisions.ts';

const TEXTS = /\.(atom|css|csv|html|ics|js|json|map|mjs|svg|txt|webmanifest|xml)$/;
const WORTH_COMPRESSING_BYTES = 1024;
/** 9 makes files of this length 0.1 % smaller and takes four times as long. */
const BROTLI_QUALITY = 8;
const GZIP_LEVEL = 9;

export interface Written {
  files: number;
  bytes: number;
}

export interface WritingOptions {
  progress?: (done: number, total: number, what: string) => void;
  /** of the files of the manifest those that are wanted; all unless told */
  isWanted?: (path: string) => boolean;
  /**
   * Told of all series before anything else is written; says which addresses answer otherwise from then on. The context then
   * has to be one as of a mark.
   */
  settle?: (series: readonly WrittenFile[]) => (address: string) => boolean;
}

/**
 * Writes every file of the manifest below `folder`, or those of them that are wanted. All of them speak of one version of
 * the data, whatever is loaded meanwhile. Throws when an address of the manifest is not answered, which would be a fault in the manifest.
 */
export function writePublishedFiles(
  context: FeedContext,
  throughDay: CivilDay | null,
  folder: string,
  { progress = () => {}, isWanted = () => true, settle }: WritingOptions = {},
): Written & { published: WrittenFile[] } {
  const { db, zone, nowSeconds } = context;
  const published = new Map<string, WrittenFile>();
  const sizes = new Map<string, number>();
  const made = new Set<string>();
  const write = (path: string, text: string) => {
    const file = join(folder, path);
    const body = Buffer.from(text);
    const within = dirname(file);
    if (!made.has(within)) mkdirSync(within, { recursive: true });
    made.add(within);
    writeFileSync(file, body);
    sizes.set(path, body.byteLength);
    return body;
  };
  const listFiles = () => {
    const { actions } = actionsFeed(context, { toDay: null });
    const today = zone.dayOf(nowSeconds);
    const all = publishedFiles(organisationFeed(context), today, throughDay, actions);
    return all.filter(({ path }) => isWanted(path));
  };
  const writeSome = (some: readonly PublishedFile[], total: number, of: FeedContext) => {
    readHeldAhead(db);
    for (const { path, address } of some) {
      const { status, body } = renderAddress(of, address);
      if (status !== 200) throw new Error(`the published address ${address} answers ${status}: ${body}`);
      published.set(path, { path, address, sha256: sha256(write(path, body)) });
      progress(published.size, total, 'published files');
    }
  };
  let isChanged: (address: string) => boolean = () => false;
  if (settle !== undefined) {
    // In a moment of its own: the next one sees what was settled, and of all else the same.
    atOneMoment(db, () => {
      const files = listFiles();
      writeSome(
        files.filter(({ address }) => isOfSeries(address)),
        files.length,
        context,
      );
    });
    isChanged = settle([...published.values()]);
  }
  return atOneMoment(db, () => {
    const files = listFiles();
    const ahead = throughDay === null ? context : readAhead(atMoment(context), throughDay);
    writeSome(
      files.filter(({ path, address }) => !published.has(path) || isChanged(address)),
      files.length,
      ahead,
    );
    const through = throughDay === null ? null : formatDay(throughDay);
    const listed = [...files, ...EDITION_LIST];
    write(MANIFEST_PATH, JSON.stringify({ through, timeZone: zone.id, asOf: asOf(context), files: listed }));
    const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    return { files: sizes.size, bytes, published: files.map(({ path }) => published.get(path)!) };
  });
}

/** Writes what was published when, once the edition is set down. */
export function writeEditionList(context: FeedContext, folder: string): void {
  for (const { path, address } of EDITION_LIST)
    writeFileSync(join(folder, path), renderAddress(context, address).body);
}

/** Puts `.br` and `.gz` beside every text of some length below a folder, where they are smaller. */
export function compressFiles(folder: string): Written {
  const written: Written = { files: 0, bytes: 0 };
  for (const path of textsBelow(folder)) {
    const text = readFileSync(path);
    const params = {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.byteLength,
      // A window no longer than the text: most of the time would go into clearing memory that is not needed.
      [constants.BROTLI_PARAM_LGWIN]: windowBits(text.byteLength),
    };
    const forms = [
      [`${path}.br`, brotliCompressSync(text, { params })],
      [`${path}.gz`, gzipSync(text, { level: GZIP_LEVEL })],
    ] as const;
    for (const [file, bytes] of forms) {
      if (bytes.byteLength >= text.byteLength) continue;
      writeFileSync(file, bytes);
      written.files++;
      written.bytes += bytes.byteLength;
    }
  }
  return written;
}

function windowBits(bytes: number): number {
  const fitting = Math.ceil(Math.log2(bytes + 16));
  return Math.min(22, Math.max(constants.BROTLI_MIN_WINDOW_BITS, fitting));
}

function textsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => {
      if (!TEXTS.test(path)) return false;
      const found = statSync(path);
      return found.isFile() && found.size > WORTH_COMPRESSING_BYTES;
    });
}
