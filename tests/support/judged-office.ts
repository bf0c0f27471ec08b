/**
 * An office of which weekly sums are known, so that what came of an action can be told: two causes, one of which an action
 * is about. Owns the weeks; tests say what happened in them.
 */
import type { FeedContext } from '../../api/feeds/context.ts';
import type { ActionRecord, IntervalRecord } from '../../db/domain/contact.ts';
import { makeZone } from '../../db/domain/zone.ts';
import { intervalOf } from './records.ts';
import { contextOf, dayOf } from './records-context.ts';
import { RecordsDatabase } from './records-database.ts';

export const OFFICE_ZONE = makeZone('Europe/London');
/** A Monday; the records begin then. */
export const FIRST_WEEK = dayOf('2023-01-02');
const WEEK_DAYS = 7;

export const mondayOf = (week: number) => FIRST_WEEK + WEEK_DAYS * week;
/** The first instant of a week's Monday. */
export const startOfWeek = (week: number) => OFFICE_ZONE.startOfDay(mondayOf(week));

/** A count a week that goes up and down by a few, the same in each run. */
export function wavering(level: number, week: number): number {
  return Math.round(level * (1 + 0.04 * Math.sin(week * 2.4) + 0.03 * Math.cos(week * 5.1)));
}

export interface OfficeWeek {
  billing: number;
  service: number;
}

export interface Office {
  records: RecordsDatabase;
  context: FeedContext;
}

/** `weeks`: one after another from FIRST_WEEK on; the clock stands three weeks after the last. */
export function openOffice(
  weeks: readonly OfficeWeek[],
  actions: readonly ActionRecord[],
  { configuration = {}, registeredBy = 0 }: { configuration?: object; registeredBy?: number } = {},
): Office {
  const records = new RecordsDatabase({ zone: OFFICE_ZONE });
  for (const action of actions) {
    records.load('actions', [action], { nowSeconds: registeredBy || action.registeredAt });
  }
  records.load(
    'intervals',
    weeks.flatMap((counts, week) =>
      (['billing', 'service'] as const).map(
        (cause): IntervalRecord =>
          intervalOf({
            intervalStart: startOfWeek(week),
            interval: 'P1W',
            category: 'problem',
            cause,
            offered: counts[cause],
          }),
      ),
    ),
  );
  const nowSeconds = startOfWeek(weeks.length + 3);
  records.rollUp(nowSeconds);
  return { records, context: officeContext(records, nowSeconds, configuration) };
}

export function officeContext(records: RecordsDatabase, nowSeconds: number, configuration: object = {}) {
  const organisation = { name: 'Office', timeZone: 'Europe/London' };
  return contextOf(records, { organisation, ...configuration }, nowSeconds);
}
