/**
 * Records as the files that operators send: CSV with a header, one line a record, for each kind.
 * Owns the order of the columns and how a value is written; refuses to know where records come from.
 */

import { formatDay, twoDigits } from '../../db/domain/civil-day.ts';
import type { Kind, RecordOf } from '../../db/domain/contact.ts';

type Value = string | number | boolean | null;
type Column<R> = readonly [name: string, read: (record: R) => Value];
/** Intervals are for platforms that export only sums, which the demonstration's does not. */
export type DemonstrationKind = Exclude<Kind, 'intervals' | 'events'>;

const DAY_SECONDS = 86_400;

/** UTC, RFC 3339, with the text of a day remembered: records come in order of time. */
class InstantText {
  #day = Number.NaN;
  #date = '';

  write(utcSeconds: number | null): string | null {
    if (utcSeconds === null) return null;
    const day = Math.floor(utcSeconds / DAY_SECONDS);
    if (day !== this.#day) {
      this.#day = day;
      this.#date = formatDay(day);
    }
    const second = utcSeconds - day * DAY_SECONDS;
    const minute = Math.floor(second / 60);
    return `${this.#date}T${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}:${twoDigits(second % 60)}Z`;
  }
}

const clock = new InstantText();
const written = (utcSeconds: number | null) => clock.write(utcSeconds);

const COLUMNS: { [K in DemonstrationKind]: readonly Column<RecordOf[K]>[] } = {
  contacts: [
    ['id', (c) => c.id],
    ['offered_at', (c) => written(c.offeredAt)],
    ['channel', (c) => c.channel],
    ['outcome', (c) => c.outcome],
    ['queue', (c) => c.queue],
    ['category', (c) => c.category],
    ['cause', (c) => c.cause],
    ['sub_cause', (c) => c.subCause],
    ['demand', (c) => c.demand],
    ['menu_s', (c) => c.menuSeconds],
    ['wait_s', (c) => c.waitSeconds],
    ['hold_s', (c) => c.holdSeconds],
    ['handle_s', (c) => c.handleSeconds],
    ['priority', (c) => c.priority],
    ['transfers', (c) => c.transfers],
    ['due_at', (c) => written(c.dueAt)],
    ['closed_at', (c) => written(c.closedAt)],
    ['resolved_first', (c) => c.resolvedFirst],
    ['customer', (c) => c.customer],
    ['agent', (c) => c.agent],
    ['language', (c) => c.language],
    ['region', (c) => c.region],
  ],
  surveys: [
    ['id', (s) => s.id],
    ['contact_id', (s) => (s.shape === 'answer' ? s.contactId : null)],
    ['answered_at', (s) => (s.shape === 'answer' ? written(s.answeredAt) : null)],
    ['score', (s) => (s.shape === 'answer' ? s.score : null)],
    ['would_recommend', (s) => (s.shape === 'answer' ? s.wouldRecommend : null)],
    ['period_start', (s) => (s.shape === 'aggregate' ? written(s.periodStart) : null)],
    ['period', (s) => (s.shape === 'aggregate' ? s.period : null)],
    ['channel', (s) => (s.shape === 'aggregate' ? s.channel : null)],
    ['category', (s) => (s.shape === 'aggregate' ? s.category : null)],
    ['n', (s) => (s.shape === 'aggregate' ? s.n : null)],
    ['mean', (s) => (s.shape === 'aggregate' ? s.mean : null)],
    ['sd', (s) => (s.shape === 'aggregate' ? s.sd : null)],
    ['sent', (s) => (s.shape === 'aggregate' ? s.sent : null)],
    ['scale_min', (s) => s.scaleMin],
    ['scale_max', (s) => s.scaleMax],
    ['best', (s) => s.best],
  ],
  promises: [
    ['promise', (p) => p.promise],
    ['id', (p) => p.id],
    ['made_at', (p) => written(p.madeAt)],
    ['due_at', (p) => written(p.dueAt)],
    ['done_at', (p) => written(p.doneAt)],
    ['cancelled_at', (p) => written(p.cancelledAt)],
  ],
  actions: [
    ['id', (a) => a.id],
    ['title', (a) => a.title],
    ['summary', (a) => a.summary],
    ['owner_role', (a) => a.ownerRole],
    ['causes', (a) => a.causes.join(';')],
    ['category', (a) => a.category],
    ['channel', (a) => a.channel],
    ['registered_at', (a) => written(a.registeredAt)],
    ['starts_at', (a) => written(a.startsAt)],
    ['rollout_ends_at', (a) => written(a.rolloutEndsAt)],
    ['ended_at', (a) => written(a.endedAt)],
    ['status', (a) => a.status],
    ['metric', (a) => a.metric],
    ['direction', (a) => a.direction],
    ['expected_effect', (a) => a.expectedEffect],
    ['worthwhile_effect', (a) => a.worthwhileEffect],
    ['impact_model', (a) => a.impactModel],
    ['control', (a) => a.control],
    ['from_idea', (a) => a.fromIdea],
    ['window_weeks', (a) => a.windowWeeks],
  ],
  exposure: [
    ['date', (e) => formatDay(e.day)],
    ['customers', (e) => e.customers],
    ['orders', (e) => e.orders],
  ],
  codings: [
    ['contact_id', (c) => c.contactId],
    ['first', (c) => c.first],
    ['second', (c) => c.second],
  ],
  capacity: [
    ['interval_start', (c) => written(c.intervalStart)],
    ['interval', (c) => c.interval],
    ['channel', (c) => c.channel],
    ['queue', (c) => c.queue],
    ['agents', (c) => c.agents],
  ],
  accounts: [
    ['account', (a) => a.account],
    ['earnings_total', (a) => a.earningsTotal],
    ['since', (a) => formatDay(a.since)],
    ['until', (a) => (a.until === null ? null : formatDay(a.until))],
    ['contacts_365d', (a) => a.contacts],
  ],
  queue: [
    ['at', (q) => written(q.at)],
    ['channel', (q) => q.channel],
    ['queue', (q) => q.queue],
    ['waiting', (q) => q.waiting],
    ['longest_wait_s', (q) => q.longestWaitSeconds],
    ['in_service', (q) => q.inService],
    ['agents', (q) => q.agents],
  ],
};

/** About how many characters a piece of a file has. */
const PIECE_CHARACTERS = 256 * 1024;

/** The header of a kind's file, without a line end. */
export function csvHeader(kind: DemonstrationKind): string {
  return COLUMNS[kind].map(([name]) => name).join(',');
}

/** One record as a line of its kind's file, without a line end. */
export function toCsvLine<K extends DemonstrationKind>(kind: K, record: RecordOf[K]): string {
  let line = '';
  let separator = '';
  for (const [, read] of COLUMNS[kind]) {
    const value = read(record);
    line += value === null ? separator : separator + (typeof value === 'string' ? quoted(value) : value);
    separator = ',';
  }
  return line;
}

/** The whole file, header first, in pieces of many lines. */
export function* csvPieces<K extends DemonstrationKind>(
  kind: K,
  records: Iterable<RecordOf[K]>,
): Generator<string> {
  let piece = `${csvHeader(kind)}\n`;
  for (const record of records) {
    piece += `${toCsvLine(kind, record)}\n`;
    if (piece.length < PIECE_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

function quoted(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
