import { describe, expect, test } from 'vitest';
import type { ServiceLevelsAnswer } from '../../../api/contract/service-levels.ts';
import { allowanceFigure } from '../../../site/figures/allowance.ts';
import { bridgeFigure } from '../../../site/figures/bridge.ts';
import { makeContext } from '../../../site/figures/context.ts';
import type { Figure } from '../../../site/figures/figure.ts';
import { formulasFigure } from '../../../site/figures/formulas.ts';
import { keptFigure } from '../../../site/figures/kept-promises.ts';
import { scoreFigure } from '../../../site/figures/score.ts';
import { clocksFigure } from '../../../site/figures/two-clocks.ts';
import { sayIn } from '../../../site/i18n/say.ts';
import { expectLegible, marksWith } from '../charts/checked-picture.ts';
import { levelsFixture } from '../levels-fixture.ts';
import { NOW_SECONDS, ORGANISATION, publishedFixture, readerOf } from '../published-fixture.ts';

/** With the spaces of a keyboard. */
const typed = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const cellsIn = (figure: Figure, row: number) =>
  figure.tables[0]!.rows[row]!.cells.map(({ text }) => typed(text));

/** The figure of the last whole month, as a change makes it; without one as it is. */
function figureOf(
  make: typeof keptFigure,
  change: (answer: ServiceLevelsAnswer) => void = () => undefined,
  language = 'en',
): Figure | null {
  const files = publishedFixture();
  const answer = levelsFixture();
  change(answer);
  for (const path of ['service-levels', 'service-levels/phone']) files.set(path, answer);
  if (make === allowanceFigure && change.length > 0) files.delete('service-levels/phone/2026-11');
  return make(makeContext(readerOf(files), sayIn(language), ORGANISATION, NOW_SECONDS));
}

describe('whether a promise was kept', () => {
  test('is told by its verdict, with the count, the range and the half-hours beside it', () => {
    const figure = figureOf(keptFigure)!;
    expect(typed(figure.heading)).toBe(
      'The promise was missed in October 2026: 70% within a minute, where 80% was promised',
    );
    expect(typed(figure.standfirst)).toContain('By our clock: 70% of 10,000 (66–74% by how days differ)');
    expect(typed(figure.standfirst)).toContain('The target was met in 46% of 700 half-hours');
    expect(cellsIn(figure, 0)).toEqual([
      ...['missed', '70%', '80%', '66–74%', 'Our clock', 'since 1 January 2026'],
    ]);
  });

  test.each([
    ['met', 'The promise was kept in October 2026'],
    ['too_close', 'October 2026 is too close to call'],
  ] as const)('%s is said so', (verdict, words) => {
    const figure = figureOf(keptFigure, ({ clocks }) => {
      clocks[0]!.verdict = verdict;
    })!;
    expect(typed(figure.heading)).toContain(words);
  });

  test('a target that changed within the month is two rows, and a sentence says how the month counts', () => {
    const figure = figureOf(keptFigure, ({ clocks: [internal] }) => {
      Object.assign(internal!, { verdict: null, unjudged: 'target_changed' });
      const [rule] = internal!.rules;
      internal!.rules = [
        { ...rule!, id: 'old', words: 'old', heldTo: '2026-10-15', to: '2026-10-15' },
        { ...rule!, heldFrom: '2026-10-16', from: '2026-10-16', exclusions: 'calls in an outage' },
      ];
      Object.assign(internal!.underTodaysRule!, { attained: { value: null, n: null, status: 'missing' } });
    })!;
    expect(typed(figure.heading)).toContain('The target changed in October 2026');
    expect(figure.tables[0]!.rows.map(({ name }) => name)).toEqual(['old', 'phone-60', 'phone-customer']);
    expect(figure.tables[0]!.columns.at(-1)).toBe('Not counted');
    expect(typed(figure.notes.join(' '))).toContain('The target changed on 16 October 2026');
    expect(typed(figure.notes.join(' '))).toContain('cannot be told');
  });

  test('without a target the share is told and nothing is judged; without records there is no figure', () => {
    const none = (answer: ServiceLevelsAnswer) => {
      for (const clock of answer.clocks)
        Object.assign(clock, { aim: null, rules: [], verdict: null, unjudged: 'no_target', budget: null });
    };
    const figure = figureOf(keptFigure, none)!;
    expect(typed(figure.heading)).toBe('70% were answered in time in October 2026');
    expect(cellsIn(figure, 0).slice(0, 4)).toEqual(['no target', '70%', '–', '66–74%']);
    expect(figureOf(allowanceFigure, none)).toBeNull();
    const empty = (answer: ServiceLevelsAnswer) => {
      for (const { attained } of answer.clocks)
        Object.assign(attained, { value: null, n: null, status: 'missing' });
    };
    expect(figureOf(keptFigure, empty)).toBeNull();
  });

  test('a hidden month says so and prints no number', () => {
    const figure = figureOf(keptFigure, (answer) => {
      answer.halfHours = null;
      for (const clock of answer.clocks) {
        Object.assign(clock.attained, { value: null, n: null, status: 'suppressed' });
        Object.assign(clock, { verdict: null, unjudged: 'hidden', low: null, high: null, rules: [] });
      }
    })!;
    expect(typed(figure.heading)).toBe('Whether the promise was kept in October 2026 is not told');
    expect(figure.standfirst).not.toMatch(/\d/);
  });
});

test.each([
  ['too_close', ', too close to the target of 80% to call'],
  ['missed', ', short of the target of 80%'],
] as const)('the heading of the months is no firmer than the verdict: %s', (verdict, words) => {
  const figure = figureOf(clocksFigure, ({ clocks }) => {
    clocks[0]!.verdict = verdict;
  })!;
  expect(typed(figure.heading)).toMatch(new RegExp(`${words}$`));
});

test('a target that was relaxed is an event in the course of the months, like one of another time', () => {
  const relaxed = ORGANISATION.targets.flatMap((target) =>
    target.id === 'phone-60'
      ? [
          { ...target, to: '2026-06-30' },
          { ...target, id: 'phone-60-relaxed', aim: 0.7, from: '2026-07-01' },
        ]
      : [target],
  );
  const marksOf = (targets: typeof relaxed) => {
    const read = readerOf(publishedFixture());
    const figure = clocksFigure(makeContext(read, sayIn('en'), { ...ORGANISATION, targets }, NOW_SECONDS));
    return typed(JSON.stringify(figure.pictures!.wide.marks));
  };
  expect(marksOf(relaxed)).toContain('from Jul 2026: target 70%');
  expect(marksOf([...ORGANISATION.targets])).not.toContain('from Jul 2026');
});

describe("months that were counted by another time than today's", () => {
  /** October to December 2025 were promised within two minutes; today it is one. `of`: what each would be by that. */
  function clocksOf(
    of: Partial<Record<'2025-10' | '2025-11' | '2025-12' | '2026-01', number>>,
    language = 'en',
  ) {
    const files = publishedFixture();
    for (const [month, value] of Object.entries(of)) {
      const answer = levelsFixture();
      Object.assign(answer, { from: `${month}-01` });
      const [internal] = answer.clocks;
      Object.assign(internal!.rules[0]!, { thresholdSeconds: month < '2026' ? 120 : 60 });
      Object.assign(internal!.underTodaysRule!, { attained: { value, n: 4000, status: 'final' } });
      files.set(`service-levels/phone/${month}`, answer);
    }
    return clocksFigure(makeContext(readerOf(files), sayIn(language), ORGANISATION, NOW_SECONDS));
  }
  const recastIn = (figure: Figure) =>
    marksWith(figure.pictures!.wide, 'recast').flatMap((mark) =>
      mark.kind === 'path' ? [mark.d.split('M').length - 1] : [],
    );

  test('are a thin second line by the time of today, on to the first month that had it', () => {
    const figure = clocksOf({ '2025-10': 0.6, '2025-11': 0.61, '2025-12': 0.62, '2026-01': 0.63 });
    expect(recastIn(figure)).toEqual([3]);
    const said = typed(JSON.stringify(figure.pictures!.wide.marks));
    expect(said).toContain('thin line: earlier months within a minute');
    expect(said).toContain('November 2025, By our clock: 61% (within a minute) of 4,000');
    // January was counted by the time of today, and is drawn once.
    expect(said).not.toContain('63%');
    expect(typed(figure.notes.join(' '))).toContain("by the time of today's target, a minute");
  });

  test('have a column of the table, in which every month can be compared', () => {
    const figure = clocksOf({ '2025-10': 0.6, '2025-12': 0.62 });
    const table = figure.tables.at(-1)!;
    expect(typed(table.columns.at(-1)!)).toBe('All months within a minute');
    const last = (name: string) =>
      typed(table.rows.find((row) => typed(row.name) === name)!.cells.at(-1)!.text);
    expect([last('October 2025'), last('November 2025'), last('December 2025')]).toEqual(['60%', '–', '62%']);
    const own = table.rows.find((row) => typed(row.name) === 'October 2026')!;
    expect(own.cells.at(-1)!.text).toBe(own.cells[0]!.text);
  });

  test('that cannot be told so are not drawn through, and without any there is no second line', () => {
    expect(recastIn(clocksOf({ '2025-10': 0.6, '2025-12': 0.62 }))).toEqual([1]);
    expect(recastIn(clocksOf({ '2025-10': 0.6 }))).toEqual([]);
    const none = clocksOf({});
    expect(typed(JSON.stringify([none.notes, none.pictures, none.tables]))).not.toMatch(
      /thin line|All months/,
    );
  });

  test.each(['en', 'fr', 'es'])('leave every picture legible in %s', (language) => {
    const { pictures } = clocksOf({ '2025-10': 0.6, '2025-11': 0.61, '2025-12': 0.62 }, language);
    for (const picture of [pictures!.wide, pictures!.middle!, pictures!.narrow]) expectLegible(picture);
  });
});

describe('the bridge', () => {
  test('leads from one clock to the other in steps, each with its people', () => {
    const figure = figureOf(bridgeFigure)!;
    expect(typed(figure.heading)).toBe(
      "The customer's clock stands 10 points lower than ours in October 2026",
    );
    expect(figure.tables[0]!.rows.map(({ name }) => name)).toEqual([
      ...['Our clock', 'Another time allowed', 'Ended in the menu', 'Busy or refused', 'Gave up waiting'],
      ...['Everything else', "Customer's clock"],
    ]);
    expect(cellsIn(figure, 2)).toEqual(['−9.0 points', '2,000']);
    expect(cellsIn(figure, 1)).toEqual(['+4.0 points', '500']);
  });

  test('is not there where one clock cannot be told', () => {
    const figure = figureOf(bridgeFigure, (answer) => {
      answer.bridge = { from: 0.7, to: 0, steps: [], reason: 'no_customer' };
    });
    expect(figure).toBeNull();
  });
});

describe('the five formulas', () => {
  test('make one month two, by the formula alone', () => {
    const figure = figureOf(formulasFigure)!;
    expect(typed(figure.heading)).toBe('The same October 2026 is 70% or 77% by the formula alone');
    expect(figure.choices!.map(({ id }) => id)).toEqual(['worst', 'short', 'excl', 'credit', 'ans']);
    expect(typed(figureOf(formulasFigure, undefined, 'fr')!.heading)).toBe(
      'Le même mois d’octobre 2026 vaut 70 % ou 77 % selon la seule formule',
    );
  });

  test('that are hidden make no heading out of one that is shown', () => {
    const figure = figureOf(formulasFigure, ({ formulas }) => {
      Object.assign(formulas, {
        value: [0.7, null, null, null, null],
        status: ['final', 'suppressed', 'suppressed', 'suppressed', 'suppressed'],
      });
    })!;
    expect(typed(figure.heading)).toBe(
      'By which formula October 2026 is told makes a difference that is hidden',
    );
  });
});

describe('the allowance', () => {
  test('of the month that goes on is told with the day on which it is used up, as past where it is', () => {
    const figure = figureOf(allowanceFigure)!;
    expect(typed(figure.heading)).toBe(
      'The allowance expected for all of November 2026 was used up by 20 November',
    );
    const files = publishedFixture();
    const path = 'service-levels/phone/2026-11';
    const running = structuredClone(files.get(path)) as ServiceLevelsAnswer;
    for (const { budget } of running.clocks) if (budget !== null) budget.usedUpOn = '2026-11-29';
    files.set(path, running);
    const coming = allowanceFigure(makeContext(readerOf(files), sayIn('en'), ORGANISATION, NOW_SECONDS))!;
    expect(typed(coming.heading)).toBe(
      'At this rate the allowance of November 2026 is used up by 29 November',
    );
    expect(typed(figure.standfirst)).toContain('lets 1,365 of the contacts so far wait longer. 2,100 did.');
    expect(typed(figure.standfirst)).toContain('Both are too fast');
    expect(cellsIn(figure, 1)).toEqual(['100', '65', '154%']);
  });

  test('of a month that is over is told by what was used of it', () => {
    const figure = figureOf(allowanceFigure, (answer) => {
      expect(answer.isWhole).toBe(true);
    })!;
    expect(typed(figure.heading)).toBe('October 2026 used 150% of what the promise allows');
  });

  test('of a month that has just begun is too early to tell', () => {
    const figure = figureOf(allowanceFigure, (answer) => {
      answer.isWhole = false;
      const { days } = answer.clocks[0]!.budget!;
      for (const list of Object.values(days)) list.splice(3);
    })!;
    expect(typed(figure.heading)).toBe('Too early to tell whether the allowance of October 2026 will last');
  });
});

describe('the score', () => {
  test('stands above everything that it is made of', () => {
    const figure = figureOf(scoreFigure)!;
    expect(typed(figure.heading)).toBe('October 2026: 82 of 100 for all promises together');
    expect(cellsIn(figure, 0)).toEqual(['missed', '70%', '80%', '50%', '43.8']);
  });

  test('is not told where a component is missing, but the components are', () => {
    const figure = figureOf(scoreFigure, ({ score }) => {
      score.score = null;
      Object.assign(score.components[1]!, { leftOut: 'not_published', points: null, verdict: null });
      Object.assign(score.components[1]!, { unjudged: 'hidden', low: null, high: null });
      Object.assign(score.components[1]!.attained, { value: null, n: null, status: 'suppressed' });
    })!;
    expect(typed(figure.heading)).toContain('No score for October 2026');
    expect(cellsIn(figure, 1)).toEqual(['hidden', 'hidden', '80%', '50%', '–']);
  });

  test('is not there where no promise is in force', () => {
    expect(figureOf(scoreFigure, ({ score }) => score.components.splice(0))).toBeNull();
  });
});
