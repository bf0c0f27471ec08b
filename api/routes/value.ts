/** GET /api/v1/value: what a typical account is worth for each of its contacts, and what contacts cost. */
import { z } from '@hono/zod-openapi';
import { valueAnswer } from '../contract/value.ts';
import { valueFeed } from '../feeds/value.ts';
import { valueCsv } from '../value-table.ts';
import * as parameter from './parameters.ts';
import { dayOf } from './range.ts';
import { defineResource } from './resource.ts';

export const value = defineResource({
  name: 'value',
  summary: 'The value of a typical account for each contact, and what contacts cost',
  description:
    'Median annual account value ÷ mean contacts of an account, quarter by quarter, with the pair from means beside it, ' +
    'the cost of a contact, and what contacts that a failure caused cost in a year. It is not what a contact is worth and ' +
    'says nothing of causes: who gets in touch often lowers it though no account has changed. From a file of accounts of ' +
    'which only sums and order statistics are kept; of fewer than 100 accounts nothing is said. Where the operator ' +
    'publishes an index, no amount of money is said at all. With `to`, as it was known by that day.',
  query: z.object({ to: parameter.knownOn }),
  answer: valueAnswer,
  example: {
    query: '',
    answer: {
      ...{ timeZone: 'Asia/Jerusalem', asOf: '1999-04-03T04:00:00Z' },
      ...{ publish: 'money', currency: 'ILS', baseYear: null },
      periods: [
        {
          knownBy: '1999-03-31',
          accounts: {
            ...{ included: 5210, leftOutYoung: 140, leftOutClosed: 320, dormant: 410, negative: 95 },
            underYearShare: 0.11,
          },
          accountValue: { value: 160, low: 150, high: 170, confidence: 0.952, reason: null },
          contactsPerAccount: { value: 8.4, reason: null },
          valuePerContact: { value: 19, low: 18, high: 20, reason: null },
          meanBased: { value: 25, reason: null },
          costPerContact: { value: 4.2, reason: null },
          ratio: { value: 4.5, reason: null },
          avoidable: {
            ...{ from: '1998-04-01', to: '1999-03-31', contacts: 128_400, judged: 310_000, share: 0.414 },
            ...{ cost: 540_000, isPartial: false },
          },
        },
      ],
    },
  },
  ask: (context, { to }) => ({ ok: true, answer: valueFeed(context, { toDay: dayOf(to) }) }),
  csv: valueCsv,
});
