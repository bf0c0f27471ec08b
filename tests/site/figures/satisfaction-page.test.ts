import { describe, expect, test } from 'vitest';
import type { SatisfactionAnswer } from '../../../api/contract/satisfaction.ts';
import type { ValueAnswer, ValuePeriod } from '../../../api/contract/value.ts';
import type { Figure } from '../../../site/figures/figure.ts';
import { subjectPageOf } from '../../../site/figures/topics.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import { type Files, NOW_SECONDS, ORGANISATION, publishedFixture, readerOf } from '../published-fixture.ts';
import { SATISFACTION, VALUE } from '../satisfaction-fixture.ts';

function pageOf(subject: 'satisfaction' | 'value', change: (files: Files) => void = () => {}) {
  const files = publishedFixture();
  change(files);
  return subjectPageOf(subject, readerOf(files), sayIn('en'), ORGANISATION, NOW_SECONDS);
}
const figureOf = (page: ReturnType<typeof pageOf>, id: string) => page.figures.find((one) => one.id === id);
const plain = (text: string | undefined) => text?.replace(/[\s\u00a0\u202f]+/g, ' ');
const textOf = (page: ReturnType<typeof pageOf>) => JSON.stringify([page.figures, page.absences]);

function satisfaction(more: Partial<SatisfactionAnswer>) {
  return pageOf('satisfaction', (files) => files.set('satisfaction/all', { ...SATISFACTION, ...more }));
}

/** The words of its picture. */
const saidIn = (figure: Figure) =>
  figure.pictures!.wide.marks.flatMap((mark) => (mark.kind === 'text' ? [plain(mark.text)!] : []));

describe('the page on satisfaction', () => {
  test('tells score, its months, spread, recommendation and parts, in this order', () => {
    expect(pageOf('satisfaction').figures.map(({ id }) => id)).toEqual([
      ...['satisfaction', 'satisfaction-months', 'answers', 'recommend'],
      ...['satisfaction-by-channel', 'satisfaction-by-category'],
    ]);
  });

  test('tells the points from the best down, with the mean and its range', () => {
    const figure = figureOf(pageOf('satisfaction'), 'answers')!;
    expect(plain(figure.heading)).toBe('41% gave the best mark and 3% the worst in October 2026');
    expect(figure.standfirst).toContain('allows 3.95 to 4.15');
    expect(figure.tables[0]!.rows.map(({ name }) => name)).toEqual([
      '5, the best',
      '4',
      '3',
      '2',
      '1, the worst',
    ]);
  });

  test('names no hidden point, and says when the survey had another scale', () => {
    const points = {
      ...SATISFACTION.points,
      answers: [null, null, 60, 125, 150],
      share: [null, null, 60 / 335, 125 / 335, 150 / 335],
      status: ['suppressed', 'suppressed', 'final', 'final', 'final'],
    } as SatisfactionAnswer['points'];
    const meanOriginal = { ...SATISFACTION.meanOriginal, value: 1.95 } as SatisfactionAnswer['meanOriginal'];
    const figure = figureOf(satisfaction({ points, meanOriginal }), 'answers')!;
    expect(plain(figure.heading)).toBe('45% gave the best mark in October 2026');
    expect(figure.notes.join(' ')).toContain('more are hidden with it');
    expect(figure.notes.join(' ')).toContain("On the survey's own scale the mean is 1.95.");
  });

  test('hedges the recommend score as its interval demands', () => {
    const figure = figureOf(pageOf('satisfaction'), 'recommend')!;
    expect(plain(figure.heading)).toBe('The recommend score was 36 in October 2026');
    expect(plain(figure.standfirst)).toBe('It is up from September 2026.');
    // A score is no share: its base is told as answers.
    const words = saidIn(figure);
    expect(words).toContain('−100');
    expect(words.filter((text) => /^\d+ answers$/.test(text))).not.toEqual([]);
    expect(figure.notes.join(' ')).toContain(
      'About 150 answered 9 or 10; about 55 answered 7 or 8; about 55 answered 6 or less.',
    );
  });

  test('calls one channel better only where the interval of the difference says so', () => {
    const page = pageOf('satisfaction');
    expect(plain(figureOf(page, 'satisfaction-by-channel')?.heading)).toBe(
      'More are satisfied by phone (78%) than by email (61%)',
    );
    expect(plain(figureOf(page, 'satisfaction-by-category')?.heading)).toBe(
      'No clear difference between reasons in October 2026',
    );
  });

  test('leaves out of the picture, and not of the table, what fewer than 30 answered', () => {
    const figure = figureOf(pageOf('satisfaction'), 'satisfaction-by-category')!;
    expect(figure.notes).toContain('Not drawn: 1 with fewer than 30 answers.');
    expect(figure.tables[0]!.rows).toHaveLength(3);
  });

  test('without its answer keeps the score of the series, and without any record says so', () => {
    const bare = pageOf('satisfaction', (files) => files.delete('satisfaction/all'));
    expect(bare.figures.map(({ id }) => id)).toEqual(['satisfaction', 'satisfaction-months']);
    const empty = pageOf('satisfaction', (files) => {
      files.delete('satisfaction/all');
      files.delete('series/month/csat_top2');
    });
    expect(empty.figures).toEqual([]);
    expect(empty.absences).toHaveLength(1);
  });
});

function value(change: Partial<ValueAnswer>, last: Partial<ValuePeriod> = {}) {
  const periods = VALUE.periods.map((period, i) =>
    i === 1 ? { ...period, ...last } : period,
  ) as ValuePeriod[];
  return pageOf('value', (files) => files.set('value', { ...VALUE, periods, ...change }));
}

describe('the page on value', () => {
  test('says what a typical account brings for each average contact, and what it is not', () => {
    const figure = figureOf(pageOf('value'), 'value')!;
    expect(plain(figure.heading)).toBe('A typical account brings £28 a year for each average contact');
    expect(plain(figure.standfirst)).toContain('A contact costs £4.20.');
    expect(figure.notes.join(' ')).toContain(
      'It is not what a contact is worth, and no contact makes that value',
    );
    expect(figure.notes.join(' ')).toContain('Counted: 5,210 accounts');
    expect(plain(figureOf(pageOf('value'), 'avoidable')?.heading)).toBe(
      'Contacts that a failure caused cost about £220,000 in a year',
    );
    expect(saidIn(figureOf(pageOf('value'), 'avoidable')!)).toContain('contacts cost £220,000');
  });

  test('as an index says no amount of money', () => {
    const periods = VALUE.periods.map((period) => ({
      ...period,
      costPerContact: { value: null, reason: 'not_said' },
      avoidable: { ...period.avoidable, cost: null },
    })) as ValuePeriod[];
    const page = value({ publish: 'index', currency: null, baseYear: 2025, periods });
    expect(textOf(page)).not.toMatch(/[£€$]|NaN|undefined/);
    expect(figureOf(page, 'value')!.heading).toContain('stands at 28, where 2025 is 100');
    expect(plain(figureOf(page, 'avoidable')!.heading)).toBe(
      'A failure caused 40% of the contacts that were judged',
    );
    expect(saidIn(figureOf(page, 'avoidable')!)).toContain('contacts, 40%');
  });

  test.each([
    ['no_contacts', 'No account got in touch'],
    ['one_account', 'One account weighs so much'],
    ['few_accounts', 'Too few accounts'],
  ] as const)('with %s says so in place of a number', (reason, words) => {
    const none = { value: null, low: null, high: null, confidence: null, reason };
    const page = value(
      {},
      {
        ...{ accountValue: none, valuePerContact: none, meanBased: none, ratio: none },
        contactsPerAccount: { value: null, reason },
      },
    );
    expect(figureOf(page, 'value')!.heading).toContain(words);
    expect(textOf(page)).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('without any account keeps its page, with one sentence', () => {
    const page = pageOf('value', (files) => files.delete('value'));
    expect(page.figures).toEqual([]);
    expect(page.absences.map(({ standfirst }) => standfirst)).toEqual([
      'The company has published no figures about its accounts.',
    ]);
  });
});
