/** What `metrics` answers: the registry in words. */
import { z } from 'zod';
import { GRAINS } from '../../db/domain/bucket.ts';
import { UNITS } from '../../db/domain/metric.ts';
import { TOPIC_IDS } from '../../db/domain/metric-words.ts';

export const metricRetirement = z
  .object({
    from: z.string().describe('the first day of which it is not published'),
    decidedBy: z.string().describe('a role, in the operator’s words'),
    words: z.string().describe('why, in the operator’s words'),
    replacedBy: z.string().nullable().describe('the metric that took its place'),
    announced: z
      .string()
      .nullable()
      .describe('the day of the first edition that tells of it; null: none does yet'),
    besideSince: z
      .string()
      .nullable()
      .describe('since when the one that took its place has been published beside it; null: not known'),
  })
  .meta({ id: 'MetricRetirement' });

export type MetricRetirement = z.infer<typeof metricRetirement>;

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
        version: z.number().int().describe('of the definition, from 1: `changes` tells what each changed'),
        retired: metricRetirement
          .nullable()
          .describe('since when it is published no more; what was published stays at its addresses'),
      }),
    ),
    facts: z.record(z.string(), z.string()).describe('what each fact counts'),
  })
  .meta({ id: 'MetricsAnswer' });

export type MetricsAnswer = z.infer<typeof metricsAnswer>;
