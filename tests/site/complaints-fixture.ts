/**
 * The published complaints of the made-up parcel company: one month by cause, against two others, and 25 months. Owns its
 * figures; tests change single parts of a copy.
 */

import type { SaidColumns } from '../../api/contract/cell.ts';
import type { ComparedCauses, ComplaintsAnswer } from '../../api/contract/complaints.ts';
import type { CellStatus } from '../../db/domain/cell.ts';
import type { CountChange } from '../../db/domain/count-change.ts';
import { dayOfDate, formatDay } from '../../db/domain/zone.ts';

export function said(values: readonly (number | null)[], status?: CellStatus, n = values): SaidColumns {
  return {
    value: values,
    n,
    status: values.map((value) => (value === null ? (status ?? 'suppressed') : (status ?? 'final'))),
  } as unknown as SaidColumns;
}

export function comparedWith(
  values: readonly (number | null)[],
  changes: readonly CountChange[],
  ratios: readonly (readonly [number, number, number] | null)[],
): ComparedCauses {
  return {
    ...said(values),
    ratio: ratios.map((ratio) => ratio?.[0] ?? null),
    low: ratios.map((ratio) => ratio?.[1] ?? null),
    high: ratios.map((ratio) => ratio?.[2] ?? null),
    change: changes,
  } as unknown as ComparedCauses;
}

const MONTHS = Array.from({ length: 25 }, (_, i) =>
  formatDay(dayOfDate(2024 + Math.floor((9 + i) / 12), ((9 + i) % 12) + 1, 1)),
);
const COUNTS = [420, 195, 115, null];
const CAUSES = ['delivery', 'service', 'billing', 'pricing'];
/** The records begin in September 2025, with the twelfth month. */
const course = (last: number | null): SaidColumns => {
  const columns = said(MONTHS.map((_, i) => (i < 11 || last === null ? null : last + (i - 24) * 5)));
  return {
    ...columns,
    status: columns.status.map((status, i) => (i < 11 ? 'missing' : status)),
  } as SaidColumns;
};

export function complaintsOf(more: Partial<ComplaintsAnswer> = {}): ComplaintsAnswer {
  const unknown = said([null, null, null, null], 'missing');
  return {
    ...{ from: '2026-10-01', to: '2026-10-31', timeZone: 'Europe/London', asOf: '2026-11-22T05:00:00Z' },
    filter: {},
    compared: {
      previous: { from: '2026-09-01', to: '2026-09-30', comparisonRule: 'the month before' },
      last_year: {
        from: '2025-10-01',
        to: '2025-10-31',
        comparisonRule: 'the same months of the year before',
      },
    },
    test: { rate: 0.05, comparisons: 8, level: 0.9875 },
    total: {
      ...said([736]),
      perThousand: said([87.6], 'final', [8400]),
      kept: said([0.85], 'final', [240]),
      ...{ keptLow: [0.8], keptHigh: [0.89] },
      keptChange: { previous: ['no_clear_change'], last_year: ['rose'] },
      daysMedian: said([2], 'provisional', [235]),
      daysNinety: said([null], 'missing', [235]),
      followedDays: 21,
      previous: comparedWith([725], ['no_clear_change'], [[0.98, 0.82, 1.18]]),
      last_year: comparedWith([560], ['rose'], [[1.31, 1.1, 1.57]]),
    },
    causes: {
      ...said(COUNTS),
      cause: CAUSES,
      label: ['Delivery', 'How we dealt with it', 'Invoices & refunds', 'Prices'],
      parent: [null, null, null, null],
      parentLabel: [null, null, null, null],
      share: [420 / 730, 195 / 730, 115 / 730, null],
      shareLow: [0.54, 0.24, 0.13, null],
      shareHigh: [0.61, 0.3, 0.19, null],
      cumulative: [420 / 730, 615 / 730, 1, null],
      dispersion: [1, 1.6, 1, 4],
      kept: said([0.84, 0.9, null, null]),
      daysMedian: said([2, 1, null, null]),
      daysNinety: unknown,
      previous: comparedWith(
        [365, 245, 105, 10],
        ['no_clear_change', 'fell', 'no_clear_change', 'hidden'],
        [[1.11, 0.92, 1.35], [0.77, 0.61, 0.97], [1.06, 0.76, 1.47], null],
      ),
      last_year: comparedWith(
        [300, 190, 0, null],
        ['rose', 'no_clear_change', 'none_before', 'broken'],
        [[1.4, 1.15, 1.7], [1.03, 0.8, 1.31], null, null],
      ),
    },
    parts: {
      ...said([210, 140]),
      ...{ cause: ['delivery', 'delivery'], part: ['late', 'lost'], label: ['Parcel late', 'Parcel lost'] },
      share: [0.6, 0.4],
    },
    months: {
      start: MONTHS,
      total: course(736),
      perThousand: course(87.6),
      kept: said(
        MONTHS.map((_, i) => (i < 11 ? null : 0.85)),
        undefined,
        MONTHS.map(() => 240),
      ),
      daysMedian: said(MONTHS.map((_, i) => (i < 11 ? null : 2))),
      daysNinety: said(MONTHS.map((_, i) => (i < 11 || i === 24 ? null : 9))),
      causes: CAUSES.map((cause, i) => ({ cause, ...course(COUNTS[i]!) })),
    },
    breaks: [
      {
        ...{ date: '2026-03-01', kind: 'merged', from: ['pricing', 'fees'], to: ['pricing'] },
        ...{ fromLabel: ['Prices', 'Fees'], toLabel: ['Prices'], words: 'Fees count among prices.' },
      },
    ],
    responsible: [
      { cause: 'delivery', words: 'Too many stops on a tour', from: '2025-01-01', to: '2026-02-28' },
      { cause: 'delivery', words: 'A day is promised too early', from: '2026-03-01', to: null },
    ],
    actions: [
      { cause: 'billing', id: 'plain-invoices', slug: 'plain-invoices', title: 'Invoices in plain words' },
    ],
    withoutAction: ['delivery', 'service', 'pricing'],
    ...more,
  };
}
