/**
 * How the answers of the last whole month are spread over the five points of the common scale.
 * Owns the statement; what is hidden it only says to be so.
 */
import type { SatisfactionAnswer } from '../../api/contract/satisfaction.ts';
import { parseDay } from '../../db/domain/civil-day.ts';
import { placeColumn } from '../charts/picture.ts';
import { placeRankedBars, type RankedRow } from '../charts/ranked-bars.ts';
import { formatMonth } from '../words/date.ts';
import { formatCount, formatDecimal, formatShare } from '../words/number.ts';
import { type FigureContext, meaningOf, methodsOf } from './context.ts';
import { absentFigure, type Figure, plainCell, readingOf, tableCell } from './figure.ts';

export const SATISFACTION_PATH = 'satisfaction/all';

export function readSatisfaction({ read }: Pick<FigureContext, 'read'>): SatisfactionAnswer | null {
  return read<SatisfactionAnswer>(SATISFACTION_PATH);
}

export function monthOf(say: FigureContext['say'], { from }: SatisfactionAnswer): string {
  return formatMonth(say, parseDay(from) ?? 0);
}

export function answerSpreadFigure(context: FigureContext): Figure {
  const { say } = context;
  const words = say.answerSpread;
  const told = readSatisfaction(context);
  if (told === null || told.points.status.every((status) => status === 'missing')) {
    return absentFigure('answers', words);
  }
  const { points, mean, meanOriginal } = told;
  const month = monthOf(say, told);
  const format = (value: number) => formatCount(say, value);
  // From the best down, as a reader looks for it.
  const rows = points.point
    .map((point, i): RankedRow => {
      const [value, status, share] = [points.answers[i]!, points.status[i]!, points.share[i] ?? null];
      const name = i === 0 ? words.worst : i === points.point.length - 1 ? words.best : String(point);
      const reading = share === null ? readingOf(say, value, status, format) : formatShare(say, share);
      const detail = value === null ? '' : words.answers(format(value));
      const title = say.labelled(name, [reading, detail].filter((part) => part !== '').join(', '));
      return { ...{ name, ink: 'cause', value, status, before: null, change: '' }, reading, detail, title };
    })
    .toReversed();
  const [best, worst] = [points.share.at(-1) ?? null, points.share[0] ?? null];
  const heading =
    best === null
      ? words.hiddenHeading(month)
      : worst === null
        ? words.bestHeading(formatShare(say, best), month)
        : words.heading(formatShare(say, best), formatShare(say, worst), month);
  const state = {
    rows,
    label: say.satisfaction.figure(heading, say.listing(rows.map(({ title }) => title))),
    beforeLabel: '',
  };
  const isOtherScale =
    meanOriginal.value !== null && mean.value !== null && meanOriginal.value !== mean.value;
  const range = mean.low === null || mean.high === null ? null : ([mean.low, mean.high] as const);
  const exact = (value: number) => formatDecimal(say, value, 2);
  return {
    id: 'answers',
    kicker: words.kicker,
    heading,
    standfirst:
      mean.value === null
        ? ''
        : range === null
          ? words.mean(formatDecimal(say, mean.value, 1))
          : // As exact as its range, or it would not seem to lie within.
            words.meanBetween(exact(mean.value), exact(range[0]), exact(range[1])),
    pictures: placeColumn((width) => placeRankedBars(state, width)),
    breadth: 'column',
    notes: [
      words.note,
      ...(points.answers.includes(null) ? [words.hidden] : []),
      ...(isOtherScale ? [words.original(formatDecimal(say, meanOriginal.value!, 2))] : []),
      meaningOf(context, 'csat_mean'),
    ].filter((note) => note !== ''),
    methods: methodsOf(context, 'csat_mean', 'csat_mean_original', 'survey_answers'),
    tables: [
      {
        caption: words.table(month),
        columns: [words.column, words.count, words.share],
        rows: rows.map(({ name, value, status }, i) => {
          const share = points.share.toReversed()[i] ?? null;
          return {
            name,
            cells: [
              tableCell(say, value, status, format),
              plainCell(share === null ? '–' : formatShare(say, share)),
            ],
          };
        }),
      },
    ],
    isTableFolded: false,
    sources: [{ path: SATISFACTION_PATH, name: words.kicker }],
  };
}
