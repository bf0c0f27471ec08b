/**
 * Publishing: figures up to date → files → site → compressed → in place of what was there, in one move.
 * Owns the staging folder and the exchange; refuses to replace a folder that is no published site, and leaves the
 * old site as it is when anything goes wrong.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { keepOutlooks } from '../api/outlook-keeping.ts';
import { atMoment } from '../api/render.ts';
import { PUBLISHED_FOLDER } from '../db/domain/published-folder.ts';
import type { CivilDay } from '../db/domain/zone.ts';
import { parseDay } from '../db/domain/zone.ts';
import { markEdition } from '../db/editions.ts';
import { makeFolder } from '../db/make-folder.ts';
import { readMeta } from '../db/meta.ts';
import { openPast, type WriteHandle } from '../db/open.ts';
import { countAll } from '../db/rollup/background.ts';
import { EXIT, UsageError } from './command.ts';
import { compressFiles } from './compressed-files.ts';
import { makeEdition } from './edition.ts';
import { writeHostFiles } from './host-files.ts';
import { openLog } from './log-opening.ts';
import { logRegistrations } from './log-registrations.ts';
import { writeKeyList, writeLog } from './log-writing.ts';
import type { Organisation } from './organisation.ts';
import { hasSharePictures, writeSharePictures } from './pictures/share-files.ts';
import { isAlive } from './process-alive.ts';
import { progressLine } from './progress.ts';
import { refuseClockSetBack, waitForTurn } from './publication-order.ts';
import { writeEditionList, writePublishedFiles } from './published-files.ts';
import { forgetUnpublishedRevisions, settleRevisions } from './revisions.ts';
import { buildSite } from './site-build.ts';
import { compareStamps, isCounted, makeStamp, readStamp, STAMP_NAME } from './stamp.ts';
import { readWitnesses } from './witnesses.ts';

/** Of the site that is being replaced, while it is. */
const OLD_PREFIX = 'old-';

export interface PublicationSettings {
  outPath: string;
  /** UTC seconds */
  nowSeconds: number;
  /** the second at which a clock that was set starts; null: the machine's own */
  clockStart: number | null;
  /** the last day of which figures are published; null: yesterday, or the last day of records */
  throughDay: CivilDay | null;
  /** what was wrong in the edition before, in the operator's words; left out: nothing was */
  correction?: string | null;
  /** the clock is right, and was wrong when the last edition was published */
  isClockRight?: boolean;
  /** the share pictures are written as files too, for a host that draws none */
  sharePictures?: boolean;
  /** one line for the person who waits */
  say(line: string): void;
}

/**
 * Publishes what is new. Returns false, having done nothing, where nothing is. One publication of a database at a time:
 * of two that overlap the files of one would be published beside the edition of the other.
 */
export async function publish(
  db: WriteHandle,
  organisation: Organisation,
  settings: PublicationSettings,
): Promise<boolean> {
  const turn = await waitForTurn(db.path, settings.say);
  try {
    return await publishAlone(db, organisation, settings);
  } finally {
    turn.release();
  }
}

async function publishAlone(
  db: WriteHandle,
  organisation: Organisation,
  settings: PublicationSettings,
): Promise<boolean> {
  const { outPath, nowSeconds, say, correction = null, sharePictures = false } = settings;
  refuseForeignFolder(outPath);
  const isCurrent = () =>
    (!sharePictures || hasSharePictures(outPath)) &&
    isCounted(db) &&
    compareStamps(readStamp(outPath), makeStamp(db, organisation, settings)) === 'current';
  if (isCurrent()) return false;

  const { configuration, zone, calendar, rules } = organisation;
  if (settings.isClockRight !== true) refuseClockSetBack(db, nowSeconds);
  const witnesses = await readWitnesses(configuration.log.witnesses);
  const keys = await openLog(db, { ...configuration, nowSeconds, outPath, say });
  await timed(say, async (line) => {
    const before = readMeta(db, 'data_version');
    await countAll(db, rules, nowSeconds, line.progress);
    return readMeta(db, 'data_version') === before ? null : 'counted the records';
  });
  await timed(say, (line) => {
    const made = keepOutlooks({ db, configuration, zone, calendar, nowSeconds }, line.progress);
    return made === 0 ? null : `made ${made.toLocaleString('en')} outlooks`;
  });
  if (isCurrent()) return false;

  const workPath = openStaging(outPath);
  try {
    const publishedPath = join(workPath, 'published');
    const stamp = makeStamp(db, organisation, settings);
    const through = stamp.through === null ? null : parseDay(stamp.through);
    await timed(say, (line) => {
      const mark = markEdition(db);
      const past = openPast(db.path, mark);
      try {
        const context = { db: past, configuration, zone, calendar, nowSeconds };
        forgetUnpublishedRevisions(db);
        const places = { folder: publishedPath, outPath };
        const { files, bytes, published } = writePublishedFiles(context, through, publishedPath, {
          progress: line.progress,
          settle: (series) => settleRevisions(db, series, places),
        });
        const today = zone.dayOf(nowSeconds);
        logRegistrations(db, past, configuration, published, { today, code: stamp.code });
        const edition = makeEdition(db, organisation, atMoment(context), published, {
          ...{ mark, nowSeconds, throughDay: through, code: stamp.code, correction, ...places },
        });
        writeEditionList(context, publishedPath);
        writeKeyList(keys, witnesses, publishedPath);
        const what = edition === null ? 'as in the last edition' : `edition ${edition.id}`;
        return `wrote ${files.toLocaleString('en')} files, ${megabytes(bytes)}, ${what},`;
      } finally {
        past.close();
      }
    });
    const sitePath = await timedValue(say, async () => {
      const built = await buildSite({ publishedPath, workPath });
      return [built.sitePath, `built ${built.pages.toLocaleString('en')} pages`];
    });
    const folder = join(sitePath, PUBLISHED_FOLDER);
    mkdirSync(dirname(folder), { recursive: true });
    renameSync(join(publishedPath, PUBLISHED_FOLDER), folder);
    writeHostFiles(sitePath, configuration, nowSeconds);
    const passed = await timedValue(say, async () => {
      const { files, bytes, passed } = await compressFiles(sitePath);
      const what = `compressed them into ${files.toLocaleString('en')} files, ${megabytes(bytes)},`;
      return [passed, what];
    });
    if (sharePictures) await publishSharePictures(sitePath, say);
    await timed(say, async () => {
      const today = zone.dayOf(nowSeconds);
      const about = { sitePath, outPath, today, code: stamp.code, passed, witnesses, say };
      const { size, files } = await writeLog(db, keys, about);
      return `logged ${files.toLocaleString('en')} files as entry ${size - 1} of ${keys.origin}`;
    });
    writeFileSync(join(sitePath, STAMP_NAME), JSON.stringify(stamp));
    exchange(sitePath, outPath, workPath);
    say(
      `published ${outPath}${stamp.through === null ? ', without records' : `, figures through ${stamp.through}`}`,
    );
    return true;
  } catch (error) {
    throw explain(error, outPath);
  } finally {
    rmSync(workPath, { recursive: true, force: true });
  }
}

/** Writes the share picture of every page below a built site. */
async function publishSharePictures(sitePath: string, say: PublicationSettings['say']): Promise<void> {
  await timed(say, async (line) => {
    const { files, bytes } = await writeSharePictures(sitePath, line.progress);
    return `drew ${files.toLocaleString('en')} share pictures, ${megabytes(bytes)},`;
  });
}

/** Removes what publications that were killed have left beside a folder. */
export function removeLeftovers(outPath: string): void {
  const parent = dirname(resolve(outPath));
  const prefix = stagingPrefix(outPath);
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number.parseInt(name.slice(prefix.length), 10);
    if (isAlive(pid)) continue;
    giveBack(join(parent, name), resolve(outPath));
    rmSync(join(parent, name), { recursive: true, force: true });
  }
}

/** A publication that was killed between its two renames has left no site in its place: the old one goes back there. */
function giveBack(stagingPath: string, target: string): void {
  if (existsSync(target)) return;
  const old = readdirSync(stagingPath).find((name) => name.startsWith(OLD_PREFIX));
  if (old !== undefined) renameSync(join(stagingPath, old), target);
}

/** What publishing would replace must be a published site, an empty folder, or nothing. */
export function refuseForeignFolder(outPath: string): void {
  const found = statSync(outPath, { throwIfNoEntry: false });
  if (found === undefined) return;
  const isOurs =
    found.isDirectory() && (existsSync(join(outPath, STAMP_NAME)) || readdirSync(outPath).length === 0);
  if (isOurs) return;
  throw new UsageError(
    `CANDOUR_OUT: ${outPath} holds something other than a published site, and publishing would replace it; expected a new or empty folder`,
  );
}

function stagingPrefix(outPath: string): string {
  return `.candour-staging-${basename(resolve(outPath))}-`;
}

/** A folder beside the out, on the same disk, so that the exchange is a rename. */
function openStaging(outPath: string): string {
  removeLeftovers(outPath);
  const name = `${stagingPrefix(outPath)}${process.pid}-${randomBytes(4).toString('hex')}`;
  const path = join(dirname(resolve(outPath)), name);
  try {
    makeFolder(path);
  } catch (error) {
    throw explain(error, outPath);
  }
  return path;
}

/** Two renames; whoever publishes to the same folder at the same time loses to the later one. */
function exchange(sitePath: string, outPath: string, workPath: string): void {
  const target = resolve(outPath);
  const oldPath = join(workPath, OLD_PREFIX);
  for (let round = 0; ; round++) {
    const isThere = existsSync(target);
    if (isThere) renameSync(target, `${oldPath}${round}`);
    try {
      renameSync(sitePath, target);
      return;
    } catch (error) {
      if (/^(ENOTEMPTY|EEXIST)$/.test((error as NodeJS.ErrnoException).code ?? '')) continue;
      if (isThere) renameSync(`${oldPath}${round}`, target);
      throw error;
    }
  }
}

function explain(error: unknown, outPath: string): unknown {
  const { code = '', path = outPath } = error as NodeJS.ErrnoException;
  if (/^(EACCES|EPERM|EROFS)$/.test(code)) {
    return new UsageError(
      `CANDOUR_OUT: no permission to write ${path} (${code}); make the folder that holds ${outPath} writable, or name another`,
      EXIT.nothing,
    );
  }
  if (/^(ENOSPC|EDQUOT)$/.test(code)) {
    return new UsageError(
      `the disk is full (${code}): nothing was published and what was there is as it was; make room and run the same command again`,
      EXIT.nothing,
    );
  }
  if (/^(EBUSY|EXDEV)$/.test(code)) {
    return new UsageError(
      `CANDOUR_OUT: ${outPath} cannot be replaced in one move (${code}), as when a disk is mounted there; name a folder inside it`,
      EXIT.nothing,
    );
  }
  return error;
}

interface Line {
  progress(done: number, total: number, what: string): void;
}

async function timedValue<T>(
  say: PublicationSettings['say'],
  work: (line: Line) => readonly [T, string | null] | Promise<readonly [T, string | null]>,
): Promise<T> {
  const startedAt = performance.now();
  const line = progressLine();
  try {
    const [value, what] = await work({ progress: line.show });
    line.end();
    if (what !== null) say(`${what} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
    return value;
  } finally {
    line.end();
  }
}

/** Says what was done, and how long it took; nothing where that is null. */
export async function timed(
  say: PublicationSettings['say'],
  work: (line: Line) => string | null | Promise<string | null>,
): Promise<void> {
  await timedValue(say, async (line) => [undefined, await work(line)] as const);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
