/** GET /api/v1/events: what happened beside the figures. */
import { z } from '@hono/zod-openapi';
import { eventsAnswer } from '../contract/events.ts';
import { eventsCsv } from '../event-table.ts';
import { eventsFeed } from '../feeds/events.ts';
import * as parameter from './parameters.ts';
import { dayOf, rangeFaults } from './range.ts';
import { defineResource } from './resource.ts';

export const events = defineResource({
  name: 'events',
  summary: 'What happened beside the figures',
  description:
    'Holidays (from the first record to a year ahead), announced outages, changes of targets, changes of definitions, ' +
    'actions, and gaps: opening hours without a record though people usually get in touch then. In order of `from`. ' +
    'Everything that touches a day of the range is in it. With `to`, nothing is told that happened later, nor any ' +
    'action that was registered later.',
  query: z.object({
    from: parameter.eventsFrom,
    to: parameter.eventsTo,
  }),
  answer: eventsAnswer,
  example: {
    query: 'from=1999-04-01&to=1999-04-30',
    answer: {
      timeZone: 'Asia/Jerusalem',
      asOf: '1999-05-15T04:00:00Z',
      events: [
        {
          id: 'holiday-1999-04-01',
          kind: 'holiday',
          from: '1999-04-01',
          to: '1999-04-01',
          title: 'Passover',
          channel: null,
          target: null,
          action: null,
          judgement: null,
          definition: null,
        },
        {
          id: 'outage-phone-1999-04-12-0900',
          kind: 'outage',
          from: '1999-04-12T09:00:00+03:00',
          to: '1999-04-12T10:30:00+03:00',
          title: 'telephone exchange down',
          channel: 'phone',
          target: null,
          action: null,
          judgement: null,
          definition: null,
        },
      ],
    },
  },
  check: (_, { from, to }) => rangeFaults(from, to),
  ask: (context, { from, to }) => ({
    ok: true,
    answer: eventsFeed(context, { fromDay: dayOf(from), toDay: dayOf(to) }),
  }),
  csv: eventsCsv,
});
