/**
 * What happens once somebody deals with a contact: handle time, transfers, the first reply and the end of the case.
 * Owns the time after the queue; refuses to decide who gets through.
 */

import { AGENT_NUMBERS, EMAIL, HANDLE_FACTORS, HANDLE_MEDIANS, HANDLE_SIGMA, PHONE } from './company.ts';
import type { RandomStream } from './random-stream.ts';

export interface Handling {
  agent: string;
  handleSeconds: number;
  holdSeconds: number | null;
  transfers: number;
  resolvedFirst: boolean | null;
}

const LONGEST_HANDLE_SECONDS = 3 * 3600;
const TRANSFER_SHARES = [0.083, 0.07, 0.03] as const;
const RESOLVED_SHARES: Readonly<Record<string, number>> = {
  information: 0.93,
  transaction: 0.92,
  problem: 0.74,
  complaint: 0.58,
  unclassified: 0.85,
  other: 0.95,
};
/** Agents note whether it was settled for this share of contacts. */
const NOTED_SHARES = [0.86, 0.86, 0.6] as const;

export function drawHandling(luck: RandomStream, channel: number, group: string): Handling {
  const [first, last] = AGENT_NUMBERS[channel] ?? AGENT_NUMBERS[PHONE];
  const agent = first + luck.below(last - first + 1);
  const median = (HANDLE_MEDIANS[channel] ?? HANDLE_MEDIANS[PHONE]) * (HANDLE_FACTORS[group] ?? 1);
  const isTransferred = luck.chance(TRANSFER_SHARES[channel] ?? 0);
  const talk = luck.logNormal(median, HANDLE_SIGMA) * (isTransferred ? 1.5 : 1);
  const handleSeconds = Math.min(LONGEST_HANDLE_SECONDS, Math.max(15, Math.round(talk)));
  const isHeld = luck.chance(0.28);
  const holdShare = 0.05 + 0.2 * luck.uniform();
  const isNoted = luck.chance(NOTED_SHARES[channel] ?? 1);
  const isResolved = luck.chance((RESOLVED_SHARES[group] ?? 0.9) - (isTransferred ? 0.15 : 0));
  return {
    agent: `agent-${agent}`,
    handleSeconds,
    holdSeconds: channel === PHONE ? (isHeld ? Math.round(handleSeconds * holdShare) : 0) : null,
    transfers: isTransferred ? (luck.chance(0.12) ? 2 : 1) : 0,
    resolvedFirst: isNoted ? isResolved : null,
  };
}

export interface Correspondence {
  /** seconds from arrival to the first reply, less than a day */
  replySeconds: number;
  /** seconds from arrival until the matter was closed */
  closeSeconds: number;
}

/** Emails are answered from 7 to 21 o'clock on every day, after at most ten hours of that. */
const REPLY_FROM_SECOND = 7 * 3600;
const REPLY_UNTIL_SECOND = 21 * 3600;
const LONGEST_REPLY_WORK_SECONDS = 10 * 3600;
const DAY_SECONDS = 86_400;
const CLOSED_AT_ONCE_SHARE = 0.62;
const STUCK_SHARE = 0.008;

/**
 * First reply and close of an email that came at this time of day. `pressure` is 1 on an ordinary day; replies take
 * that much longer.
 */
export function drawCorrespondence(
  luck: RandomStream,
  wallSecond: number,
  pressure: number,
  group: string,
): Correspondence {
  const work = Math.min(LONGEST_REPLY_WORK_SECONDS, luck.logNormal(4200 * pressure, 0.85));
  const replySeconds = Math.round(afterWork(wallSecond, work) - wallSecond);
  const isClosedAtOnce = luck.chance(CLOSED_AT_ONCE_SHARE);
  const isStuck = luck.chance(STUCK_SHARE);
  const hard = group === 'complaint' ? 1.8 : group === 'problem' ? 1.2 : 0.8;
  const more = luck.logNormal(7.5 * 3600 * pressure * hard, 0.75);
  const stuck = luck.exponential(16 * DAY_SECONDS);
  const extra = (isClosedAtOnce ? 0 : more) + (isStuck ? 3 * DAY_SECONDS + stuck : 0);
  return { replySeconds, closeSeconds: Math.round(replySeconds + extra) };
}

/** The second of the wall clock, counted on over midnight, at which so much working time has passed. */
function afterWork(wallSecond: number, workSeconds: number): number {
  let day = 0;
  let from = Math.max(wallSecond, REPLY_FROM_SECOND);
  let rest = workSeconds;
  for (;;) {
    const left = Math.max(0, day + REPLY_UNTIL_SECOND - from);
    if (rest <= left) return from + rest;
    rest -= left;
    day += DAY_SECONDS;
    from = day + REPLY_FROM_SECOND;
  }
}

/** Seconds from the request for a callback until it was made; null when it never was. */
export function drawCallback(luck: RandomStream, pressure: number): number | null {
  const delay = luck.logNormal(32 * 60 * pressure, 0.6);
  return luck.chance(0.015) ? null : Math.round(delay);
}

/** Seconds from a message until somebody had dealt with it; null when nobody did. */
export function drawMessageReply(luck: RandomStream, pressure: number): number | null {
  const delay = luck.logNormal(85 * 60 * pressure, 0.85);
  return luck.chance(0.02) ? null : Math.round(delay);
}

/** Nobody waits on the line of this channel: it is answered in writing, later. */
export function isAnsweredLater(channel: number): boolean {
  return channel === EMAIL;
}
