/**
 * Writes the published files. Owns how they get onto the disk; what is in them comes from the manifest and from the routes'
 * own rendering, byte for byte.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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
  const press = new FilePress(folder);
  const { db } = context;
  let isChanged: (address: string) => boolean = () => false;
  const print = (files: readonly PublishedFile[], total: number, of: FeedContext) =>
    press.print(files, of, () => progress(press.written.size, total, 'published files'));
  if (settle !== undefined) {
    // In a moment of its own: the next one sees what was settled, and of all else the same.
    atOneMoment(db, () => {
      const files = listFiles(context, throughDay).filter(({ path }) => isWanted(path));
      print(
        files.filter(({ address }) => isOfSeries(address)),
        files.length,
        context,
      );
    });
    isChanged = settle([...press.written.values()]);
  }
  return atOneMoment(db, () => {
    const files = listFiles(context, throughDay).filter(({ path }) => isWanted(path));
    const left = files.filter(({ path, address }) => !press.written.has(path) || isChanged(address));
    print(left, files.length, aheadOf(context, throughDay));
    return press.finish(context, throughDay, files);
  });
}

/** Every file of the manifest. */
function listFiles(context: FeedContext, throughDay: CivilDay | null): PublishedFile[] {
  const { actions } = actionsFeed(context, { toDay: null });
  const today = context.zone.dayOf(context.nowSeconds);
  return publishedFiles(organisationFeed(context), today, throughDay, actions);
}

/** For the files of one moment: the same answers from fewer readings. */
function aheadOf(context: FeedContext, throughDay: CivilDay | null): FeedContext {
  return throughDay === null ? context : readAhead(atMoment(context), throughDay);
}

/** A published file as it was written, with its length. */
interface PrintedFile extends WrittenFile {
  bytes: number;
}

/** Puts answers into files below a folder, and remembers which. */
class FilePress {
  readonly written = new Map<string, PrintedFile>();
  readonly #folder: string;
  readonly #made = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Writes files one after another, within `atOneMoment`; `printed` is told of each. */
  print(files: Iterable<PublishedFile>, of: FeedContext, printed: () => void = () => {}): void {
    readHeldAhead(of.db);
    for (const { path, address } of files) {
      const { status, body } = renderAddress(of, address);
      if (status !== 200) throw new Error(`the published address ${address} answers ${status}: ${body}`);
      const bytes = this.#write(path, body);
      this.written.set(path, { path, address, sha256: sha256(bytes), bytes: bytes.byteLength });
      printed();
    }
  }

  /** Writes the manifest, and tells of all that was written, in the manifest's order. */
  finish(
    context: FeedContext,
    throughDay: CivilDay | null,
    files: readonly PublishedFile[],
  ): Written & { published: WrittenFile[] } {
    const published = files.map(({ path }) => this.written.get(path)!);
    const manifest = this.#write(
      MANIFEST_PATH,
      JSON.stringify({
        through: throughDay === null ? null : formatDay(throughDay),
        timeZone: context.zone.id,
        asOf: asOf(context),
        files: [...files, ...EDITION_LIST],
      }),
    );
    const bytes = published.reduce((sum, file) => sum + file.bytes, manifest.byteLength);
    return { files: published.length + 1, bytes, published };
  }

  #write(path: string, text: string): Buffer {
    const file = join(this.#folder, path);
    const body = Buffer.from(text);
    const folder = dirname(file);
    if (!this.#made.has(folder)) mkdirSync(folder, { recursive: true });
    this.#made.add(folder);
    writeFileSync(file, body);
    return body;
  }
}

/** Writes what was published when, once the edition is set down. */
export function writeEditionList(context: FeedContext, folder: string): void {
  for (const { path, address } of EDITION_LIST)
    writeFileSync(join(folder, path), renderAddress(context, address).body);
}
