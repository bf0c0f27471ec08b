/**
 * The questions of the explorer to the API: one at a time, put again by itself until it is answered.
 * Owns when to ask again and since when nothing was heard; refuses to show or to word anything.
 */
import type { HistoryAnswer } from '../../../api/contract/history.ts';
import { type HistoryView, OPENING, questionOf } from '../../history/address.ts';
import { fetchHistory, fetchOpening, RefusedError } from '../../query/history.ts';
import type { Turn } from '../../words/operator-words.ts';

export interface Asker {
  /** `view`: the one that it answers */
  answered(answer: HistoryAnswer, view: HistoryView): void;
  /** there is an answer again, after `failed` */
  recovered(): void;
  /** there is no such view, and why */
  refused(view: HistoryView, why: string): void;
  /** out of reach since then; it will be asked again */
  failed(since: Date): void;
  busy(isBusy: boolean): void;
}

const FIRST_RETRY_MS = 15_000;
const LONGEST_RETRY_MS = 300_000;
/** A view that ends with the newest records is asked for again when the tab wakes after this long. */
const STALE_AFTER_MS = 120_000;
/** An answer that comes sooner needs no sign that it is waited for. */
const BUSY_AFTER_MS = 250;

export class Asking {
  readonly #asker: Asker;
  /** what becomes of the operator's words */
  readonly #turn: Turn;
  #current: AbortController | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #hasAnswer = false;
  #failures = 0;
  #failedAt: Date | null = null;
  #askedAt = 0;

  constructor(asker: Asker, turn: Turn) {
    this.#asker = asker;
    this.#turn = turn;
  }

  /** After sleep, or when the net is back: by how long ago it was asked, whatever the reader's clock says. */
  isOld(view: HistoryView): boolean {
    const isStale = Math.abs(Date.now() - this.#askedAt) > STALE_AFTER_MS;
    return this.#failedAt !== null || (isStale && view.to === null);
  }

  /** Takes the place of what is still being asked. */
  async ask(view: HistoryView): Promise<void> {
    clearTimeout(this.#retry);
    this.#current?.abort();
    const current = new AbortController();
    this.#current = current;
    const busy = setTimeout(() => this.#asker.busy(true), BUSY_AFTER_MS);
    try {
      const answer = await this.#fetch(view, current.signal);
      if (current.signal.aborted) return;
      if (this.#failedAt !== null) this.#asker.recovered();
      this.#failures = 0;
      this.#failedAt = null;
      this.#askedAt = Date.now();
      this.#answered(answer, view);
    } catch (error) {
      if (current.signal.aborted) return;
      if (error instanceof RefusedError) this.#asker.refused(view, error.message);
      else this.#failed(view);
    } finally {
      clearTimeout(busy);
      if (this.#current === current) this.#asker.busy(false);
    }
  }

  /** The opening view is there as a file, and so opens even where the API is not; any other is asked for. */
  async #fetch(view: HistoryView, signal: AbortSignal): Promise<HistoryAnswer> {
    const isOpening = questionOf(view) === questionOf(OPENING);
    if (isOpening && !this.#hasAnswer) return await fetchOpening(signal, this.#turn);
    try {
      return await fetchHistory(questionOf(view), signal, this.#turn);
    } catch (error) {
      if (isOpening && !(error instanceof RefusedError)) return await fetchOpening(signal, this.#turn);
      throw error;
    }
  }

  #answered(answer: HistoryAnswer, view: HistoryView): void {
    this.#hasAnswer = true;
    this.#asker.answered(answer, view);
  }

  /** What was answered before stays; where nothing was, the opening view stands in. */
  #failed(view: HistoryView): void {
    this.#failedAt ??= new Date();
    this.#asker.failed(this.#failedAt);
    const wait = Math.min(FIRST_RETRY_MS * 2 ** this.#failures, LONGEST_RETRY_MS);
    this.#failures += 1;
    this.#retry = setTimeout(() => void this.ask(view), wait);
    if (this.#hasAnswer) return;
    void fetchOpening(AbortSignal.timeout(10_000), this.#turn).then(
      (answer) => this.#answered(answer, OPENING),
      () => {},
    );
  }
}
