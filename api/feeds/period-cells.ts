/** What a report asks of its period: cells, hours and rows. Owns the shape; period-figures.ts reads them. */
import type { ReportGrain } from '../../db/domain/report-period.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import type { BreakdownRows } from '../contract/breakdown.ts';
import type { SaidCell } from '../contract/cell.ts';
import type { REPORT_BREAKDOWNS, ReportAnswer } from '../contract/report.ts';

export type ReportDimension = (typeof REPORT_BREAKDOWNS)[number];

/** Part of the service; all left out: all of it. */
export interface Part {
  channel?: string;
  queue?: string;
  category?: string;
  cause?: string;
}

export interface HourCell {
  /** UTC seconds */
  startAt: number;
  /** of the wall clock, 0 to 23; an hour that the clock repeats comes twice */
  hour: number;
  cell: SaidCell;
}

/** Periods from that of `fromDay` to that of `toDay`, both included, are read together when the first is asked for. */
export interface PeriodCells {
  readonly grain: ReportGrain;
  readonly fromDay: CivilDay;
  readonly toDay: CivilDay;
  /** a metric's cell of the period that begins with a day; one outside the stretch is read by itself */
  cell(metric: string, part: Part, firstDay: CivilDay): SaidCell;
  /** those of every period that has a day of the stretch, in order of time */
  range(metric: string, part: Part, fromDay: CivilDay, toDay: CivilDay): SaidCell[];
  /** the hours of a day, of all channels together: 23, 24 or 25 where the clock changes by an hour */
  hours(metric: string, day: CivilDay): HourCell[];
  /** the rows of a breakdown of the period that begins with a day; one outside the stretch is read by itself */
  rows(metric: string, by: ReportDimension, firstDay: CivilDay): BreakdownRows;
}

/** The figures of many reports, read together: the same answers from fewer readings. Holds for one moment only. */
export interface Ahead extends Readonly<Record<ReportGrain, PeriodCells>> {
  /** the report that was put together last: it is asked for in one form after the other */
  told: { id: string; answer: ReportAnswer } | null;
}
