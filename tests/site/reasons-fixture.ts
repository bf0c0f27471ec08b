/**
 * `reasons` of the made-up parcel company: October 2026 with the counts of its breakdown, a clear rise, a clear fall, no
 * clear change, a hidden reason, and every kind of second coding. Owns figures that a test can reckon by hand.
 */
import type { ReasonCategory, ReasonsAnswer, SaidShare } from '../../api/contract/reasons.ts';
import type { CellStatus } from '../../db/domain/cell.ts';

const TOTAL = 8385;

interface Compared {
  value: number;
  direction: SaidShare['changes'][number]['direction'];
}

export function shareOf(
  value: number | null,
  n: number | null,
  { before, year, status = 'final' }: { before?: Compared; year?: Compared; status?: CellStatus } = {},
): SaidShare {
  const arm = 0.01;
  const changeOf = (comparison: 'previous' | 'last_year', then: Compared | undefined) => {
    if (then === undefined || value === null) return [];
    const difference = value - then.value;
    const wide =
      then.direction === 'no_clear_change' ? Math.abs(difference) + 0.01 : Math.abs(difference) / 2;
    return [
      {
        ...{ comparison, value: then.value, low: then.value - arm, high: then.value + arm, difference },
        ...{ differenceLow: difference - wide, differenceHigh: difference + wide, direction: then.direction },
      },
    ];
  };
  return {
    ...{ value, n, status, basis: value === null ? null : 'days' },
    ...{ low: value === null ? null : value - arm, high: value === null ? null : value + arm },
    changes: [...changeOf('previous', before), ...changeOf('last_year', year)],
  } as SaidShare;
}

function category(
  name: ReasonCategory['category'],
  label: string,
  count: number | null,
  compared: { before?: Compared; year?: Compared } = {},
): ReasonCategory {
  const status: CellStatus = count === null ? 'suppressed' : 'final';
  const rate = (per: 'customers' | 'orders', among: number) => ({
    ...{ per, value: ((count ?? 0) / among) * 1000, low: ((count ?? 0) / among) * 950 },
    ...{ high: ((count ?? 0) / among) * 1050, perYear: per === 'customers' ? 12 : null },
  });
  return {
    ...{ category: name, label, count, status },
    share: shareOf(count === null ? null : count / TOTAL, count === null ? null : TOTAL, {
      ...compared,
      status,
    }),
    rates: count === null ? [] : [rate('customers', 100_000), rate('orders', 150_000)],
  } as unknown as ReasonCategory;
}

const none = (value: number): Compared => ({ value, direction: 'no_clear_change' });

export function reasonsFixture(channel: ReasonsAnswer['channel'] = null): ReasonsAnswer {
  const categories = [
    category('information', 'Information', 2650, { before: none(0.314), year: none(0.32) }),
    category('transaction', 'Transaction', 1800, {
      before: { value: 0.24, direction: 'fell' },
      year: none(0.215),
    }),
    category('problem', 'Problem', 2585, {
      before: { value: 0.28, direction: 'rose' },
      year: { value: 0.26, direction: 'rose' },
    }),
    category('complaint', 'Complaint', 930, { before: none(0.116), year: none(0.105) }),
    category('idea', 'Idea', null),
    category('compliment', 'Compliment', 0),
    category('unclassified', 'Not classified', 420, { before: none(0.05), year: none(0.05) }),
  ];
  const months = ['2026-08-01', '2026-09-01', '2026-10-01'];
  const figure = (metric: string, value: number | null, n: number | null, before: number, year: number) => ({
    metric,
    share: shareOf(value, n, {
      ...{
        before: none(before),
        year: none(year),
        status: value === null ? ('suppressed' as const) : 'final',
      },
    }),
  });
  return {
    ...{
      from: '2026-10-01',
      to: '2026-10-31',
      channel,
      timeZone: 'Europe/London',
      asOf: '2026-11-22T05:00:00Z',
    },
    compared: [
      {
        ...{ comparison: 'previous', comparisonRule: 'the month before' },
        ...{ from: '2026-09-01', to: '2026-09-30' },
      },
      {
        ...{ comparison: 'last_year', comparisonRule: 'the same months of the year before' },
        ...{ from: '2025-10-01', to: '2025-10-31' },
      },
    ],
    categories,
    months: {
      ...{ start: months, customers: [99_000, 99_500, 100_000], orders: [140_000, 145_000, 150_000] },
      categories: categories.map(({ category: name, share }) => ({
        category: name,
        share: months.map((_, i) =>
          share.value === null ? null : Math.max(0, share.value - 0.01 * (2 - i)),
        ),
        low: months.map(() => share.low),
        high: months.map(() => share.high),
        status: months.map(() => share.status),
      })),
    } as unknown as ReasonsAnswer['months'],
    demand: [
      figure('value_demand_share', 0.43, 7900, 0.44, 0.45),
      figure('failure_demand_share', 0.48, 7900, 0.47, 0.46),
      figure('unclear_demand_share', 0.09, 7900, 0.09, 0.09),
      figure('assessed_share', 0.94, 8400, 0.94, 0.93),
      figure('progress_chasing_share', 0.17, 7980, 0.16, 0.16),
    ],
    resolution: [
      figure('resolved_first_share', 0.81, 7000, 0.8, 0.8),
      figure('first_contact_resolution', 0.87, 5000, 0.88, 0.88),
      figure('first_contact_resolution_28d', null, null, 0.86, 0.86),
      figure('repeat_rate', 0.13, 5800, 0.13, 0.13),
      figure('repeat_rate_28d', 0.14, 5800, 0.14, 0.14),
      figure('linkage_coverage', 0.7, 8400, 0.7, 0.7),
    ],
    coverage: (['phone', 'email'] as const).map((one) => ({
      channel: one,
      figures: [
        { metric: 'classified_share', value: 0.95, n: 4000, status: 'final' },
        {
          metric: 'cause_share',
          value: one === 'email' ? null : 0.9,
          n: one === 'email' ? 0 : 1500,
          status: one === 'email' ? 'missing' : 'final',
        },
        { metric: 'assessed_share', value: 0.94, n: 4000, status: 'final' },
        { metric: 'linkage_coverage', value: 0.7, n: 4000, status: 'final' },
        { metric: 'outcome_share', value: null, n: null, status: 'suppressed' },
      ],
    })) as unknown as ReasonsAnswer['coverage'],
    coding: {
      ...{ words: 'Agents choose a reason at the end of each contact.', how: 'agent' },
      checks: [
        {
          ...{
            about: 'category',
            n: 400,
            ofContacts: 98_000,
            from: '2025-11-01',
            to: '2026-10-31',
            state: 'told',
          },
          ...{
            agreement: 0.86,
            agreementLow: 0.82,
            agreementHigh: 0.89,
            kappa: 0.81,
            kappaLow: 0.77,
            kappaHigh: 0.86,
          },
          pairs: [
            { first: 'problem', second: 'problem', count: 120 },
            { first: 'problem', second: 'complaint', count: 20 },
            { first: 'information', second: 'idea', count: null },
          ],
        },
        {
          ...{ about: 'demand', n: 40, ofContacts: null, from: null, to: null, state: 'one_code' },
          ...{
            agreement: 1,
            agreementLow: 0.91,
            agreementHigh: 1,
            kappa: null,
            kappaLow: null,
            kappaHigh: null,
          },
          pairs: [{ first: 'value', second: 'value', count: 40 }],
        },
      ],
    } as unknown as ReasonsAnswer['coding'],
    ideas: {
      ...{ words: 'Tell us what you would change.', href: 'https://seaside-parcels.example/ideas' },
      ...{ received: null, status: 'suppressed' },
      actions: [],
    },
  };
}
