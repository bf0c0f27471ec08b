/** Stretches of the week as they are said: "on Tuesday to Friday between 16:00 and 20:00". */
import type { Say } from '../i18n/say.ts';
import { formatWeekdays, nameWeekdays } from './date.ts';

/** Weekdays 0 Monday … 6 Sunday and whole hours 0 … 23, all ends included. */
interface WeekStretch {
  fromWeekday: number;
  toWeekday: number;
  fromHour: number;
  toHour: number;
}

export function formatStretch(say: Say, stretch: WeekStretch): string {
  return say.answer.when(
    formatWeekdays(say, stretch.fromWeekday, stretch.toWeekday),
    say.hour(stretch.fromHour),
    say.hour(stretch.toHour + 1),
  );
}

/** "Tuesday to Friday 16:00–20:00": the same for a heading. */
export function nameStretch(say: Say, stretch: WeekStretch): string {
  return say.weekdaysAndHours(
    nameWeekdays(say, stretch.fromWeekday, stretch.toWeekday),
    say.hour(stretch.fromHour),
    say.hour(stretch.toHour + 1),
  );
}
