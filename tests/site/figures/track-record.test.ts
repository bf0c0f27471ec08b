import { describe, expect, test } from 'vitest';
import type { Picture } from '../../../site/charts/picture.ts';
import type { Figure } from '../../../site/figures/figure.ts';
import { recordSentence, trackRecordFigure } from '../../../site/figures/track-record.ts';
import { expectLegible, marksWith, textsOf } from '../charts/checked-picture.ts';
import { contextIn } from '../outlook-context.ts';
import { recordOf, trackRecordOf } from '../outlook-fixture.ts';

const bare = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const en = contextIn('en');
const figureOf = (answer = trackRecordOf(), context = en) => trackRecordFigure(context, answer);
const picturesOf = ({ pictures }: Figure): Picture[] =>
  Object.values(pictures ?? {}).filter((picture) => picture !== undefined);

/** The error of a method a day ahead. */
const withError = (method: string, wmape: number) =>
  recordOf({
    forecasts: recordOf().forecasts.map((score) => (score.method === method ? { ...score, wmape } : score)),
  });

describe('how good past forecasts were', () => {
  test('is headed by our error beside that of the best of the plain rules', () => {
    expect(figureOf().heading).toBe(
      'Forecasts missed by 19% on average; the mean of all such weekdays by 21%',
    );
  });

  test('says where a rival was better, and where none can be told apart', () => {
    expect(figureOf(trackRecordOf(withError('last_week', 0.15))).heading).toBe(
      'Forecasts missed by 19% on average; the same day last week did better, with 15%',
    );
    expect(figureOf(trackRecordOf(withError('mean_of_8', 0.189))).heading).toBe(
      'Forecasts missed by 19% on average, as much as the mean of the last eight such weekdays',
    );
  });

  test('says that a rival picked better hours, in the text and in the table', () => {
    const { standfirst, tables } = figureOf();
    expect(standfirst).toContain('125 of 144 recommended hours were quicker than their day.');
    expect(standfirst).toContain(
      'Hours picked by the mean of the last eight such weekdays would have done better: 16 in 100.',
    );
    expect(tables[1]!.rows.map(({ name, cells }) => [name, cells.at(-1)?.text, cells.at(-1)?.note])).toEqual([
      ['Our advice', '15', undefined],
      ['The same day last week', '14', undefined],
      ['The mean of the last eight such weekdays', '16', 'most'],
    ]);
  });

  test('has every method at every lead in its scoreboard, with the least error marked, ours or not', () => {
    const [scores] = figureOf(trackRecordOf(withError('last_week', 0.15))).tables;
    expect(scores!.rows).toHaveLength(20);
    expect(scores!.rows[0]).toMatchObject({
      name: '1 day ahead: this forecast',
      cells: [{ text: '18.8%' }, { text: '85%' }, { text: '96%' }, { text: '3.76', note: 'least' }],
    });
    const best = scores!.rows.filter(({ cells }) => cells[0]?.note === 'least').map(({ name }) => name);
    expect(best).toHaveLength(5);
    for (const name of best) expect(name).toContain('the same day last week');
  });

  test('tells outside a range by another shape, twice', () => {
    for (const picture of picturesOf(figureOf())) {
      const drawn = picture.marks.filter(({ title }) => title !== undefined);
      expect(drawn.filter((mark) => mark.class === 'came far')).toMatchObject([{ kind: 'path' }]);
      expect(drawn.filter((mark) => mark.class === 'came outside')).toMatchObject([{ kind: 'circle' }]);
      expect(drawn.filter((mark) => mark.class === 'came')).toHaveLength(45);
      const texts = textsOf(picture).map(({ text }) => text);
      expect(texts).toContain('outside 8 of 10');
      expect(texts).toContain('outside 19 of 20');
    }
  });

  test('draws no value of a day of which nothing is said', () => {
    const figure = figureOf();
    for (const picture of picturesOf(figure)) expect(marksWith(picture, 'missing')).toHaveLength(1);
    expect(figure.tables[2]!.rows[40]!.cells.slice(0, 2)).toMatchObject([{ text: 'not said' }, { text: '' }]);
  });

  test.each([
    [0, []],
    [20, ['replayed', 'published']],
    [48, ['replayed']],
  ] as const)('of 48 days %i are replayed, which is drawn and named', (replayedDays, named) => {
    const figure = figureOf(trackRecordOf(recordOf({ replayedDays })));
    for (const picture of picturesOf(figure)) {
      const texts = textsOf(picture).map(({ text }) => text);
      expect(texts.filter((text) => text === 'replayed' || text === 'published')).toEqual(named);
      expect(marksWith(picture, 'moment')).toHaveLength(replayedDays === 20 ? 1 : 0);
      expect(marksWith(picture, 'forecast-line').some(({ class: ink }) => ink?.includes('replayed'))).toBe(
        replayedDays > 0,
      );
    }
    expect(figure.standfirst.includes('replayed')).toBe(replayedDays > 0);
    const made = figure.tables[2]!.rows.map(({ cells }) => cells.at(-1)!.text);
    expect(made.filter((text) => text === 'replayed')).toHaveLength(replayedDays === 20 ? 20 : 0);
    expect(figure.standfirst.includes('would have been recommended')).toBe(replayedDays === 48);
  });

  test('shows no range where there is none, and says why', () => {
    const figure = figureOf(trackRecordOf(recordOf({ days: 12 }), () => 800, false));
    expect(figure.notes).toContain(en.say.trackRecord.noRanges);
    expect(figure.notes.join(' ')).not.toContain('promises');
    for (const picture of picturesOf(figure)) {
      expect(picture.marks.filter((mark) => mark.class?.startsWith('range-'))).toEqual([]);
      expect(marksWith(picture, 'outside')).toEqual([]);
    }
    expect(figure.tables[2]!.columns).toEqual(['Day', 'Forecast', 'Came', 'Quicker hours']);
  });

  test('is absent, with a sentence, where no day is over', () => {
    const none = recordOf({ from: null, to: null, days: 0, forecasts: [], advice: [] });
    const figure = figureOf(trackRecordOf(none));
    expect(figure.pictures).toBeNull();
    expect(figure.heading).toBe('How good past forecasts were cannot be told yet');
    expect(recordSentence(en, { record: none })).toMatch(/^How good such advice was cannot be told yet/);
  });

  test('is advice alone, without a chart, where all counts are hidden', () => {
    const hidden = recordOf({
      forecasts: recordOf().forecasts.map((score) => ({ ...score, n: 0, wmape: null })),
    });
    const figure = figureOf(trackRecordOf(hidden, () => null));
    expect(figure.heading).toBe('125 of 144 recommended hours were quicker than their day');
    expect(figure.pictures).toBeNull();
  });

  test('is of a single day without fault, and of a line', () => {
    const answer = trackRecordOf(recordOf({ from: '2026-11-23', days: 1 }));
    for (const column of Object.values(answer.days)) column.splice(1);
    for (const picture of picturesOf(figureOf(answer))) expectLegible(picture);
    expect(figureOf({ ...answer, filter: { queue: 'parcels' } }).sources[0]?.path).toBe(
      'track-record/queue/parcels',
    );
  });

  test.each(['en', 'es', 'fr'])('is legible at every width in %s', (language) => {
    const figure = figureOf(trackRecordOf(recordOf({ replayedDays: 44 })), contextIn(language));
    for (const picture of picturesOf(figure)) {
      expectLegible(picture);
      expect(picture.label).toMatch(/\.$/);
    }
  });
});

describe('one sentence under advice', () => {
  test('says how many recommended hours held, over which days', () => {
    expect(bare(recordSentence(en, { record: recordOf() }))).toBe(
      'From 29 September to 23 November 2026, 125 of 144 recommended hours were quicker than their day.',
    );
  });

  test('does not let replayed days pass for advice that was given', () => {
    expect(recordSentence(en, { record: recordOf({ replayedDays: 48 }) })).toContain(
      '125 of 144 hours that would have been recommended were quicker',
    );
    expect(recordSentence(en, { record: recordOf({ replayedDays: 47 }) })).toMatch(
      /quicker than their day; 47 of the 48 days are replayed\.$/,
    );
  });

  test('tells the error where no hours were recommended', () => {
    expect(bare(recordSentence(en, { record: recordOf({ advice: [] }) }))).toBe(
      'From 29 September to 23 November 2026, forecasts missed by 19% on average.',
    );
  });
});
