/** What a feed needs, for a database of a test: its records, a configuration as an operator writes it, and a clock. */
import type { FeedContext } from '../../api/feeds/context.ts';
import { calendarOf, parseConfiguration, zoneOf } from '../../db/configuration.ts';
import { parseDay } from '../../db/domain/zone.ts';
import type { RecordsDatabase } from './records-database.ts';

export function contextOf(
  records: RecordsDatabase,
  configuration: object,
  nowSeconds: number,
  /** dates, or dates with names */
  holidays: readonly (string | readonly [date: string, name: string])[] = [],
): FeedContext {
  const parsed = parseConfiguration(JSON.stringify(configuration), 'test');
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  return {
    db: records.db,
    configuration: parsed.configuration,
    zone: zoneOf(parsed.configuration),
    calendar: calendarOf(
      parsed.configuration,
      new Map(
        holidays.map((one) => {
          const [date, name] = typeof one === 'string' ? [one, 'a holiday'] : one;
          return [dayOf(date), name] as const;
        }),
      ),
    ),
    nowSeconds,
  };
}

export function dayOf(date: string): number {
  const day = parseDay(date);
  if (day === null) throw new Error(`${date} is no date`);
  return day;
}
