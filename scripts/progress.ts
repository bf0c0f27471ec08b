/** A line on standard error that says how far a long piece of work is; silent where nobody watches. */
import process from 'node:process';

const EVERY_MS = 200;

export interface Progress {
  /** `total` 0: not known */
  show(done: number, total: number, what: string): void;
  end(): void;
}

export function progressLine(): Progress {
  const isWatched = process.stderr.isTTY === true;
  let shownAt = 0;
  let shown = false;
  return {
    show(done, total, what) {
      const now = performance.now();
      if (!isWatched || now - shownAt < EVERY_MS) return;
      shownAt = now;
      shown = true;
      const of = total === 0 ? '' : ` of ${total.toLocaleString('en')}`;
      process.stderr.write(`\r\x1b[K${done.toLocaleString('en')}${of} ${what}`);
    },
    end() {
      if (shown) process.stderr.write('\r\x1b[K');
    },
  };
}
