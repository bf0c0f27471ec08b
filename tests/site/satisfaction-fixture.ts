/** Satisfaction and account values of the made-up parcel company: figures that agree with its monthly series. */
import type { SatisfactionAnswer } from '../../api/contract/satisfaction.ts';
import type { ValueAnswer, ValuePeriod } from '../../api/contract/value.ts';

const ABOUT = { timeZone: 'Europe/London', asOf: '2026-11-22T05:00:00Z' };
const final = 'final' as const;
const cell = (
  value: number | null,
  n: number | null,
  low: number | null = null,
  high: number | null = null,
) => ({
  ...{ value, n, low, high, status: value === null ? ('missing' as const) : final },
});
const NOTHING = { difference: null, low: null, high: null, change: null };

export const SATISFACTION = {
  ...{ from: '2026-10-01', to: '2026-10-31', channel: null, ...ABOUT },
  score: cell(0.737, 369, 0.69, 0.779),
  mean: { ...cell(4.05, 369, 3.95, 4.15), sd: 1 },
  meanOriginal: { value: 4.05, n: 369, status: final },
  points: {
    point: [1, 2, 3, 4, 5],
    answers: [10, 25, 60, 125, 150],
    share: [10 / 370, 25 / 370, 60 / 370, 125 / 370, 150 / 370],
    status: [final, final, final, final, final],
  },
  recommend: { ...cell(36.2, 260, 27, 45.4), promoters: 150, passives: 55, detractors: 55, isWidest: false },
  response: { value: 0.117, invited: 3163, answered: 369, status: final },
  contacts: {
    offered: { value: 8400, n: 8400, status: final },
    gaveUp: { value: 640, n: 640, status: final },
  },
  targets: [{ id: 'satisfied', words: 'satisfied', metric: 'csat_top2', aim: 0.8, side: 'below' }],
  compared: [
    {
      ...{ comparison: 'previous', comparisonRule: 'the month before', from: '2026-09-01', to: '2026-09-30' },
      score: { ...cell(0.728, 372, 0.68, 0.771), against: { ...NOTHING, change: 'no_clear_change' } },
      mean: {
        ...cell(4, 372, 3.9, 4.1),
        against: { difference: 0.05, low: -0.1, high: 0.2, change: 'no_clear_change' },
      },
      recommend: {
        ...cell(20.5, 258, 10, 31),
        against: { difference: 15.7, low: 1.7, high: 29.7, change: 'rose' },
      },
      response: { value: 0.118, n: 3161, status: final },
    },
    {
      ...{ comparison: 'last_year', comparisonRule: 'a year before', from: '2025-10-01', to: '2025-10-31' },
      score: { ...cell(0.767, 374, 0.722, 0.807), against: { ...NOTHING, change: 'no_clear_change' } },
      mean: {
        ...cell(4.3, 374, 4.2, 4.4),
        against: { difference: -0.25, low: -0.4, high: -0.1, change: 'fell' },
      },
      recommend: { ...cell(null, 0), against: NOTHING },
      response: { value: 0.118, n: 3154, status: final },
    },
  ],
  parts: [
    {
      by: 'channel',
      ...{ member: ['phone', 'email'], label: ['Phone', 'E-mail'] },
      score: {
        ...{ value: [0.78, 0.61], n: [269, 100], status: [final, final] },
        ...{ low: [0.727, 0.512], high: [0.826, 0.7] },
      },
      mean: {
        ...{ value: [4.2, 3.6], n: [269, 100], status: [final, final] },
        low: [4.1, 3.4],
        high: [4.3, 3.8],
      },
    },
    {
      by: 'category',
      ...{ member: ['information', 'problem', 'idea'], label: ['Information', 'Problem', 'Idea'] },
      score: {
        ...{ value: [0.76, 0.72, null], n: [180, 150, null], status: [final, final, 'suppressed'] },
        ...{ low: [0.69, 0.64, null], high: [0.82, 0.79, null] },
      },
      mean: {
        ...{ value: [4.1, 4, null], n: [180, 150, null], status: [final, final, 'suppressed'] },
        ...{ low: [null, null, null], high: [null, null, null] },
      },
    },
  ],
} as unknown as SatisfactionAnswer;

function period(knownBy: string, more: Partial<ValuePeriod>): ValuePeriod {
  return {
    knownBy,
    accounts: {
      ...{
        included: 5210,
        leftOutYoung: 140,
        leftOutClosed: 320,
        dormant: 410,
        negative: 95,
        underYearShare: 0.11,
      },
    },
    accountValue: { value: 34, low: 32, high: 36, confidence: 0.951, reason: null },
    contactsPerAccount: { value: 1.2, reason: null },
    valuePerContact: { value: 28, low: 27, high: 30, reason: null },
    meanBased: { value: 76, reason: null },
    costPerContact: { value: 4.2, reason: null },
    ratio: { value: 6.7, reason: null },
    avoidable: {
      ...{ from: '2025-10-01', to: knownBy, contacts: 51_200, judged: 128_000, share: 0.4 },
      ...{ cost: 220_000, isPartial: false },
    },
    ...more,
  } as ValuePeriod;
}

export const VALUE: ValueAnswer = {
  ...{ ...ABOUT, publish: 'money', currency: 'GBP', baseYear: null },
  periods: [
    period('2025-09-30', {
      valuePerContact: { value: 31, low: 29, high: 33, reason: null },
      costPerContact: { value: 4.08, reason: null },
    }),
    period('2026-09-30', {}),
  ],
};
