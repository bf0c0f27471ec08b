/** GET /api/v1/releases: by when figures are due, which came late, who sees them early, and when Candour was away. */
import { z } from '@hono/zod-openapi';
import { releasesAnswer } from '../contract/releases.ts';
import { releasesFeed } from '../feeds/releases.ts';
import { releasesCsv } from '../release-table.ts';
import { defineResource } from './resource.ts';

export const releases = defineResource({
  name: 'releases',
  summary: 'The release calendar',
  description:
    'By when the figures of each day, week and month are due, provisional and final, twelve months ahead; of those of the last twelve ' +
    'months which edition published them, and how late; what was put off and why, who sees figures early, and when Candour itself ' +
    'was away. Each is due at the latest at `time` of its day: nothing is held back until then.',
  query: z.object({}),
  answer: releasesAnswer,
  example: {
    query: '',
    answer: {
      ...{ timeZone: 'Asia/Jerusalem', asOf: '1999-03-16T04:00:00Z', time: '09:30' },
      dueAfterDays: { provisional: 1, counts: 7, first_contact: 35, complaint_handling: 56 },
      responsible: 'Director of customer service',
      since: '1999-03-01T00:16:00+02:00',
      releases: {
        dueAt: ['1999-03-16T09:30:00+02:00', '1999-03-17T09:30:00+02:00'],
        ...{
          grain: ['day', 'day'],
          period: ['1999-03-15', '1999-03-16'],
          stage: ['provisional', 'provisional'],
        },
        ...{
          status: ['late', 'coming'],
          publishedAt: ['1999-03-16T11:02:00+02:00', null],
          edition: [16, null],
        },
        ...{ lateSeconds: [5520, 0], putOffFrom: [null, null] },
      },
      changes: [],
      earlyAccess: [
        { who: 'Head of the contact centre', reason: 'checks that no call is missing', hoursBefore: 2 },
      ],
      interruptions: [
        { from: '1999-03-16T08:10:00+02:00', to: '1999-03-16T11:00:00+02:00', seconds: 10_200 },
      ],
    },
  },
  ask: (context) => ({ ok: true, answer: releasesFeed(context) }),
  csv: releasesCsv,
});
