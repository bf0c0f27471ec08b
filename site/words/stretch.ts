/** Stretches of the week as they are said: "on Tuesday to Friday between 16:00 and 20:00". */
import type { Say } from '../i18n/en.ts';
import { formatWeekdays } from './date.ts';

/** Weekdays 0 Monday … 6 Sunday and whole hours 0 … 23, all ends included. */
export function formatStretch(
  say: Say,
  stretch: { fromWeekday: number; toWeekday: number; fromHour: number; toHour: number },
): string {
  return say.answer.when(
    formatWeekdays(say, stretch.fromWeekday, stretch.toWeekday),
    say.hour(stretch.fromHour),
    say.hour(stretch.toHour + 1),
  );
}
