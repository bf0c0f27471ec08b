import { describe, expect, test } from 'vitest';
import type { BestTimesAnswer, ForecastAnswer } from '../../../api/contract/outlook.ts';
import { type Picture, WIDTHS } from '../../../site/charts/picture.ts';
import { adviceSentences, comingDaysFigure } from '../../../site/figures/coming-days.ts';
import type { Figure } from '../../../site/figures/figure.ts';
import { expectLegible, marksWith, textsOf } from '../charts/checked-picture.ts';
import { contextIn } from '../outlook-context.ts';
import { advised, bestTimesOf, forecastOf } from '../outlook-fixture.ts';
import { ORGANISATION } from '../published-fixture.ts';

const bare = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replaceAll('\u2060', '');
const en = contextIn('en');
const figureOf = (best = bestTimesOf(), forecast = forecastOf(), context = en) =>
  comingDaysFigure(context, best, forecast);
const picturesOf = ({ pictures }: Figure): Picture[] =>
  Object.values(pictures ?? {}).filter((picture) => picture !== undefined);
const sentences = (change: Partial<BestTimesAnswer> = {}, context = en) =>
  adviceSentences(context, bestTimesOf(change)).map(bare);
const hide = (forecast: ForecastAnswer, isHidden: (i: number) => boolean) => {
  const { hours } = forecast;
  const none = (column: readonly (number | null)[]) => column.map((count, i) => (isHidden(i) ? null : count));
  Object.assign(hours, {
    ...{ expected: none(hours.expected), low80: none(hours.low80), high80: none(hours.high80) },
    status: hours.status.map((status, i) => (isHidden(i) ? 'suppressed' : status)),
  });
  return forecast;
};

describe('the coming days', () => {
  test('are headed by the quietest and the busiest where their ranges are clear', () => {
    expect(figureOf().heading).toBe('Quietest on Saturday, about 305 calls; busiest on Monday, about 1,260');
  });

  test('have no quietest day where ranges would allow another one', () => {
    const heading = figureOf(bestTimesOf(), forecastOf({ spread: 0.5 })).heading;
    expect(heading).toMatch(/^Quietest on Saturday, .*; no clear busiest day$/);
    expect(figureOf(bestTimesOf(), forecastOf({ spread: 2 })).heading).toMatch(
      /^No clear quietest day: about/,
    );
  });

  test('claim no order of days without ranges, and say why there are none', () => {
    const figure = figureOf(bestTimesOf(), forecastOf({ spread: null }));
    expect(figure.heading).toBe('About 310 to 1,300 calls expected a day');
    expect(figure.standfirst).toContain('No range is shown before 20 forecasts');
    expect(figure.standfirst).not.toContain('soft band');
    for (const picture of picturesOf(figure)) expect(marksWith(picture, 'usual-band')).toEqual([]);
    expect(figure.tables[0]!.columns).not.toContain('8 of 10 such days');
  });

  test('do not let a short day pass for a quiet one', () => {
    expect(bare(figureOf().standfirst)).toMatch(
      /^On Saturday the lines are open for 8 hours, on most days for 12 hours\./,
    );
  });

  test('are eight days of the calendar, the closed one among them, and no day after them', () => {
    const names = figureOf().tables[0]!.rows.map(({ name }) => bare(name));
    expect(names).toHaveLength(8);
    expect(names[0]).toBe('Tuesday 24 November');
    expect(names.at(-1)).toBe('Tuesday 1 December');
    expect(names[5]).toBe('Sunday 29 November');
    expect(figureOf().tables[0]!.rows[5]).toMatchObject({
      cells: [{ text: 'closed', status: 'closed' }, { text: '' }, { text: '' }, { text: '' }],
    });
  });

  test('are told of one day where only one is forecast', () => {
    const one = forecastOf({ days: 1 });
    const figure = figureOf(bestTimesOf({ days: bestTimesOf().days.slice(0, 1) }), one);
    expect(bare(figure.heading)).toBe('About 840 calls expected on Tuesday 24 November');
    expect(figure.tables[0]!.rows).toHaveLength(1);
    for (const picture of picturesOf(figure)) expectLegible(picture);
  });

  test('name a holiday, also where it closes the day', () => {
    const holidays = [{ date: '2026-11-29', name: 'Founders’ Day' }];
    const forecast = forecastOf();
    forecast.days.holiday[2] = 'Thanksgiving';
    const figure = figureOf(bestTimesOf(), forecast, contextIn('en', { holidays }));
    const names = figure.tables[0]!.rows.map(({ name }) => bare(name));
    expect(names[2]).toBe('Thursday 26 November, Thanksgiving');
    expect(names[5]).toBe('Sunday 29 November, Founders’ Day');
    for (const picture of picturesOf(figure)) {
      const texts = textsOf(picture).map(({ text }) => text);
      expect(texts).toContain('Thanksgiving');
      expect(texts).toContain('closed, Founders’ Day');
      expectLegible(picture);
    }
  });

  test('hatch hours that are hidden, and say so', () => {
    const figure = figureOf(
      bestTimesOf(),
      hide(forecastOf(), (i) => i % 12 > 9),
    );
    const [picture] = picturesOf(figure);
    expect(marksWith(picture!, 'suppressed').every((mark) => 'isHatched' in mark && mark.isHatched)).toBe(
      true,
    );
    expect(textsOf(picture!).map(({ text }) => text)).toContain('Hatched: hidden to protect people');
    expect(figure.notes).toContain(
      'Hours of which very few contacts are expected are hidden to protect people.',
    );
    expect(figure.tables[1]!.rows.at(-1)!.cells[0]).toMatchObject({ text: 'hidden', status: 'suppressed' });
  });

  test('say nothing of a count where all are hidden', () => {
    const forecast = hide(forecastOf(), () => true);
    forecast.days.expected = forecast.days.expected.map(() => null);
    forecast.days.low80 = forecast.days.low80.map(() => null);
    const figure = figureOf(bestTimesOf(), forecast);
    expect(figure.heading).toBe('How many are expected is hidden to protect people');
    for (const picture of picturesOf(figure)) {
      expect(marksWith(picture, 'bar')).toEqual([]);
      expectLegible(picture);
    }
  });

  test.each(['no_records', 'too_few', 'records_ended', 'not_yet'] as const)(
    'say why nothing is said: %s',
    (reason) => {
      const none = { ...forecastOf({ days: 0 }), reason } as ForecastAnswer;
      const figure = figureOf(bestTimesOf({ state: 'withheld', reason, days: [] }), none);
      expect(figure.pictures).toBeNull();
      expect(figure.standfirst).toBe(en.say.comingDays.reasons[reason]);
    },
  );

  test('are dots a day where the records tell no hours', () => {
    const withheld = bestTimesOf({ state: 'withheld', reason: 'not_by_the_hour', days: [] });
    const forecast = forecastOf({ isByHour: false });
    forecast.days.holiday[2] = 'Thanksgiving';
    const figure = figureOf(withheld, forecast);
    expect(textsOf(figure.pictures!.wide).map(({ text }) => bare(text))).toContain(
      'Thursday 26 Nov, Thanksgiving',
    );
    expect(figure.tables).toHaveLength(1);
    expect(figure.notes).toContain('The records tell no hours, so no hours can be recommended.');
    expect(marksWith(figure.pictures!.wide, 'band')).toHaveLength(7);
    for (const picture of picturesOf(figure)) expectLegible(picture);
  });

  test('are of the line, of its contacts and its files where it is a line', () => {
    const filter = { queue: 'Parcels & Post' };
    const figure = figureOf(bestTimesOf({ filter }), { ...forecastOf(), filter } as ForecastAnswer);
    expect(figure.heading).toContain('contacts');
    expect(figure.sources.map(({ path }) => path)).toEqual([
      expect.stringMatching(/^best-times\/queue\/[a-z0-9_-]+$/),
      expect.stringMatching(/^forecast\/queue\/[a-z0-9_-]+$/),
    ]);
    // Hours of lines are not stated: what is empty need not be closed.
    expect(figure.tables[0]!.rows[5]!.cells[0]!.text).toBe('nobody expected');
    expect(figureOf().sources.map(({ path }) => path)).toEqual(['best-times/phone', 'forecast/phone']);
  });

  test('say where the agents who will be there are known, and which hours leave them no slack', () => {
    const days = bestTimesOf().days.map((one) => ({
      ...one,
      avoid: one.avoid.map((hour) => ({ ...hour, load: 1, isFragile: true })),
    }));
    const figure = figureOf(bestTimesOf({ capacity: 'known', days }));
    expect(figure.notes).toContain(en.say.comingDays.chancesStaffed);
    expect(figure.notes).not.toContain(en.say.comingDays.chances);
    const titles = figure.pictures!.wide.marks.flatMap(({ title }) => title ?? []);
    expect(titles.filter((title) => title.endsWith('the queue would grow all hour.'))).toHaveLength(12);
    expect(figure.tables[0]!.rows[1]!.cells.at(-1)!.note).toMatch(/; agents without slack$/);
  });

  test('say in each bar’s title what is expected, how far, and what is advised', () => {
    const titles = figureOf().pictures!.wide.marks.flatMap(({ title }) =>
      title === undefined ? [] : [bare(title)],
    );
    expect(titles).toContain(
      'Wednesday 25 November, 10:00 to 11:00: about 90 calls; 8 of 10 such hours have 81 to 99. Better avoided: about 6 in 10 callers get through within 2 minutes.',
    );
    expect(titles).toContain('Tuesday 24 November, 09:00 to 10:00: over; about 85 calls had been expected.');
  });

  test('have everything of the pictures in their tables', () => {
    const [days, hours] = figureOf().tables;
    expect(days!.rows[1]!.cells.map(({ text }) => text)).toEqual([
      ...['840', '756–924', '08:00–09:00 and 18:00–20:00', '10:00–12:00'],
    ]);
    expect(hours!.foldedName).toBeDefined();
    expect(hours!.rows[2]).toMatchObject({
      name: '10:00',
      cells: [{ text: '90', note: '81–99 avoid' }, {}, {}, {}, {}, {}, {}],
    });
  });

  test.each(['en', 'es', 'fr'])('are legible at every width in %s', (language) => {
    const forecast = forecastOf();
    forecast.days.holiday[2] =
      'A holiday with a name that is longer than any row of the picture could ever hold';
    const figure = figureOf(bestTimesOf(), forecast, contextIn(language));
    expect(Object.values(WIDTHS).sort()).toEqual(
      picturesOf(figure)
        .map(({ width }) => width)
        .sort(),
    );
    for (const picture of picturesOf(figure)) {
      expectLegible(picture);
      expect(picture.label).toMatch(/\.$/);
    }
  });
});

describe('advice', () => {
  test('is a sentence a day, with hours side by side as one stretch and what was usual lately', () => {
    const [first, ...others] = sentences();
    expect(first).toBe(
      'Tuesday 24 November: best from 08:00 to 09:00 or from 18:00 to 20:00, when about 9 in 10 callers get through within 2 minutes (in recent weeks 8 to 10 in 10). Avoid 10:00 to 12:00: about 6 in 10 callers.',
    );
    expect(others).toHaveLength(7);
    expect(others[3]).toBe('Saturday 28 November: no clear best time.');
    expect(others[4]).toBe('Sunday 29 November: closed.');
  });

  test('never promises everybody, and claims nothing of weeks of which too little is known', () => {
    const days = bestTimesOf()
      .days.slice(0, 1)
      .map((one) => ({ ...one, best: [advised(18, 1)], avoid: [] }));
    expect(sentences({ days })[0]).toBe(
      'Tuesday 24 November: best from 18:00 to 19:00, when more than 19 in 20 callers get through within 2 minutes.',
    );
  });

  test('rounds what was usual outwards', () => {
    const days = bestTimesOf().days.slice(0, 1);
    const usualOf = (low: number, high: number) =>
      sentences({ days: days.map((one) => ({ ...one, best: [advised(18, 0.9, [low, high])] })) })[0];
    expect(usualOf(0.89, 0.91)).toContain('(in recent weeks 8 to 10 in 10)');
    expect(usualOf(0.7, 0.7)).toContain('(in recent weeks 7 in 10)');
    expect(usualOf(1, 1)).toContain('(in recent weeks nearly all)');
  });

  test('says plainly that no time is clearly best, once', () => {
    const days = bestTimesOf().days.map((one) => ({ ...one, best: [], avoid: [] }));
    expect(sentences({ state: 'no_clear_best', days })).toEqual([
      expect.stringMatching(/^No clear best time in the coming days: all hours are about alike/),
    ]);
  });

  test('warns of slow hours where none is clearly best, with the time that is meant', () => {
    const days = bestTimesOf().days.map((one) => ({ ...one, best: [] }));
    expect(sentences({ days, thresholdSeconds: 300 })[0]).toBe(
      'Tuesday 24 November: no clear best time. Avoid 10:00 to 12:00: about 6 in 10 callers get through within 5 minutes.',
    );
  });

  test('is silent where it is withheld', () => {
    expect(sentences({ state: 'withheld', reason: 'records_ended', days: [] })).toEqual([]);
  });

  test('does not call a day closed of which no hours are stated, and names a holiday', () => {
    const holidays = [{ date: '2026-11-29', name: 'Founders’ Day' }];
    expect(sentences({}, contextIn('en', { holidays }))[5]).toBe(
      'Sunday 29 November, Founders’ Day: closed.',
    );
    expect(sentences({}, contextIn('en', { hours: { email: ORGANISATION.hours.phone! } }))[5]).toBe(
      'Sunday 29 November: nobody is expected.',
    );
    const line = bestTimesOf({ filter: { queue: 'parcels' } });
    const said = adviceSentences(en, line, forecastOf()).map(bare);
    expect(said[0]).toContain('about 9 in 10 customers get through');
    expect(said[5]).toBe('Sunday 29 November: nobody is expected.');
  });

  test('is said in the languages of the page', () => {
    expect(sentences({}, contextIn('es'))[0]).toBe(
      'Martes, 24 de noviembre: mejor de 08:00 a 09:00 o de 18:00 a 20:00, con respuesta en 2 minutos o menos para alrededor de 9 de cada 10 personas que llaman (en las últimas semanas, de 8 a 10 de cada 10). Conviene evitar de 10:00 a 12:00: alrededor de 6 de cada 10 personas que llaman.',
    );
    expect(sentences({}, contextIn('fr'))[0]).toBe(
      'Mardi 24 novembre : de préférence de 8 h à 9 h ou de 18 h à 20 h, avec une réponse en 2 minutes au plus pour environ 9 appelants sur 10 (ces dernières semaines, 8 à 10 sur 10). À éviter de 10 h à 12 h : environ 6 appelants sur 10.',
    );
  });
});
