/** The public name of a dimension's member: the operator's label where there is one. */
import type { Configuration } from '../../db/configuration.ts';
import { type Dimension, UNSTATED } from '../../db/domain/lattice.ts';
import { MEMBER_WORDS, NOT_STATED } from '../../db/domain/member-words.ts';

export function labelOf(configuration: Configuration, dimension: Dimension, member: string): string {
  if (dimension === 'queue')
    return own(configuration.queues, member) ?? (member === UNSTATED.queue ? NOT_STATED : member);
  const cause = dimension === 'cause' ? own(configuration.causes, member) : undefined;
  if (cause !== undefined) return cause.label;
  if (member === UNSTATED[dimension] && dimension !== 'channel' && dimension !== 'category')
    return NOT_STATED;
  return dimension === 'channel' || dimension === 'category' || dimension === 'cause'
    ? (own(MEMBER_WORDS, member) ?? member)
    : member;
}

/** Members are the records' words: `constructor` is one like any other, and no key of every object. */
function own<T>(words: Readonly<Record<string, T>>, member: string): T | undefined {
  return Object.hasOwn(words, member) ? words[member] : undefined;
}
