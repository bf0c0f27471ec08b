/** What the processes of the benchmark of readers tell each other, and the clock that they share. */
import process from 'node:process';
import type { HubFigures } from '../../../api/live/hub.ts';

export type ToServer = { ask: 'publish'; body: string } | { ask: 'figures' };
export type FromServer =
  | { is: 'ready'; port: number; key: string }
  | { is: 'published'; atMs: number }
  /** `longestTurnMs`: of the event loop, since the last publication */
  | { is: 'figures'; residentBytes: number; longestTurnMs: number; figures: HubFigures };

export type ToReaders =
  | { ask: 'connect'; port: number; count: number }
  /** so many of them read no more */
  | { ask: 'stall'; count: number }
  /** from now on, every reader that still reads waits for one event */
  | { ask: 'expect' };
export type FromReaders =
  | { is: 'connected'; count: number }
  | { is: 'stalled' }
  | { is: 'expecting' }
  /** when the last of them had it */
  | { is: 'arrived'; lastMs: number };

/** Milliseconds of a clock that is the same in every process of a machine. */
export function nowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
