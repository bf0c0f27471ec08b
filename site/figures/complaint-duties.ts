/**
 * What the company says and does about each cause: the policy that it holds responsible, dated, and the actions that name
 * the cause. Owns saying plainly where there is none; refuses to judge whether an action worked.
 */
import type { ActionsAnswer } from '../../api/contract/actions.ts';
import type { ComplaintsAnswer } from '../../api/contract/complaints.ts';
import { parseDay } from '../../db/domain/civil-day.ts';
import type { Verdict } from '../../db/domain/impact-verdict.ts';
import { UNSTATED } from '../../db/domain/lattice.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { formatDate } from '../words/date.ts';
import { LATEST, nameCause } from './complaint-changes.ts';
import { addressOfAction } from './event-address.ts';

export interface Duty {
  cause: string;
  name: string;
  /** in force, and since when; null: the company has said nothing */
  responsible: { words: string; when: string } | null;
  earlier: { words: string; when: string }[];
  /** `verdict`: what came of it; null where the list of actions does not have it */
  actions: { title: string; href: string; verdict: Verdict | null }[];
}

export interface Duties {
  heading: string;
  duties: Duty[];
}

/** Null where no cause is on record that anything could be done about. */
export function complaintDuties(read: Read, say: Say): Duties | null {
  const answer = read<ComplaintsAnswer>(LATEST);
  const causes = answer?.causes.cause.filter((cause) => cause !== UNSTATED.cause) ?? [];
  if (answer === null || causes.length === 0) return null;
  const words = say.complaints.duties;
  const without = causes.filter((cause) => answer.withoutAction.includes(cause));
  const heading =
    without.length === 0
      ? words.heading.all
      : without.length === causes.length
        ? words.heading.none
        : words.heading.some(
            say.and(without.map((cause) => say.promises.quoted(nameCause(say, answer, cause)))),
          );
  return { heading, duties: causes.map((cause) => dutyOf(read, say, answer, cause)) };
}

function dutyOf(read: Read, say: Say, answer: ComplaintsAnswer, cause: string): Duty {
  const words = say.complaints.duties;
  const date = (text: string) => formatDate(say, parseDay(text) ?? 0);
  const listed = read<ActionsAnswer>('actions')?.actions ?? [];
  const held = answer.responsible
    .filter((one) => one.cause === cause)
    .map(({ words: policy, from, to }) => ({
      words: policy,
      isInForce: to === null,
      when: to === null ? words.since(date(from)) : words.between(date(from), date(to)),
    }));
  return {
    cause,
    name: nameCause(say, answer, cause),
    responsible: held.findLast(({ isInForce }) => isInForce) ?? null,
    earlier: held.filter(({ isInForce }) => !isInForce).toReversed(),
    actions: answer.actions
      .filter((one) => one.cause === cause)
      .map(({ id, title }) => ({
        title,
        href: addressOfAction(id),
        verdict: listed.find((one) => one.id === id)?.verdict ?? null,
      })),
  };
}
