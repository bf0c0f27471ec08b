import { describe, expect, test } from 'vitest';
import type { BreakdownAnswer } from '../../../api/contract/breakdown.ts';
import { METRICS } from '../../../db/domain/metric.ts';
import { actionPage } from '../../../site/figures/action.ts';
import { actionList } from '../../../site/figures/actions.ts';
import { changesPage } from '../../../site/figures/changes.ts';
import { addressOfEvent } from '../../../site/figures/event-address.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import { formatFrequency } from '../../../site/words/number.ts';
import { actionAnswer, eventsFixture, ODD_IDS } from '../events-fixture.ts';
import { type Cell, day, type Files, readerOf, seriesOf } from '../published-fixture.ts';

const en = sayIn('en');
const LANGUAGES = ['en', 'es', 'fr'].map(sayIn);
const read = (files: Files = eventsFixture()) => readerOf(files);
const only = (...actions: ReturnType<typeof actionAnswer>[]): Files =>
  eventsFixture({ isEmpty: true }).set('actions', { timeZone: 'Europe/London', asOf: 'v', actions });

describe('the list of actions', () => {
  test('is headed by how many there are at which stage', () => {
    expect(actionList(read(), en).heading).toBe(
      '13 actions: 10 running, 1 being rolled out, 1 planned and 1 ended',
    );
    expect(actionList(read(only(actionAnswer({ id: 'a' }))), en).heading).toBe('One action is running');
    const two = only(
      actionAnswer({ id: 'a', stage: 'planned' }),
      actionAnswer({ id: 'b', stage: 'planned' }),
    );
    expect(actionList(read(two), en).heading).toBe('2 actions are planned');
  });

  test('says so where there are none, or no such file', () => {
    for (const files of [eventsFixture({ isEmpty: true }), new Map() as Files]) {
      expect(actionList(read(files), en)).toEqual({ heading: 'No action has been registered', groups: [] });
    }
  });

  test('says when, about what and what was expected', () => {
    const [running, rolling, planned, ended] = actionList(read(), en).groups.map(
      ({ actions }) => actions.at(-1)!,
    );
    expect(running).toMatchObject({
      href: '/actions/plain-invoices/',
      when: 'Since 2\u00a0March 2026; for everybody since 16\u00a0March 2026.',
      subjects: [{ text: 'Invoices & refunds', href: '/complaints/' }],
      expectation: '20% fewer contacts about invoices & refunds',
    });
    expect(rolling?.when).toBe('Since 2\u00a0November 2026; for everybody from 7\u00a0December 2026.');
    expect(rolling?.subjects.map(({ text }) => text)).toEqual(['Problem', 'Phone']);
    expect(planned?.when).toBe('From 4\u00a0January 2027.');
    expect(planned?.expectation).toBe('More contacts; by how much was not said');
    expect(rolling?.expectation).toBe('Fewer calls of the kind “Problem”; by how much was not said');
    expect(ended?.expectation).toBe('no_such_metric: to fall; by how much was not said');
    expect(ended?.when).toBe('From 2\u00a0March 2026 to 1\u00a0June 2026.');
  });
});

test.each([
  ['en', 'Planned for 7\u00a0December 2026, and given up on 20\u00a0November 2026.'],
  ['fr', 'Prévue pour le 7\u00a0décembre 2026, abandonnée le 20\u00a0novembre 2026.'],
  [
    'es',
    'Prevista para el 7\u00a0de\u00a0diciembre de 2026 y abandonada el 20\u00a0de\u00a0noviembre de 2026.',
  ],
] as const)('one that was taken back before it started is said so in %s', (language, when) => {
  const [startsAt, endedAt] = ['2026-12-07T00:00:00+00:00', '2026-11-20T09:00:00+00:00'];
  const reasons: ['given_up'] = ['given_up'];
  const back = actionAnswer({
    id: 'back',
    startsAt,
    endedAt,
    stage: 'ended',
    verdict: 'inconclusive',
    reasons,
  });
  expect(actionList(read(only(back)), sayIn(language)).groups[0]!.actions[0]!.when).toBe(when);
});

describe('the page of an action', () => {
  const page = (slug = 'plain-invoices', say = en) => actionPage(read(), say, slug)!;

  test('says how much of all complaints is about its cause', () => {
    expect(page().why).toEqual([
      'In October\u00a02026, about 3 in 20 complaints were about “Invoices & refunds”.',
    ]);
    expect(page('tracking').why).toEqual([
      'In October\u00a02026, about 3 in 10 contacts were of the kind “Problem”.',
    ]);
    expect(page('lockers').why).toEqual([]);
  });

  test('says of a parent cause what its parts add up to, and each part by its own name', () => {
    const files = eventsFixture();
    const rows = (files.get('breakdown/complaints/cause-previous') as BreakdownAnswer).rows;
    const [first, second] = ['delivery', 'billing'].map((member) => rows.share[rows.member.indexOf(member)]!);
    const named = (id: string, label: string) => ({ id, label });
    const parts = [named('delivery', 'Late'), named('billing', 'Wrong'), named('unused', 'Never chosen')];
    const action = actionAnswer({
      id: 'plain-invoices',
      causes: [{ ...named('parcels', 'Parcels'), parent: null, parts }],
      follows: [{ cause: 'billing' }],
    });
    const page = actionPage(read(files.set('actions', { actions: [action] })), en, 'plain-invoices')!;
    expect(page.why).toEqual([expect.stringContaining('complaints were about “Parcels”')]);
    expect(page.why[0]).toContain(formatFrequency(en, first! + second!, en.causes.complaints));
    expect(page.expectation).toBe('Fewer contacts about parcels; by how much was not said');
    expect(page.figures[0]!.heading).toContain('about wrong');
  });

  test('says when it was registered, and plainly where that was after it had started', () => {
    const registered = (slug: string) =>
      page(slug).terms.find(({ name }) => name === 'Registered')?.values[0]?.text;
    expect(registered('plain-invoices')).toBe('1\u00a0February 2026, before it started');
    expect(registered('hostile')).toMatch(/after it had started: what was expected had not been set down/);
  });

  test('shows the weekly figure with its moments, and names the last whole week', () => {
    const [figure] = page().figures;
    expect(figure?.heading).toBe('104 contacts about invoices & refunds in the week of 9\u00a0November 2026');
    expect(figure?.standfirst).toContain('to 15\u00a0November 2026');
    const texts = figure!.pictures!.wide.marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
    expect(texts).toContain('start, 2\u00a0March 2026');
    expect(texts).toContain('for everybody, 16\u00a0March 2026');
    expect(figure?.tables[0]?.rows).toHaveLength(58);
    expect(figure?.sources).toEqual([
      { path: 'actions/plain-invoices/1', name: 'Contacts · Invoices & refunds' },
      { path: 'actions/plain-invoices/impact', name: 'the weeks it was judged by' },
    ]);
    expect(figure?.notes.join(' ')).toContain('proves nothing by itself');
  });

  test('draws the level that was expected from the start on: the middle of the weeks before, less what was announced', () => {
    const files = eventsFixture();
    files.delete('actions/plain-invoices/impact');
    const [figure] = actionPage(read(files), en, 'plain-invoices')!.figures;
    const wide = figure!.pictures!.wide;
    const level = wide.marks.find(({ class: name }) => name === 'expected-level');
    const start = wide.marks.find(({ class: name }) => name === 'moment');
    expect(level).toMatchObject({ kind: 'line', x1: (start as { x1: number }).x1 });
    const texts = wide.marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
    // 21 weeks before 2 March, of which one has no record; the middle of the other 20 is 133.5.
    expect(texts).toContain('expected: 107');
    expect(figure?.notes[1]).toContain('the middle of the 20 weeks before the start');
    const unannounced = new Map(files).set('actions', {
      actions: [actionAnswer({ id: 'plain-invoices', follows: [{ cause: 'billing' }] })],
    });
    const bare = actionPage(read(unannounced), en, 'plain-invoices')!.figures[0]!;
    expect(bare.pictures!.wide.marks.some(({ class: name }) => name === 'expected-level')).toBe(false);
    expect(bare.notes.join(' ')).not.toContain('expected');
  });

  test('leads to its cause and to the same view of the past', () => {
    expect(page().links).toEqual([
      { text: 'Invoices & refunds', href: '/complaints/' },
      {
        text: 'Contacts · Invoices & refunds: the whole history',
        href: '/history/?metric=offered&cause=billing&from=2025-10-06&to=2026-11-21',
      },
    ]);
  });

  test('has no curve where the series holds nothing, and none of a metric that is unknown', () => {
    const hidden: Cell[] = [{ day: day('2026-03-02'), value: null, status: 'missing' }];
    const files = eventsFixture().set('actions/plain-invoices/1', seriesOf('offered', 'week', hidden));
    expect(actionPage(read(files), en, 'plain-invoices')).toMatchObject({
      figures: [],
      links: [{ href: '/complaints/' }],
    });
    expect(page('calculator').figures).toEqual([]);
    expect(actionPage(read(), en, 'nothing')).toBeNull();
  });

  test('draws what would have come without it, hollow where a week is not used, and no level beside it', () => {
    const [figure] = page().figures;
    const { marks } = figure!.pictures!.wide;
    const classes = marks.map(({ class: name }) => name);
    expect(classes).toContain('band past');
    expect(classes.filter((name) => name === 'dot left-out')).toHaveLength(1);
    expect(classes).toContain('phase');
    expect(classes).not.toContain('expected-level');
    expect(figure!.notes.join(' ')).toContain('19 in 20 such lines');
    expect(figure!.tables[0]!.columns).toEqual(['Week of', 'Figure', 'without it']);
    const control = page().control!;
    expect(control.heading).toMatch(/^How we dealt with it: \d+ contacts in the week of /);
    expect(control.standfirst).toMatch(/^The action should have left “How we dealt with it” as it is\. /);
  });

  test('says at each look what was said then, with the estimate and its interval', () => {
    const rows = page().looks!.rows.map(({ name, cells }) => [
      name,
      ...cells.map(({ text, note }) => [text, note]),
    ]);
    expect(rows[0]).toEqual([
      'After 4 weeks',
      ['…\u00a0Too early to tell', 'on 19\u00a0April 2026'],
      ['−14%', '−22% to −6%'],
      ['−1,600', '−2,000 to −1,300'],
    ]);
    expect(page('calculator').looks).toBeNull();
  });

  test('says nothing undefined, in any language', () => {
    for (const say of LANGUAGES) {
      expect(JSON.stringify(page('plain-invoices', say))).not.toMatch(/undefined|null week|NaN|Infinity/);
    }
  });
});

describe('the page of changes', () => {
  const page = (files = eventsFixture(), say = en) => changesPage(read(files), say, day('2026-11-22'));

  test('lists what changed, the newest first, each under its year and with its anchor', () => {
    expect(page().years.map(({ year, entries }) => [year, entries.map(({ id }) => id)])).toEqual([
      ['2027', ['target-slow-ended-2027-01-01']],
      [
        '2026',
        [
          'gap-phone-2026-10-14-0800',
          'outage-phone-2026-09-30-1000',
          'action-plain-invoices-judged-13',
          'definition-offered-2026-05-01',
          'target-fast-2026-01-01',
        ],
      ],
      ['2020', ['target-slow-2020-01-01']],
    ]);
    expect(page().holidays.map(({ entries }) => entries.map(({ id }) => id))).toEqual([
      ['holiday-2025-12-25'],
    ]);
  });

  test('begins with the newest that has come, and not with one announced', () => {
    expect(page().latest).toEqual({
      heading:
        'The last change, on 14\u00a0October 2026: no records at hours when people usually get in touch',
      detail: 'Phone, 14\u00a0October 2026, 08:00 to 15\u00a0October 2026, 20:00.',
      quoted: null,
      targets: 'Targets last changed on 1\u00a0January 2026.',
    });
    expect(page(eventsFixture({ isEmpty: true })).latest).toBeNull();
    expect(page(new Map()).years).toEqual([]);
  });

  test('tells the newest as news: an outage in the operator’s words, a target and a definition in ours', () => {
    const latestOn = (date: string, say = en) => changesPage(read(), say, day(date)).latest;
    expect(latestOn('2026-10-01')).toMatchObject({
      heading: 'The last change, on 30\u00a0September 2026: a cable was cut',
      detail: 'Phone, 30\u00a0September 2026, 10:00–13:00.',
      quoted: 'a cable was cut',
    });
    expect(latestOn('2026-05-02')).toMatchObject({
      heading: 'The last change, on 1\u00a0May 2026: “Contacts” is counted otherwise',
      detail: '1\u00a0May 2026: Callbacks count as well.',
    });
    expect(latestOn('2020-06-01')).toEqual({
      heading: 'The last change, on 1\u00a0January 2020: a new target',
      detail: '1\u00a0January 2020: 8 in 10 within two minutes.',
      quoted: '8 in 10 within two minutes',
      targets: null,
    });
    const [, es, fr] = LANGUAGES;
    expect(latestOn('2026-10-01', es)?.heading.replaceAll('\u00a0', ' ')).toBe(
      'El último cambio, el 30 de septiembre de 2026: a cable was cut',
    );
    expect(latestOn('2026-10-01', fr)).toMatchObject({
      heading: 'Le dernier changement, le 30\u00a0septembre 2026\u00a0: a cable was cut',
      detail: 'Téléphone, 30\u00a0septembre 2026, 10\u00a0h–13\u00a0h.',
      targets: 'Les objectifs ont changé pour la dernière fois le 1er\u00a0janvier 2026.',
    });
  });

  test('says times within a day once, and a target with the one before', () => {
    const entries = page().years.flatMap(({ entries: some }) => some);
    const entry = (id: string) => entries.find((one) => one.id === id);
    expect(entry('outage-phone-2026-09-30-1000')?.when).toBe('30\u00a0September 2026, 10:00–13:00');
    expect(entry('gap-phone-2026-10-14-0800')?.when).toBe(
      '14\u00a0October 2026, 08:00 to 15\u00a0October 2026, 20:00',
    );
    expect(entry('target-fast-2026-01-01')).toMatchObject({
      said: 'A changed target:',
      before: '8 in 10 within two minutes',
    });
    expect(entry('definition-offered-2026-05-01')?.said).toBe('Contacts is counted otherwise:');
  });

  test('names the days that may still change and when the last of them is final', () => {
    expect(page().unsettled).toMatchObject([
      {
        finalAfterDays: 7,
        days: { from: day('2026-11-16'), to: day('2026-11-21'), finalOn: day('2026-11-28') },
        metrics: [{ label: 'Contacts', href: '/methods/offered/' }],
      },
    ]);
    expect(METRICS.find(({ id }) => id === 'offered')?.finalAfterDays).toBe(7);
    const settled = eventsFixture().set(
      'series/day/offered',
      seriesOf('offered', 'day', [{ day: 0, value: 1 }]),
    );
    expect(page(settled).unsettled[0]?.days).toBeNull();
  });

  test('has an entry for every event but actions, whose own pages have them', () => {
    const { events } = eventsFixture().get('events') as { events: Parameters<typeof addressOfEvent>[0][] };
    const entries = [...page().years, ...page().holidays].flatMap(({ entries: some }) => some);
    const anchors = new Set(entries.map(({ id }) => `/changes/#${id}`));
    for (const event of events.filter(({ action }) => action === null)) {
      expect(anchors).toContain(addressOfEvent(event));
    }
    for (const id of ['plain-invoices', ...ODD_IDS]) {
      const address = addressOfEvent({ id: 'action-x-starts', action: { id, phase: 'starts' } });
      expect(address).toMatch(/^\/actions\/[a-z0-9_-]+\/#action-x-starts$/);
    }
  });
});
