/**
 * Checks a published site against its log: every file, every list, every proof, and every figure against the edition
 * that named it last. Owns what a whole site is; refuses to say that a figure is true: only that it is the one that was
 * logged.
 */
import { type Bytes, sameBytes, sha256, toHex } from './bytes.ts';
import { type Anchors, type AnchorsHeld, type CheckedLog, checkLog } from './log-check.ts';
import { fileListOf, type LogEntry, type LoggedFile, readFileList } from './log-entry.ts';
import { formatLogProof } from './log-proof.ts';
import type { TreeHead } from './merkle-proof.ts';
import { inclusionProof } from './merkle-tree.ts';
import { eachOf, type Fault, Faults, type ReadSite } from './site-faults.ts';
import {
  BUILD_PROOF_PATH,
  CHECKPOINT_PATH,
  EDITION_ENTRIES,
  isFigure,
  isHiddenPath,
  LOG_FOLDER,
  proofPath,
  shortHash,
  VERIFIERS_PATH,
} from './site-log.ts';

export interface VerificationSettings extends Anchors {
  /** SHA-256; left out: that of Web Crypto */
  hash?: (bytes: Bytes) => Uint8Array | Promise<Uint8Array>;
  progress?: (done: number, total: number) => void;
}

export interface Verification {
  /** the first of them */
  faults: readonly Fault[];
  faultCount: number;
  anchors: AnchorsHeld;
  /** null: it could not be read or believed */
  log: (TreeHead & { origin: string; note: Bytes }) | null;
  /** of the last edition and of the last build, `2026-01-31`; null: there is none */
  lastDay: string | null;
  builtOn: string | null;
  editions: number;
  /** checked */
  files: number;
  bytes: number;
  /** figures that editions published and the site has no more */
  ended: number;
}

/** Everything is checked, whatever is found; nothing is believed because of where it was read. */
export async function verifySite(site: ReadSite, settings: VerificationSettings): Promise<Verification> {
  const check = new Check(site, settings);
  await check.run(settings);
  return check.result();
}

class Check {
  readonly #site: ReadSite;
  readonly #hash: NonNullable<VerificationSettings['hash']>;
  readonly #progress: NonNullable<VerificationSettings['progress']>;
  readonly #faults = new Faults();
  /** every file that something names; what else is there was added */
  readonly #named = new Set<string>([CHECKPOINT_PATH, VERIFIERS_PATH]);
  #anchors: AnchorsHeld = { key: null, keptSize: null, witnesses: [] };
  #log: CheckedLog | null = null;
  #files = 0;
  #bytes = 0;
  #editions = 0;
  #ended = 0;

  constructor(site: ReadSite, { hash = sha256, progress = () => {} }: VerificationSettings) {
    this.#site = site;
    this.#hash = hash;
    this.#progress = progress;
  }

  async run(anchors: Anchors): Promise<void> {
    const checked = await checkLog(this.#site, anchors, this.#faults);
    if (checked === null) return;
    this.#log = checked.log;
    this.#anchors = checked.anchors;
    for (const path of checked.log.paths) this.#named.add(path);
    await this.#checkProofs(checked.log);
    const figures = await this.#readEditions(checked.log.entries);
    const files = await this.#readBuild(checked.log.entries);
    if (files === null) return;
    this.#compareFigures(files, figures);
    await this.#checkFiles(files);
    for (const path of this.#site.paths ?? []) {
      if (!this.#named.has(path))
        this.#faults.add(path, 'no such file: no list names it', 'a file that was added');
    }
  }

  result(): Verification {
    const entries = this.#log?.entries ?? [];
    const dayOf = (is: (entry: LogEntry) => boolean) =>
      entries.findLast((entry) => entry !== null && is(entry))?.reportDate ?? null;
    return {
      faults: this.#faults.list,
      faultCount: this.#faults.count,
      anchors: this.#anchors,
      log: this.#log === null ? null : { ...this.#log.checkpoint, note: this.#log.note },
      lastDay: dayOf(isEdition),
      builtOn: dayOf(isBuild),
      editions: this.#editions,
      files: this.#files,
      bytes: this.#bytes,
      ended: this.#ended,
    };
  }

  /** Each must be, byte for byte, the one that there is. */
  async #checkProofs({ entries, bytes, tree, note, checkpoint: { size } }: CheckedLog): Promise<void> {
    const editions = entries.flatMap((entry, index) => (entry !== null && isEdition(entry) ? [index] : []));
    this.#editions = editions.length;
    const build = entries.findLastIndex((entry) => entry !== null && isBuild(entry));
    const proofs = [
      ...editions.map((index, at) => ({ index, path: proofPath(at + 1), what: `edition ${at + 1}` })),
      ...(build < 0 ? [] : [{ index: build, path: BUILD_PROOF_PATH, what: 'the list of the site' }]),
    ];
    await eachOf(proofs, this.#site.width, async ({ index, path, what }) => {
      this.#named.add(path);
      const file = await this.#faults.read(this.#site, path, `the proof that ${what} is in the log`);
      if (file === null) return;
      const hashes = await inclusionProof(tree, index, size);
      const made = formatLogProof({ index, hashes, checkpoint: note, extra: bytes[index] as Bytes });
      if (!sameBytes(file, made))
        this.#faults.add(path, `the proof that entry ${index} is in the log`, 'another text');
    });
  }

  /** What each figure was published as last; null where a list is not what was logged, so that nobody can know. */
  async #readEditions(entries: readonly (LogEntry | null)[]): Promise<Map<string, LoggedFile> | null> {
    const figures = new Map<string, LoggedFile>();
    let isKnown = true;
    const beside = entries.flatMap((entry) => (entry === null || isBuild(entry) ? [] : [entry]));
    // Some at a time, in their order: all the lists of a long log at once would fill the memory.
    const atOnce = this.#site.width;
    for (let start = 0; start < beside.length; start += atOnce) {
      const some = beside.slice(start, start + atOnce);
      const lists = await Promise.all(some.map((entry) => this.#filesOf(entry)));
      for (const [at, entry] of some.entries()) {
        const files = lists[at] ?? null;
        if (files === null) isKnown = false;
        else if (isEdition(entry)) for (const file of files) figures.set(file.path, file);
        else await this.#checkFiles(files);
      }
    }
    if (entries.includes(null)) isKnown = false;
    return isKnown ? figures : null;
  }

  /** The files of the site as its last build listed them. */
  async #readBuild(entries: readonly (LogEntry | null)[]): Promise<LoggedFile[] | null> {
    const build = entries.findLast((entry) => entry !== null && isBuild(entry)) ?? null;
    if (build === null) {
      this.#faults.add(CHECKPOINT_PATH, 'a log that names the files of the site', 'none that does');
      return null;
    }
    const files = await this.#filesOf(build);
    if (files === null) return null;
    if (!files.some(({ path }) => path === VERIFIERS_PATH)) {
      this.#faults.add(VERIFIERS_PATH, 'a file that the list of the site names', 'one that it does not name');
    }
    for (const { path } of files) {
      if (isHiddenPath(path)) this.#faults.add(path, 'no file that is hidden', 'one in the list of the site');
      else if (path.startsWith(`${LOG_FOLDER}/`) && path !== VERIFIERS_PATH) {
        this.#faults.add(path, 'no file of the log in the list of the site', 'one');
      }
    }
    return files.filter(({ path }) => !isHiddenPath(path));
  }

  /** What an entry names, by itself or by its list. */
  async #filesOf(entry: LogEntry): Promise<LoggedFile[] | null> {
    const list = fileListOf(entry);
    if (list === null) return [...entry.files];
    const bytes = await this.#check(list);
    if (bytes === null) return null;
    const read = readFileList(bytes);
    if (read.ok) return read.files;
    this.#faults.add(list.path, 'a list of files', read.reason);
    return null;
  }

  #compareFigures(files: readonly LoggedFile[], figures: Map<string, LoggedFile> | null): void {
    if (figures === null) return;
    const left = new Set(figures.keys());
    for (const { path, sha256: hash } of files) {
      if (!isFigure(path)) continue;
      const logged = figures.get(path);
      left.delete(path);
      if (logged === undefined) {
        this.#faults.add(path, 'a figure that an edition published', 'one that none did');
      } else if (logged.sha256 !== hash) {
        this.#faults.add(
          path,
          `SHA-256 ${shortHash(logged.sha256)}, as the edition published it last`,
          `${shortHash(hash)} in the list of the site`,
        );
      }
    }
    this.#ended = left.size;
  }

  async #checkFiles(files: readonly LoggedFile[]): Promise<void> {
    let done = 0;
    await eachOf(files, this.#site.width, async (file) => {
      await this.#check(file);
      this.#progress(++done, files.length);
    });
  }

  /** The file's bytes; null, with a fault, where they are not those that were logged. */
  async #check(file: LoggedFile): Promise<Bytes | null> {
    const { path, sha256: hash, bytes: length } = file;
    this.#named.add(path);
    const expected = `${length} bytes, SHA-256 ${shortHash(hash)}`;
    const bytes = await this.#faults.read(this.#site, path, expected);
    if (bytes === null) return null;
    this.#files++;
    this.#bytes += bytes.length;
    const found = toHex(await this.#hash(bytes));
    if (found === hash && bytes.length === length) return bytes;
    this.#faults.add(path, expected, `${bytes.length} bytes, SHA-256 ${shortHash(found)}`);
    return null;
  }
}

const isEdition = ({ kind }: LogEntry) => EDITION_ENTRIES.has(kind);
const isBuild = ({ kind }: LogEntry) => kind === 'site-build';
