/**
 * Writes the published files by two threads, where there are so many that the second is worth its start. Owns the second
 * thread's life and who writes which file; what is in a file is published-files.ts's, and the same whoever writes it.
 *
 * Both read the database as of the same mark. Of what has no past, the second tells what it sees before it begins; where
 * that is not what the first sees, for somebody wrote just then, the first writes all by itself.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FeedContext } from '../api/feeds/context.ts';
import type { PublishedFile } from '../api/published.ts';
import type { Configuration } from '../db/configuration.ts';
import { once } from '../db/domain/once.ts';
import type { CivilDay } from '../db/domain/zone.ts';
import { atOneMoment } from '../db/moment.ts';
import { tellPresent } from '../db/present.ts';
import {
  aheadOf,
  FilePress,
  isReport,
  isSeries,
  listFiles,
  type PrintedFile,
  type WritingOptions,
  type Written,
} from './published-files.ts';
import type { WrittenFile } from './revisions.ts';

/** What the second thread is started with. */
export interface SecondPressSettings {
  databasePath: string;
  mark: number;
  configuration: Configuration;
  holidays: ReadonlyMap<CivilDay, string>;
  nowSeconds: number;
  throughDay: CivilDay | null;
  folder: string;
}

/** The files of one moment, in parts that are written by one thread each; `taken`: see `Taken`. */
export interface PressOrder {
  parts: PublishedFile[][];
  taken: Int32Array<SharedArrayBuffer>;
}

/** What the second thread says: what it sees before it begins, then what it wrote. */
export type PressReport = { present: string } | { written: PrintedFile[] };

/** Places in `taken`: how many parts are taken, and whether the second thread is to begin (1) or to leave it (2). */
export const TAKEN = { parts: 0, word: 1 } as const;
export const BEGIN = 1;
export const LEAVE = 2;

const FILES_WORTH_A_THREAD = 1000;

/** The parts that one of two threads gets: each begins at its end of them, and they meet where they meet. */
export function* partsFrom(end: 'first' | 'last', { parts, taken }: PressOrder): Generator<PublishedFile> {
  for (let at = 0; Atomics.add(taken, TAKEN.parts, 1) < parts.length; at++)
    yield* parts.at(end === 'first' ? at : -1 - at)!;
}

export interface TwoPressSettings extends SecondPressSettings {
  /** as of the mark */
  context: FeedContext;
}

/** As `writePublishedFiles` does. `least`: of so many files on by two threads. */
export async function writeByTwo(
  { context, ...settings }: TwoPressSettings,
  {
    settle,
    progress = () => {},
    isWanted = () => true,
  }: Required<Pick<WritingOptions, 'settle'>> & WritingOptions,
  least = FILES_WORTH_A_THREAD,
): Promise<Written & { published: WrittenFile[] }> {
  const { throughDay, folder } = settings;
  const { db } = context;
  const press = new FilePress(folder);
  const files = atOneMoment(db, () => listFiles(context, throughDay)).filter(({ path }) => isWanted(path));
  const isWorth = files.length >= least && availableParallelism() > 1;
  const second = isWorth ? new SecondPress(settings) : null;
  // What was read at one moment may be kept for the next, so that all of them have to see the same.
  let seen: string | null = null;
  const print = async (some: readonly PublishedFile[]) => {
    const order: PressOrder = {
      parts: partsOf(some),
      taken: new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)),
    };
    const present = await second?.announce(order);
    atOneMoment(db, () => {
      seen ??= tellPresent(db);
      second?.begin(order, present === seen && tellPresent(db) === seen);
      const told = () => progress(press.written.size, files.length, 'published files');
      press.print(partsFrom('first', order), aheadOf(context, throughDay), told);
    });
    for (const file of (await second?.written()) ?? []) press.written.set(file.path, file);
  };
  try {
    // In a moment of its own: the next one sees what was settled, and of all else the same.
    await print(files.filter(isSeries));
    const isChanged = settle([...press.written.values()]);
    await print(files.filter(({ path, address }) => !press.written.has(path) || isChanged(address)));
    return atOneMoment(db, () => press.finish(context, throughDay, files));
  } finally {
    await second?.end();
  }
}

/**
 * Both forms of an answer are one part: the second needs no other answer. So are the reports of all periods, which are
 * made of the same series: two threads would read these twice. They come last.
 */
function partsOf(files: readonly PublishedFile[]): PublishedFile[][] {
  const parts = new Map<string, PublishedFile[]>();
  const reports: PublishedFile[] = [];
  for (const file of files) {
    if (isReport(file)) reports.push(file);
    else once(parts, file.path.replace(/\.[a-z]+$/, ''), () => [] as PublishedFile[]).push(file);
  }
  return reports.length === 0 ? [...parts.values()] : [...parts.values(), reports];
}

/** The second thread, as the first sees it. */
class SecondPress {
  readonly #worker: Worker;
  readonly #failed: Promise<never>;

  constructor(settings: SecondPressSettings) {
    this.#worker = new Worker(new URL('./press-worker.ts', import.meta.url), { workerData: settings });
    this.#failed = new Promise((_, reject) => {
      this.#worker.once('error', reject);
      this.#worker.once('exit', (code) =>
        reject(new Error(`the second thread that writes files ended with code ${code}`)),
      );
    });
    // It is waited for only with an answer.
    this.#failed.catch(() => {});
  }

  /** Tells of files; what the thread sees of the present, once it has begun to read. */
  async announce(order: PressOrder): Promise<string> {
    this.#worker.postMessage(order);
    const report = await this.#next();
    if ('present' in report) return report.present;
    throw new Error('the second thread that writes files wrote before it was told to');
  }

  begin({ taken }: PressOrder, isTrue: boolean): void {
    Atomics.store(taken, TAKEN.word, isTrue ? BEGIN : LEAVE);
    Atomics.notify(taken, TAKEN.word);
  }

  async written(): Promise<PrintedFile[]> {
    const report = await this.#next();
    if ('present' in report) throw new Error('the second thread that writes files began anew');
    // Bytes that went from thread to thread are no Buffer any more.
    return report.written.map((file) => ({ ...file, sha256: Buffer.from(file.sha256) }));
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #next(): Promise<PressReport> {
    const next = new Promise<PressReport>((resolve) => this.#worker.once('message', resolve));
    return Promise.race([next, this.#failed]);
  }
}
