/** Actions as a flat table, for CSV: one row an action, under the names of the fields that were loaded. */
import type { ActionAnswer, ActionsAnswer } from './contract/actions.ts';
import { type CsvValue, formatCsv, type Table } from './csv.ts';

export function actionsCsv({ actions, timeZone, asOf }: ActionsAnswer): string {
  const of = (value: (action: ActionAnswer) => CsvValue) => actions.map(value);
  const columns: Table['columns'] = [
    ['id', of(({ id }) => id)],
    ['slug', of(({ slug }) => slug)],
    ['time_zone', timeZone],
    ['as_of', asOf],
    ['title', of(({ title }) => title)],
    ['summary', of(({ summary }) => summary)],
    ['owner_role', of(({ ownerRole }) => ownerRole)],
    ['causes', of(({ causes }) => causes.map(({ id }) => id).join(';'))],
    ['category', of(({ category }) => category)],
    ['channel', of(({ channel }) => channel)],
    ['registered_at', of(({ registeredAt }) => registeredAt)],
    ['is_registered_late', of(({ isRegisteredLate }) => isRegisteredLate)],
    ['starts_at', of(({ startsAt }) => startsAt)],
    ['rollout_ends_at', of(({ rolloutEndsAt }) => rolloutEndsAt)],
    ['ended_at', of(({ endedAt }) => endedAt)],
    ['stage', of(({ stage }) => stage)],
    ['status', of(({ status }) => status)],
    ['metric', of(({ metric }) => metric)],
    ['direction', of(({ direction }) => direction)],
    ['expected_effect', of(({ expectedEffect }) => expectedEffect)],
    ['worthwhile_effect', of(({ worthwhileEffect }) => worthwhileEffect)],
    ['impact_model', of(({ impactModel }) => impactModel)],
    ['control', of(({ control }) => control?.id)],
    ['from_idea', of(({ fromIdea }) => fromIdea)],
  ];
  return formatCsv(
    [{ rows: actions.length, columns }],
    columns.map(([name]) => name),
  );
}
