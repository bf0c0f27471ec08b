/**
 * `profile`: the usual week, weekday by hour, over the last whole weeks of records, and the range of its counts.
 * Owns the folding of weeks onto one; holidays are left out, hours that did not exist or were closed do not count, and none
 * that `series` hides: whoever takes the told ones away from all, or last week's answer from this one's, would have it.
 */
import { periodStart, slotStarts } from '../../db/domain/bucket.ts';
import type { CellStatus } from '../../db/domain/cell.ts';
import type { Channel } from '../../db/domain/contact.ts';
import { type DisclosedCell, disclose, discloseNothing } from '../../db/domain/disclosure.ts';
import { evaluate } from '../../db/domain/evaluation.ts';
import { type ExpectedRange, usualRange } from '../../db/domain/expected-range.ts';
import type { FactId } from '../../db/domain/fact.ts';
import { FactBlock } from '../../db/domain/fact-block.ts';
import type { Member } from '../../db/domain/lattice.ts';
import { factsOf, type Metric } from '../../db/domain/metric.ts';
import { formatDay, weekdayOf } from '../../db/domain/zone.ts';
import { readCell } from '../../db/queries/cell-facts.ts';
import { ASKED_FACTS, asked } from '../../db/queries/coverage.ts';
import { findCell } from '../../db/rollup/cell-book.ts';
import type { PROFILE_WEEKS, ProfileAnswer } from '../contract/profile.ts';
import { rangeOf, type Window } from './asked-window.ts';
import { BucketStates } from './bucket-state.ts';
import { type FeedContext, type FeedResult, refuse, versionOf } from './context.ts';
import { refuseUnknown } from './known-member.ts';
import { columnsOf, type PublishedCells, publishCells, shapeOfMember } from './published-cells.ts';
import { isFiner, knownMetric } from './series.ts';

export interface ProfileQuestion {
  metric: string;
  weeks: (typeof PROFILE_WEEKS)[number];
  channel?: string;
  queue?: string;
}

const HOURS = 24;
/** After the hours of the week: what is not told. */
const LEFT_OUT = 7 * HOURS;

export function profileFeed(context: FeedContext, question: ProfileQuestion): FeedResult<ProfileAnswer> {
  const found = knownMetric(question.metric);
  if (!found.ok) return found;
  const metric = found.answer;
  if (isFiner('hour', metric.finestGrain) || metric.value.kind === 'stock') {
    return refuse('no such profile', `${metric.id} is not published by the hour, so it has no usual week`);
  }
  if (question.channel !== undefined && question.queue !== undefined) {
    return refuse(
      'no such table',
      'by channel and queue together nothing is published by the hour; ask for one of them',
    );
  }
  const member: Member = {};
  if (question.channel !== undefined) member.channel = question.channel;
  if (question.queue !== undefined) member.queue = question.queue;
  const { fromDay, toDay } = windowOf(context, question.weeks);
  const unknown = refuseUnknown(context, member);
  if (unknown !== null) return unknown;
  const shape = shapeOfMember(member);
  const window = { fromDay, toDay };
  const hours = publishedHours(context, metric, member, window);
  const { folded, days, untold, isUnknown } = foldWeeks(context, member, window, factsOf(metric), hours);

  const weekday: number[] = [];
  const time: string[] = [];
  const counted: number[] = [];
  const said: DisclosedCell[] = [];
  const status: CellStatus[] = [];
  for (let slot = 0; slot < 7 * HOURS; slot++) {
    const open = days[slot]!;
    const evaluation = evaluate(metric, {
      sum: (fact) => folded.sum(fact, slot),
      waits: (fact) => folded.waits(fact, slot),
      members: (fact) => folded.members(fact, slot),
    });
    let cell =
      untold[slot]! > open
        ? discloseNothing(false)
        : disclose(metric, shape, evaluation, context.configuration.disclosure);
    // A count stands for a usual hour: what was disclosed is the sum, and its mean says no more.
    if (cell.kind === 'value' && metric.value.kind === 'count' && open > 0) {
      cell = { ...cell, value: cell.value / open };
    }
    weekday.push(Math.floor(slot / HOURS) + 1);
    time.push(`${String(slot % HOURS).padStart(2, '0')}:00`);
    counted.push(open);
    said.push(cell);
    status.push(statusOf(cell, open, isUnknown[slot]!));
  }
  const cells = columnsOf({ said, status }, { weekday, time, days: counted });
  const range = rangeOfCounts(context, metric, hours, cells);
  return {
    ok: true,
    answer: {
      metric: metric.id,
      unit: metric.unit,
      weeks: question.weeks,
      from: formatDay(fromDay),
      to: formatDay(toDay),
      ...versionOf(context),
      filter: member as ProfileAnswer['filter'],
      cells: { ...cells, ...range },
    },
  };
}

/**
 * Where about eight in ten counts of each hour of the week lie, worked out from what is published alone: the means of
 * this answer, and the single hours as `series` has them. Hours that are hidden are the small ones, so that an hour of
 * the week with one of them says nothing of the spread; nor does an incomplete hour.
 */
function rangeOfCounts(
  context: FeedContext,
  metric: Metric,
  published: PublishedCells,
  { value, days }: { value: readonly (number | null)[]; days: readonly number[] },
): ExpectedRange {
  const nothing = value.map(() => null);
  if (metric.value.kind !== 'count') return { low: nothing, high: nothing };
  const { zone, calendar } = context;
  const counts = value.map((): number[] => []);
  const isUntold = new Set<number>();
  const hours = columnsOf(published, {});
  published.startAt.forEach((startAt, i) => {
    const day = zone.dayOf(startAt);
    // Where the clock changes, an hour of the wall lasts two hours or none.
    const isWhole = zone.startOfDay(day + 1) - zone.startOfDay(day) === HOURS * 3600;
    if (!isWhole || calendar.holidayOf(day) !== null) return;
    const slot = weekdayOf(day) * HOURS + Math.floor(zone.secondOfDay(startAt) / 3600);
    const count = hours.value[i] ?? null;
    if (hours.status[i] === 'suppressed') isUntold.add(slot);
    else if (count !== null && hours.status[i] !== 'partial') counts[slot]!.push(count);
  });
  const { low, high } = usualRange({
    mean: value,
    weeks: days,
    counts: counts.map((own, slot) => (isUntold.has(slot) ? [] : own)),
  });
  return { low: low.map(toTenth), high: high.map(toTenth) };
}

function publishedHours(
  context: FeedContext,
  metric: Metric,
  member: Member,
  { fromDay, toDay }: Window,
): PublishedCells {
  const address = { shape: shapeOfMember(member), member, grain: 'hour' } as const;
  return publishCells(context, metric, address, fromDay, toDay);
}

/** A tenth of a contact is finer than what eight weeks can tell of a range. */
function toTenth(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10) / 10;
}

/** An hour of the week that was never open is closed, unless that is because no record can speak of it. */
function statusOf(cell: DisclosedCell, open: number, isUnknown: boolean): CellStatus {
  if (cell.kind === 'suppressed') return 'suppressed';
  if (open === 0) return isUnknown ? 'missing' : 'closed';
  return cell.kind === 'value' ? 'final' : 'missing';
}

/** The last whole weeks, Monday to Sunday, before today and within the records. */
function windowOf(context: FeedContext, weeks: number): Window {
  const today = context.zone.dayOf(context.nowSeconds);
  const { toDay } = rangeOf(context, { fromDay: null, toDay: null, grain: 'day' });
  const end = periodStart('week', Math.min(toDay + 1, today));
  return { fromDay: end - 7 * weeks, toDay: end - 1 };
}

/** By hour of the week: what is told, of how many hours, and how many were open and are not told. */
interface FoldedWeeks {
  folded: FactBlock;
  days: number[];
  untold: number[];
  isUnknown: boolean[];
}

function foldWeeks(
  context: FeedContext,
  member: Member,
  { fromDay, toDay }: Window,
  facts: ReadonlySet<FactId>,
  published: PublishedCells,
): FoldedWeeks {
  const { db, zone, calendar } = context;
  const channel = (member.channel as Channel | undefined) ?? null;
  const states = new BucketStates(context, channel);
  const cell = findCell(db, shapeOfMember(member), member);
  const presenceCell = channel === null ? findCell(db, 'all', {}) : findCell(db, 'channel', { channel });
  const presence = readCell(db, 'hour', presenceCell, fromDay, toDay, ASKED_FACTS);
  const presenceOfDay = readCell(db, 'day', presenceCell, fromDay, toDay, ASKED_FACTS);
  const blocks = readCell(db, 'hour', cell, fromDay, toDay, facts);
  const isUntold = new Set(published.startAt.filter((_, i) => published.status[i] === 'suppressed'));
  const folded = new FactBlock(LEFT_OUT + 1);
  const untold = new Array<number>(7 * HOURS).fill(0);
  const days = new Array<number>(7 * HOURS).fill(0);
  const isUnknown = new Array<boolean>(7 * HOURS).fill(false);
  for (let day = fromDay; day <= toDay; day++) {
    if (calendar.holidayOf(day) !== null) continue;
    const starts = slotStarts(zone, day, 'hour');
    const slots = starts.map((start) => weekdayOf(day) * HOURS + Math.floor(zone.secondOfDay(start) / 3600));
    const seen = new Set<number>();
    const counts = starts.map((_, hour) => asked(presence.get(day), hour));
    const isTooFine = counts.reduce((sum, count) => sum + count, 0) < asked(presenceOfDay.get(day));
    starts.forEach((startAt, hour) => {
      const endAt = starts[hour + 1] ?? zone.startOfDay(day + 1);
      const state = states.ofSlot(day, {
        startAt,
        endAt,
        hour,
        asked: counts[hour]!,
        isTooFine,
      });
      if (state.isMissing || state.isSilent) isUnknown[slots[hour]!] = true;
      // An hour that the clock repeats is one hour of the day, lasting twice as long.
      if (!state.isClosed && !state.isMissing && !state.isSilent && !seen.has(slots[hour]!)) {
        seen.add(slots[hour]!);
        if (isUntold.has(startAt)) untold[slots[hour]!]!++;
        else days[slots[hour]!]!++;
      }
    });
    const block = blocks.get(day);
    if (block !== undefined)
      folded.merge(block, (hour) => (isUntold.has(starts[hour]!) ? LEFT_OUT : slots[hour]!));
  }
  return { folded, days, untold, isUnknown };
}
