/**
 * `reasons`: why people got in touch over a window, wanted and avoidable, resolved and repeated, and how it is known.
 * Owns which figures belong to the answer; refuses to make any but of published cells.
 */

import { isWholeMonths } from '../../db/domain/bucket.ts';
import { CHANNELS, type Channel } from '../../db/domain/contact.ts';
import { type Metric, metricNamed } from '../../db/domain/metric.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import { coverageOf, recordedSpan } from '../../db/queries/coverage.ts';
import type { ReasonCoverage, ReasonFigure, ReasonsAnswer } from '../contract/reasons.ts';
import { COMPARISONS } from '../contract/series.ts';
import { actionsFeed } from './actions.ts';
import { type Window, windowOf } from './asked-window.ts';
import { codingChecks } from './coding-quality.ts';
import { comparedRange } from './comparison.ts';
import { type FeedContext, lastTold, versionOf } from './context.ts';
import { exposuresOf } from './exposure.ts';
import { type LikelyShare, sayShare } from './likely-share.ts';
import { columnsOf, isShown, publishCells, shapeOfMember } from './published-cells.ts';
import { ReasonShares } from './reason-shares.ts';
import { firstWeekNeeded, spreadOfShare, Units } from './spread.ts';
import { composeWindow, stretchesOf } from './window.ts';

export interface ReasonsQuestion {
  /** null: the last whole month of records */
  fromDay: CivilDay | null;
  toDay: CivilDay | null;
  channel: Channel | null;
}

const DEMAND = [
  'value_demand_share',
  'failure_demand_share',
  'unclear_demand_share',
  'assessed_share',
  'progress_chasing_share',
];
const RESOLUTION = [
  'resolved_first_share',
  'first_contact_resolution',
  'first_contact_resolution_28d',
  'repeat_rate',
  'repeat_rate_28d',
  'linkage_coverage',
];
const COVERAGE = ['classified_share', 'cause_share', 'assessed_share', 'linkage_coverage', 'outcome_share'];

export function reasonsFeed(context: FeedContext, question: ReasonsQuestion): ReasonsAnswer {
  const { configuration } = context;
  const { channel } = question;
  const window = windowOf(context, question);
  const compared = COMPARISONS.map((comparison) => {
    const { fromDay, toDay, rule } = comparedRange(comparison, window.fromDay, window.toDay, 'day');
    return { comparison, window: { fromDay, toDay }, rule };
  });
  const shares = new ReasonShares(context, channel, [window, ...compared.map((one) => one.window)]);
  // Customers and orders are the company's and of no one channel, yet a channel's contacts are some of all it causes.
  const exposure = isWholeMonths(window.fromDay, window.toDay) ? exposuresOf(context, [window])[0]! : null;
  const categories = shares.rows(window, compared, exposure);
  const idea = categories.find(({ category }) => category === 'idea')!;
  const figures = (metrics: readonly string[]) =>
    metrics.map((id) => figureOf(context, metricNamed(id), channel, window, compared));
  return {
    from: formatDay(window.fromDay),
    to: formatDay(window.toDay),
    channel,
    ...versionOf(context),
    compared: compared.map(({ comparison, window: { fromDay, toDay }, rule }) => ({
      ...{ comparison, comparisonRule: rule.words, from: formatDay(fromDay), to: formatDay(toDay) },
    })),
    categories,
    months: shares.months(window),
    demand: figures(DEMAND),
    resolution: figures(RESOLUTION),
    coverage: coverageIn(context, channel, window),
    coding: {
      words: configuration.coding?.words ?? null,
      how: configuration.coding?.how ?? null,
      checks: codingChecks(context, question.toDay),
    },
    ideas: {
      words: configuration.ideas?.words ?? null,
      href: configuration.ideas?.href ?? null,
      received: idea.count,
      status: idea.status,
      actions: actionsFeed(context, { toDay: question.toDay })
        .actions.filter(({ fromIdea }) => fromIdea === true)
        .map(({ slug, title, stage }) => ({ slug, title, stage })),
    },
  };
}

function figureOf(
  context: FeedContext,
  metric: Metric,
  channel: Channel | null,
  window: Window,
  compared: readonly { comparison: (typeof COMPARISONS)[number]; window: Window }[],
): ReasonFigure {
  return {
    metric: metric.id,
    share: sayShare(
      likelyShare(context, metric, channel, window),
      compared.map(({ comparison, window: other }) => ({
        comparison,
        share: likelyShare(context, metric, channel, other),
      })),
    ),
  };
}

function likelyShare(
  context: FeedContext,
  metric: Metric,
  channel: Channel | null,
  { fromDay, toDay: lastDay }: Window,
): LikelyShare {
  const toDay = Math.min(lastDay, lastTold(context));
  const cell = saidIn(context, metric, channel, { fromDay, toDay: lastDay });
  const recorded = recordedSpan(context.db);
  const member = channel === null ? {} : { channel };
  const shape = shapeOfMember(member);
  const from = Math.max(fromDay, recorded?.firstDay ?? fromDay);
  const cells = (grain: 'day' | 'week') =>
    publishCells(
      context,
      metric,
      { shape, member, grain },
      grain === 'day' ? from : firstWeekNeeded(from),
      toDay,
    );
  const spread =
    cell.value === null || from > toDay
      ? null
      : spreadOfShare(new Units(cells, (startAt) => context.zone.dayOf(startAt)), { fromDay, toDay });
  return {
    k: cell.value === null || cell.n === null ? null : cell.value * cell.n,
    n: cell.value === null ? null : cell.n,
    status: cell.status,
    spread,
  };
}

/** The figure of a window, of published cells, as it may be said. */
function saidIn(context: FeedContext, metric: Metric, channel: Channel | null, { fromDay, toDay }: Window) {
  const member = channel === null ? {} : { channel };
  const shape = shapeOfMember(member);
  const { said, status } = composeWindow(
    context,
    metric,
    { shape, member },
    stretchesOf(context, shape, fromDay, toDay) ?? [],
  );
  const columns = columnsOf({ said: [said], status: [status] }, {});
  return {
    value: isShown(status) ? (columns.value[0] ?? null) : null,
    n: columns.n[0] ?? null,
    status,
  };
}

function coverageIn(context: FeedContext, only: Channel | null, window: Window): ReasonCoverage[] {
  return CHANNELS.filter(
    (channel) => (only === null || only === channel) && coverageOf(context.db, channel).span !== null,
  ).map((channel) => ({
    channel,
    figures: COVERAGE.map((metric) => ({
      metric,
      ...saidIn(context, metricNamed(metric), channel, window),
    })) as unknown as ReasonCoverage['figures'],
  }));
}
