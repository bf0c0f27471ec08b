/** What `metrics` answers: the registry in words. */
import { z } from 'zod';
import { GRAINS } from '../../db/domain/bucket.ts';
import { UNITS } from '../../db/domain/metric.ts';
import { TOPIC_IDS } from '../../db/domain/metric-words.ts';

export const metricsAnswer = z
  .object({
    metrics: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        topic: z.enum(TOPIC_IDS),
        unit: z.enum(UNITS),
        better: z.enum(['higher', 'lower']).nullable(),
        finestGrain: z.enum(GRAINS),
        finalAfterDays: z.number().int(),
        numerator: z.record(z.string(), z.number()).nullable().describe('facts and their factors'),
        denominator: z.record(z.string(), z.number()).nullable(),
        plain: z.string(),
        definition: z.string(),
        source: z.string(),
      }),
    ),
    facts: z.record(z.string(), z.string()).describe('what each fact counts'),
  })
  .meta({ id: 'MetricsAnswer' });

export type MetricsAnswer = z.infer<typeof metricsAnswer>;
