/**
 * The scoreboard of forecasts over past days: ours and its plain rivals, by rolling origin.
 * Owns which channels and days are scored, and that sums of all channels are said together.
 */
import { METHODS, type Method, runBacktest } from '../../db/domain/backtest.ts';
import { CHANNELS, type Channel } from '../../db/domain/contact.ts';
import { FORECAST_DAYS } from '../../db/domain/demand-series.ts';
import { RECORD_DAYS } from '../../db/domain/forecast-range.ts';
import {
  emptyScore,
  type ForecastScore,
  mergeScores,
  type ScoreSums,
  scoreOf,
} from '../../db/domain/forecast-score.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import { readVersions } from '../../db/outlooks.ts';
import { type FeedContext, type FeedResult, refuse } from './context.ts';
import { lastDayOf, readDemand } from './demand.ts';

export interface BacktestQuestion {
  from: CivilDay | null;
  to: CivilDay | null;
  /** null: all of them */
  channel: Channel | null;
}

export interface BacktestScore extends ForecastScore {
  method: Method;
  leadDays: number;
}

export interface BacktestAnswer {
  from: CivilDay;
  to: CivilDay;
  places: { channel: Channel; grain: 'hour' | 'day'; days: number }[];
  /** by lead, by method */
  scores: BacktestScore[];
}

export function backtestFeed(context: FeedContext, question: BacktestQuestion): FeedResult<BacktestAnswer> {
  const asked = question.channel === null ? CHANNELS : [question.channel];
  const kept = asked.flatMap((channel) => {
    const lastDay = lastDayOf(context, { channel });
    return lastDay === null ? [] : { channel, lastDay };
  });
  if (kept.length === 0) {
    const of = question.channel === null ? '' : ` of ${question.channel}`;
    return refuse('no forecast can be scored', `there are no records${of}; load some with npm run ingest`);
  }
  const to = Math.min(
    question.to ?? Number.POSITIVE_INFINITY,
    Math.max(...kept.map(({ lastDay }) => lastDay)),
  );
  const from = question.from ?? to - RECORD_DAYS + 1;
  const sums = new Map<string, ScoreSums>();
  const places: BacktestAnswer['places'] = [];
  for (const { channel, lastDay } of kept) {
    const series = readDemand(context, { channel }, Math.min(lastDay, to));
    if (series === null) continue;
    let days = 0;
    runBacktest(
      series,
      { from: from - series.firstDay, versions: readVersions(context.db, { channel }) },
      ({ scores }) => {
        if (scores.candour.length > 0) days += 1;
        for (const method of METHODS) {
          for (const { forecast, slots } of scores[method]) {
            const key = `${forecast.lead} ${method}`;
            let known = sums.get(key);
            if (known === undefined) {
              known = emptyScore();
              sums.set(key, known);
            }
            mergeScores(known, slots);
          }
        }
      },
    );
    if (days > 0) places.push({ channel, grain: series.slots === 1 ? 'day' : 'hour', days });
  }
  if (places.length === 0) {
    return refuse(
      'no forecast can be scored',
      `no day from ${formatDay(from)} to ${formatDay(to)} has five days of records before it and some of its own`,
    );
  }
  const scores = Array.from({ length: FORECAST_DAYS }, (_, i) => i + 1).flatMap((leadDays) =>
    METHODS.map((method) => {
      const known = sums.get(`${leadDays} ${method}`) ?? emptyScore();
      return { method, leadDays, ...scoreOf(known) };
    }),
  );
  return { ok: true, answer: { from, to, places, scores } };
}
