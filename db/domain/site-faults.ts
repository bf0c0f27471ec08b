/** What a check of a published site found to be other than it must be. Owns how faults are counted and kept; refuses to judge. */
import type { Bytes } from './bytes.ts';

export interface Fault {
  /** the file, below the site's root */
  path: string;
  expected: string;
  found: string;
}

/** A site as it can be read: a folder, or the public addresses below one. */
export interface ReadSite {
  /** null: there is no such file. Throws an Error where that cannot be known. */
  read(path: string): Bytes | null | Promise<Bytes | null>;
  /** every file that is there, hidden ones left out; null where nobody can know that, as on the web */
  paths: readonly string[] | null;
  /** how many may be read at once */
  width: number;
}

/** A broken site may have a fault in every file; who reads them needs the first ones and their number. */
const KEPT = 1000;

export class Faults {
  readonly list: Fault[] = [];
  count = 0;

  add(path: string, expected: string, found: string): void {
    this.count++;
    if (this.list.length < KEPT) this.list.push({ path, expected, found });
  }

  /** The file; null, with a fault, where it is not there or cannot be read. */
  async read(site: ReadSite, path: string, expected = 'this file'): Promise<Bytes | null> {
    try {
      const bytes = await site.read(path);
      if (bytes === null) this.add(path, expected, 'no such file');
      return bytes;
    } catch (error) {
      this.add(path, expected, (error as Error).message);
      return null;
    }
  }
}

/** Works through a list, some at once, in their order. */
export async function eachOf<Item>(
  items: readonly Item[],
  width: number,
  work: (item: Item, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const workers = Array.from({ length: Math.min(width, items.length) }, async () => {
    while (next < items.length) {
      const index = next++;
      await work(items[index] as Item, index);
    }
  });
  await Promise.all(workers);
}
