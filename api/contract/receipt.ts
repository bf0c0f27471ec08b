/** What a push is answered with: how many records were read, and what became of them. */
import { z } from 'zod';

const count = z.number().int().min(0);

export const receipt = z
  .object({
    load: count.describe('number of the load, under which its rejects are kept'),
    read: count,
    accepted: count.describe('new records'),
    updated: count.describe('records that replaced an earlier version of themselves'),
    unchanged: count.describe('records that were known already, as they are'),
    rejected: count,
    skipped: count,
    rejects: z
      .array(
        z.object({
          line: count.describe('line of NDJSON, or position in the array, from 1'),
          field: z.string(),
          value: z.string(),
          reason: z.string(),
        }),
      )
      .describe('the first 20; all of them are kept'),
    unconfigured: z
      .object({
        queues: z.array(z.string()),
        causes: z.array(z.string()),
        promises: z.array(z.string()).describe('counted, and published once the configuration has them'),
      })
      .describe('accepted under their own names, which the configuration does not know'),
    unknownContacts: z
      .object({
        count: count.describe('not on record under the source of this push; they may still come'),
        named: count.describe('records that name a contact'),
        knownUnder: z
          .string()
          .nullable()
          .describe('another source that has contacts with such ids: then send these under that one'),
      })
      .describe(
        'contacts that survey answers and codings name: only those on record tell their channel and reason',
      ),
    applied: z
      .record(z.string(), count)
      .describe('stated rules that were applied to records instead of rejecting them, and to how many'),
    ignoredColumns: z.array(z.string()).describe('fields that nothing was made of'),
  })
  .meta({ id: 'Receipt' });

export type ReceiptAnswer = z.infer<typeof receipt>;
