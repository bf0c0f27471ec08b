/** What an action names and what the records have: parents, misspelt causes, causes that came later. */
import { afterEach, describe, expect, test } from 'vitest';
import { actionsAnswer } from '../../../api/contract/actions.ts';
import { actionsFeed } from '../../../api/feeds/actions.ts';
import { complaintsFeed } from '../../../api/feeds/complaints.ts';
import type { FeedContext } from '../../../api/feeds/context.ts';
import { eventsFeed } from '../../../api/feeds/events.ts';
import { impactFeed } from '../../../api/feeds/impact.ts';
import { organisationFeed } from '../../../api/feeds/organisation.ts';
import { reportFeed } from '../../../api/feeds/report.ts';
import { publishedFiles, publishedThrough } from '../../../api/published.ts';
import { renderAddress } from '../../../api/render.ts';
import type { ActionRecord, Category } from '../../../db/domain/contact.ts';
import { actionOf } from '../../support/actions.ts';
import { mondayOf, OFFICE_ZONE, officeContext, startOfWeek, wavering } from '../../support/judged-office.ts';
import { intervalOf } from '../../support/records.ts';
import { dayOf } from '../../support/records-context.ts';
import { RecordsDatabase } from '../../support/records-database.ts';

const START = 20;
const WEEKS = START + 28;
/** Records name the parts alone: `service`, as everybody has it, stands in no row. */
const CAUSES = {
  advice: { label: 'Advice', parent: 'service' },
  assembly: { label: 'Assembly', parent: 'service' },
  unused: { label: 'Never chosen', parent: 'service' },
  invoice: { label: 'Invoice', parent: 'billing' },
};
const COUNTS = { advice: 80, assembly: 60, invoice: 200 } as const;

const opened: RecordsDatabase[] = [];
afterEach(() => {
  for (const records of opened.splice(0)) records.close();
});

const plain = (fields: Partial<ActionRecord> = {}) =>
  actionOf({
    id: 'plain',
    startsAt: startOfWeek(START),
    registeredAt: startOfWeek(START - 4),
    causes: ['invoice'],
    expectedEffect: 0.2,
    ...fields,
  });

interface Settings {
  causes?: object;
  category?: Category;
  /** weeks of records */
  weeks?: number;
}

function open(
  actions: readonly ActionRecord[],
  { causes = CAUSES, category = 'problem', weeks = WEEKS }: Settings = {},
): FeedContext {
  const records = new RecordsDatabase({ zone: OFFICE_ZONE });
  opened.push(records);
  for (const action of actions) {
    // Accepted by a configuration, or a version, that knew them.
    const named = [...action.causes, ...(action.control === null ? [] : [action.control])];
    records.load('actions', [action], { nowSeconds: action.registeredAt, causes: named });
  }
  records.load(
    'intervals',
    Array.from({ length: weeks * 7 }, (_, i) =>
      Object.entries(COUNTS).map(([cause, count]) =>
        intervalOf({
          intervalStart: OFFICE_ZONE.startOfDay(mondayOf(0) + i),
          ...{ interval: 'P1D', category, cause },
          offered: wavering(count, Math.floor(i / 7)),
        }),
      ),
    ).flat(),
  );
  const now = startOfWeek(weeks + 3);
  records.rollUp(now);
  return officeContext(records, now, { causes });
}

const ask = (context: FeedContext, toDay: number | null = null) => {
  const answer = actionsFeed(context, { toDay });
  expect(() => actionsAnswer.parse(answer)).not.toThrow();
  return answer.actions;
};
const weeksOf = (context: FeedContext) => {
  const result = impactFeed(context, { id: 'plain', toDay: null });
  if (!result.ok) throw new Error(result.detail);
  return result.answer.weeks;
};

/** Addresses of the manifest that are not answered. */
function unanswered(context: FeedContext): string[] {
  const organisation = organisationFeed(context);
  const today = context.zone.dayOf(context.nowSeconds);
  const files = publishedFiles(
    organisation,
    today,
    publishedThrough(organisation, today),
    actionsFeed(context, { toDay: null }).actions,
  );
  return files.flatMap(({ path, address }) => {
    if (!path.includes('/actions')) return [];
    const { status } = renderAddress(context, address);
    return status === 200 ? [] : [`${status} ${address}`];
  });
}

describe('a cause that no record has', () => {
  const misspelt = plain({ causes: ['late delivry'], control: 'advise' });

  test('is never a file that cannot be answered, whatever the configuration knows of it', () => {
    expect(unanswered(open([misspelt]))).toEqual([]);
    expect(unanswered(open([plain({ causes: ['billing'], control: 'service' })], { causes: {} }))).toEqual(
      [],
    );
    expect(unanswered(open([plain({ causes: ['unused', 'invoice'] })]))).toEqual([]);
    // Of a word that every object has as a key, too.
    expect(unanswered(open([plain({ causes: ['constructor'], control: 'toString' })]))).toEqual([]);
  });

  test('is one of which nothing is known: too early while a look is to come, then not to be told', () => {
    const context = open([misspelt]);
    const [action] = ask(context);
    expect(action).toMatchObject({
      ...{ verdict: 'inconclusive', reasons: ['not_on_record'] },
      ...{ isJudged: false, follows: [], looks: [], nextLook: null },
    });
    expect(weeksOf(context).start).toEqual([]);
    expect(ask(context, mondayOf(START + 6))[0]).toMatchObject({
      ...{ verdict: 'too_early', reasons: ['not_on_record'] },
      nextLook: { weeks: 13 },
    });
    const ended = plain({ causes: ['unused'], endedAt: startOfWeek(START + 2) });
    expect(ask(open([ended]))[0]).toMatchObject({ verdict: 'inconclusive', reasons: ['ended'] });
  });

  test('takes nothing from the causes beside it that are on record', () => {
    const beside = open([plain({ causes: ['invoice', 'unused'] })]);
    expect(ask(beside)[0]!.follows).toEqual([{ cause: 'invoice' }]);
    expect(weeksOf(beside).value).toEqual(weeksOf(open([plain()])).value);
  });

  test('as a control is no row of zeros, and each look says that it was not used', () => {
    const context = open([plain({ control: 'unused' })]);
    expect(new Set(weeksOf(context).control)).toEqual(new Set([null]));
    expect(ask(context)[0]!.looks[2]!.reasons).toContain('control_unusable');
    expect(ask(context)[0]!.looks[2]!.method).toMatchObject({ isControlled: false });
  });
});

describe('a parent stands for all its causes', () => {
  test('as what an action is about: their weeks are added up, and each has its series', () => {
    const parent = open([plain({ causes: ['service'] })]);
    const both = open([plain({ causes: ['advice', 'assembly'] })]);
    const [action] = ask(parent);
    expect(action!.follows).toEqual([{ cause: 'advice' }, { cause: 'assembly' }]);
    expect(action!.causes).toEqual([
      {
        ...{ id: 'service', label: 'Service', parent: null },
        parts: [
          { id: 'advice', label: 'Advice' },
          { id: 'assembly', label: 'Assembly' },
          { id: 'unused', label: 'Never chosen' },
        ],
      },
    ]);
    expect(weeksOf(parent)).toEqual(weeksOf(both));
    // As they are published: a week of each rounded to 5.
    const week = (count: number) => 5 * Math.round((7 * wavering(count, 0)) / 5);
    expect(weeksOf(parent).value[0]).toBe(week(80) + week(60));
    expect(action!.looks).toEqual(ask(both)[0]!.looks);
  });

  test('as a control: all its causes but those that the action is about', () => {
    const held = (fields: Partial<ActionRecord>) => weeksOf(open([plain(fields)])).control;
    const of = (cause: string) => weeksOf(open([plain({ causes: [cause] })])).value;
    expect(held({ control: 'service' })).toEqual(of('service'));
    expect(held({ causes: ['advice'], control: 'service' })).toEqual(of('assembly'));
    expect(new Set(held({ causes: ['service'], control: 'advice' }))).toEqual(new Set([null]));
  });

  test('beside one of its causes it is another action on the same', () => {
    const rival = plain({ id: 'rival', causes: ['advice'], startsAt: startOfWeek(START + 1) });
    const [action] = ask(open([plain({ causes: ['service'] }), rival]));
    expect(action).toMatchObject({ reasons: ['other_action'], overlaps: [{ id: 'rival' }] });
  });

  test('in complaints and in reports as in `actions`: on each of its causes, and on it whoever names one', () => {
    const context = open([plain({ causes: ['service'] })], { category: 'complaint' });
    const day = dayOf('2023-10-31');
    const complaints = complaintsFeed(context, { fromDay: dayOf('2023-10-01'), toDay: day });
    if (!complaints.ok) throw new Error(complaints.detail);
    expect(complaints.answer.actions.map(({ cause }) => cause).sort()).toEqual(['advice', 'assembly']);
    expect(complaints.answer.withoutAction).toEqual(['invoice']);
    const about = open([plain({ causes: ['billing'] })], { category: 'complaint' });
    const report = reportFeed(about, '2023-10');
    const finding = report.ok ? report.answer.findings.find(({ topic }) => topic === 'complaints') : null;
    expect(finding).toMatchObject({ main: { member: 'invoice', actions: [{ slug: 'plain' }] } });
  });

  test('complaints name an action by the terms that hold, as `actions` does, not by what was sent since', () => {
    const context = open([plain({ causes: ['advice'] })], { category: 'complaint' });
    opened[0]!.load('actions', [plain({ causes: ['invoice'] })], {
      nowSeconds: startOfWeek(START + 1),
      causes: ['invoice'],
    });
    const complaints = complaintsFeed(context, { fromDay: dayOf('2023-10-01'), toDay: dayOf('2023-10-31') });
    if (!complaints.ok) throw new Error(complaints.detail);
    expect(complaints.answer.actions).toMatchObject([{ cause: 'advice', id: 'plain' }]);
    expect(ask(context)[0]!.follows).toEqual([{ cause: 'advice' }]);
  });
});

test('one that was taken back before it started is none to judge, none beside another, and never began', () => {
  const startsAt = startOfWeek(START + 1);
  const back = plain({ id: 'back', startsAt, endedAt: startOfWeek(START - 1), status: 'withdrawn' });
  const context = open([plain(), back]);
  const [action, other] = ask(context);
  expect(other).toMatchObject({
    ...{ id: 'back', stage: 'ended', verdict: 'inconclusive', reasons: ['given_up'] },
    ...{ looks: [], nextLook: null, isJudged: false },
  });
  expect(ask(context, mondayOf(START) - 5)[1]).toMatchObject({ stage: 'ended', reasons: ['given_up'] });
  expect(action).toEqual(ask(open([plain()]))[0]);
  const { events } = eventsFeed(context, { fromDay: null, toDay: null });
  expect(events.flatMap((event) => (event.action?.id === 'back' ? [event.action.phase] : []))).toEqual([
    'ended',
  ]);
});
