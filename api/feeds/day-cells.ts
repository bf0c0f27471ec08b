/** What a report asks of a day: its cells, hours and rows. Owns the shape; day-figures.ts reads them. */
import type { CivilDay } from '../../db/domain/zone.ts';
import type { BreakdownRows } from '../contract/breakdown.ts';
import type { REPORT_BREAKDOWNS, SaidCell } from '../contract/report.ts';

export type ReportDimension = (typeof REPORT_BREAKDOWNS)[number];

/** Part of the service; both left out: all of it. */
export interface Part {
  channel?: string;
  queue?: string;
}

export interface HourCell {
  /** UTC seconds */
  startAt: number;
  /** of the wall clock, 0 to 23; an hour that the clock repeats comes twice */
  hour: number;
  cell: SaidCell;
}

/** Days from `fromDay` to `toDay`, both included, are read together when the first of them is asked for. */
export interface DayCells {
  readonly fromDay: CivilDay;
  readonly toDay: CivilDay;
  /** a metric's cell of a day; a day outside the stretch is read by itself */
  cell(metric: string, part: Part, day: CivilDay): SaidCell;
  /** the hours of a day, of all channels together: 23, 24 or 25 where the clock changes by an hour */
  hours(metric: string, day: CivilDay): HourCell[];
  /** the rows of a breakdown of a day inside the stretch */
  rows(metric: string, by: ReportDimension, day: CivilDay): BreakdownRows;
}
