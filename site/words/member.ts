/** The name of a dimension's member as it is read: the operator's own, or the language's for what everybody shares. */
import { MEMBER_WORDS, NOT_STATED } from '../../db/domain/member-words.ts';
import type { Say } from '../i18n/say.ts';

/** `label`: as published. A label that the operator wrote is not translated. */
export function nameMember(say: Say, member: string, label: string): string {
  if (label === NOT_STATED) return say.notStated;
  return label === MEMBER_WORDS[member] ? (say.members[member] ?? label) : label;
}
