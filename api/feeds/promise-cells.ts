/**
 * The published cells of one promise: facts → evaluation → disclosure → status, and how long it took.
 * Owns of which days its records can speak, and what is not told beside small figures; refuses to say anything that did not
 * pass disclosure control.
 *
 * A promise has one row of figures in time, and each is told by the finest buckets of which none is small: days where none of
 * their week is, weeks where none of those of their months is, nor what a month has of one; else by months alone. Then nothing
 * that is told is the sum of something small and what else is told. Which buckets these are is known when a month is over, and
 * nothing of it is told before: whoever kept six days would have the seventh, which is small, from their week.
 */
import { type Grain, periodEnd, periodStart, periodsBetween } from '../../db/domain/bucket.ts';
import type { CellStatus } from '../../db/domain/cell.ts';
import type { Tally } from '../../db/domain/confidence.ts';
import {
  type Disclosed,
  type DisclosedCell,
  disclose,
  discloseNothing,
  discloseSpans,
  type GroupedSpans,
} from '../../db/domain/disclosure.ts';
import { evaluate, total } from '../../db/domain/evaluation.ts';
import type { FactId } from '../../db/domain/fact.ts';
import { FactBlock } from '../../db/domain/fact-block.ts';
import { LATTICE, type Member } from '../../db/domain/lattice.ts';
import { factsOf, type Metric, metricNamed } from '../../db/domain/metric.ts';
import { once } from '../../db/domain/once.ts';
import {
  PROMISE_METRICS,
  PROMISES_DUE,
  PROMISES_KEPT,
  PROMISES_OPEN,
} from '../../db/domain/promise-metric.ts';
import { spanBinOf, spanEdgeOf } from '../../db/domain/span-histogram.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import type { ReadHandle } from '../../db/open.ts';
import { readCell } from '../../db/queries/cell-facts.ts';
import { recordedSpan } from '../../db/queries/coverage.ts';
import type { State } from './bucket-state.ts';
import { type FeedContext, lastWholeDay } from './context.ts';
import { isShown, type PublishedCells, publishCells, shapeOfMember, statusOf } from './published-cells.ts';

export type PromiseGrain = Extract<Grain, 'day' | 'week' | 'month'>;
/** In which a span is counted: civil days, or seconds of the clock. */
export type SpanUnit = 'days' | 'seconds';

const NOTHING = new FactBlock(1);
const NO_DAYS: ReadonlySet<CivilDay> = new Set();
const KEPT_CASES = metricNamed('kept_by_due_date');
/** The share says its base, so that where one is small neither is told. */
const SHARE_AND_BASE: readonly Metric[] = [PROMISES_DUE, PROMISES_KEPT];
const FIRST = 0;
const LAST = 2 ** 31;

/** What is counted of promises by due time; how long they took is read apart, for it takes longer and is seldom asked. */
const COUNTS: ReadonlySet<FactId> = new Set(PROMISE_METRICS.flatMap((metric) => [...factsOf(metric)]));

/** The counts of one promise, of every bucket there is: an answer asks for the same days again and again. */
export class PromiseCounts {
  readonly cell: number | null;
  private readonly db: ReadHandle;
  private readonly read = new Map<PromiseGrain, ReadonlyMap<CivilDay, FactBlock>>();

  constructor(db: ReadHandle, cell: number | null) {
    this.db = db;
    this.cell = cell;
  }

  by(grain: PromiseGrain): ReadonlyMap<CivilDay, FactBlock> {
    return once(this.read, grain, () => readCell(this.db, grain, this.cell, FIRST, LAST, COUNTS));
  }

  /** First and last day on which anything was due; null: nothing ever was. */
  get span(): { first: CivilDay; last: CivilDay } | null {
    const days = [...this.by('day').keys()];
    return days.length === 0 ? null : { first: days[0]!, last: days.at(-1)! };
  }
}

/** The last day of which records of promises can speak: the last of any records, due times included. */
export function promisesThrough(context: FeedContext, promises: Iterable<PromiseCounts>): CivilDay | null {
  let last = recordedSpan(context.db)?.lastDay ?? null;
  for (const { span } of promises) {
    if (span !== null) last = Math.max(last ?? span.last, span.last);
  }
  return last === null ? null : Math.min(last, lastWholeDay(context));
}

/** A published cell as kept of due, where it says both. */
export interface KeptCell {
  start: CivilDay;
  tally: Tally | null;
  status: CellStatus;
}

export class PromiseCells {
  private readonly context: FeedContext;
  private readonly kept = new Map<PromiseGrain, KeptCell[]>();
  /** by figures and week or month: whether it is told by days, or by weeks */
  private readonly toldFiner = new Map<string, boolean>();
  private readonly counts: PromiseCounts;
  private readonly casesOf: Member | null;
  /** first day on which anything was due; null: nothing ever was */
  readonly firstDay: CivilDay | null;
  readonly through: CivilDay | null;

  /** `casesOf`: whose cases it speaks of, all of which `kept_by_due_date` counts too; null: of others */
  constructor(
    context: FeedContext,
    counts: PromiseCounts,
    through: CivilDay | null,
    casesOf: Member | null = null,
  ) {
    this.context = context;
    this.casesOf = casesOf;
    this.counts = counts;
    const first = counts.span?.first ?? null;
    this.firstDay = first !== null && through !== null && first <= through ? first : null;
    this.through = through;
  }

  /** Every bucket that meets a range of days, both ends included. */
  publish(metric: Metric, grain: PromiseGrain, fromDay: CivilDay, toDay: CivilDay): PublishedCells {
    const { configuration, zone } = this.context;
    const blocks = this.counts.by(grain);
    const published: PublishedCells = { startAt: [], said: [], status: [] };
    const hidden = SHARE_AND_BASE.includes(metric) ? this.hiddenCases(grain, fromDay, toDay) : NO_DAYS;
    for (const start of periodsBetween(grain, fromDay, toDay)) {
      const block = blocks.get(start) ?? NOTHING;
      const view = viewOf((fact) => block.sum(fact, 0), metric);
      const said =
        this.isTold(metric, grain, start) && !hidden.has(start)
          ? disclose(metric, 'all', evaluate(metric, view), configuration.disclosure)
          : discloseNothing(false);
      published.startAt.push(zone.startOfDay(start));
      published.said.push(said);
      published.status.push(
        statusOf(this.context, said, this.stateOf(start, periodEnd(grain, start) - 1), metric),
      );
    }
    return published;
  }

  /** The buckets in which the same share is hidden under its other name. */
  private hiddenCases(grain: PromiseGrain, fromDay: CivilDay, toDay: CivilDay): ReadonlySet<CivilDay> {
    const { context, casesOf } = this;
    if (casesOf === null) return NO_DAYS;
    const address = { shape: shapeOfMember(casesOf), member: casesOf, grain } as const;
    if (!LATTICE[grain].includes(address.shape)) return NO_DAYS;
    const { startAt, said } = publishCells(context, KEPT_CASES, address, fromDay, toDay);
    const hidden = startAt.filter((_, i) => said[i]!.kind === 'suppressed');
    return new Set(hidden.map((at) => context.zone.dayOf(at)));
  }

  private isTold(metric: Metric, grain: PromiseGrain, start: CivilDay): boolean {
    const { firstDay, through } = this;
    const end = periodEnd(grain, start);
    // Of what lies outside of the records nothing is said anyway.
    if (firstDay === null || through === null || end <= firstDay || start > through) return true;
    const row = SHARE_AND_BASE.includes(metric) ? SHARE_AND_BASE : [metric];
    if (grain === 'day') return this.isToldByDays(row, periodStart('week', start));
    return grain === 'month' ? this.isOver(start) : this.isToldByItself(row, start);
  }

  private isOver(month: CivilDay): boolean {
    return this.through !== null && periodEnd('month', month) - 1 <= this.through;
  }

  /** Of a week. */
  private isToldByItself(row: readonly Metric[], week: CivilDay): boolean {
    return [...periodsBetween('month', week, week + 6)].every((month) => this.isToldByWeeks(row, month));
  }

  private isToldByDays(row: readonly Metric[], week: CivilDay): boolean {
    return once(this.toldFiner, `${row[0]!.id} week ${week}`, () => {
      const days = Array.from({ length: 7 }, (_, i) => week + i);
      return this.isToldByItself(row, week) && days.every((day) => !this.isSmall(row, day, day));
    });
  }

  private isToldByWeeks(row: readonly Metric[], month: CivilDay): boolean {
    return once(this.toldFiner, `${row[0]!.id} month ${month}`, () => {
      const last = periodEnd('month', month) - 1;
      if (!this.isOver(month)) return false;
      return [...periodsBetween('week', month, last)].every((week) => {
        const [from, to] = [Math.max(week, month), Math.min(week + 6, last)];
        return !this.isSmall(row, week, week + 6) && !this.isSmall(row, from, to);
      });
    });
  }

  private isSmall(row: readonly Metric[], from: CivilDay, to: CivilDay): boolean {
    const days = this.counts.by('day');
    const sumOf = (fact: SumFact) => {
      let sum = 0;
      for (let day = from; day <= to; day++) sum += days.get(day)?.sum(fact, 0) ?? 0;
      return sum;
    };
    const { disclosure } = this.context.configuration;
    return row.some((metric) => {
      const { kind } = disclose(metric, 'all', evaluate(metric, viewOf(sumOf, metric)), disclosure);
      return kind === 'suppressed';
    });
  }

  /** Of every bucket there is, kept of due, in order of time; worked out once. */
  keptBy(grain: PromiseGrain): readonly KeptCell[] {
    const known = this.kept.get(grain);
    if (known !== undefined) return known;
    const { firstDay, through, context } = this;
    if (firstDay === null || through === null) return [];
    const { startAt, said, status } = this.publish(PROMISES_KEPT, grain, firstDay, through);
    const cells = said.map((cell, i) => ({
      start: context.zone.dayOf(startAt[i]!),
      tally:
        cell.kind === 'value' && isShown(status[i]!) && cell.n !== null && cell.n > 0
          ? { k: Math.round(cell.value * cell.n), n: cell.n }
          : null,
      status: status[i]!,
    }));
    this.kept.set(grain, cells);
    return cells;
  }

  /**
   * What is overdue and not done of everything that fell due up to the end of the last month that is over, as far as is known now.
   * It is told of all together, and of no day more: whoever asked each morning would see it grow by what is open of that day, beside
   * how many were broken.
   */
  publishOpen(toDay: CivilDay): PublishedCells {
    const { zone } = this.context;
    const published: PublishedCells = { startAt: [], said: [], status: [] };
    const { firstDay, through } = this;
    if (through === null || firstDay === null || firstDay > Math.min(through, toDay)) return published;
    const lastOfMonth = periodStart('month', through + 1) - 1;
    const said = toDay < through ? discloseNothing(false) : this.openOf(firstDay, lastOfMonth);
    published.startAt.push(zone.startOfDay(firstDay));
    published.said.push(said);
    published.status.push(statusOf(this.context, said, this.stateOf(through, through), PROMISES_OPEN));
    return published;
  }

  private openOf(firstDay: CivilDay, through: CivilDay): DisclosedCell {
    const due = [...this.counts.by('day')].filter(([day]) => day >= firstDay && day <= through);
    const sumOf = (fact: SumFact) => due.reduce((sum, [, block]) => sum + block.sum(fact, 0), 0);
    const evaluation = evaluate(PROMISES_OPEN, viewOf(sumOf, PROMISES_OPEN));
    return disclose(PROMISES_OPEN, 'all', evaluation, this.context.configuration.disclosure);
  }

  /** How long what was due in a month took; `isOpenAgeing` false: what is not done ended as it was cut short. */
  spansOf(month: CivilDay, unit: SpanUnit, isOpenAgeing: boolean): Disclosed<GroupedSpans> | null {
    const { db, configuration } = this.context;
    if (!this.isOver(month)) return null;
    const last = periodEnd('month', month) - 1;
    const [ofDone, ofOpen] =
      unit === 'days' ? (['promiseDays', 'openDays'] as const) : (['promiseSpans', 'openSpans'] as const);
    const done: number[] = [];
    const open: number[] = [];
    const facts = new Set<FactId>([ofDone, ofOpen, 'promisesKept']);
    let kept = 0;
    for (const [due, block] of readCell(db, 'day', this.counts.cell, month, last, facts)) {
      kept += block.sum('promisesKept', 0);
      block.spans(ofDone, 0).forEach((count, bin) => {
        addTo(done, bin, count);
      });
      block.spans(ofOpen, 0).forEach((count, bin) => {
        if (count === 0) return;
        // Open by the end of the last whole day: the promised time, and the days since it passed.
        const since = isOpenAgeing ? (this.through! - due) * 86_400 : 0;
        addTo(open, since === 0 ? bin : spanBinOf(Math.min(spanEdgeOf(bin), LAST) + since), count);
      });
    }
    return discloseSpans(done, open, kept, configuration.disclosure);
  }

  private stateOf(start: CivilDay, last: CivilDay): State {
    const { firstDay, through, context } = this;
    const isSilent = firstDay === null || through === null || last < firstDay || start > through;
    return {
      isSilent,
      isPartial: !isSilent && (start < firstDay || last > through),
      isClosed: false,
      isMissing: false,
      ageDays: context.zone.dayOf(context.nowSeconds) - last,
    };
  }
}

type SumFact = Parameters<FactBlock['sum']>[0];

function viewOf(sum: (fact: SumFact) => number, metric: Metric) {
  const view = {
    sum,
    waits: () => ({ counts: [] }),
    members: () => [],
  };
  const { value } = metric;
  if (value.kind !== 'stock') return view;
  const open = total(view, value.came) - total(view, value.went);
  return { ...view, stock: () => open };
}

function addTo(counts: number[], bin: number, count: number): void {
  while (counts.length <= bin) counts.push(0);
  counts[bin]! += count;
}
