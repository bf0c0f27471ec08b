/**
 * The published figures of complaints that one answer is made of: counts of a cause under all its names, by window and by
 * month, how many were settled in time, and how long they took. Owns which cells these are; refuses to compare them.
 */
import { periodEnd, periodStart, periodsBetween } from '../../db/domain/bucket.ts';
import { CATEGORIES } from '../../db/domain/contact.ts';
import type { Member } from '../../db/domain/lattice.ts';
import { type Metric, metricNamed } from '../../db/domain/metric.ts';
import type { CountOverDays } from '../../db/domain/moving-range.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import { recordedSpan } from '../../db/queries/coverage.ts';
import type { SaidColumns } from '../contract/cell.ts';
import type { Window } from './asked-window.ts';
import type { FeedContext } from './context.ts';
import {
  columnsOf,
  isShown,
  lastKnownDay,
  publishCells,
  shapeOfMember,
  withStatesKept,
} from './published-cells.ts';
import {
  composeCells,
  composeWindow,
  isComposable,
  isOneCell,
  stretchesOf,
  type WindowFigure,
} from './window.ts';

const COMPLAINT = { category: CATEGORIES[CATEGORIES.indexOf('complaint')]! };
const NOT_KNOWN = { said: { kind: 'missing' }, status: 'missing', hasHidden: false } as WindowFigure;

const COUNT = metricNamed('complaints');
const RATE = metricNamed('complaint_rate');
const KEPT = metricNamed('kept_by_due_date');
const DAYS = {
  median: metricNamed('complaint_days_p50'),
  ninety: metricNamed('complaint_days_p90'),
} as const;

/** Cells of one organisation, of one channel or of all. */
export class ComplaintCells {
  private readonly context: FeedContext;
  private readonly channel: Member;

  constructor(context: FeedContext, channel: string | undefined) {
    this.context = withStatesKept(context);
    this.channel = channel === undefined ? {} : { channel };
  }

  /** Of a cause under each of its names, or of all complaints. Null where the table has no cell for a remainder. */
  count(names: readonly string[] | null, window: Window): WindowFigure | null {
    if (names === null) return this.figure(COUNT, this.channel, window);
    const figures = names.map((cause) => this.figure(COUNT, { ...this.channel, cause }, window));
    if (figures.some((figure) => figure === null)) return null;
    const known = figures as WindowFigure[];
    const joined = composeCells(COUNT, known);
    return { ...joined, hasHidden: joined.hasHidden || known.some(({ hasHidden }) => hasHidden) };
  }

  perThousand(window: Window): WindowFigure {
    return this.figure(RATE, this.channel, window) ?? NOT_KNOWN;
  }

  /** Of all complaints, or of those of a cause by its own name: shares of two names have no common base. */
  kept(cause: string | null, window: Window): WindowFigure {
    return this.figure(KEPT, this.complaintsOf(cause), window) ?? NOT_KNOWN;
  }

  days(which: keyof typeof DAYS, cause: string | null, window: Window): WindowFigure {
    return this.figure(DAYS[which], this.complaintsOf(cause), window) ?? NOT_KNOWN;
  }

  /** What a cause consists of; only of whole months. */
  part(cause: string, part: string, window: Window): WindowFigure | null {
    return this.figure(COUNT, { cause, sub_cause: part }, window);
  }

  months(which: 'count' | 'rate' | 'kept' | 'median' | 'ninety', window: Window): SaidColumns {
    const metric = { count: COUNT, rate: RATE, kept: KEPT, ...DAYS }[which];
    const member = which === 'count' || which === 'rate' ? this.channel : this.complaintsOf(null);
    return columnsOf(this.monthly(metric, member, window), {});
  }

  /** A cause's months under all its names. */
  monthsOf(names: readonly string[], window: Window): SaidColumns {
    const series = names.map((cause) => this.monthly(COUNT, { ...this.channel, cause }, window));
    const [own, ...others] = series;
    if (others.length === 0) return columnsOf(own!, {});
    const joined = own!.said.map((_, i) =>
      composeCells(
        COUNT,
        series.map(({ said, status }) => ({ said: said[i]!, status: status[i]! })),
      ),
    );
    return columnsOf(
      { said: joined.map(({ said }) => said), status: joined.map(({ status }) => status) },
      {},
    );
  }

  /** Days of a window of which records speak. */
  daysIn({ fromDay, toDay }: Window): number {
    const span = recordedSpan(this.context.db);
    if (span === null) return 0;
    const last = Math.min(toDay, lastKnownDay(this.context));
    return Math.max(0, last - Math.max(fromDay, span.firstDay) + 1);
  }

  /** Published counts of months over their days, null where there is none; a day of `cuts` parts what it lies between. */
  overDays(
    { value, status }: SaidColumns,
    window: Window,
    cuts: readonly CivilDay[],
  ): (CountOverDays | null)[] {
    return periodsBetween('month', window.fromDay, window.toDay).flatMap((start, i) => {
      const end = periodEnd('month', start);
      const days = this.daysIn({ fromDay: start, toDay: end - 1 });
      const isTold = value[i] !== null && isShown(status[i]!) && days > 0;
      const isCut = cuts.some((day) => day > start && day < end);
      const told = isTold && !isCut ? { count: value[i]!, days } : null;
      return cuts.includes(start) ? [null, told] : [told];
    });
  }

  private monthly(metric: Metric, member: Member, { fromDay, toDay }: Window) {
    const address = { shape: shapeOfMember(member), member, grain: 'month' } as const;
    return publishCells(this.context, metric, address, periodStart('month', fromDay), toDay);
  }

  private complaintsOf(cause: string | null): Member {
    return { ...this.channel, ...COMPLAINT, ...(cause !== null && { cause }) };
  }

  private figure(metric: Metric, member: Member, { fromDay, toDay }: Window): WindowFigure | null {
    const shape = shapeOfMember(member);
    const stretches = stretchesOf(this.context, shape, fromDay, toDay);
    if (stretches === null || (!isComposable(metric) && !isOneCell(stretches))) return null;
    return composeWindow(this.context, metric, { shape, member }, stretches);
  }
}

/** Figures as columns, in their order. */
export function figureColumns(figures: readonly WindowFigure[]): SaidColumns {
  return columnsOf(
    { said: figures.map(({ said }) => said), status: figures.map(({ status }) => status) },
    {},
  );
}
