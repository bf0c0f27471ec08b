/** What `service-levels` answers: whether promises were kept, by two clocks, and what stands between the two. */
import { z } from 'zod';
import type { CellStatus } from '../../db/domain/cell.ts';
import { BRIDGE_PARTS } from '../../db/domain/clock-bridge.ts';
import { CHANNELS } from '../../db/domain/contact.ts';
import type { Disclosed } from '../../db/domain/disclosure.ts';
import { SERVICE_LEVEL_FORMULAS } from '../../db/domain/service-level.ts';
import { CLOCKS } from '../../db/domain/target.ts';
import { TARGET_VERDICTS } from '../../db/domain/target-verdict.ts';
import type { SaidCell, SaidColumns } from './cell.ts';
import { cell, cellStatus, cells, values } from './cell.ts';
import { windowHead } from './head.ts';

/** Who is counted by each clock. */
export const DENOMINATORS = ['answered_or_gave_up', 'everyone_who_asked'] as const;
/** Why there is no verdict. */
export const UNJUDGED = [
  'no_target',
  'no_records',
  'hidden',
  'target_changed',
  'days_hidden',
  'too_few_days',
] as const;
export const NO_BRIDGE = ['no_internal', 'no_customer', 'hidden'] as const;
export const LEFT_OUT = ['lower_is_better', 'not_published'] as const;

const share = z.number().nullable();
const attained = cell.describe('the share that was attained, and of how many');
const judged = {
  attained,
  low: share.describe(
    '95 % interval by days: a day’s contacts share its queue; null with fewer than two days',
  ),
  high: share,
  days: z.number().int().describe('days on which anything was due, those that are hidden included'),
  verdict: z
    .enum(TARGET_VERDICTS)
    .nullable()
    .describe(
      'met: all of the interval reaches the aim; missed: none of it; too_close: it holds the aim. What was counted is a fact all the same: `attained`',
    ),
  unjudged: z.enum(UNJUDGED).nullable().describe('why there is no verdict'),
};

const rule = z
  .object({
    id: z.string(),
    words: z.string().describe('the promise in plain words'),
    thresholdSeconds: z.number(),
    aim: z.number(),
    exclusions: z.string().nullable().describe('what is not counted and why, in the words of the operator'),
    channel: z.enum(CHANNELS).nullable(),
    from: z.string().describe('first day in force'),
    to: z.string().nullable().describe('last day in force; null: still'),
    supersedes: z.string().nullable().describe('id of the target whose place it took'),
    heldFrom: z.string().describe('first day of the window under it'),
    heldTo: z.string(),
    ...judged,
  })
  .meta({ id: 'HeldTarget', description: 'A target over the days of the window on which it was in force.' });

const budget = z
  .object({
    budget: z.number().describe('contacts that may miss the promise: (1 − aim) × n'),
    spent: z.number().describe('contacts that missed it'),
    remaining: share.describe('share of the budget left; below 0: overspent'),
    burn: share.describe('1: as fast as is allowed'),
    usedUpOn: z
      .string()
      .nullable()
      .describe('the day on which a period like this is used up at this rate; null: it lasts'),
    lastDay: z.object({ from: z.string(), to: z.string(), burn: share }).nullable(),
    lastWeek: z
      .object({ from: z.string(), to: z.string(), burn: share })
      .nullable()
      .describe('the last seven days'),
    isFast: z.boolean().describe('burn of the last day at least 2, and of the last seven at least 1.2'),
    days: z.object({
      date: z.array(z.string()),
      missed: values,
      allowed: values,
      status: z.array(cellStatus),
    }),
  })
  .meta({ id: 'ErrorBudget' });

const clock = z
  .object({
    clock: z.enum(CLOCKS),
    metric: z.string(),
    denominator: z.enum(DENOMINATORS),
    aim: share.describe('of several targets the mean, by how much was due under each; null: none'),
    ...judged,
    rules: z.array(rule).describe('in order of time; one after another where the target changed'),
    underTodaysRule: z
      .object({
        id: z.string(),
        thresholdSeconds: z.number(),
        aim: z.number(),
        attained,
        isPublished: z
          .boolean()
          .describe('false: the counts at this threshold are not among those published for the window'),
      })
      .nullable()
      .describe('the same contacts by the target in force today; null where none is'),
    budget: budget.nullable(),
  })
  .meta({ id: 'ClockFigure' });

const bridge = z
  .object({
    from: z.number().describe('attainment by the internal clock'),
    to: z.number().describe('attainment by the customer’s clock'),
    steps: z.array(
      z.object({
        part: z.enum(BRIDGE_PARTS),
        points: z.number().describe('taken away, as a share: 0.05 is five points; they add up to from − to'),
        n: z.number().nullable(),
      }),
    ),
    reason: z.enum(NO_BRIDGE).nullable().describe('why there is none; then it is empty'),
  })
  .meta({ id: 'ClockBridge' });

const component = z
  .object({
    id: z.string(),
    words: z.string(),
    channel: z.enum(CHANNELS).nullable(),
    queue: z.string().nullable(),
    metric: z.string(),
    clock: z.enum(CLOCKS).nullable(),
    thresholdSeconds: z.number().nullable(),
    aim: z.number(),
    weight: share.describe('its share of all weights; null: it does not count towards the score'),
    leftOut: z.enum(LEFT_OUT).nullable(),
    points: share.describe('what it adds to the score'),
    ...judged,
  })
  .meta({ id: 'ScoreComponent' });

export const serviceLevelsAnswer = z
  .object({
    channel: z.enum(CHANNELS).nullable().describe('null: all channels together'),
    ...windowHead,
    isWhole: z.boolean().describe('false: the window goes on, or records of a part of it are missing'),
    clocks: z.array(clock),
    bridge,
    halfHours: attained
      .nullable()
      .describe('half-hours that met the target; null: only whole weeks and months are published'),
    formulas: z
      .object({ formula: z.array(z.enum(SERVICE_LEVEL_FORMULAS)), metric: z.array(z.string()) })
      .extend(cells.shape)
      .describe('the same window under each formula in use'),
    score: z.object({
      score: share.describe('0 to 100; null where a component of a fifth or more is missing'),
      components: z.array(component),
    }),
  })
  .meta({ id: 'ServiceLevelsAnswer' });

type Plain = z.infer<typeof serviceLevelsAnswer>;
type PlainClock = Plain['clocks'][number];
type PlainBudget = NonNullable<PlainClock['budget']>;
type Marked<T extends { attained: unknown }> = Omit<T, 'attained'> & { attained: SaidCell };

export type HeldTarget = Marked<PlainClock['rules'][number]>;
export type ErrorBudgetAnswer = Omit<PlainBudget, 'days'> & {
  days: Disclosed<{
    date: string[];
    missed: (number | null)[];
    allowed: (number | null)[];
    status: CellStatus[];
  }>;
};
export type ClockFigure = Omit<Marked<PlainClock>, 'rules' | 'underTodaysRule' | 'budget'> & {
  rules: HeldTarget[];
  underTodaysRule: Marked<NonNullable<PlainClock['underTodaysRule']>> | null;
  budget: ErrorBudgetAnswer | null;
};
export type ScoreComponentAnswer = Marked<Plain['score']['components'][number]>;
export type ClockBridge = Plain['bridge'];
export type ServiceLevelsAnswer = Omit<Plain, 'clocks' | 'halfHours' | 'formulas' | 'score'> & {
  clocks: ClockFigure[];
  halfHours: SaidCell | null;
  formulas: Omit<Plain['formulas'], 'value' | 'n' | 'status'> & SaidColumns;
  score: { score: number | null; components: ScoreComponentAnswer[] };
};
