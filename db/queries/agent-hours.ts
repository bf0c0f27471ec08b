/** How many agents are there in each hour of past and coming days, as the capacity records tell. Refuses to disclose. */
import { CHANNELS } from '../domain/contact.ts';
import type { CivilDay, Zone } from '../domain/zone.ts';
import type { ReadHandle } from '../open.ts';
import type { Place } from '../outlooks.ts';

export interface AgentHours {
  /** hours that agents are there, added up over them */
  agentHours: number;
  /** on average at once */
  agents: number;
}

const PERIOD_SECONDS: Readonly<Record<string, number>> = { PT15M: 900, PT30M: 1800, PT1H: 3600 };
const HOUR_SECONDS = 3600;

/** The key of a local hour in what `readAgentHours` returns. */
export function agentHourKey(day: CivilDay, hour: number): number {
  return day * 24 + hour;
}

/**
 * By local hour, of the days from `from` to `to`, both included: all rows of a channel added up, or all of a service line
 * over its channels; an hour that the clock repeats is one. Hours of which no row tells are not there.
 */
export function readAgentHours(
  db: ReadHandle,
  zone: Zone,
  { channel, queue }: Place,
  from: CivilDay,
  to: CivilDay,
): Map<number, AgentHours> {
  const [column, code] =
    channel === undefined
      ? ['queue', `(SELECT id FROM terms WHERE kind = 'queue' AND text = @name)`]
      : ['channel', '@name'];
  const rows = db.sql
    .prepare(
      `SELECT start_at, period, agents FROM capacity WHERE day >= @from AND day <= @to AND ${column} = ${code}`,
    )
    .raw()
    .all({ from, to, name: channel === undefined ? queue : CHANNELS.indexOf(channel) }) as [
    number,
    string,
    number,
  ][];
  const hours = new Map<number, { agentHours: number; instants: Set<number> }>();
  for (const [startAt, period, agents] of rows) {
    const key = agentHourKey(zone.dayOf(startAt), Math.floor(zone.secondOfDay(startAt) / HOUR_SECONDS));
    const known = hours.get(key) ?? { agentHours: 0, instants: new Set() };
    known.agentHours += (agents * (PERIOD_SECONDS[period] ?? 0)) / HOUR_SECONDS;
    known.instants.add(startAt - (zone.secondOfDay(startAt) % HOUR_SECONDS));
    hours.set(key, known);
  }
  return new Map(
    [...hours].map(([key, { agentHours, instants }]) => [
      key,
      { agentHours, agents: agentHours / instants.size },
    ]),
  );
}
