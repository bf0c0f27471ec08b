/**
 * What the company says and does about causes of complaints: which policy it holds responsible, and which action names
 * which cause. Owns what was known on a day; refuses to judge whether an action worked.
 */
import type { CauseSettings } from '../../db/configuration.ts';
import { isAboutCause } from '../../db/domain/cause-family.ts';
import { UNSTATED } from '../../db/domain/lattice.ts';
import { slugOf } from '../../db/domain/slug.ts';
import { type CivilDay, formatDay } from '../../db/domain/zone.ts';
import type { ComplaintsAnswer } from '../contract/complaints.ts';
import { namedCause } from './action-parts.ts';
import type { FeedContext } from './context.ts';
import { knownActions } from './known-action.ts';

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
  const registered = knownActions(context, day).map(({ record: { id, title, causes } }) => ({
    named: causes.map((key) => namedCause(context.configuration, key)),
    told: { id, slug: slugOf(id), title },
  }));
  const actions = stated.flatMap(({ cause, names }) =>
    registered
      .filter(({ named }) => named.some((one) => names.some((name) => isAboutCause(one, name))))
      .map(({ told }) => ({ cause, ...told })),
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
