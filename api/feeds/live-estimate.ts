/**
 * How long who comes now will wait, as a range in whole minutes: the estimate where its record is good, else what is
 * usual at the hour, and why. Owns that choice and the rounding, outwards, so that the range promises no more than it
 * holds; what is estimated and how it is judged is `db/domain/wait-*.ts`.
 */
import { type KnownMoment, knownOf, LEAST_AVERAGED } from '../../db/domain/known-moment.ts';
import { Latest } from '../../db/domain/latest.ts';
import { once } from '../../db/domain/once.ts';
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

/** By channel and service line. */
interface KeptModel {
  at: number;
  model: ReturnType<typeof readWaitModel>;
}
const kept = new WeakMap<ReadHandle, Map<string, KeptModel>>();
/** What the places of one answer share, by channel: read once for all of its lines. */
const passages = new WeakMap<FeedContext, Map<number, ReturnType<typeof readPassages>>>();
/** Where so many bear on a channel, one more changes nothing that is said, and a minute's state is reckoned once. */
const MANY_PASSAGES = 5000;
const busy = new Latest<Map<string, KnownMoment>>();

/** Null where nothing was learnt of the place's waits. */
export function estimateOf(context: FeedContext, state: QueueState, isStale: boolean): LiveEstimate | null {
  const { zone, nowSeconds } = context;
  const known = modelOf(context, state);
  if (known === null) return null;
  const { model, tallies } = known;
  const verdict = judgeCoverage(addTallies(tallies));
  const record = {
    coverage: verdict.coverage === null ? null : Math.round(verdict.coverage * 100) / 100,
    coverageDays: tallies.length,
    // A day's few answers must not show by how these step from one day to the next.
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
  const estimate = estimateWait(model, momentOf(context, state, minute));
  return isRange(estimate) ? said(estimate, 'calibrated', null) : usual(estimate.reason);
}

function momentOf(context: FeedContext, state: QueueState, minute: number): KnownMoment {
  const { db, zone } = context;
  const { channel, queue } = state;
  const byPlace = busy.of(db, [minute], () => new Map());
  const place = `${channel} ${queue}`;
  const known = byPlace.get(place);
  if (known !== undefined) return known;
  const all = passagesOf(context, channel, minute);
  const theirs = queue === null ? all : all.filter((one) => one.queue === queue);
  const [moment] = momentsAt(theirs, [minute], (at) => hourOfWeekAt(zone, at));
  const now = knownOf(moment!);
  if (all.length >= MANY_PASSAGES) byPlace.set(place, now);
  return now;
}

function passagesOf(context: FeedContext, channel: number, minute: number): ReturnType<typeof readPassages> {
  const byChannel = once(passages, context, () => new Map<number, ReturnType<typeof readPassages>>());
  return once(byChannel, channel, () => readPassages(context.db, channel, minute));
}

function modelOf(
  { db, zone, nowSeconds }: FeedContext,
  { channel, queue }: QueueState,
): ReturnType<typeof readWaitModel> {
  const byPlace = once(kept, db, () => new Map<string, KeptModel>());
  const place = `${channel} ${queue}`;
  let entry = byPlace.get(place);
  if (entry === undefined || Math.abs(nowSeconds - entry.at) > KEPT_SECONDS) {
    entry = { at: nowSeconds, model: readWaitModel(db, channel, queue, zone.dayOf(nowSeconds)) };
    byPlace.set(place, entry);
  }
  return entry.model;
}
