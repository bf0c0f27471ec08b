/** What `value` answers: what a typical account is worth for each of its contacts, and what contacts cost. */
import { z } from 'zod';
import type { Disclosed } from '../../db/domain/disclosure.ts';
import { versionHead } from './head.ts';

/** Why there is no value. */
export const VALUE_REASONS = ['few_accounts', 'one_account', 'no_contacts', 'no_base', 'not_said'] as const;
export type ValueReason = (typeof VALUE_REASONS)[number];

const amount = z.number().nullable().describe('in `currency`, or 100 in the base year');
const reason = z
  .enum(VALUE_REASONS)
  .nullable()
  .describe(
    'why there is no value. few_accounts: below 100; one_account: one has more than half of the sum; no_contacts: nobody got in touch; no_base: the base year has none; not_said: the operator did not state it, or publishes no money',
  );
const count = z
  .number()
  .nullable()
  .describe('accounts, rounded to 5; null: 1 to 9, or as few as may not be published');

const period = z.object({
  knownBy: z.string().describe('the day by which the accounts are known'),
  accounts: z.object({
    included: count,
    leftOutYoung: count.describe('left out: younger than 90 days'),
    leftOutClosed: count.describe('left out: closed for a year or longer'),
    dormant: count.describe('included: nothing earned'),
    negative: count.describe('included: less than nothing earned'),
    underYearShare: z.number().nullable().describe('of those included, younger than a year'),
  }),
  accountValue: z
    .object({
      value: amount,
      low: amount,
      high: amount,
      confidence: z.number().nullable().describe('that the median of all lies in low to high'),
      reason,
    })
    .describe('median annual value of an account, two significant figures; interval by order statistics'),
  contactsPerAccount: z
    .object({ value: z.number().nullable(), reason })
    .describe('mean contacts of an account in the last 365 days, those without any included'),
  valuePerContact: z
    .object({ value: amount, low: amount, high: amount, reason })
    .describe('typical account value per average contact: median value ÷ mean contacts'),
  meanBased: z
    .object({ value: amount, reason })
    .describe('all annual values ÷ all contacts: the one that may be held against a total cost'),
  costPerContact: z.object({ value: z.number().nullable(), reason }),
  ratio: z
    .object({ value: z.number().nullable(), reason })
    .describe('value per contact ÷ cost per contact, two significant figures'),
  avoidable: z
    .object({
      from: z.string(),
      to: z.string(),
      contacts: z.number().nullable().describe('judged to be caused by a failure, from published figures'),
      judged: z.number().nullable(),
      share: z.number().nullable(),
      cost: z
        .number()
        .nullable()
        .describe('contacts × cost per contact, two significant figures; no index has it'),
      isPartial: z.boolean().describe('part of the year has no records'),
    })
    .describe('contacts that a failure caused in the year before `knownBy`, and what they cost'),
});

export const valueAnswer = z
  .object({
    ...versionHead,
    publish: z.enum(['money', 'index']),
    currency: z.string().nullable().describe('null: no amount of money is published'),
    baseYear: z.number().int().nullable().describe('whose last figures are 100; null: money is published'),
    periods: z.array(period).describe('in order of time, at most one a quarter'),
  })
  .meta({ id: 'ValueAnswer' });

type Plain = z.infer<typeof valueAnswer>;
export type ValuePeriod = Disclosed<Plain['periods'][number]>;
export type ValueAnswer = Omit<Plain, 'periods'> & { periods: ValuePeriod[] };
