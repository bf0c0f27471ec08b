/**
 * How good past forecasts and advice were: the scoreboard of the last weeks, and every day of it.
 * Owns the window and what is said of a day; the scores were kept when the days were over (api/outlook-keeping.ts).
 */
import { METHODS } from '../../db/domain/backtest.ts';
import { discloseCount, discloseExpected } from '../../db/domain/disclosure.ts';
import { RECORD_DAYS } from '../../db/domain/forecast-range.ts';
import { emptyScore, scoreOf } from '../../db/domain/forecast-score.ts';
import { metricNamed } from '../../db/domain/metric.ts';
import { ADVISERS, addOutlookScore, emptyOutlookScore } from '../../db/domain/outlook.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import { type KeptScore, lastScoredDay, type Place, readScores } from '../../db/outlooks.ts';
import type { RecordAnswer, TrackRecordAnswer } from '../contract/outlook.ts';
import { type FeedContext, type FeedResult, versionOf } from './context.ts';
import { memberOf } from './demand.ts';
import { type PlaceQuestion, placeOf } from './outlook-places.ts';
import { publishCells, shapeOfMember } from './published-cells.ts';

const OFFERED = metricNamed('offered');
/** Of a forecast the error a day, two, a week and two weeks ahead is told; the rest lies between them. */
const LEADS = [1, 2, 3, 7, 14];

export interface RecordQuestion {
  /** null: the usual window */
  from: CivilDay | null;
  to: CivilDay | null;
}

function keptScores(context: FeedContext, place: Place, { from, to }: RecordQuestion): KeptScore[] {
  const last = lastScoredDay(context.db, place);
  if (last === null) return [];
  const end = to ?? last;
  return readScores(context.db, place, from ?? end - RECORD_DAYS + 1, end);
}

/**
 * Of which days it is told how many came. Errors of another tell how many, alone or as the difference of two sums: neither
 * has it.
 */
function daysTold(context: FeedContext, place: Place, scores: readonly KeptScore[]): ReadonlySet<CivilDay> {
  const [first, last] = [scores[0], scores.at(-1)];
  if (first === undefined || last === undefined) return new Set();
  const member = memberOf(place);
  const address = { shape: shapeOfMember(member), member, grain: 'day' } as const;
  const { startAt, said } = publishCells(context, OFFERED, address, first.day, last.day);
  return new Set(
    startAt.filter((_, i) => said[i]!.kind === 'value').map((start) => context.zone.dayOf(start)),
  );
}

/**
 * Of the last eight weeks that were scored, whatever days are asked for: errors of a day or two would tell, beside what was
 * forecast, how many came in hours that are hidden. For the same reason they are rounded.
 */
export function recordOf(context: FeedContext, place: Place): RecordAnswer {
  const scores = keptScores(context, place, { from: null, to: null });
  const told = daysTold(context, place, scores);
  return sumUp(scores.filter(({ day, score }) => told.has(day) && cameMany(context, score)));
}

/** Also of what was known when the day was scored. */
function cameMany({ configuration }: FeedContext, score: KeptScore['score']): boolean {
  const came = score.said?.came ?? Math.max(0, ...score.demand.candour.map((sums) => sums.came));
  return discloseCount(came, configuration.disclosure).kind === 'value';
}

export function trackRecordFeed(
  context: FeedContext,
  { from, to, ...asked }: RecordQuestion & PlaceQuestion,
): FeedResult<TrackRecordAnswer> {
  const found = placeOf(context, asked);
  if (!found.ok) return found;
  const place = found.answer;
  const scores = keptScores(context, place, { from, to });
  const told = daysTold(context, place, scores);
  const days = scores.map((kept) => sayDay(context, kept, told.has(kept.day)));
  const column = <K extends keyof (typeof days)[number]>(name: K) => days.map((day) => day[name]);
  const answer = {
    ...versionOf(context),
    filter: memberOf(place),
    record: recordOf(context, place),
    days: {
      date: column('date'),
      isReplayed: column('isReplayed'),
      expected: column('expected'),
      low80: column('low80'),
      high80: column('high80'),
      low95: column('low95'),
      high95: column('high95'),
      came: column('came'),
      isInside80: column('isInside80'),
      isInside95: column('isInside95'),
      recommended: column('recommended'),
      hits: column('hits'),
    },
  };
  return { ok: true, answer: answer as TrackRecordAnswer };
}

function sumUp(scores: readonly KeptScore[]): RecordAnswer {
  const sums = emptyOutlookScore();
  for (const { score } of scores) addOutlookScore(sums, score);
  const rounded = (value: number | null, digits: number) =>
    value === null ? null : Number(value.toFixed(digits));
  const [first, last] = [scores[0], scores.at(-1)];
  return {
    from: first === undefined ? null : formatDay(first.day),
    to: last === undefined ? null : formatDay(last.day),
    days: scores.length,
    replayedDays: scores.filter(({ isReplayed }) => isReplayed).length,
    forecasts: LEADS.flatMap((leadDays) =>
      METHODS.map((method) => {
        const score = scoreOf(sums.demand[method][leadDays - 1] ?? emptyScore());
        return {
          method,
          leadDays,
          n: score.n,
          wmape: rounded(score.wmape, 3),
          rmse: rounded(score.rmse, 1),
          pinball: rounded(score.pinball, 2),
          cover80: rounded(score.cover80, 3),
          cover95: rounded(score.cover95, 3),
        };
      }),
    ),
    advice: ADVISERS.map((method) => {
      const { hours, hits, lift } = sums.advice[method];
      return { method, hours, hits, lift: hours === 0 ? null : rounded(lift / hours, 2) };
    }),
  };
}

/** What came is said where the day's own figure is; of a day of which that is hidden, nothing is. */
function sayDay({ configuration }: FeedContext, { day, isReplayed, score }: KeptScore, isDayTold: boolean) {
  const { disclosure } = configuration;
  const { said } = score;
  const came = said === null || !isDayTold ? null : discloseCount(said.came, disclosure);
  const isTold = came !== null && came.kind === 'value';
  const { count } = said === null || !isTold ? { count: null } : discloseExpected(said.total, disclosure);
  const [low95, low80, high80, high95] = count === null || !said?.ranges ? [] : said.ranges;
  const isInside = (low: number | undefined, high: number | undefined) =>
    low === undefined || high === undefined || said === null ? null : said.came >= low && said.came <= high;
  const whole = (value: number | undefined, round: (value: number) => number) =>
    value === undefined ? null : round(value);
  return {
    date: formatDay(day),
    isReplayed,
    expected: count,
    low80: whole(low80, Math.ceil),
    high80: whole(high80, Math.floor),
    low95: whole(low95, Math.ceil),
    high95: whole(high95, Math.floor),
    came: count === null || came?.kind !== 'value' ? null : came.value,
    isInside80: isInside(low80, high80),
    isInside95: isInside(low95, high95),
    // Of a day on which few came, hours in which somebody did would tell when.
    recommended: isTold ? score.advice.candour.hours : null,
    hits: isTold ? score.advice.candour.hits : null,
  };
}
