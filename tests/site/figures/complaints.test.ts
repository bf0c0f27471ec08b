import { describe, expect, test } from 'vitest';
import type { ComplaintsAnswer } from '../../../api/contract/complaints.ts';
import { complaintDuties } from '../../../site/figures/complaint-duties.ts';
import { complaintFigures } from '../../../site/figures/complaints.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import { comparedWith, complaintsOf, said } from '../complaints-fixture.ts';
import { eventsFixture } from '../events-fixture.ts';
import { NOW_SECONDS, ORGANISATION, readerOf } from '../published-fixture.ts';

const say = sayIn('en');

function readerWith(answer: ComplaintsAnswer) {
  const files = eventsFixture();
  files.set('complaints/latest', answer);
  return readerOf(files);
}

function figuresOf(answer: ComplaintsAnswer, language = 'en') {
  const figures = complaintFigures(readerWith(answer), sayIn(language), ORGANISATION, NOW_SECONDS);
  return { causes: figures[0]!, parts: figures[1]!, months: figures[2]!, handling: figures[3]! };
}

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('the causes', () => {
  const { causes } = figuresOf(complaintsOf());

  test('are ranked, with what they add up to and how far each could be off', () => {
    expect(causes.tables[0]!.rows.map(({ name, cells }) => [name, ...cells.map(({ text }) => text)])).toEqual(
      [
        ['Delivery', '420', '58%', '58%', 'no clear change', 'rose: 40% more'],
        ['How we dealt with it', '195', '27%', '84%', 'fell: 23% fewer', 'no clear change'],
        ['Invoices & refunds', '115', '16%', '100%', 'no clear change', 'none before'],
        ['Prices', 'hidden', '–', '–', 'hidden', 'not comparable'],
      ],
    );
    expect(causes.tables[0]!.rows[1]!.cells[3]!.note).toBe('39% fewer to 3% fewer');
  });

  test('are said to have changed only where the test says so', () => {
    expect(causes.heading).toBe(
      'Delivery: the cause of about 6 in 10 complaints; no clear change from September',
    );
    expect(plain(causes.standfirst)).toContain(
      '736 complaints in October 2026, 88 for every 1,000 contacts.',
    );
    expect(plain(causes.standfirst)).toContain(
      'No clear change from September: anything from 18% fewer to 18% more a day.',
    );
    expect(plain(causes.standfirst)).toContain(
      'A day, that is more than in October 2025: 10% more to 57% more.',
    );
    expect(plain(causes.standfirst)).toContain('Clearly fewer than in September: How we dealt with it.');
    expect(causes.notes.join(' ')).toContain('Not comparable: Prices.');
  });

  test('of a month without a complaint are none, which is said', () => {
    const answer = complaintsOf();
    const none = { ...answer, total: { ...answer.total, ...said([0]) } } as ComplaintsAnswer;
    const figure = figuresOf(none).causes;
    expect(figure.pictures).toBeNull();
    expect(plain(figure.heading)).toBe('Nobody complained in October 2026');
    expect(figure.standfirst).toContain('a zero, not a gap');
  });

  test('of a month in which none is stated are not recorded, and of so few that they are hidden are hidden', () => {
    const answer = complaintsOf();
    const unstated = {
      ...answer,
      causes: { ...answer.causes, ...said([730]), cause: ['unstated'], label: ['Not stated'] },
    } as ComplaintsAnswer;
    expect(figuresOf(unstated).causes.heading).toContain('were about is not recorded');
    const few = {
      ...answer,
      total: { ...answer.total, ...said([null]) },
      causes: { ...answer.causes, ...said([]), cause: [], label: [] },
    } as ComplaintsAnswer;
    expect(figuresOf(few).causes.heading).toContain('hidden to protect people');
  });

  test('all hidden are not said to be of few, nor tested together where one comparison is', () => {
    const answer = complaintsOf();
    const share = answer.causes.cause.map(() => null);
    const values = said(answer.causes.cause.map(() => null));
    const hidden = {
      ...answer,
      causes: { ...answer.causes, ...values, share },
      test: { ...answer.test, comparisons: 1 },
    };
    const { heading, notes, tables } = figuresOf(hidden as ComplaintsAnswer).causes;
    expect(plain(heading)).toBe('The causes of the complaints of October 2026 are hidden to protect people');
    expect(notes.join(' ')).not.toMatch(/1 comparisons|Shares are of/);
    expect(tables[0]!.rows[0]!.cells[0]!.text).toBe('hidden');
  });

  test('that are ten times as many are said as times, and none now as all fewer', () => {
    const answer = complaintsOf();
    const previous = comparedWith(
      [40, 245, 105, 10],
      ['rose', 'fell', 'no_clear_change', 'hidden'],
      [[10.5, 6, 19], [0, 0, 0.2], [1, 0.8, 1.2], null],
    );
    const { causes } = figuresOf({ ...answer, causes: { ...answer.causes, previous } });
    const cells = causes.tables[0]!.rows.map((row) => row.cells[3]!.text);
    expect(cells.slice(0, 2)).toEqual(['rose: 11 times as many', 'fell: 100% fewer']);
  });
});

test('what a cause consists of names the cause, and falls to own causes under those of everybody', () => {
  const { parts } = figuresOf(complaintsOf());
  expect(parts.heading).toBe('Parcel late: 210 complaints, part of “Delivery”');
  const answer = complaintsOf();
  const own = {
    ...answer,
    parts: { ...answer.parts, ...said([]), cause: [], part: [], label: [], share: [] },
    causes: {
      ...answer.causes,
      parent: [null, null, 'pricing', null],
      parentLabel: [null, null, 'Prices', null],
    },
  } as ComplaintsAnswer;
  expect(figuresOf(own).parts.heading).toBe('Invoices & refunds: 115 complaints, part of “Prices”');
});

describe('the months', () => {
  const { months } = figuresOf(complaintsOf());

  test('are cut where causes were merged, and marked where something happened', () => {
    const marks = months.pictures!.wide.marks;
    expect(marks.some((mark) => mark.kind === 'text' && mark.text === '✚')).toBe(true);
    expect(marks.some((mark) => mark.kind === 'text' && mark.text === '▲')).toBe(true);
    expect(marks.some((mark) => mark.kind === 'text' && mark.text === '●')).toBe(true);
    expect(plain(months.notes[0]!)).toContain('✚ causes renamed, merged or split');
  });

  test('begin with the first of which anything is known', () => {
    expect(months.tables[0]!.rows).toHaveLength(14);
    expect(plain(months.heading)).toBe(
      'Clearly more complaints about “Delivery” than a year before, September 2025 to October 2026',
    );
  });
});

test('what took longer than is known yet is said to have, and no month is without its share', () => {
  const { handling } = figuresOf(complaintsOf());
  expect(plain(handling.heading)).toBe(
    'Half of October 2026’s complaints were settled within 2 days; nine in ten not within the 21 days known so far',
  );
  expect(plain(handling.standfirst)).toContain(
    '85% of the 240 complaints that were due were settled by the promised time, in a range of 80–89%.',
  );
  expect(plain(handling.tables[0]!.rows[0]!.cells[2]!.text)).toBe('more than 21 days');
  const answer = complaintsOf();
  const silent = {
    ...answer,
    total: {
      ...answer.total,
      ...{ kept: said([null], 'missing', [0]), daysMedian: said([null], 'missing', [0]) },
    },
  } as ComplaintsAnswer;
  expect(figuresOf(silent).handling.pictures).toBeNull();
});

test('a cause without an action is said to have none, and one with a policy names it with its day', () => {
  const duties = complaintDuties(readerWith(complaintsOf()), say)!;
  expect(duties.heading).toBe('Without an action: “Delivery”, “How we dealt with it” and “Prices”');
  expect(duties.duties[0]).toMatchObject({
    responsible: {
      words: 'A day is promised too early',
      when: expect.stringMatching(/^since 1.March.2026$/),
    },
    earlier: [{ words: 'Too many stops on a tour' }],
    actions: [],
  });
  expect(duties.duties[2]!.actions).toEqual([
    { title: 'Invoices in plain words', href: '/actions/plain-invoices/', verdict: 'worked' },
  ]);
});

test.each(['en', 'es', 'fr'])(
  'every sentence is whole, and no two tables have one name, in %s',
  (language) => {
    const figures = Object.values(figuresOf(complaintsOf(), language));
    const captions = figures.flatMap(({ tables }) => tables.map(({ caption }) => caption));
    expect(new Set(captions).size, captions.join(', ')).toBe(captions.length);
    for (const { heading, standfirst, notes, pictures } of figures) {
      for (const text of [heading, standfirst, ...notes, pictures!.wide.label, pictures!.narrow.label]) {
        expect(text).not.toMatch(/undefined|NaN|\[object|\.\.|,,| {2}/);
        expect(text).toBe(text.trim());
        if (text !== '') expect(text.charAt(0), text).toBe(text.charAt(0).toUpperCase());
      }
    }
  },
);
