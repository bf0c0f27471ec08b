import { expect, test } from 'vitest';
import type { ReportAnswer } from '../../../api/contract/report.ts';
import { daysFigure } from '../../../site/figures/report-days.ts';
import { isMostOf } from '../../../site/figures/surely-most.ts';
import { sayIn } from '../../../site/i18n/say.ts';

const counts = (value: readonly (number | null)[]) => ({
  value,
  status: value.map((one) => (one === null ? ('suppressed' as const) : ('final' as const))),
});

test('the greatest told is the greatest of all where nothing is hidden, or the rest together is less', () => {
  expect(isMostOf(counts([3, 20, 5]), null)).toBe(true);
  expect(isMostOf(counts([3, 20, null]), 42)).toBe(true);
  expect(isMostOf(counts([3, 20, null]), 43)).toBe(false);
  expect(isMostOf(counts([3, 20, null]), null)).toBe(false);
});

test('a week of which a hidden day may have had more names the most of the days that are told', () => {
  const days = { date: ['2026-01-01', '2026-01-02'], holiday: [null, null], ...counts([22, null]) };
  const usual = { value: [null, null], status: ['missing', 'missing'] };
  const headingOf = (total: number) => {
    const figures = { metric: ['offered'], channel: [null], value: [total], status: ['final'] };
    const report = { period: 'week', to: '2026-01-04', contacts: { days: { ...days, usual } }, figures };
    const { heading } = daysFigure(sayIn('en'), () => null, report as unknown as ReportAnswer);
    return heading.replaceAll('\u00a0', ' ');
  };
  expect(headingOf(44)).toBe('Of the days that are told, the most came on Thursday 1 January: 22 contacts');
  expect(headingOf(43)).toBe('The most came on Thursday 1 January: 22 contacts');
});
