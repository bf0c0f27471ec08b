/**
 * `satisfaction`: what people said afterwards over a window, against the period before, the year before and the target,
 * with intervals, and whom it leaves out. Owns what stands beside what and which words a change may have; how answers are
 * spread is answer-parts.ts's. Every interval is reckoned from the figures that are said.
 */
import type { CellStatus } from '../../db/domain/cell.ts';
import {
  directionOf,
  type Estimate,
  type Interval,
  meanDifference,
  meanInterval,
  netScore,
  type Sample,
  shareDifference,
  sideOfTarget,
  wilsonInterval,
} from '../../db/domain/confidence.ts';
import { CHANNELS, type Channel } from '../../db/domain/contact.ts';
import { LATTICE, type Member, type Shape } from '../../db/domain/lattice.ts';
import { metricNamed } from '../../db/domain/metric.ts';
import { metricTargetInForce } from '../../db/domain/target.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import { coverageOf } from '../../db/queries/coverage.ts';
import { cellsOf } from '../../db/rollup/cell-book.ts';
import type { SaidCell } from '../contract/cell.ts';
import type {
  Bounds,
  Change,
  ComparedEstimate,
  SaidEstimate,
  SatisfactionAnswer,
  SatisfactionPart,
} from '../contract/satisfaction.ts';
import { COMPARISONS } from '../contract/series.ts';
import { type AnswerParts, answerPartsOf, type Spread } from './answer-parts.ts';
import { windowOf } from './breakdown.ts';
import { comparedRange } from './comparison.ts';
import { type FeedContext, type FeedResult, lastWholeDay, refuse, versionOf } from './context.ts';
import { labelOf } from './label.ts';
import { columnsOf } from './published-cells.ts';
import { cellAt, columnsFrom } from './said-cell.ts';
import { composeWindow, type Stretch, stretchesOf } from './window.ts';

export interface SatisfactionQuestion {
  /** null: the last whole month of records */
  fromDay: CivilDay | null;
  toDay: CivilDay | null;
  channel?: Channel;
}

const JUDGED = ['csat_top2', 'csat_mean', 'recommend_score'] as const;
const Z95 = 1.959963984540054;

export function satisfactionFeed(
  context: FeedContext,
  question: SatisfactionQuestion,
): FeedResult<SatisfactionAnswer> {
  const channel = question.channel ?? null;
  const { fromDay, toDay } = windowOf(context, question);
  const place: Place =
    channel === null ? { shape: 'all', member: {} } : { shape: 'channel', member: { channel } };
  const stretches = stretchesOf(context, place.shape, fromDay, toDay);
  if (stretches === null) {
    return refuse(
      'no such window',
      `${formatDay(fromDay)} to ${formatDay(toDay)} is no whole number of days`,
    );
  }
  const now = lookAt(context, place, stretches);
  const hasEnded = toDay <= lastWholeDay(context);
  return {
    ok: true,
    answer: {
      ...{ from: formatDay(fromDay), to: formatDay(toDay), channel },
      ...versionOf(context),
      score: now.score,
      mean: { ...now.mean, sd: now.parts.sd },
      meanOriginal: cellOf(context, 'csat_mean_original', place, stretches),
      points: pointsOf(now.parts.points),
      recommend: { ...now.recommend, ...recommendCounts(now.parts.recommend) },
      response: {
        value: now.response.value,
        invited: now.response.n,
        answered: cellOf(context, 'survey_answers', place, stretches).value,
        status: now.response.status,
      },
      contacts: {
        offered: cellOf(context, 'offered', place, stretches),
        gaveUp: cellOf(context, 'abandoned', place, stretches),
      },
      targets: targetsOf(context, channel, toDay, now),
      compared: COMPARISONS.map((comparison) => {
        const { rule, ...range } = comparedRange(comparison, fromDay, toDay, 'day');
        const theirs = stretchesOf(context, place.shape, range.fromDay, range.toDay) ?? [];
        const before = lookAt(context, place, theirs);
        return {
          comparison,
          comparisonRule: rule.words,
          from: formatDay(range.fromDay),
          to: formatDay(range.toDay),
          score: against(
            now.score,
            before.score,
            shareDifference(tallyOf(now.score), tallyOf(before.score)),
            hasEnded,
          ),
          mean: against(now.mean, before.mean, differenceOfMeans(now, before), hasEnded),
          recommend: against(
            now.recommend,
            before.recommend,
            differenceOfScores(now.recommend, before.recommend),
            hasEnded,
          ),
          response: before.response,
        };
      }),
      parts: partsOf(context, channel, fromDay, toDay),
    },
  };
}

interface Place {
  shape: Shape;
  member: Member;
}

interface Look {
  score: SaidEstimate;
  mean: SaidEstimate;
  recommend: SaidEstimate;
  response: SaidCell;
  parts: AnswerParts;
}

function lookAt(context: FeedContext, place: Place, stretches: readonly Stretch[]): Look {
  const parts = answerPartsOf(context, place, stretches);
  const [score, mean, recommend] = JUDGED.map((id) => cellOf(context, id, place, stretches)) as [
    SaidCell,
    SaidCell,
    SaidCell,
  ];
  return {
    score: { ...score, ...boundsOf(wilsonInterval(tallyOf(score))) },
    mean: { ...mean, ...boundsOf(meanInterval(sampleOf(mean, parts.sd)), 1, 5) },
    recommend: { ...recommend, ...boundsOf(recommendInterval(recommend, parts.recommend), -100, 100) },
    response: cellOf(context, 'response_rate', place, stretches),
    parts,
  };
}

function cellOf(context: FeedContext, id: string, place: Place, stretches: readonly Stretch[]): SaidCell {
  const { said, status } = composeWindow(context, metricNamed(id), place, stretches);
  return cellAt(columnsOf({ said: [said], status: [status] }, {}), 0);
}

/** None of none where it is not said, of which no interval is known. */
function tallyOf({ value, n }: SaidCell): { k: number; n: number } {
  return value === null || n === null ? { k: 0, n: 0 } : { k: Math.min(n, value * n), n };
}

function sampleOf({ value, n }: SaidCell, sd: number | null): Sample {
  return value === null || n === null || sd === null ? { n: 0, mean: 0, sd: 0 } : { n, mean: value, sd };
}

function boundsOf(interval: Interval | null, least = -Infinity, most = Infinity): Bounds {
  return interval === null
    ? { low: null, high: null }
    : { low: Math.max(least, interval.low), high: Math.min(most, interval.high) };
}

/** From the rounded counts, about the exact score; the widest that score and n allow where they are hidden. */
function recommendInterval({ value, n }: SaidCell, { counts, n: shown }: Spread): Interval | null {
  if (value === null || n === null || n === 0) return null;
  const [detractors, passives, promoters] = counts;
  const isWhole = shown !== null && detractors !== null && passives !== null && promoters !== null;
  const known = isWhole ? netScore(promoters!, detractors!, shown) : null;
  const score = value / 100;
  const half =
    known === null ? 100 * Z95 * Math.sqrt((1 - score ** 2) / n) : halfOf(known) * Math.sqrt(shown! / n);
  // All of one mind: how far others might differ cannot be told from them.
  return half === 0 ? null : { low: value - half, high: value + half };
}

/** Half the width of an interval before it is cut at the ends of its scale. */
function halfOf({ estimate, low, high }: Estimate): number {
  return Math.max(estimate - low, high - estimate);
}

function pointsOf({ counts, n, status }: Spread): SatisfactionAnswer['points'] {
  const isHidden = (count: number | null) => count === null && n !== null;
  return {
    point: counts.map((_, i) => i + 1),
    answers: counts,
    share: counts.map((count) => (count === null || !n ? null : count / n)),
    status: counts.map((count): CellStatus => (isHidden(count) ? 'suppressed' : status)),
  };
}

function recommendCounts({ counts }: Spread) {
  const [detractors = null, passives = null, promoters = null] = counts;
  return { promoters, passives, detractors, isWidest: counts.includes(null) };
}

function differenceOfMeans(now: Look, before: Look): Estimate | null {
  return meanDifference(sampleOf(now.mean, now.parts.sd), sampleOf(before.mean, before.parts.sd));
}

/** Two independent scores: the square root of the summed squares of their half widths. */
function differenceOfScores(now: SaidEstimate, before: SaidEstimate): Estimate | null {
  if (now.value === null || before.value === null || now.low === null || before.low === null) return null;
  const half = Math.hypot(widthOf(now), widthOf(before));
  const estimate = now.value - before.value;
  return { estimate, low: estimate - half, high: estimate + half };
}

function widthOf({ value, low, high }: SaidEstimate): number {
  return Math.max((value ?? 0) - (low ?? 0), (high ?? 0) - (value ?? 0));
}

function against(
  now: SaidCell,
  before: SaidEstimate,
  difference: Estimate | null,
  hasEnded: boolean,
): ComparedEstimate {
  const isKnown = now.value !== null && before.value !== null;
  return {
    ...before,
    against: {
      difference: isKnown ? now.value! - before.value! : null,
      ...boundsOf(isKnown ? difference : null),
      change: isKnown && difference !== null ? changeOf(difference, hasEnded) : null,
    },
  };
}

function changeOf(difference: Interval, hasEnded: boolean): Change {
  return hasEnded ? directionOf(difference) : 'too_early';
}

/** The targets in force on the last day of the window; with a single channel its own are those of all. */
function targetsOf(
  context: FeedContext,
  channel: Channel | null,
  day: CivilDay,
  now: Look,
): SatisfactionAnswer['targets'] {
  const known = CHANNELS.filter((one) => coverageOf(context.db, one).span !== null);
  const only = known.length === 1 ? known[0]! : null;
  const estimates = { csat_top2: now.score, csat_mean: now.mean, recommend_score: now.recommend };
  return JUDGED.flatMap((metric) => {
    const scope = { metric, channel: channel ?? only, day };
    const target = metricTargetInForce(context.configuration.targets, scope);
    if (target === null) return [];
    const { low, high } = estimates[metric];
    const side = low === null || high === null ? null : sideOfTarget({ low, high }, target.value);
    return [{ id: target.id, words: target.words, metric, aim: target.value, side }];
  });
}

function partsOf(
  context: FeedContext,
  channel: Channel | null,
  fromDay: CivilDay,
  toDay: CivilDay,
): SatisfactionPart[] {
  const tables: { by: 'channel' | 'category'; shape: Shape }[] =
    channel === null
      ? [
          { by: 'channel', shape: 'channel' },
          { by: 'category', shape: 'category' },
        ]
      : [{ by: 'category', shape: 'channel+category' }];
  return tables.flatMap(({ by, shape }) => {
    const stretches = LATTICE.day.includes(shape) ? stretchesOf(context, shape, fromDay, toDay) : null;
    if (stretches === null) return [];
    const rows = cellsOf(context.db, shape)
      .filter(({ member }) => channel === null || member.channel === channel)
      .map(({ member }) => rowOf(context, by, { shape, member }, stretches))
      .filter(({ score, mean }) => isKnown(score) || isKnown(mean))
      .sort((a, b) => rank(b) - rank(a) || (a.member < b.member ? -1 : 1));
    if (rows.length === 0 || (by === 'channel' && rows.length === 1)) return [];
    const columns = (cells: readonly SaidEstimate[]) => ({
      ...columnsFrom(cells),
      low: cells.map(({ low }) => low),
      high: cells.map(({ high }) => high),
    });
    return [
      {
        by,
        member: rows.map(({ member }) => member),
        label: rows.map(({ member }) => labelOf(context.configuration, by, member)),
        score: columns(rows.map(({ score }) => score)),
        mean: columns(rows.map(({ mean }) => mean)),
      },
    ];
  });
}

interface PartRow {
  member: string;
  score: SaidEstimate;
  mean: SaidEstimate;
}

function rowOf(
  context: FeedContext,
  by: 'channel' | 'category',
  place: Place,
  stretches: readonly Stretch[],
): PartRow {
  const score = cellOf(context, 'csat_top2', place, stretches);
  const mean = cellOf(context, 'csat_mean', place, stretches);
  const sd = by === 'channel' ? answerPartsOf(context, place, stretches).sd : null;
  return {
    member: place.member[by]!,
    score: { ...score, ...boundsOf(wilsonInterval(tallyOf(score))) },
    mean: { ...mean, ...boundsOf(meanInterval(sampleOf(mean, sd)), 1, 5) },
  };
}

function isKnown({ value, status }: SaidCell): boolean {
  return value !== null || status === 'suppressed';
}

function rank({ score, mean }: PartRow): number {
  return score.value ?? mean.value ?? -Infinity;
}
