/**
 * Published promises of the made-up parcel company, small enough to reckon by hand: one of days with two ends, often broken;
 * one of an hour, changed in September; one of which all is hidden; two that nobody can check. Owns their figures.
 */
import type {
  PromiseAnswer,
  PromiseBuckets,
  PromisePeriod,
  PromisesAnswer,
} from '../../api/contract/promises.ts';
import type { CellStatus } from '../../db/domain/cell.ts';

const DAY = 86_400;

export function saidCell(value: number | null, n: number | null = value, status: CellStatus = 'final') {
  return { value, n, status } as PromisePeriod['kept'];
}
export const HIDDEN = saidCell(null, null, 'suppressed');
export const NONE = saidCell(null, null, 'missing');

export function periodOf(from: string, to: string, kept: number, due: number): PromisePeriod {
  return {
    ...{ from, to, due: saidCell(due), kept: saidCell(kept, due), low: kept - 0.04, high: kept + 0.04 },
    ...{ clusteredBy: 'week' as const, withdrawn: saidCell(20), unknown: saidCell(0) },
  };
}

export function bucketsOf(first: number, kept: readonly (number | null)[]): PromiseBuckets {
  const columns = (values: readonly (number | null)[], n: number) =>
    ({
      value: values,
      n: values.map((value) => (value === null ? null : n)),
      status: values.map(
        (value, i): CellStatus =>
          value === null ? 'suppressed' : i === values.length - 1 ? 'partial' : 'final',
      ),
    }) as unknown as PromiseBuckets['kept'];
  const due = kept.map((value) => (value === null ? null : 400));
  return {
    start: kept.map((_, i) => {
      const month = first + i;
      return `${2025 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01T00:00:00+00:00`;
    }),
    due: columns(due, 400),
    kept: columns(kept, 400),
    low: kept.map((value) => (value === null ? null : value - 0.04)),
    high: kept.map((value) => (value === null ? null : value + 0.04)),
  };
}

const NO_BUCKETS = bucketsOf(0, []);
const VERSION = {
  ...{ words: 'Your parcel abroad arrives in 6 to 10 days.', source: null },
  ...{ href: 'https://seaside-parcels.example/abroad', withinSeconds: 10 * DAY, earliestSeconds: 6 * DAY },
  ...{ dueRule: 'ten days after we took it, Sundays included', target: 0.9, from: '2020-01-01', to: null },
};

export function promiseOf(fields: Partial<PromiseAnswer> & Pick<PromiseAnswer, 'id'>): PromiseAnswer {
  return {
    slug: fields.id,
    ...{ of: 'records', channel: null, queue: null, silence: null, versions: [VERSION], inForce: 0 },
    period: periodOf('2026-10-01', '2026-10-31', 0.58, 400),
    standing: 'missed',
    compared: [
      {
        ...{ comparison: 'previous', comparisonRule: 'the month before' },
        period: periodOf('2026-09-01', '2026-09-30', 0.47, 390),
        difference: { estimate: 0.11, low: 0.05, high: 0.17 },
      },
      {
        ...{ comparison: 'last_year', comparisonRule: 'the same months of the year before' },
        period: periodOf('2025-10-01', '2025-10-31', 0.6, 380),
        difference: { estimate: -0.02, low: -0.08, high: 0.04 },
      },
    ],
    open: saidCell(45),
    distribution: {
      ...{ from: '2026-10-01', to: '2026-10-31', unit: 'days', n: 400, p10: 6, p50: 9, p90: 18 },
      steps: {
        within: [5, 7, 9, 10, 12, 18],
        done: [30, 70, 110, 22, 80, 58],
        share: [0.075, 0.25, 0.525, 0.58, 0.78, 0.925],
      },
      ...{ open: { after: [25], count: [30] }, beyond: 0, withinTwice: 0.925 },
    },
    months: bucketsOf(8, [0.6, 0.6, null, 0.45, 0.5, 0.52, 0.55, 0.5, 0.5, 0.5, 0.5, 0.5, 0.47, 0.58, 0.6]),
    weeks: NO_BUCKETS,
    ...fields,
  };
}

export function promisesFixture(): PromisesAnswer {
  return {
    ...{ timeZone: 'Europe/London', asOf: '2026-11-22T05:00:00Z', from: '2026-10-01', to: '2026-10-31' },
    promises: [
      promiseOf({ id: 'abroad' }),
      promiseOf({
        id: 'callback',
        versions: [
          {
            ...{ ...VERSION, words: 'We ring within two hours.', withinSeconds: 7200, earliestSeconds: null },
            ...{ dueRule: null, href: null, source: 'the announcement', to: '2026-08-31' },
          },
          {
            ...{ ...VERSION, words: 'We ring within the hour.', withinSeconds: 3600, earliestSeconds: null },
            ...{ dueRule: null, href: null, source: 'the announcement', from: '2026-09-01', target: 0.8 },
          },
        ],
        inForce: 1,
        standing: 'too_close',
        distribution: {
          ...{
            from: '2026-10-01',
            to: '2026-10-31',
            unit: 'seconds',
            n: 100,
            p10: 900,
            p50: 2100,
            p90: null,
          },
          steps: { within: [900, 2100, 3600], done: [20, 35, 25], share: [0.2, 0.55, 0.8] },
          ...{ open: { after: [], count: [] }, beyond: 20, withinTwice: 0.8 },
        },
      }),
      promiseOf({
        id: 'letter',
        versions: [{ ...VERSION, words: 'We answer letters in a week.', target: null }],
        period: {
          ...periodOf('2026-10-01', '2026-10-31', 0, 0),
          due: HIDDEN,
          kept: HIDDEN,
          low: null,
          high: null,
        },
        ...{ standing: null, compared: [], open: HIDDEN, distribution: null, months: NO_BUCKETS },
      }),
      silentOf('offer', 'A callback is offered after two minutes.', 'not_recorded'),
      silentOf('refund', 'Refunds within a week.', 'no_records'),
    ],
  };
}

function silentOf(id: string, words: string, silence: PromiseAnswer['silence']): PromiseAnswer {
  return promiseOf({
    ...{ id, silence, standing: null, compared: [], open: NONE, distribution: null, months: NO_BUCKETS },
    versions: [{ ...VERSION, words }],
    period: { ...periodOf('2026-10-01', '2026-10-31', 0, 0), due: NONE, kept: NONE, low: null, high: null },
  });
}
