/**
 * Has the site published by a process of its own: once before the server starts, and again when it no longer fits.
 * Owns when that happens while the server runs, and the life of that process; nobody who asks has to wait for it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { Clock } from '../api/env.ts';
import { type Log, sayError } from '../api/log.ts';
import { formatUtc } from '../db/domain/instant.ts';
import { removeLeftovers } from './publication.ts';

const PUBLISH = join(import.meta.dirname, 'publish.ts');
const LOOK_EVERY_MS = 60_000;
/** New records are published at most this often; a new day at once. */
const PUBLISH_EVERY_MS = 15 * 60_000;
const STOP_WITHIN_MS = 5000;
const LOW_PRIORITY = 10;

/** Why the published site no longer fits; null: it does. */
export type Reason = 'new day' | 'new records' | null;

export interface PublisherSettings {
  outPath: string;
  clock: Clock;
  /** whether the clock was set: the other process then goes on from where ours is */
  isClockSet: boolean;
  log: Log;
}

export class Publisher {
  readonly #settings: PublisherSettings;
  #child: ChildProcess | null = null;
  #timer: NodeJS.Timeout | null = null;
  #publishedAt = performance.now();
  #ended: Promise<unknown> = Promise.resolve();
  #isStopped = false;

  constructor(settings: PublisherSettings) {
    this.#settings = settings;
  }

  /** Publishes now, in sight of the person who waits. Returns the exit code; null when it was stopped. */
  async publish(): Promise<number | null> {
    return (await this.#run(process.env, 'inherit')).code;
  }

  /** From now on publishes in the background whenever `findReason` gives one. */
  watch(findReason: () => Reason): void {
    this.#publishedAt = performance.now();
    this.#timer ??= setInterval(() => void this.#look(findReason), LOOK_EVERY_MS);
  }

  /** Ends what is running; what is published stays as it is. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    const child = this.#child;
    if (child === null) return;
    child.kill('SIGTERM');
    const deadline = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await this.#ended;
    clearTimeout(deadline);
  }

  async #look(findReason: () => Reason): Promise<void> {
    if (this.#child !== null || this.#isStopped) return;
    const { clock, isClockSet, log } = this.#settings;
    try {
      const reason = findReason();
      const startedAt = performance.now();
      if (reason === null) return;
      if (reason === 'new records' && startedAt - this.#publishedAt < PUBLISH_EVERY_MS) return;
      this.#publishedAt = startedAt;
      const now = formatUtc(clock());
      const env = isClockSet ? { ...process.env, CANDOUR_NOW: now } : process.env;
      const { code, words } = await this.#run(env, 'pipe');
      if (code === null) return;
      const seconds = Math.round((performance.now() - startedAt) / 1000);
      log(code === 0 ? 'published' : 'not published', { reason, seconds, ...(code === 0 ? {} : { words }) });
    } catch (error) {
      log('not published', { words: sayError(error) });
    }
  }

  async #run(
    env: NodeJS.ProcessEnv,
    stdio: 'inherit' | 'pipe',
  ): Promise<{ code: number | null; words: string }> {
    if (this.#isStopped) return { code: null, words: '' };
    const child = spawn(process.execPath, [PUBLISH], { env, stdio: ['ignore', stdio, stdio] });
    this.#child = child;
    // Whoever asks the server comes first.
    if (stdio === 'pipe' && child.pid !== undefined) setPriority(child.pid, LOW_PRIORITY);
    let words = '';
    child.stdout?.resume();
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      words = (words + text).slice(-2000);
    });
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    this.#ended = ended.catch(() => {});
    try {
      return { code: await ended, words: words.trim() };
    } finally {
      this.#child = null;
      removeLeftovers(this.#settings.outPath);
    }
  }
}
