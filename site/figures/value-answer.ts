/** What both figures of value share: the published answer, its periods from the latest on, and how an amount is written. */
import type { ValueAnswer, ValuePeriod } from '../../api/contract/value.ts';
import { parseDay } from '../../db/domain/civil-day.ts';
import { formatMonth } from '../words/date.ts';
import { formatMoney } from '../words/money.ts';
import { formatCount } from '../words/number.ts';
import type { FigureContext } from './context.ts';

export const VALUE_PATH = 'value';
/** Of a chart; all are in the table. */
export const MOST_PERIODS = 4;

export interface Told {
  answer: ValueAnswer;
  /** the latest first */
  periods: readonly ValuePeriod[];
  now: ValuePeriod;
  format(value: number): string;
}

export function readValue({ read, say }: FigureContext): Told | null {
  const answer = read<ValueAnswer>(VALUE_PATH);
  const now = answer?.periods.at(-1);
  if (answer === null || now === undefined) return null;
  const { currency } = answer;
  const format = (value: number) =>
    currency === null ? formatCount(say, value) : formatMoney(say, currency, value);
  return { answer, periods: answer.periods.toReversed(), now, format };
}

export function monthOf({ say }: FigureContext, { knownBy }: ValuePeriod): string {
  return formatMonth(say, parseDay(knownBy) ?? 0);
}
