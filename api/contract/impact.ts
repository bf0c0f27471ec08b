/** What is said of whether an action worked: its looks, and the weeks that they are made of. */
import { z } from 'zod';
import { TERMS } from '../../db/domain/action-terms.ts';
import type { CellStatus } from '../../db/domain/cell.ts';
import type { Disclosed } from '../../db/domain/disclosure.ts';
import { ERROR_KINDS } from '../../db/domain/impact-model.ts';
import { LEFT_OUT } from '../../db/domain/impact-question.ts';
import { LOOKS, REASONS, VERDICTS } from '../../db/domain/impact-verdict.ts';
import { cellStatus, values } from './cell.ts';
import { versionHead } from './head.ts';

/** Beside those of a look: why an action as a whole is not judged. */
export const ACTION_REASONS = [
  ...REASONS,
  /** it was registered after its start */
  'registered_late',
  /** its metric has no weekly figures for what it is about */
  'no_weekly_figures',
  /** its metric is neither a count nor a share of contacts or answers */
  'not_a_count_or_share',
  /** it was taken back before it started */
  'given_up',
  /** no contact on record has its causes */
  'not_on_record',
] as const;
export type ActionReason = (typeof ACTION_REASONS)[number];

export const verdict = z.enum(VERDICTS).meta({
  id: 'Verdict',
  description:
    '`too_early`: not enough weeks yet; `worked`: the interval lies on the intended side, and the effect is at least what was called worthwhile; `small_but_real`: the same, but smaller; `no_measurable_effect`: the interval lies within what is worthwhile on either side of none; `inconclusive`: it holds none and worthwhile effects, or nothing can be told; `made_it_worse`: it lies on the other side; `registered_late`: it was registered after its start, and is never judged',
});
const reasons = z
  .array(z.enum(ACTION_REASONS))
  .describe('why it is said so, where the rule alone does not tell');

const interval = z.object({ estimate: z.number(), low: z.number(), high: z.number() });

const method = z
  .object({
    family: z.enum(['quasi_poisson', 'quasi_binomial', 'exact']),
    terms: z.array(z.string()).describe('what the regression has beside the effect'),
    weeksBefore: z.number().int(),
    weeksAfter: z.number().int(),
    dispersion: z.number().describe('variance over mean, at least 1'),
    correlation: z.number().describe('of neighbouring weeks beside trend and season'),
    lags: z.number().int().describe('weeks over which errors may hang together (Newey and West)'),
    isControlled: z.boolean().describe('the control was held against it'),
    wider: z.enum(ERROR_KINDS).nullable().describe('which of the intervals was widest, and is told'),
    degreesOfFreedom: z.number().nullable(),
    seasonAllowance: z.number().describe('added to both sides of the logarithm where nothing tells seasons'),
  })
  .meta({ id: 'ImpactMethod' });

export const look = z
  .object({
    weeks: z.union(LOOKS.map((weeks) => z.literal(weeks))).describe('whole weeks of full effect'),
    date: z.string().describe('the local day on which the last of them is final'),
    isJudged: z.boolean(),
    verdict: verdict.exclude(['registered_late']),
    reasons,
    effect: interval
      .extend({ level: z.number() })
      .nullable()
      .describe('relative change against what would have come without it: -0.25 is a quarter fewer'),
    points: interval.nullable().describe('of a share, its change: -0.03 is three points less'),
    avoided: interval.nullable().describe('of counts: what would have come less what came'),
    expected: z.number().nullable().describe('what would have come without it, in the judged weeks'),
    observed: z.number().nullable().describe('what came in the judged weeks'),
    smallestDetectable: z
      .number()
      .nullable()
      .describe('relative: an effect of this size would be found four times in five'),
    pValue: z.number().nullable(),
    method: method.nullable(),
  })
  .meta({ id: 'Look' });

const term = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullable();

/** Fields of an action that say what came of it, and what it is held to. */
export const judgement = {
  isRecordedLater: z
    .boolean()
    .describe('it reached us more than a day after it is said to have been registered'),
  recordedAt: z.string().describe('when its first form reached us, by our clock'),
  versions: z
    .array(
      z.object({
        recordedAt: z.string(),
        isJudged: z.boolean().describe('its terms are those by which the action is judged'),
        changes: z.array(
          z.object({
            term: z.enum(TERMS),
            before: term,
            after: term,
            isAfterStart: z.boolean().describe('so that it does not count'),
          }),
        ),
      }),
    )
    .describe('every form that it has had, in order; the terms above are those by which it is judged'),
  windowWeeks: z.number().int().describe('the last look'),
  verdict,
  verdictAt: z.number().int().nullable().describe('the look that stands, in weeks; null before the first'),
  reasons,
  isJudged: z.boolean().describe('the verdict was made from its figures'),
  looks: z.array(look),
  nextLook: z
    .object({ weeks: z.number().int(), date: z.string() })
    .nullable()
    .describe('null: there is none to come'),
  overlaps: z
    .array(z.object({ id: z.string(), slug: z.string(), title: z.string(), startsAt: z.string() }))
    .describe('other actions on the same that began within the weeks that are looked at'),
};

export const impactAnswer = z
  .object({
    ...versionHead,
    action: z.string(),
    metric: z.string(),
    unit: z.string(),
    kind: z.enum(['count', 'share', 'clustered_share']).nullable().describe('null: it is not judged'),
    exposureKind: z
      .enum(['orders', 'customers', 'open_days'])
      .nullable()
      .describe('what counts are held against'),
    fullEffectFrom: z.string().describe('the Monday from which looks count'),
    weeks: z.object({
      start: z.array(z.string()).describe('the Monday, a local date'),
      value: values,
      n: values.describe('of a share, the contacts or answers; of a count the count'),
      status: z.array(cellStatus),
      exposure: values.describe('orders, mean customers or open days of the week'),
      control: values.describe('the control’s figure in the same week'),
      controlN: values,
      leftOut: z.array(z.enum(LEFT_OUT).nullable()).describe('why the week is not used'),
      without: values.describe('what would have come without the action, by the last look’s regression'),
      withoutLow: values.describe('95 % interval of its mean'),
      withoutHigh: values,
    }),
  })
  .meta({ id: 'ImpactAnswer' });

type Column = (number | null)[];

export type LookAnswer = z.infer<typeof look>;
export type ImpactAnswer = Omit<z.infer<typeof impactAnswer>, 'weeks'> & {
  weeks: Disclosed<{ value: Column; n: Column; status: CellStatus[] }> &
    Omit<z.infer<typeof impactAnswer>['weeks'], 'value' | 'n' | 'status'>;
};
