/** The public name of a dimension's member: the operator's label where there is one. */
import type { Configuration } from '../../db/configuration.ts';
import { type Dimension, UNSTATED } from '../../db/domain/lattice.ts';
import { MEMBER_WORDS, NOT_STATED } from '../../db/domain/member-words.ts';

export function labelOf(configuration: Configuration, dimension: Dimension, member: string): string {
  if (dimension === 'queue')
    return configuration.queues[member] ?? (member === UNSTATED.queue ? NOT_STATED : member);
  if (dimension === 'cause' && configuration.causes[member] !== undefined)
    return configuration.causes[member].label;
  if (member === UNSTATED[dimension] && dimension !== 'channel' && dimension !== 'category')
    return NOT_STATED;
  return dimension === 'channel' || dimension === 'category' || dimension === 'cause'
    ? (MEMBER_WORDS[member] ?? member)
    : member;
}
