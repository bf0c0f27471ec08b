/**
 * Sums over civil intervals, from platforms that export no single contacts.
 * Owns what may be derived from what (offered from its parts, counts from shares, totals from means) and which sums
 * contradict each other.
 */

import { CATEGORIES, CHANNELS, type IntervalRecord, PERIODS } from '../../domain/contact.ts';
import {
  type AdapterContext,
  type Cells,
  defineAdapter,
  optional,
  type Refuse,
  required,
} from '../adapter.ts';
import { count, instant, key, oneOf, seconds, share, totalSeconds } from '../field.ts';
import type { Row } from '../row.ts';
import { misalignment } from './civil-interval.ts';

const fields = {
  interval_start: required(instant),
  interval: required(oneOf(PERIODS)),
  channel: required(oneOf(CHANNELS)),
  queue: optional(key),
  category: optional(oneOf(CATEGORIES)),
  cause: optional(key),
  offered: optional(count),
  answered: optional(count),
  abandoned: optional(count),
  blocked: optional(count),
  within_s: optional(seconds),
  answered_within: optional(count),
  service_level: optional(share),
  wait_total_s: optional(totalSeconds),
  asa_s: optional(totalSeconds),
  handle_total_s: optional(totalSeconds),
};

export const intervals = defineAdapter('intervals', { fields, compile });

/** The rules by which sums are accepted that do not add up; the receipt counts the rows. */
const OFFERED_FROM_PARTS = 'offered was not given and is answered + abandoned';
const OFFERED_BELOW_PARTS =
  'offered is less than answered + abandoned (contacts that arrived in the interval before): kept as given';
const OFFERED_ABOVE_PARTS = 'offered is more than answered + abandoned (neither, or not yet): kept as given';
const SHARE_ABOVE_ANSWERED =
  'service_level × offered is more than answered (the source divides by less than all offered): held at answered';

function compile(cells: Cells<typeof fields>, { zone, note }: AdapterContext) {
  return (row: Row, refuse: Refuse): IntervalRecord | null => {
    const record: IntervalRecord = {
      intervalStart: cells.interval_start(row),
      interval: cells.interval(row),
      channel: cells.channel(row),
      queue: cells.queue(row),
      category: cells.category(row),
      cause: cells.cause(row),
      offered: cells.offered(row),
      answered: cells.answered(row),
      abandoned: cells.abandoned(row),
      blocked: cells.blocked(row),
      withinSeconds: cells.within_s(row),
      answeredWithin: cells.answered_within(row),
      waitTotalSeconds: cells.wait_total_s(row),
      handleTotalSeconds: cells.handle_total_s(row),
    };
    const serviceLevel = cells.service_level(row);
    const meanWaitSeconds = cells.asa_s(row);
    const off = misalignment(zone, record.intervalStart, record.interval);
    if (off !== null) return refuse('interval_start', zone.formatInstant(record.intervalStart), off);
    if (!settleCounts(record, refuse, note)) return null;
    if (!settleWithin(record, serviceLevel, refuse, note)) return null;
    if (record.waitTotalSeconds === null && meanWaitSeconds !== null) {
      if (record.answered === null) {
        return refuse('asa_s', meanWaitSeconds, 'a mean needs its count; expected answered as well');
      }
      record.waitTotalSeconds = meanWaitSeconds * record.answered;
    }
    return record;
  };
}

function settleCounts(record: IntervalRecord, refuse: Refuse, note: (rule: string) => void): boolean {
  const { answered, abandoned, blocked } = record;
  if (record.offered === null && answered !== null && abandoned !== null) {
    record.offered = answered + abandoned;
    note(OFFERED_FROM_PARTS);
  }
  const { offered } = record;
  if (offered === null && answered === null && abandoned === null && blocked === null) {
    refuse(
      'offered',
      '',
      'the interval has no count; expected at least one of offered, answered, abandoned, blocked',
    );
    return false;
  }
  if (offered === null) return true;
  if (answered !== null && answered > offered) {
    refuse('answered', answered, `more were answered than offered; expected at most offered, ${offered}`);
    return false;
  }
  if (abandoned !== null && abandoned > offered) {
    refuse('abandoned', abandoned, `more abandoned than were offered; expected at most offered, ${offered}`);
    return false;
  }
  if (answered !== null && abandoned !== null && answered + abandoned !== offered) {
    note(answered + abandoned > offered ? OFFERED_BELOW_PARTS : OFFERED_ABOVE_PARTS);
  }
  return true;
}

function settleWithin(
  record: IntervalRecord,
  serviceLevel: number | null,
  refuse: Refuse,
  note: (rule: string) => void,
): boolean {
  const { offered, answered } = record;
  if (record.answeredWithin !== null || serviceLevel !== null) {
    const field = record.answeredWithin !== null ? 'answered_within' : 'service_level';
    const value = record.answeredWithin ?? serviceLevel ?? 0;
    if (record.withinSeconds === null) {
      refuse(field, value, 'it has no threshold; expected within_s, the seconds it refers to');
      return false;
    }
    if (record.answeredWithin === null && offered === null) {
      refuse(field, value, 'a share needs its whole; expected offered as well');
      return false;
    }
  }
  if (record.answeredWithin === null && serviceLevel !== null && offered !== null) {
    record.answeredWithin = Math.round(serviceLevel * offered);
    if (answered !== null && record.answeredWithin > answered) {
      record.answeredWithin = answered;
      note(SHARE_ABOVE_ANSWERED);
    }
  }
  const most = answered ?? offered;
  if (record.answeredWithin !== null && most !== null && record.answeredWithin > most) {
    const whole = answered === null ? 'offered' : 'answered';
    refuse(
      'answered_within',
      record.answeredWithin,
      `more were answered within ${record.withinSeconds} s than ${whole}; expected at most ${most}`,
    );
    return false;
  }
  return true;
}
