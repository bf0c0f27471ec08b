/**
 * A copy of a published site that only grows with its log. Owns the folder of the copy; refuses to take over a site that
 * is not whole, or whose log does not go on from the one that is copied.
 *
 * Figures that are replaced stay below `.earlier`, under the hash by which the lists of earlier editions name them.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Bytes } from '../db/domain/bytes.ts';
import type { ReadSite } from '../db/domain/site-faults.ts';
import { CHECKPOINT_PATH, isFigure, isHiddenPath } from '../db/domain/site-log.ts';
import { EXIT, UsageError } from './command.ts';
import { readFolder } from './site-reader.ts';

const DRAFT = '.new';
const EARLIER = '.earlier';

export class Mirror {
  readonly #folder: string;
  readonly #read = new Set<string>();

  /** Throws a UsageError where the folder holds something else. */
  constructor(folder: string) {
    this.#folder = folder;
    if (
      existsSync(folder) &&
      !existsSync(join(folder, CHECKPOINT_PATH)) &&
      readdirSync(folder).some((name) => name !== DRAFT)
    ) {
      throw new UsageError(
        `--mirror: ${folder} holds something other than a copy of a site; expected a new or empty folder`,
      );
    }
    rmSync(join(folder, DRAFT), { recursive: true, force: true });
  }

  /** The checkpoint from which the copied log must go on; null: nothing is copied yet. */
  get checkpoint(): Bytes | null {
    const path = join(this.#folder, CHECKPOINT_PATH);
    return existsSync(path) ? new Uint8Array(readFileSync(path)) : null;
  }

  /** Reads a site and lays aside what is read. */
  following(site: ReadSite): ReadSite {
    return {
      ...site,
      read: async (path) => {
        const bytes = await site.read(path);
        // The name comes from a list that nobody has checked yet.
        if (bytes !== null && !isHiddenPath(path)) this.#lay(path, bytes);
        return bytes;
      },
    };
  }

  #lay(path: string, bytes: Bytes): void {
    const file = join(this.#folder, DRAFT, path);
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    } catch (error) {
      throw new UsageError(`--mirror: ${file} cannot be written: ${(error as Error).message}`, EXIT.nothing);
    }
    this.#read.add(path);
  }

  /** Takes over what was read, the checkpoint last: a copy that is cut short goes on from the old one. */
  take(): void {
    const paths = [...this.#read].filter((path) => path !== CHECKPOINT_PATH);
    for (const path of readFolder(this.#folder).paths ?? []) {
      if (this.#read.has(path)) continue;
      this.#keepEarlier(path);
      rmSync(join(this.#folder, path), { force: true });
    }
    for (const path of [...paths, CHECKPOINT_PATH]) {
      const [draft, file] = [join(this.#folder, DRAFT, path), join(this.#folder, path)];
      if (isFigure(path) && existsSync(file) && !readFileSync(file).equals(readFileSync(draft)))
        this.#keepEarlier(path);
      mkdirSync(dirname(file), { recursive: true });
      renameSync(draft, file);
    }
    this.drop();
  }

  /** Leaves the copy as it is. */
  drop(): void {
    rmSync(join(this.#folder, DRAFT), { recursive: true, force: true });
  }

  #keepEarlier(path: string): void {
    if (!isFigure(path)) return;
    const file = join(this.#folder, path);
    const hash = createHash('sha256').update(readFileSync(file)).digest('hex');
    mkdirSync(join(this.#folder, EARLIER), { recursive: true });
    renameSync(file, join(this.#folder, EARLIER, hash));
  }
}
