/**
 * Whether there is a service line or a cause of that name: in the configuration or on record. Owns saying so before a
 * misspelt one is answered with zeros; channels and categories are fixed words, of which reading a question takes care.
 */
import { type Dimension, type Member, UNSTATED } from '../../db/domain/lattice.ts';
import { nearestName } from '../../db/domain/nearest-name.ts';
import { cellsOf, findCell } from '../../db/rollup/cell-book.ts';
import { type FeedContext, refuse } from './context.ts';

const NAMED: Readonly<Partial<Record<Dimension, string>>> = { queue: 'service line', cause: 'cause' };

/** Null where every member is known. */
export function refuseUnknown(context: FeedContext, member: Member): ReturnType<typeof refuse> | null {
  for (const dimension of ['queue', 'cause'] as const) {
    const name = member[dimension];
    if (name === undefined || name === UNSTATED[dimension]) continue;
    const configured = dimension === 'queue' ? context.configuration.queues : context.configuration.causes;
    if (Object.hasOwn(configured, name) || findCell(context.db, dimension, { [dimension]: name }) !== null)
      continue;
    const names = [
      ...Object.keys(configured),
      ...cellsOf(context.db, dimension).flatMap(({ member }) => member[dimension] ?? []),
    ];
    const nearest = nearestName(name, names);
    const hint = nearest === null ? '' : `; did you mean ${nearest}?`;
    return refuse(
      `no such ${NAMED[dimension]}`,
      `there is no ${NAMED[dimension]} "${name}", neither on record nor in the configuration${hint}`,
    );
  }
  return null;
}
