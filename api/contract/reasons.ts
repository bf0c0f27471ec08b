/** What `reasons` answers: why people got in touch over one window, how sure that is, and how it was found out. */
import { z } from 'zod';
import { STAGES } from '../../db/domain/action-stage.ts';
import { DIRECTIONS } from '../../db/domain/confidence.ts';
import { CATEGORIES, CHANNELS, DEMANDS } from '../../db/domain/contact.ts';
import type { Disclosed } from '../../db/domain/disclosure.ts';
import { UNSTATED } from '../../db/domain/lattice.ts';
import { cell, cellStatus, type SaidCell } from './cell.ts';
import { comparedWindow, windowHead } from './head.ts';

export const REASON_MEMBERS = [...CATEGORIES, UNSTATED.category] as const;
/** What contact rates are held against. */
export const EXPOSURES = ['customers', 'orders'] as const;
export const SHARE_CHANGES = [...DIRECTIONS, 'not_known'] as const;
export type ShareChange = (typeof SHARE_CHANGES)[number];

const limit = z.number().nullable();
const INTERVAL =
  '95 % interval; null where days and weeks are hidden, so that nobody can say how they differ';

const change = z.object({
  comparison: comparedWindow.comparison,
  value: z.number().nullable().describe('then'),
  low: limit,
  high: limit,
  difference: z.number().nullable().describe('now less then'),
  differenceLow: limit.describe(
    '95 % interval; of categories 99.2 %, since six are looked at together (Bonferroni)',
  ),
  differenceHigh: limit,
  direction: z
    .enum(SHARE_CHANGES)
    .describe('rose, fell: the interval of the difference leaves 0 out; not_known: there is no interval'),
});

const share = z.object({
  value: z.number().nullable().describe('0 to 1; null where status says why'),
  n: z
    .number()
    .nullable()
    .describe(
      'the contacts of which it is a share, as disclosed: all that have a row, or, where one is hidden, all of them as published',
    ),
  low: limit.describe(INTERVAL),
  high: limit,
  basis: z
    .enum(['days', 'weeks', 'likest'])
    .nullable()
    .describe(
      'what the interval rests on: how the days of the window differed; how the 13 weeks up to its end did; or, where a small reason hides both, the largest spread of the other reasons',
    ),
  status: cellStatus,
  changes: z.array(change),
});

const rate = z.object({
  per: z.enum(EXPOSURES),
  value: z.number().nullable().describe('contacts per 1,000, in the window'),
  low: limit.describe('95 % interval: exact Poisson, widened by the spread of days or weeks'),
  high: limit,
  perYear: z.number().nullable().describe('of customers: at this pace over 365 days; null of orders'),
});

const category = z.object({
  category: z.enum(REASON_MEMBERS),
  label: z.string(),
  count: z
    .number()
    .nullable()
    .describe('contacts, rounded to 5; missing where no contact of the window has a reason'),
  status: cellStatus,
  share: share.describe(
    'of all contacts of the window, those without a reason included; `n`: the sum of the counts that are shown',
  ),
  rates: z.array(rate).describe('for whole calendar months, where customers or orders are on record'),
});

const figure = z.object({ metric: z.string(), share });

export const reasonsAnswer = z
  .object({
    ...windowHead,
    channel: z.enum(CHANNELS).nullable().describe('null: all'),
    compared: z.array(z.object(comparedWindow)),
    categories: z.array(category).describe('every category, used or not, and the contacts without one'),
    months: z
      .object({
        start: z.array(z.string()).describe('first day of each month, the last of them within the window'),
        customers: z.array(z.number().nullable()).describe('mean of the days of the month on record'),
        orders: z.array(z.number().nullable()).describe('sum over the month, where every day is on record'),
        categories: z.array(
          z.object({
            category: z.enum(REASON_MEMBERS),
            share: z.array(z.number().nullable()),
            low: z.array(z.number().nullable()),
            high: z.array(z.number().nullable()),
            status: z.array(cellStatus),
          }),
        ),
      })
      .describe('up to 13 whole calendar months'),
    demand: z.array(figure).describe('wanted, avoidable, cannot be told, and progress chasing'),
    resolution: z.array(figure).describe('resolved at first contact and repeat contacts'),
    coverage: z
      .array(
        z.object({
          channel: z.enum(CHANNELS),
          figures: z.array(cell.extend({ metric: z.string() })),
        }),
      )
      .describe('of each channel, the share of contacts of which something is known'),
    coding: z.object({
      words: z
        .string()
        .nullable()
        .describe('how contacts are given their reason, in the words of the operator'),
      how: z.enum(['agent', 'sample', 'automatic']).nullable(),
      checks: z
        .array(
          z.object({
            about: z.enum(['category', 'demand']),
            n: z.number().nullable().describe('contacts that were coded twice, rounded to 5'),
            ofContacts: z
              .number()
              .nullable()
              .describe(
                'contacts in the months from which the sample is; null where its contacts are not on record',
              ),
            from: z.string().nullable(),
            to: z.string().nullable(),
            state: z
              .enum(['told', 'too_few', 'one_code', 'hidden'])
              .describe(
                'one_code: both coders used one code only, so that kappa is not defined; hidden: so few were coded differently, or alike, that it would tell of them',
              ),
            agreement: z.number().nullable().describe('share coded alike'),
            agreementLow: limit.describe('95 % interval, Wilson'),
            agreementHigh: limit,
            kappa: z.number().nullable().describe('Cohen 1960, from the counts as disclosed'),
            kappaLow: limit.describe('95 % interval, Fleiss, Cohen and Everitt 1969'),
            kappaHigh: limit,
            pairs: z
              .array(
                z.object({
                  first: z.enum([...CATEGORIES, ...DEMANDS]),
                  second: z.enum([...CATEGORIES, ...DEMANDS]),
                  count: z.number().nullable().describe('rounded to 5; null where it is hidden'),
                }),
              )
              .describe(
                'what the first coder and the second made of the same contact; pairs that never came are left out',
              ),
          }),
        )
        .describe('blind second codings on record; kappa says how far two coders agree beyond chance'),
    }),
    ideas: z.object({
      words: z.string().nullable(),
      href: z.string().nullable(),
      received: z.number().nullable().describe('contacts of the category idea in the window, rounded to 5'),
      status: cellStatus,
      actions: z
        .array(z.object({ slug: z.string(), title: z.string(), stage: z.enum(STAGES) }))
        .describe('actions that began as an idea of a customer'),
    }),
  })
  .meta({ id: 'ReasonsAnswer' });

type Plain = z.infer<typeof reasonsAnswer>;
export type SaidShare = Disclosed<z.infer<typeof share>>;
export type SaidRate = Disclosed<z.infer<typeof rate>>;
export type ReasonCategory = Disclosed<
  Omit<Plain['categories'][number], 'share' | 'rates'> & { share: SaidShare; rates: SaidRate[] }
>;
export type ReasonMonths = Disclosed<Plain['months']>;
export type ReasonFigure = { metric: string; share: SaidShare };
export type ReasonCoverage = {
  channel: Plain['coverage'][number]['channel'];
  figures: (SaidCell & { metric: string })[];
};
export type CodingCheck = Disclosed<Plain['coding']['checks'][number]>;
export type ReasonChange = Plain['categories'][number]['share']['changes'][number];
export type ReasonsAnswer = Omit<
  Plain,
  'categories' | 'months' | 'demand' | 'resolution' | 'coverage' | 'coding'
> & {
  categories: ReasonCategory[];
  months: ReasonMonths;
  demand: ReasonFigure[];
  resolution: ReasonFigure[];
  coverage: ReasonCoverage[];
  coding: Omit<Plain['coding'], 'checks'> & { checks: CodingCheck[] };
};
