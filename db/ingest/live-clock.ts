/**
 * The clock of a source that speaks of now, held against ours. Owns what is done where it goes wrong, and when each
 * source was last heard of; refuses to shift what happened in the past.
 *
 * Nothing that is told has not happened yet. A time that is ahead of ours by up to ten minutes is a clock that goes
 * wrong, and is taken for the moment of receipt: contacts that are told as they happen keep their waits. Further ahead it
 * is a wrong day or zone, and refused. A clock that is behind cannot be told from a late message: up to twelve hours it is
 * kept as it is, and the receipt says how many came more than two minutes after they happened, and by how much all of it
 * is behind. What is pushed as it happens and is older is a wrong day, and refused where it is not known already. Files,
 * and pushes that say that they are late, may be of any day.
 */
import type { Kind, RecordOf } from '../domain/contact.ts';
import { LONGEST_HOLD_SECONDS } from '../domain/lifecycle.ts';
import type { WriteHandle } from '../open.ts';
import { type ClockSettings, RecordClock } from './record-clock.ts';
import type { LoadContext, Refusal } from './stores/store.ts';

/** The kinds that tell of now. */
export const LIVE_KINDS = ['events', 'queue'] as const;
export type LiveKind = (typeof LIVE_KINDS)[number];
export const isLiveKind = (kind: Kind): kind is LiveKind => LIVE_KINDS.some((live) => live === kind);

const MOST_AHEAD_SECONDS = 600;
/** An outage of a night is told of in the morning; what is older comes from a clock on another day, or says that it is late. */
export const MOST_BEHIND_SECONDS = 12 * 3600;
/** Messages on their way, and whole seconds. */
const SAME_TIME_SECONDS = 2;
const LATE_SECONDS = 120;
/** What is told within this speaks of now. */
const NOW_SECONDS = 600;
/** After a silence as long as this nobody knows what became of those who waited, unless chance explains it. */
export const LONG_SILENCE_SECONDS = 600;
/**
 * Where λ contacts come in an hour, at random, no word for 12/λ hours comes once in 160,000 times (e^−12): whoever has
 * more to tell has stopped.
 */
export const RARE_SILENCE = 12;
const HOUR = 3600;

export const AHEAD_RULE = 'times ahead of our clock taken for the moment of receipt';
export const LATE_RULE = 'told more than two minutes after they happened';

/** The clock of one load of what tells of now. Times are UTC seconds. */
export class LiveClock extends RecordClock {
  readonly #kind: LiveKind;
  readonly #db: WriteHandle;
  readonly #sourceCode: () => number;
  readonly #isToldLive: boolean;
  /** the latest time of what was taken, and how much that was; null: nothing */
  #latestAt: number | null = null;
  #taken = 0;

  constructor(
    kind: LiveKind,
    { db, dictionary, source }: Pick<LoadContext, 'db' | 'dictionary' | 'source'>,
    { isToldLive = false, ...settings }: ClockSettings & { isToldLive?: boolean },
  ) {
    super(kind, settings);
    this.#kind = kind;
    this.#db = db;
    this.#sourceCode = () => dictionary.term('source', source)!;
    this.#isToldLive = isToldLive;
  }

  /** Sets the time of a record right where it may be, and counts by which rule; says why it is refused, else null. */
  override check(record: RecordOf[Kind], applied: Map<string, number>): Refusal | null {
    const live = record as RecordOf[LiveKind];
    const ahead = live.at - this.nowSeconds;
    if (ahead > MOST_AHEAD_SECONDS)
      return this.#refuse(
        live.at,
        `${MOST_AHEAD_SECONDS / 60} minutes ahead of`,
        'the time at which it happened',
      );
    // What is older than that is refused by its store, or known.
    const isTooLate = this.#isToldLive && ahead < -MOST_BEHIND_SECONDS;
    if (isTooLate && this.#kind === 'queue')
      return this.#refuse(live.at, `${MOST_BEHIND_SECONDS / HOUR} hours behind`, 'counts of now');
    const isLate = ahead < -LATE_SECONDS && !isTooLate;
    const rule = ahead > SAME_TIME_SECONDS ? AHEAD_RULE : isLate ? LATE_RULE : null;
    if (rule !== null) applied.set(rule, (applied.get(rule) ?? 0) + 1);
    if (ahead > 0) live.at = this.nowSeconds;
    return null;
  }

  timeOf(record: RecordOf[Kind]): number {
    return (record as RecordOf[LiveKind]).at;
  }

  #refuse(at: number, how: string, expected: string): Refusal {
    const clock = this.zone.formatInstant(this.nowSeconds);
    return {
      field: 'at',
      value: this.zone.formatInstant(at),
      reason: `it is more than ${how} our clock, which shows ${clock}; expected ${expected}: set the clock or the zone of the source`,
    };
  }

  /**
   * Notes that the source was heard of, by these times of what was taken; call inside the transaction that stores it. Who
   * is refused all that is told is not heard of: that nobody waits is not what was told.
   */
  noteHeard(times: readonly number[]): void {
    const latestAt = latestOf(times, this.#latestAt);
    if (latestAt === null) return;
    const heardAt = this.nowSeconds - latestAt <= NOW_SECONDS ? this.nowSeconds : latestAt;
    this.#write(heardAt, times);
  }

  /** Notes that the source is there and has nothing to tell. */
  noteThere(): void {
    this.#write(this.nowSeconds, []);
  }

  /** The transaction that took these is done. */
  noteTaken(times: readonly number[]): void {
    this.#latestAt = latestOf(times, this.#latestAt);
    this.#taken += times.length;
  }

  /** What the receipt says where all that was told live is behind: a clock, a zone, or messages that had to wait. */
  rulesOfAll(): [rule: string, times: number][] {
    const behind = this.nowSeconds - (this.#latestAt ?? this.nowSeconds);
    if (!this.#isToldLive || behind <= NOW_SECONDS) return [];
    const again = this.#kind === 'events' ? ', and send its events again with ?correct=true' : '';
    const rule = `all of it behind our clock, the newest by ${sayMinutes(behind)}: kept as it is; where the clock or the zone of the source is wrong, set it${again}`;
    return [[rule, this.#taken]];
  }

  #write(heardAt: number, times: readonly number[]): void {
    const source = this.#sourceCode();
    const before = this.#db.sql
      .prepare<[number, string], number>('SELECT heard_at FROM live_sources WHERE source = ? AND kind = ?')
      .pluck()
      .get(source, this.#kind);
    const silence = before === undefined ? null : longestGap([before, ...times, heardAt]);
    const isSilence =
      silence !== null &&
      silence.seconds > LONG_SILENCE_SECONDS &&
      silence.seconds > this.#longestQuiet(source, silence.from);
    this.#db.sql
      .prepare(
        `INSERT INTO live_sources (source, kind, heard_at) VALUES (:source, :kind, :heardAt)
         ON CONFLICT DO UPDATE SET ${isSilence ? 'silent_from = :from, silent_until = :until,' : ''}
           heard_at = max(heard_at, :heardAt)`,
      )
      .run({
        ...{ source, kind: this.#kind, heardAt },
        ...(isSilence && { from: silence.from, until: silence.from + silence.seconds }),
      });
  }

  /** How long a source that told of so many contacts in the hour before may be quiet by chance, in seconds. */
  #longestQuiet(source: number, heardAt: number): number {
    const told = this.#db.sql
      .prepare<[number, number, number], number>(
        `SELECT count(*) FROM (SELECT 1 FROM live_contacts WHERE last_at > ? AND last_at <= ? AND source = ? LIMIT 100)`,
      )
      .pluck()
      .get(heardAt - HOUR, heardAt, source)!;
    return told === 0 ? LONGEST_HOLD_SECONDS : (RARE_SILENCE * HOUR) / told;
  }
}

/**
 * The longest time of which nothing is told, from the first of these on. What a source kept while it could not reach us
 * tells of that time: it is the happening that was silent or not, and not the line.
 */
function longestGap([from, ...times]: readonly number[]): { from: number; seconds: number } {
  let gap = { from: from!, seconds: 0 };
  let last = from!;
  for (const at of times.toSorted((a, b) => a - b)) {
    if (at - last > gap.seconds) gap = { from: last, seconds: at - last };
    last = Math.max(last, at);
  }
  return gap;
}

function latestOf(times: readonly number[], before: number | null): number | null {
  return times.reduce((latest: number | null, at) => Math.max(latest ?? at, at), before);
}

function sayMinutes(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
