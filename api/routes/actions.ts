/** GET /api/v1/actions, /api/v1/actions/{id} and its impact: what is done about the causes, and what came of it. */
import { z } from '@hono/zod-openapi';
import { actionsCsv, impactCsv } from '../action-table.ts';
import { actionsAnswer } from '../contract/actions.ts';
import { impactAnswer } from '../contract/impact.ts';
import { actionFeed, actionsFeed } from '../feeds/actions.ts';
import { impactFeed } from '../feeds/impact.ts';
import * as parameter from './parameters.ts';
import { dayOf } from './range.ts';
import { defineResource } from './resource.ts';

const EXAMPLE = {
  timeZone: 'Asia/Jerusalem',
  asOf: '1999-03-15T04:00:00Z',
  verdicts: {
    too_early: 1,
    worked: 0,
    small_but_real: 0,
    no_measurable_effect: 0,
    inconclusive: 0,
    made_it_worse: 0,
    registered_late: 0,
  },
  actions: [
    {
      id: 'plain-invoices',
      slug: 'plain-invoices',
      title: 'Invoices in plain words',
      summary: 'Invoices name each fee and its date on one line.',
      ownerRole: 'head of billing',
      causes: [{ id: 'billing', label: 'Billing', parent: null, parts: [] }],
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
      recordedAt: '1999-02-01T12:00:00+02:00',
      isRecordedLater: false,
      versions: [{ recordedAt: '1999-02-01T12:00:00+02:00', isJudged: true, changes: [] }],
      windowWeeks: 26,
      verdict: 'too_early',
      verdictAt: null,
      reasons: ['not_yet'],
      isJudged: false,
      looks: [],
      nextLook: { weeks: 4, date: '1999-04-04' },
      overlaps: [],
    },
  ],
};
const query = z.object({ to: parameter.knownOn });

export const actions = defineResource({
  name: 'actions',
  summary: 'What is done about the causes',
  description:
    'Each action with what it is to change, what was expected of it and when that was registered, in order of their ' +
    'start, and what came of it: one verdict, made at 4, 13 and 26 whole weeks of full effect and never between, with ' +
    'the estimate and its interval. With `to`, as it could be known on that day: without what was registered later, ' +
    'without later ends, and with the verdict that stood then.',
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

export const actionImpact = defineResource({
  name: 'actions/{id}/impact',
  path: {
    name: 'id',
    description: 'id of the action, or its `slug`, which needs no escaping',
    example: 'plain-invoices',
  },
  summary: 'The weeks by which an action is judged',
  description:
    'The published figure of each week that is final, from two years before the full effect on, with what it is held ' +
    'against (orders, customers or open days, and the control), the weeks that are left out and why, and what would ' +
    'have come without the action. Whoever fits the same regression to these columns finds the same estimate.',
  query,
  answer: impactAnswer,
  example: {
    query: '',
    answer: {
      timeZone: 'Asia/Jerusalem',
      asOf: '1999-03-15T04:00:00Z',
      action: 'plain-invoices',
      metric: 'offered',
      unit: 'count',
      kind: 'count',
      exposureKind: 'open_days',
      fullEffectFrom: '1999-03-01',
      weeks: {
        start: ['1999-01-25', '1999-02-01'],
        value: [120, 115],
        n: [120, 115],
        status: ['final', 'final'],
        exposure: [6, 6],
        control: [80, 75],
        controlN: [80, 75],
        leftOut: ['selection', null],
        without: [null, null],
        withoutLow: [null, null],
        withoutHigh: [null, null],
      },
    },
  },
  ask: (context, { to }, given) => impactFeed(context, { id: unescaped(given), toDay: dayOf(to) }),
  csv: impactCsv,
});

/** As it is written where it cannot be unescaped: then there is no such action. */
function unescaped(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}
