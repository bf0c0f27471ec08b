/**
 * The facts of one civil day, counted anew from the stored records: arrivals, closings, due times, surveys,
 * intervals and capacity. Owns reading a day's records; refuses to add to what was counted before, so that the
 * facts are a function of the records alone, whatever the order in which they came.
 */

import { arrivalOf, decodeContact } from '../contact-record.ts';
import { ContactScan, emptyContact } from '../contact-scan.ts';
import { hourOfQuarter, QUARTER_SECONDS, quartersIn } from '../domain/bucket.ts';
import { CHANNELS, type Period } from '../domain/contact.ts';
import type { Level } from '../domain/fact.ts';
import type { PublicPromise } from '../domain/promise.ts';
import {
  isCase,
  Tally,
  type Thresholds,
  tallyArrival,
  tallyClosing,
  tallyDue,
  tallyInterval,
  tallySurvey,
} from '../domain/tally.ts';
import { type Target, targetInForce, thresholdInForce } from '../domain/target.ts';
import type { CivilDay, Zone } from '../domain/zone.ts';
import type { ReadHandle } from '../open.ts';
import type { Accumulator } from './accumulator.ts';
import { CaseSpans } from './case-spans.ts';
import type { CellBook, StoredMember } from './cell-book.ts';
import { type HalfHourJudge, judgeHalfHours } from './half-hours.ts';
import { type ChasingRule, ProgressChasing } from './progress-chasing.ts';
import { PromiseCounter } from './promise-day.ts';

/** What the counting depends on besides the records. */
export interface CountingRules {
  zone: Zone;
  targets: readonly Target[];
  promises: readonly PublicPromise[];
  shortAbandonSeconds: number;
  /** how long after its end a quarter-hour is counted; null: contacts count as they come, for tests of the counting */
  liveDelayMinutes: number | null;
  /** which contacts only ask how something is coming along; none said: of none is it known */
  progressChasing?: ChasingRule | null;
}

/** Up to when what happens is counted, in UTC seconds. */
export interface Horizons {
  /** contacts that arrive, cases that are closed, sums that begin: before it */
  arrival: number;
  /** due times: up to it */
  due: number;
}

const OTHER_CHANNEL = CHANNELS.indexOf('other');

/** Seconds of the intervals shorter than a civil day; null for civil days, weeks and months. */
export const PERIOD_SECONDS: Readonly<Record<Period, number | null>> = {
  PT15M: 900,
  PT30M: 1800,
  PT1H: 3600,
  P1D: null,
  P1W: null,
  P1M: null,
};

interface ContactRow {
  key: number;
  dueAt: number | null;
  closedAt: number | null;
  record: Buffer;
}

export class DayCounter {
  /** what of the day was promised; begun and filled with it */
  readonly promises: PromiseCounter;
  private readonly rules: CountingRules;
  private readonly arrivals;
  private readonly closings;
  private readonly dues;
  private readonly intervals;
  private readonly surveys;
  private readonly capacity;
  private readonly queueTerm;
  private readonly chasing: ProgressChasing | null;
  private readonly tally = new Tally();
  /** used again from row to row */
  private readonly contact = emptyContact();
  private thresholds = new Map<number, Thresholds>();
  private thresholdsDay: CivilDay | null = null;

  constructor(db: ReadHandle, rules: CountingRules, book: CellBook) {
    this.rules = rules;
    this.promises = new PromiseCounter(db, rules, book);
    const prepare = <T>(text: string) => db.sql.prepare<unknown[], T>(text);
    const columns = 'key, due_at AS dueAt, closed_at AS closedAt, record';
    this.arrivals = new ContactScan(db);
    this.closings = prepare<ContactRow & { closedAt: number }>(
      `SELECT ${columns} FROM contacts WHERE closed_at IS NOT NULL AND closed_at >= ? AND closed_at < ?`,
    );
    this.dues = prepare<ContactRow & { dueAt: number }>(
      `SELECT ${columns} FROM contacts WHERE due_at IS NOT NULL AND due_at >= ? AND due_at < ? AND due_at <= ?`,
    );
    this.intervals = prepare<IntervalRow>(
      `SELECT start_at AS startAt, period, channel, queue, category, cause, offered, answered, abandoned, blocked,
              within_s AS withinSeconds, answered_within AS answeredWithin, wait_total_s AS waitTotalSeconds,
              handle_total_s AS handleTotalSeconds
         FROM intervals WHERE day = ?`,
    );
    this.surveys = prepare<SurveyRow>(
      `SELECT s.at, s.period, s.n, s.mean, s.sd, s.scale_min AS scaleMin, s.scale_max AS scaleMax,
              s.best_is_low AS bestIsLow, s.recommend, s.sent, s.channel, s.category, c.record
         FROM surveys s LEFT JOIN contact_ids i ON i.hash = s.contact LEFT JOIN contacts c ON c.key = i.key
        WHERE s.day = ?`,
    );
    this.capacity = prepare<{
      startAt: number;
      period: Period;
      channel: number;
      queue: number;
      agents: number;
    }>('SELECT start_at AS startAt, period, channel, queue, agents FROM capacity WHERE day = ?');
    this.chasing = rules.progressChasing ? new ProgressChasing(db, rules.progressChasing) : null;
    this.queueTerm = db.sql.prepare<[number], string>('SELECT text FROM terms WHERE id = ?').pluck();
  }

  /** Counts a day into `into`. */
  count(day: CivilDay, into: Accumulator, horizons: Horizons): CaseSpans {
    const { zone } = this.rules;
    const start = zone.startOfDay(day);
    const end = zone.startOfDay(day + 1);
    const slots = { quarters: quartersIn(zone, day), hours: 0, hourOfQuarter: hourOfQuarter(zone, day) };
    slots.hours = slots.hourOfQuarter[slots.quarters - 1]! + 1;
    into.begin(slots);
    this.chasing?.learnWords();
    this.promises.begin(day);
    const spans = new CaseSpans(zone);
    const { tally, contact } = this;
    const add = (at: number) => into.add('15min', Math.floor((at - start) / QUARTER_SECONDS), contact, tally);

    const until = Math.min(end, horizons.arrival);
    const closedBy = (closedAt: number | null) =>
      closedAt === null || closedAt < horizons.arrival ? closedAt : null;
    this.arrivals.each(start, until, contact, () => {
      const thresholds = this.thresholdsOf(contact.channel, contact.queue, day);
      tallyArrival(contact, thresholds, tally, horizons.arrival);
      this.chasing?.tally(contact, tally);
      add(contact.arrivedAt);
      this.promises.addArrival(contact);
      if (isCase(contact)) spans.add(contact.channel, contact.queue, closedBy(contact.closedAt));
    });
    for (const { closedAt, record } of this.closings.all(start, until)) {
      decodeContact(record, contact);
      tallyClosing(tally);
      add(closedAt);
    }
    for (const { key, dueAt, closedAt, record } of this.dues.all(start, end, horizons.due)) {
      decodeContact(record, contact);
      tallyDue(dueAt, closedAt, tally);
      add(dueAt);
      this.promises.addDue({ ...contact, arrivedAt: arrivalOf(key), dueAt, closedAt });
    }
    this.promises.addRecords(start, end, horizons.due);
    const slotAt = (startAt: number, level: Level) => {
      const quarter = Math.floor((startAt - start) / QUARTER_SECONDS);
      return level === '15min' ? quarter : level === 'hour' ? slots.hourOfQuarter[quarter]! : 0;
    };
    const isCounted = (period: Period, startAt: number) =>
      period !== 'P1W' &&
      period !== 'P1M' &&
      (PERIOD_SECONDS[period] === null || startAt + PERIOD_SECONDS[period] <= horizons.arrival);
    this.addSums(day, isCounted, slotAt, into);
    return spans;
  }

  /** By which the half-hours of a day are judged, once it is counted. */
  judgeOf(day: CivilDay): HalfHourJudge {
    const { targets } = this.rules;
    return judgeHalfHours(({ channel, queue }) => {
      const scope = { channel: channel === null ? null : CHANNELS[channel]!, queue: this.wordOf(queue), day };
      return targetInForce(targets, { ...scope, clock: 'internal' });
    });
  }

  private wordOf(queue: number | null): string | null {
    return queue === null ? null : (this.queueTerm.get(queue) as unknown as string);
  }

  /** The records of a whole week or month that say nothing of its days. */
  countPeriod(period: 'P1W' | 'P1M', day: CivilDay, into: Accumulator): void {
    this.addSums(
      day,
      (theirs) => theirs === period,
      () => 0,
      into,
    );
  }

  private addSums(
    day: CivilDay,
    belongs: (period: Period, startAt: number) => boolean,
    slotAt: (startAt: number, level: Level) => number,
    into: Accumulator,
  ): void {
    const { tally } = this;
    for (const row of this.intervals.all(day)) {
      if (!belongs(row.period, row.startAt)) continue;
      const stated: StoredMember & { category: number | null } = {
        channel: row.channel,
        queue: stated0(row.queue),
        category: row.category < 0 ? null : row.category,
        cause: stated0(row.cause),
        language: null,
        region: null,
        subCause: null,
      };
      tallyInterval(
        { ...row, category: stated.category, cause: stated.cause },
        this.thresholdsOf(row.channel, stated.queue, day),
        tally,
      );
      const level = levelOf(row.period);
      into.add(level, slotAt(row.startAt, level), stated, tally);
    }
    for (const row of this.surveys.all(day)) {
      if (!belongs(row.period ?? 'P1D', row.at)) continue;
      const member = this.memberOf(row);
      tallySurvey({ ...row, isAggregate: row.period !== null, bestIsLow: row.bestIsLow === 1 }, tally);
      into.add('day', 0, member, tally);
    }
    for (const row of this.capacity.all(day)) {
      if (!belongs(row.period, row.startAt)) continue;
      tally.clear();
      tally.add('agentMs', Math.round(row.agents * (PERIOD_SECONDS[row.period] ?? 0) * 1000));
      const level = levelOf(row.period);
      const member = {
        ...row,
        queue: stated0(row.queue),
        category: null,
        cause: null,
        language: null,
        region: null,
        subCause: null,
      };
      into.add(level, slotAt(row.startAt, level), member, tally);
    }
  }

  /** An answer belongs where its contact does; an aggregate says itself where. */
  private memberOf({ record, channel, category }: SurveyRow): StoredMember {
    if (record !== null) {
      decodeContact(record, this.contact);
      return this.contact;
    }
    return {
      channel: channel ?? OTHER_CHANNEL,
      queue: null,
      category,
      cause: null,
      language: null,
      region: null,
      subCause: null,
    };
  }

  private thresholdsOf(channel: number, queue: number | null, day: CivilDay): Thresholds {
    if (this.thresholdsDay !== day) {
      this.thresholds = new Map();
      this.thresholdsDay = day;
    }
    const key = (queue ?? 0) * 8 + channel;
    const known = this.thresholds.get(key);
    if (known !== undefined) return known;
    const { targets, shortAbandonSeconds } = this.rules;
    const scope = {
      channel: CHANNELS[channel]!,
      queue: this.wordOf(queue),
      day,
    };
    const made = {
      shortAbandon: shortAbandonSeconds,
      internal: thresholdInForce(targets, { ...scope, clock: 'internal' }),
      customer: thresholdInForce(targets, { ...scope, clock: 'customer' }),
    };
    this.thresholds.set(key, made);
    return made;
  }
}

interface IntervalRow {
  startAt: number;
  period: Period;
  channel: number;
  queue: number;
  category: number;
  cause: number;
  offered: number | null;
  answered: number | null;
  abandoned: number | null;
  blocked: number | null;
  withinSeconds: number | null;
  answeredWithin: number | null;
  waitTotalSeconds: number | null;
  handleTotalSeconds: number | null;
}

interface SurveyRow {
  /** of the contact it is about, where that is known */
  record: Buffer | null;
  channel: number | null;
  category: number | null;
  at: number;
  period: Period | null;
  n: number;
  mean: number | null;
  sd: number | null;
  scaleMin: number | null;
  scaleMax: number | null;
  bestIsLow: number;
  recommend: number | null;
  sent: number | null;
}

/** Key columns cannot be null: there, 0 stands for "not said" in terms and −1 in vocabularies. */
const stated0 = (term: number) => (term === 0 ? null : term);

/** The finest table to which a sum over this period can speak. */
function levelOf(period: Period): Level {
  if (period === 'PT15M') return '15min';
  return period === 'PT30M' || period === 'PT1H' ? 'hour' : 'day';
}
