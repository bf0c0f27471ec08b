/** What `organisation` answers: who publishes, how to reach them, and by which rules. */
import { z } from 'zod';
import { versionHead } from './head.ts';

const target = z.object({
  id: z.string(),
  words: z.string(),
  kind: z.enum(['service', 'metric']),
  clock: z.enum(['internal', 'customer']).nullable(),
  channel: z.string().nullable(),
  queue: z.string().nullable(),
  thresholdSeconds: z.number().nullable(),
  metric: z.string().nullable(),
  aim: z.number().describe('the share of contacts, or the value of the metric, aimed at'),
  exclusions: z.string().nullable().describe('what is not counted and why, in the words of the operator'),
  supersedes: z.string().nullable().describe('id of the target whose place it took'),
  from: z.string(),
  to: z.string().nullable(),
});

export const organisationAnswer = z
  .object({
    name: z.string(),
    timeZone: versionHead.timeZone,
    country: z.string().nullable(),
    siteAddress: z.string().nullable().describe('where the public reads the site'),
    languages: z.array(z.string()),
    isDemonstration: z.boolean(),
    contact: z.array(
      z.object({
        channel: z.string(),
        label: z.string(),
        value: z.string(),
        tollFree: z.boolean().nullable(),
      }),
    ),
    hours: z
      .record(z.string(), z.array(z.array(z.string())))
      .describe('opening hours by channel: seven lists, Monday first, of "HH:MM-HH:MM"'),
    holidays: z
      .array(z.object({ date: z.string(), name: z.string() }))
      .describe('public holidays of the coming year, on which the hours of the weekday do not hold'),
    holidayHours: z
      .record(z.string(), z.array(z.string()))
      .describe('opening hours on public holidays by channel, "HH:MM-HH:MM"; an empty list: closed'),
    questions: z
      .array(
        z.object({
          question: z.string(),
          answer: z.string(),
          href: z.string().nullable(),
          category: z.string().nullable(),
          cause: z.string().nullable(),
          queue: z.string().nullable(),
        }),
      )
      .describe(
        'what customers ask most, with the answers; category, cause or queue, at most one of them, says which contacts it is about',
      ),
    translations: z
      .record(z.string(), z.record(z.string(), z.string()))
      .describe(
        'the operator’s words in the other languages: by language, from the words as every answer has them to the same in that language',
      ),
    channels: z.array(z.string()).describe('channels of which there are records'),
    lines: z
      .array(z.object({ queue: z.string(), label: z.string() }))
      .describe('service lines large enough for a forecast of their own'),
    records: z
      .object({ from: z.string(), to: z.string() })
      .nullable()
      .describe('first and last day of records'),
    targets: z.array(target),
    shortAbandonSeconds: z.number(),
    disclosureThreshold: z.number(),
    licence: z.string(),
    asOf: versionHead.asOf,
  })
  .meta({ id: 'OrganisationAnswer' });

export type OrganisationAnswer = z.infer<typeof organisationAnswer>;
