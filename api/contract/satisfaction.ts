/** What `satisfaction` answers: what people said afterwards, how far that could be off, and who is not in it. */
import { z } from 'zod';
import { DIRECTIONS } from '../../db/domain/confidence.ts';
import { CHANNELS } from '../../db/domain/contact.ts';
import type { SaidCell, SaidColumns } from './cell.ts';
import { cell, cellStatus, cells, values } from './cell.ts';
import { comparedWindow, windowHead } from './head.ts';

/** `too_early`: the period asked for has not ended. */
export const CHANGES = [...DIRECTIONS, 'too_early'] as const;
export type Change = (typeof CHANGES)[number];

const low = z.number().nullable().describe('lower end of the 95 % interval; null where none is known');
const high = z.number().nullable().describe('upper end of it');
const estimate = cell.extend({ low, high });
const difference = z.object({
  difference: z.number().nullable().describe('the asked period less this one, in the unit of the figure'),
  low,
  high,
  change: z
    .enum(CHANGES)
    .nullable()
    .describe('rose or fell only where the interval of the difference leaves zero out; null: not comparable'),
});
const compared = estimate.extend({ against: difference });
const columns = cells.extend({
  low: z.array(z.number().nullable()),
  high: z.array(z.number().nullable()),
});

export const satisfactionAnswer = z
  .object({
    ...windowHead,
    channel: z.enum(CHANNELS).nullable().describe('null: all channels together'),
    score: estimate.describe('`csat_top2`: share of answers in the two best points; interval by Wilson'),
    mean: estimate
      .extend({
        sd: z
          .number()
          .nullable()
          .describe('standard deviation between answers, to the tenth; null where it is hidden or not known'),
      })
      .describe('`csat_mean`: on the common scale 1 to 5, 5 the best; interval by Student'),
    meanOriginal: cell.describe(
      "`csat_mean_original`: on the survey's own scale, not turned round; missing where scales meet",
    ),
    points: z
      .object({
        point: z.array(z.number().int()),
        answers: values,
        share: z.array(z.number().nullable()).describe('of the answers shown'),
        status: z.array(cellStatus),
      })
      .describe(
        'answers known one by one, by the nearest point of the common scale, rounded to 5; of whole calendar months and sums of them',
      ),
    recommend: estimate
      .extend({
        promoters: z.number().nullable().describe('answers of 9 or 10, rounded to 5'),
        passives: z.number().nullable().describe('answers of 7 or 8'),
        detractors: z.number().nullable().describe('answers of 0 to 6'),
        isWidest: z
          .boolean()
          .describe('the counts are hidden: the interval is the widest that the score and its n allow'),
      })
      .describe('`recommend_score`: share of promoters less share of detractors, −100 to 100'),
    response: z.object({
      value: z.number().nullable().describe('`response_rate`: answers ÷ invitations delivered'),
      invited: z.number().nullable(),
      answered: z.number().nullable().describe('answers with a score'),
      status: cellStatus,
    }),
    contacts: z
      .object({ offered: cell, gaveUp: cell })
      .describe('who could not be asked: people who gave up are in no figure above'),
    targets: z.array(
      z.object({
        id: z.string(),
        words: z.string(),
        metric: z.string(),
        aim: z.number(),
        side: z
          .enum(['above', 'below', 'near'])
          .nullable()
          .describe('of the aim, by the interval; `near`: it holds the aim; null: no interval is known'),
      }),
    ),
    compared: z.array(
      z.object({
        ...comparedWindow,
        score: compared,
        mean: compared,
        recommend: compared,
        response: cell,
      }),
    ),
    parts: z
      .array(
        z.object({
          by: z.enum(['channel', 'category']),
          member: z.array(z.string()),
          label: z.array(z.string()),
          score: columns,
          mean: columns,
        }),
      )
      .describe('where at least 30 answers are behind a figure'),
  })
  .meta({ id: 'SatisfactionAnswer' });

export interface Bounds {
  low: number | null;
  high: number | null;
}
export type SaidEstimate = SaidCell & Bounds;
export type SaidEstimates = SaidColumns & { low: (number | null)[]; high: (number | null)[] };

type Plain = z.infer<typeof satisfactionAnswer>;
type PlainCompared = Plain['compared'][number];
export type ComparedEstimate = SaidEstimate & Pick<PlainCompared['score'], 'against'>;
export type SatisfactionPart = Omit<Plain['parts'][number], 'score' | 'mean'> & {
  score: SaidEstimates;
  mean: SaidEstimates;
};
export type SatisfactionAnswer = Omit<
  Plain,
  'score' | 'mean' | 'meanOriginal' | 'recommend' | 'contacts' | 'compared' | 'parts'
> & {
  score: SaidEstimate;
  mean: SaidEstimate & Pick<Plain['mean'], 'sd'>;
  meanOriginal: SaidCell;
  recommend: SaidEstimate & Pick<Plain['recommend'], 'promoters' | 'passives' | 'detractors' | 'isWidest'>;
  contacts: { offered: SaidCell; gaveUp: SaidCell };
  compared: (Omit<PlainCompared, 'score' | 'mean' | 'recommend' | 'response'> & {
    score: ComparedEstimate;
    mean: ComparedEstimate;
    recommend: ComparedEstimate;
    response: SaidCell;
  })[];
  parts: SatisfactionPart[];
};
