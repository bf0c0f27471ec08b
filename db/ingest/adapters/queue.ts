/** Snapshots of a queue: how many wait now, how long the first of them has waited. */

import { CHANNELS, type QueueRecord } from '../../domain/contact.ts';
import { type Cells, defineAdapter, optional, required } from '../adapter.ts';
import { count, instant, key, oneOf, seconds } from '../field.ts';
import type { Row } from '../row.ts';

const fields = {
  at: required(instant),
  channel: required(oneOf(CHANNELS)),
  queue: optional(key),
  waiting: required(count),
  longest_wait_s: optional(seconds),
  in_service: optional(count),
  agents: optional(count),
};

export const queue = defineAdapter('queue', { fields, compile });

function compile(cells: Cells<typeof fields>) {
  return (row: Row): QueueRecord => ({
    at: cells.at(row),
    channel: cells.channel(row),
    queue: cells.queue(row),
    waiting: cells.waiting(row),
    longestWaitSeconds: cells.longest_wait_s(row),
    inService: cells.in_service(row),
    agents: cells.agents(row),
  });
}
