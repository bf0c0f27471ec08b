/** GET /api/v1/editions and /api/v1/editions/{id}: what was published when, and what each edition changed. */
import { z } from '@hono/zod-openapi';
import { editionAnswer, editionsAnswer } from '../contract/editions.ts';
import { editionCsv, editionsCsv } from '../edition-table.ts';
import { editionFeed, editionsFeed } from '../feeds/editions.ts';
import { defineResource } from './resource.ts';

const HEAD = { timeZone: 'Asia/Jerusalem', asOf: '1999-03-16T04:00:00Z' };
const EDITION = {
  id: 2,
  publishedAt: '1999-03-16T06:05:00+02:00',
  through: '1999-03-15',
  version: '1999-03-16T04:00:00Z',
  kind: 'scheduled' as const,
  reason: null,
  files: 412,
  figures: 1,
};

export const editions = defineResource({
  name: 'editions',
  summary: 'What was published when',
  description:
    'Every edition, the newest first. An edition holds only what differs from the one before; an old one is never changed ' +
    'or removed, and any address answers with it when it is asked with `as_of`.',
  query: z.object({}),
  answer: editionsAnswer,
  example: {
    query: '',
    answer: {
      ...HEAD,
      editions: [EDITION],
      sizes: [{ metric: 'offered', unit: 'count', revised: 3, meanAbsolute: 4 }],
    },
  },
  ask: (context) => ({ ok: true, answer: editionsFeed(context) }),
  csv: editionsCsv,
});

export const edition = defineResource({
  name: 'editions/{id}',
  path: { name: 'id', description: 'number of the edition', example: '2' },
  summary: 'What one edition changed',
  description:
    'The figures of days, weeks and months that it changed, each with what was published before, and every file that ' +
    'differs, with the SHA-256 by which the log knows it.',
  query: z.object({}),
  answer: editionAnswer,
  example: {
    query: '',
    answer: {
      ...HEAD,
      edition: EDITION,
      before: 1,
      after: null,
      revisions: [
        {
          ...{ metric: 'offered', unit: 'count', grain: 'day', channel: 'phone', category: null },
          start: '1999-03-09',
          before: { value: 1204, status: 'provisional' },
          after: { value: 1210, status: 'final' },
          change: 6,
        },
      ],
      files: [
        {
          path: 'data/v1/series/day/phone/offered.json',
          address: '/api/v1/series?metric=offered&grain=day&channel=phone',
          sha256: 'c9f2a1d8f0f7a4f7e2a4b1c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f809',
          bytes: 18240,
        },
      ],
    },
  },
  ask: (context, _, id) => editionFeed(context, id),
  csv: editionCsv,
});
