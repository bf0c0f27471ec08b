/**
 * `service-levels`: promises by two clocks over a window, the bridge between them, the formulas, and the score.
 * Owns which window and which part of the service is meant; everything said is made of published cells.
 */
import { CHANNELS, type Channel } from '../../db/domain/contact.ts';
import { metricNamed } from '../../db/domain/metric.ts';
import { SERVICE_LEVEL_FORMULAS, type ServiceLevelFormula } from '../../db/domain/service-level.ts';
import type { CivilDay } from '../../db/domain/zone.ts';
import { coverageOf, recordedSpan } from '../../db/queries/coverage.ts';
import type { SaidCell } from '../contract/cell.ts';
import type { ServiceLevelsAnswer } from '../contract/service-levels.ts';
import { windowOf } from './asked-window.ts';
import { type FeedContext, type FeedResult, lastWholeDay, refuse, versionOf } from './context.ts';
import { bridgeFigure } from './level-bridge.ts';
import { clockFigure } from './level-clock.ts';
import { scoreFigure } from './level-score.ts';
import { type LevelWindow, namedDays, sayWindow, stretchesIn } from './level-window.ts';
import { columnsFrom } from './said-cell.ts';
import { isFiner } from './series.ts';

export interface ServiceLevelsQuestion {
  channel?: Channel;
  /** null: the last whole month of records */
  fromDay: CivilDay | null;
  toDay: CivilDay | null;
}

const METRIC_OF_FORMULA: Readonly<Record<ServiceLevelFormula, string>> = {
  worst: 'service_level',
  short: 'service_level_short',
  excl: 'service_level_excl',
  credit: 'service_level_credit',
  ans: 'service_level_ans',
};
/** Two years and a month; what is composed of days is worked out anew for each question. */
const MOST_DAYS = 800;

export function serviceLevelsFeed(
  context: FeedContext,
  question: ServiceLevelsQuestion,
): FeedResult<ServiceLevelsAnswer> {
  const { fromDay, toDay } = windowOf(context, question);
  if (toDay - fromDay >= MOST_DAYS)
    return refuse(
      'window too long',
      `${toDay - fromDay + 1} days were asked for; at most ${MOST_DAYS} are told`,
    );
  const channels = CHANNELS.filter((channel) => coverageOf(context.db, channel).span !== null);
  const asked = question.channel ?? null;
  const window: LevelWindow = {
    context,
    shape: asked === null ? 'all' : 'channel',
    member: asked === null ? {} : { channel: asked },
    channel: asked ?? (channels.length === 1 ? channels[0]! : null),
    fromDay,
    toDay,
  };
  const internal = clockFigure(window, 'internal');
  const customer = clockFigure(window, 'customer');
  const span = recordedSpan(context.db);
  const lastDay = Math.min(toDay, lastWholeDay(context), span?.lastDay ?? toDay);
  const isEnded = lastDay === toDay && (span === null || span.firstDay <= fromDay);
  return {
    ok: true,
    answer: {
      channel: asked,
      ...namedDays({ fromDay, toDay }),
      isWhole: isEnded && internal.attained.status !== 'partial',
      ...versionOf(context),
      clocks: [internal, customer],
      bridge: bridgeFigure(window, internal.attained, customer.attained),
      halfHours: halfHoursOf(window),
      formulas: formulasOf(window),
      score: scoreFigure(window, asked, channels, lastDay),
    },
  };
}

/** Whole weeks and months alone are published: the hours of a day could be told apart from one another. */
function halfHoursOf(window: LevelWindow): SaidCell | null {
  const metric = metricNamed('half_hours_met');
  if (stretchesIn(window).some(({ grain }) => isFiner(grain, metric.finestGrain))) return null;
  return sayWindow(window, metric).cell;
}

function formulasOf(window: LevelWindow): ServiceLevelsAnswer['formulas'] {
  const metrics = SERVICE_LEVEL_FORMULAS.map((formula) => METRIC_OF_FORMULA[formula]);
  const cells = metrics.map((id) => sayWindow(window, metricNamed(id)).cell);
  return { formula: [...SERVICE_LEVEL_FORMULAS], metric: metrics, ...columnsFrom(cells) };
}
