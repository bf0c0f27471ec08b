import { parse } from 'csv-parse/sync';
import { afterEach, describe, expect, test } from 'vitest';
import { actionsAnswer } from '../../../api/contract/actions.ts';
import { impactAnswer } from '../../../api/contract/impact.ts';
import { actOnTheSame } from '../../../api/feeds/action-parts.ts';
import { actionsFeed } from '../../../api/feeds/actions.ts';
import { impactFeed } from '../../../api/feeds/impact.ts';
import { reportFeed } from '../../../api/feeds/report.ts';
import { renderAddress } from '../../../api/render.ts';
import type { ActionRecord } from '../../../db/domain/contact.ts';
import { judgeAction } from '../../../db/domain/impact.ts';
import { formatDay } from '../../../db/domain/zone.ts';
import { actionOf } from '../../support/actions.ts';
import { mondayOf, type OfficeWeek, openOffice, startOfWeek, wavering } from '../../support/judged-office.ts';
import { dayOf } from '../../support/records-context.ts';

const START = 70;
/** Invoices became a quarter fewer when the action began, and nothing else changed. */
const QUARTER_FEWER: OfficeWeek[] = Array.from({ length: START + 32 }, (_, week) => ({
  billing: wavering(week < START ? 200 : 150, week),
  service: wavering(180, week + 3),
}));

type Office = ReturnType<typeof openOffice>;
const offices: Office[] = [];
afterEach(() => {
  for (const office of offices.splice(0)) office.records.close();
});

const plain = (fields: Partial<ActionRecord> = {}) =>
  actionOf({
    id: 'plain',
    startsAt: startOfWeek(START),
    registeredAt: startOfWeek(START - 4),
    causes: ['billing'],
    expectedEffect: 0.2,
    worthwhileEffect: 0.1,
    ...fields,
  });

function open(
  actions: ActionRecord[],
  settings: Parameters<typeof openOffice>[2] & { weeks?: OfficeWeek[] } = {},
) {
  const office = openOffice(settings.weeks ?? QUARTER_FEWER, actions, settings);
  offices.push(office);
  return office.context;
}

const ask = (context: Office['context'], toDay: number | null = null) => {
  const answer = actionsFeed(context, { toDay });
  expect(() => actionsAnswer.parse(answer)).not.toThrow();
  expect(JSON.stringify(answer)).not.toMatch(/NaN|Infinity/);
  return answer.actions;
};
const weeksOf = (context: Office['context'], id = 'plain') => {
  const result = impactFeed(context, { id, toDay: null });
  if (!result.ok) throw new Error(result.detail);
  expect(() => impactAnswer.parse(result.answer)).not.toThrow();
  return result.answer;
};
const said = ({ verdict, verdictAt, reasons }: ReturnType<typeof ask>[number]) => [
  verdict,
  verdictAt,
  reasons,
];

describe('an action that took a quarter of the contacts away', () => {
  test('worked, at each look, with what came of it in per cent and in contacts', () => {
    const context = open([plain()]);
    const [action] = ask(context);
    expect(said(action!)).toEqual(['worked', 26, []]);
    expect(action!.looks.map(({ weeks, date, verdict }) => [weeks, date, verdict])).toEqual([
      // The Sunday of the last week, and seven days until its figure is final.
      [4, formatDay(mondayOf(START + 4) + 6), 'worked'],
      [13, formatDay(mondayOf(START + 13) + 6), 'worked'],
      [26, formatDay(mondayOf(START + 26) + 6), 'worked'],
    ]);
    const { effect, avoided, expected, observed } = action!.looks[2]!;
    expect(effect!.low).toBeLessThan(-0.25);
    expect(effect!.high).toBeGreaterThan(-0.25);
    expect(effect!.high).toBeLessThan(-0.1);
    expect(avoided!.estimate).toBeCloseTo(expected! - observed!, 1);
    expect(observed).toBe(
      weeksOf(context)
        .weeks.value.slice(START, START + 26)
        .reduce<number>((sum, value) => sum + value!, 0),
    );
  });

  test('can be judged again by whoever has the published weeks', () => {
    const context = open([plain({ control: 'service' })]);
    const [action] = ask(context);
    const csv = renderAddress(context, '/api/v1/actions/plain/impact.csv').body;
    const rows = parse(csv, { columns: true }) as Record<string, string>[];
    const number = (text: string | undefined) => (text === '' || text === undefined ? null : Number(text));
    const again = judgeAction({
      kind: 'count',
      exposureKind: 'open_days',
      weeks: rows.map((row, i) => ({
        day: mondayOf(i),
        value: number(row.value),
        base: null,
        exposure: Number(row.exposure),
        control: number(row.control),
        controlBase: null,
        leftOut: row.left_out === '' ? null : (row.left_out as 'selection'),
      })),
      startWeek: rows.findIndex(({ week }) => week === rows[0]!.full_effect_from),
      endWeek: null,
      direction: 'down',
      expectedEffect: 0.2,
      worthwhileEffect: 0.1,
      impactModel: 'step',
    });
    expect(again.looks.map(({ effect }) => effect?.estimate.toFixed(5))).toEqual(
      action!.looks.map(({ effect }) => effect?.estimate.toFixed(5)),
    );
    expect(action!.looks[2]!.method).toMatchObject({ isControlled: true });
    expect(rows.filter(({ left_out }) => left_out === 'selection').map(({ week }) => week)).toEqual(
      [8, 7, 6, 5].map((before) => formatDay(mondayOf(START - before))),
    );
  });

  test('is judged at 4, 13 and 26 weeks and never between: what was said then stands, and a day asks for its own', () => {
    const context = open([plain()]);
    const lookDay = (weeks: number) => mondayOf(START + weeks) + 6;
    const on = (day: number) => ask(context, day)[0]!;
    expect(said(on(lookDay(4) - 1))).toEqual(['too_early', null, ['not_yet']]);
    expect(on(lookDay(4) - 1).nextLook).toEqual({ weeks: 4, date: formatDay(lookDay(4)) });
    expect(said(on(lookDay(4)))).toEqual(['worked', 4, []]);
    const atFour = on(lookDay(4)).looks[0];
    expect(on(lookDay(13) - 1)).toMatchObject({ verdictAt: 4, looks: [atFour, {}, {}] });
    expect(on(lookDay(13)).verdictAt).toBe(13);
    expect(ask(context)[0]!.nextLook).toBeNull();
  });

  test('made it worse where more was wanted, by the same figures', () => {
    expect(said(ask(open([plain({ direction: 'up' })]))[0]!)).toEqual(['made_it_worse', 26, []]);
  });

  test('is not looked at beyond the window that was registered', () => {
    const [action] = ask(open([plain({ windowWeeks: 13 })]));
    expect(action).toMatchObject({ windowWeeks: 13, verdictAt: 13, nextLook: null });
    expect(action!.looks.map(({ weeks }) => weeks)).toEqual([4, 13]);
  });

  test('counts from the first whole week after its roll-out, which is left out', () => {
    const context = open([
      plain({ startsAt: startOfWeek(START - 3) + 3600, rolloutEndsAt: startOfWeek(START) - 3600 }),
    ]);
    expect(weeksOf(context).fullEffectFrom).toBe(formatDay(mondayOf(START)));
    const { leftOut } = weeksOf(context).weeks;
    expect(leftOut.slice(START - 4, START + 1)).toEqual([null, 'rollout', 'rollout', 'rollout', null]);
    expect(ask(context)[0]!.verdict).toBe('worked');
  });
});

describe('hard cases', () => {
  test('without data before it nothing can be told, and that is said', () => {
    const context = open([plain({ startsAt: startOfWeek(4), registeredAt: startOfWeek(3) })]);
    expect(said(ask(context)[0]!)).toEqual(['inconclusive', 26, ['few_weeks_before']]);
  });

  test.each([1, 3, 10, 26, 40])(
    'one that began %i weeks before the first record is told as one of which nothing can be told',
    (before) => {
      const context = open([
        plain({ startsAt: startOfWeek(-before), registeredAt: startOfWeek(-before - 4) }),
        plain({ id: 'other', startsAt: startOfWeek(START), causes: ['service'] }),
      ]);
      const [action, other] = ask(context);
      expect(said(action!)).toEqual(['inconclusive', 26, ['few_weeks_before']]);
      expect(action!.nextLook).toBeNull();
      expect(other!.isJudged).toBe(true);
      expect(weeksOf(context).weeks.without.every((value) => value === null)).toBe(true);
    },
  );

  test('an announced outage within its window is left out of it', () => {
    const from = startOfWeek(START + 6) + 40 * 3600;
    const outages = [
      {
        from: new Date(from * 1000).toISOString(),
        to: new Date((from + 7200) * 1000).toISOString(),
        note: 'a cable was cut',
      },
    ];
    const context = open([plain()], { configuration: { outages } });
    expect(weeksOf(context).weeks.leftOut.slice(START + 5, START + 8)).toEqual([null, 'outage', null]);
    expect(ask(context)[0]!.looks[2]!.method).toMatchObject({ weeksAfter: 25 });
  });

  test('a cause that became another parts its weeks: those beyond the break, seen from the start, are not used', () => {
    const context = open([plain()]);
    const day = mondayOf(START - 20) + 2;
    const causeChanges = [
      { day, kind: 'merged' as const, from: ['invoices'], to: ['billing'], words: 'one cause' },
    ];
    const configuration = { ...context.configuration, causeChanges };
    const { weeks } = weeksOf({ ...context, configuration });
    expect(weeks.leftOut.slice(START - 22, START - 18)).toEqual(['break', 'break', 'break', null]);
    expect(ask({ ...context, configuration })[0]!.looks[2]!.method).toMatchObject({ weeksBefore: 15 });
  });

  test('of two at once on one cause neither is told, and both say why', () => {
    const other = plain({
      id: 'other',
      startsAt: startOfWeek(START + 3),
      registeredAt: startOfWeek(START - 1),
    });
    const [first, second] = ask(open([plain(), other]));
    expect([said(first!), said(second!)]).toEqual([
      ['inconclusive', 26, ['other_action']],
      ['inconclusive', 26, ['other_action']],
    ]);
    expect(first!.looks.map(({ verdict }) => verdict)).toEqual([
      'inconclusive',
      'inconclusive',
      'inconclusive',
    ]);
    expect([first!.overlaps[0]?.id, second!.overlaps[0]?.id]).toEqual(['other', 'plain']);
  });

  test('one that begins nine weeks later ends what can be told of the first, and takes nothing from it', () => {
    const other = plain({
      id: 'other',
      startsAt: startOfWeek(START + 9),
      registeredAt: startOfWeek(START + 1),
    });
    const [first] = ask(open([plain(), other]));
    expect(first).toMatchObject({ verdict: 'worked', verdictAt: 26, reasons: ['other_action'] });
    expect(first!.looks[2]!.method).toMatchObject({ weeksAfter: 9 });
  });

  test('of one that ended early the look before the end stands, and later ones are not judged', () => {
    const [action] = ask(open([plain({ endedAt: startOfWeek(START + 7) })]));
    expect(said(action!)).toEqual(['worked', 4, []]);
    expect(action!.looks.map(({ isJudged, reasons }) => [isJudged, reasons])).toEqual([
      [true, []],
      [false, ['ended']],
      [false, ['ended']],
    ]);
    expect(action!.nextLook).toBeNull();
  });

  test('one that ended before its first look is inconclusive for that reason', () => {
    expect(said(ask(open([plain({ endedAt: startOfWeek(START + 2) })]))[0]!)).toEqual([
      'inconclusive',
      null,
      ['ended'],
    ]);
  });

  test('one that was registered after its start is shown as such and never judged', () => {
    const context = open([plain({ registeredAt: startOfWeek(START) + 1 })]);
    const [action] = ask(context);
    expect(said(action!)).toEqual(['registered_late', null, ['registered_late']]);
    expect(action).toMatchObject({ looks: [], nextLook: null, isJudged: false });
    expect(weeksOf(context).weeks.without.every((value) => value === null)).toBe(true);
  });

  test('one that was changed after its start is judged by what stood before, and the change is shown', () => {
    const office = openOffice(QUARTER_FEWER, [plain()]);
    offices.push(office);
    office.records.load(
      'actions',
      [plain({ direction: 'up', title: 'Another title', expectedEffect: 0.05 })],
      {
        nowSeconds: startOfWeek(START + 5),
      },
    );
    const [action] = ask(office.context);
    expect(action).toMatchObject({
      verdict: 'worked',
      direction: 'down',
      expectedEffect: 0.2,
      title: 'Another title',
    });
    expect(action!.versions).toMatchObject([
      { isJudged: true, changes: [] },
      {
        recordedAt: '2024-06-10T00:00:00+01:00',
        isJudged: false,
        changes: [
          { term: 'direction', before: 'down', after: 'up', isAfterStart: true },
          { term: 'expectedEffect', before: 0.2, after: 0.05, isAfterStart: true },
        ],
      },
    ]);
    // As it was known before the change, there was none.
    expect(ask(office.context, mondayOf(START + 4))[0]!.versions).toHaveLength(1);
  });

  test('one that reached us later than it is said to have been registered says both', () => {
    const [action] = ask(open([plain()], { registeredBy: startOfWeek(START + 20) }));
    expect(action).toMatchObject({
      isRecordedLater: true,
      recordedAt: '2024-09-23T00:00:00+01:00',
      registeredAt: '2024-04-08T00:00:00+01:00',
      verdict: 'worked',
    });
  });

  test('n = 1, nobody at all, and hidden weeks give a verdict and no figure that nobody knows', () => {
    for (const count of [0, 1, 7]) {
      const weeks = QUARTER_FEWER.map(({ service }) => ({ billing: count, service }));
      const [action] = ask(open([plain()], { weeks }));
      expect(action!.verdict).toBe('inconclusive');
      expect(action!.reasons).toEqual([count === 0 ? 'no_contacts' : 'hidden_weeks']);
    }
  });

  test('a share is judged in points, a mean or a median is not judged, and one without weekly figures says so', () => {
    const context = open([
      plain({ id: 'median', metric: 'wait_p50' }),
      plain({ id: 'nothing', metric: 'offered', causes: ['billing'], channel: 'phone', category: 'problem' }),
      plain({ id: 'unheard-of', metric: 'no_such_metric' }),
      plain({ id: 'gave-up', metric: 'abandonment_rate', causes: [] }),
    ]);
    const verdicts = new Map(ask(context).map((action) => [action.id, said(action)]));
    expect(verdicts.get('median')).toEqual(['inconclusive', null, ['not_a_count_or_share']]);
    expect(verdicts.get('unheard-of')).toEqual(['inconclusive', null, ['no_weekly_figures']]);
    expect(verdicts.get('gave-up')?.[0]).toBe('inconclusive');
  });

  test('before any record an action is too early to tell, and says when it could be told', () => {
    const [action] = ask(open([plain()], { weeks: [] }));
    expect(action).toMatchObject({ verdict: 'too_early', looks: [], nextLook: { weeks: 4 } });
  });
});

describe('what reaches us after a verdict takes nothing of it back', () => {
  const more = QUARTER_FEWER.map(({ billing, service }, week) => ({
    billing: week < START ? billing : wavering(260, week),
    service,
  }));
  const worse = ['made_it_worse', 26, []];
  function told(actions: ActionRecord[], nowSeconds: number) {
    const office = openOffice(more, [plain()]);
    offices.push(office);
    expect(said(ask(office.context)[0]!)).toEqual(worse);
    for (const action of actions) office.records.load('actions', [action], { nowSeconds });
    return office.context;
  }

  test('an end before it', () => {
    const early = plain({ endedAt: startOfWeek(START + 2), status: 'ended' });
    const context = told([early], startOfWeek(START + 31));
    const [action] = ask(context);
    expect(said(action!)).toEqual(worse);
    expect(action).toMatchObject({ stage: 'ended', isJudged: true });
    // The look to come is not judged, for the end is known before it.
    const inTime = told([early], startOfWeek(START + 10));
    expect(ask(inTime)[0]!.looks.map(({ verdict, reasons }) => [verdict, reasons])).toEqual([
      ['made_it_worse', []],
      ['inconclusive', ['ended']],
      ['inconclusive', ['ended']],
    ]);
    expect(ask(inTime)[0]).toMatchObject({ verdict: 'made_it_worse', verdictAt: 4, nextLook: null });
  });

  test('another action on the same, said to have begun beside it', () => {
    const beside = plain({
      ...{ id: 'beside', startsAt: startOfWeek(START + 1), registeredAt: startOfWeek(START - 1) },
    });
    const context = told([beside], startOfWeek(START + 31));
    const [action, other] = ask(context);
    expect(said(action!)).toEqual(worse);
    // Who reads of one is led to the other all the same, and that one is judged beside what was known before it.
    expect(action!.overlaps.map(({ id }) => id)).toEqual(['beside']);
    expect(said(other!)).toEqual(['inconclusive', 26, ['other_action']]);
    const { weeks } = weeksOf(context);
    expect(weeks.leftOut.slice(START, START + 3)).toEqual([null, null, null]);
  });

  test('word that it never began', () => {
    const never = plain({ endedAt: startOfWeek(START - 1), status: 'withdrawn' });
    expect(said(ask(told([never], startOfWeek(START + 31)))[0]!)).toEqual(worse);
  });

  test('nor is the history of a company told without what came with it', () => {
    const history = [
      plain(),
      plain({ id: 'beside', startsAt: startOfWeek(START + 3), registeredAt: startOfWeek(START - 1) }),
    ];
    const context = open(history, { weeks: more, registeredBy: startOfWeek(START + 31) });
    expect(said(ask(context)[0]!)).toEqual(['inconclusive', 26, ['other_action']]);
  });
});

test('actions are on the same where they share a cause, or a reason where one names none, in a channel of both', () => {
  const { configuration } = open([], { weeks: [] });
  const a = plain();
  expect(actOnTheSame(configuration, a, plain({ causes: ['service', 'billing'] }))).toBe(true);
  expect(actOnTheSame(configuration, a, plain({ causes: ['service'] }))).toBe(false);
  expect(actOnTheSame(configuration, plain({ channel: 'phone' }), plain({ channel: 'chat' }))).toBe(false);
  expect(
    actOnTheSame(configuration, plain({ category: 'problem' }), plain({ causes: [], category: 'problem' })),
  ).toBe(true);
  expect(actOnTheSame(configuration, a, plain({ causes: [] }))).toBe(false);
  expect(actOnTheSame(configuration, plain({ causes: [] }), plain({ causes: [] }))).toBe(true);
});

describe('a report tells of an action', () => {
  test('what `actions` says on its last day, whatever was asked before, and the verdict that falls in it first', () => {
    const late = plain({ id: 'late', registeredAt: startOfWeek(START + 2) });
    const rival = plain({ id: 'rival', startsAt: startOfWeek(START + 10), registeredAt: startOfWeek(START) });
    const context = open([plain(), late, rival]);
    const months = ['2024-05', '2024-06', '2024-08', '2024-11'];
    const told = months.map((month) => {
      const report = reportFeed(context, month);
      if (!report.ok) throw new Error(report.detail);
      return report.answer;
    });
    // From a handle of its own nothing of the days before is remembered.
    const afresh = open([plain(), late, rival]);
    for (const { to, actions } of told.toReversed()) {
      const said = ask(afresh, dayOf(to));
      expect(actions.map(({ slug, verdict, look }) => [slug, verdict, look?.weeks ?? null])).toEqual(
        said.map(({ slug, verdict, verdictAt }) => [slug, verdict, verdictAt]),
      );
    }
    const findings = told.map((report) => report.findings.find(({ topic }) => topic === 'actions'));
    // Of November the rival's verdict is not: it fell in October.
    expect(findings.map((one) => one?.topic === 'actions' && one.judged.map(({ slug }) => slug))).toEqual([
      ...[[], ['plain'], ['plain', 'rival'], ['plain']],
    ]);
  });
});
