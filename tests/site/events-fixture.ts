/**
 * Published events and actions of the made-up parcel company: every kind and stage occurs, with words that an operator
 * might write to break a page. Owns these; tests add them to the other published files.
 */
import type { ActionAnswer, ActionsAnswer } from '../../api/contract/actions.ts';
import type { EventAnswer, EventsAnswer } from '../../api/contract/events.ts';
import type { LookAnswer } from '../../api/contract/impact.ts';
import { formatDay } from '../../db/domain/civil-day.ts';
import { VERDICTS, type Verdict } from '../../db/domain/impact-verdict.ts';
import { slugOf } from '../../db/domain/slug.ts';
import { type Cell, day, type Files, publishedFixture, seriesOf } from './published-fixture.ts';

const ABOUT = { timeZone: 'Europe/London', asOf: '2026-11-22T05:00:00Z' };
const NOTHING = { title: null, channel: null, target: null, action: null, judgement: null, definition: null };
const TARGET = { clock: 'internal', queue: null, share: 0.8, metric: null, value: null } as const;

/** `"><script>` and the rest of it, signs that turn the direction of what follows, emoji, and no end. */
export const HOSTILE = `"'><script>document.title='x'</script>&amp; \u202eevil\u202c \u200f👩‍🚒 ${'W'.repeat(440)}`;
export const ODD_IDS = ['a/b', '..', '.', 'é', 'x'.repeat(500), '<script>', 'Ünï code?#%', 'a"b'];

export function actionAnswer(fields: Partial<ActionAnswer> & Pick<ActionAnswer, 'id'>): ActionAnswer {
  return {
    slug: slugOf(fields.id),
    title: 'Invoices in plain words',
    summary: null,
    ownerRole: null,
    causes: [],
    category: null,
    channel: null,
    registeredAt: '2026-02-01T12:00:00+00:00',
    isRegisteredLate: false,
    startsAt: '2026-03-02T00:00:00+00:00',
    rolloutEndsAt: null,
    endedAt: null,
    stage: 'running',
    status: null,
    metric: 'offered',
    direction: 'down',
    expectedEffect: null,
    worthwhileEffect: null,
    impactModel: 'step',
    control: null,
    fromIdea: null,
    follows: [],
    recordedAt: '2026-02-01T12:00:00+00:00',
    isRecordedLater: false,
    versions: [{ recordedAt: '2026-02-01T12:00:00+00:00', isJudged: true, changes: [] }],
    windowWeeks: 26,
    verdict: 'too_early',
    verdictAt: null,
    reasons: ['not_yet'],
    isJudged: false,
    looks: [],
    nextLook: null,
    overlaps: [],
    ...fields,
  };
}

/** Judged at 4, 13 and 26 weeks of full effect, of which the last says that it worked. */
const JUDGED: Partial<ActionAnswer> = {
  verdict: 'worked',
  verdictAt: 26,
  reasons: [],
  isJudged: true,
  looks: [
    lookAnswer(4, '2026-04-19', 'too_early', ['underpowered'], -0.14),
    lookAnswer(13, '2026-06-21', 'worked', [], -0.21),
    lookAnswer(26, '2026-09-20', 'worked', [], -0.2),
  ],
};

function lookAnswer(
  weeks: 4 | 13 | 26,
  date: string,
  verdict: LookAnswer['verdict'],
  reasons: LookAnswer['reasons'],
  estimate: number,
): LookAnswer {
  return {
    ...{ weeks, date, verdict, reasons },
    isJudged: true,
    effect: { estimate, low: estimate - 0.08, high: estimate + 0.08, level: 0.9779 },
    points: null,
    avoided: { estimate: 1640, low: 1258.6, high: 2004.9 },
    expected: 3120,
    observed: 2480,
    smallestDetectable: 0.13,
    pValue: 0.0004,
    method: {
      family: 'quasi_poisson',
      terms: ['level', 'trend', 'step'],
      weeksBefore: 20,
      weeksAfter: weeks,
      dispersion: 1.2,
      correlation: 0.1,
      lags: 3,
      isControlled: false,
      wider: 'quasi',
      degreesOfFreedom: 40,
      seasonAllowance: 0.1,
    },
  };
}

const ACTIONS: ActionAnswer[] = [
  actionAnswer({
    id: 'plain-invoices',
    summary: 'Each parcel, its date and its price on one line.',
    ownerRole: 'head of billing',
    causes: [{ id: 'billing', label: 'Invoices & refunds', parent: null, parts: [] }],
    rolloutEndsAt: '2026-03-16T00:00:00+00:00',
    status: 'in force',
    expectedEffect: 0.2,
    worthwhileEffect: 0.1,
    control: { id: 'service', label: 'How we dealt with it' },
    fromIdea: true,
    follows: [{ cause: 'billing' }],
    ...JUDGED,
  }),
  actionAnswer({
    id: 'hostile',
    title: HOSTILE,
    summary: HOSTILE,
    ownerRole: HOSTILE,
    status: HOSTILE,
    registeredAt: '2026-04-01T12:00:00+01:00',
    isRegisteredLate: true,
    verdict: 'registered_late',
    reasons: ['registered_late'],
  }),
  actionAnswer({
    id: 'tracking',
    title: 'A new tracking page',
    stage: 'rolling_out',
    startsAt: '2026-11-02T00:00:00+00:00',
    rolloutEndsAt: '2026-12-07T00:00:00+00:00',
    category: 'problem',
    channel: 'phone',
  }),
  actionAnswer({
    id: 'lockers',
    title: 'More lockers',
    stage: 'planned',
    startsAt: '2027-01-04T00:00:00+00:00',
    direction: 'up',
  }),
  actionAnswer({
    id: 'calculator',
    title: 'Price calculator',
    stage: 'ended',
    endedAt: '2026-06-01T00:00:00+01:00',
    impactModel: 'temporary',
    metric: 'no_such_metric',
    verdict: 'inconclusive',
    reasons: ['no_weekly_figures'],
  }),
  ...ODD_IDS.map((id) => actionAnswer({ id, title: `Action ${id.slice(0, 20)}` })),
];

function eventsOf(actions: readonly ActionAnswer[]): EventAnswer[] {
  const timed = (id: string, from: string, to: string | null, more: Partial<EventAnswer>): EventAnswer => ({
    ...{ ...NOTHING, kind: 'outage', id, from, to },
    ...more,
  });
  const before = { ...TARGET, id: 'slow', words: '8 in 10 within two minutes', thresholdSeconds: 120 };
  const target = { ...TARGET, id: 'fast', words: HOSTILE, thresholdSeconds: 60 };
  return [
    timed('target-slow-2020-01-01', '2020-01-01', null, {
      kind: 'target',
      title: before.words,
      target: { ...before, change: 'new', before: null },
    }),
    timed('holiday-2025-12-25', '2025-12-25', '2025-12-25', { kind: 'holiday', title: 'Christmas Day' }),
    timed('target-fast-2026-01-01', '2026-01-01', null, {
      kind: 'target',
      title: HOSTILE,
      channel: 'phone',
      target: { ...target, change: 'changed', before },
    }),
    ...actions.flatMap(({ id, startsAt, title }) =>
      timed(`action-${slugOf(id)}-starts`, startsAt, null, {
        kind: 'action',
        title,
        action: { id, phase: 'starts' },
      }),
    ),
    timed('definition-offered-2026-05-01', '2026-05-01', null, {
      kind: 'definition',
      title: 'Callbacks count as well.',
      definition: { metric: 'offered' },
    }),
    timed('action-plain-invoices-judged-13', '2026-06-21', null, {
      kind: 'judgement',
      title: 'Invoices in plain words',
      action: { id: 'plain-invoices', phase: 'judged' },
      judgement: { weeks: 13, verdict: 'worked' },
    }),
    timed('outage-phone-2026-09-30-1000', '2026-09-30T10:00:00+01:00', '2026-09-30T13:00:00+01:00', {
      title: 'a cable was cut',
      channel: 'phone',
    }),
    timed('gap-phone-2026-10-14-0800', '2026-10-14T08:00:00+01:00', '2026-10-15T20:00:00+01:00', {
      kind: 'gap',
      channel: 'phone',
    }),
    timed('target-slow-ended-2027-01-01', '2027-01-01', null, {
      kind: 'target',
      title: before.words,
      target: { ...before, change: 'ended', before: null },
    }),
  ];
}

/** 59 weeks to the one that goes on; a week without a record, one that is hidden, and the last two not final. */
function weekCells(): Cell[] {
  return Array.from({ length: 59 }, (_, i): Cell => {
    const at = day('2025-10-06') + 7 * i;
    if (i === 12) return { day: at, value: null, status: 'missing' };
    if (i === 33) return { day: at, value: null, status: 'suppressed' };
    const status = i === 58 ? 'partial' : i === 57 ? 'provisional' : 'final';
    return {
      day: at,
      value: (status === 'partial' ? 20 : 120) - (i > 30 ? 25 : 0) + ((i * 37) % 30),
      status,
    };
  });
}

/** `actions` as it answers: with how many of them have each verdict. */
export function actionsAnswerOf(actions: readonly ActionAnswer[]): ActionsAnswer {
  const count = (verdict: Verdict) => actions.filter((action) => action.verdict === verdict).length;
  return {
    ...ABOUT,
    verdicts: Object.fromEntries(VERDICTS.map((one) => [one, count(one)])) as ActionsAnswer['verdicts'],
    actions: [...actions],
  };
}

/** The same weeks as they were judged: a quarter more would have come, but for one that is left out. */
function impactOf(cells: readonly Cell[]): object {
  const start = day('2026-03-16');
  const of = (value: (cell: Cell, i: number) => unknown) => cells.map(value);
  const without = (share: number) =>
    of((cell) => (cell.day >= start && cell.value !== null ? cell.value * share : null));
  return {
    ...ABOUT,
    ...{
      action: 'plain-invoices',
      metric: 'offered',
      unit: 'count',
      kind: 'count',
      exposureKind: 'open_days',
    },
    fullEffectFrom: '2026-03-16',
    weeks: {
      start: of((cell) => formatDay(cell.day)),
      value: of((cell) => cell.value),
      n: of((cell) => cell.value),
      status: of((cell) => cell.status ?? 'final'),
      exposure: of(() => 6),
      control: of((cell) => cell.value),
      controlN: of((cell) => cell.value),
      leftOut: of((_, i) => (i === 14 ? 'selection' : null)),
      without: without(1.25),
      withoutLow: without(1.1),
      withoutHigh: without(1.4),
    },
  };
}

/** All published files, with events and actions; or with files of them that hold none. */
export function eventsFixture({ isEmpty = false } = {}): Files {
  const files = publishedFixture();
  const actions = isEmpty ? [] : ACTIONS;
  files.set('actions', actionsAnswerOf(actions));
  files.set('events', { ...ABOUT, events: isEmpty ? [] : eventsOf(actions) } satisfies EventsAnswer);
  for (const action of actions)
    files.set(`actions/${action.slug}`, { ...actionsAnswerOf(actions), actions: [action] });
  if (!isEmpty) {
    files.set('actions/plain-invoices/1', seriesOf('offered', 'week', weekCells()));
    files.set('actions/plain-invoices/impact', impactOf(weekCells()));
  }
  return files;
}
