/**
 * Our forecast and its plain rivals over the same past, by rolling origin: at each day's end the next two weeks are
 * forecast from what was known by then, and scored when they have come.
 * Owns that all are scored on the same slots, and that late records are learnt from when they arrived; refuses days that
 * were closed and slots that nobody knows.
 */
import type { CivilDay } from './civil-day.ts';
import { DemandForecast } from './demand-forecast.ts';
import { type DemandSeries, FORECAST_DAYS } from './demand-series.ts';
import { RIVALS, type Rival, WeekdayMean } from './forecast-rivals.ts';
import { type DayForecast, type DayScore, ForecastRun } from './forecast-run.ts';

export const METHODS = ['candour', ...(Object.keys(RIVALS) as Rival[])] as const;
export type Method = (typeof METHODS)[number];

/** What a day's end brought: how the forecasts of that day came out, by method and lead, and what is forecast next. */
export interface BacktestDay {
  /** index in the series */
  day: number;
  scores: Record<Method, DayScore[]>;
  /** by slot: open, and the records whole */
  isKnown: readonly boolean[];
  /** ours, of the days after this one */
  issued: DayForecast[];
}

/** A day's counts as they were known from a later day's beginning on. */
export interface DemandVersion {
  day: CivilDay;
  knownOn: CivilDay;
  /** null: not known */
  counts: readonly (number | null)[];
}

/**
 * Days before the first that is asked for, in which forecasts are made and scored for ranges and weights to be learnt
 * from. All earlier days are learnt from as well, in a tenth of the time.
 */
export const WARM_UP_DAYS = 112;
/** Of them those before the first forecasts, in which weights alone are learnt: what comes of the first ones teaches no range. */
const WEIGHTS_DAYS = 28;

/**
 * Goes through all days of a series and tells each day's end to `each`, from a day by its index on.
 * `versions`: of days whose records came late or changed; a day of which there are none was known the morning after.
 */
export function runBacktest(
  series: DemandSeries,
  {
    from,
    versions = [],
    warmUpDays = WARM_UP_DAYS,
  }: { from: number; versions?: readonly DemandVersion[]; warmUpDays?: number },
  each: (day: BacktestDay) => void,
): void {
  const judgedFrom = from - warmUpDays;
  const scoredFrom = judgedFrom + WEIGHTS_DAYS;
  const then = { ...series, counts: series.counts.slice() };
  const knowledge = new Knowledge(then, versions);
  let methods = makeMethods(then, judgedFrom);
  const runs = METHODS.map((id) => ({ id, run: new ForecastRun(series, methods[id], methods.candour.open) }));
  for (let day = 0; day < series.days; day++) {
    const isRevised = knowledge.reach(day + 1);
    const isClosed = methods.candour.open.isClosed(day);
    if (isRevised) {
      methods = makeMethods(then, judgedFrom);
      for (let past = 0; past <= day; past++) for (const id of METHODS) methods[id].learn(past);
      for (const { id, run } of runs) run.follow(methods[id], methods.candour.open);
    } else {
      for (const id of METHODS) methods[id].learn(day);
    }
    const isKnown = Array.from({ length: series.slots }, (_, slot) => {
      const at = day * series.slots + slot;
      // Of a day that was known late, only what is known now can tell.
      const isMissing = Number.isNaN(then.counts[at]!)
        ? Number.isNaN(series.counts[at]!)
        : methods.candour.isMissing(slot);
      return !isClosed && !isMissing;
    });
    if (day < scoredFrom) continue;
    const scores = Object.fromEntries(
      runs.map(({ id, run }) => [id, run.score(day, isKnown)]),
    ) as BacktestDay['scores'];
    const issued = runs.map(({ run }) => run.issue(day, day >= from - FORECAST_DAYS))[0]!;
    if (day >= from) each({ day, scores, isKnown, issued });
  }
}

function makeMethods(series: DemandSeries, judgedFrom: number) {
  const rivals = Object.fromEntries(
    (Object.keys(RIVALS) as Rival[]).map((rival) => [rival, new WeekdayMean(series, rival)]),
  ) as Record<Rival, WeekdayMean>;
  return { candour: new DemandForecast(series, judgedFrom), ...rivals };
}

/** What was known at each day's beginning, written into the counts of a series as days go by. */
class Knowledge {
  private readonly series: DemandSeries;
  /** the latest is the last */
  private readonly versions: DemandVersion[];

  constructor(series: DemandSeries, versions: readonly DemandVersion[]) {
    this.series = series;
    this.versions = [...versions]
      .filter(({ day }) => day >= series.firstDay && day < series.firstDay + series.days)
      .sort((a, b) => b.knownOn - a.knownOn);
    for (const { day } of versions) this.write(day, null);
  }

  /** Takes in what became known by the beginning of a day by its index; whether any of it is of an earlier day than the last. */
  reach(index: number): boolean {
    const today = this.series.firstDay + index;
    let isRevised = false;
    for (let next = this.versions.at(-1); next !== undefined && next.knownOn <= today; ) {
      this.write(next.day, next.counts);
      if (next.day < today - 1) isRevised = true;
      this.versions.pop();
      next = this.versions.at(-1);
    }
    return isRevised;
  }

  private write(day: CivilDay, counts: DemandVersion['counts'] | null): void {
    const { firstDay, slots, days } = this.series;
    const index = day - firstDay;
    if (index < 0 || index >= days) return;
    for (let slot = 0; slot < slots; slot++) {
      this.series.counts[index * slots + slot] = counts?.[slot] ?? Number.NaN;
    }
  }
}
