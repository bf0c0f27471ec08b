/** Agents on duty in a civil interval; fractions are people who were there for part of it. */

import { type CapacityRecord, CHANNELS, PERIODS } from '../../domain/contact.ts';
import {
  type AdapterContext,
  type Cells,
  defineAdapter,
  optional,
  type Refuse,
  required,
} from '../adapter.ts';
import { between, instant, key, oneOf } from '../field.ts';
import type { Row } from '../row.ts';
import { misalignment } from './civil-interval.ts';

const MOST_AGENTS = 1_000_000;

const fields = {
  interval_start: required(instant),
  // Over a day or longer nobody can tell how long the agents were there.
  interval: required(oneOf(PERIODS.filter((period) => period.startsWith('PT')))),
  channel: required(oneOf(CHANNELS)),
  queue: optional(key),
  agents: required(between(0, MOST_AGENTS)),
};

export const capacity = defineAdapter('capacity', { fields, compile });

function compile(cells: Cells<typeof fields>, { zone }: AdapterContext) {
  return (row: Row, refuse: Refuse): CapacityRecord | null => {
    const record: CapacityRecord = {
      intervalStart: cells.interval_start(row),
      interval: cells.interval(row),
      channel: cells.channel(row),
      queue: cells.queue(row),
      agents: cells.agents(row),
    };
    const off = misalignment(zone, record.intervalStart, record.interval);
    return off === null ? record : refuse('interval_start', zone.formatInstant(record.intervalStart), off);
  };
}
