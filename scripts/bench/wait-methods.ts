/**
 * Ways of telling somebody who joins a queue how long it will take, scored on the same waits: ours, and those that
 * call centres use. Owns the rivals and the scores; every one of them knows the past of each wait alone.
 */

import { pinballLoss } from '../../db/domain/quantile-regression.ts';
import { addTallies, type CoverageTally, coverageOf, tallyCoverage } from '../../db/domain/wait-coverage.ts';
import { isRange, usualRange } from '../../db/domain/wait-estimate.ts';
import { TRAINING_DAYS, type WaitRange } from '../../db/domain/wait-model.ts';
import { type DayOfWaits, replayEstimates } from '../../db/domain/wait-replay.ts';

export const METHODS = [
  'constant mean',
  "hour's mean",
  'last wait',
  'longest waiting',
  'mean of the last ten',
  'mean of half an hour',
  "hour's usual range",
  'our estimate',
] as const;
export type Method = (typeof METHODS)[number];

/** In seconds; null where a method tells no range. */
export interface Score {
  mae: number;
  rmse: number;
  /** told less waited */
  bias: number;
  range: RangeScore | null;
}

export interface RangeScore {
  /** with the waits of 0 at an end of 0 shared out (`wait-coverage.ts`) */
  coverage: number;
  /** waits that lie within, ends included */
  rawCoverage: number;
  /** mean losses at 20 % and at 80 % */
  pinball: [low: number, high: number];
  width: number;
}

export interface Comparison {
  scores: Record<Method, Score>;
  /** waits that were scored: those for which there was an estimate */
  n: number;
  /** waits of the same days for which there was none */
  silent: number;
  /** the least and the greatest coverage of 28 days on end; null for fewer days */
  rolling: [least: number, most: number] | null;
  secondsPerFit: number;
}

/** Adds up over waits what a method told. */
class Scoring {
  private absolute = 0;
  private squared = 0;
  private signed = 0;
  private n = 0;
  private readonly low = { sum: 0 };
  private readonly high = { sum: 0 };
  private width = 0;
  private inside = 0;
  private readonly said: { range: WaitRange; waitSeconds: number }[] = [];

  add(waitSeconds: number, told: number | WaitRange): void {
    const middle = typeof told === 'number' ? told : told.middle;
    this.n += 1;
    this.absolute += Math.abs(middle - waitSeconds);
    this.squared += (middle - waitSeconds) ** 2;
    this.signed += middle - waitSeconds;
    if (typeof told === 'number') return;
    this.low.sum += pinballLoss(waitSeconds, told.low, 0.2);
    this.high.sum += pinballLoss(waitSeconds, told.high, 0.8);
    this.width += told.high - told.low;
    if (waitSeconds >= told.low && waitSeconds <= told.high) this.inside += 1;
    this.said.push({ range: told, waitSeconds });
  }

  score(): Score {
    const { n } = this;
    return {
      mae: this.absolute / n,
      rmse: Math.sqrt(this.squared / n),
      bias: this.signed / n,
      range:
        this.said.length === 0
          ? null
          : {
              coverage: coverageOf(tallyCoverage(this.said))!.within,
              rawCoverage: this.inside / n,
              pinball: [this.low.sum / n, this.high.sum / n],
              width: this.width / n,
            },
    };
  }
}

/** Scores every method on the waits of the days from `fromDay` on, in order of time, refitted every night. */
export function compareMethods(days: readonly DayOfWaits[], fromDay: number): Comparison {
  const scorings = new Map(METHODS.map((method) => [method, new Scoring()]));
  const tallies: CoverageTally[] = [];
  let silent = 0;
  const started = performance.now();
  let fits = 0;
  for (const { day, model, estimates, tally } of replayEstimates(days, fromDay)) {
    fits += 1;
    tallies.push(tally);
    const means = meansBefore(days, day);
    days
      .find((one) => one.day === day)!
      .observed.forEach(({ moment, waitSeconds }, i) => {
        const estimate = estimates[i]!;
        const usual = usualRange(model, moment.hourOfWeek);
        if (!isRange(estimate) || usual === null) {
          silent += 1;
          return;
        }
        const told: Record<Method, number | WaitRange> = {
          'constant mean': means.all,
          "hour's mean": means.byHour[moment.hourOfWeek % 24] ?? means.all,
          'last wait': moment.lastWait ?? means.all,
          'longest waiting': moment.longestWaiting,
          'mean of the last ten': moment.meanOfLastTen ?? means.all,
          'mean of half an hour': moment.meanOfHalfHour ?? means.all,
          "hour's usual range": usual,
          'our estimate': estimate,
        };
        for (const method of METHODS) scorings.get(method)!.add(waitSeconds, told[method]);
      });
  }
  const secondsPerFit = (performance.now() - started) / 1000 / fits;
  const scores = Object.fromEntries(
    METHODS.map((method) => [method, scorings.get(method)!.score()]),
  ) as Record<Method, Score>;
  const rolling = tallies
    .slice(27)
    .map((_, i) => coverageOf(addTallies(tallies.slice(i, i + 28)))?.within)
    .filter((coverage) => coverage !== undefined);
  return {
    scores,
    n: tallies.reduce((sum, { n }) => sum + n, 0),
    silent,
    rolling: rolling.length === 0 ? null : [Math.min(...rolling), Math.max(...rolling)],
    secondsPerFit,
  };
}

function meansBefore(days: readonly DayOfWaits[], day: number) {
  const sums = new Float64Array(25);
  const counts = new Float64Array(25);
  for (const past of days) {
    if (past.day >= day || past.day < day - TRAINING_DAYS) continue;
    for (const { moment, waitSeconds } of past.observed) {
      for (const slot of [24, moment.hourOfWeek % 24]) {
        sums[slot]! += waitSeconds;
        counts[slot]! += 1;
      }
    }
  }
  const mean = (slot: number) => (counts[slot] === 0 ? undefined : sums[slot]! / counts[slot]!);
  return { all: mean(24) ?? 0, byHour: Array.from({ length: 24 }, (_, hour) => mean(hour)) };
}

/** A line a method, in seconds and shares. */
export function tableOfMethods({ scores }: Pick<Comparison, 'scores'>): string {
  const rows = METHODS.map((method) => {
    const { mae, rmse, bias, range } = scores[method];
    const ranged =
      range === null
        ? []
        : [range.coverage.toFixed(3), range.rawCoverage.toFixed(3)].concat(
            [...range.pinball, range.width].map((value) => value.toFixed(1)),
          );
    return [method, ...[mae, rmse, bias].map((value) => value.toFixed(1)), ...ranged];
  });
  const head = ['', 'MAE', 'RMSE', 'bias', 'coverage', 'ends in', 'loss 20%', 'loss 80%', 'width'];
  return [head, ...rows]
    .map((row) => row.map((text, i) => (i === 0 ? text.padEnd(22) : text.padStart(9))).join(''))
    .join('\n');
}
