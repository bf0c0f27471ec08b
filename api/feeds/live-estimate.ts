/**
 * How long who comes now will wait, as a range in whole minutes: the estimate where its record is good, else what is
 * usual at the hour, and why. Owns that choice and the rounding, outwards, so that the range promises no more than it
 * holds; what is estimated and how it is judged is `db/domain/wait-*.ts`.
 */
import { CHANNELS } from '../../db/domain/contact.ts';
import { knownOf, LEAST_AVERAGED } from '../../db/domain/known-moment.ts';
import { hourOfWeekAt, momentsAt } from '../../db/domain/queue-moment.ts';
import { addTallies, judgeCoverage } from '../../db/domain/wait-coverage.ts';
import { estimateWait, isRange, usualRange } from '../../db/domain/wait-estimate.ts';
import type { WaitRange } from '../../db/domain/wait-model.ts';
import type { ReadHandle } from '../../db/open.ts';
import { type QueueState, readPassages } from '../../db/queries/live-state.ts';
import { readWaitModel } from '../../db/rollup/wait-models.ts';
import type { LiveEstimate } from '../contract/live.ts';
import type { FeedContext } from './context.ts';

const MINUTE = 60;
/** A model is read again after this: it is made once a night. */
const KEPT_SECONDS = 60;

const kept = new WeakMap<ReadHandle, Map<number, { at: number; model: ReturnType<typeof readWaitModel> }>>();

/** Null for a service line, and where nothing was learnt of the channel's waits. */
export function estimateOf(context: FeedContext, state: QueueState, isStale: boolean): LiveEstimate | null {
  const { db, zone, nowSeconds } = context;
  if (state.queue !== null) return null;
  const known = modelOf(context, state.channel);
  if (known === null) return null;
  const { model, tallies } = known;
  const verdict = judgeCoverage(addTallies(tallies));
  const record = {
    coverage: verdict.coverage,
    coverageDays: tallies.length,
    // A day's few answers must not show by how the number steps from one day to the next.
    coverageWaits: Math.floor(verdict.n / LEAST_AVERAGED) * LEAST_AVERAGED,
  };
  const said = (range: WaitRange, basis: 'calibrated' | 'usual', reason: LiveEstimate['reason']) => ({
    lowMinutes: Math.floor(range.low / MINUTE),
    highMinutes: Math.max(1, Math.ceil(range.high / MINUTE)),
    ...{ basis, reason, ...record },
    status: 'live' as const,
  });
  const usual = (reason: LiveEstimate['reason']): LiveEstimate => {
    const range = usualRange(model, hourOfWeekAt(zone, nowSeconds));
    return range === null
      ? { lowMinutes: null, highMinutes: null, basis: null, reason, ...record, status: 'missing' }
      : said(range, 'usual', reason);
  };
  if (isStale) return usual('silent');
  if (!verdict.isTrusted) return usual(verdict.reason);
  // As at the beginning of the minute: the second in which it changes would be that of one person's step.
  const minute = nowSeconds - (nowSeconds % MINUTE);
  const [moment] = momentsAt(readPassages(db, state.channel, minute), [minute], (at) =>
    hourOfWeekAt(zone, at),
  );
  const estimate = estimateWait(model, knownOf(moment!));
  return isRange(estimate) ? said(estimate, 'calibrated', null) : usual(estimate.reason);
}

function modelOf({ db, zone, nowSeconds }: FeedContext, channel: number): ReturnType<typeof readWaitModel> {
  let byChannel = kept.get(db);
  if (byChannel === undefined) {
    byChannel = new Map();
    kept.set(db, byChannel);
  }
  let entry = byChannel.get(channel);
  if (entry === undefined || Math.abs(nowSeconds - entry.at) > KEPT_SECONDS) {
    entry = { at: nowSeconds, model: readWaitModel(db, CHANNELS[channel]!, zone.dayOf(nowSeconds)) };
    byChannel.set(channel, entry);
  }
  return entry.model;
}
