import { describe, expect, test } from 'vitest';
import type { Kind } from '../../../../db/domain/contact.ts';
import { csvOf, readAll } from '../reading.ts';

const AT = '1999-02-01T08:00:00Z';
const EARLIER = '1999-02-01T07:00:00Z';
const seconds = Date.UTC(1999, 1, 1, 8) / 1000;

const ROWS: Record<
  'queue' | 'capacity' | 'exposure' | 'promises' | 'actions' | 'codings',
  Record<string, string>
> = {
  queue: {
    at: AT,
    channel: 'phone',
    queue: 'PS',
    waiting: '3',
    longest_wait_s: '61',
    in_service: '9',
    agents: '12',
  },
  capacity: { interval_start: AT, interval: 'PT15M', channel: 'phone', queue: 'PS', agents: '11.5' },
  exposure: { date: '1999-02-01', customers: '1000', orders: '50' },
  promises: { promise: 'reply-2d', id: 'p1', made_at: AT, due_at: AT, done_at: AT, cancelled_at: '' },
  codings: { contact_id: 'c1', first: 'problem', second: 'complaint' },
  actions: {
    id: 'a1',
    title: 'Every fee on one page',
    summary: '"One page, since 1999"',
    owner_role: 'head of pricing',
    causes: 'fees;pricing',
    category: 'complaint',
    channel: '',
    registered_at: EARLIER,
    starts_at: AT,
    rollout_ends_at: AT,
    ended_at: '',
    status: 'running',
    metric: 'offered',
    direction: 'down',
    expected_effect: '0.15',
    worthwhile_effect: '0.05',
    impact_model: '',
    control: 'delivery',
    from_idea: 'true',
  },
};

async function outcomeOf<K extends Kind & keyof typeof ROWS>(kind: K, changes: Record<string, string> = {}) {
  const { records, rejects } = await readAll(kind, csvOf({ ...ROWS[kind], ...changes }));
  return { record: records[0], reject: rejects[0] };
}

describe('a row becomes a record', () => {
  test('of a queue', async () => {
    expect((await outcomeOf('queue')).record).toEqual({
      at: seconds,
      channel: 'phone',
      queue: 'PS',
      waiting: 3,
      longestWaitSeconds: 61,
      inService: 9,
      agents: 12,
    });
  });

  test('of capacity, in part of an agent', async () => {
    expect((await outcomeOf('capacity')).record).toEqual({
      intervalStart: seconds,
      interval: 'PT15M',
      channel: 'phone',
      queue: 'PS',
      agents: 11.5,
    });
  });

  test('of exposure', async () => {
    expect((await outcomeOf('exposure')).record).toEqual({ day: 10_623, customers: 1000, orders: 50 });
    expect((await outcomeOf('exposure', { orders: '' })).record).toMatchObject({
      customers: 1000,
      orders: null,
    });
  });

  test('of a promise', async () => {
    expect((await outcomeOf('promises')).record).toEqual({
      promise: 'reply-2d',
      id: 'p1',
      madeAt: seconds,
      dueAt: seconds,
      doneAt: seconds,
      cancelledAt: null,
    });
  });

  test('of a second coding, by reason or by demand', async () => {
    expect((await outcomeOf('codings')).record).toEqual({
      contactId: 'c1',
      first: 'problem',
      second: 'complaint',
    });
    expect((await outcomeOf('codings', { first: 'value', second: 'unclear' })).record).toMatchObject({
      first: 'value',
    });
  });

  test('of an action; without a model the effect is a step', async () => {
    expect((await outcomeOf('actions')).record).toEqual({
      id: 'a1',
      title: 'Every fee on one page',
      summary: 'One page, since 1999',
      ownerRole: 'head of pricing',
      causes: ['fees', 'pricing'],
      category: 'complaint',
      channel: null,
      registeredAt: seconds - 3600,
      startsAt: seconds,
      rolloutEndsAt: seconds,
      endedAt: null,
      status: 'running',
      metric: 'offered',
      direction: 'down',
      expectedEffect: 0.15,
      worthwhileEffect: 0.05,
      impactModel: 'step',
      control: 'delivery',
      fromIdea: true,
      windowWeeks: null,
    });
  });

  test('of an action with a status, however it is written', async () => {
    for (const status of ['Rolling_out', 'in-progress', 'in force', '']) {
      expect((await outcomeOf('actions', { status })).reject).toBeUndefined();
    }
    expect((await outcomeOf('actions', { status: 'done', ended_at: AT })).record?.status).toBe('done');
  });

  test('of an action that was taken back before it started, and no other may end before', async () => {
    const back = { ended_at: '1999-01-31', status: 'Withdrawn' };
    expect((await outcomeOf('actions', back)).record).toMatchObject({ status: 'Withdrawn' });
    expect((await outcomeOf('actions', { ...back, status: 'done' })).reject?.field).toBe('ended_at');
  });

  test('of an action whose dates stand alone: each is the start of that day at the organisation’s place', async () => {
    const dates = { starts_at: '1999-07-01', rollout_ends_at: '1999-07-05', ended_at: '1999-12-01' };
    expect((await outcomeOf('actions', dates)).record).toMatchObject({
      startsAt: Date.parse('1999-07-01T00:00:00+03:00') / 1000,
      rolloutEndsAt: Date.parse('1999-07-05T00:00:00+03:00') / 1000,
      endedAt: Date.parse('1999-12-01T00:00:00+02:00') / 1000,
    });
  });

  test('of an action registered after it began: that is for its verdict to say', async () => {
    expect((await outcomeOf('actions', { registered_at: '1999-03-01T00:00:00Z' })).reject).toBeUndefined();
  });
});

test.each<[keyof typeof ROWS, string, Record<string, string>, RegExp]>([
  ['queue', 'waiting', { waiting: '' }, /it is empty/],
  ['queue', 'waiting', { waiting: '-1' }, /whole number/],
  ['queue', 'longest_wait_s', { longest_wait_s: '90000' }, /longer than a day/],
  ['capacity', 'agents', { agents: '-0.5' }, /outside the range/],
  ['capacity', 'interval', { interval: 'P1D' }, /expected PT15M, PT30M, PT1H/],
  ['exposure', 'date', { date: '01/02/1999' }, /not a date/],
  ['exposure', 'customers', { customers: '', orders: '' }, /no count/],
  ['codings', 'second', { second: 'failure' }, /not of the same list as first, problem; expected one of inf/],
  ['codings', 'second', { first: 'value' }, /expected one of value, failure, unclear/],
  ['codings', 'first', { first: 'unclassified' }, /not one of the allowed values/],
  ['codings', 'contact_id', { contact_id: '' }, /it is empty/],
  ['promises', 'due_at', { due_at: EARLIER }, /before the promise was made/],
  ['promises', 'done_at', { done_at: EARLIER }, /before the promise was made/],
  ['promises', 'promise', { promise: '' }, /it is empty/],
  ['actions', 'rollout_ends_at', { rollout_ends_at: EARLIER }, /before the action starts/],
  ['actions', 'ended_at', { ended_at: '1999-01-31' }, /before the action starts; .* starts_at, 1999-02-0/],
  ['actions', 'starts_at', { starts_at: '1999-02-30' }, /the calendar has no such day/],
  ['actions', 'starts_at', { starts_at: '30.11.1999' }, /neither a date, .* nor a time with its offset/],
  ['actions', 'starts_at', { starts_at: '1999-02-01T00:00:00' }, /no offset/],
  ['actions', 'registered_at', { registered_at: '1999-01-01' }, /with an offset/],
  ['actions', 'expected_effect', { expected_effect: '15' }, /0.15 is 15 %/],
  ['actions', 'direction', { direction: 'lower' }, /expected down, up/],
  ['actions', 'worthwhile_effect', { worthwhile_effect: '1.5' }, /more than all of it/],
  ['actions', 'summary', { summary: 'ask dana@example.com' }, /e-mail address/],
  ['actions', 'title', { title: 'Ring Ana 612345678' }, /telephone number/],
  ['actions', 'owner_role', { owner_role: 'Ana +34 612 345 678' }, /personal data/],
  ['actions', 'metric', { metric: 'ofered' }, /it is not known; expected "offered", or another metric id/],
  ['actions', 'status', { status: 'runnin' }, /it is not known; expected "running", or another of planned, /],
  ['actions', 'status', { status: 'done' }, /is over; expected the moment in ended_at/],
])('%s: %s is rejected in %j', async (kind, field, changes, reason) => {
  const { record, reject } = await outcomeOf(kind, changes);
  expect(record).toBeUndefined();
  expect(reject).toMatchObject({ field, reason: expect.stringMatching(reason) });
});
