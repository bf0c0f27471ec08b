/**
 * A line with a few people who answer, by a fixed course of chance: calls come, wait their turn, some give up. For tests
 * of what is learnt from waits. Owns no zone: times are seconds from its own beginning.
 */
import type { Contact } from '../../db/domain/contact.ts';
import { contactOf } from './records.ts';

export interface BusyLine {
  /** people who answer */
  servers: number;
  callsAnHour: number;
  handleSeconds: number;
  patienceSeconds: number;
}

/** Calls of one stretch of opening, in order of arrival. `seed`: another day is another course. */
export function callsOf(line: BusyLine, openAt: number, openSeconds: number, seed: number): Contact[] {
  let state = ((seed * 2_654_435_761) % 2 ** 32) >>> 0;
  const chance = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  const exponential = (mean: number) => -mean * Math.log(chance());
  const freeAt = Array<number>(line.servers).fill(openAt);
  const calls: Contact[] = [];
  for (let at = openAt + exponential(3600 / line.callsAnHour); at < openAt + openSeconds; ) {
    const first = freeAt.indexOf(Math.min(...freeAt));
    const wait = Math.max(0, Math.round(freeAt[first]! - at));
    const patience = Math.round(exponential(line.patienceSeconds));
    const id = `${seed}-${calls.length}`;
    const offeredAt = Math.floor(at);
    if (wait > patience)
      calls.push(contactOf({ id, offeredAt, outcome: 'abandoned', waitSeconds: patience }));
    else {
      const handleSeconds = Math.max(5, Math.round(exponential(line.handleSeconds)));
      freeAt[first] = at + wait + handleSeconds;
      calls.push(contactOf({ id, offeredAt, waitSeconds: wait, handleSeconds }));
    }
    at += exponential(3600 / line.callsAnHour);
  }
  return calls;
}
