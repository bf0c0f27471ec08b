/** GET /api/v1/changes: every change to the numbers themselves, typed, by metric. */
import { z } from '@hono/zod-openapi';
import { changesCsv } from '../change-table.ts';
import { changesAnswer } from '../contract/changes.ts';
import { changesFeed } from '../feeds/changes.ts';
import * as parameter from './parameters.ts';
import { defineResource } from './resource.ts';

export const changes = defineResource({
  name: 'changes',
  summary: 'What changed about the numbers themselves',
  description:
    'Revisions of figures that had been final, corrections, definitions, targets and promises, causes renamed, merged or ' +
    'split, and metrics that ended; the newest first, each with the metrics it touches and the addresses of what was ' +
    'before and what is since. The same as Atom and JSON Feed: /changes/feed.atom, /changes/feed.json, ' +
    '/changes/METRIC.atom, /changes/METRIC.json.',
  query: z.object({ metric: parameter.metric.optional() }),
  answer: changesAnswer,
  example: {
    query: 'metric=offered',
    answer: {
      timeZone: 'Asia/Jerusalem',
      asOf: '1999-03-16T04:00:00Z',
      noticeDays: 30,
      since: '1999-02-02',
      changes: [
        {
          kind: 'revision',
          id: 'edition-12',
          date: '1999-03-12',
          toldAt: '1999-03-12T06:05:00+02:00',
          version: 12,
          words: null,
          affects: [
            {
              ...{ metric: 'offered', channel: null, by: null },
              before: '/api/v1/series?metric=offered&grain=day&as_of=1999-03-11T04%3A05%3A00Z',
              after: '/api/v1/series?metric=offered&grain=day&as_of=1999-03-12T04%3A05%3A00Z',
            },
          ],
          edition: 12,
          figures: 1,
        },
      ],
    },
  },
  ask: (context, { metric }) => ({ ok: true, answer: changesFeed(context, { metric: metric ?? null }) }),
  csv: changesCsv,
});
