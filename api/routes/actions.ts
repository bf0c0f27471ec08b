/** GET /api/v1/actions and /api/v1/actions/{id}: what is done about the causes. */
import { z } from '@hono/zod-openapi';
import { actionsCsv } from '../action-table.ts';
import { actionsAnswer } from '../contract/actions.ts';
import { actionFeed, actionsFeed } from '../feeds/actions.ts';
import * as parameter from './parameters.ts';
import { dayOf } from './range.ts';
import { defineResource } from './resource.ts';

const EXAMPLE = {
  timeZone: 'Asia/Jerusalem',
  asOf: '1999-03-15T04:00:00Z',
  actions: [
    {
      id: 'plain-invoices',
      slug: 'plain-invoices',
      title: 'Invoices in plain words',
      summary: 'Invoices name each fee and its date on one line.',
      ownerRole: 'head of billing',
      causes: [{ id: 'billing', label: 'Billing', parent: null }],
      category: null,
      channel: null,
      registeredAt: '1999-02-01T12:00:00+02:00',
      isRegisteredLate: false,
      startsAt: '1999-02-15T00:00:00+02:00',
      rolloutEndsAt: '1999-03-01T00:00:00+02:00',
      endedAt: null,
      stage: 'running',
      status: 'in force',
      metric: 'offered',
      direction: 'down',
      expectedEffect: 0.2,
      worthwhileEffect: 0.1,
      impactModel: 'step',
      control: { id: 'service', label: 'Service' },
      fromIdea: true,
      follows: [{ cause: 'billing' }],
    },
  ],
};
const query = z.object({ to: parameter.knownOn });

export const actions = defineResource({
  name: 'actions',
  summary: 'What is done about the causes',
  description:
    'Each action with what it is to change, what was expected of it and when that was registered, in order of their ' +
    'start. With `to`, as it could be known on that day: without what was registered later, and without later ends.',
  query,
  answer: actionsAnswer,
  example: { query: '', answer: EXAMPLE },
  ask: (context, { to }) => ({ ok: true, answer: actionsFeed(context, { toDay: dayOf(to) }) }),
  csv: actionsCsv,
});

export const action = defineResource({
  name: 'actions/{id}',
  path: {
    name: 'id',
    description: 'id of the action, or its `slug`, which needs no escaping',
    example: 'plain-invoices',
  },
  summary: 'One action',
  description: 'The same as under `actions`, of one of them.',
  query,
  answer: actionsAnswer,
  example: { query: '', answer: EXAMPLE },
  ask: (context, { to }, given) => actionFeed(context, { id: unescaped(given), toDay: dayOf(to) }),
  csv: actionsCsv,
});

/** As it is written where it cannot be unescaped: then there is no such action. */
function unescaped(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}
