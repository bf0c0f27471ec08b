/**
 * The published figures of single days, read for many days at once: a report asks for a few hundred cells, and hundreds
 * of reports for the same series. Owns the slicing of series into days; refuses any figure but those of `series` and
 * `breakdown`, and holds no more than one stretch of days.
 */
import { slotStarts } from '../../db/domain/bucket.ts';
import { findMetric, type Metric } from '../../db/domain/metric.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import type { BreakdownRows } from '../contract/breakdown.ts';
import type { SaidCell } from '../contract/report.ts';
import type { Series } from '../contract/series.ts';
import { dailyRows } from './breakdown.ts';
import type { FeedContext } from './context.ts';
import type { DayCells, HourCell, Part, ReportDimension } from './day-cells.ts';
import { cellAt } from './said-cell.ts';
import { seriesFeed } from './series.ts';

export class DayFigures implements DayCells {
  readonly fromDay: CivilDay;
  readonly toDay: CivilDay;
  readonly #context: FeedContext;
  readonly #byDay = new Map<string, Series['cells']>();
  readonly #rows = new Map<string, (day: CivilDay) => BreakdownRows>();
  /** by the first day of a stretch */
  readonly #hours = new Map<CivilDay, Map<CivilDay, HourCell[]>>();

  constructor(context: FeedContext, fromDay: CivilDay, toDay: CivilDay) {
    this.#context = context;
    this.fromDay = fromDay;
    this.toDay = toDay;
  }

  cell(metric: string, part: Part, day: CivilDay): SaidCell {
    const isInside = day >= this.fromDay && day <= this.toDay;
    const first = isInside ? this.fromDay : day;
    const key = `${metric} ${part.channel ?? ''} ${part.queue ?? ''} ${first}`;
    let cells = this.#byDay.get(key);
    if (cells === undefined) {
      cells = this.#series(metric, 'day', part, first, isInside ? this.toDay : day);
      this.#byDay.set(key, cells);
    }
    return cellAt(cells, day - first);
  }

  hours(metric: string, day: CivilDay): HourCell[] {
    const isInside = day >= this.fromDay && day <= this.toDay;
    const first = isInside ? this.fromDay : day;
    let days = this.#hours.get(first);
    if (days === undefined) {
      days = this.#readHours(metric, first, isInside ? this.toDay : day);
      this.#hours.set(first, days);
    }
    return days.get(day) ?? [];
  }

  rows(metric: string, by: ReportDimension, day: CivilDay): BreakdownRows {
    const key = `${metric} ${by}`;
    let rows = this.#rows.get(key);
    if (rows === undefined) {
      rows = dailyRows(this.#context, metricNamed(metric), by, this.fromDay, this.toDay);
      this.#rows.set(key, rows);
    }
    return rows(day);
  }

  #readHours(metric: string, fromDay: CivilDay, toDay: CivilDay): Map<CivilDay, HourCell[]> {
    const { zone } = this.#context;
    const cells = this.#series(metric, 'hour', {}, fromDay, toDay);
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

  #series(
    metric: string,
    grain: 'day' | 'hour',
    part: Part,
    fromDay: CivilDay,
    toDay: CivilDay,
  ): Series['cells'] {
    const result = seriesFeed(this.#context, { metrics: [metric], grain, fromDay, toDay, ...part });
    if (!result.ok) throw new Error(`a report asks for what is not published: ${result.detail}`);
    return result.answer.series[0]!.cells;
  }
}

export function metricNamed(id: string): Metric {
  const metric = findMetric(id);
  if (metric === undefined) throw new Error(`there is no metric ${id}`);
  return metric;
}
