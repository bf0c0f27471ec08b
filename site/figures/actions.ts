/** The actions as they are listed: by stage, each with what it is about and what was expected. Judges nothing. */
import type { ActionAnswer, ActionsAnswer } from '../../api/contract/actions.ts';
import type { BreakdownAnswer } from '../../api/contract/breakdown.ts';
import { STAGES, type Stage } from '../../db/domain/action-stage.ts';
import { type CivilDay, parseDay } from '../../db/domain/civil-day.ts';
import { MEMBER_WORDS } from '../../db/domain/member-words.ts';
import type { Say } from '../i18n/say.ts';
import type { Read } from '../published.ts';
import { formatDate } from '../words/date.ts';
import { nameMember } from '../words/member.ts';
import { registryIn } from '../words/method.ts';
import { capitalise, formatFrequency, formatShare } from '../words/number.ts';
import { periodOf } from './breakdown-rows.ts';
import { contactsWord } from './context.ts';
import { addressOfAction } from './event-address.ts';

/** What an action is about, and the page that tells more of it. */
export interface Subject {
  text: string;
  href: string;
}

/** One line of what is known of an action. */
export interface Fact {
  name: string;
  /** `href`: an address without a language */
  values: readonly { text: string; href?: string }[];
  /** the anchor of an event */
  id?: string | undefined;
}

export interface ListedAction {
  action: ActionAnswer;
  href: string;
  when: string;
  subjects: Subject[];
  expectation: string;
  facts: Fact[];
}

export interface ActionList {
  /** a statement made from the data */
  heading: string;
  groups: { stage: Stage; heading: string; actions: ListedAction[] }[];
}

export function actionList(read: Read, say: Say): ActionList {
  const { actions } = read<ActionsAnswer>('actions') ?? { actions: [] };
  const groups = STAGES.map((stage) => ({
    stage,
    heading: say.actions.groups[stage],
    actions: actions
      .filter((action) => action.stage === stage)
      // What began last is what a reader comes for.
      .toReversed()
      .map((action) => listed(read, say, action)),
  })).filter((group) => group.actions.length > 0);
  return { heading: headingOf(say, actions.length, groups), groups };
}

/** The actions that a page of one subject leads to: on a cause of complaints, or on a reason. */
export function actionsAbout(read: Read, subject: string): ActionAnswer[] {
  const { actions } = read<ActionsAnswer>('actions') ?? { actions: [] };
  if (subject === 'complaints') return actions.filter(({ causes }) => causes.length > 0);
  return subject === 'categories' ? actions.filter(({ category }) => category !== null) : [];
}

function headingOf(say: Say, total: number, groups: ActionList['groups']): string {
  const words = say.actions;
  const [only, ...others] = groups;
  if (only === undefined) return words.emptyHeading;
  if (others.length === 0) return words.all[only.stage](total);
  return words.heading(total, say.and(groups.map(({ stage, actions }) => words.some[stage](actions.length))));
}

export function listed(read: Read, say: Say, action: ActionAnswer): ListedAction {
  const { terms } = say.actions;
  const when = whenOf(say, action);
  const subjects = subjectsOf(say, action);
  const expectation = expectationOf(read, say, action);
  return {
    action,
    href: addressOfAction(action.id),
    when,
    subjects,
    expectation,
    facts: [
      factOf(terms.when, when),
      ...(subjects.length === 0 ? [] : [{ name: terms.cause, values: subjects }]),
      factOf(terms.expected, expectation),
      ...ownerOf(say, action),
    ],
  };
}

export function factOf(name: string, text: string, id?: string): Fact {
  return { name, values: [{ text }], id };
}

export function ownerOf(say: Say, { ownerRole }: ActionAnswer): Fact[] {
  return ownerRole === null ? [] : [factOf(say.actions.terms.owner, ownerRole)];
}

/** The civil day of a local time, as it is written there. */
export function dayOf(localTime: string): CivilDay {
  return parseDay(localTime.slice(0, 10)) ?? 0;
}

function whenOf(say: Say, { stage, startsAt, rolloutEndsAt, endedAt }: ActionAnswer): string {
  const words = say.actions;
  const date = (time: string) => formatDate(say, dayOf(time));
  if (stage === 'planned') return words.from(date(startsAt));
  if (stage === 'ended' && endedAt !== null) {
    const said = dayOf(endedAt) < dayOf(startsAt) ? words.givenUp : words.between;
    return said(date(startsAt), date(endedAt));
  }
  if (rolloutEndsAt === null) return words.since(date(startsAt));
  return words[stage === 'rolling_out' ? 'until' : 'sinceForAll'](date(startsAt), date(rolloutEndsAt));
}

/** The causes of one part of what an action is about; all that it names where no part is asked for. */
function causesIn(
  { causes }: Pick<ActionAnswer, 'causes'>,
  part: ActionAnswer['follows'][number] | null,
): readonly { id: string; label: string }[] {
  if (part?.cause === undefined) return causes;
  return causes.flatMap((cause) => [cause, ...cause.parts]).filter(({ id }) => id === part.cause);
}

function subjectsOf(
  say: Say,
  {
    causes,
    category,
    channel,
  }: Pick<ActionAnswer, 'category' | 'channel'> & { causes: readonly { id: string; label: string }[] },
): Subject[] {
  return [
    ...causes.map(({ id, label }) => ({ text: nameMember(say, id, label), href: '/complaints/' })),
    ...(category === null ? [] : [{ text: nameCategory(say, category), href: '/categories/' }]),
    ...(channel === null ? [] : [{ text: say.channels[channel] ?? channel, href: '/service-levels/' }]),
  ];
}

function nameCategory(say: Say, category: string): string {
  return nameMember(say, category, MEMBER_WORDS[category] ?? category);
}

/** "Offered · Invoices and refunds": the metric, and the part of the service it is looked at for. */
export function figureName(
  read: Read,
  say: Say,
  action: ActionAnswer,
  part: ActionAnswer['follows'][number] | null = null,
): string {
  const label = registryIn(say, read).metrics.find(({ id }) => id === action.metric)?.label ?? action.metric;
  const about = subjectsOf(say, { ...action, causes: causesIn(action, part) }).map(({ text }) => text);
  return [label, ...about].join(' · ');
}

/** "10% fewer contacts about invoices": what was announced, in a sentence without its full stop. */
export function expectationOf(read: Read, say: Say, action: ActionAnswer): string {
  const { direction, expectedEffect } = action;
  const { effect, fewerOrMore } = say.actions;
  const share = expectedEffect === null ? null : formatShare(say, expectedEffect);
  const counted = countedOf(say, action);
  if (counted !== null) return capitalise(fewerOrMore[direction](share, counted.whose, counted.about));
  const words =
    share === null ? effect[direction === 'down' ? 'downUnsaid' : 'upUnsaid'] : effect[direction](share);
  return say.actions.expectation(figureName(read, say, action), words);
}

const COUNT = 'offered';

/** The contacts that an action, or a part of it, is about: which, and about what; null where it is about another figure. */
export function countedOf(
  say: Say,
  { metric, causes, category, channel }: ActionAnswer,
  part: ActionAnswer['follows'][number] = {},
): { whose: string; about: string } | null {
  if (metric !== COUNT) return null;
  const { about } = say.actions;
  const named = causesIn({ causes }, part);
  return {
    whose: contactsWord(say, channel),
    about: [
      ...(named.length === 0
        ? []
        : [about.causes(say.and(named.map(({ id, label }) => uncapitalise(nameMember(say, id, label)))))]),
      ...(category === null ? [] : [about.kind(nameCategory(say, category))]),
    ].join(''),
  };
}

/** A name within a sentence: small, but for what is written in capitals ("VAT", "iOS") or in letters without size. */
function uncapitalise(name: string): string {
  return /^\p{Lu}(\p{Ll}|\s)/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** How much of all complaints, or contacts, is about it, where the published breakdowns say; one sentence each. */
export function sharesOf(read: Read, say: Say, { causes, category }: ActionAnswer): string[] {
  const shareIn = (path: string, members: readonly string[]) => {
    const answer = read<BreakdownAnswer>(path);
    const shares = (answer?.rows.member ?? []).flatMap((member, i) =>
      members.includes(member) ? [answer!.rows.share[i] ?? null] : [],
    );
    // With a part hidden the rest is no share of the whole.
    if (answer === null || shares.length === 0 || shares.includes(null)) return null;
    const share = shares.reduce<number>((sum, one) => sum + one!, 0);
    return { share, period: periodOf(say, answer) };
  };
  const ofCauses = causes.flatMap(({ id, label, parts }) => {
    const keys = [id, ...parts.map((part) => part.id)];
    const found = shareIn('breakdown/complaints/cause-previous', keys);
    if (found === null) return [];
    const share = formatFrequency(say, found.share, say.causes.complaints);
    return [say.actions.shareOfComplaints(share, found.period, nameMember(say, id, label))];
  });
  const found = category === null ? null : shareIn('breakdown/offered/category-previous', [category]);
  if (category === null || found === null) return ofCauses;
  const share = formatFrequency(say, found.share, say.anyContacts);
  return [
    ...ofCauses,
    capitalise(say.actions.shareOfContacts(share, found.period, nameCategory(say, category))),
  ];
}
