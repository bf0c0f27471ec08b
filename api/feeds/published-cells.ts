/**
 * The cells of the lattice as they may be said: facts → evaluation → disclosure → status, in this one place.
 * Every feed takes its figures from here; refuses to hand out anything that did not pass disclosure control.
 */

import {
  GRAINS,
  type Grain,
  hourOfQuarter,
  isSlotGrain,
  periodEnd,
  periodsBetween,
  slotStarts,
} from '../../db/domain/bucket.ts';
import { type CellStatus, settle } from '../../db/domain/cell.ts';
import { CHANNELS, type Channel } from '../../db/domain/contact.ts';
import { type Disclosed, type DisclosedCell, disclose, discloseNothing } from '../../db/domain/disclosure.ts';
import { type Evaluation, evaluate, type FactView, total } from '../../db/domain/evaluation.ts';
import type { FactOf } from '../../db/domain/fact.ts';
import { FactBlock } from '../../db/domain/fact-block.ts';
import { finalAfter } from '../../db/domain/finality.ts';
import { Latest } from '../../db/domain/latest.ts';
import { LATTICE, type Member, type Shape, shapeOf } from '../../db/domain/lattice.ts';
import { type Evidence, evidenceOf, factsOf, type Metric } from '../../db/domain/metric.ts';
import { isBeforeEnd } from '../../db/domain/retirement.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import { momentOf } from '../../db/moment.ts';
import { readCell } from '../../db/queries/cell-facts.ts';
import { historyOf } from '../../db/queries/cell-history.ts';
import { ASKED_FACTS, asked, recordedSpan } from '../../db/queries/coverage.ts';
import { type HiddenIn, hiddenIn } from '../../db/queries/hidden-slots.ts';
import { findTerm } from '../../db/queries/term.ts';
import { revisedAfterFinal } from '../../db/revisions.ts';
import { OpenAges } from '../../db/rollup/case-spans.ts';
import { findCell } from '../../db/rollup/cell-book.ts';
import { NOUGHTS } from '../../db/rollup/hidden-blocks.ts';
import { BucketStates, type State } from './bucket-state.ts';
import { type FeedContext, lastWholeDay } from './context.ts';
import { endOf } from './retired.ts';

/** Buckets in order of time; `said` and `status` belong together. */
export interface PublishedCells {
  startAt: number[];
  said: DisclosedCell[];
  status: CellStatus[];
}

/** One cell of the lattice at one grain. */
export interface CellAddress {
  shape: Shape;
  member: Member;
  grain: Grain;
}

const NOTHING = new FactBlock(100);
/** Of what no record tells, and of a metric that is published no more. */
const UNKNOWN = { kind: 'missing' } as DisclosedCell;

/** Every bucket that meets `fromDay` to `toDay`, both included. */
export function publishCells(
  context: FeedContext,
  metric: Metric,
  address: CellAddress,
  fromDay: CivilDay,
  toDay: CivilDay,
): PublishedCells {
  const { shape, member, grain } = address;
  const cell = findCell(context.db, shape, member);
  const facts = new Set(factsOf(metric));
  if (isSlotGrain(grain)) for (const fact of ASKED_FACTS) facts.add(fact);
  const blocks = readCell(context.db, grain, cell, fromDay, toDay, facts);
  const channel = (member.channel as Channel | undefined) ?? null;
  const states = statesOf(context, channel, evidenceOf(metric));
  const stocks = metric.value.kind === 'stock' ? new Stocks(context, metric, cell) : null;
  const published: PublishedCells = { startAt: [], said: [], status: [] };
  const end = endOf(context, metric.id);
  const hidden = hiddenIn(
    context.db,
    { shape, cell, grain },
    metric.id,
    [fromDay, toDay],
    lastWholeDay(context),
  );
  const push = (
    day: CivilDay,
    startAt: number,
    block: FactBlock,
    slot: number,
    state: State,
    more: Partial<FactView>,
  ) => {
    if (end !== null && !isBeforeEnd(end, grain, day)) {
      published.startAt.push(startAt);
      published.said.push(UNKNOWN);
      published.status.push('missing');
      return;
    }
    const view: FactView = {
      sum: (fact) => block.sum(fact, slot),
      waits: (fact) => block.waits(fact, slot),
      members: (fact) => block.members(fact, slot),
      ...more,
    };
    const { disclosure } = context.configuration;
    const hiddenHere = hidden.get(day);
    const evaluation = evaluate(metric, view);
    const isUntold =
      hiddenHere === 'all' ||
      (hiddenHere === 'by_days' && !isToldByDays(context, metric, address, day)) ||
      (isHiddenAt(hiddenHere, NOUGHTS) && tellsOfNobody(evaluation));
    const said = !isUntold
      ? disclose(metric, shape, evaluation, disclosure, isHiddenAt(hiddenHere, slot))
      : state.isSilent
        ? UNKNOWN
        : discloseNothing(state.isClosed && metric.value.kind !== 'stock');
    const status = statusOf(context, said, state, metric);
    published.startAt.push(startAt);
    published.said.push(said);
    published.status.push(status);
  };

  if (isSlotGrain(grain)) {
    const presenceCell =
      channel === null ? findCell(context.db, 'all', {}) : findCell(context.db, 'channel', { channel });
    const isOwn = presenceCell === cell;
    const presenceIn = (grain: Grain) =>
      readCell(context.db, grain, presenceCell, fromDay, toDay, ASKED_FACTS);
    const presence = isOwn ? blocks : presenceIn(grain);
    // Whether a day is known by the slot is the cell's own matter: sums of another channel do not bear on a queue.
    const ownOfDay = readCell(context.db, 'day', cell, fromDay, toDay, ASKED_FACTS);
    const presenceOfDay = isOwn ? ownOfDay : presenceIn('day');
    for (let day = fromDay; day <= toDay; day++) {
      const block = blocks.get(day) ?? NOTHING;
      const starts = slotStarts(context.zone, day, grain);
      const counts = starts.map((_, slot) => asked(presence.get(day), slot));
      const hours = grain === 'hour' ? null : hourOfQuarter(context.zone, day);
      const hasOwn = asked(ownOfDay.get(day)) > 0;
      const isTooFine = hasOwn
        ? sumOfSlots(blocks.get(day)) < asked(ownOfDay.get(day))
        : sumOfSlots(presence.get(day)) < asked(presenceOfDay.get(day));
      stocks?.startAt(day);
      starts.forEach((startAt, slot) => {
        const endAt = starts[slot + 1] ?? context.zone.startOfDay(day + 1);
        const hour = hours === null ? slot : hours[slot]!;
        const state = states.ofSlot(day, { startAt, endAt, hour, asked: counts[slot]!, isTooFine });
        push(day, startAt, block, slot, state, stocks === null ? {} : stocks.after(block, slot));
      });
    }
    return published;
  }
  const revised = revisedAfterFinal(context.db, metric.id, grain, cell, context.edition ?? null);
  const ages = metric.value.kind === 'age_quantile' ? agesFrom(context, address, fromDay) : null;
  const lastWhole = lastWholeDay(context);
  const lastKnown = lastKnownDay(context);
  for (const start of periodsBetween(grain, fromDay, toDay)) {
    const block = blocks.get(start) ?? NOTHING;
    const last = Math.min(periodEnd(grain, start) - 1, lastWhole);
    stocks?.startAt(start);
    push(start, context.zone.startOfDay(start), block, 0, states.ofPeriod(grain, start), {
      ...(stocks === null ? {} : stocks.after(block, 0)),
      ...(ages === null ? {} : { ages: () => ages.at(last) }),
      ...(metric.value.kind === 'days_quantile' && {
        followedDays: () => lastKnown - (periodEnd(grain, start) - 1),
      }),
    });
    const at = published.status.length - 1;
    if (published.status[at] === 'final' && revised.has(start)) published.status[at] = 'revised';
  }
  return published;
}

function isHiddenAt(hidden: HiddenIn | undefined, slot: number): boolean {
  return Array.isArray(hidden) && hidden.includes(slot);
}

/** That nobody came, or that all or none of those who came are part of a share. */
function tellsOfNobody(evaluation: Evaluation): boolean {
  if (evaluation.kind !== 'value') return evaluation.kind === 'none';
  const { n, part } = evaluation;
  return n === 0 || part === 0 || part === n;
}

/** Whether each day so far of a week or month that is not over is told: then its sum tells no more than they do. */
function isToldByDays(
  context: FeedContext,
  metric: Metric,
  { shape, member, grain }: CellAddress,
  start: CivilDay,
): boolean {
  if (isSlotGrain(grain) || !LATTICE.day.includes(shape) || !isToldAt('day', metric)) return false;
  const last = Math.min(periodEnd(grain, start) - 1, lastKnownDay(context));
  const { status } = publishCells(context, metric, { shape, member, grain: 'day' }, start, last);
  return !status.includes('suppressed');
}

function isToldAt(grain: Grain, { finestGrain }: Metric): boolean {
  return GRAINS.indexOf(finestGrain) <= GRAINS.indexOf(grain);
}

type KeptStates = Map<string, BucketStates>;
const keptStates = new WeakMap<FeedContext, KeptStates>();
const statesOfMoment = new Latest<KeptStates>();

/**
 * For answers that ask of the same buckets again and again: the same context, what is known of them read once, for one answer
 * or for all that are given at one moment.
 */
export function withStatesKept(context: FeedContext): FeedContext {
  if (keptStates.has(context)) return context;
  const { db, configuration, zone, calendar, nowSeconds } = context;
  const own = { ...context };
  const moment = momentOf(db);
  const restsOn = [db, configuration, zone, calendar, nowSeconds];
  const states: KeptStates =
    moment === null ? new Map() : statesOfMoment.of(moment, restsOn, () => new Map());
  keptStates.set(own, states);
  return own;
}

export function statesOf(context: FeedContext, channel: Channel | null, evidence: Evidence): BucketStates {
  const key = `${channel} ${evidence}`;
  const kept = keptStates.get(context);
  const known = kept?.get(key);
  if (known !== undefined) return known;
  const states = new BucketStates(context, channel, evidence);
  kept?.set(key, states);
  return states;
}

/** The last day of which closings can be known: records that ended earlier tell of none since. */
export function lastKnownDay(context: FeedContext): CivilDay {
  return Math.min(lastWholeDay(context), recordedSpan(context.db)?.lastDay ?? Infinity);
}

function sumOfSlots(block: FactBlock | undefined): number {
  let sum = 0;
  for (let slot = 0; slot < (block?.slots ?? 0); slot++) sum += asked(block, slot);
  return sum;
}

/** Columns that carry the mark: made of disclosed cells, here and nowhere else. */
export function columnsOf<Extra extends object>(
  { said, status }: Pick<PublishedCells, 'said' | 'status'>,
  extra: Extra,
): Disclosed<Extra & { value: (number | null)[]; n: (number | null)[]; status: CellStatus[] }> {
  const shown = (i: number) => isShown(status[i]!);
  return {
    ...extra,
    value: said.map((cell, i) => (cell.kind === 'value' && shown(i) ? cell.value : null)),
    n: said.map((cell, i) =>
      cell.kind === 'value' && shown(i) ? cell.n : cell.kind === 'none' && status[i] === 'missing' ? 0 : null,
    ),
    status,
  } as Disclosed<Extra & { value: (number | null)[]; n: (number | null)[]; status: CellStatus[] }>;
}

export function isShown(status: CellStatus): boolean {
  return status !== 'suppressed' && status !== 'closed' && status !== 'missing';
}

/** Where a value and the state of its bucket meet: zero in a closed hour is closed, in a day without records missing. */
export function statusOf(
  { configuration }: FeedContext,
  said: DisclosedCell,
  state: State,
  metric: Metric,
): CellStatus {
  if (state.isSilent) return 'missing';
  if (said.kind === 'suppressed') return 'suppressed';
  if (said.kind === 'missing') return 'missing';
  if (said.kind === 'none') return state.isClosed ? 'closed' : 'missing';
  if (said.value === 0 && metric.value.kind === 'count') {
    if (state.isClosed) return 'closed';
    if (state.isMissing) return 'missing';
  }
  return settle(state, finalAfter(metric.finalAfterDays, configuration.releases.finalAfterDays));
}

/** What is still there after each bucket: everything that came so far, less everything that went. */
class Stocks {
  private readonly context: FeedContext;
  private readonly cell: number | null;
  private stock: number | null = null;
  private readonly metric: Metric;

  constructor(context: FeedContext, metric: Metric, cell: number | null) {
    if (metric.value.kind !== 'stock') throw new Error(`${metric.id} is not a stock`);
    this.context = context;
    this.cell = cell;
    this.metric = metric;
  }

  /** Reads what was there when the first bucket began; later buckets go on from there. */
  startAt(day: CivilDay): void {
    if (this.stock !== null) return;
    const history = historyOf(this.context.db, 'day', this.cell);
    this.stock = 0;
    history.starts.forEach((start, at) => {
      if (start < day) this.grow((fact) => history.count(fact, at));
    });
  }

  after(block: FactBlock, slot: number): Pick<FactView, 'stock'> {
    this.grow((fact) => block.sum(fact, slot));
    const stock = this.stock!;
    return { stock: () => stock };
  }

  private grow(count: (fact: FactOf<'sum'>) => number): void {
    const { value } = this.metric;
    if (value.kind !== 'stock') return;
    const view = { sum: count };
    this.stock = (this.stock ?? 0) + total(view, value.came) - total(view, value.went);
  }
}

/** Null where the age of a backlog is not kept by what is asked for. */
function agesFrom(context: FeedContext, { shape, member }: CellAddress, from: CivilDay): OpenAges | null {
  if (shape !== 'all' && shape !== 'channel' && shape !== 'queue') return null;
  const { channel, queue } = member;
  return new OpenAges(context.db, from, {
    channel: channel === undefined ? null : CHANNELS.indexOf(channel as Channel),
    queue: queue === undefined ? null : (findTerm(context.db, 'queue', queue) ?? 0),
  });
}

/** The shape of a filter; throws where the caller did not ask the lattice before. */
export function shapeOfMember(member: Member): Shape {
  const shape = shapeOf(Object.keys(member) as (keyof Member)[]);
  if (shape === null) throw new Error(`no table by ${Object.keys(member).join(', ')}`);
  return shape;
}
