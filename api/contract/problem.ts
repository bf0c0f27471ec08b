/** What every error answers: a problem as in RFC 9457, `application/problem+json`. */
import { z } from 'zod';
import { receipt } from './receipt.ts';

export const PROBLEM_TYPE = 'application/problem+json';

export const problem = z
  .object({
    type: z.literal('about:blank'),
    title: z.string().describe('what is wrong, in a few words'),
    status: z.number().int().min(400).max(599),
    detail: z.string().describe('what was found, what was expected, what to do'),
    parameters: z
      .array(
        z.object({
          parameter: z.string(),
          value: z.string().nullable().describe('null: it was not given'),
          expected: z.string(),
        }),
      )
      .optional()
      .describe('each parameter that was wrong'),
    receipt: receipt.optional().describe('of a push in which nothing could be accepted'),
  })
  .meta({ id: 'Problem', description: 'A problem as in RFC 9457.' });

export type Problem = z.infer<typeof problem>;
