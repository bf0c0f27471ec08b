/**
 * SVG text to PNG, one after another in a thread of its own, so that no answer of the API waits for a picture.
 * Owns the queue and its bounds; refuses what is too large, and more than a few at once.
 */
import { Worker } from 'node:worker_threads';
import type { RasterAsked, RasterDone } from './raster-worker.ts';

export type Rastered =
  | { ok: true; png: Uint8Array }
  | { ok: false; reason: 'busy' | 'too large' | 'fault'; detail: string };

/** Longer text or more pixels than any chart of the site needs. */
const MOST_TEXT = 4_000_000;
const MOST_PIXELS = 16_000_000;
const MOST_WAITING = 24;
const WITHIN_MS = 10_000;

interface Job {
  asked: RasterAsked;
  done: (rastered: Rastered) => void;
}

export class Raster {
  readonly #mostWaiting: number;
  readonly #waiting: Job[] = [];
  #worker: Worker | null = null;
  #running: Job | null = null;
  #deadline: NodeJS.Timeout | undefined;

  /** `mostWaiting`: renderings in the queue beyond which the next is refused as busy. */
  constructor({ mostWaiting = MOST_WAITING }: { mostWaiting?: number } = {}) {
    this.#mostWaiting = mostWaiting;
  }

  /** PNG of a stand-alone SVG at `scale` device pixels a pixel. What cannot be had is an expected failure with its reason. */
  render(svg: string, scale: number): Promise<Rastered> {
    const pixels = pixelsOf(svg) * scale * scale;
    if (svg.length > MOST_TEXT || !(pixels <= MOST_PIXELS)) {
      const detail = `${svg.length} letters, ${pixels} pixels; expected at most ${MOST_TEXT} and ${MOST_PIXELS}`;
      return Promise.resolve({ ok: false, reason: 'too large', detail });
    }
    if (this.#waiting.length >= this.#mostWaiting) {
      return Promise.resolve({ ok: false, reason: 'busy', detail: `${this.#waiting.length} are waiting` });
    }
    return new Promise((done) => {
      this.#waiting.push({ asked: { svg, scale }, done });
      this.#next();
    });
  }

  /** Ends the thread; what waits is told so. */
  async stop(): Promise<void> {
    for (const job of this.#waiting.splice(0)) job.done(ended());
    const worker = this.#worker;
    this.#worker = null;
    this.#finish(ended());
    await worker?.terminate();
  }

  #next(): void {
    if (this.#running !== null) return;
    const job = this.#waiting.shift();
    if (job === undefined) {
      // An idle thread keeps nobody from leaving.
      this.#worker?.unref();
      return;
    }
    this.#running = job;
    this.#worker ??= this.#start();
    this.#worker.ref();
    this.#deadline = setTimeout(() => this.#abandon(), WITHIN_MS);
    this.#worker.postMessage(job.asked);
  }

  #finish(rastered: Rastered): void {
    clearTimeout(this.#deadline);
    const job = this.#running;
    this.#running = null;
    job?.done(rastered);
  }

  #start(): Worker {
    const worker = new Worker(new URL('./raster-worker.ts', import.meta.url));
    worker.on('message', (done: RasterDone) => {
      if (this.#worker !== worker) return;
      this.#finish(done.ok ? done : { ok: false, reason: 'fault', detail: done.error });
      this.#next();
    });
    const end = (detail: string) => {
      if (this.#worker !== worker) return;
      this.#worker = null;
      this.#finish({ ok: false, reason: 'fault', detail });
      this.#next();
    };
    worker.on('error', (error) => end(String(error)));
    worker.on('exit', (code) => end(`the thread ended with code ${code}`));
    return worker;
  }

  /** A rendering that does not end is ended with its thread; the next gets a new one. */
  #abandon(): void {
    const worker = this.#worker;
    this.#worker = null;
    this.#finish({ ok: false, reason: 'fault', detail: `not drawn within ${WITHIN_MS / 1000} s` });
    void worker?.terminate();
    this.#next();
  }
}

function ended(): Rastered {
  return { ok: false, reason: 'fault', detail: 'the server is stopping' };
}

/** By the size that the picture states; NaN where it states none, which no bound admits. */
function pixelsOf(svg: string): number {
  const [, width, height] = /^<svg [^>]*?width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  return Number(width) * Number(height);
}
