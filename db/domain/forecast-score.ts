/**
 * How good forecasts were: error, and whether their ranges held, added up over slots and days.
 * Owns the measures; refuses to know who forecast. All sums add, so that days make weeks and lines make all.
 *
 * wMAPE = Σ|forecast − came| ÷ Σ came. RMSE = √(Σ(forecast − came)² ÷ n). Pinball: the mean over the five quantiles
 * that a forecast states (2.5, 10, 50, 90, 97.5 %) of max(τ(y − q), (τ − 1)(y − q)), in contacts: it rewards ranges that
 * are narrow and hold. Coverage: the share of counts inside the range, ends included. Sources: reference 3.3; Koenker
 * and Bassett 1978; Gneiting and Raftery 2007.
 */
import type { Ranges } from './forecast-range.ts';

/** Sums over slots; `ranged`: of those of which a range was said. */
export interface ScoreSums {
  slots: number;
  came: number;
  absoluteError: number;
  squaredError: number;
  ranged: number;
  pinball: number;
  in80: number;
  in95: number;
}

/** What the sums come to; null where nothing was scored. */
export interface ForecastScore {
  n: number;
  wmape: number | null;
  rmse: number | null;
  pinball: number | null;
  cover80: number | null;
  cover95: number | null;
}

export function emptyScore(): ScoreSums {
  return {
    slots: 0,
    came: 0,
    absoluteError: 0,
    squaredError: 0,
    ranged: 0,
    pinball: 0,
    in80: 0,
    in95: 0,
  };
}

export function addScore(sums: ScoreSums, forecast: number, ranges: Ranges | null, came: number): void {
  sums.slots += 1;
  sums.came += came;
  sums.absoluteError += Math.abs(forecast - came);
  sums.squaredError += (forecast - came) ** 2;
  if (ranges === null) return;
  const { low80, high80, low95, high95 } = ranges;
  sums.ranged += 1;
  sums.pinball +=
    (pinballOf(0.025, low95, came) +
      pinballOf(0.1, low80, came) +
      pinballOf(0.5, forecast, came) +
      pinballOf(0.9, high80, came) +
      pinballOf(0.975, high95, came)) /
    5;
  if (came >= low80 && came <= high80) sums.in80 += 1;
  if (came >= low95 && came <= high95) sums.in95 += 1;
}

export function mergeScores(target: ScoreSums, source: ScoreSums): void {
  for (const name of Object.keys(target) as (keyof ScoreSums)[]) target[name] += source[name];
}

export function scoreOf(sums: ScoreSums): ForecastScore {
  const { slots, came, absoluteError, squaredError, ranged, pinball, in80, in95 } = sums;
  return {
    n: slots,
    wmape: came > 0 ? absoluteError / came : null,
    rmse: slots > 0 ? Math.sqrt(squaredError / slots) : null,
    pinball: ranged > 0 ? pinball / ranged : null,
    cover80: ranged > 0 ? in80 / ranged : null,
    cover95: ranged > 0 ? in95 / ranged : null,
  };
}

function pinballOf(share: number, quantile: number, came: number): number {
  return came >= quantile ? share * (came - quantile) : (1 - share) * (quantile - came);
}
