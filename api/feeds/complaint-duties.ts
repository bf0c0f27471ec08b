/**
 * What the company says and does about causes of complaints: which policy it holds responsible, and which action names
 * which cause. Owns what was known on a day; refuses to judge whether an action worked.
 */
import type { CauseSettings } from '../../db/configuration.ts';
import { UNSTATED } from '../../db/domain/lattice.ts';
import { slugOf } from '../../db/domain/slug.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import { readActions } from '../../db/queries/actions.ts';
import type { ComplaintsAnswer } from '../contract/complaints.ts';
import type { FeedContext } from './context.ts';

export function settingsOf({ configuration }: FeedContext, cause: string): CauseSettings | undefined {
  return Object.hasOwn(configuration.causes, cause) ? configuration.causes[cause] : undefined;
}

/** What the company holds responsible, and what it does: for the causes of the rows, as it was known on a day. */
export function sayAndDo(
  context: FeedContext,
  rows: readonly { cause: string; names: readonly string[] }[],
  day: CivilDay,
): Pick<ComplaintsAnswer, 'responsible' | 'actions' | 'withoutAction'> {
  const stated = rows.filter(({ cause }) => cause !== UNSTATED.cause);
  const registered = readActions(context.db).filter(
    ({ registeredAt }) => context.zone.dayOf(registeredAt) <= day,
  );
  const isAbout = (names: readonly string[], key: string) =>
    names.includes(key) || names.includes(settingsOf(context, key)?.parent ?? '');
  const actions = stated.flatMap(({ cause, names }) =>
    registered
      .filter(({ causes }) => causes.some((key) => isAbout(names, key)))
      .map(({ id, title }) => ({ cause, id, slug: slugOf(id), title })),
  );
  return {
    responsible: stated.flatMap(({ cause }) =>
      (settingsOf(context, cause)?.responsible ?? [])
        .filter(({ from }) => from <= day)
        .map(({ words, from, to }) => ({
          cause,
          words,
          from: formatDay(from),
          to: to === null || to > day ? null : formatDay(to),
        })),
    ),
    actions,
    withoutAction: stated.flatMap(({ cause }) => (actions.some((one) => one.cause === cause) ? [] : [cause])),
  };
}
