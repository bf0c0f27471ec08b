import { afterEach, describe, expect, test } from 'vitest';
import { valueFeed } from '../../../api/feeds/value.ts';
import { renderAddress } from '../../../api/render.ts';
import type { AccountRecord } from '../../../db/domain/contact.ts';
import { makeZone } from '../../../db/domain/zone.ts';
import { contactOf } from '../../support/records.ts';
import { contextOf, dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const NOW = Date.parse('2026-11-01T12:00:00Z') / 1000;
const MONEY = { publish: 'money', currency: 'GBP' };
const open: RecordsDatabase[] = [];
afterEach(() => {
  for (const records of open.splice(0)) records.close();
});

/** Accounts five years old: annual values `from`, `from` + 1, … and two contacts each. */
function accounts(count: number, from: number, more: Partial<AccountRecord> = {}): AccountRecord[] {
  return Array.from({ length: count }, (_, at) => ({
    ...{ account: `a${at}`, earningsTotal: (from + at) * 5, since: dayOf('2021-10-01') },
    ...{ until: null, contacts: 2, ...more },
  }));
}

function openWith(
  files: readonly [asOf: string, accounts: AccountRecord[], cost?: number][],
  value: object = MONEY,
) {
  const records = new RecordsDatabase({ zone: makeZone('UTC') });
  open.push(records);
  for (const [asOf, some, cost = 4.2] of files) {
    records.load('accounts', some, { accounts: { asOf: dayOf(asOf), costPerContact: cost } });
  }
  return {
    records,
    context: contextOf(records, { organisation: { name: 'T', timeZone: 'UTC' }, value }, NOW),
  };
}
const of = (...given: Parameters<typeof openWith>) => valueFeed(openWith(...given).context, { toDay: null });

describe('value in money', () => {
  test('is said to two significant figures, with its interval, beside the pair from means', () => {
    const { periods, currency, baseYear } = of([['2026-09-30', accounts(201, 123)]]);
    expect([currency, baseYear]).toEqual(['GBP', null]);
    expect(periods).toHaveLength(1);
    expect(periods[0]).toMatchObject({
      knownBy: '2026-09-30',
      accountValue: { value: 220, low: 210, high: 240, reason: null },
      contactsPerAccount: { value: 2, reason: null },
      valuePerContact: { value: 110, low: 100, high: 120, reason: null },
      meanBased: { value: 110, reason: null },
      costPerContact: { value: 4.2, reason: null },
      ratio: { value: 27, reason: null },
    });
    expect(periods[0]!.accountValue.confidence).toBeGreaterThanOrEqual(0.95);
  });

  test('of 99 accounts is not said, and of 100 it is', () => {
    const [few] = of([['2026-09-30', accounts(99, 100)]]).periods;
    expect(few).toMatchObject({
      accountValue: { value: null, low: null, high: null, confidence: null, reason: 'few_accounts' },
      valuePerContact: { value: null, reason: 'few_accounts' },
      meanBased: { value: null, reason: 'few_accounts' },
      contactsPerAccount: { value: null, reason: 'few_accounts' },
      ratio: { value: null, reason: 'few_accounts' },
    });
    expect(of([['2026-09-30', accounts(100, 100)]]).periods[0]!.accountValue.reason).toBeNull();
  });

  test('of one account, and of none, is an honest absence', () => {
    const [one] = of([['2026-09-30', accounts(1, 100)]]).periods;
    expect(one!.accounts.included).toBeNull();
    expect(JSON.stringify(one)).not.toMatch(/NaN|Infinity|100/);
    expect(of([]).periods).toEqual([]);
  });

  test('without any contact says so, and the account value stands', () => {
    const [period] = of([['2026-09-30', accounts(150, 100, { contacts: 0 })]]).periods;
    expect(period).toMatchObject({
      accountValue: { reason: null },
      contactsPerAccount: { value: 0, reason: null },
      valuePerContact: { value: null, reason: 'no_contacts' },
      ratio: { value: null, reason: 'no_contacts' },
    });
  });

  test('where one account holds more than half of all earnings hides the pair from means, and says why', () => {
    const giant = { ...accounts(1, 0)[0]!, account: 'giant', earningsTotal: 9_000_000 };
    const [period] = of([['2026-09-30', [...accounts(150, 100), giant]]]).periods;
    expect(period).toMatchObject({
      valuePerContact: { reason: null },
      meanBased: { value: null, reason: 'one_account' },
    });
    const busy = { ...accounts(1, 100)[0]!, account: 'busy', contacts: 9000 };
    const [other] = of([['2026-09-30', [...accounts(150, 100), busy]]]).periods;
    expect(other).toMatchObject({
      valuePerContact: { value: null, reason: 'one_account' },
      contactsPerAccount: { value: null, reason: 'one_account' },
    });
  });

  test('where two accounts hold nearly all hides the pair too: each would tell the other', () => {
    const giants = accounts(2, 5_000_000).map((one) => ({ ...one, account: `g${one.account}` }));
    const files = [...accounts(150, 100), ...giants];
    expect(of([['2026-09-30', files]]).periods[0]!.meanBased).toEqual({ value: null, reason: 'one_account' });
    const busy = giants.map((one) => ({ ...one, earningsTotal: 500, contacts: 90_000 }));
    const [period] = of([['2026-09-30', [...accounts(150, 100), ...busy]]]).periods;
    expect(period!.contactsPerAccount).toEqual({ value: null, reason: 'one_account' });
  });

  test('does not tell how many accounts there are by its confidence, nor call 98 a hundred', () => {
    const said = [101, 102].map((count) => of([['2026-09-30', accounts(count, 100)]]).periods[0]!);
    expect(said.map(({ accounts: { included } }) => included)).toEqual([100, 100]);
    // Unrounded, of 101 accounts it is 0.95399… and of no other number.
    expect(said.map(({ accountValue: { confidence } }) => confidence)).toEqual([0.95, 0.96]);
    expect(of([['2026-09-30', accounts(98, 100)]]).periods[0]!.accounts.included).toBe(95);
  });

  test('counts accounts to the nearest 5 and hides few of a kind', () => {
    const young = accounts(7, 10, { since: dayOf('2026-08-01') }).map((one) => ({
      ...one,
      account: `y${one.account}`,
    }));
    const idle = accounts(12, 0, { earningsTotal: 0 }).map((one) => ({ ...one, account: `i${one.account}` }));
    const [period] = of([['2026-09-30', [...accounts(151, 100), ...young, ...idle]]]).periods;
    expect(period!.accounts).toEqual({
      ...{ included: 165, leftOutYoung: null, leftOutClosed: 0, dormant: 10, negative: 0, underYearShare: 0 },
    });
  });

  test('says what contacts that a failure caused cost in the year before', () => {
    const { records, context } = openWith([['2026-09-30', accounts(150, 100)]]);
    const contacts = Array.from({ length: 400 }, (_, i) =>
      contactOf({
        id: `c${i}`,
        offeredAt: Date.parse('2026-03-03T09:00:00Z') / 1000 + i * 60,
        demand: i % 4 === 0 ? 'failure' : 'value',
      }),
    );
    records.load('contacts', contacts);
    records.load('contacts', [
      contactOf({ id: 'last', offeredAt: Date.parse('2026-10-20T09:00:00Z') / 1000 }),
    ]);
    records.rollUp(NOW);
    const [period] = valueFeed(context, { toDay: null }).periods;
    expect(period!.avoidable).toMatchObject({
      contacts: 100,
      judged: 400,
      share: 0.25,
      cost: 420,
      to: '2026-09-30',
    });
    const unknown = of([['2026-09-30', accounts(150, 100)]]).periods[0]!.avoidable;
    expect(unknown).toMatchObject({ contacts: null, judged: null, share: null, cost: null });
  });
});

describe('value as an index', () => {
  const files: Parameters<typeof openWith>[0] = [
    ['2025-06-30', accounts(150, 1000, { since: dayOf('2020-07-01') }), 4.1],
    ['2025-09-30', accounts(150, 1234, { since: dayOf('2020-10-01') }), 4.1],
    ['2026-09-30', accounts(150, 1400), 4.2],
  ];
  const INDEX = { publish: 'index', currency: 'GBP', baseYear: 2025 };

  test('is 100 at the end of the base year', () => {
    const { periods, baseYear, currency } = of(files, INDEX);
    expect([baseYear, currency]).toEqual([2025, null]);
    expect(periods.map(({ accountValue }) => accountValue.value)).toEqual([82, 100, 113]);
    expect(periods[2]).toMatchObject({
      valuePerContact: { value: 113 },
      meanBased: { value: 113 },
      costPerContact: { value: null, reason: 'not_said' },
      avoidable: { cost: null },
    });
  });

  test('publishes no amount of money anywhere, neither as JSON nor as a table', () => {
    const { context } = openWith(files, INDEX);
    for (const address of ['/api/v1/value', '/api/v1/value.csv', '/api/v1/organisation']) {
      const { body, status } = renderAddress(context, address);
      expect(status).toBe(200);
      // Cost, median (1,309; 1,475), value per contact (650; 740) and their like.
      expect(body, address).not.toMatch(/GBP|\b4\.[12]\b|\b1[34]\d\d\b|\b6[45]\d\b|\b7[34]\d\b/);
    }
  });

  test('of a tiny base has three figures, and not the amount by another name', () => {
    const tiny = accounts(150, 1234).map((one) => ({ ...one, earningsTotal: 5 }));
    const { periods } = of(
      [
        ['2025-09-30', tiny],
        ['2026-09-30', accounts(150, 1234)],
      ],
      INDEX,
    );
    // The median is 1046.8 times the base.
    expect(periods[1]!.accountValue.value).toBe(105_000);
  });

  test('is what is published where nothing is configured, by the first year that has figures', () => {
    const { publish, baseYear, periods } = of([['2024-12-31', accounts(50, 5)], ...files], {});
    expect([publish, baseYear]).toEqual(['index', 2025]);
    expect(periods.map(({ accountValue }) => accountValue.value)).toEqual([null, 82, 100, 113]);
  });

  test('has no value where the base year has none, or lost money', () => {
    const { periods } = of(files, { ...INDEX, baseYear: 2023 });
    expect(periods.map(({ accountValue }) => accountValue.reason)).toEqual(['no_base', 'no_base', 'no_base']);
    const loss = of([['2025-09-30', accounts(150, -9000, { since: dayOf('2020-10-01') })], files[2]!], INDEX);
    expect(loss.periods[1]!.accountValue).toMatchObject({ value: null, reason: 'no_base' });
  });
});

test('an earlier day tells only what was known by then', () => {
  const { context } = openWith([
    ['2026-03-31', accounts(150, 100)],
    ['2026-09-30', accounts(150, 100)],
  ]);
  expect(valueFeed(context, { toDay: dayOf('2026-09-29') }).periods).toHaveLength(1);
});
