/** The log of changes: put together from what was published and configured, with addresses that answer. */
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Change, type ChangesAnswer, changesAnswer } from '../../../api/contract/changes.ts';
import { changesFeed } from '../../../api/feeds/changes.ts';
import { renderAddress } from '../../../api/render.ts';
import { parseDay } from '../../../db/domain/zone.ts';
import { configureBank } from '../../support/configured-bank.ts';
import { contactOf } from '../../support/records.ts';
import { SmallBank } from '../../support/small-bank.ts';
import { printFew } from '../../support/small-press.ts';

let bank: SmallBank;
beforeEach(() => {
  bank = new SmallBank();
});
afterEach(() => bank.close());

const DAY = 86_400;
const ask = (query = ''): ChangesAnswer => {
  const { status, body } = renderAddress(bank.context(), `/api/v1/changes${query}`);
  expect(status, body).toBe(200);
  return changesAnswer.parse(JSON.parse(body));
};
const changeOf = (id: string, query = ''): Change => {
  const found = ask(query).changes.find((one) => one.id === id);
  expect(found, `${id} among ${ask(query).changes.map((one) => one.id)}`).toBeDefined();
  return found!;
};
/** A call that comes late, on a day that may be final. */
const comeLate = (date: string, count = 60) =>
  bank.load(
    Array.from({ length: count }, (_, i) =>
      contactOf({
        id: `late-${date}-${i}`,
        offeredAt: bank.zone.startOfDay(parseDay(date)!) + 9 * 3600 + i * 60,
        outcome: 'abandoned',
        queue: 'PS',
        category: 'complaint',
        cause: 'fees',
        waitSeconds: 300,
      }),
    ),
  );
const target = (id: string, from: string, to: string | undefined, thresholdSeconds: number) => ({
  ...{ id, words: `${id} in words`, clock: 'internal', channel: 'phone', share: 0.8 },
  ...{ thresholdSeconds, from, ...(to !== undefined && { to }) },
});
const RULES = {
  targets: [target('slow', '1999-01-01', '1999-02-14', 120), target('fast', '1999-02-15', undefined, 60)],
  causeChanges: [{ date: '1999-02-10', kind: 'renamed', from: ['fee'], to: ['fees'], words: 'a new name' }],
  retired: [{ metric: 'abandonment_rate', from: '1999-05-01', by: 'Head of service', why: 'too coarse' }],
};

describe('the log of changes', () => {
  test('has an edition that changed what had been final, with the addresses of what it was and what it is', () => {
    printFew(bank);
    bank.nowSeconds += DAY;
    comeLate('1999-02-16');
    const { id } = printFew(bank);
    const change = changeOf(`edition-${id}`);
    expect(change).toMatchObject({
      kind: 'revision',
      edition: 2,
      version: 2,
      date: '1999-03-16',
      words: null,
    });
    const { before, after } = change.affects.find(({ metric }) => metric === 'abandoned')!;
    const februaryOf = (address: string) => {
      const { cells } = JSON.parse(renderAddress(bank.context(), address).body).series[0];
      return cells.value[cells.start.findIndex((start: string) => start.startsWith('1999-02-16'))];
    };
    expect(februaryOf(after!) - februaryOf(before!)).toBe(60);
    expect(change.kind === 'revision' && change.figures).toBeGreaterThan(0);
  });

  test('keeps apart what later records changed and what an edition made by other rules did', () => {
    printFew(bank);
    configureBank(bank, RULES);
    bank.nowSeconds += DAY;
    comeLate('1999-02-16');
    expect(changeOf(`edition-${printFew(bank).id}`)).toMatchObject({ kind: 'recount', edition: 2 });
    bank.nowSeconds += DAY;
    comeLate('1999-02-17');
    expect(changeOf(`edition-${printFew(bank).id}`)).toMatchObject({ kind: 'revision', edition: 3 });
  });

  test('has no edition that only moved what was provisional, and each correction with its reason', () => {
    bank.nowSeconds = bank.zone.startOfDay(parseDay('1999-03-02')!) + 6 * 3600;
    printFew(bank);
    bank.nowSeconds += 900;
    comeLate('1999-02-28');
    const moved = printFew(bank);
    expect(moved.figures).toBeGreaterThan(0);
    expect(ask().changes.filter(({ kind }) => kind === 'revision')).toEqual([]);
    bank.nowSeconds += 900;
    comeLate('1999-02-25');
    const { id } = printFew(bank, { correction: 'a line was left out' });
    expect(changeOf(`edition-${id}`)).toMatchObject({ kind: 'correction', words: 'a line was left out' });
  });

  test('tells targets, causes and ends with their versions, and when an edition told of them first', () => {
    printFew(bank);
    configureBank(bank, RULES);
    bank.nowSeconds += 2 * DAY;
    expect(changeOf('target-fast-1999-02-15').toldAt).toBeNull();
    printFew(bank);
    bank.nowSeconds += DAY;
    printFew(bank);
    expect(changeOf('target-fast-1999-02-15')).toMatchObject({
      ...{ kind: 'target', of: 'target', change: 'changed', version: 2, words: 'fast in words' },
      ...{ wordsBefore: 'slow in words', toldAt: '1999-03-17T12:00:00+02:00' },
    });
    expect(changeOf('target-slow-1999-01-01')).toMatchObject({ change: 'new', version: 1 });
    expect(changeOf('cause-fees-renamed-1999-02-10')).toMatchObject({
      ...{ kind: 'mapping', change: 'renamed', version: 2, from: ['fee'], to: ['fees'] },
      affects: [
        { metric: 'complaints', by: 'cause' },
        { metric: 'offered', by: 'cause' },
      ],
    });
    expect(changeOf('retired-abandonment_rate-1999-05-01')).toMatchObject({
      ...{ kind: 'retirement', decidedBy: 'Head of service', words: 'too coarse', replacedBy: null },
      ...{ noticeDays: 45, besideDays: null, version: null },
    });
    const dates = ask().changes.map(({ date }) => date);
    expect(dates).toEqual(dates.toSorted().toReversed());
  });

  test('numbers the forms of a definition and names where the old one stands', () => {
    printFew(bank);
    bank.nowSeconds += 2 * DAY;
    comeLate('1999-02-16');
    printFew(bank);
    const changed = [
      { metric: 'wait_p50', date: '1999-03-16', words: 'Waits begin with the queue.' },
      { metric: 'wait_p50', date: '1999-04-16', words: 'Waits end with the answer.' },
    ];
    const { changes } = changesFeed(bank.context(), { metric: 'wait_p50' }, changed);
    const [second, first] = changes.filter(({ kind }) => kind === 'definition');
    expect(first).toMatchObject({ version: 2, toldAt: '1999-03-17T12:00:00+02:00' });
    expect(first!.affects[0]!.before).toContain('as_of=1999-03-15T10');
    expect(second).toMatchObject({ version: 3, toldAt: null });
    expect(second!.affects[0]!.before).toBeNull();
  });

  test('names no address that does not answer', () => {
    printFew(bank);
    configureBank(bank, RULES);
    bank.nowSeconds += DAY;
    comeLate('1999-02-16');
    printFew(bank);
    const addresses = ask().changes.flatMap(({ affects }) =>
      affects.flatMap(({ before, after }) => [before, after].filter((one) => one !== null)),
    );
    expect(addresses.length).toBeGreaterThan(20);
    for (const address of new Set(addresses))
      expect(renderAddress(bank.context(), address).status, address).toBe(200);
  });

  test('is asked for one metric, as of a moment, and as a table', () => {
    printFew(bank);
    configureBank(bank, RULES);
    bank.nowSeconds += DAY;
    printFew(bank);
    expect(ask('?metric=complaints').changes.map(({ kind }) => kind)).toEqual(['mapping']);
    expect(ask('?metric=backlog').changes).toEqual([]);
    expect(ask('?as_of=1999-03-15').changes.filter(({ kind }) => kind === 'target')).toHaveLength(0);
    const { body } = renderAddress(bank.context(), '/api/v1/changes.csv');
    const rows = parse(body, { columns: true }) as Record<string, string>[];
    expect(rows.length).toBe(ask().changes.reduce((sum, one) => sum + Math.max(1, one.affects.length), 0));
    expect(rows.find(({ kind }) => kind === 'retirement')).toMatchObject({
      ...{ metric: 'abandonment_rate', decided_by: 'Head of service', notice_days: '46' },
    });
    expect(renderAddress(bank.context(), '/api/v1/changes?metric=nothing').status).toBe(422);
  });
});
