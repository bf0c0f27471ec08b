/** GET /api/v1/metrics: the registry. */
import { z } from '@hono/zod-openapi';
import { metricsAnswer } from '../contract/metrics.ts';
import { metricsFeed } from '../feeds/metrics.ts';
import { retirementsOf } from '../feeds/retired.ts';
import { metricsCsv } from '../tables.ts';
import { defineResource } from './resource.ts';

export const metrics = defineResource({
  name: 'metrics',
  summary: 'Every metric, defined once',
  description:
    'The id, unit and definition of each metric, the facts it is made of, and where the definition comes from. ' +
    'A value is the sum of its numerator’s facts, divided by that of its denominator’s where it has one.',
  query: z.object({}),
  answer: metricsAnswer,
  example: {
    query: '',
    answer: {
      metrics: [
        {
          id: 'answered',
          label: 'Answered',
          topic: 'demand',
          unit: 'count',
          better: null,
          finestGrain: '15min',
          finalAfterDays: 7,
          numerator: { answered: 1 },
          denominator: null,
          plain: 'How many reached a person.',
          definition: 'Contacts connected to a person.',
          source: 'Candour, reference 1.1 (event model)',
          version: 1,
          retired: null,
        },
      ],
      facts: { answered: 'contacts connected to a person' },
    },
  },
  ask: (context) => ({
    ok: true,
    answer: metricsFeed(context.configuration.releases.finalAfterDays, retirementsOf(context)),
  }),
  csv: metricsCsv,
});
