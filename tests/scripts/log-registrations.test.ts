import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readLogEntry } from '../../db/domain/log-entry.ts';
import type { Target } from '../../db/domain/target.ts';
import { parseDay } from '../../db/domain/zone.ts';
import { fileOf, logFiles, readEntries } from '../../db/log-entries.ts';
import { logRegistrations } from '../../scripts/log-registrations.ts';
import { actionOf } from '../support/actions.ts';
import { contactOf } from '../support/records.ts';
import { SmallBank } from '../support/small-bank.ts';
import { printFew } from '../support/small-press.ts';

const DAY = 86_400;
let bank: SmallBank;
beforeEach(() => {
  bank = new SmallBank();
});
afterEach(() => bank.close());

const entriesNow = () =>
  readEntries(bank.db).map((bytes, index) => {
    const read = readLogEntry(bytes, index);
    if (!read.ok) throw new Error(read.reason);
    return read.entry;
  });
const filesNow = () =>
  new Map([...logFiles(bank.db, Number.MAX_SAFE_INTEGER)].map(({ path, body }) => [path, body]));
const setDown = (position: number) =>
  JSON.parse(filesNow().get(`log/registrations/${position}.json`)?.toString() ?? 'null');

test('an edition is an entry that names just the files that changed, and replaces the one before', () => {
  const first = printFew(bank);
  const [, edition] = entriesNow();
  expect(edition).toMatchObject({ kind: 'daily', reportDate: '1999-02-28', supersedes: null, reason: null });
  bank.nowSeconds += DAY;
  const offeredAt = bank.zone.firstInstantOf(parseDay('1999-02-16') ?? 0, 10 * 3600);
  bank.load(Array.from({ length: 30 }, (_, i) => contactOf({ id: `late-${i}`, offeredAt: offeredAt + i })));
  const second = printFew(bank, { correction: 'calls of one line were counted twice' });
  expect(second.files).toBeLessThan(first.files);
  const last = entriesNow().at(-1);
  expect(last).toMatchObject({
    kind: 'correction',
    supersedes: 1,
    reason: 'calls of one line were counted twice',
  });
  // The list is beside it, byte for byte what the entry says.
  const [list] = last?.files ?? [];
  const body = filesNow().get('log/editions/2.file-list.json');
  expect(fileOf(list?.path ?? '', body ?? Buffer.alloc(0))).toEqual(list);
  const { files } = JSON.parse(body?.toString() ?? '') as { files: { path: string }[] };
  expect(files).toHaveLength(second.files);
});

test('an action is set down once with its terms before the edition that tells of it, and again when they change', () => {
  printFew(bank);
  const [action] = entriesNow();
  expect(action).toMatchObject({ kind: 'action-preregistration', reason: 'an action was registered' });
  expect(setDown(0)).toMatchObject({
    schema: 'candour/action@1',
    id: 'plain-invoices',
    version: 1,
    startsAt: '1999-02-14T22:00:00Z',
    receivedAt: '1999-03-15T10:00:00Z',
    expectedEffect: null,
  });
  bank.nowSeconds += DAY;
  printFew(bank);
  expect(entriesNow().filter(({ kind }) => kind === 'action-preregistration')).toHaveLength(1);
  const startsAt = bank.nowSeconds + 30 * DAY;
  bank.loadActions([
    actionOf({ id: 'second', startsAt, registeredAt: bank.nowSeconds, title: 'Half \ud800' }),
  ]);
  bank.nowSeconds += DAY;
  bank.loadActions([
    actionOf({ id: 'second', startsAt, registeredAt: bank.nowSeconds - DAY, expectedEffect: 0.2 }),
  ]);
  printFew(bank);
  const of = entriesNow()
    .map((entry, position) => ({ ...entry, position }))
    .filter(({ kind }) => kind === 'action-preregistration');
  expect(of.map(({ reason }) => reason)).toEqual([
    'an action was registered',
    'an action was registered',
    'an action was told anew',
  ]);
  expect(of[2]?.supersedes).toBe(of[1]?.position);
  expect(setDown(of[2]?.position ?? 0)).toMatchObject({ id: 'second', version: 2, expectedEffect: 0.2 });
});

test('an action that is not published yet is not set down', () => {
  const startsAt = bank.nowSeconds + 30 * DAY;
  bank.loadActions([actionOf({ id: 'planned', startsAt, registeredAt: bank.nowSeconds })]);
  printFew(bank, { through: parseDay('1999-02-20') ?? 0 });
  expect([...filesNow().values()].some((body) => body.includes('planned'))).toBe(false);
  printFew(bank);
  expect([...filesNow().values()].some((body) => body.includes('planned'))).toBe(true);
});

test('targets are set down when they change, with what is new, other and gone', () => {
  const target = (id: string, share: number): Target => ({
    ...{ kind: 'service', id, words: id, channel: null, queue: null, from: 10_000, to: null },
    ...{ clock: 'internal', thresholdSeconds: 60, share },
  });
  const about = { today: parseDay('1999-03-15') ?? 0, code: '' };
  const told = (...targets: Target[]) => logRegistrations(bank.db, bank.read, { targets }, [], about);
  told();
  expect(entriesNow()).toEqual([]);
  told(target('answer', 0.8), target('callback', 0.9));
  told(target('answer', 0.8), target('callback', 0.9));
  told(target('answer', 0.7), target('chat', 0.9));
  told();
  expect(entriesNow()).toMatchObject([
    { kind: 'target-change', reason: 'targets added: answer, callback', supersedes: null },
    {
      kind: 'target-change',
      reason: 'targets added: chat; targets changed: answer; targets removed: callback',
      supersedes: 0,
    },
    { kind: 'target-change', reason: 'targets removed: answer, chat', supersedes: 1 },
  ]);
  expect(setDown(0)).toMatchObject({ targets: [{ id: 'answer', from: '1997-05-19', share: 0.8 }, {}] });
  expect(join('log', 'registrations', '2.json') in Object.fromEntries(filesNow())).toBe(true);
});
