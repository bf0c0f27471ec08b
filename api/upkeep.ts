/**
 * Keeps the figures up to date while the server runs: soon after a push, and each minute for what time alone changes.
 * Owns when that happens; the counting runs in a thread of its own, so that nobody waits for it.
 */
import { Worker } from 'node:worker_threads';
import { type Log, sayError } from './log.ts';
import type { UpkeepAsked, UpkeepDone, UpkeepRules } from './upkeep-worker.ts';

export interface UpkeepSettings {
  rules: UpkeepRules;
  clock: () => number;
  log: Log;
}

/** Several pushes in a row are counted together; nobody waits longer than this and the count itself. */
const AFTER_CHANGE_MS = 1000;
const EVERY_MS = 60_000;
const STOP_WITHIN_MS = 2000;

export class Upkeep {
  readonly #settings: UpkeepSettings;
  #worker: Worker | null = null;
  #soon: NodeJS.Timeout | null = null;
  #regular: NodeJS.Timeout | null = null;
  /** takes the answer to what the thread was asked last */
  #answer: ((done: UpkeepDone) => void) | null = null;
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(settings: UpkeepSettings) {
    this.#settings = settings;
  }

  /** From now on counts every minute, repeat contacts included. */
  start(): void {
    this.#regular ??= setInterval(() => void this.run({ links: true }), EVERY_MS).unref();
  }

  /** Has changed records counted soon; repeat contacts wait for the next minute. */
  readonly noteChange = (): void => {
    if (this.#isStopped) return;
    this.#soon ??= setTimeout(() => {
      this.#soon = null;
      void this.run({ links: false });
    }, AFTER_CHANGE_MS).unref();
  };

  /** Counts what has to be counted; resolves when that is done, also when it failed, which is logged. */
  run(options: { links: boolean }): Promise<void> {
    this.#running = this.#running.then(() => this.#count(options));
    return this.#running;
  }

  /** Lets a running count end if it soon does. A count that is cut off goes on where it stopped. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#soon !== null) clearTimeout(this.#soon);
    if (this.#regular !== null) clearInterval(this.#regular);
    let deadline: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      deadline = setTimeout(resolve, STOP_WITHIN_MS);
    });
    await Promise.race([this.#running, late]);
    clearTimeout(deadline);
    await this.#worker?.terminate();
  }

  async #count({ links }: { links: boolean }): Promise<void> {
    if (this.#isStopped) return;
    const { clock, log } = this.#settings;
    const done = await this.#ask({ nowSeconds: clock(), links });
    if (this.#isStopped) return;
    if (done.error !== null) log('roll-up failed', { error: done.error });
    else if (done.changed) log('roll-up', { links, milliseconds: done.milliseconds });
  }

  #ask(asked: UpkeepAsked): Promise<UpkeepDone> {
    this.#worker ??= this.#startWorker();
    const worker = this.#worker;
    worker.ref();
    return new Promise((resolve) => {
      this.#answer = (done) => {
        this.#answer = null;
        // An idle thread keeps nobody from leaving.
        worker.unref();
        resolve(done);
      };
      worker.postMessage(asked);
    });
  }

  /** A thread that ends, by a fault or when it is told to, answers what it was asked and is started anew next time. */
  #startWorker(): Worker {
    const worker = new Worker(new URL('./upkeep-worker.ts', import.meta.url), {
      workerData: this.#settings.rules,
    });
    const end = (error: string) => {
      if (this.#worker === worker) this.#worker = null;
      this.#answer?.({ changed: false, milliseconds: 0, error });
    };
    worker.on('message', (done: UpkeepDone) => this.#answer?.(done));
    worker.on('error', (error) => end(sayError(error)));
    worker.on('exit', (code) => end(`the thread ended with code ${code}`));
    return worker;
  }
}
