/**
 * `satisfaction`: what people said afterwards over a window, against the period before, the year before and the target,
 * with intervals, and whom it leaves out. Owns what stands beside what and which words a change may have; the figures are
 * satisfaction-look.ts's, how answers are spread is answer-parts.ts's.
 */
import type { CellStatus } from '../../db/domain/cell.ts';
import { directionOf, type Estimate, type Interval, sideOfTarget } from '../../db/domain/confidence.ts';
import { CHANNELS, type Channel } from '../../db/domain/contact.ts';
import { metricTargetInForce } from '../../db/domain/target.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import { coverageOf } from '../../db/queries/coverage.ts';
import type { SaidCell } from '../contract/cell.ts';
import type { Change, ComparedEstimate, SaidEstimate, SatisfactionAnswer } from '../contract/satisfaction.ts';
import { COMPARISONS } from '../contract/series.ts';
import type { Spread } from './answer-parts.ts';
import { windowOf } from './asked-window.ts';
import { comparedRange } from './comparison.ts';
import { type FeedContext, type FeedResult, lastWholeDay, refuse, versionOf } from './context.ts';
import {
  boundsOf,
  cellOf,
  differencesOf,
  ESTIMATED,
  type Estimated,
  type Look,
  lookAt,
  type Place,
} from './satisfaction-look.ts';
import { partsOf } from './satisfaction-parts.ts';
import { stretchesOf } from './window.ts';

export interface SatisfactionQuestion {
  /** null: the last whole month of records */
  fromDay: CivilDay | null;
  toDay: CivilDay | null;
  channel?: Channel;
}

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
        const difference = differencesOf(now, before);
        return {
          comparison,
          comparisonRule: rule.words,
          from: formatDay(range.fromDay),
          to: formatDay(range.toDay),
          score: against(now.score, before.score, difference.score, hasEnded),
          mean: against(now.mean, before.mean, difference.mean, hasEnded),
          recommend: against(now.recommend, before.recommend, difference.recommend, hasEnded),
          response: before.response,
        };
      }),
      parts: partsOf(context, channel, fromDay, toDay),
    },
  };
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
  return (Object.keys(ESTIMATED) as Estimated[]).flatMap((figure) => {
    const metric = ESTIMATED[figure];
    const scope = { metric, channel: channel ?? only, day };
    const target = metricTargetInForce(context.configuration.targets, scope);
    if (target === null) return [];
    const { low, high } = now[figure];
    const side = low === null || high === null ? null : sideOfTarget({ low, high }, target.value);
    return [{ id: target.id, words: target.words, metric, aim: target.value, side }];
  });
}
