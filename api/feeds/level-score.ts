/**
 * The score of a window with its components: every promise that is in force, each with what was attained.
 * Owns which promises count and how much; the arithmetic is public-score.ts's.
 */
import type { Channel } from '../../db/domain/contact.ts';
import { findMetric, type Metric } from '../../db/domain/metric.ts';
import { publicScore } from '../../db/domain/public-score.ts';
import { isInForce, METRIC_OF_CLOCK, type Target } from '../../db/domain/target.ts';
import { isSameThing } from '../../db/domain/target-change.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import type { SaidCell } from '../contract/cell.ts';
import type { ScoreComponentAnswer, ServiceLevelsAnswer } from '../contract/service-levels.ts';
import { type Attained, attainedOfAnswers, isSample, judged } from './attained.ts';
import { clockFigure } from './level-clock.ts';
import { attainedIn, daysIn, type LevelWindow, stretchesIn } from './level-window.ts';
import { isFiner } from './series.ts';
import { isTheOne } from './target-result.ts';
import { isComposable, isOneCell } from './window.ts';

/** `asked`: the channel of the question, whose promises alone count then; `channels`: those with records. */
export function scoreFigure(
  window: LevelWindow,
  asked: Channel | null,
  channels: readonly Channel[],
  lastDay: CivilDay,
): ServiceLevelsAnswer['score'] {
  const { targets, score: settings } = window.context.configuration;
  const held = targets.filter(
    (target) =>
      isInForce(target, lastDay) &&
      isTheOne(targets, target, lastDay) &&
      (asked === null || target.channel === asked),
  );
  const weightOf = (target: Target): number | null => {
    const named = Object.keys(settings.weights);
    if (named.length === 0) return 1;
    const own = settings.weights[target.id];
    // A target has the weight of the one that stands for it in the settings, older or newer.
    const other = targets.find(({ id }) => named.includes(id) && isSameThing(targets, id, target.id));
    return own ?? (other === undefined ? null : settings.weights[other.id]!);
  };
  const components = held.map((target) => {
    const figure = componentOf(window, target, channels);
    return { figure, weight: figure.leftOut === 'lower_is_better' ? null : weightOf(target) };
  });
  const counted = components.filter(({ weight }) => weight !== null);
  const result = publicScore(
    counted.map(({ figure, weight }) => ({
      weight: weight!,
      attained: figure.attained.value,
      aim: figure.aim,
    })),
  );
  return {
    score: result.score,
    components: components.map((component) => {
      const at = counted.indexOf(component);
      return {
        ...component.figure,
        weight: at < 0 ? null : result.shares[at]!,
        points: at < 0 ? null : result.points[at]!,
      };
    }),
  };
}

function componentOf(
  window: LevelWindow,
  target: Target,
  channels: readonly Channel[],
): ScoreComponentAnswer {
  const isService = target.kind === 'service';
  const metric = findMetric(isService ? METRIC_OF_CLOCK[target.clock] : target.metric);
  const part = partOf(window, target, channels);
  const figure =
    metric === undefined || part === null || isNotPublished(metric, part)
      ? { ...judged(NOTHING, isService ? target.share : target.value), aim: null }
      : isService
        ? clockFigure(part, target.clock)
        : { ...judgedMetric(part, metric, target.value), aim: target.value };
  const { attained, low, high, days, verdict, unjudged } = figure;
  return {
    id: target.id,
    words: target.words,
    channel: target.channel,
    queue: target.queue,
    metric: isService ? METRIC_OF_CLOCK[target.clock] : target.metric,
    clock: isService ? target.clock : null,
    thresholdSeconds: isService ? target.thresholdSeconds : null,
    aim: figure.aim ?? (isService ? target.share : target.value),
    weight: null,
    leftOut:
      metric?.better === 'higher' ? (attained.value === null ? 'not_published' : null) : 'lower_is_better',
    points: null,
    ...{ attained, low, high, days, verdict, unjudged },
  };
}

const NOTHING: Attained = {
  cell: { value: null, n: null, status: 'missing' } as SaidCell,
  byDays: { interval: null, days: 0 },
  hasHidden: false,
};

/** The cells of a target; null where no table has them. With a single channel all contacts are that channel's. */
function partOf(
  window: LevelWindow,
  { channel, queue }: Target,
  channels: readonly Channel[],
): LevelWindow | null {
  const own = channels.length > 1 ? channel : null;
  if (queue !== null && own !== null) return null;
  const member = queue !== null ? { queue } : own !== null ? { channel: own } : {};
  const shape = queue !== null ? 'queue' : own !== null ? 'channel' : 'all';
  return { ...window, shape, member, channel, queue };
}

/** What is no sum is known of whole periods alone. */
function isNotPublished(metric: Metric, part: LevelWindow): boolean {
  const stretches = stretchesIn(part);
  return (
    stretches.some(({ grain }) => isFiner(grain, metric.finestGrain)) ||
    (!isComposable(metric) && !isOneCell(stretches))
  );
}

function judgedMetric(part: LevelWindow, metric: Metric, aim: number) {
  const days = isFiner('day', metric.finestGrain) ? [] : daysIn(part, metric);
  const attained = attainedIn(part, metric, metric.unit === 'share' ? days : []);
  return judged(isSample(metric) ? attainedOfAnswers(metric, attained) : attained, aim, {
    better: metric.better ?? 'higher',
  });
}
