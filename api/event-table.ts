/** Events as a flat table, for CSV: one row an event, with the columns that say what it is of. */
import type { EventAnswer, EventsAnswer } from './contract/events.ts';
import { type CsvValue, csvOf, type Table } from './csv.ts';

export function eventsCsv({ events, timeZone, asOf }: EventsAnswer): string {
  const of = (value: (event: EventAnswer) => CsvValue) => events.map(value);
  const columns: Table['columns'] = [
    ['id', of(({ id }) => id)],
    ['kind', of(({ kind }) => kind)],
    ['from', of(({ from }) => from)],
    ['to', of(({ to }) => to)],
    ['time_zone', timeZone],
    ['as_of', asOf],
    ['title', of(({ title }) => title)],
    ['channel', of(({ channel }) => channel)],
    ['target', of(({ target }) => target?.id)],
    ['target_change', of(({ target }) => target?.change)],
    ['target_clock', of(({ target }) => target?.clock)],
    ['target_queue', of(({ target }) => target?.queue)],
    ['target_threshold_s', of(({ target }) => target?.thresholdSeconds)],
    ['target_share', of(({ target }) => target?.share)],
    ['target_metric', of(({ target }) => target?.metric)],
    ['target_value', of(({ target }) => target?.value)],
    ['target_before', of(({ target }) => target?.before?.id)],
    ['target_before_words', of(({ target }) => target?.before?.words)],
    ['action', of(({ action }) => action?.id)],
    ['action_phase', of(({ action }) => action?.phase)],
    ['judged_after_weeks', of(({ judgement }) => judgement?.weeks)],
    ['verdict', of(({ judgement }) => judgement?.verdict)],
    ['cause_change', of(({ cause }) => cause?.change)],
    ['cause_from', of(({ cause }) => cause?.from.join(';'))],
    ['cause_to', of(({ cause }) => cause?.to.join(';'))],
    ['definition_metric', of(({ definition }) => definition?.metric)],
  ];
  return csvOf({ rows: events.length, columns });
}
