/** What `clock` answers: the server's own moment. */
import { z } from 'zod';

export const clockAnswer = z
  .object({
    now: z.string().describe('local RFC 3339 with offset'),
    today: z.string().describe("the day at the organisation's place"),
    timeZone: z.string(),
  })
  .meta({ id: 'ClockAnswer' });

export type ClockAnswer = z.infer<typeof clockAnswer>;
