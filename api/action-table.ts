/** Actions as flat tables, for CSV: one row an action, under the names of the fields that were loaded, and one a week. */
import type { ActionAnswer, ActionsAnswer } from './contract/actions.ts';
import type { ImpactAnswer } from './contract/impact.ts';
import { type CsvValue, csvOf, type Table } from './csv.ts';

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
    ['window_weeks', of(({ windowWeeks }) => windowWeeks)],
    ['recorded_at', of(({ recordedAt }) => recordedAt)],
    ['changes_after_start', of(({ versions }) => changesAfterStart(versions))],
    ['verdict', of(({ verdict }) => verdict)],
    ['verdict_at_weeks', of(({ verdictAt }) => verdictAt)],
    ['reasons', of(({ reasons }) => reasons.join(';'))],
    ...(['effect', 'points', 'avoided'] as const).flatMap((name): [string, CsvValue[]][] => [
      [name, of((action) => standing(action)?.[name]?.estimate)],
      [`${name}_low`, of((action) => standing(action)?.[name]?.low)],
      [`${name}_high`, of((action) => standing(action)?.[name]?.high)],
    ]),
    ['level', of((action) => standing(action)?.effect?.level)],
    ['smallest_detectable', of((action) => standing(action)?.smallestDetectable)],
    ['next_look', of(({ nextLook }) => nextLook?.date)],
  ];
  return csvOf({ rows: actions.length, columns });
}

/** The look whose verdict stands. */
function standing({ looks, verdictAt }: ActionAnswer): ActionAnswer['looks'][number] | undefined {
  return looks.find(({ weeks }) => weeks === verdictAt);
}

function changesAfterStart(versions: ActionAnswer['versions']): number {
  return versions.flatMap(({ changes }) => changes).filter(({ isAfterStart }) => isAfterStart).length;
}

/** One row a week: all that the judging is made of, so that it can be done again. */
export function impactCsv({ weeks, ...about }: ImpactAnswer): string {
  const columns: Table['columns'] = [
    ['action', about.action],
    ['metric', about.metric],
    ['unit', about.unit],
    ['kind', about.kind],
    ['time_zone', about.timeZone],
    ['as_of', about.asOf],
    ['full_effect_from', about.fullEffectFrom],
    ['week', weeks.start],
    ['value', weeks.value],
    ['n', weeks.n],
    ['status', weeks.status],
    ['exposure_kind', about.exposureKind],
    ['exposure', weeks.exposure],
    ['control', weeks.control],
    ['control_n', weeks.controlN],
    ['left_out', weeks.leftOut],
    ['without', weeks.without],
    ['without_low', weeks.withoutLow],
    ['without_high', weeks.withoutHigh],
  ];
  return csvOf({ rows: weeks.start.length, columns });
}
