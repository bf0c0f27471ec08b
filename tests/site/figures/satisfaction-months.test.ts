import { describe, expect, test } from 'vitest';
import type { OrganisationAnswer } from '../../../api/contract/organisation.ts';
import { dayOfDate } from '../../../db/domain/zone.ts';
import { WIDTHS } from '../../../site/charts/picture.ts';
import { makeContext } from '../../../site/figures/context.ts';
import type { Figure } from '../../../site/figures/figure.ts';
import { satisfactionMonthsFigure } from '../../../site/figures/satisfaction-months.ts';
import { subjectPageOf } from '../../../site/figures/topics.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import { expectLegible, marksWith } from '../charts/checked-picture.ts';
import {
  type Cell,
  type Files,
  NOW_SECONDS,
  ORGANISATION,
  publishedFixture,
  readerOf,
  seriesOf,
} from '../published-fixture.ts';

const plain = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, ' ');

/** 26 months up to a November 2026 that goes on: `share` of the month's place, 0 the first, of 400 answers each. */
function monthsOf(share: (i: number) => number, change: (cells: Cell[]) => void = () => {}): Cell[] {
  const cells = Array.from(
    { length: 26 },
    (_, i): Cell => ({
      day: dayOfDate(2024 + Math.floor((9 + i) / 12), ((9 + i) % 12) + 1, 1),
      value: Math.round(share(i) * 400) / 400,
      n: 400,
      status: i === 25 ? 'partial' : 'final',
    }),
  );
  change(cells);
  return cells;
}

function figureFrom(
  change: (files: Files) => void,
  language = 'en',
  targets: OrganisationAnswer['targets'] = ORGANISATION.targets,
): Figure | null {
  const files = publishedFixture();
  change(files);
  const organisation = { ...ORGANISATION, targets };
  return satisfactionMonthsFigure(makeContext(readerOf(files), sayIn(language), organisation, NOW_SECONDS));
}
const figureOf = (cells: readonly Cell[], language?: string, targets?: OrganisationAnswer['targets']) =>
  figureFrom(
    (files) => files.set('series/month/csat_top2', seriesOf('csat_top2', 'month', cells)),
    language,
    targets,
  );
const rowOf = (figure: Figure, name: string) =>
  figure.tables[0]!.rows.find((row) => plain(row.name) === name)?.cells.map(({ text }) => plain(text));
const lines = (figure: Figure) =>
  marksWith(figure.pictures!.wide, 'line').reduce(
    (sum, mark) => sum + (mark.kind === 'path' ? mark.d.split('M').length - 1 : 0),
    0,
  );

describe('satisfaction month by month', () => {
  test('stands after the first figure of its page', () => {
    const files = publishedFixture();
    files.set(
      'series/month/csat_top2',
      seriesOf(
        'csat_top2',
        'month',
        monthsOf(() => 0.74),
      ),
    );
    const page = subjectPageOf('satisfaction', readerOf(files), sayIn('en'), ORGANISATION, NOW_SECONDS);
    expect(page.figures.map(({ id }) => id).slice(0, 3)).toEqual([
      'satisfaction',
      'satisfaction-months',
      'answers',
    ]);
  });

  test.each([
    [0.8, 'in the 12 months to October 2026, up from 70% in the 12 before'],
    [0.6, 'in the 12 months to October 2026, down from 70% in the 12 before'],
    [0.71, 'in the 12 months to October 2026; no clear change from the 12 before (70%)'],
  ])('a year of %d after one of 0.7 is said no firmer than its interval', (share, words) => {
    const figure = figureOf(monthsOf((i) => (i > 12 ? share : 0.7)))!;
    expect(plain(figure.heading)).toContain(words);
  });

  test('each month has its 95 % range in its title and in the table, with the answers and the target in force', () => {
    const figure = figureOf(monthsOf(() => 0.75))!;
    expect(rowOf(figure, 'October 2026')).toEqual(['75%', '71–79%', '400', '80%']);
    const titles = figure.pictures!.wide.marks.flatMap(({ title }) => title ?? []).map(plain);
    expect(titles).toContain('October 2026: 75% of 400 answers; 95% range 71–79%');
    expect(titles).toContain('November 2026: 75% (incomplete) of 400 answers; 95% range 71–79%');
    expect(figure.notes.join(' ')).toContain('soft band');
    expect(figure.isTableFolded).toBe(true);
  });

  test('a hidden or missing month is never drawn through, by the line or by the band', () => {
    const all = figureOf(monthsOf(() => 0.75))!;
    const holed = figureOf(
      monthsOf(
        () => 0.75,
        (cells) => {
          Object.assign(cells[10]!, { value: null, n: null, status: 'suppressed' });
          cells.splice(18, 1);
        },
      ),
    )!;
    expect(lines(all)).toBe(25);
    expect(lines(holed)).toBe(21);
    expect(marksWith(all.pictures!.wide, 'band')).toHaveLength(1);
    expect(marksWith(holed.pictures!.wide, 'band')).toHaveLength(3);
    expect(rowOf(holed, 'August 2025')).toEqual(['hidden', '–', '–', '80%']);
    expect(rowOf(holed, 'April 2026')).toEqual(['no record', '–', '–', '80%']);
    // A year with a month that is not told is held against nothing.
    expect(plain(holed.heading)).toBe(
      'No clear difference between the months from October 2024 to October 2026',
    );
  });

  test('of less than two years it says whether any two whole months differ, at a level for all the pairs', () => {
    const year = (share: (i: number) => number) => figureOf(monthsOf(share).slice(-13))!;
    const apart = year((i) => (i === 20 ? 0.9 : i === 15 ? 0.6 : 0.75));
    expect(plain(apart.heading)).toBe('Most were satisfied in June 2026 (90%), fewest in January 2026 (60%)');
    // 8 points between two months alone would be clear; the ends of twelve months lie as far apart by chance.
    const alike = year((i) => (i === 20 ? 0.79 : i === 15 ? 0.71 : 0.75));
    expect(plain(alike.heading)).toBe(
      'No clear difference between the months from November 2025 to October 2026',
    );
    expect(plain(alike.standfirst)).toBe('The whole months lie between 71% and 79%.');
  });

  test('a target that changed holds for its own months, with a rule where it changed', () => {
    const targets = ORGANISATION.targets.flatMap((target) =>
      target.metric === 'csat_top2'
        ? [
            { ...target, to: '2026-03-31' },
            { ...target, id: 'more-satisfied', aim: 0.85, from: '2026-04-01' },
          ]
        : [target],
    );
    const figure = figureOf(
      monthsOf(() => 0.75),
      'en',
      targets,
    )!;
    expect(rowOf(figure, 'March 2026')?.at(-1)).toBe('80%');
    expect(rowOf(figure, 'April 2026')?.at(-1)).toBe('85%');
    expect(plain(JSON.stringify(figure.pictures!.wide.marks))).toContain('from Apr 2026: target 85%');
    const none = figureOf(
      monthsOf(() => 0.75),
      'en',
      [],
    )!;
    expect(none.tables[0]!.columns).not.toContain('Target');
    expect(marksWith(none.pictures!.wide, 'aim')).toEqual([]);
  });

  test('with sums alone it is the mean on 1 to 5, and no month is called better', () => {
    const figure = figureFrom((files) => {
      files.delete('series/month/csat_top2');
      files.delete('satisfaction/all');
      const cells = monthsOf((i) => 3.9 + (i % 3) / 10);
      files.set('series/month/csat_mean', seriesOf('csat_mean', 'month', cells));
    })!;
    expect(plain(figure.heading)).toBe(
      'The whole months from October 2024 to October 2026 lie between 3.9 and 4.1 out of 5',
    );
    expect(figure.standfirst).toContain('no month is called better');
    expect(rowOf(figure, 'October 2026')).toEqual(['3.9', '–', '400']);
    const ticks = marksWith(figure.pictures!.wide, 'label').flatMap((mark) =>
      mark.kind === 'text' && /^\d$/.test(mark.text) ? [mark.text] : [],
    );
    expect(ticks).toEqual(['1', '2', '3', '4', '5']);
    expect(figure.notes).toEqual([]);
  });

  test('means whose range is told show it for those months alone', () => {
    const figure = figureFrom((files) => {
      files.delete('series/month/csat_top2');
      files.set(
        'series/month/csat_mean',
        seriesOf(
          'csat_mean',
          'month',
          monthsOf(() => 4),
        ),
      );
    })!;
    expect(rowOf(figure, 'October 2026')?.[1]).toBe('3.95 to 4.15');
    expect(rowOf(figure, 'August 2026')?.[1]).toBe('–');
    expect(figure.sources.map(({ path }) => path)).toContain('satisfaction/all');
  });

  test('there is none where one whole month is known, and none without records', () => {
    expect(figureOf(monthsOf(() => 0.75).slice(-2))).toBeNull();
    expect(figureFrom((files) => files.delete('series/month/csat_top2'))).toBeNull();
  });

  test('a definition that changed parts the line, with a rule that says so; one of another figure does not', () => {
    const cells = monthsOf((i) => 0.7 + (i % 4) / 50);
    const changed = (metric: string, from: string) =>
      figureFrom((files) => {
        files.set('series/month/csat_top2', seriesOf('csat_top2', 'month', cells));
        const event = { id: 'd', kind: 'definition', from, to: null, title: 'w', definition: { metric } };
        files.set('events', { events: [event] });
      })!;
    const [whole, parted] = [changed('csat_mean', '2026-03-05'), changed('csat_top2', '2026-03-05')];
    expect(marksWith(whole.pictures!.wide, 'change')).toHaveLength(
      marksWith(parted.pictures!.wide, 'change').length - 1,
    );
    expect(lines(parted)).toBe(lines(whole) - 1);
    expect(plain(JSON.stringify(parted.pictures!.wide))).toContain('counted otherwise');
    expectLegible(parted.pictures!.narrow);
    for (const outside of ['2020-01-01', '2027-01-01'])
      expect(lines(changed('csat_top2', outside))).toBe(lines(whole));
  });

  test.each(['en', 'fr', 'es'])('every picture is legible in %s', (language) => {
    const figure = figureOf(
      monthsOf((i) => 0.7 + (i % 4) / 50),
      language,
    )!;
    const { wide, middle, narrow } = figure.pictures!;
    for (const picture of [wide, middle!, narrow]) expectLegible(picture);
    expect(narrow.width).toBe(WIDTHS.narrow);
    expect(JSON.stringify([figure, wide])).not.toMatch(/undefined|NaN/);
  });
});
