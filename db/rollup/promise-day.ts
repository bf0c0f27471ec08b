/**
 * The promises that fell due on one civil day, counted anew from records: those of the kind "promises", and the contacts
 * by which the other promises are measured. Owns which promise a record bears on; refuses to judge one before it is due.
 */
import type { ScannedContact } from '../contact-scan.ts';
import { CHANNELS, OUTCOMES } from '../domain/contact.ts';
import { FactBlock } from '../domain/fact-block.ts';
import { fateOf, type MadePromise, type PublicPromise } from '../domain/promise.ts';
import { spanBinOf } from '../domain/span-histogram.ts';
import type { CivilDay, Zone } from '../domain/zone.ts';
import type { ReadHandle } from '../open.ts';
import type { CellBlock } from './block-writer.ts';
import type { CellBook } from './cell-book.ts';

interface PromiseRow extends MadePromise {
  promise: string;
}

const ANSWERED = OUTCOMES.indexOf('answered');
const ABANDONED = OUTCOMES.indexOf('abandoned');
const CALLBACK = OUTCOMES.indexOf('callback');
const MESSAGE = OUTCOMES.indexOf('message');
const OPEN = OUTCOMES.indexOf('open');

export class PromiseCounter {
  private readonly zone: Zone;
  private readonly measured: readonly PublicPromise[];
  private readonly book: CellBook;
  private readonly records;
  private readonly queueTerm;
  private readonly blocks = new Map<string, FactBlock>();
  /** measured by contacts, and in force on the day */
  private inForce: readonly PublicPromise[] = [];

  constructor(
    db: ReadHandle,
    { zone, promises }: { zone: Zone; promises: readonly PublicPromise[] },
    book: CellBook,
  ) {
    this.zone = zone;
    this.book = book;
    this.measured = promises.filter(({ of }) => of !== 'records' && of !== 'nothing');
    this.records = db.sql.prepare<unknown[], PromiseRow>(
      `SELECT promise, made_at AS madeAt, due_at AS dueAt, done_at AS doneAt, cancelled_at AS cancelledAt
         FROM promises WHERE due_at >= ? AND due_at < ? AND due_at <= ?`,
    );
    this.queueTerm = db.sql.prepare<[number], string>('SELECT text FROM terms WHERE id = ?').pluck();
  }

  begin(day: CivilDay): void {
    this.blocks.clear();
    this.inForce = this.measured.filter(({ from, to }) => (from ?? day) <= day && day <= (to ?? day));
  }

  /** A contact that arrived on the day: its time on hold and its wait are due at once. */
  addArrival(contact: ScannedContact): void {
    for (const promise of this.inForce) {
      if (!this.isAbout(promise, contact)) continue;
      switch (promise.of) {
        case 'hold_time':
          if (contact.outcome === ANSWERED) this.addDuration(promise, contact.holdSeconds);
          break;
        case 'wait_time':
          this.addWait(promise, contact);
          break;
        // Without a due time nobody can say on which day it counts.
        case 'callbacks':
        case 'messages':
          if (isOf(promise, contact) && contact.dueAt === null) {
            this.blockOf(promise.id).add('promisesUnknown', 0, 1);
          }
          break;
      }
    }
  }

  /** A contact that was due on the day. */
  addDue(contact: ScannedContact & { dueAt: number }): void {
    for (const promise of this.inForce) {
      if (!isOf(promise, contact) || !this.isAbout(promise, contact)) continue;
      // Asked for when the queue was left; a due time before that would be of something else.
      const leftAt = contact.arrivedAt + Math.round((contact.menuSeconds ?? 0) + (contact.waitSeconds ?? 0));
      const madeAt = Math.min(leftAt, contact.dueAt, contact.closedAt ?? leftAt);
      this.add(promise.id, { madeAt, dueAt: contact.dueAt, doneAt: contact.closedAt, cancelledAt: null });
    }
  }

  /** The records that were due in a stretch, as far as their time has passed. */
  addRecords(start: number, end: number, horizon: number): void {
    const others = new Set(this.measured.map(({ id }) => id));
    for (const row of this.records.all(start, end, horizon)) {
      // A promise that is measured by contacts would count twice.
      if (!others.has(row.promise)) this.add(row.promise, row);
    }
  }

  finish(): CellBlock[] {
    return [...this.blocks].map(([id, block]) => ({ grain: 'day', cell: this.book.promiseCell(id), block }));
  }

  private add(id: string, made: MadePromise): void {
    const block = this.blockOf(id);
    const fate = fateOf(made);
    if (fate === 'withdrawn') {
      block.add('promisesWithdrawn', 0, 1);
      return;
    }
    block.add('promisesDue', 0, 1);
    const { madeAt, dueAt, doneAt } = made;
    const isDone = fate === 'kept' || fate === 'late';
    const end = isDone ? doneAt! : dueAt;
    const seconds = spanBinOf(end - madeAt);
    const days = spanBinOf((this.zone.dayOf(end) - this.zone.dayOf(madeAt)) * 86_400);
    if (fate === 'kept') block.add('promisesKept', 0, 1);
    if (fate === 'late') block.add('promisesLate', 0, 1);
    if (fate === 'given_up') block.add('promisesGivenUp', 0, 1);
    block.addSpan(isDone ? 'promiseSpans' : 'openSpans', 0, seconds);
    block.addSpan(isDone ? 'promiseDays' : 'openDays', 0, days);
  }

  /** How long it took against the longest time promised; null: the record does not say. */
  private addDuration(promise: PublicPromise, seconds: number | null): void {
    const block = this.blockOf(promise.id);
    if (seconds === null) {
      block.add('promisesUnknown', 0, 1);
      return;
    }
    block.add('promisesDue', 0, 1);
    block.add(seconds <= promise.withinSeconds! ? 'promisesKept' : 'promisesLate', 0, 1);
    block.addSpan('promiseSpans', 0, spanBinOf(seconds));
    block.addSpan('promiseDays', 0, 0);
  }

  /** Who left before the promised time took the promise back; who left after it had waited longer than promised. */
  private addWait(promise: PublicPromise, { outcome, waitSeconds }: ScannedContact): void {
    if (outcome === ANSWERED) this.addDuration(promise, waitSeconds);
    if (outcome !== ABANDONED) return;
    const block = this.blockOf(promise.id);
    if (waitSeconds === null) block.add('promisesUnknown', 0, 1);
    else if (waitSeconds <= promise.withinSeconds!) block.add('promisesWithdrawn', 0, 1);
    else {
      block.add('promisesDue', 0, 1);
      block.add('promisesGivenUp', 0, 1);
      block.addSpan('openSpans', 0, spanBinOf(waitSeconds));
      block.addSpan('openDays', 0, 0);
    }
  }

  private isAbout({ channel, queue }: PublicPromise, contact: ScannedContact): boolean {
    if (channel !== null && CHANNELS[contact.channel] !== channel) return false;
    if (queue === null) return true;
    return contact.queue !== null && (this.queueTerm.get(contact.queue) as unknown as string) === queue;
  }

  private blockOf(id: string): FactBlock {
    let block = this.blocks.get(id);
    if (block === undefined) {
      block = new FactBlock(1);
      this.blocks.set(id, block);
    }
    return block;
  }
}

/** Whether a contact that has a due time is what a promise speaks of. */
function isOf({ of }: PublicPromise, { outcome }: ScannedContact): boolean {
  if (of === 'callbacks') return outcome === CALLBACK;
  if (of === 'messages') return outcome === MESSAGE || outcome === OPEN;
  return of === 'cases';
}
