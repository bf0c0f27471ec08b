/**
 * Counting the figures of a load: on a second thread while records still come in, when there are so many that the
 * thread is worth its start, and by both threads at the end. Owns the thread's life and the order of the steps; what
 * is counted, and by which rules, is rollup.ts's.
 */
import { Worker } from 'node:worker_threads';
import type { CivilDay } from '../domain/zone.ts';
import { type WriteHandle, withoutSync } from '../open.ts';
import { readMarks } from './dirty.ts';
import type { DayOfSlots } from './hidden-cells.ts';
import { dueHiding, hidePeriods, noteHidden } from './hiding.ts';
import type { RollupProgress } from './links.ts';
import { partLinks, prepareRollUp, type RollupRules, rollUp, rollUpFirstShare } from './rollup.ts';

/** The rules as they can be sent to a thread. */
export interface SentRules extends Omit<RollupRules, 'zone'> {
  timeZone: string;
}

/** What the thread is told, in this order: to count to the end, then one by one of which days to hide hours, then that these are all. */
export type ThreadOrder =
  | { step: 'count'; partedAt: CivilDay | null }
  | { step: 'hide'; day: DayOfSlots }
  | { step: 'end' };

/** What the thread is started with. */
export interface BackgroundSettings {
  databasePath: string;
  rules: SentRules;
  nowSeconds: number;
}

const ROWS_WORTH_A_THREAD = 50_000;
/** What a day leaves behind is dead by the next: more room would only be filled before it is cleared. */
const YOUNG_GENERATION_MB = 6;

/** So many days to be counted are worth a thread. */
const DAYS_WORTH_A_THREAD = 60;

/** Counts what is left by both threads where it is much, otherwise by this one. */
export async function countAll(
  db: WriteHandle,
  rules: RollupRules,
  nowSeconds: number,
  progress?: RollupProgress,
): Promise<void> {
  const counting = new LoadCounting(db, rules, nowSeconds);
  const days = Math.max(readMarks(db, 'facts').length, readMarks(db, 'hiding').length);
  if (days >= DAYS_WORTH_A_THREAD) counting.loaded(ROWS_WORTH_A_THREAD);
  try {
    await counting.finish(progress);
  } finally {
    await counting.stop();
  }
}

export class LoadCounting {
  private readonly db: WriteHandle;
  private readonly rules: RollupRules;
  private readonly nowSeconds: number;
  private readonly rowsWorthAThread: number;
  private thread: { worker: Worker; ended: Promise<void> } | null = null;
  private rows = 0;

  constructor(
    db: WriteHandle,
    rules: RollupRules,
    nowSeconds: number,
    rowsWorthAThread: number = ROWS_WORTH_A_THREAD,
  ) {
    this.db = db;
    this.rules = rules;
    this.nowSeconds = nowSeconds;
    this.rowsWorthAThread = rowsWorthAThread;
    prepareRollUp(db, rules, nowSeconds);
  }

  /** Whether a second thread counts. */
  get hasThread(): boolean {
    return this.thread !== null;
  }

  /** Told of rows that were stored. */
  loaded(rows: number): void {
    this.rows += rows;
    if (this.thread === null && this.rows >= this.rowsWorthAThread) this.thread = this.startThread();
  }

  /** Counts what is left; rejects with what went wrong in either thread. */
  async finish(progress?: RollupProgress): Promise<void> {
    const { db, rules, nowSeconds, thread } = this;
    const options = progress === undefined ? {} : { progress };
    if (thread === null) {
      rollUp(db, rules, nowSeconds, options);
      return;
    }
    const tell = (order: ThreadOrder) => thread.worker.postMessage(order);
    const counted = new Promise<void>((resolve) => thread.worker.once('message', () => resolve()));
    const partedAt = partLinks(db, rules, nowSeconds);
    tell({ step: 'count', partedAt });
    rollUpFirstShare(db, rules, nowSeconds, partedAt, progress);
    await Promise.race([counted, thread.ended]);
    rollUp(db, rules, nowSeconds, { ...options, hides: false });
    const { zone, disclosure } = rules;
    const due = disclosure === null ? null : dueHiding(db, zone, nowSeconds);
    if (disclosure !== null && due !== null) {
      const hideHours = (day: DayOfSlots) => tell({ step: 'hide', day });
      withoutSync(db, () => hidePeriods(db, zone, disclosure, due, hideHours, progress));
    }
    tell({ step: 'end' });
    await thread.ended;
    this.thread = null;
    if (due !== null) noteHidden(db, due, nowSeconds);
  }

  /** Ends the thread where a load has failed: what it has not counted stays marked. */
  async stop(): Promise<void> {
    await this.thread?.worker.terminate();
    this.thread = null;
  }

  private startThread() {
    const { zone, ...rules } = this.rules;
    const settings: BackgroundSettings = {
      databasePath: this.db.path,
      rules: { ...rules, timeZone: zone.id },
      nowSeconds: this.nowSeconds,
    };
    const worker = new Worker(new URL('./background-worker.ts', import.meta.url), {
      workerData: settings,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    const ended = new Promise<void>((resolve, reject) => {
      worker.once('error', reject);
      worker.once('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`the counting thread ended with code ${code}`)),
      );
    });
    // Until finish() nobody waits for it: a failure shall not end the process before then.
    ended.catch(() => {});
    return { worker, ended };
  }
}
