/**
 * The agents of a channel or service line, hour by hour, and how long a contact takes them: what advice knows of capacity.
 * Owns that nothing is made of hours of four agents or fewer, which would tell of single persons.
 */
import { LARGEST_HIDDEN_TEAM } from '../../db/domain/disclosure.ts';
import type { FactId } from '../../db/domain/fact.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import type { Place } from '../../db/outlooks.ts';
import { type AgentHours, readAgentHours } from '../../db/queries/agent-hours.ts';
import { readCell } from '../../db/queries/cell-facts.ts';
import { findCell } from '../../db/rollup/cell-book.ts';
import type { FeedContext } from './context.ts';
import { memberOf } from './demand.ts';
import { shapeOfMember } from './published-cells.ts';

const RECENT_DAYS = 28;
const FACTS: ReadonlySet<FactId> = new Set<FactId>(['handleMs', 'handleKnown']);

/**
 * By local hour (`agentHourKey`), of the days from `from` to `to`, both included. A plan is taken to have been known
 * before its day, whenever its rows were loaded: of past days nothing else could be replayed.
 */
export function readStaff(
  { db, zone }: FeedContext,
  place: Place,
  from: CivilDay,
  to: CivilDay,
): Map<number, AgentHours> {
  const hours = readAgentHours(db, zone, place, from, to);
  for (const [key, { agents }] of hours) if (agents <= LARGEST_HIDDEN_TEAM) hours.delete(key);
  return hours;
}

/** Mean seconds of talk, hold and wrap-up over the four weeks to a day; null: known of too few. */
export function recentHandleSeconds(
  { db, configuration }: FeedContext,
  place: Place,
  lastDay: CivilDay,
): number | null {
  const member = memberOf(place);
  const cell = findCell(db, shapeOfMember(member), member);
  const blocks = [...readCell(db, 'day', cell, lastDay - RECENT_DAYS + 1, lastDay, FACTS).values()];
  const sum = (fact: 'handleMs' | 'handleKnown') =>
    blocks.reduce((total, block) => total + block.sum(fact, 0), 0);
  const known = sum('handleKnown');
  return known < configuration.disclosure.threshold ? null : sum('handleMs') / 1000 / known;
}
