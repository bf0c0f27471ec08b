/**
 * Our forecast and its plain rivals over the same past, by rolling origin: at each day's end the next two weeks are
 * forecast from what was known by then, and scored when they have come.
 * Owns that all are scored on the same slots; refuses days that were closed and slots that nobody knows.
 */
import { DemandForecast } from './demand-forecast.ts';
import type { DemandSeries } from './demand-series.ts';
import { RIVALS, type Rival, WeekdayMean } from './forecast-rivals.ts';
import { type DayForecast, type DayScore, ForecastRun } from './forecast-run.ts';

export const METHODS = ['candour', ...(Object.keys(RIVALS) as Rival[])] as const;
export type Method = (typeof METHODS)[number];

/** What a day's end brought: how the forecasts of that day came out, by method and lead, and what is forecast next. */
export interface BacktestDay {
  /** index in the series */
  day: number;
  scores: Record<Method, DayScore[]>;
  /** ours, of the days after this one */
  issued: DayForecast[];
}

/** Goes through all days of a series and tells each day's end to `each`. */
export function runBacktest(series: DemandSeries, each: (day: BacktestDay) => void): void {
  const ours = new DemandForecast(series);
  const runs = METHODS.map((id) => ({
    id,
    run: new ForecastRun(series, id === 'candour' ? ours : new WeekdayMean(series, id), ours.open),
  }));
  for (let day = 0; day < series.days; day++) {
    // What ours takes for missing is missing for all, and only a day that is learnt can tell.
    const openBefore = ours.open.isClosed(day);
    for (const { id, run } of runs) if (id === 'candour') run.learn(day);
    const isKnown = (slot: number) => !openBefore && !ours.isMissing(slot);
    const scores = Object.fromEntries(runs.map(({ id, run }) => [id, run.score(day, isKnown)])) as Record<
      Method,
      DayScore[]
    >;
    for (const { id, run } of runs) if (id !== 'candour') run.learn(day);
    const issued = runs.map(({ run }) => run.issue(day))[0]!;
    each({ day, scores, issued });
  }
}
