import { describe, expect, test } from 'vitest';
import type { ReasonsAnswer } from '../../../api/contract/reasons.ts';
import { makeContext } from '../../../site/figures/context.ts';
import { outcomesBeside } from '../../../site/figures/outcomes.ts';
import { reasonBasisOf } from '../../../site/figures/reason-basis.ts';
import { reasonChangesFigure } from '../../../site/figures/reason-changes.ts';
import { demandFigure, resolvedFigure } from '../../../site/figures/reason-figures.ts';
import { reasonSharesFigure } from '../../../site/figures/reason-shares.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import {
  day,
  type Files,
  NOW_SECONDS,
  ORGANISATION,
  publishedFixture,
  seriesOf,
} from '../published-fixture.ts';
import { reasonsFixture } from '../reasons-fixture.ts';

function contextOf(
  change: (answer: ReasonsAnswer) => void = () => {},
  files: Files = publishedFixture(),
  language = 'en',
) {
  const answer = structuredClone(reasonsFixture());
  change(answer);
  files.set('reasons/all', answer);
  const read = <T>(path: string) => (files.get(path) ?? null) as T | null;
  return makeContext(read, sayIn(language), ORGANISATION, NOW_SECONDS);
}

const titlesOf = (figure: { pictures: { wide: { marks: readonly { title?: string }[] } } | null }) =>
  figure.pictures?.wide.marks.flatMap(({ title }) => title ?? []) ?? [];

describe('what changed', () => {
  test('is said of the reasons whose interval leaves no change out, and of no other', () => {
    const figure = reasonChangesFigure(contextOf());
    expect(figure.heading).toBe(
      'Clearly a larger share than in September: Problem. Clearly smaller: Transaction',
    );
    expect(figure.standfirst).toContain('Clearly a larger share than in October\u00a02025: Problem.');
    expect(titlesOf(figure)).toContain('Information: +0.2, no clear change');
  });

  test('says of what shares are where a reason is hidden, and nothing of it where none is', () => {
    const isSaid = (status: 'final' | 'suppressed') => {
      const context = contextOf(({ categories, months }) => {
        for (const category of categories) category.status = status;
        for (const category of months!.categories) category.status = category.status.map(() => status);
      });
      return [reasonChangesFigure(context), reasonSharesFigure(context)].map(({ notes }) =>
        notes.some((note) => note.includes('still of all contacts')),
      );
    };
    expect(isSaid('suppressed')).toEqual([true, true]);
    expect(isSaid('final')).toEqual([false, false]);
  });

  test('where nothing did, it says so', () => {
    const figure = reasonChangesFigure(
      contextOf(({ categories }) => {
        for (const { share } of categories)
          for (const change of share.changes) change.direction = 'no_clear_change';
      }),
    );
    expect(figure.heading).toBe('No reason changed clearly from September');
  });

  test('with nothing to compare is absent, and says what is needed', () => {
    const figure = reasonChangesFigure(
      contextOf(({ categories }) => {
        for (const { share } of categories) share.changes = [];
      }),
    );
    expect(figure).toMatchObject({ pictures: null, heading: 'Whether reasons changed cannot be told yet' });
  });

  test('a hidden reason is hidden in the table, one that is never used has none', () => {
    const [table, rates] = reasonChangesFigure(contextOf()).tables;
    const rowOf = (name: string) =>
      table!.rows.find((row) => row.name === name)!.cells.map(({ text }) => text);
    expect(rowOf('Idea')).toEqual(['hidden', 'hidden', '–', '–', '–']);
    expect(rowOf('Compliment').slice(0, 2)).toEqual(['0', '0%']);
    expect(rates!.rows[0]!.cells.map(({ text }) => text)).toEqual(['26.5', '25.2–27.8', '17.7', '16.8–18.6']);
  });

  test('without customers or orders on record has no table of them', () => {
    const figure = reasonChangesFigure(
      contextOf(({ categories }) => {
        for (const row of categories) row.rates = [];
      }),
    );
    expect(figure.tables).toHaveLength(1);
  });
});

describe('shares over time', () => {
  test('have a panel for each reason that is told, and a range for each month in the table', () => {
    const figure = reasonSharesFigure(contextOf());
    expect(titlesOf(figure)).toContain('October\u00a02026, Problem: 31%');
    expect(figure.tables[0]?.columns).not.toContain('Idea');
    expect(figure.tables[0]?.rows[0]?.cells[0]).toMatchObject({ text: '32%', note: '30.6–32.6%' });
  });

  test('of a single month are not drawn', () => {
    const figure = reasonSharesFigure(contextOf(({ months }) => months.start.splice(1)));
    expect(figure.pictures).toBeNull();
  });
});

describe('wanted and avoidable', () => {
  test('is a share of what was judged, with progress chasing as a line of its own', () => {
    const figure = demandFigure(contextOf());
    expect(figure.heading).toBe(
      'About half of contacts would not have been needed had something been done, or done right',
    );
    expect(figure.standfirst).toBe(
      'No clear change from September (47%) or from October\u00a02025 (46%). 17% only asked how something was coming along.',
    );
    expect(figure.notes.join(' ')).toContain('94% of contacts were judged (7,900)');
    expect(figure.tables[0]?.rows.map(({ name }) => name)).toContain('Progress chasing');
  });

  test('that is hidden is said to be hidden, and one that nobody judges to be absent', () => {
    const hide = (status: 'suppressed' | 'missing') => (answer: ReasonsAnswer) => {
      for (const { share } of answer.demand)
        Object.assign(share, { value: null, n: null, low: null, high: null, status, changes: [] });
    };
    expect(demandFigure(contextOf(hide('suppressed'))).heading).toMatch(/hidden to protect people/);
    expect(demandFigure(contextOf(hide('missing')))).toMatchObject({
      pictures: null,
      heading: 'How many contacts were avoidable is not recorded',
    });
  });
});

test('settled at once is what customers did, and says of how many it is known', () => {
  const figure = resolvedFigure(contextOf());
  expect(figure.heading).toBe('About 9 in 10 matters were not followed by another contact within a week');
  expect(figure.notes[0]).toContain('70% of contacts');
  expect(figure.tables[0]?.rows.find(({ name }) => name === 'Not back within 28 days')?.cells[0]?.text).toBe(
    'hidden',
  );
});

test('that repeats cannot be told for want of customers is said where it is so, and not where it is hidden', () => {
  const notesWith = (status: 'suppressed' | 'missing') =>
    resolvedFigure(
      contextOf(({ resolution }) => {
        const { share } = resolution.find(({ metric }) => metric === 'linkage_coverage')!;
        Object.assign(share, { value: null, status });
      }),
    ).notes.join(' ');
  expect(notesWith('missing')).toContain('customers are not recognised');
  expect(notesWith('suppressed')).not.toContain('customers are not recognised');
});

describe('what it rests on', () => {
  test('kappa is a number with its ends, and no praise', () => {
    const { coding } = reasonBasisOf(contextOf())!;
    expect(coding.sentences.join(' ')).toContain('Cohen’s kappa is 0.81 (95% range 0.77 to 0.86).');
    expect(coding.sentences.join(' ')).not.toMatch(/good|excellent|substantial/i);
    expect(coding.tables[0]?.rows).toEqual([
      {
        name: 'Problem',
        cells: [expect.objectContaining({ text: 'Complaint' }), expect.objectContaining({ text: '20' })],
      },
    ]);
  });

  test('where one answer only was used kappa is said not to be defined', () => {
    expect(reasonBasisOf(contextOf())!.coding.sentences.join(' ')).toContain('kappa is not defined');
  });

  test('without a second coding nobody can say how well reasons are found', () => {
    const { coding } = reasonBasisOf(
      contextOf((answer) => (answer.coding = { words: null, how: null, checks: [] })),
    )!;
    expect(coding.sentences).toEqual([
      'The company has not said how reasons are chosen.',
      'No second coding has been published, so nobody can say how well reasons are chosen.',
    ]);
  });

  test('coverage of nothing that could have it is a dash, and hidden is hidden', () => {
    const { coverage } = reasonBasisOf(contextOf())!;
    expect(coverage!.columns).toHaveLength(1 + coverage!.rows[0]!.cells.length);
    expect(coverage!.rows.map(({ cells }) => cells[1]!.text)).toEqual(['95%', '–', '94%', '70%', 'hidden']);
  });

  test.each([
    [[], 'No action on record began as an idea of a customer.'],
    [
      [{ slug: 'a', title: 'A', stage: 'planned' }],
      'One action on record began as an idea of a customer; it has not been taken up yet.',
    ],
    [
      [
        { slug: 'a', title: 'A', stage: 'running' },
        { slug: 'b', title: 'B', stage: 'planned' },
      ],
      '2 actions on record began as ideas of customers; one has been taken up.',
    ],
  ] as const)('ideas that became actions are counted: %j', (actions, sentence) => {
    const basis = reasonBasisOf(contextOf((answer) => (answer.ideas.actions = [...actions])));
    expect(basis!.ideas.sentences).toContain(sentence);
  });
});

describe('outcomes beside speed', () => {
  test('are told of the last month in which one is known, and no older one beside it', () => {
    const files = publishedFixture();
    const month = (at: string, value: number) => ({ day: day(at), value, n: 400 });
    files.set(
      'series/month/phone/resolved_first_share',
      seriesOf('resolved_first_share', 'month', [month('2026-10-01', 0.81)]),
    );
    files.set('series/month/phone/csat_top2', seriesOf('csat_top2', 'month', [month('2026-09-01', 0.7)]));
    expect(outcomesBeside(contextOf(undefined, files))).toBe(
      'What came of it (Phone, October\u00a02026): 81% reported as settled at first contact.',
    );
  });

  test('where nothing is known nothing is said', () => {
    const files = publishedFixture();
    files.delete('series/month/phone/resolved_first_share');
    expect(outcomesBeside(contextOf(undefined, files))).toBe('');
  });
});
