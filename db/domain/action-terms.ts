/**
 * What was set down of an action before it began, and what was changed afterwards.
 * Owns which fields are terms and which of its versions is the one it is judged by; refuses to judge.
 *
 * The rule: the terms are those of the last version that had reached us before the start that was in force until then and
 * before its own, else those of the first. So an operator may change a plan as long as it is one, and nothing that is changed once weeks
 * have begun to pass moves the goal (reference 4.1: the log entry comes before the act, and there is no switching).
 */
import type { ActionRecord } from './contact.ts';

/** Whoever says today that it started this morning says it in time. */
const DAY_SECONDS = 86_400;

/** One form of an action; `recordedAt`: when it reached us, in UTC seconds, by our clock. */
export interface ActionVersion {
  recordedAt: number;
  record: ActionRecord;
}

/** The fields that say what is to be judged; titles, roles, states and ends may change without moving it. */
export const TERMS = [
  'metric',
  'direction',
  'expectedEffect',
  'worthwhileEffect',
  'impactModel',
  'windowWeeks',
  'control',
  'causes',
  'category',
  'channel',
  'registeredAt',
  'startsAt',
  'rolloutEndsAt',
] as const satisfies readonly (keyof ActionRecord)[];
export type Term = (typeof TERMS)[number];

export interface TermChange {
  /** the place of the version that brought it */
  version: number;
  /** UTC seconds: when the change reached us */
  recordedAt: number;
  term: Term;
  before: ActionRecord[Term];
  after: ActionRecord[Term];
  /** whether the action had begun by then, so that it is judged by what stood before */
  isAfterStart: boolean;
}

/** The place of the version by which an action is judged; `versions`: at least one, in the order of their arrival. */
export function judgedVersion(versions: readonly ActionVersion[]): number {
  let judged = 0;
  for (let next = 1; next < versions.length; next++) {
    const { recordedAt, record } = versions[next]!;
    if (recordedAt >= versions[judged]!.record.startsAt) break;
    // A start put back to weeks that have passed would be one that was chosen by what came of them.
    if (recordedAt - record.startsAt <= DAY_SECONDS) judged = next;
  }
  return judged;
}

/** Every change of a term, in order of arrival. */
export function termChanges(versions: readonly ActionVersion[]): TermChange[] {
  const judged = judgedVersion(versions);
  return versions.slice(1).flatMap(({ recordedAt, record }, i) =>
    TERMS.filter((term) => !isSame(versions[i]!.record[term], record[term])).map((term) => ({
      version: i + 1,
      recordedAt,
      term,
      before: versions[i]!.record[term],
      after: record[term],
      isAfterStart: i + 1 > judged,
    })),
  );
}

function isSame(a: ActionRecord[Term], b: ActionRecord[Term]): boolean {
  // A version kept before a field existed has none of it.
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

/** Whether what the operator says of the registration and when it reached us lie more than a day apart. */
export function isRecordedLater({ recordedAt, record }: ActionVersion): boolean {
  return recordedAt - record.registeredAt > DAY_SECONDS;
}
