/**
 * When the organisation's targets changed: one begins, takes the place of another, or ends.
 * Owns what counts as the same target in a new form; refuses to judge whether either was met.
 */
import type { Target } from './target.ts';
import type { CivilDay } from './zone.ts';

export interface TargetChange {
  change: 'new' | 'changed' | 'ended';
  /** the first day on which it is so: for an end, the first day without the target */
  day: CivilDay;
  /** the one in force from then on; for an end, the one that was */
  target: Target;
  /** the one whose place it took, which ended the day before */
  before: Target | null;
}

/**
 * One change for each beginning, and one for each end that no successor follows. A target succeeds another when it is
 * about the same thing (clock or metric, channel, queue) and begins on the day after the other's last; several at once
 * are paired in the order written. Ordered by day, then as written.
 */
export function targetChanges(targets: readonly Target[]): TargetChange[] {
  const succeeded = new Set<Target>();
  const changes: TargetChange[] = [];
  for (const target of targets) {
    const before =
      targets.find(
        (other) =>
          other.to === target.from - 1 && !succeeded.has(other) && thingOf(other) === thingOf(target),
      ) ?? null;
    if (before !== null) succeeded.add(before);
    changes.push({ change: before === null ? 'new' : 'changed', day: target.from, target, before });
  }
  for (const target of targets) {
    if (target.to === null || succeeded.has(target)) continue;
    changes.push({ change: 'ended', day: target.to + 1, target, before: null });
  }
  return changes.sort((a, b) => a.day - b.day);
}

/** Whether two targets, by their ids, promise the same thing at other times or in another measure. */
export function isSameThing(targets: readonly Target[], one: string, other: string): boolean {
  const [first, second] = [one, other].map((id) => targets.find((target) => target.id === id));
  return first !== undefined && second !== undefined && thingOf(first) === thingOf(second);
}

function thingOf(target: Target): string {
  const measure = target.kind === 'service' ? target.clock : target.metric;
  return JSON.stringify([target.kind, measure, target.channel, target.queue]);
}
