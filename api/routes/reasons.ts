/** GET /api/v1/reasons: why people got in touch, and how that is known. */
import { z } from '@hono/zod-openapi';
import { reasonsAnswer } from '../contract/reasons.ts';
import { reasonsFeed } from '../feeds/reasons.ts';
import { reasonsCsv } from '../reasons-table.ts';
import * as parameter from './parameters.ts';
import { dayOf, rangeFaults } from './range.ts';
import { defineResource } from './resource.ts';

const SHARE = {
  ...{ value: 0.3, n: 2000, low: 0.27, high: 0.33, basis: 'days', status: 'final' },
  changes: [
    {
      ...{ comparison: 'previous', value: 0.25, low: 0.22, high: 0.28 },
      ...{ difference: 0.05, differenceLow: 0.01, differenceHigh: 0.09, direction: 'rose' },
    },
  ],
};

export const reasons = defineResource({
  name: 'reasons',
  summary: 'Why people get in touch',
  description:
    'Contacts by category with shares, 95 % intervals and changes against the period before and the year before; per ' +
    '1,000 customers or orders where these are on record; wanted and avoidable contact, repeat contacts and contacts ' +
    'resolved at once; how reasons are found, how well two coders agree, and of how many contacts what is known. Over ' +
    'one window; left out, the last whole month. Everything is made of cells that are published already, intervals ' +
    'included: contacts of one day are alike, so these rest on how the days differ.',
  query: z.object({ from: parameter.from, to: parameter.to, channel: parameter.channel }),
  answer: reasonsAnswer,
  example: {
    query: 'from=1999-02-01&to=1999-02-28',
    answer: {
      ...{ from: '1999-02-01', to: '1999-02-28', channel: null },
      ...{ timeZone: 'Asia/Jerusalem', asOf: '1999-03-15T04:00:00Z' },
      compared: [
        {
          ...{ comparison: 'previous', comparisonRule: 'the month before' },
          ...{ from: '1999-01-01', to: '1999-01-31' },
        },
      ],
      categories: [
        {
          ...{ category: 'problem', label: 'Problem', count: 600, status: 'final', share: SHARE },
          rates: [{ per: 'customers', value: 12, low: 11, high: 13.1, perYear: 156.4 }],
        },
      ],
      months: {
        ...{ start: ['1999-02-01'], customers: [50000], orders: [null] },
        categories: [{ category: 'problem', share: [0.3], low: [0.27], high: [0.33], status: ['final'] }],
      },
      demand: [{ metric: 'failure_demand_share', share: SHARE }],
      resolution: [{ metric: 'first_contact_resolution', share: SHARE }],
      coverage: [
        {
          channel: 'phone',
          figures: [{ metric: 'classified_share', value: 0.9, n: 2200, status: 'final' }],
        },
      ],
      coding: {
        ...{ words: 'Agents choose a reason at the end of each call.', how: 'agent' },
        checks: [
          {
            ...{ about: 'category', n: 200, ofContacts: 2200, from: '1999-02-01', to: '1999-02-28' },
            ...{ state: 'told', agreement: 0.85, agreementLow: 0.79, agreementHigh: 0.89 },
            ...{ kappa: 0.78, kappaLow: 0.71, kappaHigh: 0.85 },
            pairs: [{ first: 'problem', second: 'complaint', count: 15 }],
          },
        ],
      },
      ideas: {
        ...{ words: 'Tell us what you would change.', href: 'https://bank.example/ideas' },
        ...{ received: 40, status: 'final' },
        actions: [{ slug: 'plain-invoices', title: 'Invoices in plain words', stage: 'running' }],
      },
    },
  },
  check: (_, { from, to }) => rangeFaults(from, to),
  ask: (context, { from, to, channel }) => ({
    ok: true,
    answer: reasonsFeed(context, { fromDay: dayOf(from), toDay: dayOf(to), channel: channel ?? null }),
  }),
  csv: reasonsCsv,
});
