/**
 * The half-hours of a day that met the target in force: what an average over the day hides.
 * Owns which half-hours count; refuses to judge a day of which some contacts are known only by longer intervals, and any
 * half-hour of a part of the service for which no target is set.
 */
import { evaluate } from '../domain/evaluation.ts';
import type { FactBlock } from '../domain/fact-block.ts';
import { metricNamed } from '../domain/metric.ts';
import type { ServiceTarget } from '../domain/target.ts';

/** A channel or a queue, by the numbers under which records have it; null: all of them. */
export interface JudgedPart {
  channel: number | null;
  queue: number | null;
}

/** Adds the half-hours of a day to its block, and where `all` is given to that of the whole service. */
export type HalfHourJudge = (
  part: JudgedPart,
  quarters: FactBlock,
  day: FactBlock,
  all: FactBlock | null,
) => void;

const QUARTERS = 2;
/** Of fewer no share such as 8 in 10 can be told, and a stray call outside opening hours would weigh as much as a busy half-hour. */
const FEWEST = 5;
const ENDED = ['answered', 'abandoned'] as const;

/**
 * Half-hours follow one another from midnight, so a civil day has 46, 48 or 50. One counts where at least
 * five were answered or gave up; it met the target where its service level, by the registry's own definition, is at least the
 * share that is promised. Source: reference 1.2 (a second number beside the contact-weighted one).
 */
export function judgeHalfHours(targetOf: (part: JudgedPart) => ServiceTarget | null): HalfHourJudge {
  const serviceLevel = metricNamed('service_level');
  return (part, quarters, day, all) => {
    const target = targetOf(part);
    if (target === null || endedIn(quarters) < endedIn(day)) return;
    let counted = 0;
    let met = 0;
    for (let slot = 0; slot < quarters.slots; slot += QUARTERS) {
      const evaluation = evaluate(serviceLevel, {
        sum: (fact) =>
          quarters.sum(fact, slot) + (slot + 1 < quarters.slots ? quarters.sum(fact, slot + 1) : 0),
        waits: () => ({ counts: [] }),
        members: () => [],
      });
      if (evaluation.kind !== 'value' || evaluation.n < FEWEST) continue;
      counted++;
      if (evaluation.value >= target.share) met++;
    }
    for (const block of all === null ? [day] : [day, all]) {
      block.add('halfHours', 0, counted);
      block.add('halfHoursMet', 0, met);
    }
  };
}

function endedIn(block: FactBlock): number {
  let ended = 0;
  for (let slot = 0; slot < block.slots; slot++) for (const fact of ENDED) ended += block.sum(fact, slot);
  return ended;
}
