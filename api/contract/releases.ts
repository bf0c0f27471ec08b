/** What `releases` answers: by when figures are due, what came when, who sees them early, and when Candour was away. */
import { z } from 'zod';
import { RELEASE_STAGES, RELEASE_STATUSES } from '../../db/domain/release-calendar.ts';
import { REPORT_GRAINS } from '../../db/domain/report-period.ts';
import { versionHead } from './head.ts';

const instant = z.string().describe('local RFC 3339 with offset');

export const releasesAnswer = z
  .object({
    ...versionHead,
    time: z
      .string()
      .describe(
        'HH:MM on the wall of `timeZone`, by which whatever is due on a day is published at the latest',
      ),
    dueAfterDays: z
      .record(z.enum(RELEASE_STAGES), z.number().int())
      .describe('days from the end of a day, week or month until its figures are due in each stage'),
    responsible: z.string().nullable().describe('who answers for what is published and when: a role'),
    since: z
      .string()
      .nullable()
      .describe('when the first edition was published; what was due before is no release; null: none was'),
    releases: z
      .object({
        dueAt: z.array(instant),
        grain: z.array(z.enum(REPORT_GRAINS)),
        period: z.array(z.string()).describe('the day, week or month, as its report is called'),
        stage: z
          .array(z.enum(RELEASE_STAGES))
          .describe(
            '`provisional`: its figures for the first time; the others: so many days after its end they are final, `counts` most ' +
              'of them, `first_contact` what waits for repeat contacts, `complaint_handling` what waits for open complaints',
          ),
        status: z
          .array(z.enum(RELEASE_STATUSES))
          .describe('`coming`: not due yet; `overdue`: due, and not published yet'),
        publishedAt: z.array(instant.nullable()).describe('null: not published yet'),
        edition: z.array(z.number().int().nullable()).describe('the edition that published it'),
        lateSeconds: z.array(z.number().int()).describe('how long after it was due it came, or has not come'),
        putOffFrom: z
          .array(z.string().nullable())
          .describe('the day on which it was due before it was put off'),
      })
      .describe('from twelve months back to twelve months ahead, in order of time'),
    changes: z
      .array(
        z.object({
          of: z
            .string()
            .nullable()
            .describe('the day, week or month put off; null: whatever was due that day'),
          from: z.string(),
          to: z.string(),
          reason: z.string().describe('in the operator’s words'),
          announcedAt: instant.nullable().describe('with the first edition that told it; null: none has yet'),
          counts: z.boolean().describe('false: no edition told it before it was due'),
        }),
      )
      .describe('what was put off'),
    earlyAccess: z
      .array(
        z.object({
          who: z.string().describe('a role'),
          reason: z.string(),
          hoursBefore: z.number().describe('how long before they are published'),
        }),
      )
      .describe('everybody who sees figures before the public; empty: nobody does'),
    interruptions: z
      .array(
        z.object({
          from: instant,
          to: instant.describe('when it was back, or had last tried to be'),
          seconds: z.number().int(),
        }),
      )
      .describe('when Candour itself was away for five minutes or more, the newest first'),
  })
  .meta({ id: 'ReleasesAnswer' });

export type ReleasesAnswer = z.infer<typeof releasesAnswer>;
