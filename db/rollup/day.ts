/**
 * The facts of one civil day, counted anew from the stored records: arrivals, closings, due times, surveys,
 * intervals and capacity. Owns reading a day's records; refuses to add to what was counted before, so that the
 * facts are a function of the records alone, whatever the order in which they came.
 */

import { keyAt } from '../contact-key.ts';
import { hourOfQuarter, QUARTER_SECONDS, quartersIn } from '../domain/bucket.ts';
import { CATEGORIES, CHANNELS, type Period } from '../domain/contact.ts';
import {
  type StoredContact,
  Tally,
  type Thresholds,
  tallyArrival,
  tallyClosing,
  tallyDue,
  tallyInterval,
  tallySurvey,
} from '../domain/tally.ts';
import { type Target, thresholdInForce } from '../domain/target.ts';
import type { CivilDay, Zone } from '../domain/zone.ts';
import type { ReadHandle } from '../open.ts';
import { Accumulator, type Level } from './accumulator.ts';
import type { CellBook, StoredMember } from './cell-book.ts';

/** What the counting depends on besides the records. */
export interface CountingRules {
  zone: Zone;
  targets: readonly Target[];
  shortAbandonSeconds: number;
}

const PROBLEM = CATEGORIES.indexOf('problem');
const COMPLAINT = CATEGORIES.indexOf('complaint');
const OTHER_CHANNEL = CHANNELS.indexOf('other');
const MEMBER_COLUMNS = 'channel, queue, category, cause, language, region';

/** Seconds of the intervals shorter than a civil day; null for civil days, weeks and months. */
export const PERIOD_SECONDS: Readonly<Record<Period, number | null>> = {
  PT15M: 900,
  PT30M: 1800,
  PT1H: 3600,
  P1D: null,
  P1W: null,
  P1M: null,
};

interface ContactRow extends StoredContact, StoredMember {
  key: number;
}

export class DayCounter {
  private readonly rules: CountingRules;
  private readonly arrivals;
  private readonly closings;
  private readonly dues;
  private readonly intervals;
  private readonly surveys;
  private readonly capacity;
  private readonly queueTerm;
  private readonly tally = new Tally();
  private thresholds = new Map<string, Thresholds>();
  private thresholdsDay: CivilDay | null = null;

  constructor(db: ReadHandle, rules: CountingRules) {
    this.rules = rules;
    const prepare = <T>(text: string) => db.sql.prepare<unknown[], T>(text);
    this.arrivals = prepare<ContactRow>(
      `SELECT key, CAST(key / 1048576 AS INTEGER) AS arrivedAt, outcome, demand, menu_s AS menuSeconds,
              wait_s AS waitSeconds, hold_s AS holdSeconds, handle_s AS handleSeconds, transfers, due_at AS dueAt,
              closed_at AS closedAt, resolved_first AS resolvedFirst, agent, ${MEMBER_COLUMNS}
         FROM contacts WHERE key >= ? AND key < ?`,
    );
    this.closings = prepare<StoredMember & { closedAt: number }>(
      `SELECT closed_at AS closedAt, ${MEMBER_COLUMNS} FROM contacts
        WHERE closed_at IS NOT NULL AND closed_at >= ? AND closed_at < ?`,
    );
    this.dues = prepare<StoredMember & { dueAt: number; closedAt: number | null }>(
      `SELECT due_at AS dueAt, closed_at AS closedAt, ${MEMBER_COLUMNS} FROM contacts
        WHERE due_at IS NOT NULL AND due_at >= ? AND due_at < ? AND due_at <= ?`,
    );
    this.intervals = prepare<IntervalRow>(
      `SELECT start_at AS startAt, period, channel, queue, category, cause, offered, answered, abandoned, blocked,
              within_s AS withinSeconds, answered_within AS answeredWithin, wait_total_s AS waitTotalSeconds,
              handle_total_s AS handleTotalSeconds
         FROM intervals WHERE day = ?`,
    );
    this.surveys = prepare<SurveyRow>(
      `SELECT s.at, s.period, s.n, s.mean, s.scale_min AS scaleMin, s.scale_max AS scaleMax,
              s.best_is_low AS bestIsLow, s.recommend, s.sent,
              coalesce(c.channel, s.channel) AS channel, c.queue, coalesce(c.category, s.category) AS category,
              c.cause, c.language, c.region
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
    this.queueTerm = db.sql.prepare<[number], string>('SELECT text FROM terms WHERE id = ?').pluck();
  }

  /** Every block of the day. `dueHorizon`: due times after this UTC second have not passed and are not counted. */
  count(day: CivilDay, book: CellBook, dueHorizon: number): Accumulator {
    const { zone } = this.rules;
    const start = zone.startOfDay(day);
    const end = zone.startOfDay(day + 1);
    const slots = { quarters: quartersIn(zone, day), hours: 0, hourOfQuarter: hourOfQuarter(zone, day) };
    slots.hours = slots.hourOfQuarter[slots.quarters - 1]! + 1;
    const into = new Accumulator(slots, book);
    const { tally } = this;
    const add = (at: number, member: StoredMember) =>
      into.add('15min', Math.floor((at - start) / QUARTER_SECONDS), member, isCaused(member), tally);

    for (const contact of this.arrivals.iterate(keyAt(start), keyAt(end))) {
      tallyArrival(contact, this.thresholdsOf(contact.channel, contact.queue, day), tally);
      add(contact.arrivedAt, contact);
    }
    for (const row of this.closings.iterate(start, end)) {
      tallyClosing(tally);
      add(row.closedAt, row);
    }
    for (const row of this.dues.iterate(start, end, dueHorizon)) {
      tallyDue(row.dueAt, row.closedAt, tally);
      add(row.dueAt, row);
    }
    const slotAt = (startAt: number, level: Level) => {
      const quarter = Math.floor((startAt - start) / QUARTER_SECONDS);
      return level === '15min' ? quarter : level === 'hour' ? slots.hourOfQuarter[quarter]! : 0;
    };
    this.addSums(day, (period) => period !== 'P1W' && period !== 'P1M', slotAt, into);
    return into;
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
    belongs: (period: Period) => boolean,
    slotAt: (startAt: number, level: Level) => number,
    into: Accumulator,
  ): void {
    const { tally } = this;
    for (const row of this.intervals.iterate(day)) {
      if (!belongs(row.period)) continue;
      const stated: StoredMember & { category: number | null } = {
        channel: row.channel,
        queue: stated0(row.queue),
        category: row.category < 0 ? null : row.category,
        cause: stated0(row.cause),
        language: null,
        region: null,
      };
      tallyInterval(
        { ...row, category: stated.category },
        this.thresholdsOf(row.channel, stated.queue, day),
        tally,
      );
      const level = levelOf(row.period);
      into.add(level, slotAt(row.startAt, level), stated, isCaused(stated), tally);
    }
    for (const row of this.surveys.iterate(day)) {
      if (!belongs(row.period ?? 'P1D')) continue;
      const member = { ...row, channel: row.channel ?? OTHER_CHANNEL };
      tallySurvey({ ...row, isAggregate: row.period !== null, bestIsLow: row.bestIsLow === 1 }, tally);
      into.add('day', 0, member, isCaused(member), tally);
    }
    for (const row of this.capacity.iterate(day)) {
      if (!belongs(row.period)) continue;
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
      };
      into.add(level, slotAt(row.startAt, level), member, false, tally);
    }
  }

  private thresholdsOf(channel: number, queue: number | null, day: CivilDay): Thresholds {
    if (this.thresholdsDay !== day) {
      this.thresholds = new Map();
      this.thresholdsDay = day;
    }
    const key = `${channel}|${queue}`;
    const known = this.thresholds.get(key);
    if (known !== undefined) return known;
    const { targets, shortAbandonSeconds } = this.rules;
    const scope = {
      channel: CHANNELS[channel]!,
      queue: queue === null ? null : (this.queueTerm.get(queue) as unknown as string),
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

interface SurveyRow extends Omit<StoredMember, 'channel'> {
  channel: number | null;
  at: number;
  period: Period | null;
  n: number;
  mean: number | null;
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

/** Causes are told of problems and complaints, and of whatever else the source gave a cause. */
function isCaused(member: StoredMember): boolean {
  return member.cause !== null || member.category === PROBLEM || member.category === COMPLAINT;
}
