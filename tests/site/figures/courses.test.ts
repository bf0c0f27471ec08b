import { describe, expect, test } from 'vitest';
import { type FigureContext, makeContext } from '../../../site/figures/context.ts';
import { courseOfMetric } from '../../../site/figures/course.ts';
import { reasonMonthsFigure } from '../../../site/figures/reason-months.ts';
import { waitStepsOf } from '../../../site/figures/wait-counts.ts';
import { waitStepsFigure } from '../../../site/figures/wait-steps.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import {
  day,
  type Files,
  NOW_SECONDS,
  ORGANISATION,
  publishedFixture,
  readerOf,
  type seriesOf,
} from '../published-fixture.ts';

const en = sayIn('en');
/** With the spaces of a keyboard. */
const typed = (text: string) => text.replaceAll('\u00a0', ' ');
const contextOf = (files: Files, organisation = ORGANISATION): FigureContext =>
  makeContext(readerOf(files), en, organisation, NOW_SECONDS);
const changed = (path: string, change: (answer: ReturnType<typeof seriesOf>) => void): Files => {
  const files = publishedFixture();
  const answer = structuredClone(files.get(path)) as ReturnType<typeof seriesOf>;
  change(answer);
  return files.set(path, answer);
};
const cellOf = (answer: ReturnType<typeof seriesOf>, month: string) => {
  const { cells } = answer.series[0]!;
  const at = cells.start!.findIndex((start) => start.startsWith(month));
  return {
    hide() {
      (cells.value as (number | null)[])[at] = null;
      (cells.n as (number | null)[])[at] = null;
      (cells.status as string[])[at] = 'suppressed';
    },
  };
};

describe('the reasons month by month', () => {
  const figure = reasonMonthsFigure(contextOf(publishedFixture()));

  test('say which reason led, of the months in which all are told', () => {
    // November is not over, March has no records, and a problem led in January.
    expect(typed(figure.heading)).toBe('The most common reason in 11 of 12 months: Information');
    expect(typed(figure.standfirst)).toBe('Each bar is one month, October 2025 to October 2026.');
    expect(figure.tables[0]!.rows).toHaveLength(13);
    expect(typed(figure.tables[0]!.rows[0]!.name)).toBe('October 2026');
  });

  test('say nothing of a month in which a hidden reason could have led', () => {
    const files = publishedFixture();
    files.delete('series/month/offered');
    // Only of December, in which ideas are told, is it known that none of them had more.
    expect(typed(reasonMonthsFigure(contextOf(files)).heading)).not.toContain('of 12 months');
  });

  test('make no share of a month of which a part is hidden', () => {
    const texts = JSON.stringify(figure.pictures!.wide.marks);
    expect(texts).not.toMatch(/\d%/);
    expect(texts).toContain('Hatched: hidden to protect people');
    expect(figure.notes.join(' ')).toContain('no zero');
  });

  test('name the share of the leader where every part of both months is known', () => {
    const files = publishedFixture();
    files.delete('series/month/category/idea/offered');
    const whole = reasonMonthsFigure(contextOf(files));
    // 2530 of 7785 and 2650 of 8385
    expect(typed(whole.standfirst)).toContain(
      'Information: 32% of contacts in October 2025, 32% in October 2026.',
    );
    expect(JSON.stringify(whole.pictures!.wide.marks)).toContain('"Problem 31%"');
  });

  test('keep the order of sizes from below, and who gave no reason on top', () => {
    expect(figure.tables[0]!.columns.slice(1)).toEqual([
      ...['Information', 'Problem', 'Transaction', 'Complaint', 'Idea', 'Not classified'],
    ]);
    expect(figure.sources.map(({ path }) => path)).toContain('series/month/category/unclassified/offered');
  });

  test('are absent where no reasons were published', () => {
    const files = publishedFixture();
    for (const path of files.keys()) if (path.includes('/category/')) files.delete(path);
    expect(reasonMonthsFigure(contextOf(files)).pictures).toBeNull();
  });
});

describe('how long it took', () => {
  const figure = waitStepsFigure(contextOf(publishedFixture()));
  const rowsOf = ({ tables }: typeof figure) =>
    tables[0]!.rows.map(({ name, cells }) => [name, ...cells.map(({ text }) => text)].map(typed));

  test('tells of all who asked, step by step, beside the year before', () => {
    expect(typed(figure.heading)).toBe(
      '60% of calls were answered within 20 seconds in October 2026; 8% gave up waiting',
    );
    // 4,000 asked: 2,400, 600, 200, 200, 200 were answered, 320 gave up, 80 did neither.
    expect(rowsOf(figure)).toEqual([
      ['Within 20 s', '60%', '60%', '50%'],
      ['20 s to 1 min', '15%', '75%', '10%'],
      ['1 min to 2 min', '5%', '80%', '10%'],
      ['2 min to 5 min', '5%', '85%', '10%'],
      ['Later than 5 min', '5%', '90%', '5%'],
      ['Gave up', '8%', '–', '14%'],
      ['Other outcome', '2%', '–', '1%'],
    ]);
    expect(figure.notes.join(' ')).toContain('2% were neither answered nor gave up');
  });

  test('sets the target at its place among all who asked', () => {
    // 80% of the 3,920 who were answered or gave up are 78.4% of 4,000.
    const aim = figure.pictures!.wide.marks.find((mark) => mark.class === 'aim');
    const [zero, whole] = ['zero', 'grid'].map((word) =>
      figure.pictures!.wide.marks.find((mark) => mark.class === word && mark.kind === 'line'),
    );
    const x = (mark: typeof aim) => (mark?.kind === 'line' ? mark.x1 : Number.NaN);
    expect((x(aim) - x(zero)) / (x(whole) - x(zero))).toBeCloseTo(0.784, 6);
  });

  test('joins what is hidden with the next step, and never says zero', () => {
    const files = changed('series/month/phone/answered_within_60s', (answer) =>
      cellOf(answer, '2026-10').hide(),
    );
    const joined = waitStepsFigure(contextOf(files));
    expect(rowsOf(joined)[1]).toEqual(['20 s to 2 min', '20%', '80%', '–']);
    expect(joined.notes.join(' ')).toContain('joined with the next');
    const hidden = changed('series/month/phone/abandoned', (answer) => cellOf(answer, '2026-10').hide());
    const figureHidden = waitStepsFigure(contextOf(hidden));
    expect(rowsOf(figureHidden).at(-1)).toEqual(['Not within 5 min', 'hidden', '–', '–']);
    expect(figureHidden.heading).not.toContain('gave up');
  });

  test('is absent where nobody is answered within minutes', () => {
    const context = contextOf(publishedFixture());
    expect(waitStepsFigure({ ...context, channel: 'email', within: 'email/' }).pictures).toBeNull();
  });

  test('no step counts fewer people than may be told, and all steps are everyone', () => {
    const within = [20, 60, 120, 300].map((seconds, i) => ({
      seconds,
      share: [0.5, 0.504, 0.6, 0.899][i]!,
      n: 1000,
    }));
    const steps = waitStepsOf({ offered: 1000, answered: 903, abandoned: 90, within }, 10);
    expect(steps.map(({ kind, after, until, from, to }) => [kind, after, until, from, to])).toEqual([
      ['answered', 0, 20, 0, 0.5],
      ['answered', 20, 120, 0.5, 0.6],
      ['answered', 120, null, 0.6, 0.903],
      ['gave_up', 300, null, 0.903, 0.993],
      ['other', 300, null, 0.993, 1],
    ]);
    expect(steps.at(-1)).toMatchObject({ isHidden: true });
  });
});

describe('the course of a metric', () => {
  const metric = { id: 'csat_top2', label: 'Satisfied', unit: 'share' };

  test('is told in a sentence, from its first month to the last that is over', () => {
    const course = courseOfMetric(en, readerOf(publishedFixture()), metric, day('2026-11-21'))!;
    expect(typed(course.picture.label)).toBe(
      'Satisfied, October 2025 to October 2026: between 73% and 77%, 74% in the last month.',
    );
    expect(typed(course.last)).toBe('74% in October 2026');
  });

  test('names no figure for a last month that is hidden, and is absent for a single month', () => {
    const files = changed('series/month/csat_top2', (answer) => cellOf(answer, '2026-10').hide());
    const course = courseOfMetric(en, readerOf(files), metric, day('2026-11-21'))!;
    expect(typed(course.picture.label)).toContain('no figure for the last month');
    expect(typed(course.last)).toBe('October 2026: hidden to protect people');
    expect(courseOfMetric(en, readerOf(files), metric, day('2025-11-21'))).toBeNull();
  });
});
