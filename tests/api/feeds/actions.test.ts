import { parse } from 'csv-parse/sync';
import { afterEach, describe, expect, test } from 'vitest';
import { actionsCsv } from '../../../api/action-table.ts';
import { actionsAnswer } from '../../../api/contract/actions.ts';
import { actionFeed, actionsFeed } from '../../../api/feeds/actions.ts';
import { renderAddress } from '../../../api/render.ts';
import type { ActionRecord } from '../../../db/domain/contact.ts';
import { makeZone, parseDay } from '../../../db/domain/zone.ts';
import { actionOf } from '../../support/actions.ts';
import { intervalOf } from '../../support/records.ts';
import { contextOf, dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const zone = makeZone('Europe/London');
const NOW = zone.startOfDay(dayOf('2024-05-06')) + 36_000;
const CONFIGURATION = {
  organisation: { name: 'Test', timeZone: 'Europe/London' },
  causes: { invoice: { label: 'Invoice not clear', parent: 'billing' } },
};
const at = (text: string) => Date.parse(text) / 1000;

const openRecords: RecordsDatabase[] = [];
afterEach(() => {
  for (const records of openRecords.splice(0)) records.close();
});

function open(...actions: ActionRecord[]) {
  const records = new RecordsDatabase({ zone });
  openRecords.push(records);
  if (actions.length > 0) records.load('actions', actions, { causes: ['invoice', 'unheard-of', 'b'] });
  const intervalStart = at('2024-04-01T08:00:00Z');
  records.load('intervals', [
    intervalOf({ intervalStart, interval: 'PT15M', category: 'problem', cause: 'invoice', offered: 12 }),
  ]);
  records.rollUp(NOW);
  return contextOf(records, CONFIGURATION, NOW);
}

const ask = (context: ReturnType<typeof open>, to?: string) => {
  const answer = actionsFeed(context, { toDay: to === undefined ? null : parseDay(to) });
  expect(() => actionsAnswer.parse(answer)).not.toThrow();
  return answer.actions;
};

describe('actions', () => {
  test('are none where none were registered', () => {
    expect(ask(open())).toEqual([]);
  });

  test('are said with the names of their causes, local times and what was expected', () => {
    const action = actionOf({
      id: 'plain-invoices',
      startsAt: at('2024-04-01T08:00:00Z'),
      registeredAt: at('2024-01-01T12:00:00Z'),
      summary: 'Each fee on one line.',
      ownerRole: 'head of billing',
      causes: ['invoice', 'unheard-of'],
      control: 'service',
      expectedEffect: 0.2,
      worthwhileEffect: 0.1,
      fromIdea: true,
    });
    expect(ask(open(action))).toMatchObject([
      {
        ...action,
        windowWeeks: 26,
        slug: 'plain-invoices',
        causes: [
          { id: 'invoice', label: 'Invoice not clear', parent: 'billing', parts: [] },
          { id: 'unheard-of', label: 'unheard-of', parent: null, parts: [] },
        ],
        control: { id: 'service', label: 'Service' },
        registeredAt: '2024-01-01T12:00:00+00:00',
        isRegisteredLate: false,
        startsAt: '2024-04-01T09:00:00+01:00',
        stage: 'running',
        follows: [{ cause: 'invoice' }],
      },
    ]);
  });

  test.each([
    ['planned', { startsAt: at('2024-05-07T00:00:00Z') }],
    ['running', { startsAt: at('2024-05-06T20:00:00Z') }],
    ['rolling_out', { startsAt: at('2024-05-01T00:00:00Z'), rolloutEndsAt: at('2024-05-20T00:00:00Z') }],
    ['running', { startsAt: at('2024-04-01T00:00:00Z'), rolloutEndsAt: at('2024-04-20T00:00:00Z') }],
    ['ended', { startsAt: at('2024-04-01T00:00:00Z'), endedAt: at('2024-05-05T00:00:00Z') }],
    ['running', { startsAt: at('2024-04-01T00:00:00Z'), endedAt: at('2024-05-09T00:00:00Z') }],
  ] as const)('are %s by the calendar of their place', (stage, fields) => {
    expect(ask(open(actionOf({ id: 'a', ...fields })))[0]?.stage).toBe(stage);
  });

  test('registered after their start are called so', () => {
    const startsAt = at('2024-04-01T00:00:00Z');
    const late = actionOf({ id: 'late', startsAt, registeredAt: startsAt + 1 });
    expect(ask(open(late))[0]?.isRegisteredLate).toBe(true);
    expect(ask(open(actionOf({ id: 'just', startsAt })))[0]?.isRegisteredLate).toBe(false);
  });

  test('follow the series of their part, and none where there is no such metric or week', () => {
    const startsAt = at('2024-04-01T00:00:00Z');
    const followsOf = (fields: Partial<ActionRecord>) =>
      ask(open(actionOf({ id: 'a', startsAt, ...fields })))[0]?.follows;
    expect(followsOf({})).toEqual([{}]);
    expect(followsOf({ channel: 'phone', category: 'problem', causes: ['invoice'] })).toEqual([
      { channel: 'phone', category: 'problem', cause: 'invoice' },
    ]);
    expect(followsOf({ metric: 'no_such_metric' })).toEqual([]);
  });
});

describe('as known on an earlier day', () => {
  const startsAt = at('2024-04-01T00:00:00Z');
  const context = () =>
    open(
      actionOf({ id: 'ended', startsAt, endedAt: at('2024-04-20T00:00:00Z'), status: 'given up' }),
      actionOf({ id: 'later', startsAt, registeredAt: at('2024-04-12T00:00:00Z') }),
      actionOf({ id: 'ahead', startsAt: at('2024-05-01T00:00:00Z'), registeredAt: startsAt }),
    );

  test('an action had not ended, or was not there, and one to come was planned', () => {
    expect(
      ask(context(), '2024-04-10').map(({ id, stage, endedAt, status }) => [id, stage, endedAt, status]),
    ).toEqual([
      ['ended', 'running', null, null],
      ['ahead', 'planned', null, null],
    ]);
    expect(ask(context(), '2024-04-20').map(({ id, stage, status }) => [id, stage, status])).toEqual([
      ['ended', 'ended', 'given up'],
      ['later', 'running', null],
      ['ahead', 'planned', null],
    ]);
  });

  test('one of its own is refused in plain words where it was not there', () => {
    const asked = { id: 'later', toDay: parseDay('2024-04-10') };
    expect(actionFeed(context(), asked)).toMatchObject({ ok: false, status: 404 });
    expect(actionFeed(context(), { id: 'latr', toDay: null })).toMatchObject({
      detail: 'there is no action "latr"; did you mean later?',
    });
  });
});

test.each(['a/b', '..', '.', 'é', '%', 'x.csv', 'A B?c#d', 'ü'.repeat(200)])(
  'an action with the id %j answers by its slug in both forms',
  (id) => {
    const context = open(
      actionOf({ id, startsAt: NOW, title: 'One' }),
      actionOf({ id: 'other', startsAt: NOW }),
    );
    const { slug } = ask(context).find((action) => action.id === id)!;
    const json = renderAddress(context, `/api/v1/actions/${slug}`);
    expect(JSON.parse(json.body).actions).toMatchObject([{ id, title: 'One' }]);
    const rows = parse(renderAddress(context, `/api/v1/actions/${slug}.csv`).body, { columns: true });
    expect(rows).toMatchObject([{ id, slug }]);
    // By the id itself too, escaped, but for those that every reader of addresses takes for a step up.
    const escaped = encodeURIComponent(id).replaceAll('.csv', '%2Ecsv');
    expect(renderAddress(context, `/api/v1/actions/${escaped}`).body).toBe(json.body);
  },
);

test('as CSV each action is a row under the names it was loaded by', () => {
  const context = open(
    actionOf({ id: 'a', startsAt: NOW, title: '=1+1', causes: ['b', 'invoice'], fromIdea: false }),
  );
  const rows = parse(actionsCsv(actionsFeed(context, { toDay: null })), { columns: true });
  expect(rows).toMatchObject([
    {
      id: 'a',
      title: "'=1+1",
      causes: 'b;invoice',
      starts_at: '2024-05-06T10:00:00+01:00',
      from_idea: 'false',
      control: '',
    },
  ]);
});
