/** Whether people would recommend the company: the score of the last whole month against the month and the year before. */
import type { SaidEstimate, SatisfactionAnswer } from '../../api/contract/satisfaction.ts';
import { type CivilDay, parseDay } from '../../db/domain/civil-day.ts';
import { type DotRow, placeIntervalDots } from '../charts/interval-dots.ts';
import { placeColumn } from '../charts/picture.ts';
import { formatMonth } from '../words/date.ts';
import { capitalise, formatCount, formatDecimal } from '../words/number.ts';
import { monthOf, readSatisfaction, SATISFACTION_PATH } from './answer-spread.ts';
import { type FigureContext, meaningOf, methodsOf } from './context.ts';
import { absentFigure, type Figure, plainCell, readingOf, tableCell } from './figure.ts';

interface Look {
  day: CivilDay;
  cell: SaidEstimate;
}

export function recommendFigure(context: FigureContext): Figure {
  const { say } = context;
  const words = say.recommend;
  const told = readSatisfaction(context);
  if (told === null || !isKnown(told.recommend)) return absentFigure('recommend', words);
  const month = monthOf(say, told);
  const { recommend } = told;
  const format = (value: number) => formatDecimal(say, Math.round(value) + 0, 0).replace('-', '−');
  const looks: Look[] = [
    { day: parseDay(told.from) ?? 0, cell: recommend },
    ...told.compared.map(({ from, recommend: cell }) => ({ day: parseDay(from) ?? 0, cell })),
  ].filter(({ cell }) => isKnown(cell));
  const rows = looks.map((look, i) => rowOf(context, look, i === 0, format));
  const heading =
    recommend.value === null ? words.hiddenHeading(month) : words.heading(format(recommend.value), month);
  const state = {
    ...{ rows, aim: null, from: -100, to: 100, ticks: [-100, -50, 0, 50, 100], format },
    label: say.satisfaction.figure(heading, say.listing(rows.map(({ title }) => title))),
  };
  return {
    id: 'recommend',
    kicker: words.kicker,
    heading,
    standfirst: changes(context, told),
    pictures: placeColumn((width) => placeIntervalDots(state, width)),
    breadth: 'column',
    notes: [
      meaningOf(context, 'recommend_score'),
      ...countsNote(context, told),
      ...(recommend.low !== null && recommend.isWidest ? [words.widest] : []),
      ...(recommend.value !== null && recommend.low === null ? [words.alike] : []),
    ].filter((note) => note !== ''),
    methods: methodsOf(context, 'recommend_score'),
    tables: [
      {
        caption: words.table,
        columns: [words.column, words.score, words.range, words.answers],
        rows: looks.map(({ day, cell }) => ({
          name: capitalise(formatMonth(say, day)),
          cells: [
            tableCell(say, cell.value, cell.status, format),
            plainCell(
              cell.low === null || cell.high === null
                ? '–'
                : words.between(format(cell.low), format(cell.high)),
            ),
            plainCell(cell.n === null || cell.n === 0 ? '–' : formatCount(say, cell.n)),
          ],
        })),
      },
    ],
    isTableFolded: false,
    sources: [{ path: SATISFACTION_PATH, name: words.kicker }],
  };
}

function isKnown({ value, status }: SaidEstimate): boolean {
  return value !== null || status === 'suppressed';
}

/** A sentence for each period of which a comparison is known, one where neither shows a change. */
function changes({ say }: FigureContext, { compared }: SatisfactionAnswer): string {
  const words = say.recommend;
  const told = compared.flatMap(({ from, recommend: { against } }) =>
    against.change === null ? [] : [{ change: against.change, month: formatMonth(say, parseDay(from) ?? 0) }],
  );
  const [one, other] = told;
  if (one === undefined) return words.nothingBefore;
  if (other !== undefined && told.every(({ change }) => change === 'no_clear_change')) {
    return words.unchanged(one.month, other.month);
  }
  return told.map(({ change, month }) => words.change[change](month)).join(' ');
}

function countsNote({ say }: FigureContext, { recommend }: SatisfactionAnswer): string[] {
  const { promoters, passives, detractors } = recommend;
  if (promoters === null || passives === null || detractors === null) return [];
  const [yes, perhaps, no] = [promoters, passives, detractors].map((count) => formatCount(say, count));
  return [say.recommend.counts(yes!, perhaps!, no!)];
}

function rowOf(
  { say }: FigureContext,
  { day, cell }: Look,
  isNow: boolean,
  format: (value: number) => string,
): DotRow {
  const words = say.recommend;
  const name = capitalise(formatMonth(say, day));
  const reading = readingOf(say, cell.value, cell.status, format);
  const n = cell.value === null || cell.n === null ? null : formatCount(say, cell.n);
  return {
    ...{ name, value: cell.value, status: cell.status, low: cell.low, high: cell.high, reading, isNow },
    // A score is no part of its answers.
    detail: n === null ? '' : say.answerSpread.answers(n),
    title: n === null ? say.satisfaction.titleBare(name, reading) : words.title(name, reading, n),
  };
}
