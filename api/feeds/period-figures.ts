/**
 * The published figures of single days, weeks and months, read for many of them at once: a report asks for a few hundred
 * cells, and hundreds of reports for the same series. Owns the slicing of series into periods; refuses any figure but those
 * of `series` and `breakdown`, and holds no more than was asked for.
 */
import { periodEnd, periodStart, periodsBetween, slotStarts } from '../../db/domain/bucket.ts';
import { metricNamed } from '../../db/domain/metric.ts';
import type { ReportGrain } from '../../db/domain/report-period.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import type { BreakdownRows } from '../contract/breakdown.ts';
import type { SaidCell } from '../contract/cell.ts';
import type { Series } from '../contract/series.ts';
import { periodRows } from './breakdown.ts';
import type { FeedContext } from './context.ts';
import type { HourCell, Part, PeriodCells, ReportDimension } from './period-cells.ts';
import { cellAt } from './said-cell.ts';
import { seriesFeed } from './series.ts';

export class PeriodFigures implements PeriodCells {
  readonly grain: ReportGrain;
  readonly fromDay: CivilDay;
  readonly toDay: CivilDay;
  readonly #context: FeedContext;
  readonly #series = new Map<string, Series['cells']>();
  readonly #rows = new Map<string, (firstDay: CivilDay) => BreakdownRows>();
  /** by the first day of a stretch */
  readonly #hours = new Map<CivilDay, Map<CivilDay, HourCell[]>>();

  constructor(context: FeedContext, grain: ReportGrain, fromDay: CivilDay, toDay: CivilDay) {
    this.#context = context;
    this.grain = grain;
    this.fromDay = periodStart(grain, fromDay);
    this.toDay = periodEnd(grain, toDay) - 1;
  }

  cell(metric: string, part: Part, firstDay: CivilDay): SaidCell {
    const { first, cells } = this.#cellsAbout(metric, part, firstDay, firstDay);
    return cellAt(cells, this.#indexOf(firstDay, first));
  }

  range(metric: string, part: Part, fromDay: CivilDay, toDay: CivilDay): SaidCell[] {
    const { first, cells } = this.#cellsAbout(metric, part, fromDay, toDay);
    const at = this.#indexOf(fromDay, first);
    const length = this.#indexOf(toDay, fromDay) + 1;
    return Array.from({ length }, (_, i) => cellAt(cells, at + i));
  }

  hours(metric: string, day: CivilDay): HourCell[] {
    const isInside = this.#isInside(day, day);
    const first = isInside ? this.fromDay : day;
    let days = this.#hours.get(first);
    if (days === undefined) {
      days = this.#readHours(metric, first, isInside ? this.toDay : day);
      this.#hours.set(first, days);
    }
    return days.get(day) ?? [];
  }

  rows(metric: string, by: ReportDimension, firstDay: CivilDay): BreakdownRows {
    const isInside = this.#isInside(firstDay, firstDay);
    const [from, to] = isInside ? [this.fromDay, this.toDay] : [firstDay, firstDay];
    const key = `${metric} ${by} ${from}`;
    let rows = this.#rows.get(key);
    if (rows === undefined) {
      rows = periodRows(this.#context, metricNamed(metric), by, this.grain, from, to);
      this.#rows.set(key, rows);
    }
    return rows(firstDay);
  }

  #isInside(fromDay: CivilDay, toDay: CivilDay): boolean {
    return fromDay >= this.fromDay && toDay <= this.toDay;
  }

  /** The series that holds a stretch, and the first day of its first period. */
  #cellsAbout(metric: string, part: Part, fromDay: CivilDay, toDay: CivilDay) {
    const isInside = this.#isInside(fromDay, toDay);
    const [from, to] = isInside ? [this.fromDay, this.toDay] : [fromDay, toDay];
    const { channel = '', queue = '', category = '', cause = '' } = part;
    const key = `${metric} ${channel} ${queue} ${category} ${cause} ${from} ${to}`;
    let cells = this.#series.get(key);
    if (cells === undefined) {
      cells = this.#read(metric, this.grain, part, from, to);
      this.#series.set(key, cells);
    }
    return { first: periodStart(this.grain, from), cells };
  }

  #indexOf(day: CivilDay, first: CivilDay): number {
    if (this.grain === 'day') return day - first;
    if (this.grain === 'week') return (periodStart('week', day) - periodStart('week', first)) / 7;
    return periodsBetween('month', first, day).length - 1;
  }

  #readHours(metric: string, fromDay: CivilDay, toDay: CivilDay): Map<CivilDay, HourCell[]> {
    const { zone } = this.#context;
    const cells = this.#read(metric, 'hour', {}, fromDay, toDay);
    const days = new Map<CivilDay, HourCell[]>();
    let at = 0;
    for (let day = fromDay; day <= toDay; day++) {
      const hours = slotStarts(zone, day, 'hour').map((startAt) => ({
        startAt,
        hour: Math.floor(zone.secondOfDay(startAt) / 3600),
        cell: cellAt(cells, at++),
      }));
      days.set(day, hours);
    }
    return days;
  }

  #read(
    metric: string,
    grain: ReportGrain | 'hour',
    part: Part,
    fromDay: CivilDay,
    toDay: CivilDay,
  ): Series['cells'] {
    const result = seriesFeed(this.#context, { metrics: [metric], grain, fromDay, toDay, ...part });
    if (!result.ok) throw new Error(`a report asks for what is not published: ${result.detail}`);
    return result.answer.series[0]!.cells;
  }
}
