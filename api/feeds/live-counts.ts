/**
 * The counts beside the queue of the moment: the last quarter-hours, the day so far, what lies open. Owns when each may
 * be said: a quarter-hour when it has closed and the delay has passed, as everywhere; refuses any cell but published
 * ones, and nothing smaller than the disclosure threshold.
 */
import { QUARTER_SECONDS } from '../../db/domain/bucket.ts';
import { type DisclosedCell, discloseCount } from '../../db/domain/disclosure.ts';
import { Latest } from '../../db/domain/latest.ts';
import type { Member } from '../../db/domain/lattice.ts';
import { metricNamed } from '../../db/domain/metric.ts';
import { once } from '../../db/domain/once.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import { readMeta } from '../../db/meta.ts';
import { type QueueState, readDepartures } from '../../db/queries/live-state.ts';
import type { LivePlace } from '../contract/live.ts';
import { type FeedContext, horizonOf } from './context.ts';
import { columnsOf, publishCells, shapeOfMember } from './published-cells.ts';
import { usualDays } from './usual-day.ts';

/** A channel, or a service line by itself. */
export type CountedPlace = Pick<Member, 'channel' | 'queue'>;
type Counted = Pick<LivePlace, 'quarters' | 'lastHour' | 'today' | 'backlog' | 'backlogAgeDays'>;
type Cell = { value: number | null; status: LivePlace['quarters'] extends null ? never : CellStatus };
type CellStatus = NonNullable<LivePlace['backlog']>['status'];

export const NOT_COUNTED: Counted = {
  quarters: null,
  lastHour: null,
  today: null,
  backlog: null,
  backlogAgeDays: null,
};

const QUARTERS = 4;
const LEAST_USUAL_DAYS = 4;

/** Between two versions of the data, within a quarter-hour, nothing of it changes, and it is asked every second. */
const kept = new Latest<Map<string, Counted>>();

export function countedOf(context: FeedContext, place: CountedPlace, state: QueueState): Counted {
  const { db } = context;
  const horizon = horizonOf(context);
  const byPlace = kept.of(db, [readMeta(db, 'data_version'), horizon], () => new Map());
  return once(byPlace, JSON.stringify([place, state.source]), () => ({
    ...quartersOf(context, place, state, horizon),
    today: todayOf(context, place, horizon),
    backlog: latestOf(context, 'backlog', place, 'hour', horizon),
    backlogAgeDays: latestOf(context, 'backlog_age_p50', place, 'day', horizon),
  }));
}

/** `end`: of the last quarter-hour that may be counted. */
function quartersOf(
  context: FeedContext,
  place: CountedPlace,
  state: QueueState,
  end: number,
): Pick<Counted, 'quarters' | 'lastHour'> {
  const { db, zone, configuration } = context;
  const start = end - QUARTERS * QUARTER_SECONDS;
  const { startAt, value, status } = cellsOf(
    context,
    'offered',
    place,
    '15min',
    zone.dayOf(start),
    zone.dayOf(end),
  );
  const first = startAt.indexOf(start);
  if (first < 0) return { quarters: null, lastHour: null };
  const at = (i: number): Cell => ({
    value: value[first + i] ?? null,
    status: status[first + i] ?? 'missing',
  });
  const arrived = Array.from({ length: QUARTERS }, (_, i) => at(i));
  // Snapshots tell how many wait and not how many leave; of lines beside their channel's sum a hidden one would follow.
  const left =
    state.source === 'queue' || state.queue !== null
      ? Array<Cell>(QUARTERS).fill(MISSING)
      : readDepartures(db, state.channel, start, QUARTERS).map((count, i) =>
          // Nobody knows who left in a time of which nobody told who came.
          count === 0 && arrived[i]!.status === 'missing'
            ? MISSING
            : shown(discloseCount(count, configuration.disclosure)),
        );
  return {
    quarters: { start0: zone.formatInstant(start), step: QUARTER_SECONDS, arrived, left },
    // Made of the quarters that are shown: a sum of hidden ones would say more than they do.
    lastHour: { arrived: sumOf(arrived), left: sumOf(left) },
  };
}

const MISSING: Cell = { value: null, status: 'missing' };

function shown(cell: DisclosedCell): Cell {
  return cell.kind === 'value'
    ? { value: cell.value, status: 'provisional' }
    : { value: null, status: 'suppressed' };
}

function sumOf(cells: readonly Cell[]): Cell {
  const hidden = cells.find(({ value }) => value === null);
  if (hidden !== undefined) return { value: null, status: hidden.status };
  return { value: cells.reduce((sum, { value }) => sum + value!, 0), status: 'provisional' };
}

/** The day to the last whole hour before `end`, against the same weekday of the weeks before to the same hour. */
function todayOf(context: FeedContext, place: CountedPlace, end: number): Counted['today'] {
  const { zone, calendar } = context;
  const today = zone.dayOf(end);
  const hours = Math.floor((end - zone.startOfDay(today)) / 3600);
  const day = hourSum(context, place, today, hours);
  if (day === null) return null;
  const usual = usualDays(today, (one) => calendar.holidayOf(one) !== null)
    .map((one) => hourSum(context, place, one, hours))
    .flatMap((one) => (one === null || one.value === null ? [] : [one.value]))
    .sort((a, b) => a - b);
  const days = usual.length;
  const isEnough = days >= LEAST_USUAL_DAYS;
  return {
    until: zone.formatInstant(zone.startOfDay(today) + hours * 3600),
    ...day,
    usual: isEnough ? (usual[Math.ceil(days / 2) - 1]! + usual[Math.floor(days / 2)]!) / 2 : null,
    usualLow: isEnough ? usual[1]! : null,
    usualHigh: isEnough ? usual[days - 2]! : null,
    days,
  };
}

/** Contacts of the first hours of a day; hidden where one of them is, null where there are no records of the day. */
function hourSum(context: FeedContext, place: CountedPlace, day: CivilDay, hours: number): Cell | null {
  const { value, status } = cellsOf(context, 'offered', place, 'hour', day, day);
  const asked = value.slice(0, hours).map((one, i): Cell => ({ value: one, status: status[i]! }));
  const open = asked.filter((cell) => cell.status !== 'closed');
  if (open.length > 0 && open.every((cell) => cell.status === 'missing')) return null;
  return open.length === 0 ? null : sumOf(open);
}

/** The last bucket by `end` of which records speak, today's or yesterday's. */
function latestOf(
  context: FeedContext,
  metric: string,
  place: CountedPlace,
  grain: 'hour' | 'day',
  end: number,
): Cell | null {
  const today = context.zone.dayOf(end);
  const { value, status } = cellsOf(context, metric, place, grain, today - 1, today);
  const latest = status.findLastIndex((one) => one !== 'missing');
  return latest < 0 ? null : { value: value[latest]!, status: status[latest]! };
}

function cellsOf(
  context: FeedContext,
  metric: string,
  place: CountedPlace,
  grain: '15min' | 'hour' | 'day',
  fromDay: CivilDay,
  toDay: CivilDay,
) {
  const published = publishCells(
    context,
    metricNamed(metric),
    { shape: shapeOfMember(place), member: place, grain },
    fromDay,
    toDay,
  );
  return columnsOf(published, { startAt: published.startAt });
}
