import { expect, test } from 'vitest';
import { csvOf, readAll } from '../reading.ts';

const WHOLE = {
  id: 'c-1',
  offered_at: '1999-02-01T08:00:00+02:00',
  channel: 'email',
  outcome: 'message',
  queue: 'PS',
  category: 'complaint',
  cause: 'billing',
  sub_cause: 'late fee',
  demand: 'failure',
  menu_s: '12',
  wait_s: '61.5',
  hold_s: '0',
  handle_s: '300',
  priority: '2',
  transfers: '1',
  due_at: '1999-02-03T08:00:00+02:00',
  closed_at: '1999-02-02T08:00:00+02:00',
  resolved_first: 'false',
  customer: 'k-77',
  agent: 'A07',
  language: 'he',
  region: 'Haifa',
};

async function outcomeOf(changes: Record<string, string>) {
  const { records, rejects } = await readAll('contacts', csvOf({ ...WHOLE, ...changes }));
  return { record: records[0], reject: rejects[0] };
}

test('every field of the contract becomes a field of the contact', async () => {
  const offeredAt = Date.UTC(1999, 1, 1, 6) / 1000;
  expect((await outcomeOf({})).record).toEqual({
    id: 'c-1',
    offeredAt,
    channel: 'email',
    outcome: 'message',
    queue: 'PS',
    category: 'complaint',
    cause: 'billing',
    subCause: 'late fee',
    demand: 'failure',
    menuSeconds: 12,
    waitSeconds: 61.5,
    holdSeconds: 0,
    handleSeconds: 300,
    priority: 2,
    transfers: 1,
    dueAt: offeredAt + 2 * 86_400,
    closedAt: offeredAt + 86_400,
    resolvedFirst: false,
    customer: 'k-77',
    agent: 'A07',
    language: 'he',
    region: 'Haifa',
  });
});

test('only id, offered_at, channel and outcome are needed; what is empty is unknown and not zero', async () => {
  const { records } = await readAll(
    'contacts',
    'id,offered_at,channel,outcome,wait_s\na,1999-02-01T08:00:00Z,phone,open,\n',
  );
  const { id, offeredAt, channel, outcome, ...rest } = records[0] ?? {};
  expect([id, offeredAt, channel, outcome]).toEqual(['a', Date.UTC(1999, 1, 1, 8) / 1000, 'phone', 'open']);
  expect(new Set(Object.values(rest))).toEqual(new Set([null]));
});

test.each([
  ['id', '', /it is empty/],
  ['offered_at', '1999-02-01T08:00:00', /no offset from UTC/],
  ['offered_at', '0000-02-01T08:00:00Z', /expected 1970 to 2099/],
  ['channel', 'fax', /expected phone, chat, email, web, social, post, in_person, other/],
  ['outcome', 'handled', /expected answered, abandoned, contained, blocked, callback, message, open/],
  ['category', 'rant', /expected information, transaction, problem, complaint, idea, compliment/],
  ['demand', 'high', /expected value, failure, unclear/],
  ['wait_s', '-1', /cannot be negative/],
  ['wait_s', '86401', /longer than a day/],
  ['handle_s', '1e999', /too large/],
  ['hold_s', '12abc', /not a number/],
  ['transfers', '1.5', /whole number/],
  ['resolved_first', 'yes', /true or false/],
  ['cause', 'my card 4580123412341234 was charged', /personal data/],
  ['sub_cause', 'write to dana@example.com', /personal data/],
])('%s %j is rejected', async (field, value, reason) => {
  const { record, reject } = await outcomeOf({ [field]: value });
  expect(record).toBeUndefined();
  expect(reject).toMatchObject({ line: 2, field, value, reason: expect.stringMatching(reason) });
});

test('a contact cannot be closed or due before it arrived, and may be at the same moment', async () => {
  expect((await outcomeOf({ closed_at: '1999-02-01T07:59:59+02:00' })).reject).toMatchObject({
    field: 'closed_at',
    value: '1999-02-01T05:59:59Z',
    reason: 'it was closed before it arrived; expected a time not before offered_at, 1999-02-01T06:00:00Z',
  });
  expect((await outcomeOf({ due_at: '1999-01-01T00:00:00Z' })).reject?.field).toBe('due_at');
  expect((await outcomeOf({ closed_at: WHOLE.offered_at })).reject).toBeUndefined();
});

test('a cause is kept whatever the category, for codes vary', async () => {
  expect((await outcomeOf({ category: '' })).record).toMatchObject({ category: null, cause: 'billing' });
  expect((await outcomeOf({ category: 'information' })).record).toMatchObject({ cause: 'billing' });
});

test('of several wrong fields the first in the order of the contract is told', async () => {
  expect((await outcomeOf({ wait_s: 'x', channel: 'y' })).reject?.field).toBe('channel');
});
