/**
 * The queue of the moment in words, and whether it may still be called one of the moment. Pure, for the browser and for
 * the room that a page keeps; owns no clock.
 */
import type { BasicSay, Say } from '../i18n/say.ts';
import { formatCount, formatShare } from '../words/number.ts';

export type QueueSay = BasicSay & Pick<Say, 'now'>;

/** What the words are made of; instants are not among them. */
export interface SaidQueue {
  status: string;
  low: number | null;
  high: number | null;
  longestMinutes: number | null;
}

/** One sentence; empty where there is nothing to say. `stoppedAt`: since when nothing was heard, as it is read. */
export function sayQueue(say: QueueSay, queue: SaidQueue, stoppedAt: string | null): string {
  const { low, high, longestMinutes } = queue;
  if (low === null || high === null) return stoppedAt === null ? '' : say.now.silent(stoppedAt);
  const [from, to] = [formatCount(say, low), formatCount(say, high)];
  if (stoppedAt !== null)
    return say.now.stopped(stoppedAt, low === 0 ? say.now.fewThen(high + 1) : say.now.manyThen(from, to));
  if (low === 0) return say.now.few(high + 1);
  return longestMinutes === null ? say.now.many(from, to) : say.now.manySince(from, to, longestMinutes);
}

/**
 * What is said of the range: how good it has been, or why what is usual stands in its place; empty where nothing is.
 * `isUsualSaid`: whether the heading says what is usual at this hour, of which alone the reason speaks.
 */
export function sayRecord(
  say: QueueSay,
  coverage: number | null,
  reason: string | null,
  isUsualSaid: boolean,
): string {
  if (coverage !== null) return say.now.record(formatShare(say, coverage));
  if (!isUsualSaid || reason === null || reason === 'silent') return '';
  return reason === 'few_answers' ? say.now.usualTooFew : say.now.usualUnproven;
}

/** The longest that may come. `time`: a time of day as it is read at its longest. */
export function longestQueueLines(say: QueueSay, time: string): string[] {
  const queue = { status: 'live', low: 100, high: 199, longestMinutes: 88 };
  return [sayQueue(say, queue, null), sayQueue(say, queue, time)];
}

/** `mayBeUsual`: whether what is usual is known of any hour. */
export function longestRecords(say: QueueSay, mayBeUsual: boolean): string[] {
  return [
    sayRecord(say, 0.6, null, mayBeUsual),
    sayRecord(say, null, 'few_answers', mayBeUsual),
    sayRecord(say, null, 'unproven', mayBeUsual),
  ];
}
